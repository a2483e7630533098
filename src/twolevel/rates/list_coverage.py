"""How much of what there is two lists hold, learnt from a second look at the same things.

Each tie has two sides, each side a list of its own; the tie is known if either list has it. The
chance of a side's list to hold a tie is estimated from ties that another source saw: of these it is
known which sides they have, and whether the lists hold them, but not which of the two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from twolevel.core.argument_checks import check_labels, flags, integers, whole_number
from twolevel.core.array_types import Index, Real
from twolevel.errors import NetworkError

PRIOR = 4.0
"""Ties' worth of the common chance that each list begins with."""

N_ROUNDS = 500
CLOSE = 1e-9
LEAST = 0.02
"""Chance of a pair below which so many would be missing that nothing is said."""


@dataclass(frozen=True, slots=True, eq=False)
class ListCoverage:
    """The chance of each side's list to hold a tie of that side.

    Attributes
    ----------
    chance
        Mode, shape (n_sides,).
    held, missed
        Expected numbers of seen ties that each list holds and misses, the prior among them: with
        them the chance is that of a beta law; shape (n_sides,).
    n_seen
        Ties that the other source saw, of each side, shape (n_sides,).
    """

    chance: Real
    held: Real
    missed: Real
    n_seen: Index

    def drawn(self, rng: np.random.Generator) -> Real:
        """Draw the chances, each from its beta law, shape (n_sides,)."""
        return rng.beta(self.held, self.missed)


def list_coverage(n_sides: int, sides: ArrayLike, is_listed: ArrayLike) -> ListCoverage:
    """Estimate the chance of each list from ties seen elsewhere, by expectation-maximisation.

    A tie of sides k and l is listed with chance 1 - (1 - a_k)(1 - a_l); each a has a beta prior
    around the common chance, worth `PRIOR` ties. The lists take ties independently of each other
    and of the other source.

    Parameters
    ----------
    n_sides
        Number of sides (countries).
    sides
        The two different sides of each tie seen, shape (n_seen, 2).
    is_listed
        Whether the lists hold it, shape (n_seen,).

    Raises
    ------
    NetworkError, InvalidArgument
        If a side is out of range or stands on both ends, shapes are wrong, or no tie was seen.

    References
    ----------
    .. [1] Dempster, Laird & Rubin (1977), Maximum likelihood from incomplete data via the EM
       algorithm. J. R. Stat. Soc. B 39(1), 1-38. doi:10.1111/j.2517-6161.1977.tb01600.x
    """
    whole_number("n_sides", n_sides, 1, 2**31 - 1)
    ends = integers("sides", sides)
    if ends.ndim != 2 or ends.shape[1] != 2 or not len(ends):
        raise NetworkError("sides", f"has shape {ends.shape}", "give two sides of each tie seen")
    check_labels("sides", ends, 0, n_sides)
    if (ends[:, 0] == ends[:, 1]).any():
        raise NetworkError("sides", "holds a tie of one side", "give ties of two different sides")
    listed = flags("is_listed", is_listed, len(ends), "tie seen").astype(np.float64)
    return _estimated(n_sides, ends, listed)


def _estimated(n_sides: int, ends: Index, listed: Real) -> ListCoverage:
    n_seen = np.bincount(ends.ravel(), minlength=n_sides)
    # If all lists were alike, a tie would be listed with 1 - (1 - a)^2.
    common = float(np.clip(1 - np.sqrt(1 - listed.mean()), LEAST, 1 - LEAST))
    prior_held, prior_missed = PRIOR * common, PRIOR * (1 - common)
    chance = np.full(n_sides, common)
    held: Real = np.zeros(n_sides)
    for _ in range(N_ROUNDS):
        mine = chance[ends]
        pair = 1 - (1 - mine[:, 0]) * (1 - mine[:, 1])
        parts = mine * (listed / pair)[:, None]
        held = np.bincount(ends.ravel(), parts.ravel(), n_sides).astype(np.float64)
        new: Real = (held + prior_held) / (n_seen + PRIOR)
        step = float(np.abs(new - chance).max())
        chance = new
        if step < CLOSE:
            break
    return ListCoverage(chance, held + prior_held, n_seen - held + prior_missed, n_seen)


def pair_chance(chance: ArrayLike, sides: ArrayLike) -> Real:
    """Return the chance that either list holds a tie of two sides, at least `LEAST`, shape (m,)."""
    mine = np.asarray(chance, dtype=np.float64)[integers("sides", sides)]
    return np.maximum(1 - (1 - mine[:, 0]) * (1 - mine[:, 1]), LEAST)


def missing_numbers(
    n_listed: ArrayLike, chance: ArrayLike, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw how many ties are missing where some are listed: negative binomial, shape (m,).

    Parameters
    ----------
    n_listed
        Ties listed, at least 0; where none is, none is missing.
    chance
        That a tie is listed, above 0.
    """
    n = integers("n_listed", n_listed)
    p = np.clip(np.asarray(chance, dtype=np.float64), LEAST, 1.0)
    drawn = np.zeros(n.shape, dtype=np.int64)
    drawn[n > 0] = rng.negative_binomial(n[n > 0], p[n > 0])
    return drawn
