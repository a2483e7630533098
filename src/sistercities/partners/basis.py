"""How the value of a feature becomes columns of a model: straight lines between knots.

A number has one column a knot, each a hat of height 1 at its knot; beyond the outermost knots it
stands as the outermost. A category has one column a value. Both have one column more, for unknown.
The columns of a feature add up to 1 in a row, to 0 where the feature does not apply to the pair.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sistercities.partners.features.feature import Feature
from twolevel.core.array_types import Index, Real


class Placed(NamedTuple):
    """Where values stand among knots: column `at` gets `here`, the next one `there`.

    Attributes
    ----------
    at, here, there
        Shape (n_rows,) each.
    """

    at: Index
    here: Real
    there: Real


def n_columns(feature: Feature) -> int:
    """Columns of a feature: its knots and one for unknown."""
    return len(feature.knots) + 1


def placed(feature: Feature, values: Real) -> Placed:
    """Place values among the knots of a feature; unknown stands at the last column."""
    knots = np.asarray(feature.knots)
    unknown, applies = np.isnan(values), np.where(np.isposinf(values), 0.0, 1.0)
    filled = np.where(np.isfinite(values), values, knots[0])
    if feature.is_category:
        at = np.minimum(np.searchsorted(knots, filled), len(knots) - 1)
        unknown = unknown | (knots[at] != filled)
        return Placed(np.where(unknown, len(knots), at), applies, np.zeros(len(values)))
    held = np.clip(filled, knots[0], knots[-1])
    at = np.clip(np.searchsorted(knots, held, side="right") - 1, 0, len(knots) - 2)
    share = np.where(unknown, 0.0, (held - knots[at]) / (knots[at + 1] - knots[at]))
    return Placed(np.where(unknown, len(knots), at), (1 - share) * applies, share * applies)


def contribution(feature: Feature, coefficients: Real, values: Real) -> Real:
    """Return the contribution of each value, given one coefficient a column."""
    if not feature.is_category:
        return _along_the_line(feature, coefficients, values)
    return _of_category(feature, coefficients, values)


def _of_category(feature: Feature, coefficients: Real, values: Real) -> Real:
    """Return the same for a category: the number of its value, the last where it is not known."""
    knots = np.asarray(feature.knots)
    at = np.minimum(np.searchsorted(knots, values), len(knots) - 1)
    found = np.where(knots[at] == values, coefficients[at], coefficients[-1])
    found[values == np.inf] = 0.0
    return found


def _along_the_line(feature: Feature, coefficients: Real, values: Real) -> Real:
    """Return the same for a number: the line through its knots, which is quick to follow."""
    found = np.interp(values, feature.knots, coefficients[:-1])
    found[np.isnan(values)] = coefficients[-1]
    found[values == np.inf] = 0.0
    return found


def roughness(feature: Feature) -> Real:
    """Return the penalty matrix of a feature: squared bends of its line, categories' squares."""
    size = n_columns(feature)
    if feature.is_category or len(feature.knots) < 3:
        return np.zeros((size, size))
    knots = np.asarray(feature.knots)
    spacing = np.diff(knots)
    bends = np.zeros((len(knots) - 2, size))
    for k in range(len(knots) - 2):
        bends[k, k] = 1 / spacing[k]
        bends[k, k + 1] = -1 / spacing[k] - 1 / spacing[k + 1]
        bends[k, k + 2] = 1 / spacing[k + 1]
    scale = (knots[-1] - knots[0]) / (len(knots) - 1)
    total: Real = (bends.T @ bends) * scale**2
    return total
