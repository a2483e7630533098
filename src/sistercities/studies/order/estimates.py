"""From evidence to findings: every number with its interval, n, clusters and estimator."""

from __future__ import annotations

from sistercities.sentences import listed, say
from sistercities.studies.findings import Finding, unknown_finding
from sistercities.studies.order.evidence import AFTER, Evidence, OrderWithin, bin_of
from twolevel.nulls.start_years import STATISTICS
from twolevel.rates.clusters import ClusteredInterval
from twolevel.timing.event_effects import BinEffect
from twolevel.timing.event_study import EventStudy

COUNTS = {
    "older": say("older than the tie of their regions"),
    "same": say("begun in the same year"),
    "younger": say("younger than it"),
    "before": say("begun 1 to 5 years before it"),
    "after": say("begun 1 to 5 years after it"),
}
"""Which city ties inside sister pairs each statistic counts."""

WITHIN = {"city": say("within home cities"), "country": say("within partner countries")}
_INSIDE = say("city ties with a known start inside sister pairs with one")


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
        say("Younger to older city ties over chance, {within}", within=WITHIN[one.within]),
        odds.value,
        odds.low,
        odds.high,
        say("ratio"),
        odds.n,
        _INSIDE,
        say(
            "odds over those of the null start-years, strata {within}; {method}; p of the "
            "younger ties, {n_draws:,} draws, exact test, which takes each tie for itself, as "
            "the interval does not",
            within=WITHIN[one.within],
            method=odds.method,
            n_draws=counts.younger.n_draws,
        ),
        clusters=_clusters(odds),
        p=counts.younger.p,
        note=odds.note,
    )


def _with_note(said: str, note: str) -> str:
    return listed([said, note], "space") if note else said


def _clusters(found: ClusteredInterval) -> float:
    return min(found.effective_home_units, found.effective_countries)


def _count(one: OrderWithin, statistic: str) -> Finding:
    drawn = one.counts.of(statistic)
    chance = say("not known") if drawn.exact_mean is None else f"{drawn.exact_mean:.1f}"
    return Finding(
        f"{statistic}_{one.within}",
        say(
            "City ties {counts}, over chance {within}",
            counts=COUNTS[statistic],
            within=WITHIN[one.within],
        ),
        None if not drawn.exact_mean else drawn.observed / drawn.exact_mean,
        None,
        None,
        say("ratio"),
        one.counts.n_inside,
        _INSIDE,
        say(
            "observed over the exact mean of the null start-years, strata {within}; exact "
            "test of {n_draws:,} draws in place of an interval",
            within=WITHIN[one.within],
            n_draws=drawn.n_draws,
        ),
        p=drawn.p,
        note=_with_note(
            say(
                "{observed:.0f} observed, {chance} by chance.",
                observed=drawn.observed,
                chance=chance,
            ),
            drawn.warning,
        ),
    )


def _older(older: ClusteredInterval) -> Finding:
    return Finding(
        "share_older",
        say("Share of city ties that are older than the tie of their regions"),
        older.value,
        older.low,
        older.high,
        say("share"),
        older.n,
        _INSIDE,
        older.method,
        clusters=_clusters(older),
        note=_with_note(
            say("A count. It can refute a rule, and is no evidence of order."), older.note
        ),
    )


def _forward(evidence: Evidence) -> list[Finding]:
    named = (
        (
            "rate_after",
            say("New city ties in years 1 to 5 of the tie of the regions, over years before"),
            evidence.forward,
        ),
        (
            "rate_after_periods",
            say("The same, with effects of country and five years"),
            evidence.forward_periods,
        ),
    )
    return [_rate(name, label, study, evidence) for name, label, study in named]


def _rate(name: str, label: str, study: EventStudy | None, evidence: Evidence) -> Finding:
    what = say("new city ties with a known start in sister pairs")
    effect = None if study is None else bin_of(study, AFTER)
    if study is None or effect is None:
        return unknown_finding(
            name,
            label,
            say("ratio"),
            0,
            what,
            say("Poisson with effects of each pair"),
            note=evidence.forward_note,
        )
    return Finding(
        name,
        label,
        effect.ratio,
        effect.low,
        effect.high,
        say("ratio"),
        study.totals.n_ties_with_event,
        what,
        say(
            "Poisson with an effect of each pair and {time_effects}; {convention}",
            time_effects=study.time_effects,
            convention=study.convention,
        ),
        clusters=study.totals.effective_home_units,
        p=effect.p,
        note=forward_note(study, effect),
    )


def forward_note(study: EventStudy, effect: BinEffect) -> str:
    """Say what the event study rests on, and what is withheld."""
    said = [
        say(
            "{n_pairs_both_sides} pairs with city ties on both sides of the start.",
            n_pairs_both_sides=study.totals.n_pairs_both_sides,
        )
    ]
    if effect.minimal_ratio is not None:
        said.append(
            say(
                "A ratio of {ratio:.2f} would be found with 80 % power.",
                ratio=effect.minimal_ratio,
            )
        )
    return listed([*said, *study.withheld], "space")


def _reverse(evidence: Evidence) -> Finding:
    label = say("Start of a tie of regions, per twice 1 + city ties before")
    method = say(
        "once-only hazard, cloglog, effects of home unit, foreign unit and year; "
        "Firth's penalty, profile interval"
    )
    reverse = evidence.reverse
    if reverse is None:
        return unknown_finding(
            "hazard_reverse",
            label,
            say("ratio"),
            0,
            say("starts of ties of regions"),
            method,
            note=evidence.reverse_note,
        )
    fit = reverse.fit
    said = [
        say(
            "{n_events_kept} starts in {n_pairs_kept:,} pairs.",
            n_events_kept=fit.n_events_kept,
            n_pairs_kept=fit.n_pairs_kept,
        )
    ]
    if reverse.detectable is not None:
        said.append(
            say(
                "A ratio of {ratio:.2f} would be found with 80 % power.",
                ratio=reverse.detectable,
            )
        )
    said.append(say("A taste of pairs for both levels misleads it."))
    return Finding(
        "hazard_reverse",
        label,
        reverse.ratio,
        reverse.low,
        reverse.high,
        say("ratio"),
        fit.n_events_kept,
        say("starts of ties of regions"),
        method,
        p=reverse.p,
        note=listed([*said, *fit.notes], "space"),
    )
