"""Who is among the first by a measure, where equal values share the places at the edge."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import numbers, share
from twolevel.core.array_types import Real
from twolevel.errors import InvalidArgument


def top_membership(values: ArrayLike, top: float) -> Real:
    """Return how far each value is among the first share of all, shape (n,), from 0 to 1.

    The first `top * n` places, rounded, at least one, go to the largest values; those equal to the
    last of them share the places that are left, each with the same part, as if lots were drawn.

    Parameters
    ----------
    values
        Shape (n,), at least one.
    top
        Share between 0 and 1.

    Raises
    ------
    InvalidArgument, NetworkError
        If the share is none, or there is no value.
    """
    share("top", top)
    held = numbers("values", values, 1)
    if held.size == 0:
        raise InvalidArgument("values", held, "give one value or more")
    places = max(1, round(top * held.size))
    edge = np.partition(held, held.size - places)[held.size - places]
    above, level = held > edge, held == edge
    part = (places - int(above.sum())) / int(level.sum())
    return np.where(above, 1.0, np.where(level, part, 0.0))
