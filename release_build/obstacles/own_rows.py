"""Rows on what no row of the source is on, and a page states plainly: a status, broken relations.

A mayor who is asked for a tie with a town that two states claim, or in a state that has broken off
relations with her own, has to hear that, also where the list of the source lacks it. Such a row
names the page that was read and its date, says no more than the page, and calls for care. Where the
source has a row of its own the build stops, so that this one is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from release_build.readers.obstacle_cells import StatedObstacle
from release_build.readers.obstacle_pairs import ObstaclePair, checked_units
from sistercities.sources.ruling_rows import ruling_rows

OWN_ROWS_FILE = "obstacle_own_rows.csv"
_STATED = (
    "a", "b", "kind", "as_of", "sentence", "source_title", "source_address", "reason", "date",
)  # fmt: skip
_COLUMNS = (*_STATED, "from_date")


def read_own_rows(path: Path, pairs: Iterable[ObstaclePair]) -> tuple[ObstaclePair, ...]:
    """Read `obstacle_own_rows.csv`: rows between units, each with the page that says so.

    Parameters
    ----------
    path
        The file.
    pairs
        Rows of the source.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or there is one on the same already.
    """
    known = {pair.pair_id for pair in pairs}
    found: dict[str, ObstaclePair] = {}
    for row in ruling_rows(path, _COLUMNS):
        values = row.values
        row.require(*_STATED)
        row.require_day("as_of")
        if values["from_date"]:
            row.require_day("from_date")
        if not values["sentence"].endswith("."):
            raise row.refuse("sentence", "write one sentence that ends in a point")
        own = ObstaclePair(*checked_units(row), _stated(values))
        if own.pair_id in known or own.pair_id in found:
            raise row.refuse("kind", "there is a row on this already; keep one of them")
        found[own.pair_id] = own
    return tuple(found.values())


def _stated(values: Mapping[str, str]) -> StatedObstacle:
    return StatedObstacle(
        from_date=values["from_date"], until_date="", as_of=values["as_of"], proposed="caution",
        sentence=values["sentence"], title=values["source_title"],
        addresses=tuple(values["source_address"].split()), locator="", certainty="high",
        certainty_note="", source_id="decisions",
    )  # fmt: skip
