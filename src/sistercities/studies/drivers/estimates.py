"""From shares and regressions to the findings of the study."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import capital, listed, say
from sistercities.studies.drivers.evidence import TOGETHER, Evidence
from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.terms import FACTORS, FORMAL, TITLES
from sistercities.studies.findings import Finding, unknown_finding
from twolevel.shapley.weighted import Contrast


def all_findings(evidence: Evidence, models: Sequence[PairModel]) -> tuple[Finding, ...]:
    """List the key numbers, the most important first."""
    found = [
        _share(
            "difference",
            say(
                "What goes with more ties of economy, culture and earlier ties together, less "
                "formal ties of the regions: difference of shares"
            ),
            evidence,
            TOGETHER,
        ),
    ]
    found += [_formal(k, model) for k, model in enumerate(models)]
    for group in evidence.groups:
        label = say("Share of {factor} in what foretells ties", factor=TITLES[group])
        found.append(_share(f"share_{group}", label, evidence, {group: 1.0}))
    for factor in FACTORS:
        if factor in evidence.groups:
            label = say(
                "{factor} less formal ties: difference of shares",
                factor=capital(TITLES[factor]),
            )
            weights = {factor: 1.0, FORMAL: -1.0}
            found.append(_share(f"difference_{factor}", label, evidence, weights))
    found.append(_explained(evidence))
    return tuple(found)


def _share(name: str, label: str, evidence: Evidence, weights: dict[str, float]) -> Finding:
    share = evidence.share(weights)
    note = "" if share is not None else evidence.note or say("all groups together foretell nothing")
    of_groups = [t for group in weights for t in evidence.facts.get(group, ())]
    late = sorted({t.label for t in of_groups if not t.is_dated})
    if late and share is not None:
        note = say("later than the ties: {facts}", facts=listed(late, "comma"))
    return _finding(name, label, share, say("share"), evidence, _HELD_OUT, note)


_HELD_OUT = say(
    "Shapley values of Poisson deviance in home regions held out, without effects; "
    "clustered by home region and country; H0: 0"
)


def _finding(
    name: str,
    label: str,
    found: Contrast | None,
    unit: str,
    evidence: Evidence,
    method: str,
    note: str,
) -> Finding:
    if found is None:
        return unknown_finding(name, label, unit, evidence.n_ties, say("ties"), method, note=note)
    method = say(
        "{method}; t with {degrees_of_freedom:.1f} degrees of freedom",
        method=method,
        degrees_of_freedom=found.degrees_of_freedom,
    )
    clusters = min(evidence.effective_regions, evidence.effective_countries)
    return Finding(
        name,
        label,
        found.value,
        found.low,
        found.high,
        unit,
        evidence.n_ties,
        say("ties"),
        method,
        clusters,
        note=note,
    )


def _explained(evidence: Evidence) -> Finding:
    found = None if evidence.shapley is None else evidence.shapley.explained()
    label = say("Part of the deviance in regions held out that all groups together take away")
    return _finding("explained", label, found, say("share"), evidence, _HELD_OUT, evidence.note)


def _formal(k: int, model: PairModel) -> Finding:
    ratio, label = (
        model.ratio("upper"),
        say("Ratio of ties where the regions are sisters: {title}", title=model.title),
    )
    name = ("ratio_formal", "ratio_formal_home", "ratio_formal_cities", "ratio_formal_regions")[k]
    method = say("PPML, errors clustered by home region and country; H0: ratio 1")
    if ratio is None:
        note = model.note or say("the upper tie does not vary")
        return unknown_finding(
            name, label, say("ratio"), model.n_ties, say("ties"), method, note=note
        )
    method = say(
        "{method}; t with {degrees_of_freedom:g} degrees of freedom",
        method=method,
        degrees_of_freedom=ratio.degrees_of_freedom,
    )
    return Finding(
        name,
        label,
        ratio.value,
        ratio.low,
        ratio.high,
        say("ratio"),
        model.n_ties,
        say("ties"),
        method,
        ratio.degrees_of_freedom + 1,
        ratio.p,
    )
