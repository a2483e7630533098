"""Alternatives drawn by strata, so that a choice among many can be fitted on few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import (
    integers,
    whole_number,
)
from twolevel.core.array_types import Flag, Index, Real
from twolevel.errors import InvalidArgument, NetworkError

MOST_ALTERNATIVES = 10_000_000


@dataclass(frozen=True, slots=True, eq=False)
class SampledAlternatives:
    """A sample of alternatives for each choice, one row for each.

    Attributes
    ----------
    choice
        Which choice a row belongs to, ascending, shape (n_rows,).
    alternative
        Which alternative it is.
    is_chosen
        Whether it was chosen; once in each choice.
    log_correction
        log(N_h / n_h) of its stratum: the offset of `conditional_logit`.
    """

    choice: Index
    alternative: Index
    is_chosen: Flag
    log_correction: Real


def sample_alternatives(
    chosen: ArrayLike,
    n_alternatives: int,
    *,
    n_sampled: int | Sequence[int],
    seed: int,
    stratum: ArrayLike | None = None,
) -> SampledAlternatives:
    """Draw a sample of the alternatives for each choice, the chosen one always in it.

    From each stratum as many are drawn as asked for, without replacement and all alike; the chosen
    one is one of those of its stratum. A stratum with no more than asked for comes whole.

    Parameters
    ----------
    chosen
        Alternative that was chosen, shape (n_choices,), in 0..n_alternatives - 1.
    n_sampled
        Alternatives in a set from each stratum, the chosen one counted, at least 1; one number for
        all strata or one for each.
    n_alternatives
        How many there are, 2 to 10,000,000.
    seed
        At least 0.
    stratum
        Of each alternative, shape (n_alternatives,), 0, 1, 2, ...; one stratum if None.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed, or a stratum has no alternative.

    References
    ----------
    .. [1] McFadden (1978), Modelling the choice of residential location. In Karlqvist et al. (eds),
       Spatial Interaction Theory and Planning Models, 75-96. North-Holland.
    """
    whole_number("n_alternatives", n_alternatives, 2, MOST_ALTERNATIVES)
    whole_number("seed", seed, 0)
    taken = _labels("chosen", chosen, n_alternatives)
    strata = np.zeros(n_alternatives, dtype=np.int64)
    if stratum is not None:
        strata = _labels("stratum", stratum, n_alternatives)
    if strata.shape != (n_alternatives,):
        raise NetworkError(
            "stratum", f"has shape {strata.shape}", f"give one for each of {n_alternatives}"
        )
    size = np.bincount(strata)
    if (size == 0).any():
        raise NetworkError(
            "stratum", f"{int(np.argmin(size))} has no alternative", "number strata 0, 1, 2, ..."
        )
    drawn = np.minimum(_n_sampled(n_sampled, size.size), size)
    alternative = _drawn_sets(np.random.default_rng(seed), taken, strata, size, drawn).ravel()
    choice = np.repeat(np.arange(taken.size), drawn.sum())
    correction = np.log(size / drawn)[strata[alternative]]
    return SampledAlternatives(choice, alternative, alternative == taken[choice], correction)


def _labels(name: str, values: ArrayLike, n: int) -> Index:
    labels = integers(name, values)
    if labels.ndim != 1:
        raise NetworkError(name, f"has shape {labels.shape}", "give a list of labels")
    is_out = (labels < 0) | (labels >= n)
    if is_out.any():
        where = int(np.flatnonzero(is_out)[0])
        raise NetworkError(
            name, f"holds {labels[where]} at position {where}", f"labels are 0..{n - 1}"
        )
    return labels


def _n_sampled(n_sampled: int | Sequence[int], n_strata: int) -> Index:
    if isinstance(n_sampled, int | np.integer):
        return np.full(
            n_strata, whole_number("n_sampled", n_sampled, 1, MOST_ALTERNATIVES), dtype=np.int64
        )
    wanted = integers("n_sampled", n_sampled)
    if wanted.shape != (n_strata,) or (wanted < 1).any():
        raise InvalidArgument(
            "n_sampled", wanted.tolist(), f"give a whole number of at least 1 for {n_strata} strata"
        )
    return wanted


def _drawn_sets(
    rng: np.random.Generator, chosen: Index, strata: Index, size: Index, drawn: Index
) -> Index:
    """Draw the set of each choice, sorted, shape (n_choices, alternatives in a set)."""
    from twolevel.kernels.samples import draw_sets

    sets = np.empty((chosen.size, int(drawn.sum())), dtype=np.int64)
    member = np.argsort(strata, kind="stable")
    draw_sets(rng, chosen, strata, member, np.append(0, np.cumsum(size)), drawn, sets)
    return sets
