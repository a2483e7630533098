"""The parts of C4: each driver by itself, the worth of the formal link, and that of benefit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sistercities.sentences import listed, say, to_say
from sistercities.studies.drivers.benefit import carried_factors
from sistercities.studies.drivers.carried import FEW_TIES, DriverEstimate
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.part_numbers import PartNumbers
from sistercities.studies.drivers.part_rows import (
    Names,
    Tried,
    benefit_rows,
    driver_rows,
    spoken_row,
    tried_rows,
)
from sistercities.studies.drivers.part_rules import DRIVERS, NEEDS, WORTH
from sistercities.studies.drivers.part_words import (
    benefit_sentence,
    carried_sentence,
    compared,
    driver_sentence,
    driver_would_change,
    few_ties_sentence,
    formal_share_sentence,
    listed_names,
    share_would_change,
    step_words,
)
from sistercities.studies.part_rules import Interval, IntervalPart, Side
from sistercities.studies.parts import PartFinding, Varied, judged_rows

LANGUAGE, SPOKEN = "language", "spoken"
SAME = say("it is not known, or the same in all pairs")
PPML = to_say(
    "PPML of ties and drawn pairs, all facts in one regression; step: {step}; errors clustered by "
    "home region and country"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the parts are told from.

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


def find_parts(told: Told) -> tuple[PartFinding, ...]:
    """Judge all parts, in the order of their rules."""
    drivers = [_driver(rule, told) for rule in DRIVERS.values()]
    share, benefit = WORTH
    return (*drivers, _formal_share(share, told), _benefit(benefit, told))


def _why_not(told: Told) -> str:
    return NEEDS.unmet(
        n_ties=told.numbers.n_ties, effective_regions=told.numbers.effective_regions
    ) or told.evidence.note  # fmt: skip


def _side(rule: IntervalPart, interval: Interval, reason: str) -> Side:
    return "open" if reason else rule.side(interval)


def _driver(rule: IntervalPart, told: Told) -> PartFinding:
    estimate = told.numbers.drivers[rule.name]
    interval = estimate.interval
    reason = _why_not(told)
    if not reason and interval.value is None:
        reason = told.missing.get(rule.name, SAME)
    side = _side(rule, interval, reason)
    carriers = _carriers(estimate, told.names)
    sentence = driver_sentence(compared(rule.name, told.country), side, interval, reason)
    if carriers and not reason:
        sentence = listed([sentence, _carried_words(estimate, carriers)], "space")
    rows = driver_rows(estimate, told.models, told.names, told.numbers.n_ties)
    if rule.name == LANGUAGE:
        rows += spoken_row(told.numbers.drivers[SPOKEN], told.names, told.numbers.n_ties)
    return _finding(
        rule, told, side, interval,
        sentence=sentence, unit=say("ratio"), note=_few_words(estimate, reason),
        method=say(PPML, step=step_words(estimate.step)), rows=rows,
        would_change=driver_would_change(side), carried_by=carriers,
    )  # fmt: skip


def _carriers(estimate: DriverEstimate, names: Names) -> str:
    found = [names[one.kind][one.number] for one in estimate.carriers]
    if found:
        return listed_names(found)
    if estimate.is_of_few_ties:
        return say("{n} ties", n=FEW_TIES)
    return ""


def _carried_words(estimate: DriverEstimate, carriers: str) -> str:
    return carried_sentence(carriers) if estimate.carriers else few_ties_sentence(FEW_TIES)


def _few_words(estimate: DriverEstimate, reason: str) -> str:
    if reason or estimate.n_yes is None:
        return reason
    return say("{n} ties have it", n=estimate.n_yes)


def _formal_share(rule: IntervalPart, told: Told) -> PartFinding:
    interval, reason = told.numbers.formal_share, _why_not(told)
    if not reason and interval.value is None:
        reason = SAME
    side = _side(rule, interval, reason)
    return _finding(
        rule, told, side, interval,
        sentence=formal_share_sentence(side, interval, told.country, reason), unit=say("share"),
        note=reason, method=say(
            "share of ties that began where the regions were sisters, times 1 less 1 over their "
            "rate ratio; clustered by home region and country"
        ),
        rows=[], would_change=share_would_change(rule.line.no_effect, side), carried_by="",
    )  # fmt: skip


def _benefit(rule: IntervalPart, told: Told) -> PartFinding:
    interval, reason = told.numbers.benefit, _why_not(told)
    if not reason and interval.value is None:
        reason = say("all groups together foretell nothing")
    side = _side(rule, interval, reason)
    carried = {
        factor: told.names[one.kind][one.number]
        for factor, one in carried_factors(told.evidence, told.clusters).items()
    }
    carriers = "" if reason else _carriers_of_benefit(interval, told)
    sentence = benefit_sentence(side, interval, told.country, reason)
    if carriers:
        sentence = listed([sentence, carried_sentence(carriers)], "space")
    rows = benefit_rows(told.evidence, told.numbers.benefit_left_out, told.names, carried)
    return _finding(
        rule, told, side, interval,
        sentence=sentence, unit=say("share"),
        note=reason, method=say(
            "Shapley values of Poisson deviance in home regions held out, facts that go with fewer "
            "ties apart; clustered by home region and country"
        ),
        rows=[] if reason else rows, would_change=share_would_change(rule.line.no_effect, side),
        carried_by=carriers,
    )  # fmt: skip


def _carriers_of_benefit(interval: Interval, told: Told) -> str:
    if interval.low is None or interval.high is None or interval.low <= 0 <= interval.high:
        return ""
    is_more = interval.low > 0
    found = [
        told.names[one.kind][one.number]
        for one in told.numbers.benefit_left_out
        if one.share is None or (one.share.low <= 0 if is_more else one.share.high >= 0)
    ]
    return listed_names(found) if found else ""


def _finding(
    rule: IntervalPart,
    told: Told,
    side: Side,
    interval: Interval,
    *,
    sentence: str,
    unit: str,
    note: str,
    method: str,
    rows: list[Varied],
    would_change: str,
    carried_by: str,
) -> PartFinding:
    varied = [*rows, *tried_rows(rule.name, rule.line.no_effect, told.tried)]
    return PartFinding(
        claim=rule.claim, part=rule.name, question=rule.question, side=side,
        verdict=rule.verdict_of(side), answer=rule.answers.of(side), sentence=sentence,
        value=interval.value, low=interval.low, high=interval.high, unit=unit,
        line=rule.line.no_effect, n=told.numbers.n_ties, n_of=say("ties"), method=method,
        rows=judged_rows(rule, side, varied), would_change=would_change, rule=rule.printed(),
        note=note, carried_by=carried_by,
    )  # fmt: skip
