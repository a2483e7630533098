"""Draws from a swap chain by Besag & Clifford's parallel method, and how long a run must be.

From the observed graph the chain runs L steps to a hub (it is reversible, so these are L steps
back), then each draw is an independent run of L steps from the hub. Observed and draws are then
exchangeable under H0, and p is exact whatever L, strictly if L is fixed beforehand
(`chain_length`). Mean, sd and ratio need a chain that has forgotten the hub: L is at least ten
autocorrelation times of the statistic, measured on a separate serial chain, else they are withheld.
That chain begins at the observed graph and forgets it in its first eighth, which is left out.
Besag & Clifford (1989), doi:10.1093/biomet/76.4.633.

How fast a chain forgets: the integrated autocorrelation time of a statistic.

Geyer (1992), Practical Markov chain Monte Carlo. Stat. Sci. 7(4), 473-483.
doi:10.1214/ss/1177011137. The initial monotone sequence needs a reversible chain, as ours are.
"""

from __future__ import annotations

import math
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import MOST_DRAWS, numbers, whole_number
from twolevel.core.array_types import Real
from twolevel.core.chunks import Progress, run_chunks
from twolevel.core.executors import check_executor
from twolevel.errors import NetworkError
from twolevel.nulls.chains import Chain, Graph, Runs, Seed
from twolevel.nulls.draws import Movement, NullDraws, NullWords, Walk, null_result
from twolevel.sentences import say


def autocorrelation(trace: ArrayLike) -> Real:
    """Return the autocorrelations of a trace at lags 0, 1, ..., shape (n,); 1, 0, ... if constant.

    Computed by the fast Fourier transform of the centred trace padded with zeros.

    Raises
    ------
    NetworkError
        If the trace is empty or holds anything but finite numbers of a size that can be squared.
    """
    trace = numbers("trace", trace, 1)
    if trace.size == 0:
        raise NetworkError("trace", "is empty", "give the statistic along a chain")
    n = trace.size
    centred = trace - trace.mean()
    spectrum = np.fft.rfft(centred, 2 * n)
    covariance = np.fft.irfft(spectrum * spectrum.conj(), 2 * n)[:n]
    if covariance[0] <= 0:
        return np.concatenate(([1.0], np.zeros(n - 1)))
    correlation: Real = covariance / covariance[0]
    return correlation


def integrated_autocorrelation_time(trace: ArrayLike) -> float:
    """Return 1 + 2 times the sum of the autocorrelations, in records of the trace, at least 1.

    The sum ends where the sums of neighbouring pairs of autocorrelations stop being positive; it
    takes their running minimum (Geyer's initial monotone sequence).

    Raises
    ------
    NetworkError
        As in `autocorrelation`.
    """
    rho = autocorrelation(trace)
    pairs = rho[: rho.size // 2 * 2].reshape(-1, 2).sum(axis=1)
    negative = np.flatnonzero(pairs <= 0)
    kept = pairs[: negative[0]] if negative.size else pairs
    return max(1.0, float(2 * np.minimum.accumulate(kept).sum() - 1)) if kept.size else 1.0


DEFAULT_MAX_STEPS = 100_000_000
MOST_STEPS = 1_000_000_000
"""Steps of one run that are made when asked for: some ten seconds, in which nothing can stop it."""
TIMES_AUTOCORRELATION = 10
STEPS_PER_TIE = 5
RECORDS_PER_TIE_COUNT = 8  # records of the serial chain per as many steps as there are ties
SERIAL_RECORDS = 4096
MIN_SERIAL_TIMES = 50  # a chain shorter than this many autocorrelation times is no measurement
MAX_SERIAL_DOUBLINGS = 4


@dataclass(frozen=True, slots=True)
class Mixing:
    """How long a run is, and whether that was shown to be enough for mean and sd.

    Attributes
    ----------
    n_steps
        Steps of each run.
    autocorrelation_time
        In steps; None where it was not measured or the statistic does not vary.
    is_mixed
        Whether `n_steps` is at least ten autocorrelation times of a well-measured chain.
    text
        Why not; empty if it is.
    """

    n_steps: int
    autocorrelation_time: float | None
    is_mixed: bool
    text: str


@dataclass(frozen=True, slots=True)
class Options:
    """How the draws are made; none of them but `n_draws` and `seed` and the steps changes them."""

    n_draws: int
    seed: int
    chain_length: int | None
    max_steps: int
    executor: Executor | None
    on_progress: Progress | None


def parallel_runs(
    chain: Chain[Graph], n_fixed: float, words: NullWords, options: Options
) -> NullDraws:
    """Draw from the chain and set what it stands at against the draws.

    Parameters
    ----------
    chain
        Where the observed network stands.
    n_fixed
        The statistic's part that comes from ties that cannot move.
    words, options
        What the null says of itself; how the draws are made.
    """
    _check(options)
    check_executor(options.executor, options.on_progress)
    mixing_seed, hub_seed, run_seed = np.random.SeedSequence(options.seed).spawn(3)
    if chain.graph.n_movable == 0:
        dtype = np.int64 if chain.is_whole else np.float64
        still = Runs(
            np.full(options.n_draws, chain.statistic, dtype),
            np.zeros(options.n_draws, dtype=np.int64),
        )
        return _result(chain, [still], n_fixed, Mixing(0, None, True, ""), words, options)
    mixing = _mixing(chain, options, mixing_seed)
    hub = chain.forward(mixing.n_steps, hub_seed)
    work = partial(hub.runs, mixing.n_steps, chain.graph)
    runs = run_chunks(work, options.n_draws, run_seed, options.executor, options.on_progress)
    return _result(chain, runs, n_fixed, mixing, words, options)


def _check(options: Options) -> None:
    whole_number("n_draws", options.n_draws, 1, MOST_DRAWS)
    whole_number("seed", options.seed, 0)
    whole_number("max_steps", options.max_steps, 1, MOST_STEPS)
    if options.chain_length is not None:
        whole_number("chain_length", options.chain_length, 1, MOST_STEPS)


def _mixing(chain: Chain[Graph], options: Options, seed: Seed) -> Mixing:
    """Choose the length of a run from a serial chain's autocorrelation time."""
    if chain.n_stepping == 0:
        return Mixing(0, None, True, "")
    if options.chain_length is not None:
        text = say(
            "The chain length was given and not measured, so mean, sd and ratio are withheld."
        )
        return Mixing(options.chain_length, None, False, text)
    time, is_measured = measured_autocorrelation_time(chain, seed)
    wanted = max(STEPS_PER_TIE * chain.n_stepping, math.ceil(TIMES_AUTOCORRELATION * (time or 0.0)))
    n_steps = min(wanted, options.max_steps)
    if n_steps < TIMES_AUTOCORRELATION * (time or 0.0):
        text = say(
            "Runs of {n_steps} steps are shorter than {times_autocorrelation} "
            "autocorrelation times of {time:.0f} steps: p is exact, mean, sd and ratio are "
            "withheld; raise max_steps.",
            n_steps=n_steps,
            times_autocorrelation=TIMES_AUTOCORRELATION,
            time=time,
        )
        return Mixing(n_steps, time, False, text)
    if not is_measured:
        text = say(
            "The serial chain was too short to measure its autocorrelation time: p is "
            "exact, mean, sd and ratio are withheld."
        )
        return Mixing(n_steps, time, False, text)
    return Mixing(n_steps, time, True, "")


def measured_autocorrelation_time(chain: Chain[Graph], seed: Seed) -> tuple[float | None, bool]:
    """Return the autocorrelation time in steps, and whether the serial chain was long enough.

    None where the statistic does not vary along the chain. The chain is made twice as long until
    it holds `MIN_SERIAL_TIMES` autocorrelation times, at most `MAX_SERIAL_DOUBLINGS` times.
    """
    thin = max(1, chain.n_stepping // RECORDS_PER_TIE_COUNT)
    time = None
    for doubling in range(MAX_SERIAL_DOUBLINGS + 1):
        n_records = SERIAL_RECORDS << doubling
        trace = chain.trace(thin, n_records, seed).astype(np.float64)
        settled = trace[n_records // 8 :]
        if settled.min() == settled.max():
            continue
        records = integrated_autocorrelation_time(settled)
        time = records * thin
        if settled.size >= MIN_SERIAL_TIMES * records:
            return time, True
    return time, time is None


def _result(
    chain: Chain[Graph],
    runs: list[Runs],
    n_fixed: float,
    mixing: Mixing,
    words: NullWords,
    options: Options,
) -> NullDraws:
    n_ties = max(chain.graph.is_movable.size, 1)
    moved = np.concatenate([run.moved for run in runs])
    return null_result(
        words,
        float(chain.statistic),
        np.concatenate([run.statistics for run in runs]),
        Movement(float(moved.mean()) / n_ties, chain.graph.n_movable / n_ties, n_fixed),
        options.seed,
        walk=Walk(mixing.is_mixed, _chain_length(chain, mixing), mixing.autocorrelation_time),
        limits=mixing.text,
    )


def _chain_length(chain: Chain[Graph], mixing: Mixing) -> int | None:
    """Return the steps of a run; None where draws are independent, 0 where nothing can move."""
    is_drawn_afresh = chain.n_stepping == 0 and chain.graph.n_movable > 0
    return None if is_drawn_afresh else mixing.n_steps
