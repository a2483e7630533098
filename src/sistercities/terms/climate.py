"""The climate zones after Koeppen and Geiger, by their letters.

The first letter is the main class: A tropical, B dry, C temperate, D cold, E polar. The second says
when rain falls, or how dry or cold it is; the third how warm it is.
"""

from __future__ import annotations

ZONES = (
    "Af", "Am", "As", "Aw", "BSh", "BSk", "BWh", "BWk", "Cfa", "Cfb", "Cfc", "Csa", "Csb", "Csc",
    "Cwa", "Cwb", "Cwc", "Dfa", "Dfb", "Dfc", "Dfd", "Dsa", "Dsb", "Dsc", "Dsd", "Dwa", "Dwb",
    "Dwc", "Dwd", "EF", "ET",
)  # fmt: skip

_HOT = ("A", "BSh", "BWh")
_COLD = ("D", "E")


def is_hot(zone: str) -> bool:
    """Whether a zone is hot: tropical, or dry with a mean of 18 degrees and more over the year.

    Examples
    --------
    >>> is_hot("Aw"), is_hot("BWh"), is_hot("Cfa")
    (True, True, False)
    """
    return zone.startswith(_HOT)


def is_cold(zone: str) -> bool:
    """Whether a zone is cold: the coldest month has frost on average, or no month is warm.

    Examples
    --------
    >>> is_cold("Dwa"), is_cold("ET"), is_cold("Cfb")
    (True, True, False)
    """
    return zone.startswith(_COLD)


OTHER_CLASS, SAME_CLASS, SAME_BUT_WARMTH, SAME_ZONE = 0.0, 1.0, 2.0, 3.0
"""How alike two climates are."""


def likeness_of_zones(one: str, other: str) -> float:
    """Say how alike two climates are: by main class, by rain too, or the same zone.

    Examples
    --------
    >>> likeness_of_zones("Cfb", "Cfb"), likeness_of_zones("Cfa", "Cfb")
    (3.0, 2.0)
    >>> likeness_of_zones("Csa", "Cfb"), likeness_of_zones("Csa", "BSk")
    (1.0, 0.0)
    """
    if one == other:
        return SAME_ZONE
    if one[0] != other[0]:
        return OTHER_CLASS
    return SAME_BUT_WARMTH if one[1] == other[1] else SAME_CLASS
