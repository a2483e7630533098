"""The null `gravity`: a fitted model of ties without upper ties, refitted for each draw."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import MOST_DRAWS, instance, integers, whole_number
from twolevel.core.array_types import Index, Real
from twolevel.core.chunks import Progress, run_chunks
from twolevel.dyads.fit_pairs import EffectEnds
from twolevel.dyads.pair_table import PairTable
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.nulls.draws import Movement, NullDraws, NullWords, null_result
from twolevel.nulls.gravity_fit import (
    LAWS,
    Clusters,
    GravityFit,
    Law,
    Spread,
    draw_table,
    fit_gravity,
    spread_of,
)

CHUNK_REFITS = 10  # part of the result, as the chunks of the other nulls are
LARGE_SCORE = 3.0
KEEPS = (
    "the upper ties, and the means of a Poisson pseudo-likelihood fit with effects of both ends "
    "and the covariates given, without the upper ties"
)
BREAKS = "everything beyond the fit"


@dataclass(frozen=True, slots=True, eq=False)
class GravityTable:
    """A table of pairs and which of them an upper tie is around; see `nulls.gravity_tables`.

    Attributes
    ----------
    table
        All pairs, their counts of ties, and covariates that know nothing of upper ties.
    inside
        Pairs with an upper tie around them, shape (n_inside, 2), none twice.
    unit
        What a node is, in words.
    n_left_out
        Ties that no pair of the table can hold.
    """

    table: PairTable
    inside: Index
    unit: str
    n_left_out: int


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """What a draw is made from."""

    given: GravityTable
    fit: GravityFit
    effects: EffectEnds
    law: Law
    spread: Spread
    clusters: Clusters | None


def gravity(
    given: GravityTable,
    *,
    n_draws: int,
    seed: int,
    law: Law = "binary",
    effects: EffectEnds = "both",
    clusters: tuple[ArrayLike, ArrayLike] | None = None,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Draw ties from a gravity model that knows nothing of upper ties, and fit it to each draw.

    H0: ties follow a model of effects of both ends and the covariates given, in which upper ties
    play no part. The statistic is the number of ties inside over the number that the model's own
    fit expects there. Keeps B and the fitted means; breaks everything beyond the fit. A
    parametric bootstrap, not an exact test: p is as good as the model and its law.

    Parameters
    ----------
    given
        From `home_gravity` or `whole_gravity`.
    n_draws, seed
        At least 1; at least 0. Each draw costs a fit.
    law
        `binary`: a pair has a tie with the fitted mean as probability, at most 1, for tables of
        cities. `poisson`: counts. `nb2`: counts with a gamma factor on each pair. `cluster`:
        counts with a gamma factor on each pair of clusters. The factors' variance is that of the
        data by moments.
    effects
        Which ends have effects; see `ppml_pairs`.
    clusters
        For `cluster`: a label for each node of either side, such as home unit and country.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Raises
    ------
    NetworkError
        If no pair is inside, no tie can be expected there, or the model cannot be fitted.
    InvalidArgument
        If the law is not known, or has no clusters, or a binary law is asked of counts.

    References
    ----------
    Davison & Hinkley (1997), Bootstrap methods and their application, ch. 4.
    doi:10.1017/CBO9780511802843
    Santos Silva & Tenreyro (2006), The log of gravity. doi:10.1162/rest.88.4.641
    """
    instance("given", given, GravityTable, "home_gravity or whole_gravity")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    whole_number("seed", seed, 0)
    held = _checked_clusters(given, law, clusters)
    fit = fit_gravity(given.table, effects)
    model = _Model(given, fit, effects, law, spread_of(given.table, fit, held), held)
    observed = _ratio(given.table, fit, given.inside)
    work = partial(_draw_chunk, model, observed)
    chunks = run_chunks(
        work, n_draws, np.random.SeedSequence(seed), executor, on_progress, CHUNK_REFITS
    )
    draws = np.concatenate([chunk[0] for chunk in chunks])
    share_moved = float(np.concatenate([chunk[1] for chunk in chunks]).mean())
    n_failed = sum(chunk[2] for chunk in chunks)
    words = NullWords("gravity", KEEPS, BREAKS, "none", None)
    movement = Movement(share_moved, 1.0, 0.0)
    said = _words(model, n_failed, n_draws)
    return null_result(words, observed, draws, movement, seed, limits=said)


def _checked_clusters(
    given: GravityTable, law: Law, clusters: tuple[ArrayLike, ArrayLike] | None
) -> Clusters | None:
    if law not in LAWS:
        raise InvalidArgument("law", law, f"give one of {', '.join(LAWS)}")
    if given.inside.shape[0] == 0:
        raise NetworkError("upper_ties", "are around no pair", "give a network with upper ties")
    if law == "binary" and (given.table.counts != 1).any():
        raise InvalidArgument("law", law, "give poisson, nb2 or cluster, since pairs hold counts")
    if law != "cluster":
        if clusters is not None:
            raise InvalidArgument(
                "clusters", type(clusters).__name__, "leave them out, or law=cluster"
            )
        return None
    if not isinstance(clusters, tuple | list) or len(clusters) != len(("first", "second")):
        raise InvalidArgument(
            "clusters", clusters, "give two arrays, with a label for each node of either side"
        )
    sides = []
    for values, n in zip(clusters, (given.table.n_first, given.table.n_second), strict=True):
        labels = integers("clusters", values)
        if labels.shape != (n,):
            raise NetworkError(
                "clusters", f"have shape {labels.shape}", f"give one label for each of {n} nodes"
            )
        sides.append(labels)
    if given.table.is_undirected and (sides[0] != sides[1]).any():
        raise NetworkError(
            "clusters", "differ between the sides of one set of nodes", "give the same array twice"
        )
    numbers = np.unique(np.concatenate(sides), return_inverse=True)[1].astype(np.int64)
    return Clusters(numbers[: sides[0].size], numbers[sides[0].size :])


def _ratio(table: PairTable, fit: GravityFit, inside: Index) -> float:
    """Return the ties inside over those that the fit expects there."""
    expected = float(fit.at(inside).sum())
    if expected <= 0:
        raise NetworkError(
            "ties", "leave no tie to be expected inside an upper tie", "give a larger network"
        )
    return float(table.counts[_is_in(table.ties, inside, table.n_second)].sum()) / expected


def _is_in(pairs: Index, of: Index, n: int) -> NDArray[np.bool_]:
    return np.isin(pairs[:, 0] * n + pairs[:, 1], of[:, 0] * n + of[:, 1])


def _draw_chunk(
    model: _Model, observed: float, size: int, seed: np.random.SeedSequence
) -> tuple[Real, Real, int]:
    """Return the statistic of each draw, the share of ties that it lacks, and refits that failed.

    A draw whose model cannot be fitted counts as equal to the observed, in both tails.
    """
    rng = np.random.default_rng(seed)
    statistics, moved, n_failed = np.full(size, observed), np.empty(size), 0
    table = model.given.table
    for draw in range(size):
        now = draw_table(table, model.fit, model.law, model.spread, model.clusters, rng)
        moved[draw] = _share_new(table, now)
        try:
            fit = fit_gravity(now, model.effects)
            statistics[draw] = _ratio(now, fit, model.given.inside)
        except NetworkError:
            n_failed += 1
    return statistics, moved, n_failed


def _share_new(before: PairTable, now: PairTable) -> float:
    """Return the share of the ties before that a draw lacks."""
    n = before.n_second
    keys, counts = now.ties[:, 0] * n + now.ties[:, 1], now.counts
    order = np.argsort(keys)
    wanted = before.ties[:, 0] * n + before.ties[:, 1]
    if keys.size == 0:
        return 1.0
    at = order[np.minimum(np.searchsorted(keys[order], wanted), keys.size - 1)]
    kept = np.where(keys[at] == wanted, np.minimum(counts[at], before.counts), 0.0)
    return float(1.0 - kept.sum() / before.counts.sum())


def _words(model: _Model, n_failed: int, n_draws: int) -> str:
    said = ["A parametric bootstrap, not an exact test: p is as good as the model and its law."]
    held = model.spread
    if model.law == "poisson" and held.score > LARGE_SCORE:
        said.append(
            f"The counts vary more than Poisson counts (alpha {held.alpha:.2g}, score "
            f"{held.score:.1f}): law nb2, or cluster, is the wider one."
        )
    if model.law == "binary" and held.n_above_one:
        said.append(
            f"{held.n_above_one} pairs have a fitted mean above 1 and are always tied in the "
            "draws, once each: degrees of the draws fall short of the fit there."
        )
    if model.given.n_left_out:
        said.append(f"{model.given.n_left_out} ties lie in no pair of the table and are left out.")
    if n_failed:
        said.append(
            f"{n_failed} of {n_draws} draws could not be fitted; they count as equal to the "
            "observed network in both tails."
        )
    return " ".join(said)
