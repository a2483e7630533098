"""From correlations and regressions to the findings of the study."""

from __future__ import annotations

from sistercities.inference.rank_correlation import RankCorrelation
from sistercities.studies.connectivity.all_countries import AllCountries, WorldRatio
from sistercities.studies.connectivity.evidence import Evidence
from sistercities.studies.connectivity.models import FittedModel, Term
from sistercities.studies.connectivity.order_in_time import OrderInTime
from sistercities.studies.findings import Finding

KINDS = {"qmle": "Poisson QMLE", "nb2": "NB2"}


def correlation_finding(
    name: str, label: str, found: RankCorrelation, n_of: str = "cities", note: str = ""
) -> Finding:
    """Tell a rank correlation with ties."""
    cluster = "region" if n_of == "cities" else n_of.removesuffix("s")
    return Finding(
        name, label, found.rho, found.low, found.high, "correlation", found.n_rows, n_of,
        f"Spearman; jackknife over {found.n_clusters} regions on Fisher's scale, t with "
        f"{found.effective_clusters - 1:.1f} degrees of freedom; H0: none",
        found.effective_clusters, found.p, " ".join(filter(None, (note, found.note))) or
        f"each {cluster} in turn left out: {_span(found.left_out_low, found.left_out_high)}",
    )  # fmt: skip


def ratio_finding(
    name: str, label: str, model: FittedModel, term: Term, kind: str = "qmle"
) -> Finding:
    """Tell a rate ratio of a regression."""
    ratio = model.ratio(term, kind)
    n_regions = model.fit.n_units if model.fit is not None else 0
    method = (
        f"{KINDS[kind]}, errors by jackknife over {n_regions} regions, t with "
        f"{model.effective_regions - 1:.1f} degrees of freedom; beside {_beside(model, term)}; "
        "H0: ratio 1"
    )
    if ratio is None:
        reason = model.note or f"{term.label} is not known, or the same in every city"
        return Finding(name, label, None, None, None, "ratio", model.n, "cities", KINDS[kind],
                       note=reason)  # fmt: skip
    left = _span(ratio.left_out_low, ratio.left_out_high)
    notes = [f"per {term.per}", f"variance inflation {ratio.inflation:.1f}"]
    if ratio.left_out_low is not None:
        notes.append(f"each region in turn left out: {left}")
    return Finding(
        name, label, ratio.value, ratio.low, ratio.high, "ratio", model.n, "cities", method,
        model.effective_regions, ratio.p, "; ".join(notes),
    )  # fmt: skip


def world_finding(found: WorldRatio) -> Finding:
    """Tell the ratio over all countries."""
    notes = [found.note] if found.note else ["per twice as much"]
    if found.left_out_low is not None:
        left = _span(found.left_out_low, found.left_out_high)
        notes.append(f"each country in turn left out: {left}")
    return Finding(
        found.name, f"All countries: ratio of ties per twice the destinations, {found.title}",
        found.value, found.low, found.high, "ratio", found.n_cities, "cities",
        f"PPML with an effect of each of {found.n_countries} countries, errors clustered by "
        "country; beside population, seat, capital, coast; H0: ratio 1",
        found.effective_countries, None, "; ".join(notes),
    )  # fmt: skip


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
        "flights": ("Destinations abroad, 2026, and ties", "cities"),
        "exports": ("Exports, 2023, and ties", "cities"),
        "visitors": ("Foreign visitors of regions and ties", "regions"),
    }
    found = [
        correlation_finding(f"correlation_{name}", labels[name][0], rho, labels[name][1])
        for name, rho in evidence.correlations.items()
    ]
    for model, term, name, label in models:
        found += [
            ratio_finding(f"{name}_{kind}", f"{label}, {KINDS[kind]}", model, term, kind)
            for kind in KINDS
        ]
    found += [ratio_finding(m.name, _capital(m.title), m, term) for m, term in order.models]
    if world is not None:
        found += [world_finding(ratio) for ratio in world.ratios]
    found += [
        correlation_finding(f"correlation_{name}", label, rho)
        for name, (label, rho) in others.items()
    ]
    return tuple(found)


def _beside(model: FittedModel, term: Term) -> str:
    return ", ".join(other.label for other in model.terms if other != term) or "a constant"


def _span(low: float | None, high: float | None) -> str:
    return "not known" if low is None or high is None else f"{low:.2f} to {high:.2f}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
