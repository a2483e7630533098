"""From evidence to findings: every number with its interval, n, clusters and estimator."""

from __future__ import annotations

from sistercities.inference.clusters import ClusteredInterval
from sistercities.inference.null_start_years import STATISTICS
from sistercities.inference.timing.event_effects import BinEffect
from sistercities.inference.timing.event_study import EventStudy
from sistercities.studies.findings import Finding
from sistercities.studies.order.evidence import AFTER, Evidence, OrderWithin, bin_of

COUNTS = {
    "older": "older than the tie of their regions",
    "same": "begun in the same year",
    "younger": "younger than it",
    "before": "begun 1 to 5 years before it",
    "after": "begun 1 to 5 years after it",
}
"""Which city ties inside sister pairs each statistic counts."""

WITHIN = {"city": "within home cities", "country": "within partner countries"}
_INSIDE = "city ties with a known start inside sister pairs with one"


def all_findings(evidence: Evidence) -> tuple[Finding, ...]:
    """List the findings, that of the verdict first."""
    found = [_odds(one) for one in evidence.both]
    for one in evidence.both:
        found += [_count(one, statistic) for statistic in STATISTICS]
    if evidence.older is not None:
        found.append(_older(evidence.older))
    found += [*_forward(evidence), _reverse(evidence)]
    return tuple(found)


def _odds(one: OrderWithin) -> Finding:
    odds, counts = one.odds, one.counts
    return Finding(
        f"odds_younger_{one.within}",
        f"Younger to older city ties over chance, {WITHIN[one.within]}",
        odds.value, odds.low, odds.high, "ratio", odds.n, _INSIDE,
        f"odds over those of the null start-years, strata {WITHIN[one.within]}; {odds.method}; p "
        f"of the younger ties, {counts.younger.n_draws:,} draws, exact test",
        clusters=_clusters(odds), p=counts.younger.p, note=odds.note,
    )  # fmt: skip


def _clusters(found: ClusteredInterval) -> float:
    return min(found.effective_home_units, found.effective_countries)


def _count(one: OrderWithin, statistic: str) -> Finding:
    drawn = one.counts.of(statistic)
    chance = "not known" if drawn.exact_mean is None else f"{drawn.exact_mean:.1f}"
    return Finding(
        f"{statistic}_{one.within}",
        f"City ties {COUNTS[statistic]}, over chance {WITHIN[one.within]}",
        None if not drawn.exact_mean else drawn.observed / drawn.exact_mean, None, None, "ratio",
        one.counts.n_inside, _INSIDE,
        f"observed over the exact mean of the null start-years, strata {WITHIN[one.within]}; "
        f"exact test of {drawn.n_draws:,} draws in place of an interval",
        p=drawn.p,
        note=f"{drawn.observed:.0f} observed, {chance} by chance. {drawn.warning}".strip(),
    )  # fmt: skip


def _older(older: ClusteredInterval) -> Finding:
    return Finding(
        "share_older", "Share of city ties that are older than the tie of their regions",
        older.value, older.low, older.high, "share", older.n, _INSIDE, older.method,
        clusters=_clusters(older),
        note=f"A count. It can refute a rule, and is no evidence of order. {older.note}".strip(),
    )  # fmt: skip


def _forward(evidence: Evidence) -> list[Finding]:
    named = (
        ("rate_after", "New city ties in years 1 to 5 of the tie of the regions, over years before",
         evidence.forward),
        ("rate_after_periods", "The same, with effects of country and five years",
         evidence.forward_periods),
    )  # fmt: skip
    return [_rate(name, label, study, evidence) for name, label, study in named]


def _rate(name: str, label: str, study: EventStudy | None, evidence: Evidence) -> Finding:
    what = "new city ties with a known start in sister pairs"
    effect = None if study is None else bin_of(study, AFTER)
    if study is None or effect is None:
        return Finding(name, label, None, None, None, "ratio", 0, what,
                       "Poisson with effects of each pair", note=evidence.forward_note)  # fmt: skip
    return Finding(
        name, label, effect.ratio, effect.low, effect.high, "ratio",
        study.totals.n_ties_with_event, what,
        f"Poisson with an effect of each pair and {study.time_effects}; {study.convention}",
        clusters=study.totals.effective_home_units, p=effect.p, note=forward_note(study, effect),
    )  # fmt: skip


def forward_note(study: EventStudy, effect: BinEffect) -> str:
    """Say what the event study rests on, and what is withheld."""
    said = [f"{study.totals.n_pairs_both_sides} pairs with city ties on both sides of the start."]
    if effect.minimal_ratio is not None:
        said.append(f"A ratio of {effect.minimal_ratio:.2f} would be found with 80 % power.")
    return " ".join([*said, *study.withheld])


def _reverse(evidence: Evidence) -> Finding:
    label = "Start of a tie of regions, per twice 1 + city ties before"
    method = (
        "once-only hazard, cloglog, effects of home unit, foreign unit and year; Firth's penalty, "
        "profile interval"
    )
    reverse = evidence.reverse
    if reverse is None:
        return Finding("hazard_reverse", label, None, None, None, "ratio", 0,
                       "starts of ties of regions", method, note=evidence.reverse_note)  # fmt: skip
    fit = reverse.fit
    said = [f"{fit.n_events_kept} starts in {fit.n_pairs_kept:,} pairs."]
    if reverse.detectable is not None:
        said.append(f"A ratio of {reverse.detectable:.2f} would be found with 80 % power.")
    said.append("A taste of pairs for both levels misleads it.")
    return Finding(
        "hazard_reverse", label, reverse.ratio, reverse.low, reverse.high, "ratio",
        fit.n_events_kept, "starts of ties of regions", method, p=reverse.p,
        note=" ".join([*said, *fit.notes]),
    )  # fmt: skip
