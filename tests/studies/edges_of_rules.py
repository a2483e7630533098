"""Evidence at the edge of every number of every rule: raise the number, and it is judged otherwise.

For each study a table: the name of a number, and what is found by a rule of evidence that lies just
so. What is found is told in states and in whether anything can be judged, never in words that might
print the number themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace as Stub
from typing import Any

import numpy as np

from sistercities.studies.attractiveness import rule as attractiveness_rule
from sistercities.studies.attractiveness import verdict as attractiveness
from sistercities.studies.attractiveness.dated import DATED_TERMS, TREND
from sistercities.studies.attractiveness.evidence import Evidence as AttractivenessEvidence
from sistercities.studies.connectivity import rule as connectivity_rule
from sistercities.studies.connectivity import verdict as connectivity
from sistercities.studies.diplomacy import rule as diplomacy_rule
from sistercities.studies.diplomacy import verdict as diplomacy
from sistercities.studies.drivers import rule as drivers_rule
from sistercities.studies.drivers import verdict as drivers
from sistercities.studies.drivers.terms import FACTORS, FORMAL
from sistercities.studies.hubs import rule as hubs_rule
from sistercities.studies.hubs import verdict as hubs
from sistercities.studies.hubs.change import measure_change
from sistercities.studies.hubs.evidence import Evidence as HubsEvidence
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import TwoSources
from sistercities.studies.nesting import verdict as nesting_verdict
from sistercities.studies.nesting.rule import RULE as NESTING
from sistercities.studies.nesting.study import power_of
from sistercities.studies.order import rule as order_rule
from sistercities.studies.order import verdict as order
from sistercities.studies.rules import Needs, Rule
from twolevel.exact.besag_clifford import clopper_pearson

STEP = 0.01
"""By how much a number is raised."""
PAST = STEP / 2
"""How far beyond a number evidence lies that the raised number takes in."""

Ends = tuple[float, float]
Found = Callable[[Any], object]
"""What is found of evidence by a rule."""


def at_least(needs: Needs, prefix: str, found: Callable[..., object]) -> dict[str, Found]:
    """Take as many of each thing as are needed: of one more by a hair there are too few."""
    enough = {name: need.at_least for need in needs.least for name in need.of or (need.name,)}
    return {
        f"{prefix}.least.{need.name}.at_least": lambda rule: found(rule, **enough)
        for need in needs.least
    }


def at_level(rule: Any, inside: Ends, outside: Ends, joint: Callable[[Any], float]) -> Any:
    """Make an interval that leaves no effect only at a lower level than that of the rule."""
    return lambda level=0.95: inside if level < joint(rule) else outside


# Attractiveness


def of_choices(rule: Any, main: Any = (1.1, 2.0), trend: Any = (1.1, 2.0), odds: float = 1.5,
               **counts: float) -> object:  # fmt: skip
    """Judge choices of which the intervals are said."""
    usual = {need.name: need.at_least + 1 for need in attractiveness_rule.RULE.needs.least}
    usual |= {need.name: need.at_least + 1 for need in attractiveness_rule.RULE.change.least}
    known = usual | counts
    one, other = (
        Stub(interval=ends if callable(ends) else lambda _, ends=ends: ends)
        for ends in (main, trend)
    )
    dated = Stub(
        n_home=known.pop("n_dated"), effective_choosers=known.pop("dated_choosers"),
        ratios={DATED_TERMS[TREND]: other},
    )  # fmt: skip
    choices = Stub(home=one, note="", detectable=lambda _: odds, **known)
    evidence = AttractivenessEvidence(choices, choices, dated)
    return (
        bool(attractiveness.why_not_told(evidence, rule)),
        attractiveness.level_state(evidence, rule),
        attractiveness.change_state(evidence, rule),
    )


_A = attractiveness_rule.RULE
ATTRACTIVENESS: dict[str, Found] = {
    **at_least(_A.needs, "needs", of_choices),
    **at_least(_A.change, "change", of_choices),
    "needs.effects.odds.at_most": lambda rule: of_choices(rule, odds=2.0 + PAST),
    "level.size": lambda rule: of_choices(
        rule, main=at_level(_A, (1.1, 2.0), (0.9, 2.0), lambda one: one.joint)
    ),
    "odds.no_effect": lambda rule: of_choices(rule, main=(1 + PAST, 2.0)),
    "odds.negligible.low": lambda rule: of_choices(rule, main=(0.8, 1.25)),
    "odds.negligible.high": lambda rule: of_choices(rule, main=(0.9, 1.25 + PAST)),
    "decade.no_effect": lambda rule: of_choices(rule, trend=(1 + PAST, 2.0)),
}


# Connectivity


def of_flights(rule: Any, flights: Any = (0.1, 0.4), low: float = 1.1, correlation: float = 0.4,
               **counts: float) -> object:  # fmt: skip
    """Judge cities of which the intervals are said."""
    known = {need.name: need.at_least + 1 for need in connectivity_rule.RULE.needs.least} | counts
    of_ties = Stub(interval=flights if callable(flights) else lambda _: flights, note="")
    ratio = Stub(low=low, left_out_low=low)
    evidence = Stub(
        n_roster=1, correlations={"flights": of_ties}, detectable=correlation,
        full=Stub(ratio=lambda *_: ratio), **known,
    )  # fmt: skip
    return (
        bool(connectivity.why_not_told(evidence, rule)),
        connectivity.state_of(of_ties, rule.level.each(1), rule),
        connectivity.is_beyond_size(evidence, rule),
    )


_C = connectivity_rule.RULE
CONNECTIVITY: dict[str, Found] = {
    **at_least(_C.needs, "needs", of_flights),
    "needs.effects.correlation.at_most": lambda rule: of_flights(rule, correlation=0.5 + PAST),
    "level.size": lambda rule: of_flights(
        rule, at_level(_C, (0.1, 0.4), (-0.2, 0.4), lambda one: one.level.each(1))
    ),
    "correlation.no_effect": lambda rule: of_flights(rule, (PAST, 0.4)),
    "correlation.negligible.low": lambda rule: of_flights(rule, (-0.1, 0.1)),
    "correlation.negligible.high": lambda rule: of_flights(rule, (-0.05, 0.1 + PAST)),
    "ratio.no_effect": lambda rule: of_flights(rule, low=1 + PAST),
}


# Diplomacy


def of_relations(rule: Any, ends: Any = (1.2, 2.0), smallest: float = 4.0,
                 **counts: float) -> object:  # fmt: skip
    """Judge ties with countries at odds of which the intervals are said."""
    known = {need.name: need.at_least + 1 for need in diplomacy_rule.RULE.needs.least} | counts
    ratio = Stub(
        interval=ends if callable(ends) else lambda _: ends, detectable=lambda _: smallest,
        left_out_low=1.1, left_out_high=2.0, log=0.1, note="",
    )  # fmt: skip
    evidence = Stub(n_listed={}, ratio=ratio, relative=ratio, **known)
    return bool(diplomacy.why_not_told(evidence, rule)), diplomacy.states(evidence, rule)


_D = diplomacy_rule.RULE
DIPLOMACY: dict[str, Found] = {
    **at_least(_D.needs, "needs", of_relations),
    "needs.effects.ratio.at_most": lambda rule: of_relations(rule, smallest=5.0 + PAST),
    "level.size": lambda rule: of_relations(
        rule, at_level(_D, (1.1, 2.0), (0.9, 2.0), lambda one: one.joint)
    ),
    "ratio.no_effect": lambda rule: of_relations(rule, (1 + PAST, 2.0)),
}


# Drivers


def of_factors(rule: Any, own: Any = (0.1, 0.5), explained: float = 0.1, ratio: float = 2.0,
               share: float = 0.5, **counts: float) -> object:  # fmt: skip
    """Judge shares of which the intervals are said, the same of every factor."""
    known = {need.name: need.at_least + 1 for need in drivers_rule.RULE.needs.least} | counts

    def shares(weights: dict[str, float], level: float) -> Stub:
        is_own = len(weights) == 1 and FORMAL not in weights
        low, high = (own(level) if callable(own) else own) if is_own else (0.1, 0.4)
        return Stub(low=low, high=high)

    shapley = Stub(groups=[*FACTORS, FORMAL], shares=shares, explained=lambda: Stub(low=explained))
    evidence = Stub(
        shapley=shapley, note="", detectable_ratio=ratio, detectable_share=share,
        without_effects=Stub(note=""), **known,
    )  # fmt: skip
    return bool(drivers.why_not_told(evidence, rule)), drivers.states_of(evidence, rule)


_F = drivers_rule.RULE
DRIVERS: dict[str, Found] = {
    **at_least(_F.needs, "needs", of_factors),
    "needs.effects.ratio.at_most": lambda rule: of_factors(rule, ratio=3.0 + PAST),
    "needs.effects.share.at_most": lambda rule: of_factors(rule, share=1.0 + PAST),
    "level.size": lambda rule: of_factors(
        rule, at_level(_F, (0.1, 0.5), (-0.1, 0.5), lambda one: one.level.together)
    ),
    "share.no_effect": lambda rule: of_factors(rule, (PAST, 0.5)),
    "foretold.no_effect": lambda rule: of_factors(rule, explained=PAST),
}


# Hubs


def of_hubs(rule: Any, ends: Any = (1.1, 2.0), change: Ends = (0.05, 0.2), n_since: int = 40,
            n_dated: int = 40, ratio: float = 2.0, **counts: float) -> object:  # fmt: skip
    """Judge hubs of which the intervals are said, the same by every measure."""
    known = {need.name: need.at_least + 1 for need in hubs_rule.RULE.needs.least}
    known |= {"inside": 9.0, "outside": 9.0} | counts
    one = Stub(
        interval=ends if callable(ends) else lambda *_: ends, effective_inside=known["inside"],
        effective_outside=known["outside"], expected_alike=known["expected"],
        detectable=lambda **_: ratio,
    )  # fmt: skip
    moved = Stub(among=Stub(interval=lambda _: change))
    evidence = HubsEvidence(
        known["n_cities"], known["n_ties"], dict.fromkeys(MEASURES, one),
        dict.fromkeys(MEASURES, one),
        Stub(by_measure=dict.fromkeys(MEASURES, moved), n_added_dated=n_dated,
             n_added_since=n_since), None,
    )  # fmt: skip
    return bool(hubs.why_not_told(evidence, rule)), hubs.states_of(evidence, rule)


def of_two_sources(rule: Any, n_home: int = 30, n_others: int = 20) -> object:
    """Tell whether the change is known of so many home places and other countries."""
    country = np.repeat(np.arange(n_others + 1), [n_home, *(10,) * n_others])
    ring = np.column_stack((np.arange(country.size), np.roll(np.arange(country.size), -17)))
    both = TwoSources(country, country, ring, np.roll(ring, 5, axis=1), 0, 0)
    return bool(measure_change(both, 0, n_sources=3, rule=rule).by_measure)


_H = hubs_rule.RULE


def half_or_more() -> tuple[int, int]:
    """Find dated ties of which the exact interval begins just above one half."""
    shares = ((n, of) for of in range(20, 200) for n in range(of // 2, of + 1))
    return next(
        (n, of) for n, of in shares if 0.5 < clopper_pearson(n, of, _H.joint)[0] <= 0.5 + PAST
    )


HUBS: dict[str, Found] = {
    **at_least(_H.needs, "needs", of_hubs),
    **at_least(_H.change, "change", of_two_sources),
    "needs.effects.ratio.at_most": lambda rule: of_hubs(rule, ratio=3.0 + PAST),
    "level.size": lambda rule: of_hubs(
        rule, at_level(_H, (1.1, 2.0), (0.9, 2.0), lambda one: one.joint)
    ),
    "ratio.no_effect": lambda rule: of_hubs(rule, (1 + PAST, 2.0)),
    "ratio.negligible.low": lambda rule: of_hubs(rule, (0.8, 1.25)),
    "ratio.negligible.high": lambda rule: of_hubs(rule, (0.9, 1.25 + PAST)),
    "growth.no_effect": lambda rule: of_hubs(rule, change=(PAST, 0.2)),
    "since": lambda rule: of_hubs(
        rule, **dict(zip(("n_since", "n_dated"), half_or_more(), strict=True))
    ),
}


# Order


def of_years(rule: Any, more: str = "", p: float = 0.01, ends: Ends = (0.9, 1.1),
             high: float = 2.0, older: float = 0.5, odds: float = 2.0,
             **counts: float) -> object:  # fmt: skip
    """Judge start years of which counts and odds are said, the same within both sets of strata."""
    known = {need.name: need.at_least + 1 for need in order_rule.RULE.needs.least} | counts
    one = Stub(odds=Stub(low=ends[0], high=ends[1]), detectable=Stub(above=odds, below=None))
    evidence = Stub(
        both=[one, one], is_more=lambda which, size: which == more and p <= size,
        after=Stub(high=high), reverse=Stub(high=high), older=Stub(high=older), **known,
    )  # fmt: skip
    return bool(order.why_not_told(evidence, rule)), order.state_of(evidence, rule)


_O = order_rule.RULE
ORDER: dict[str, Found] = {
    **at_least(_O.needs, "needs", of_years),
    "needs.effects.odds.at_most": lambda rule: of_years(rule, odds=3.0 + PAST),
    "level.size": lambda rule: of_years(rule, "younger", p=0.05 + PAST),
    "equal.low": lambda rule: of_years(rule, ends=(0.8, 1.25)),
    "equal.high": lambda rule: of_years(rule, ends=(0.9, 1.25 + PAST)),
    "exceptions": lambda rule: of_years(rule, "younger", older=0.1 + PAST),
    "forward.no_effect": lambda rule: of_years(rule, "younger", high=1.0),
    "reverse.no_effect": lambda rule: of_years(rule, "older", high=1.0),
}


# Nesting


def of_power(rule: Any, units: float = 6.0, expected: float = 6.0) -> object:
    """Tell whether a ratio would be found of so many home units and ties expected inside."""
    unit = np.tile(np.arange(int(units)), 10)
    arrays = Stub(tie_unit=unit, tie_country=unit, n_ties=unit.size)
    power = power_of(arrays, Stub(mean=expected, sd=1.5), rule)
    return power.minimal_ratio_above is None


def estimate(low: float, high: float) -> Stub:
    """Make an estimate without weights."""
    return Stub(value=(low + high) / 2, low=low, high=high, weighted_low=None,
                weighted_high=None, note="")  # fmt: skip


def of_logic(rule: Any, top: float = 0.4, ratio: Ends = (1.1, 1.5)) -> object:
    """Judge a share and a ratio; what is found of the ratio is told in the sentence alone."""
    power = Stub(minimal_ratio_above=1.5, sentence="")
    judged = nesting_verdict.logic_verdict(estimate(0.2, top), estimate(*ratio), power, rule=rule)
    words = ("not independent", "avoid", "as frequent as by chance")
    return judged.verdict, [said in judged.sentence for said in words]


NESTING_EDGES: dict[str, Found] = {
    **at_least(NESTING.needs, "needs", of_power),
    "predicted": lambda rule: of_logic(rule, top=0.5 + PAST),
    "ratio.no_effect": lambda rule: of_logic(rule, ratio=(1 + PAST, 1.5)),
    "ratio.negligible.low": lambda rule: of_logic(rule, ratio=(0.8, 1.25)),
    "ratio.negligible.high": lambda rule: of_logic(rule, ratio=(0.9, 1.25 + PAST)),
}

EDGES: dict[str, tuple[Rule, dict[str, Found]]] = {
    "nesting": (NESTING, NESTING_EDGES),
    "order": (_O, ORDER),
    "drivers": (_F, DRIVERS),
    "connectivity": (_C, CONNECTIVITY),
    "attractiveness": (_A, ATTRACTIVENESS),
    "diplomacy": (_D, DIPLOMACY),
    "hubs": (_H, HUBS),
}
"""Rule and edges of each study, in the order of the report."""
