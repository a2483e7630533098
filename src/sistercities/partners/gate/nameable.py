"""Which partners may be named in a reason: none that something bars, or that calls for care."""

from __future__ import annotations

import numpy as np

from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from twolevel.core.array_types import Flag, Index


def may_be_named(ground: Ground, home: int, others: Index, partner: int | None = None) -> Flag:
    """Say which places a reason may name to a home place.

    A place that something bars for the home place, or that calls for care, is no reason for
    another: "Both are partners of ..." is repeated as an argument for it.

    Parameters
    ----------
    ground
        Facts, and the rows that count.
    home, others
        Positions of the home place, and of the places that a reason would name, shape (n,).
    partner
        Position of the place that the reason speaks for: what is barred to it, or calls for care
        there, is not named either. None looks at the home place alone.

    Returns
    -------
    numpy.ndarray
        A flag for each of the others, shape (n,).
    """
    at = np.asarray(others, dtype=np.int64)
    if not len(at):
        return np.zeros(0, dtype=np.bool_)
    gate = gate_of(ground)
    is_grave = gate.calls_for_care(home, at)
    if partner is not None:
        is_grave = is_grave | gate.calls_for_care(partner, at)
    return np.asarray(~is_grave)
