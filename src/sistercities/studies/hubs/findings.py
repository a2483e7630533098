"""From ratios, changes and draws to the findings of the study."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sistercities.sentences import say
from sistercities.studies.findings import Finding, unknown_finding
from sistercities.studies.hubs.change import TOP_SHARE, MeasuredChange
from sistercities.studies.hubs.evidence import HUB_SHARE, Evidence
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.words import PHRASES
from twolevel.core.array_types import Real
from twolevel.exact.besag_clifford import clopper_pearson
from twolevel.rates.standardised import StandardisedRatio


@dataclass(frozen=True, slots=True)
class SourceError:
    """How far betweenness from some sources is from the exact one, on the known graph.

    Attributes
    ----------
    same_hubs
        Share of the exact hubs that are hubs by it too.
    relative
        Mean error of an exact hub's value, relative to it.
    n_sources
        Cities from which paths were followed.
    """

    same_hubs: float
    relative: float
    n_sources: int


def source_error(exact: Real, sampled: Real, n_sources: int) -> SourceError:
    """Compare the betweenness of comparable cities from all sources with that from some."""
    n_hubs = max(1, round(HUB_SHARE * exact.size))
    hubs = np.argsort(-exact, kind="stable")[:n_hubs]
    same = np.isin(hubs, np.argsort(-sampled, kind="stable")[:n_hubs]).mean()
    known = hubs[exact[hubs] > 0]
    relative = np.abs(sampled[known] / exact[known] - 1).mean() if known.size else 0.0
    return SourceError(float(same), float(relative), n_sources)


def all_findings(
    evidence: Evidence, like: dict[str, MeasuredChange], of_whom: str
) -> tuple[Finding, ...]:
    """List the key numbers, the most important first.

    `like` holds the change beside countries of like coverage alone.
    """
    found = []
    kinds = (
        (
            "beyond",
            evidence.beyond,
            say(
                "Hubs of {of_whom} over those expected at equal size, income, coast and rank",
                of_whom=of_whom,
            ),
        ),
        (
            "presence",
            evidence.presence,
            say("Share of {of_whom} in the hubs over its share of cities", of_whom=of_whom),
        ),
    )
    for kind, ratios, label in kinds:
        for measure in MEASURES:
            name = f"{kind}_{measure.replace(' ', '_')}"
            text = say("{label}, by {measure}", label=label, measure=PHRASES[measure])
            found.append(_ratio(name, text, ratios.get(measure), evidence))
    change = evidence.change
    for kind, rows, beside in (
        ("change", {} if change is None else change.by_measure, say("other countries")),
        ("change_like", like, say("countries of like coverage")),
    ):
        for measure, one in rows.items():
            name = f"{kind}_{measure.replace(' ', '_')}"
            text = say(
                "Change of the share of {of_whom} in the first tenth beside {beside}, by {measure}",
                of_whom=of_whom,
                beside=beside,
                measure=PHRASES[measure],
            )
            found.append(_changed(name, text, one, 0 if change is None else change.n_home,
                                  kind == "change"))  # fmt: skip
    found.append(_since(evidence, of_whom))
    return tuple(found)


def _ratio(name: str, label: str, ratio: StandardisedRatio | None, evidence: Evidence) -> Finding:
    n_draws = 0 if evidence.draws is None else len(evidence.draws.membership)
    expected = (
        say("share abroad")
        if name.startswith("presence")
        else say("fractional logit fitted abroad")
    )
    method = say(
        "hubs over those expected by the {expected}; overdispersed count by home "
        "region, expectation clustered by country, t by effective clusters less one, "
        "{n_draws} draws; H0: ratio 1",
        expected=expected,
        n_draws=n_draws,
    )
    if ratio is None:
        note = evidence.note or say("too few cities or ties")
        return unknown_finding(
            name, label, say("ratio"), evidence.n_cities, say("cities"), method, note=note
        )
    low, high = ratio.interval() or (None, None)
    return Finding(
        name,
        label,
        ratio.value,
        low,
        high,
        say("ratio"),
        evidence.n_cities,
        say("comparable home cities"),
        method,
        ratio.freedom + 1,
        note=say(
            "{observed:.1f} hubs, {expected:.1f} expected",
            observed=ratio.observed,
            expected=ratio.expected,
        ),
    )


def _changed(name: str, label: str, one: MeasuredChange, n_home: int, is_first: bool) -> Finding:
    low, high = one.among.interval()
    return Finding(
        name,
        label,
        one.among.value,
        low,
        high,
        say("share"),
        n_home,
        say("common home places"),
        say(
            "change less the random-effects mean of {n} countries, prediction "
            "interval, t with {freedom} degrees of freedom; H0: 0",
            n=one.among.n_others,
            freedom=one.among.freedom,
        ),
        float(one.among.n_others),
        note=say(
            "in the first {share:.0%} by the earlier source {before:.1%}, by the later {after:.1%}",
            share=TOP_SHARE,
            before=one.before,
            after=one.after,
        )
        if is_first
        else "",
    )


def _since(evidence: Evidence, of_whom: str) -> Finding:
    label = say(
        "Begun since the earlier source, of the dated ties of {of_whom} that the later adds",
        of_whom=of_whom,
    )
    method = say("count; exact binomial interval (Clopper & Pearson)")
    change = evidence.change
    n = 0 if change is None else change.n_added_dated
    if change is None or n == 0:
        return unknown_finding(
            "added_since",
            label,
            say("share"),
            0,
            say("dated added ties"),
            method,
            note=say("none is dated"),
        )
    low, high = clopper_pearson(change.n_added_since, n)
    return Finding(
        "added_since",
        label,
        change.n_added_since / n,
        low,
        high,
        say("share"),
        n,
        say("dated added ties"),
        method,
        note=say("where this is low, what the later source adds is mostly old"),
    )
