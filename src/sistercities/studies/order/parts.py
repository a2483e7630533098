"""The parts of C3 that are about time: who comes first, and whether both come close together.

Each is measured twice, with start years shuffled within home cities and within countries, and both
must say the same. The number shown is that within home cities; the other is the first row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sistercities.sentences import Sentence, capital, say
from sistercities.studies.order.evidence import Evidence, OrderWithin
from sistercities.studies.order.part_rules import NEAR_YEARS, NEEDS, PART_RULES
from sistercities.studies.order.sensitivity import NONE_LEFT, Tried
from sistercities.studies.order.words import Whose, odds_words
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval, IntervalPart, Side
from sistercities.studies.parts import PartFinding, PartRow, Told, Varied, judged_rows, part_finding
from twolevel.rates.clusters import ClusteredInterval

Number = Callable[[OrderWithin], ClusteredInterval]

NUMBERS: dict[str, Number] = {
    "C3.first": lambda within: within.odds,
    "C3.close": lambda within: within.near,
}
"""What each part measures, within cities or within countries."""


def find_parts(evidence: Evidence, tried: Sequence[Tried], whose: Whose) -> tuple[PartFinding, ...]:
    """Judge the parts about time, in the order of their rules."""
    rules = [rule for rule in PART_RULES if isinstance(rule, IntervalPart)]
    return tuple(_part(rule, evidence, tried, whose) for rule in rules)


def _part(
    rule: IntervalPart, evidence: Evidence, tried: Sequence[Tried], whose: Whose
) -> PartFinding:
    number, why_not = NUMBERS[rule.id], _why_not(evidence)
    intervals = _intervals(evidence, number)
    side: Side = "open" if why_not or not intervals else rule.side_of_all(intervals)
    shown = intervals[0] if intervals else UNKNOWN_INTERVAL
    within = evidence.city
    told = Told(
        sentence=_sentence(rule.id, side, evidence, whose, why_not),
        would_change=_would_change(side, rule),
        unit=say("ratio"),
        n=evidence.n_inside,
        n_of=say("city ties with a known start inside sister pairs with one"),
        method=_method(rule.id, within, number),
        note=why_not or ("" if within is None else number(within).note),
        at_first="" if side == "open" else rule.at_first(shown),
    )
    return part_finding(rule, side, told, shown, _rows(rule, side, evidence, tried))


def _why_not(evidence: Evidence) -> str:
    if not evidence.both:
        return say("no city tie with a known start lies inside a sister pair with one")
    return NEEDS.unmet(n_inside=evidence.n_inside, effective_units=evidence.effective_units)


def _intervals(evidence: Evidence, number: Number) -> list[Interval]:
    """Return the interval within home cities, then that within countries."""
    found = [number(one) for one in evidence.both]
    return [Interval(one.value, one.low, one.high) for one in found]


def _rows(
    rule: IntervalPart, side: Side, evidence: Evidence, tried: Sequence[Tried]
) -> tuple[PartRow, ...]:
    number = NUMBERS[rule.id]
    varied = [_within_countries(evidence, number)] if evidence.country is not None else []
    varied += [_varied(one, number) for one in tried]
    return judged_rows(rule, side, varied)


def _within_countries(evidence: Evidence, number: Number) -> Varied:
    assert evidence.country is not None
    found = number(evidence.country)
    return Varied(
        say("within countries"),
        say("start years shuffled within countries, not within home cities"),
        Interval(found.value, found.low, found.high),
        evidence.n_inside,
        found.note,
    )


def _varied(one: Tried, number: Number) -> Varied:
    name, description = one.change.name, one.change.description
    if one.evidence is None:
        return Varied(name, description, UNKNOWN_INTERVAL, 0, NONE_LEFT)
    why_not = _why_not(one.evidence)
    first, *others = _intervals(one.evidence, number)
    if why_not:
        first = Interval(first.value, None, None)
    return Varied(name, description, first, one.evidence.n_inside, why_not, tuple(others))


def _method(part: str, within: OrderWithin | None, number: Number) -> str:
    if within is None:
        return say("none")
    how = number(within).method
    if part == "C3.first":
        return say("odds over those of the null start-years; {method}", method=how)
    return say("observed over the exact mean of the null start-years; {method}", method=how)


def _sentence(part: str, side: Side, evidence: Evidence, whose: Whose, why_not: str) -> Sentence:
    if why_not or evidence.city is None or evidence.country is None:
        return _untold(part, whose, why_not)
    if part == "C3.first":
        return _first(side, evidence.city, evidence.country, whose)
    return _close(side, evidence, whose)


def _untold(part: str, whose: Whose, why_not: str) -> Sentence:
    return (
        say("Whether the {regions} or the cities of {country} go first cannot be told: {why}.",
            regions=whose.regions, country=whose.country, why=why_not)
        if part == "C3.first"
        else say(
            "Whether the partnerships of {regions} and cities of {country} begin close together "
            "cannot be told: {why}.",
            regions=whose.regions, country=whose.country, why=why_not)
    )  # fmt: skip


def _first(side: Side, city: OrderWithin, country: OrderWithin, whose: Whose) -> Sentence:
    said = {
        "above": say("The {regions} go first more often than by chance", regions=whose.regions),
        "below": say("The cities go first more often than by chance"),
        "same": say(
            "Neither the {regions} nor the cities go first more often than by chance",
            regions=whose.regions,
        ),
        "open": say(
            "The data do not show whether {regions} or cities go first", regions=whose.regions
        ),
    }[side]
    return say(
        "{said}. The odds that the city came later, over those by chance, are {city} within "
        "cities and {country} within countries.",
        said=said,
        city=odds_words(city.odds),
        country=odds_words(country.odds),
    )


def _close(side: Side, evidence: Evidence, whose: Whose) -> Sentence:
    city, country = evidence.city, evidence.country
    assert city is not None
    assert country is not None
    said = {
        "above": say("Partnerships of {regions} and of their cities begin close together",
                     regions=whose.regions),
        "below": say("Partnerships of {regions} and of their cities begin far apart",
                     regions=whose.regions),
        "same": say("Partnerships of {regions} and of their cities begin as far apart as by chance",
                    regions=whose.regions),
        "open": say("The data do not show whether partnerships of {regions} and of their cities "
                    "begin close together", regions=whose.regions),
    }[side]  # fmt: skip
    return say(
        "{said}: {n_near} of {n_inside} city partnerships began within {years} years of that of "
        "their {regions}. By chance it would be {one:.0f} if start years are shuffled within "
        "cities, and {other:.0f} if within countries.",
        said=capital(said),
        n_near=city.n_near,
        n_inside=evidence.n_inside,
        years=NEAR_YEARS,
        regions=whose.regions,
        one=city.near_by_chance,
        other=country.near_by_chance,
    )


def _would_change(side: Side, rule: IntervalPart) -> Sentence:
    band = rule.line.negligible
    assert band is not None
    if side == "open":
        return say(
            "More ties with a known start, so that both intervals leave {line:g}, or both stay "
            "within {low:g} to {high:g}.",
            line=rule.line.no_effect,
            low=band.low,
            high=band.high,
        )
    if side == "same":
        return say(
            "Start years by which either interval leaves {low:g} to {high:g}.",
            low=band.low,
            high=band.high,
        )
    return say(
        "More start years, if either interval, within home cities or within countries, then held "
        "{line:g}, which is chance.",
        line=rule.line.no_effect,
    )
