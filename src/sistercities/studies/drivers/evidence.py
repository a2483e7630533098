"""What the verdict on C4 rests on, from a table of ties and controls.

Nothing here knows a release: simulated worlds give the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.drivers.models import PairModel, fit_rows_of
from sistercities.studies.drivers.rule import RULE
from sistercities.studies.drivers.signs import Split, groups_of
from sistercities.studies.drivers.terms import BY_COLUMN, FACTORS, FORMAL, Term
from twolevel.core.chunks import Progress
from twolevel.rates.clusters import MIN_EFFECTIVE, effective_clusters
from twolevel.rates.detectable import detectable_effect
from twolevel.shapley.weighted import Contrast, WeightedShapley, weighted_shapley

TOGETHER = {**dict.fromkeys(FACTORS, 1.0), FORMAL: -1.0}
"""Weights of the number of the verdict: the three factors together less formal links."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What is judged.

    Attributes
    ----------
    shapley
        Values of the groups; None where there is nothing to hold out, and `note` says why.
    terms
        Facts that vary, in the order of the columns.
    facts
        The facts of each group of the shares, by the name of the group.
    without_effects, with_home
        PPML of the rows without effects, and with an effect of each home city.
    n_ties, n_inside
        Ties of the table; those whose regions were sisters before.
    n_controls
        Pairs drawn.
    effective_regions, effective_countries
        (sum n)^2 / sum n^2 over the ties.
    """

    shapley: WeightedShapley | None
    terms: tuple[Term, ...]
    without_effects: PairModel
    with_home: PairModel
    n_ties: int
    n_inside: int
    n_controls: int
    effective_regions: float
    effective_countries: float
    note: str = ""
    facts: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)

    @property
    def level(self) -> float:
        """Level of each factor's intervals such that all hold together by the rule."""
        return RULE.level.each(len(FACTORS))

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups of which a fact varies."""
        return () if self.shapley is None else self.shapley.groups

    def share(self, weights: dict[str, float], level: float = 0.95) -> Contrast | None:
        """Return a weighted sum of shares; None where there is no gain."""
        return None if self.shapley is None else self.shapley.shares(weights, level)

    @property
    def together(self) -> Contrast | None:
        """Share of the three factors together less that of formal links."""
        return self.share(TOGETHER)

    @property
    def detectable_share(self) -> float | None:
        """Smallest difference of shares found with 80 % power."""
        found = self.together
        if found is None or found.standard_error <= 0:
            return None
        return detectable_effect(found.standard_error, found.degrees_of_freedom)

    @property
    def detectable_ratio(self) -> float | None:
        """Smallest rate ratio of the upper tie found with 80 % power, by the plain model."""
        ratio = self.without_effects.ratio("upper")
        if ratio is None or ratio.standard_error <= 0:
            return None
        return float(np.exp(detectable_effect(ratio.standard_error, ratio.degrees_of_freedom)))


def gather_evidence(
    rows: pd.DataFrame,
    on_progress: Progress | None = None,
    *,
    effects: tuple[str, ...] = ("none", "home"),
    split: Split = "by subject",
    wide: pd.DataFrame | None = None,
    plain: PairModel | None = None,
    known: Evidence | None = None,
    like: Evidence | None = None,
) -> Evidence:
    """Compute what is judged.

    Parameters
    ----------
    rows
        `y`, `weight`, `home`, `unit`, `country` and the facts that vary, as `pairs.sample_pairs`
        gives them.
    on_progress
        Called with subsets of the groups done and wanted.
    effects
        Regressions to be made: without effects, with an effect of each home city.
    split
        How the facts are grouped for the shares; `signs.groups_of` says how. By sign it needs the
        regression without effects.
    wide
        The same ties with more drawn pairs, for the regressions; `rows` if None.
    plain
        The regression without effects, where it is made already.
    known
        Evidence of the same `rows`, whose shares are taken where it groups the facts alike.
    like
        Evidence of much the same rows, from which the fits begin where it groups the facts alike.
    """
    terms = tuple(BY_COLUMN[column] for column in rows.columns if column in BY_COLUMN)
    tied = rows[rows["y"] > 0]
    sizes = [effective_clusters(tied[c].to_numpy()) if len(tied) else 0.0
             for c in ("unit", "country")]  # fmt: skip
    note = _why_none(tied, sizes, terms)
    models = [
        fit_rows_of(rows if wide is None else wide, _held_in(terms, wide), effects=kind)
        if kind in effects and not note
        else PairModel.missing(note)
        for kind in ("none", "home")
    ]
    if plain is not None and not note:
        models[0] = plain
    facts = groups_of(terms, models[0], split)
    if known is not None and _is_grouped(known, terms, facts):
        shapley = known.shapley
    else:
        near = like.shapley if like is not None and _is_grouped(like, terms, facts) else None
        shapley = None if note else _shapley(rows, terms, facts, on_progress, near)
    return Evidence(
        shapley, terms, models[0], models[1], len(tied),
        int(tied["upper"].sum()) if "upper" in tied else 0, len(rows) - len(tied), sizes[0],
        sizes[1], note, facts,
    )  # fmt: skip


def _why_none(tied: pd.DataFrame, sizes: list[float], terms: tuple[Term, ...]) -> str:
    """Say why nothing can be held out; empty where something can."""
    if not len(tied):
        return say("it has no tie with a known start and known facts")
    if min(sizes) < MIN_EFFECTIVE:
        return say("its ties lie in too few regions or go to too few countries")
    if not any(term.group == FORMAL for term in terms):
        return say("no pair of regions with an older upper tie is among the pairs")
    return ""


def _is_grouped(
    evidence: Evidence, terms: tuple[Term, ...], facts: Mapping[str, tuple[Term, ...]]
) -> bool:
    """Tell whether evidence is of these facts in this order, in these groups."""
    return evidence.terms == terms and list(evidence.facts.items()) == list(facts.items())


def with_others_together(evidence: Evidence) -> Evidence:
    """Return evidence by sign with the groups that the claim does not name as one: no fit is made.

    Parameters
    ----------
    evidence
        Facts grouped by sign.
    """
    plain = by_sums_of_scores(evidence.without_effects)
    facts = groups_of(evidence.terms, plain, "by sign, others together")
    if evidence.shapley is None:
        return replace(evidence, without_effects=plain, facts=facts)
    joined = {
        group: [name for name, held in evidence.facts.items() if set(held) <= set(of)]
        for group, of in facts.items()
    }
    return replace(
        evidence, without_effects=plain, facts=facts, shapley=evidence.shapley.joined(joined)
    )


def by_sums_of_scores(model: PairModel) -> PairModel:
    """Return a regression with intervals by sums of scores, by which facts are grouped."""
    return replace(model, by_leaving_out={})


def _held_in(terms: tuple[Term, ...], wide: pd.DataFrame | None) -> tuple[Term, ...]:
    return terms if wide is None else tuple(term for term in terms if term.column in wide)


def _shapley(
    rows: pd.DataFrame,
    terms: tuple[Term, ...],
    facts: Mapping[str, tuple[Term, ...]],
    on_progress: Progress | None,
    near: WeightedShapley | None,
) -> WeightedShapley | None:
    groups = {group: [terms.index(term) for term in of] for group, of in facts.items()}
    try:
        return weighted_shapley(
            rows[[term.column for term in terms]].to_numpy(dtype=np.float64),
            rows["y"].to_numpy(), groups, weight=rows["weight"].to_numpy(),
            unit=rows["unit"].to_numpy(), partner=rows["country"].to_numpy(),
            like=near, on_progress=on_progress,
        )  # fmt: skip
    except NetworkError:
        return None
