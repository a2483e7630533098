"""The null `start-years`: which tie of a city began when, against the start of its upper tie."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np

from twolevel.core.argument_checks import MOST_DRAWS, instance, whole_number
from twolevel.core.array_types import Flag, Index
from twolevel.core.chunks import Progress, run_chunks, stream_state
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.exact.moments import Moments, independent_sum, permutation_moments
from twolevel.nulls.dates import DatedTies
from twolevel.nulls.draws import Movement, NullDraws, NullWords, null_result
from twolevel.sentences import say

WINDOW = 5
STATISTICS = ("older", "same", "younger", "before", "after")
KEEPS = say(
    "all ties at both levels, when the upper ties began, and the set of start years of each stratum"
)
BREAKS = say("which tie of it began when")


@dataclass(frozen=True, slots=True, eq=False)
class StartYears:
    """The statistics of the null `start-years`, each observed and drawn, from the same draws.

    Attributes
    ----------
    older, same, younger
        Ties inside that began before, in the same year as, or after their upper tie.
    before, after
        Those that began in years -5 to -1, or +1 to +5, of their upper tie.
    n_ties, n_inside
        Ties used, and those of them inside.
    n_undated, n_upper_undated
        Ties left out since their own start is not known; since that of the upper tie is not.
    """

    older: NullDraws
    same: NullDraws
    younger: NullDraws
    before: NullDraws
    after: NullDraws
    n_ties: int
    n_inside: int
    n_undated: int
    n_upper_undated: int

    def of(self, statistic: str) -> NullDraws:
        """Return the draws of a statistic by name."""
        if statistic not in STATISTICS:
            raise InvalidArgument("statistic", statistic, f"give one of {', '.join(STATISTICS)}")
        draws: NullDraws = getattr(self, statistic)
        return draws


def start_years(
    ties: DatedTies,
    *,
    n_draws: int,
    seed: int,
    strata_words: str = "as given",
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> StartYears:
    """Permute start years among the ties of each stratum.

    H0: given A, B, when the upper ties began and each stratum's set of start years (that of a home
    city, or of a country), it does not matter which tie of it began when. Ties that are inside no
    upper tie take part; ties without a known start, and ties inside an upper tie without one,
    do not. Draws are independent and the test is exact. Raw counts of older and younger ties are
    never the evidence: ties grow in number over the years, upper ties are older than most.

    Parameters
    ----------
    ties
        From `dated_ties`, `dated_home_ties` or `dated_whole_ties`.
    n_draws, seed
        At least 1; at least 0.
    strata_words
        What the strata of `ties` are, in words; it changes no number.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Returns
    -------
    StartYears
        For each statistic the draws, and their exact mean and standard deviation.

    Raises
    ------
    InvalidArgument
        If `n_draws` or `seed` is outside what is allowed.
    NetworkError
        If no dated tie is left.

    References
    ----------
    Hoeffding (1951), A combinatorial central limit theorem. doi:10.1214/aoms/1177729545
    """
    instance("ties", ties, DatedTies, "dated_ties")
    if not isinstance(strata_words, str):
        raise InvalidArgument("strata_words", strata_words, "say in words what the strata are")
    whole_number("n_draws", n_draws, 1, MOST_DRAWS)
    whole_number("seed", seed, 0)
    if ties.start.size == 0:
        raise NetworkError("start", "dates no tie that can be used", "give ties with start years")
    layout = _layout(ties)
    work = partial(_draw_chunk, layout)
    chunks = run_chunks(work, n_draws, np.random.SeedSequence(seed), executor, on_progress)
    counts = np.concatenate(chunks)
    is_movable = _movable(ties)
    shares = (_share_moved(ties), float(is_movable.mean()))
    moments = start_year_moments(ties, *STATISTICS)
    results = [
        _result(ties, name, counts[:, k], moments[k], is_movable, shares, strata_words, seed)
        for k, name in enumerate(STATISTICS)
    ]
    older, same, younger, before, after = results
    return StartYears(
        older=older, same=same, younger=younger, before=before, after=after,
        n_ties=ties.start.size, n_inside=int(ties.is_inside.sum()), n_undated=ties.n_undated,
        n_upper_undated=ties.n_upper_undated,
    )  # fmt: skip


def lag_costs(start: Index, upper_start: Index) -> dict[str, Flag]:
    """Return by statistic whether a tie of either year counts, shapes (n_upper, n_start)."""
    lag = start[None, :] - upper_start[:, None]
    return {
        "older": lag < 0,
        "same": lag == 0,
        "younger": lag > 0,
        "before": (lag < 0) & (lag >= -WINDOW),
        "after": (lag > 0) & (lag <= WINDOW),
    }


def start_year_moments(ties: DatedTies, *statistics: str) -> list[Moments]:
    """Return the exact moments of statistics under the null."""
    parts: dict[str, list[Moments]] = {name: [] for name in statistics}
    order = np.argsort(ties.stratum, kind="stable")
    for mine in np.split(order, np.flatnonzero(np.diff(ties.stratum[order])) + 1):
        inside = mine[ties.is_inside[mine]]
        if not inside.size:
            continue  # nothing of it is ever counted
        uppers, n_upper = np.unique(ties.upper_start[inside], return_counts=True)
        starts, n_start = np.unique(ties.start[mine], return_counts=True)
        left = np.append(n_upper, mine.size - inside.size)
        costs = np.zeros((left.size, starts.size))
        is_counted = lag_costs(starts, uppers)
        for name, found in parts.items():
            costs[:-1] = is_counted[name]
            found.append(permutation_moments(costs, left, n_start))
    return [independent_sum(found) for found in parts.values()]


@dataclass(frozen=True, slots=True, eq=False)
class _Layout:
    """Ties by stratum, those inside first; strata without any inside left out."""

    years: Index
    first: Index
    n_ties: Index
    n_inside: Index
    upper_year: Index


def _layout(ties: DatedTies) -> _Layout:
    is_used = np.isin(ties.stratum, ties.stratum[ties.is_inside])
    stratum, inside = ties.stratum[is_used], ties.is_inside[is_used]
    order = np.lexsort((~inside, stratum))
    _, first, n_ties = np.unique(stratum[order], return_index=True, return_counts=True)
    n_inside = np.zeros(first.size, dtype=np.int64)
    np.add.at(n_inside, np.repeat(np.arange(first.size), n_ties), inside[order])
    return _Layout(
        ties.start[is_used][order], first, n_ties, n_inside, ties.upper_start[is_used][order]
    )


def _draw_chunk(layout: _Layout, size: int, seed: np.random.SeedSequence) -> Index:
    from twolevel.kernels.start_years import draws_of_years

    counts = np.empty((size, len(STATISTICS)), dtype=np.int64)
    draws_of_years(
        layout.years.copy(), layout.first, layout.n_ties, layout.n_inside, layout.upper_year,
        stream_state(seed), counts,
    )  # fmt: skip
    return counts


def _result(
    ties: DatedTies,
    statistic: str,
    draws: Index,
    moments: Moments,
    is_movable: Flag,
    shares: tuple[float, float],
    strata: str,
    seed: int,
) -> NullDraws:
    counted = ties.is_inside & _counted(statistic, ties.start - ties.upper_start)
    words = NullWords("start-years", KEEPS, BREAKS, strata, moments)
    movement = Movement(*shares, float((counted & ~is_movable).sum()))
    return null_result(words, float(counted.sum()), draws, movement, seed)


def _counted(statistic: str, lag: Index) -> Flag:
    counted: Flag = lag_costs(lag, np.zeros(1, dtype=np.int64))[statistic][0]
    return counted


def _movable(ties: DatedTies) -> Flag:
    """Return which ties lie in a stratum with more than one start year."""
    pairs = np.unique(np.column_stack((ties.stratum, ties.start)), axis=0)
    movable: Flag = np.bincount(pairs[:, 0])[ties.stratum] > 1
    return movable


def _share_moved(ties: DatedTies) -> float:
    """Return the exact mean share of ties that get another year."""
    _, kind, n_alike = np.unique(
        np.column_stack((ties.stratum, ties.start)), axis=0,
        return_inverse=True, return_counts=True,
    )  # fmt: skip
    stays = n_alike[kind.ravel()] / np.bincount(ties.stratum)[ties.stratum]
    return float(1.0 - stays.mean())
