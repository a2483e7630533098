"""From regressions to the findings of the study."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import capital, say
from sistercities.studies.diplomacy.evidence import Evidence
from sistercities.studies.diplomacy.in_spite import AtOdds
from sistercities.studies.diplomacy.models import COMPLEX, CONTROLS, SINGLE, Fitted, Ratio
from sistercities.studies.diplomacy.shocks import AFTER, Shock
from sistercities.studies.findings import Finding, unknown_finding
from sistercities.studies.scope import plural

TERMS = {
    COMPLEX: say("complex relations"),
    "un_range": say("far against near in the UN (upper against lower quartile)"),
    "rivalry": say("rivalry, beside disputes, alliance and votes"),
    "dispute": say("dispute with a display of force or more, beside rivalry, alliance and votes"),
    "alliance": say("alliance of any kind"),
    "log_trade": say("trade"),
    "log_distance": say("distance"),
    "log_population": say("population"),
    "log_income": say("income"),
    "is_far": say("far in the UN"),
    "is_at_odds": say("rivalry or dispute"),
}
"""Words for the terms."""

BESIDE = say("trade, distance, population and income")


def outcome_words(outcome: str, unit: str) -> str:
    """Say of what a ratio is."""
    return {
        "city": say("ties of cities"),
        "region": say("ties of {units}", units=plural(unit)),
        "difference": say("cities over {units}", units=plural(unit)),
    }[outcome]


def all_findings(
    evidence: Evidence,
    politics: Sequence[Fitted],
    at_odds: Sequence[AtOdds],
    shocks: Sequence[Shock],
    unit: str,
) -> tuple[Finding, ...]:
    """List the key numbers, the most important first.

    Parameters
    ----------
    politics
        Regressions on rivalry, disputes, alliance and distance in the UN side by side.
    """
    found = [
        ratio_finding(f"complex_{fitted.outcome}", fitted, COMPLEX, unit)
        for fitted in (evidence.city, evidence.region, evidence.difference)
    ]
    found += [_existing(evidence), _in_spite(at_odds)]
    found += [
        ratio_finding(f"{term.removesuffix('_range')}_{fitted.outcome}", fitted, term, unit)
        for term in SINGLE
        for fitted in politics
    ]
    return (*found, *(shock_finding(shock, unit) for shock in shocks))


def ratio_finding(name: str, fitted: Fitted, term: str, unit: str) -> Finding:
    """Tell the ratio of a term."""
    ratio = fitted.ratio(term)
    label = say(
        "{term}: {what}", term=capital(TERMS[term]), what=outcome_words(fitted.outcome, unit)
    )
    interval = ratio.interval()
    if ratio.value is None or interval is None:
        return unknown_finding(
            name,
            label,
            say("ratio"),
            ratio.n_ties,
            say("ties"),
            method_words(fitted, ratio),
            note=ratio.note,
        )
    note = say(
        "each country in turn left out: {low:.2f} to {high:.2f}",
        low=ratio.left_out_low,
        high=ratio.left_out_high,
    )
    return Finding(
        name, label, ratio.value, *interval, say("ratio"), ratio.n_ties, say("ties"),
        method_words(fitted, ratio), ratio.effective_countries, ratio.p, note,
    )  # fmt: skip


def method_words(fitted: Fitted, ratio: Ratio) -> str:
    """Say how a ratio was made."""
    others = [term for term in fitted.ratios if term not in CONTROLS]
    beside = (
        say("; beside {terms}", terms=BESIDE)
        if len(others) < 2
        else say(
            "; {n} terms of politics side by side, beside {terms}", n=len(others), terms=BESIDE
        )
    )
    kind = (
        say(
            "PPML with effects of country and period, and of level and "
            "period (as a logit of the share of city ties)"
        )
        if fitted.outcome == "difference"
        else say("PPML with an effect of each period")
    )
    return say(
        "{kind}, {n_rows:,} rows of country and period; errors by jackknife over "
        "countries, t with {degrees_of_freedom:.0f} degrees of freedom{beside}; H0: "
        "ratio 1",
        kind=kind,
        n_rows=ratio.n_rows,
        degrees_of_freedom=ratio.degrees_of_freedom,
        beside=beside,
    )


def _existing(evidence: Evidence) -> Finding:
    share = evidence.n_complex_with_city / evidence.n_complex if evidence.n_complex else None
    return Finding(
        "complex_with_city",
        say("Countries with complex relations with which cities hold a tie"),
        share,
        None,
        None,
        say("share"),
        evidence.n_complex,
        say("countries"),
        say("count"),
        note=say("a count of listed ties, not an estimate, so there is no interval"),
    )


def _in_spite(at_odds: Sequence[AtOdds]) -> Finding:
    known = [one for one in at_odds if one.ratio is not None]
    n = sum(one.is_in_spite for one in known)
    return Finding(
        "in_spite",
        say("Countries with complex relations and more city ties than like countries"),
        float(n),
        None,
        None,
        say("countries"),
        len(known),
        say("countries"),
        say(
            "observed over expected by PPML without the country, empirical Bayes; "
            "interval, with the error of the expectation, above 1"
        ),
        note=say("each has an interval of its own in the table"),
    )


def shock_finding(shock: Shock, unit: str) -> Finding:
    """Tell the ratio of ties begun in the time of a dispute."""
    label = say(
        "Ties begun in the year of a dispute or the {after} after: {what}",
        after=AFTER,
        what=outcome_words(shock.level, unit),
    )
    method = say(
        "PPML with an effect of each country and of each year {first}-{last}; errors "
        "by jackknife over countries, t with the {n} countries with a "
        "dispute less one; H0: ratio 1",
        first=shock.first,
        last=shock.last,
        n=shock.n_shocked,
    )
    clusters = float(shock.n_shocked) if shock.value is not None else None
    note = shock.note or say(
        "{n} of {countries} countries had a dispute",
        n=shock.n_shocked,
        countries=shock.n_countries,
    )
    return Finding(
        f"dispute_years_{shock.level}",
        label,
        shock.value,
        shock.low,
        shock.high,
        say("ratio"),
        shock.n_ties,
        say("dated ties"),
        method,
        clusters,
        None,
        note,
    )
