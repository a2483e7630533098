"""How far away the first places lie that are named for each purpose, and without one.

`python benchmarks/short_lists_nearness.py` prints it for the sixty places of `short_lists.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median

import numpy as np

from short_lists import sixty_places
from sistercities import api
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.weighing import purposes

FIVE, OF_NEARNESS = 5, "youth"
"""Names that are looked at, and the purpose that asks for nearness."""


def km_of_first_five(ground: Ground, homes: list[int], purpose: str | None) -> dict[int, float]:
    """Median distance of the first five names of each home place; homes without a name have none.

    The lists come in their order, then the group beside them.
    """
    found: dict[int, float] = {}
    for home in homes:
        answer = api.recommend(str(ground.places.ids[home]), purpose=purpose)
        names = [*answer.suggestions, *answer.less_sure][:FIVE]
        at = np.array([ground.position[one.place.place_id] for one in names], dtype=np.int64)
        if len(at):
            found[home] = float(np.median(candidates_of(ground, home, at).distance_km))
    return found


def nearness(ground: Ground, homes: list[int]) -> dict[str, tuple[int, float, float]]:
    """For each purpose: homes that have names with it and without, and the median km of each.

    Both medians are of the same homes: who is named nobody for a purpose has none with it.
    """
    without = km_of_first_five(ground, homes, None)
    found: dict[str, tuple[int, float, float]] = {}
    for one in purposes():
        those = km_of_first_five(ground, homes, one.name)
        both = [home for home in homes if home in those and home in without]
        found[one.name] = (
            len(both), median(those[home] for home in both), median(without[home] for home in both)
        )  # fmt: skip
    return found


def lines(found: dict[str, tuple[int, float, float]]) -> Iterator[str]:
    """Write the table."""
    yield "| purpose | homes | km of the first five | without a purpose |"
    yield "|---|---|---|---|"
    for name, (n, of_purpose, without) in found.items():
        yield f"| {name} | {n} | {of_purpose:,.0f} | {without:,.0f} |"


def main() -> None:
    """Print the table, and end non-zero where the purpose that asks for nearness is not nearer."""
    with open_data(None) as release:
        ground = ground_of(release)
    found = nearness(ground, sixty_places(ground))
    print("\n".join(lines(found)))
    _, of_purpose, without = found[OF_NEARNESS]
    sys.exit(0 if of_purpose < without else f"{OF_NEARNESS} is no nearer than no purpose.")


if __name__ == "__main__":
    main()
