"""The part of C3 on how many city ties lie inside sister regions, with weights and bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sistercities.sentences import Said, Sentence, listed, say, to_say
from sistercities.studies.nesting.estimates import weighted_inside
from sistercities.studies.nesting.gaps import ListedShares, listed_shares, with_national
from sistercities.studies.nesting.part_chance import why_not_of
from sistercities.studies.nesting.part_ground import PartGround
from sistercities.studies.nesting.rule import RULE
from sistercities.studies.nesting.sensitivity import Tried
from sistercities.studies.nesting.verdict import percent
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from sistercities.studies.parts import PartFinding, Told, Varied, described_finding
from sistercities.studies.study_data import StudyData
from sistercities.studies.unjudged_parts import DescribedPart
from twolevel.core.arrays import TwoLevelArrays
from twolevel.rates.clusters import ClusteredInterval, two_way_share

if TYPE_CHECKING:
    from twolevel.rates.gap_bounds import GapBounds


def find_predicted(rule: DescribedPart, ground: PartGround) -> PartFinding:
    """Tell how many city ties lie inside sister regions."""
    found = share_of(ground.arrays, ground.listed)
    shown = Interval(found.value, found.low, found.high)
    why_not = ground.why_not
    bounds = bounds_of(ground)
    told = Told(
        sentence=_sentence(shown, ground, bounds, why_not),
        would_change=WOULD_CHANGE,
        unit=say("share of city ties"),
        n=found.n,
        n_of=say("city ties"),
        method=_method(found, ground.listed),
        note=listed(filter(None, (weights_said(ground.listed), found.note)), "space"),
    )
    varied = tuple(_varied(ground, bounds))
    part = described_finding(rule, shown, told, varied, why_not)
    return replace(part, answer=_answer(part.answer, ground, shown)) if part.low else part


def _answer(answer: str, ground: PartGround, shown: Interval) -> str:
    """Tell the share as counted and as weighted, so that neither is taken for the other."""
    if not ground.listed.is_known:
        return answer
    return say(
        "{counted} as counted, {weighted} weighted by how much of each list is known",
        counted=percent(two_way_share(ground.arrays).value), weighted=percent(shown.value),
    )  # fmt: skip


def share_of(arrays: TwoLevelArrays, shares: ListedShares) -> ClusteredInterval:
    """Return the share inside, weighted where a total is published, else as counted."""
    return weighted_inside(arrays, shares) if shares.is_known else two_way_share(arrays)


def bounds_of(ground: PartGround) -> GapBounds | None:
    """Return what the missing ties can add; None where no total is published."""
    if ground.gaps is None:
        return None
    from twolevel.rates.gap_bounds import gap_bounds

    return gap_bounds(
        ground.arrays, n_missing_upper=ground.gaps.upper, n_missing_lower=ground.gaps.lower
    )


def _varied(ground: PartGround, bounds: GapBounds | None) -> Iterator[Varied]:
    raw = two_way_share(ground.arrays)
    n = ground.arrays.n_ties
    yield Varied(
        say("not weighted"),
        say("each known tie counts once"),
        Interval(raw.value, raw.low, raw.high),
        n,
        raw.note,
    )
    national = with_national(ground.listed, ground.network, ground.data)
    if national is not None:
        found = share_of(ground.arrays, national)
        yield Varied(
            say("national totals too"),
            say("where no total of the region is published, that of the country stands in"),
            Interval(found.value, found.low, found.high),
            n,
            found.note,
        )
    if bounds is not None:
        yield from _at_bounds(bounds, raw)
    for one in ground.tried:
        yield _under(one, ground.data)


def _at_bounds(bounds: GapBounds, raw: ClusteredInterval) -> Iterator[Varied]:
    ends = (
        (say("missing ties all outside"),
         say("the worst case one way: no tie that is missing lies inside"), bounds.added_least),
        (say("missing ties by popularity"),
         say("ties that are missing go where known ones go, whatever the regions do"),
         bounds.added_middle),
        (say("missing ties all inside"),
         say("the worst case the other way: every missing city tie lies inside, and missing ties "
             "of regions lie over as many known ones as they can"), bounds.added_most),
    )  # fmt: skip
    for name, description, added in ends:
        low, high = (
            None if end is None else bounds.share(added, end) for end in (raw.low, raw.high)
        )
        note = say("the interval is that of the known ties, moved")
        shown = Interval(bounds.share(added), low, high)
        yield Varied(name, description, shown, bounds.n_ties + bounds.n_missing, note)


def _under(one: Tried, data: StudyData) -> Varied:
    name, description = one.change.name, one.change.description
    why_not = why_not_of(one.arrays)
    if one.arrays is None:
        return Varied(name, description, UNKNOWN_INTERVAL, 0, why_not)
    found = share_of(one.arrays, listed_shares(one.network, data))
    ends = (None, None) if why_not else (found.low, found.high)
    return Varied(
        name, description, Interval(found.value, *ends), one.network.n_ties, why_not or found.note
    )


def weights_said(shares: ListedShares) -> Sentence:
    """Say of which regions the ties are weighted."""
    if not shares.is_known:
        return say("No total is published of a region, so each tie counts once.")
    n_known = int(((shares.upper > 0) | (shares.lower > 0)).sum())
    return say(
        "Weighted are the ties of {n} of {n_units} regions, for which a total is published; those "
        "of the others count once.",
        n=n_known,
        n_units=shares.upper.size,
    )


def _method(found: ClusteredInterval, shares: ListedShares) -> str:
    if not shares.is_known:
        return found.method
    return say("weighted by the share of each list that is known (Horvitz-Thompson); {method}",
               method=found.method)  # fmt: skip


def _sentence(shown: Interval, ground: PartGround, bounds: GapBounds | None, why_not: str) -> Said:
    scope = ground.scope
    if why_not or shown.low is None:
        return say(
            "How many city partnerships of {of_whom} lie inside sister {pairs} cannot be told: "
            "{why}.",
            of_whom=scope.of_whom,
            pairs=scope.pairs,
            why=why_not or say("the share has no interval"),
        )
    raw = two_way_share(ground.arrays)
    counted = _share_words(raw.value, raw.low, raw.high)
    weighted = _share_words(shown.value, shown.low, shown.high)
    first: Said = say(_where_most(shown.low, shown.high), of_whom=scope.of_whom, pairs=scope.pairs,
                numbers=counted)  # fmt: skip
    if ground.listed.is_known:
        base = say(
            "Where each partnership is weighted by how much of its region's list is known, it is "
            "{weighted}.",
            weighted=weighted,
        )
        first = say("{first} {bounds}", first=first, bounds=base)
    return (
        first
        if bounds is None
        else say(
            "{first} {bounds}", first=first, bounds=_worst(bounds, two_way_share(ground.arrays))
        )
    )


def _share_words(value: float | None, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return percent(value)
    return say("{value} ({low} to {high})", value=percent(value), low=percent(low),
               high=percent(high))  # fmt: skip


def _worst(bounds: GapBounds, raw: ClusteredInterval) -> Sentence:
    return say(
        "If all that no source lists lay outside, it would be {low}; if all lay inside, {high}.",
        low=_with_ends(bounds, bounds.added_least, raw),
        high=_with_ends(bounds, bounds.added_most, raw),
    )


def _with_ends(bounds: GapBounds, added: float, raw: ClusteredInterval) -> str:
    """Tell a share with the interval of the known ties, moved."""
    value = percent(bounds.share(added))
    if raw.low is None or raw.high is None:
        return value
    return say(
        "{value} ({low} to {high})",
        value=value,
        low=percent(bounds.share(added, raw.low)),
        high=percent(bounds.share(added, raw.high)),
    )


def _where_most(low: float, high: float | None) -> str:
    """Give the sentence on the share, by whether its interval leaves one half out."""
    if high is not None and RULE.predicted > high:
        return to_say(
            "Most city partnerships of {of_whom} lie outside sister {pairs}; {numbers} lie inside."
        )
    if low > RULE.predicted:
        return to_say("Most city partnerships of {of_whom} lie inside sister {pairs}: {numbers}.")
    return to_say(
        "Of the city partnerships of {of_whom} {numbers} lie inside sister {pairs}: most, or fewer "
        "than half."
    )


WOULD_CHANGE = say("Unlisted partnerships of the regions, and of their cities.")
