"""From regressions to the findings of the study."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.studies.diplomacy.evidence import Evidence
from sistercities.studies.diplomacy.in_spite import AtOdds
from sistercities.studies.diplomacy.models import COMPLEX, CONTROLS, SINGLE, Fitted, Ratio
from sistercities.studies.diplomacy.shocks import AFTER, Shock
from sistercities.studies.findings import Finding
from sistercities.studies.nesting_scope import plural

TERMS = {
    COMPLEX: "complex relations",
    "un_range": "far against near in the UN (upper against lower quartile)",
    "rivalry": "rivalry",
    "dispute": "dispute with a display of force or more",
    "alliance": "alliance of any kind",
    "log_trade": "trade",
    "log_distance": "distance",
    "log_population": "population",
    "log_income": "income",
    "is_far": "far in the UN",
    "is_at_odds": "rivalry or dispute",
}
"""Words for the terms."""

BESIDE = "trade, distance, population and income"


def outcome_words(outcome: str, unit: str) -> str:
    """Say of what a ratio is."""
    return {
        "city": "ties of cities",
        "region": f"ties of {plural(unit)}",
        "difference": f"cities over {plural(unit)}",
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
    label = f"{TERMS[term][:1].upper()}{TERMS[term][1:]}: {outcome_words(fitted.outcome, unit)}"
    interval = ratio.interval()
    if ratio.value is None or interval is None:
        return Finding(name, label, None, None, None, "ratio", ratio.n_ties, "ties",
                       method_words(fitted, ratio), note=ratio.note)  # fmt: skip
    note = f"each country in turn left out: {ratio.left_out_low:.2f} to {ratio.left_out_high:.2f}"
    return Finding(
        name, label, ratio.value, *interval, "ratio", ratio.n_ties, "ties",
        method_words(fitted, ratio), ratio.effective_countries, ratio.p, note,
    )  # fmt: skip


def method_words(fitted: Fitted, ratio: Ratio) -> str:
    """Say how a ratio was made."""
    others = [term for term in fitted.ratios if term not in CONTROLS]
    beside = "; beside " + BESIDE if len(others) < 2 else f"; {len(others)} terms of politics " \
             f"side by side, beside {BESIDE}"  # fmt: skip
    kind = {
        "difference": "PPML with effects of country and period, and of level and period (as a "
        "logit of the share of city ties)",
    }.get(fitted.outcome, "PPML with an effect of each period")
    return (
        f"{kind}, {ratio.n_rows:,} rows of country and period; errors by jackknife over "
        f"countries, t with {ratio.degrees_of_freedom:.0f} degrees of freedom{beside}; H0: ratio 1"
    )


def _existing(evidence: Evidence) -> Finding:
    share = evidence.n_complex_with_city / evidence.n_complex if evidence.n_complex else None
    return Finding(
        "complex_with_city", "Countries with complex relations with which cities hold a tie",
        share, None, None, "share", evidence.n_complex, "countries", "count",
        note="a count of listed ties, not an estimate, so there is no interval",
    )  # fmt: skip


def _in_spite(at_odds: Sequence[AtOdds]) -> Finding:
    known = [one for one in at_odds if one.ratio is not None]
    n = sum(one.is_in_spite for one in known)
    return Finding(
        "in_spite", "Countries at odds with more city ties than like countries", float(n), None,
        None, "countries", len(known), "countries",
        "observed over expected by PPML without the country, empirical Bayes; interval, with the "
        "error of the expectation, above 1",
        note="each has an interval of its own in the table",
    )  # fmt: skip


def shock_finding(shock: Shock, unit: str) -> Finding:
    """Tell the ratio of ties begun in the time of a dispute."""
    label = f"Ties begun in the year of a dispute or the {AFTER} after: " + outcome_words(
        shock.level, unit
    )
    method = (
        f"PPML with an effect of each country and of each year {shock.first}-{shock.last}; errors "
        f"by jackknife over countries, t with the {shock.n_shocked} countries with a dispute less "
        "one; H0: ratio 1"
    )
    clusters = float(shock.n_shocked) if shock.value is not None else None
    note = shock.note or f"{shock.n_shocked} of {shock.n_countries} countries had a dispute"
    return Finding(f"dispute_years_{shock.level}", label, shock.value, shock.low, shock.high,
                   "ratio", shock.n_ties, "dated ties", method, clusters, None, note)  # fmt: skip
