"""The sentences of the parts of C5, for one who repeats them."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import Sentence, say
from sistercities.studies.connectivity.part_rules import CATCHMENTS
from sistercities.studies.part_rules import Interval, IntervalPart, Side

SUBJECTS = {
    "flights": say("cities with more international flights"),
    "exports": say("cities that export more"),
    "visitors": say("regions with more foreign visitors"),
}


def correlation_sentence(part: str, side: Side, found: Interval, of_whom: str, reason: str) -> str:
    """Say whether a fact goes with ties."""
    those = SUBJECTS[part]
    if reason:
        return say(
            "Whether {those} have more partners cannot be told of {of_whom}: {reason}.",
            those=those, of_whom=of_whom, reason=reason,
        )  # fmt: skip
    number = say(
        "rank correlation {value:.2f}, 95 % interval {low:.2f} to {high:.2f}",
        value=found.value, low=found.low, high=found.high,
    )  # fmt: skip
    if side == "above":
        return say("In {of_whom}, {those} have more partners, size and wealth not held equal "
                   "({number}).",
                   of_whom=of_whom, those=those, number=number)  # fmt: skip
    if side == "below":
        return say("In {of_whom}, {those} have fewer partners, size and wealth not held equal "
                   "({number}).",
                   of_whom=of_whom, those=those, number=number)  # fmt: skip
    if side == "same":
        return say("In {of_whom}, {those} have about as many partners as others ({number}).",
                   of_whom=of_whom, those=those, number=number)  # fmt: skip
    return say("The data do not show whether {those} of {of_whom} have more partners "
               "({number}).",
               those=those, of_whom=of_whom, number=number)  # fmt: skip


def times_words(found: Interval) -> Sentence | str:
    """Tell a ratio with its interval."""
    if found.value is None or found.low is None or found.high is None:
        return say("an unknown number of times")
    return say("{value:.2f} times as many ({low:.2f} to {high:.2f})",
               value=found.value, low=found.low, high=found.high)  # fmt: skip


def size_sentence(
    rule: IntervalPart, side: Side, intervals: Sequence[Interval], of_whom: str, reason: str
) -> str:
    """Say whether better joined cities have more partners at equal size and wealth."""
    if reason:
        return say(
            "Whether better connected cities of {of_whom} have more partners than cities of equal "
            "size and wealth cannot be told: {reason}.",
            of_whom=of_whom, reason=reason,
        )  # fmt: skip
    near, far = intervals
    said = {
        "above": say(
            "Better connected cities of {of_whom} have more partners than cities of equal size and "
            "wealth", of_whom=of_whom,
        ),
        "below": say(
            "Better connected cities of {of_whom} have fewer partners than cities of equal size "
            "and wealth", of_whom=of_whom,
        ),
    }.get(side) or _split(rule, near, far, of_whom)  # fmt: skip
    return say(
        "{said}. Those with twice the destinations have {near} by airports within {km:g} km, and "
        "{far} within {far_km:g} km. Districts, counties and small towns do not count here.",
        said=said, near=times_words(near), km=CATCHMENTS[0], far=times_words(far),
        far_km=CATCHMENTS[1],
    )  # fmt: skip


def _split(rule: IntervalPart, near: Interval, far: Interval, of_whom: str) -> Sentence:
    if "above" in (rule.side(near), rule.side(far)):
        return say(
            "Whether better connected cities of {of_whom} have more partners than cities of "
            "equal size and wealth depends on which airports are counted", of_whom=of_whom,
        )  # fmt: skip
    return say(
        "The data do not show whether better connected cities of {of_whom} have more partners "
        "than cities of equal size and wealth", of_whom=of_whom,
    )  # fmt: skip


def lag_sentence(part: str, side: Side, found: Interval, years: Sentence, reason: str) -> str:
    """Say whether one follows the other."""
    if part == "flights-first":
        if reason:
            return say("Whether partnerships follow flights cannot be told: {reason}.",
                       reason=reason)  # fmt: skip
        said = {
            "above": say("More partnerships begin where there were more flights before"),
            "below": say("Fewer partnerships begin where there were more flights before"),
        }.get(side, say("The data do not show whether partnerships follow flights"))
    else:
        if reason:
            return say("Whether flights follow partnerships cannot be told: {reason}.",
                       reason=reason)  # fmt: skip
        said = {
            "above": say("More flights come where there were more partnerships before"),
            "below": say("Fewer flights come where there were more partnerships before"),
        }.get(side, say("The data do not show whether flights follow partnerships"))
    number = times_words(found)
    if part == "flights-first":
        return say(
            "{said}. Of two cities of equal size, the one with twice the flights before had "
            "{number} partnerships after ({years}).",
            said=said, number=number, years=years,
        )  # fmt: skip
    return say(
        "{said}. Of two cities of equal size, the one with twice the partnerships before had "
        "{number} flights after ({years}).",
        said=said, number=number, years=years,
    )  # fmt: skip


def part_would_change(line: float, side: Side) -> str:
    """Say what would give another answer."""
    if side == "open":
        return say(
            "Ties, flights or figures on more cities and regions, until the interval leaves "
            "{line:g}.",
            line=line,
        )
    return say(
        "Ties that the lists lack, or figures of other years, if the interval then held {line:g}.",
        line=line,
    )
