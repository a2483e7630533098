"""The parts of C8 from ratios and changes to what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sistercities.sentences import say
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.hubs.among_countries import interval_of, ratios_among_countries
from sistercities.studies.hubs.change import MeasuredChange
from sistercities.studies.hubs.data import HubsData
from sistercities.studies.hubs.evidence import Evidence
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import CityNetwork
from sistercities.studies.hubs.part_rows import (
    change_rows,
    class_rows,
    interval_of_change,
    measure_rows,
    other_rows,
)
from sistercities.studies.hubs.part_rules import NEEDS, PART_RULES
from sistercities.studies.hubs.part_words import (
    HANGS_ON_COUNTIES,
    LIST_HAS_GROWN,
    OLDER,
    TOO_FEW_OTHERS,
    WOULD_CHANGE,
    are_older,
    change_method,
    change_sentence,
    counties_sentence,
    hub_note,
    hubs_sentence,
    ratio_method,
    why_not,
)
from sistercities.studies.hubs.read_network import WorldRules, earlier_source
from sistercities.studies.hubs.sensitivity import PREFECTURES
from sistercities.studies.part_rules import (
    UNKNOWN_INTERVAL,
    Interval,
    IntervalPart,
    find_rule,
    first_verdict_words,
)
from sistercities.studies.parts import (
    ALONE,
    PartFinding,
    Told,
    Varied,
    interval_finding,
    is_one_too_few,
    judged_rows,
)
from sistercities.studies.phrases import one_after_another
from sistercities.studies.scope import alone_words, list_name
from sistercities.terms.json_records import RecordTuple
from twolevel.rates.counts_among_others import CountAmongOthers
from twolevel.rates.standardised import StandardisedRatio

NO_LIST = say("no undated list of several countries holds its cities")
NO_SOURCE = say("there is no second source")


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What the parts rest on; without an undated list of several countries most is None."""

    data: HubsData
    cities: Cities
    country: str
    of_whom: str
    as_of: int
    rules: WorldRules | None
    network: CityNetwork | None
    evidence: Evidence
    like: Mapping[str, MeasuredChange]


def judge_parts(ground: Ground) -> tuple[PartFinding, ...]:
    """Judge the parts of C8."""
    evidence = ground.evidence
    of_part = {"share": evidence.presence, "alike": evidence.beyond}
    traits: dict[str, tuple[int, ...]] = {"share": (), "alike": evidence.traits}
    rows: dict[str, list[Varied]] = {}
    if ground.rules is not None and evidence.beyond:
        rows = other_rows(
            ground.data, ground.cities, ground.country, ground.as_of, ground.rules, traits
        )
    found = [
        _hubs(ground, part, ratios, traits[part], rows.get(part, []))
        for part, ratios in of_part.items()
    ]
    return (*found, _coming(ground))


def why_no_ratio(evidence: Evidence, ratio: StandardisedRatio | None) -> str:
    """Say why no ratio is told; empty where one is."""
    if evidence.n_cities == 0:
        return NO_LIST
    too_few = NEEDS.unmet(n_cities=evidence.n_cities, n_ties=evidence.n_ties)
    if too_few or ratio is None:
        return too_few or evidence.note or say("there is no estimate")
    return NEEDS.unmet(
        inside=ratio.effective_inside,
        outside=ratio.effective_outside,
        expected=ratio.expected_alike,
    )


def _hubs(
    ground: Ground,
    part: str,
    ratios: Mapping[str, StandardisedRatio],
    traits: tuple[int, ...],
    others: list[Varied],
) -> PartFinding:
    evidence, network = ground.evidence, ground.network
    main = ratios.get(MEASURES[0])
    found: dict[str, CountAmongOthers | None] = {}
    if network is not None and evidence.draws is not None and ratios:
        found = ratios_among_countries(network, evidence.draws, dict(ratios), traits)
    first = found.get(MEASURES[0])
    reason = why_no_ratio(evidence, main) or ("" if first else TOO_FEW_OTHERS)
    rule = _rule(part)
    intervals = [interval_of(one, rule.level.together) for one in found.values()]
    sides = [rule.side(one) for one in intervals]
    said = (
        why_not(part, reason, ground.of_whom)
        if reason or first is None
        else hubs_sentence(part, first, sides, _n_hubs(evidence), ground.of_whom)
    )
    told = Told(
        said, WOULD_CHANGE[part], say("ratio"), evidence.n_cities, say("comparable home cities"),
        ratio_method(first),
        hub_note(part, None if main is None or first is None else main.interval()),
    )  # fmt: skip
    if reason or first is None:
        value = None if main is None else main.value
        return interval_finding(rule, Interval(value, None, None), told, (), reason)
    rows = [*measure_rows(found, evidence.n_cities), *_classes(ground, main, traits, first)]
    counties = _counties(rule, intervals, others, evidence.n_cities)
    alone = alone_words(ground.data.study, ground.rules.sources[0]) if (
        part == "share" and ground.rules is not None
    ) else ""  # fmt: skip
    told = replace(told, sentence=one_after_another([said, counties, alone]))
    one = interval_finding(rule, intervals[0], told)
    whole = _by_all(one, rule, intervals, [*rows, *others])
    is_untold = whole.verdict == CANNOT_TELL
    return replace(whole, answer=HANGS_ON_COUNTIES) if counties and is_untold else whole


def _counties(
    rule: IntervalPart, intervals: list[Interval], others: list[Varied], n_cities: int
) -> str:
    """Say what the answer is without counties, where it is another; else nothing."""
    row = next((one for one in others if one.name == PREFECTURES), None)
    if row is None or row.interval.low is None:
        return ""
    side = rule.side(row.interval)
    if side == rule.side_of_all(intervals):
        return ""
    return counties_sentence(row, side, n_cities)


def _by_all(
    finding: PartFinding, rule: IntervalPart, intervals: list[Interval], varied: list[Varied]
) -> PartFinding:
    """Judge a part by several measures together; its number stays that of the first."""
    side, verdict = rule.side_of_all(intervals), rule.verdict_of_all(intervals)
    is_alone = is_one_too_few(rule.id, side, rule.line.no_effect, intervals[0])
    return replace(
        finding, side=side, verdict=verdict,
        answer=ALONE if is_alone and verdict == CANNOT_TELL else rule.answers.of(side),
        rows=RecordTuple(judged_rows(rule, side, varied)),
    )  # fmt: skip


def _classes(
    ground: Ground,
    ratio: StandardisedRatio | None,
    traits: tuple[int, ...],
    found: CountAmongOthers,
) -> Iterator[Varied]:
    network, draws = ground.network, ground.evidence.draws
    if network is not None and draws is not None and ratio is not None:
        yield from class_rows(network, draws, ratio, traits, found)


def _n_hubs(evidence: Evidence) -> float:
    return 0.0 if evidence.draws is None else float(evidence.draws.membership[:, 0].sum(1).mean())


def _coming(ground: Ground) -> PartFinding:
    change, rule = ground.evidence.change, _rule("coming")
    first = None if change is None else change.by_measure.get(MEASURES[0])
    reason = NO_SOURCE if change is None else change.note
    n = 0 if change is None else change.n_home
    told = Told(
        "", WOULD_CHANGE["coming"], say("share"), n, say("common home places"),
        change_method(first),
    )  # fmt: skip
    if change is None or first is None:
        said = why_not("coming", reason or NO_SOURCE, ground.of_whom)
        told = replace(told, sentence=said)
        return interval_finding(rule, UNKNOWN_INTERVAL, told, (), reason or NO_SOURCE)
    interval = interval_of_change(first, rule.level.together)
    since = change.n_added_since, change.n_added_dated
    said = change_sentence(first, rule.side(interval), ground.of_whom, since, _two_lists(ground))
    why = OLDER if are_older(*since) else ""
    rows = [
        replace(one, is_withheld=bool(why))
        for one in change_rows(change.by_measure, ground.like, n)
    ]
    at_first = first_verdict_words(rule.verdict_of(rule.side(interval)))
    told = replace(told, sentence=said, at_first=at_first)
    found = interval_finding(rule, interval, told, rows, why)
    return replace(found, answer=LIST_HAS_GROWN) if why else found


def _two_lists(ground: Ground) -> tuple[str, str]:
    """Name the two lists that the change lies between."""
    assert ground.rules is not None
    earlier, later = earlier_source(ground.data, ground.rules), next(iter(ground.rules.sources))
    years = ground.data.study.sources.set_index("source_id")["snapshot_year"]
    return list_name(earlier, int(years[earlier])), list_name(later, int(years[later]))


def _rule(part: str) -> IntervalPart:
    rule = find_rule(PART_RULES, f"C8.{part}")
    assert isinstance(rule, IntervalPart)
    return rule
