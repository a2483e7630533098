"""Poisson pseudo-likelihood and logit on a table in rows, each row any pair of labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import (
    LARGEST_NUMBER,
    arrays_of,
    covariate_names,
    instance,
    integers,
    numbers,
    one_of,
    plain_array,
)
from twolevel.core.array_types import Flag, Index, Real
from twolevel.core.labels import distinct
from twolevel.dyads.covariance import slope_covariances
from twolevel.dyads.evaluation import FAMILIES, Clusters, Family, Scores
from twolevel.dyads.fit_pairs import slope_bias
from twolevel.dyads.newton import Point, climb
from twolevel.dyads.result import DyadicFit
from twolevel.dyads.row_source import RowSource
from twolevel.dyads.separation import check_terms, separated_rows
from twolevel.dyads.terms import centres
from twolevel.errors import InvalidArgument, NetworkError

Labels = NDArray[np.generic]

MOST_EFFECTS = 2


@dataclass(frozen=True, slots=True, eq=False)
class RowTable:
    """Rows, each for one or several pairs alike; make it with `row_table`.

    Attributes
    ----------
    y
        Mean count of the pairs of each row, shape (n_rows,).
    weight
        How many pairs each row stands for, or what it weighs in a sample, shape (n_rows,).
    square
        Sum over what the row stands for of squared counts times squared weights; robust errors
        need it.
    error_weight
        The same sum of squared weights: how many pairs where all weigh 1.
    x
        Terms, shape (n_terms, n_rows).
    names
        Of the terms.
    effects
        Up to two arrays of labels, shape (n_rows,) each.
    is_undirected
        Whether both arrays hold labels of one set, each with one effect.
    note
        What limits a fit of it; empty where nothing does.
    """

    y: Real
    weight: Real
    square: Real
    error_weight: Real
    x: Real
    names: tuple[str, ...]
    effects: tuple[Labels, ...]
    is_undirected: bool
    note: str = ""

    @property
    def n_pairs(self) -> int:
        """Number of pairs; in a sample about."""
        return round(float(self.weight.sum()))


def ppml(
    y: ArrayLike,
    x: ArrayLike,
    effects: Sequence[ArrayLike] = (),
    *,
    names: Sequence[str] | None = None,
    weights: ArrayLike | None = None,
    clusters: Sequence[ArrayLike] | None = None,
    is_undirected: bool = False,
) -> DyadicFit:
    """Fit counts by Poisson pseudo-likelihood: log E y = x beta + an effect of each label.

    Parameters
    ----------
    y
        Counts, at least 0, shape (n_rows,).
    x
        Terms, shape (n_rows, n_terms).
    effects
        Up to two arrays of labels, whole numbers or text, shape (n_rows,); none: a constant.
    names
        Of the terms; x[0], x[1], ... if None.
    weights
        Weight of each row, above 0, such as one over the probability that it was drawn.
    clusters
        Two arrays of labels for errors clustered by each and by both; the effects' if None.
    is_undirected
        Both arrays of labels are of one set, each with one effect; pairs that share any label are
        then dependent in `dyadic` errors.

    Raises
    ------
    NetworkError
        If shapes differ, a value is not finite, a term is spanned, or pairs are separated by terms.

    References
    ----------
    Santos Silva & Tenreyro (2006), The log of gravity. doi:10.1162/rest.88.4.641
    """
    table = row_table(y, x, effects, names=names, weights=weights, is_undirected=is_undirected)
    return fit_rows(table, "poisson", clusters)


def logit(
    y: ArrayLike,
    x: ArrayLike,
    effects: Sequence[ArrayLike] = (),
    *,
    names: Sequence[str] | None = None,
    weights: ArrayLike | None = None,
    clusters: Sequence[ArrayLike] | None = None,
    is_undirected: bool = False,
) -> DyadicFit:
    """Fit ties (0 or 1) by logit. With two sets of effects subtract `bias`.

    Parameters
    ----------
    y
        0 or 1, shape (n_rows,).
    x, effects, names, weights, clusters, is_undirected
        As of `ppml`.

    Raises
    ------
    NetworkError
        As in `ppml`, or if `y` is not 0 or 1.
    """
    table = row_table(y, x, effects, names=names, weights=weights, is_undirected=is_undirected)
    if not np.isin(table.y, (0.0, 1.0)).all():
        raise NetworkError("y", f"holds {table.y.max():g}", "logit takes 0 and 1; use ppml")
    return fit_rows(table, "logit", clusters)


def row_table(
    y: ArrayLike,
    x: ArrayLike,
    effects: Sequence[ArrayLike] = (),
    *,
    names: Sequence[str] | None = None,
    weights: ArrayLike | None = None,
    is_undirected: bool = False,
) -> RowTable:
    """Check the arrays of a table in rows and hold them together; `ppml` says what they are.

    Raises
    ------
    NetworkError, InvalidArgument
        If shapes differ, a value is not finite, counts or weights are out of range, or no count is
        above 0.
    """
    counts = numbers("y", y, 1)
    n = counts.size
    if (counts < 0).any():
        raise NetworkError("y", f"holds {counts.min():g}", "counts are at least 0")
    if not (counts > 0).any():
        raise NetworkError("y", "holds no count above 0", "give rows with ties")
    terms = _terms(x, n)
    weight = np.ones(n) if weights is None else numbers("weights", weights, 1)
    if weight.shape != (n,) or (weight < 1 / LARGEST_NUMBER).any():
        raise NetworkError(
            "weights",
            f"have shape {weight.shape} and go down to {weight.min(initial=np.inf):g}",
            f"give {n} weights above 0; leave other rows out",
        )
    given = arrays_of("effects", effects, 0, MOST_EFFECTS, "a label of each end for each row")
    if not isinstance(is_undirected, bool | np.bool_):
        raise InvalidArgument("is_undirected", is_undirected, "give True or False")
    labels = tuple(_labels(f"effects[{k}]", one, n) for k, one in enumerate(given))
    if is_undirected:
        _check_one_set(labels)
    return RowTable(
        counts, weight, counts**2 * weight**2, weight**2, terms,
        covariate_names(names, terms.shape[0]),
        labels, is_undirected,
    )  # fmt: skip


def fit_rows(
    table: RowTable, family: Family, clusters: Sequence[ArrayLike] | None = None
) -> DyadicFit:
    """Fit a table in rows by either family; `ppml` and `logit` say what it does.

    Raises
    ------
    NetworkError, InvalidArgument
        As in `ppml`, or if the family is not known.
    """
    return _fitted(table, family, clusters)[0]


@dataclass(frozen=True, slots=True, eq=False)
class RowFit:
    """A fit with what its rows add to the slopes.

    Attributes
    ----------
    fit
        The fit.
    is_kept
        Which rows were not separated, shape (n_rows,).
    influence
        First-order part of each kept row in the slopes, shape (n_terms, n_kept).
    """

    fit: DyadicFit
    is_kept: Flag
    influence: Real


def fit_row_parts(
    table: RowTable, family: Family, clusters: Sequence[ArrayLike] | None = None
) -> RowFit:
    """Fit a table in rows, and return the influence of its rows as well."""
    fit, is_kept, influence = _fitted(table, family, clusters)
    return RowFit(fit, is_kept, influence())


def _fitted(
    table: RowTable, family: Family, clusters: Sequence[ArrayLike] | None
) -> tuple[DyadicFit, Flag, Callable[[], Real]]:
    """Fit a table; the influence of its rows is computed when it is asked for."""
    instance("table", table, RowTable, "row_table")
    one_of("family", family, FAMILIES)
    if family == "logit" and (table.y > 1).any():
        raise NetworkError(
            "y", f"holds {table.y.max():g}", "logit takes 0, 1 and shares between; use poisson"
        )
    labelled = [distinct(labels) for labels in _label_sets(table)]
    codes = _codes(table, labelled)
    is_kept = ~separated_rows(table.y, *codes, family, is_one_set=table.is_undirected)
    if not (table.y[is_kept] > 0).any():
        raise NetworkError("effects", "separate all rows", "join labels, or give no effects")
    source, kept_labels, centre = _source(table, codes, is_kept)
    check_terms(source, table.names)
    held = None if clusters is None else _clusters(clusters, table, is_kept)
    point = climb(source, family, table.names)
    scores = source.scores(point.effects, point.slopes, family, point.projection, held)
    fit = _result(
        table, labelled, (kept_labels, centre), source, family, point, scores, is_kept, held
    )
    return (
        fit,
        is_kept,
        lambda: source.influences(
            point.effects, point.slopes, family, point.projection, scores.bread
        ),
    )


def _label_sets(table: RowTable) -> tuple[Labels, ...]:
    if not table.effects:
        return (np.zeros(table.y.size, dtype=np.int64),)
    return (np.concatenate(table.effects),) if table.is_undirected else table.effects


def _codes(table: RowTable, labelled: list[tuple[Any, ...]]) -> tuple[Index, Index | None]:
    n = table.y.size
    first = np.asarray(labelled[0][1], dtype=np.int64)
    if table.is_undirected:
        return first[:n], first[n:]
    return first, (np.asarray(labelled[1][1], dtype=np.int64) if len(labelled) > 1 else None)


def _source(
    table: RowTable, codes: tuple[Index, Index | None], is_kept: Flag
) -> tuple[RowSource, tuple[Index, Index], Real]:
    """Return the rows that stay, which labels do, and what was taken from each term."""
    first = codes[0][is_kept]
    second = None if codes[1] is None else codes[1][is_kept]
    none = np.zeros(0, dtype=np.int64)
    if table.is_undirected and second is not None:
        kept, code = distinct(np.concatenate((first, second)))
        first, second = code[: first.size], code[first.size :]
        labels, n_first, n_effects = (kept, kept), kept.size, kept.size
    else:
        kept, first = distinct(first)
        labels, n_first, n_effects = (kept, none), kept.size, kept.size
        if second is not None:
            other, second = distinct(second)
            labels, n_effects = (kept, other), kept.size + other.size
            second = second + n_first
    x = table.x[:, is_kept]
    centre = centres(x[:, table.y[is_kept] > 0])
    source = RowSource(
        y=table.y[is_kept], weight=table.weight[is_kept], square=table.square[is_kept],
        error_weight=table.error_weight[is_kept],
        x=x - centre[:, None], first=first, second=second,
        n_first=n_first, n_effects=n_effects, is_one_set=table.is_undirected,
    )  # fmt: skip
    return source, labels, centre


def _clusters(clusters: Sequence[ArrayLike], table: RowTable, is_kept: Flag) -> Clusters:
    clusters = arrays_of("clusters", clusters, MOST_EFFECTS, MOST_EFFECTS, "one for each end")
    n = table.y.size
    labels = [_labels(f"clusters[{k}]", one, n)[is_kept] for k, one in enumerate(clusters)]
    if table.is_undirected:
        values, code = distinct(np.concatenate(labels))
        half = int(is_kept.sum())
        return Clusters(code[:half], code[half:], values.size, values.size, True)
    firsts, first = distinct(labels[0])
    seconds, second = distinct(labels[1])
    return Clusters(first, second, firsts.size, seconds.size, False)


def _result(
    table: RowTable,
    labelled: list[tuple[Any, ...]],
    left: tuple[tuple[Index, Index], Real],
    source: RowSource,
    family: Family,
    point: Point,
    scores: Scores,
    is_kept: Flag,
    clusters: Clusters | None,
) -> DyadicFit:
    at = clusters if clusters is not None else source.own_clusters()
    n_cells = distinct(at.first * at.n_second + at.second)[0].size
    counts = (distinct(at.first)[0].size, distinct(at.second)[0].size, n_cells)
    sets, kept = (labelled[0][0], labelled[-1][0]), left[0]
    shift = float(left[1] @ point.slopes) / (2 if table.is_undirected else 1)
    has_second = source.second is not None
    is_two = has_second and not table.is_undirected
    # Pairs in the table or in the sample: rows may stand for several, or weigh more than one.
    n_effective = float((source.weight**2 / source.error_weight).sum())
    first_effects = point.effects[: source.n_first] - shift
    second_effects = point.effects[source.n_first :]
    if table.is_undirected:
        second_effects = first_effects
    return DyadicFit(
        names=table.names, slopes=point.slopes,
        covariances=slope_covariances(
            scores, counts, n_effective, source.n_effects - is_two, is_one_set=table.is_undirected
        ),
        family=family,
        first_labels=sets[0][kept[0]], first_effects=first_effects,
        second_labels=sets[1][kept[1]],
        second_effects=second_effects if has_second else np.zeros(0),
        separated_first=np.delete(sets[0], kept[0]),
        separated_second=np.delete(sets[1], kept[1]) if has_second else sets[1][:0],
        n_pairs=table.n_pairs, n_separated=round(float(table.weight[~is_kept].sum())),
        log_likelihood=point.log_likelihood,
        bias=slope_bias(
            scores.bread, scores.skew_first + scores.skew_second, point.effect_weight, family
        ),
        n_iterations=point.n_iterations, note=table.note,
    )  # fmt: skip


def _terms(x: ArrayLike, n: int) -> Real:
    given = plain_array("x", x, "numbers")
    terms = numbers("x", given[:, None] if given.ndim == 1 else given, 2)
    if terms.shape[0] != n:
        raise NetworkError("x", f"has shape {terms.shape}", f"give {n} rows, as y has")
    return np.ascontiguousarray(terms.T)


def _labels(name: str, values: ArrayLike, n: int) -> Labels:
    labels = plain_array(name, values, "labels")
    if labels.shape != (n,):
        raise NetworkError(name, f"has shape {labels.shape}", f"give a label to each of {n} rows")
    return labels if labels.dtype.kind in "biuUS" else integers(name, labels)


def _check_one_set(labels: tuple[Labels, ...]) -> None:
    if len(labels) != MOST_EFFECTS:
        raise NetworkError(
            "effects", f"hold {len(labels)} arrays", "an undirected table has two, one for each end"
        )
    loops = np.flatnonzero(labels[0] == labels[1])
    if loops.size:
        raise NetworkError(
            "effects",
            f"join {labels[0][loops[0]]!r} to itself in row {loops[0]}",
            "leave such rows out",
        )
