"""Poisson pseudo-likelihood and logit on all pairs of nodes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import MOST_LABELS, arrays_of, instance, integers, one_of
from twolevel.core.array_types import Real
from twolevel.dyads.covariance import slope_covariances
from twolevel.dyads.evaluation import FAMILIES, Clusters, Family, Scores
from twolevel.dyads.newton import Point, climb
from twolevel.dyads.result import DyadicFit
from twolevel.dyads.separation import Active, active_nodes, active_square, check_star, check_terms
from twolevel.dyads.terms import Filler, centred, centres
from twolevel.errors import InvalidArgument, NetworkError

if TYPE_CHECKING:
    from twolevel.dyads.block_source import BlockSource, Ends
    from twolevel.dyads.pair_table import PairTable

EffectEnds = Literal["both", "first", "second", "none"]
EFFECT_ENDS = ("both", "first", "second", "none")
MOST_CELLS = 20_000_000
SHIFTS: dict[Ends, tuple[float, float]] = {
    "both": (1.0, 0.0), "first": (1.0, 0.0), "second": (0.0, 1.0), "none": (1.0, 0.0),
    "node": (0.5, 0.5),
}  # fmt: skip
"""Share of the terms' centres that the effects of either end give back."""


def ppml_pairs(
    table: PairTable, effects: EffectEnds = "both", clusters: tuple[ArrayLike, ...] | None = None
) -> DyadicFit:
    """Fit counts of ties by Poisson pseudo-likelihood: E y_ij = exp(a_i + b_j + x_ij beta).

    Right where the mean is right, whatever the law of y, and the default with effects of both
    ends: two sets of effects leave no bias in the slopes (Fernández-Val & Weidner 2016).

    Parameters
    ----------
    table
        From `rectangular_pairs` or `undirected_pairs`.
    effects
        `both`: of each end (of each node, where undirected); `first` or `second`: of that end;
        `none`: a constant. A term in the span of the effects is an error.
    clusters
        Cluster of each node of the first and the second side, shape (n_first,) and (n_second,); of
        an undirected table one array. Each node is a cluster if None.

    Returns
    -------
    DyadicFit
        With errors robust, clustered by either end, by both, and dyadic.

    Raises
    ------
    NetworkError
        If a term is constant, spanned or separates pairs, or there are no ties.
    InvalidArgument
        If `effects` is not known, or asks for one end of an undirected table.

    References
    ----------
    Santos Silva & Tenreyro (2006), The log of gravity. doi:10.1162/rest.88.4.641
    Fernández-Val & Weidner (2016), doi:10.1016/j.jeconom.2015.12.014
    """
    return fit_pairs(table, "poisson", effects, clusters)


def logit_pairs(
    table: PairTable, effects: EffectEnds = "both", clusters: tuple[ArrayLike, ...] | None = None
) -> DyadicFit:
    """Fit whether pairs are tied by logit: log odds a_i + b_j + x_ij beta; see `ppml_pairs`.

    With effects of both ends slopes are biased away from 0, the more so the fewer ties a node has;
    use `corrected_logit_pairs`, or `tetrad_logit`.

    Parameters
    ----------
    table, effects, clusters
        As of `ppml_pairs`; every pair of the table with ties has a count of 1.

    Raises
    ------
    NetworkError
        As in `ppml_pairs`, or if a count is not 1.
    """
    return fit_pairs(table, "logit", effects, clusters)


def corrected_logit_pairs(
    table: PairTable, clusters: tuple[ArrayLike, ...] | None = None
) -> DyadicFit:
    """Fit by logit with effects of both ends, less the leading bias of the slopes.

    The analytic correction for covariates that do not depend on the ties: each effect adds
    -1/2 (sum of weight (1 - 2 mean) x~) / (sum of weight) over its pairs to the score of the
    slopes. An undirected table has one such sum for each node. The covariance is that of logit.

    Parameters
    ----------
    table, clusters
        As of `ppml_pairs`; every pair of the table with ties has a count of 1.

    Raises
    ------
    NetworkError, InvalidArgument
        As in `logit_pairs`.

    References
    ----------
    Fernández-Val & Weidner (2016), Individual and time effects in nonlinear panel models with
    large N, T. J. Econometrics 192(1). doi:10.1016/j.jeconom.2015.12.014
    """
    fit = logit_pairs(table, "both", clusters)
    return replace(fit, slopes=fit.slopes - fit.bias)


def fit_pairs(
    table: PairTable,
    family: Family,
    effects: EffectEnds = "both",
    clusters: tuple[ArrayLike, ...] | None = None,
) -> DyadicFit:
    """Fit a table of pairs by either family; `ppml_pairs` and `logit_pairs` say what it does."""
    part = prepared(table, family, effects)
    held = None if clusters is None else _clusters(clusters, table, part)
    point = climb(part.source, family, part.names)
    scores = part.source.scores(point.effects, point.slopes, family, point.projection, held)
    return _result(table, part, family, point, scores, held)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A table without its separated nodes.

    Attributes
    ----------
    source
        What Newton's method walks through.
    names
        Names of its terms.
    active
        Which nodes stayed.
    fillers
        The terms as they were given.
    centre
        What `source` takes from each term, shape (n_terms,); the effects take it on.
    """

    source: BlockSource
    names: tuple[str, ...]
    active: Active
    fillers: tuple[Filler, ...]
    centre: Real


def prepared(table: PairTable, family: Family, effects: EffectEnds) -> Prepared:
    """Take separated nodes out of a table and lay out what is left for passes."""
    from twolevel.dyads.block_source import BlockSource
    from twolevel.dyads.pair_table import PairTable

    instance("table", table, PairTable, "rectangular_pairs or undirected_pairs")
    one_of("family", family, FAMILIES)
    if family == "logit" and (table.counts != 1).any():
        raise NetworkError(
            "counts", f"hold {table.counts.max():g}", "logit takes ties as 1; use ppml_pairs"
        )
    ends = _ends(table, effects)
    if table.ties.shape[0] == 0:
        raise NetworkError("ties", "are none", "give at least one pair with a tie")
    active = _active(table, family, ends)
    first, second = np.flatnonzero(active.first), np.flatnonzero(active.second)
    is_kept = active.first[table.ties[:, 0]] & active.second[table.ties[:, 1]]
    row = (np.cumsum(active.first) - 1)[table.ties[is_kept, 0]]
    column = (np.cumsum(active.second) - 1)[table.ties[is_kept, 1]]
    if row.size == 0:
        raise NetworkError("ties", "leave no node that is not separated", "give more pairs")
    if ends == "node":
        check_star(row, column, first.size)
    terms = table.terms
    fillers = tuple(term.for_nodes(first, second) for term in terms)
    tied = np.empty((len(terms), row.size))
    for term, filler in enumerate(fillers):
        tied[term] = filler.at(row, column)
    centre = centres(tied)
    source = BlockSource(
        n_rows=first.size, n_columns=second.size, is_square=table.is_undirected, ends=ends,
        fillers=centred(fillers, centre), row=row, column=column, count=table.counts[is_kept],
        tied=tied - centre[:, None],
    )  # fmt: skip
    check_terms(source, table.names)
    return Prepared(source, table.names, active, fillers, centre)


def _ends(table: PairTable, effects: EffectEnds) -> Ends:
    one_of("effects", effects, EFFECT_ENDS)
    if not table.is_undirected or effects == "none":
        return effects
    if effects != "both":
        raise InvalidArgument(
            "effects", effects, "give both or none, since no end of an undirected pair is the first"
        )
    return "node"


def _active(table: PairTable, family: Family, ends: Ends) -> Active:
    row, column = table.ties.T
    if ends == "node":
        return active_square(row, column, table.n_first, family)
    has = (ends in ("both", "first"), ends in ("both", "second"))
    return active_nodes(row, column, (table.n_first, table.n_second), has, family)


def _clusters(clusters: tuple[ArrayLike, ...], table: PairTable, part: Prepared) -> Clusters:
    sides = (table.n_first,) if table.is_undirected else (table.n_first, table.n_second)
    words = "one for each side, or the one of an undirected table"
    given_labels = arrays_of("clusters", clusters, len(sides), len(sides), words)
    active = (part.active.first, part.active.second)
    labels, numbers = [], []
    for n, values, is_active in zip(sides, given_labels, active, strict=False):
        given = integers("clusters", values)
        if given.shape != (n,) or (given < 0).any() or (given >= MOST_LABELS).any():
            raise NetworkError(
                "clusters",
                f"have shape {given.shape}",
                f"give one label from 0 to each of the {n} nodes",
            )
        distinct, label = np.unique(given[is_active], return_inverse=True)
        labels.append(label.astype(np.int64))
        numbers.append(distinct.size)
    if numbers[0] * numbers[-1] * len(table.terms) > MOST_CELLS:
        raise NetworkError(
            "clusters",
            f"make {numbers[0] * numbers[-1]:,} pairs of clusters",
            "give fewer, or None for the nodes themselves",
        )
    return Clusters(labels[0], labels[-1], numbers[0], numbers[-1], table.is_undirected)


def _result(
    table: PairTable,
    part: Prepared,
    family: Family,
    point: Point,
    scores: Scores,
    clusters: Clusters | None,
) -> DyadicFit:
    source, active = part.source, part.active
    counts = (
        (source.n_rows - source.is_square, source.n_columns - source.is_square, source.n_pairs)
        if clusters is None
        else (clusters.n_first, clusters.n_second, clusters.n_first * clusters.n_second)
    )
    skew = source.gather(scores.skew_first, scores.skew_second)
    at_rows, at_columns = source.spread(point.effects)
    shift = float(part.centre @ point.slopes)
    by_first, by_second = SHIFTS[source.ends]
    has_first, has_second = source.ends != "second", source.ends in ("both", "second", "node")
    nothing = np.zeros(0)
    return DyadicFit(
        names=part.names, slopes=point.slopes,
        covariances=slope_covariances(
            scores, counts, source.n_pairs, source.n_effects - (source.ends == "both"),
            is_one_set=source.is_square,
        ),
        family=family,
        first_labels=np.flatnonzero(active.first), second_labels=np.flatnonzero(active.second),
        first_effects=at_rows - by_first * shift if has_first else nothing,
        second_effects=at_columns - by_second * shift if has_second else nothing,
        separated_first=np.flatnonzero(~active.first),
        separated_second=np.flatnonzero(~active.second),
        n_pairs=table.n_pairs, n_separated=table.n_pairs - source.n_pairs,
        log_likelihood=point.log_likelihood,
        bias=slope_bias(scores.bread, skew, point.effect_weight, family),
        n_iterations=point.n_iterations,
    )  # fmt: skip


def slope_bias(bread: Real, skew: Real, effect_weight: Real, family: Family) -> Real:
    """Return the leading bias of the slopes; Poisson has none with up to two sets of effects.

    Of the third derivatives of the likelihood that the spread of the effects weighs, those of one
    effect with itself lead: Var(a_i + b_j) is 1 / D_i + 1 / D_j but for smaller terms.
    """
    if family == "poisson" or bread.size == 0:
        return np.zeros(bread.shape[0])
    return np.asarray(np.linalg.solve(bread, -0.5 * (skew / effect_weight).sum(axis=1)))
