"""Rows on the status of places that no row of the source is on, and that a page states plainly.

A mayor who is asked for a tie with a town that two states claim has to hear that, also where the
list of the source lacks the dispute. Such a row names the page that was read and its date, and says
no more than that both states say so. Where the source has a row of its own the build stops, so that
this one is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sistercities.sources.obstacle_cells import StatedObstacle
from sistercities.sources.obstacle_pairs import ObstaclePair
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.obstacles import EVERYBODY

OWN_ROWS_FILE = "obstacle_own_rows.csv"
_COLUMNS = ("unit", "as_of", "sentence", "source_title", "source_address", "reason", "date")


def read_own_rows(path: Path, pairs: Iterable[ObstaclePair]) -> tuple[ObstaclePair, ...]:
    """Read `obstacle_own_rows.csv`: rows on the status of units, each with the page that says so.

    Parameters
    ----------
    path
        The file.
    pairs
        Rows of the source.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or there is one on its unit already.
    """
    known = {pair.pair_id for pair in pairs}
    found: dict[str, ObstaclePair] = {}
    for line, values in file_rows(path, _COLUMNS):
        row = WrittenRow(path.name, line, values)
        row.require(*_COLUMNS)
        row.require_day("as_of")
        row.require_day("date")
        if not values["sentence"].endswith("."):
            raise row.refuse("sentence", "write one sentence that ends in a point")
        own = ObstaclePair(values["unit"], EVERYBODY, "special_status", _stated(values))
        if own.pair_id in known or own.pair_id in found:
            raise row.refuse("unit", "there is a row on its status already; keep one of them")
        found[own.pair_id] = own
    return tuple(found.values())


def _stated(values: dict[str, str]) -> StatedObstacle:
    return StatedObstacle(
        from_date="", until_date="", as_of=values["as_of"], proposed="caution",
        sentence=values["sentence"], title=values["source_title"],
        addresses=tuple(values["source_address"].split()), locator="", certainty="high",
        certainty_note="", source_id="decisions",
    )  # fmt: skip
