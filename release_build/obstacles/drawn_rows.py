"""Rows on places that a row of the source names in passing, and that no row is on.

The source of a row may say more than the row does: the resolution on settlements names a city. Such
a place gets a row of its own, with the source, the dates and the certainty of the one that it is
drawn from, and a sentence that says no more than that source. Where the source has a newer state of
that row the build stops, so that somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from release_build.readers.obstacle_pairs import ObstaclePair
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.obstacles import EVERYBODY

DRAWN_ROWS_FILE = "obstacle_drawn_rows.csv"
_COLUMNS = ("unit", "drawn_from", "as_of", "sentence", "reason", "date")


def read_drawn_rows(path: Path, pairs: Iterable[ObstaclePair]) -> tuple[ObstaclePair, ...]:
    """Read `obstacle_drawn_rows.csv`: rows on the status of units, each drawn from another.

    Parameters
    ----------
    path
        The file.
    pairs
        Rows of the source.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If a row is drawn from none of the source, or from an older state of one.
    """
    by_id = {pair.pair_id: pair for pair in pairs}
    found: dict[str, ObstaclePair] = {}
    for row in ruling_rows(path, _COLUMNS):
        row.require("unit", "drawn_from", "as_of", "sentence")
        drawn = _drawn(row, by_id)
        if drawn.pair_id in by_id or drawn.pair_id in found:
            raise row.refuse("unit", "there is a row on its status already; keep one of them")
        found[drawn.pair_id] = drawn
    return tuple(found.values())


def _drawn(row: WrittenRow, by_id: dict[str, ObstaclePair]) -> ObstaclePair:
    values = row.values
    source = by_id.get(values["drawn_from"])
    if source is None or source.stated.as_of != values["as_of"]:
        raise BuildError(
            f"data/decisions/{row.file}: the source has no row {values['drawn_from']} of "
            f"{values['as_of']}; read what it has and draw again"
        )
    if not values["sentence"].endswith("."):
        raise row.refuse("sentence", "write one sentence that ends in a point")
    stated = replace(source.stated, sentence=values["sentence"], proposed="caution")
    return ObstaclePair(values["unit"], EVERYBODY, "special_status", stated)
