"""The facts on pairs of countries that are computed from facts on the two."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DerivedVariable:
    """A fact on pairs that is computed from facts on the two; `of` is the variable it needs."""

    name: str
    of: str
    unit: str
    meaning: str


IDEAL_POINT_DISTANCES: tuple[DerivedVariable, ...] = (
    DerivedVariable(
        "ideal_point_distance", "un_ideal_point", "1",
        "absolute difference of the ideal points in the UN from final votes on passage",
    ),
    DerivedVariable(
        "ideal_point_distance_all_votes", "un_ideal_point_all_votes", "1",
        "absolute difference of the ideal points in the UN from all votes",
    ),
)  # fmt: skip
CAPITALS = DerivedVariable(
    "great_circle_capitals_km", "", "km",
    "great circle between the capitals, from the points of the table `places`",
)  # fmt: skip
DERIVED: tuple[DerivedVariable, ...] = (*IDEAL_POINT_DISTANCES, CAPITALS)
