"""What benefit foretells beside the formal link, and what one country or home region carries of it.

Economy, culture and earlier ties are counted with the facts that go with more ties; what goes with
fewer stands apart (`signs`).
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.errors import NetworkError
from sistercities.studies.drivers.carried import Kind
from sistercities.studies.drivers.evidence import TOGETHER, Evidence
from sistercities.studies.drivers.terms import FACTORS, FEWER, FORMAL, TITLES
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from twolevel.shapley.weighted import Contrast, WeightedShapley

WAYS: tuple[Kind, Kind] = ("region", "country")
"""Units and partners of the decomposition."""

ALL_SIGNS = {**TOGETHER, FEWER: 1.0}
"""Weights that count what goes with fewer ties too."""


@dataclass(frozen=True, slots=True)
class ShareLeftOut:
    """A difference of shares without one country or home region, by its number in the table."""

    kind: Kind
    number: int
    share: Contrast | None


def shares_left_out(
    shapley: WeightedShapley, weights: dict[str, float], numbers: tuple[list[int], list[int]]
) -> tuple[ShareLeftOut, ...]:
    """Return a sum of shares without each home region and each country.

    Parameters
    ----------
    numbers
        Of the home regions and of the countries, as the table of pairs numbers them.
    """
    return tuple(
        ShareLeftOut(kind, number, _without(shapley, weights, way, which))
        for way, kind in enumerate(WAYS)
        for which, number in enumerate(numbers[way])
    )


def _without(
    shapley: WeightedShapley, weights: dict[str, float], way: int, which: int
) -> Contrast | None:
    try:
        return shapley.without(way, which).shares(weights)
    except NetworkError:
        return None


def share_interval_of(
    evidence: Evidence, weights: dict[str, float], left_out: tuple[ShareLeftOut, ...]
) -> Interval:
    """Return a sum of shares as a part judges it."""
    share = evidence.share(weights)
    if share is None:
        return UNKNOWN_INTERVAL
    found = [one.share for one in left_out if one.share is not None]
    is_told = len(found) == len(left_out) > 0
    return Interval(
        share.value, share.low, share.high,
        min(one.low for one in found) if is_told else None,
        max(one.high for one in found) if is_told else None,
    )  # fmt: skip


def needed_factors(evidence: Evidence) -> list[str]:
    """Name the factors without which the others do not foretell more than the formal link.

    Empty where all three together do not.
    """
    whole = evidence.share(TOGETHER)
    if whole is None or whole.low <= 0:
        return []
    found = {one: share_without(evidence, one).low for one in FACTORS if one in evidence.groups}
    return [TITLES[one] for one, low in found.items() if low is None or low <= 0]


def interval_of_share(share: Contrast | None) -> Interval:
    """Return a share as a row judges it, by its interval alone."""
    return UNKNOWN_INTERVAL if share is None else Interval(share.value, share.low, share.high)


def share_without(evidence: Evidence, factor: str) -> Interval:
    """Return what the other factors foretell beside the formal link."""
    weights = {name: weight for name, weight in TOGETHER.items() if name != factor}
    return interval_of_share(evidence.share(weights))


def share_alone(evidence: Evidence, factor: str) -> Interval:
    """Return what one factor foretells beside the formal link."""
    return interval_of_share(evidence.share({factor: 1.0, FORMAL: -1.0}))


def moved_as(main: Interval, other: Interval) -> Interval:
    """Return an interval with the ends without any one country or region, as far off as before."""
    if main.low is None or main.high is None or other.low is None or other.high is None:
        return other
    least = None if main.least is None else main.least + other.low - main.low
    most = None if main.most is None else main.most + other.high - main.high
    return Interval(other.value, other.low, other.high, least, most)


def carried_factors(
    evidence: Evidence, numbers: tuple[list[int], list[int]]
) -> dict[str, ShareLeftOut]:
    """Return the factors of which one country, or one home region, carries the share.

    Without it the interval of the share, which lies above 0, reaches 0.
    """
    found = {}
    for factor in (*FACTORS, FORMAL):
        share = evidence.share({factor: 1.0})
        if evidence.shapley is None or share is None or share.low <= 0:
            continue
        for one in shares_left_out(evidence.shapley, {factor: 1.0}, numbers):
            if one.share is None or one.share.low <= 0:
                found[factor] = one
                break
    return found
