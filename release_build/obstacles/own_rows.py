"""Rows on what no row of the source is on, and a page states plainly: a status, broken relations.

A mayor who is asked for a tie with a town that two states claim, or in a state that has broken off
relations with her own, has to hear that, also where the list of the source lacks it. Such a row
names the page that was read and its date, says no more than the page, and calls for care. Where the
source has a row of its own the build stops, so that this one is taken out.

Rows on places that a row of the source names in passing, and that no row is on.

The source of a row may say more than the row does: the resolution on settlements names a city. Such
a place gets a row of its own, with the source, the dates and the certainty of the one that it is
drawn from, and a sentence that says no more than that source. Where the source has a newer state of
that row the build stops, so that somebody reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from release_build.readers.obstacle_cells import StatedObstacle
from release_build.readers.obstacle_pairs import ObstaclePair, checked_units
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.words import EVERYBODY, OBSTACLE_KINDS

OWN_ROWS_FILE = "obstacle_own_rows.csv"
_PARTS = "obstacle_own_rows*.csv"
"""The file and its parts: `obstacle_own_rows_strained.csv` has rows that suggestions lacked."""
_STATED = (
    "a", "b", "kind", "as_of", "sentence", "source_title", "source_address", "reason", "date",
)  # fmt: skip
_COLUMNS = (*_STATED, "from_date")


def read_own_rows(path: Path, pairs: Iterable[ObstaclePair]) -> tuple[ObstaclePair, ...]:
    """Read `obstacle_own_rows.csv`: rows between units, each with the page that says so.

    Parameters
    ----------
    path
        The file; parts of it beside it are read with it.
    pairs
        Rows of the source.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or there is one on the same already.
    """
    known = {pair.pair_id for pair in pairs}
    found: dict[str, ObstaclePair] = {}
    for row in (one for part in _parts_of(path) for one in ruling_rows(part, _COLUMNS)):
        values = row.values
        row.require(*_STATED)
        row.require_day("as_of")
        if values["from_date"]:
            row.require_day("from_date")
        if not values["sentence"].endswith("."):
            raise row.refuse("sentence", "write one sentence that ends in a point")
        own = ObstaclePair(*checked_units(row, OBSTACLE_KINDS), _stated(values))
        if own.pair_id in known or own.pair_id in found:
            raise row.refuse("kind", "there is a row on this already; keep one of them")
        found[own.pair_id] = own
    return tuple(found.values())


def _parts_of(path: Path) -> list[Path]:
    return [path, *sorted(set(path.parent.glob(_PARTS)) - {path})]


def _stated(values: Mapping[str, str]) -> StatedObstacle:
    return StatedObstacle(
        from_date=values["from_date"], until_date="", as_of=values["as_of"], proposed="caution",
        sentence=values["sentence"], title=values["source_title"],
        addresses=tuple(values["source_address"].split()), locator="", certainty="high",
        certainty_note="", source_id="decisions",
    )  # fmt: skip


DRAWN_ROWS_FILE = "obstacle_drawn_rows.csv"
_DRAWN_COLUMNS = ("unit", "drawn_from", "as_of", "sentence", "reason", "date")


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
    for row in ruling_rows(path, _DRAWN_COLUMNS):
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
