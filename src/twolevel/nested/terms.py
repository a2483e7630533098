"""The covariates of the nested model, at either level.

At the city level a term is about pairs of cities, at the region level about pairs of regions:
`values`, `labels` and `pairs` are then of cities, or of regions. `GroupPairs` and `GroupEffects`
are about regions at both levels. An intercept is always there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from numpy.typing import ArrayLike

Side = Literal["both", "left", "right"]


@dataclass(frozen=True, slots=True, eq=False)
class NodeSum:
    """The sum of a value over the two ends, or the value of one end in a bipartite network.

    Cities of a region with equal values are one class, so round the values (logarithms to tenths,
    say) where speed matters.

    Attributes
    ----------
    name
        What the coefficient is called.
    values
        One number for each node of the side.
    side
        "both" where undirected; "left" (home) or "right" (foreign) where bipartite.
    """

    name: str
    values: ArrayLike
    side: Side = "both"


@dataclass(frozen=True, slots=True, eq=False)
class NodeProduct:
    """The product of a value over the two ends; of a 0/1 value, whether both ends have it.

    Attributes
    ----------
    values, right_values
        One number for each left and each right node; one array where undirected.
    """

    name: str
    values: ArrayLike
    right_values: ArrayLike | None = None


@dataclass(frozen=True, slots=True, eq=False)
class SameLabel:
    """1 where both ends have the same label, 0 elsewhere.

    Attributes
    ----------
    labels, right_labels
        A whole number for each left and each right node; one array where undirected.
    """

    name: str
    labels: ArrayLike
    right_labels: ArrayLike | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GroupPairs:
    """A number for each pair of groups of regions: of countries, say, or of the regions themselves.

    Attributes
    ----------
    matrix
        Shape (left groups, right groups), symmetric where undirected; its diagonal is used for
        pairs within a group.
    left_group, right_group
        Group of each left and each right region; each region is a group of its own if None.
    """

    name: str
    matrix: ArrayLike
    left_group: ArrayLike | None = None
    right_group: ArrayLike | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ListedPairs:
    """A number for each listed pair, 0 for all others: for covariates that few pairs have.

    Attributes
    ----------
    pairs
        Shape (n, 2), of left and right nodes, none twice.
    values
        Shape (n,); 1 for each listed pair if None.
    """

    name: str
    pairs: ArrayLike
    values: ArrayLike | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GroupEffects:
    """An effect of each group of regions, summed over the two ends; the largest group is at 0.

    A group with two ends in a dyad counts twice. Each group needs ties, and pairs without a tie.

    Attributes
    ----------
    groups
        A whole number for each region of the side.
    side
        "both" where undirected; "left" (home) or "right" (foreign) where bipartite.
    """

    name: str
    groups: ArrayLike
    side: Side = "both"


Term: TypeAlias = NodeSum | NodeProduct | SameLabel | GroupPairs | ListedPairs | GroupEffects
