"""Of which side a war is told to homes in third states: where it is fought, or by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from release_build.obstacles.rulings import Strengths
from release_build.readers.obstacle_pairs import ObstaclePair
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows

WARS_TOLD_FILE = "obstacle_wars_told.csv"
_COLUMNS = ("pair_id", "told_of", "as_of", "reason", "date")


def read_wars_told(
    path: Path, pairs: Iterable[ObstaclePair], strengths: Strengths, countries: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Read `obstacle_wars_told.csv`: by `pair_id`, the states whose places are told of with a war.

    Raises
    ------
    SourceError
        If a row does not say what the table promises.
    BuildError
        If a war that bars has no row, or a row is on none or on an older state of one, or on one
        that is but a note.
    """
    of_wars = {
        pair.pair_id: (pair.stated.as_of, strengths.of(pair).strength)
        for pair in pairs
        if pair.kind == "war"
    }
    wars = {one: as_of for one, (as_of, strength) in of_wars.items() if strength != "note"}
    bars = {one for one, (_, strength) in of_wars.items() if strength == "bar"}
    found: dict[str, tuple[str, ...]] = {}
    for row in ruling_rows(path, _COLUMNS, once=("pair_id",)):
        values = row.values
        row.require("pair_id", "told_of", "as_of")
        for code in values["told_of"].split():
            if code not in countries:
                raise row.refuse("told_of", f"{code} is no country; give codes of countries")
        if wars.get(values["pair_id"]) != values["as_of"]:
            raise BuildError(
                f"data/decisions/{path.name}: the source has no war or strikes {values['pair_id']} "
                f"as of {values['as_of']}; read what it has and rule again, or take the row out"
            )
        found[values["pair_id"]] = tuple(values["told_of"].split())
    missing = sorted(bars - set(found))
    if missing:
        raise BuildError(
            f"data/decisions/{path.name}: say of which states it is told: {', '.join(missing)}"
        )
    return found
