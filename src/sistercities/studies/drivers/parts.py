"""The parts of C4: benefit against the formal link, each driver by itself, what the link does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sistercities.sentences import Sentence, listed, say, to_say
from sistercities.studies.drivers.benefit import (
    carried_factors,
    moved_as,
    share_alone,
    share_without,
)
from sistercities.studies.drivers.carried import FEW_TIES, DriverEstimate
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.part_numbers import PartNumbers
from sistercities.studies.drivers.part_rows import (
    Names,
    Tried,
    benefit_rows,
    driver_rows,
    people_row,
    spoken_row,
    tried_rows,
)
from sistercities.studies.drivers.part_rules import BENEFIT, DRIVERS, NEEDS, SHARE
from sistercities.studies.drivers.part_words import (
    SHARE_WOULD_CHANGE,
    alone_sentence,
    benefit_answer,
    benefit_sentence,
    carried_sentence,
    compared,
    driver_sentence,
    driver_would_change,
    few_pairs_sentence,
    few_ties_sentence,
    formal_share_sentence,
    listed_names,
    people_sentence,
    resting_sentence,
    share_would_change,
    step_words,
    weights_sentence,
)
from sistercities.studies.drivers.terms import BESIDE, FACTORS, FEWER, FORMAL, TITLES
from sistercities.studies.part_rules import Interval, IntervalPart, Side
from sistercities.studies.parts import (
    PartFinding,
    Told,
    by_interval_alone,
    described_finding,
    interval_finding,
)
from sistercities.studies.phrases import one_after_another
from sistercities.studies.unjudged_parts import DescribedPart

LANGUAGE, SPOKEN = "language", "spoken"
INCOME, PEOPLE = "income", "income at equal population"
SAME = say("it is not known, or the same in all pairs")
PPML = to_say(
    "PPML of ties and drawn pairs, all facts in one regression; step: {step}; errors clustered by "
    "home region and country, by leaving out one at a time"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was computed, from which the parts are found.

    Attributes
    ----------
    numbers
        Of the main run.
    evidence
        Facts grouped by sign.
    models
        Regressions of the same pairs beside the main one, each a row of the drivers.
    tried
        The numbers under other rules.
    names
        Of countries and home regions, by their numbers in the table of pairs.
    missing
        Why a driver is not known, by its name; another one is the same in all pairs.
    clusters
        Numbers of home regions and countries, in order.
    country
        The home country, as `of` is followed by it.
    """

    numbers: PartNumbers
    evidence: Evidence
    models: Sequence[PairModel]
    tried: Sequence[Tried]
    names: Names
    missing: Mapping[str, str]
    clusters: tuple[list[int], list[int]]
    country: str


def find_parts(found: Found) -> tuple[PartFinding, ...]:
    """Judge all parts, in the order of their rules."""
    drivers = [_driver(rule, found) for rule in DRIVERS.values()]
    return (_benefit(BENEFIT, found), *drivers, _formal_share(SHARE, found))


def _why_not(found: Found) -> str:
    return NEEDS.unmet(
        n_ties=found.numbers.n_ties, effective_regions=found.numbers.effective_regions
    ) or found.evidence.note  # fmt: skip


def _side(rule: IntervalPart, interval: Interval, reason: str) -> Side:
    return "open" if reason else rule.side(interval)


def _driver(rule: IntervalPart, found: Found) -> PartFinding:
    estimate = found.numbers.drivers[rule.name]
    interval = estimate.interval
    reason = _why_not(found)
    if not reason and interval.value is None:
        reason = found.missing.get(rule.name, SAME)
    if not reason and interval.low is None:
        reason = _told_by_one(estimate, found.names)
    side = _side(rule, interval, reason)
    carriers = "" if reason else _carriers(estimate, found.names)
    sentence = driver_sentence(
        compared(rule.name, found.country), side, interval, estimate.step, reason
    )
    if rule.name == INCOME and not reason:
        people = people_sentence(found.numbers.drivers[PEOPLE].interval)
        sentence = one_after_another([sentence, people])
    if carriers:
        sentence = listed([sentence, _carried_words(estimate, carriers)], "space")
    rows = driver_rows(estimate, found.models, found.names, found.numbers.n_ties)
    if rule.name == INCOME:
        rows += people_row(found.numbers.drivers[PEOPLE], found.numbers.n_ties)
    if rule.name == LANGUAGE:
        rows += spoken_row(found.numbers.drivers[SPOKEN], found.names, found.numbers.n_ties)
    told = _told(
        found, sentence, driver_would_change(side), say("ratio"),
        say(PPML, step=step_words(estimate.step)),
        _few_words(estimate, found.numbers.n_ties), carriers,
    )  # fmt: skip
    return interval_finding(
        rule, interval, told, [*rows, *tried_rows(rule.name, found.tried)], reason
    )


def _carriers(estimate: DriverEstimate, names: Names) -> str:
    named = [names[one.kind][one.number] for one in estimate.carriers]
    if named:
        return listed_names(named)
    if estimate.is_of_few_ties:
        return say("{n} ties", n=FEW_TIES)
    return ""


def _told_by_one(estimate: DriverEstimate, names: Names) -> str:
    named = [names[one.kind][one.number] for one in estimate.carriers]
    return say("{names} alone tells it", names=listed_names(named)) if named else SAME


def _carried_words(estimate: DriverEstimate, carriers: str) -> str:
    return carried_sentence(carriers) if estimate.carriers else few_ties_sentence(FEW_TIES)


def _told(
    found: Found, sentence: str, would_change: str, unit: str, method: str,
    note: str = "", carried_by: str = "",
) -> Told:  # fmt: skip
    n = found.numbers.n_ties
    return Told(sentence, would_change, unit, n, say("ties"), method, note, carried_by)


def _few_words(estimate: DriverEstimate, n_ties: int) -> str:
    if estimate.n_yes is None:
        return ""
    return say("true of {n:,} of {n_ties:,} ties", n=estimate.n_yes, n_ties=n_ties)


def _formal_share(rule: DescribedPart, found: Found) -> PartFinding:
    interval, reason = found.numbers.formal_share, _why_not(found)
    if not reason and interval.low is None:
        reason = SAME
    method = say(
        "share of ties that began where the regions were sisters, times 1 less 1 over their rate "
        "ratio; clustered by home region and country"
    )
    n_inside, n = found.numbers.drivers["formal"].n_yes, found.numbers.n_ties
    inside = None if n_inside is None or not n else n_inside / n
    sentence = formal_share_sentence(interval, inside, n or 0, found.country, reason)
    told = _told(found, sentence, SHARE_WOULD_CHANGE, say("share"), method)
    return described_finding(rule, interval, told, tried_rows(rule.name, found.tried), reason)


def _benefit(rule: IntervalPart, found: Found) -> PartFinding:
    interval, reason = found.numbers.benefit, _why_not(found)
    if not reason and interval.value is None:
        reason = say("all groups together foretell nothing")
    if not reason and _hangs_on_draws(rule, found):
        reason = say("the answer is another where the pairs of cities are drawn anew")
    side = _side(rule, interval, reason)
    carried = {
        factor: found.names[one.kind][one.number]
        for factor, one in carried_factors(found.evidence, found.clusters).items()
    }
    carriers = "" if reason else _carriers_of_benefit(interval, found)
    rows = benefit_rows(found.evidence, found.numbers.benefit_left_out, found.names, carried)
    needed = _needed(rule, side, found) if side == "above" and not carriers else []
    sentence = benefit_sentence(side, interval, found.country, reason, needed)
    if carriers:
        sentence = listed([sentence, carried_sentence(carriers)], "space")
    if side in ("above", "below"):
        beside = sum(share for _, share in _shares(found, BESIDE))
        weights = weights_sentence(_shares(found, (*FACTORS, FORMAL)), beside)
        alone = alone_sentence(side, *_alone(rule, side, found))
        resting = resting_sentence([] if needed else _needed(rule, side, found), _apart(found))
        sentence = one_after_another([sentence, weights, alone, resting, _few_pairs(found)])
    method = say(
        "Shapley values of Poisson deviance in home regions held out, facts that go with fewer "
        "ties apart; clustered by home region and country"
    )
    would_change = share_would_change(rule.line.no_effect, side)
    told = _told(found, sentence, would_change, say("share"), method, "", carriers)
    varied = [*([] if reason else rows), *tried_rows(rule.name, found.tried)]
    part = interval_finding(rule, interval, told, varied, reason)
    answer = benefit_answer(side, *_alone(rule, side, found), part.answer, needed)
    return replace(part, answer=answer)


def _few_pairs(found: Found) -> Sentence | str:
    formal = found.numbers.drivers["formal"]
    return few_pairs_sentence(formal.n_yes, found.numbers.n_ties, formal.interval)


def _hangs_on_draws(rule: IntervalPart, found: Found) -> bool:
    """Whether other pairs, drawn in the same way, give another answer."""
    main = found.numbers.benefit
    return any(
        rule.side(moved_as(main, one.numbers.benefit)) != rule.side(main)
        for one in found.tried
        if one.is_other_draws
    )


def _needed(rule: IntervalPart, side: Side, found: Found) -> list[str]:
    """Name the factors without which the others give another answer."""
    return [
        TITLES[factor]
        for factor in FACTORS
        if factor in found.evidence.groups
        and rule.side(by_interval_alone(share_without(found.evidence, factor))) != side
    ]


def _alone(rule: IntervalPart, side: Side, found: Found) -> tuple[list[str], list[str]]:
    """Name the factors of which the same is told one by one, by their intervals, and the others."""
    told: list[str] = []
    others: list[str] = []
    for factor in FACTORS:
        if factor in found.evidence.groups:
            alone = rule.side(by_interval_alone(share_alone(found.evidence, factor)))
            (told if alone == side else others).append(TITLES[factor])
    return told, others


def _shares(found: Found, groups: Sequence[str]) -> list[tuple[str, float]]:
    """Give the share of each of some groups of facts, of all that is foretold."""
    shares = {group: found.evidence.share({group: 1.0}) for group in groups
              if group in found.evidence.groups}  # fmt: skip
    return [(TITLES[group], one.value) for group, one in shares.items() if one is not None]


def _apart(found: Found) -> list[str]:
    return [term.label for term in found.evidence.facts.get(FEWER, ()) if term.group in FACTORS]


def _carriers_of_benefit(interval: Interval, found: Found) -> str:
    if interval.low is None or interval.high is None or interval.low <= 0 <= interval.high:
        return ""
    is_more = interval.low > 0
    named = [
        found.names[one.kind][one.number]
        for one in found.numbers.benefit_left_out
        if one.share is None or (one.share.low <= 0 if is_more else one.share.high >= 0)
    ]
    return listed_names(named) if named else ""
