"""From correlations and regressions to the findings of the study."""

from __future__ import annotations

from sistercities.sentences import capital, listed, say
from sistercities.studies.connectivity.all_countries import AllCountries, WorldRatio
from sistercities.studies.connectivity.evidence import Evidence
from sistercities.studies.connectivity.models import FittedModel, Term
from sistercities.studies.connectivity.order_in_time import OrderInTime
from sistercities.studies.findings import Finding, unknown_finding
from sistercities.studies.phrases import one_after_another
from twolevel.rates.rank_correlation import RankCorrelation

KINDS = {"qmle": say("Poisson QMLE"), "nb2": "NB2"}
CITIES = say("cities")


def correlation_finding(
    name: str, label: str, found: RankCorrelation, n_of: str = CITIES
) -> Finding:
    """Tell a rank correlation with ties."""
    return Finding(
        name,
        label,
        found.rho,
        found.low,
        found.high,
        say("correlation"),
        found.n_rows,
        n_of,
        say(
            "Spearman; jackknife over {n_clusters} regions on Fisher's scale, t with "
            "{effective_clusters:.1f} degrees of freedom; H0: none",
            n_clusters=found.n_clusters,
            effective_clusters=found.effective_clusters - 1,
        ),
        found.effective_clusters,
        found.p,
        one_after_another([found.note])
        or say(
            "each region in turn left out: {left}",
            left=_span(found.left_out_low, found.left_out_high),
        ),
    )


def ratio_finding(
    name: str, label: str, model: FittedModel, term: Term, kind: str = "qmle"
) -> Finding:
    """Tell a rate ratio of a regression."""
    ratio = model.ratio(term, kind)
    n_regions = model.fit.n_units if model.fit is not None else 0
    method = say(
        "{kind}, errors by jackknife over {n_regions} regions, t with "
        "{effective_regions:.1f} degrees of freedom; beside {beside}; H0: ratio 1",
        kind=KINDS[kind],
        n_regions=n_regions,
        effective_regions=model.effective_regions - 1,
        beside=_beside(model, term),
    )
    if ratio is None:
        reason = model.note or say(
            "{term} is not known, or the same in every city", term=term.label
        )
        return unknown_finding(
            name, label, say("ratio"), model.n, say("cities"), KINDS[kind], note=reason
        )
    left = _span(ratio.left_out_low, ratio.left_out_high)
    notes = [
        say("per {per}", per=term.per),
        say("variance inflation {inflation:.1f}", inflation=ratio.inflation),
    ]
    if ratio.left_out_low is not None:
        notes.append(say("each region in turn left out: {left}", left=left))
    return Finding(
        name,
        label,
        ratio.value,
        ratio.low,
        ratio.high,
        say("ratio"),
        model.n,
        say("cities"),
        method,
        model.effective_regions,
        ratio.p,
        listed(notes, "semicolon"),
    )


def world_finding(found: WorldRatio) -> Finding:
    """Tell the ratio over all countries."""
    notes = [found.note] if found.note else [say("per twice as much")]
    if found.left_out_low is not None:
        left = _span(found.left_out_low, found.left_out_high)
        notes.append(say("each country in turn left out: {left}", left=left))
    return Finding(
        found.name,
        say("All countries: ratio of ties per twice the destinations, {title}", title=found.title),
        found.value,
        found.low,
        found.high,
        say("ratio"),
        found.n_cities,
        say("cities"),
        say(
            "PPML with an effect of each of {n_countries} countries, errors clustered by "
            "country; beside population, seat, capital, coast; H0: ratio 1",
            n_countries=found.n_countries,
        ),
        found.effective_countries,
        None,
        listed(notes, "semicolon"),
    )


def all_findings(
    evidence: Evidence,
    others: dict[str, tuple[str, RankCorrelation]],
    models: tuple[tuple[FittedModel, Term, str, str], ...],
    order: OrderInTime,
    world: AllCountries | None,
) -> tuple[Finding, ...]:
    """List the key numbers, the most important first.

    Parameters
    ----------
    others
        Correlations beside those that are judged: label and number, by name.
    models
        Regression, term, name and label of each ratio.
    """
    labels = {
        "flights": (say("{fact}, and ties", fact=say("Destinations abroad, ever listed")), CITIES),
        "exports": (say("{fact}, and ties", fact=say("Exports, 2023")), CITIES),
        "visitors": (
            say("{fact} and ties", fact=say("Foreign visitors of regions")),
            say("regions"),
        ),
    }
    found = [
        correlation_finding(f"correlation_{name}", labels[name][0], rho, labels[name][1])
        for name, rho in evidence.correlations.items()
    ]
    for model, term, name, label in models:
        found += [
            ratio_finding(
                f"{name}_{kind}",
                say("{label}, {estimator}", label=label, estimator=KINDS[kind]),
                model,
                term,
                kind,
            )
            for kind in KINDS
        ]
    found += [ratio_finding(m.name, capital(m.title), m, term) for m, term in order.models]
    if world is not None:
        found += [world_finding(ratio) for ratio in world.ratios]
    found += [
        correlation_finding(f"correlation_{name}", label, rho)
        for name, (label, rho) in others.items()
    ]
    return tuple(found)


def _beside(model: FittedModel, term: Term) -> str:
    others = [other.label for other in model.terms if other != term]
    return listed(others, "comma") if others else say("a constant")


def _span(low: float | None, high: float | None) -> str:
    return (
        say("not known")
        if low is None or high is None
        else say("{low:.2f} to {high:.2f}", low=low, high=high)
    )
