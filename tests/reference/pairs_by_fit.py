"""Pairs of a drawn world, taken as the study of drivers takes them: by a first fit, 48 a tie."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.studies.drivers.drawing import BY_FIT, CONTROLS, FARTHEST
from sistercities.studies.drivers.models import fit_rows_of
from sistercities.studies.drivers.terms import BY_COLUMN

FIRST_CONTROLS = 8
"""Pairs drawn for each tie before any fit is known."""

Facts = Mapping[str, NDArray[np.float64]]
Ends = tuple[NDArray[np.int64], NDArray[np.int64]]


def pairs_by_fit(
    facts: Facts,
    ties: NDArray[np.int64],
    density: NDArray[np.float64],
    ends: Ends,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Keep all ties, and draw pairs by how many ties a first fit expects of each.

    Parameters
    ----------
    facts
        Of all pairs, shape (n, m) each.
    ties
        Of all pairs, shape (n, m).
    density
        By which the pairs of the first fit are drawn, in sum 1, shape (n * m,).
    ends
        Unit of each home city, and country of each city abroad.
    """
    drawn = rng.choice(density.size, FIRST_CONTROLS * int(ties.sum()), p=density)
    first = _rows(facts, ties, drawn, drawn.size * density[drawn], ends)
    chance = _chances(facts, ties, first)
    luck = rng.random()
    due = np.floor(np.cumsum(chance) + luck)
    drawn = np.flatnonzero(np.diff(due, prepend=np.floor(luck)) > 0)
    return _rows(facts, ties, drawn, chance[drawn], ends)


def _chances(facts: Facts, ties: NDArray[np.int64], first: pd.DataFrame) -> NDArray[np.float64]:
    """Return how likely each pair is drawn: three draws of four by the fit, the fourth by none."""
    terms = tuple(BY_COLUMN[column] for column in first.columns if column in BY_COLUMN)
    model = fit_rows_of(first, terms, effects="none")
    assert model.fit is not None
    height = np.full(ties.shape, float(model.fit.first_effects[0]))
    for term, slope in zip(model.terms, model.fit.slopes.tolist(), strict=True):
        height += slope * facts[term.column]
    mean = np.exp(np.minimum(height, FARTHEST)).ravel()
    n_ties = int(ties.sum())
    part = BY_FIT * mean / n_ties + (1 - BY_FIT) / mean.size
    chance: NDArray[np.float64] = np.minimum(CONTROLS * n_ties * part, 1.0)
    return chance


def _rows(
    facts: Facts,
    ties: NDArray[np.int64],
    drawn: NDArray[np.int64],
    chance: NDArray[np.float64],
    ends: Ends,
) -> pd.DataFrame:
    """Put ties and drawn pairs together; a drawn pair with a tie is left out."""
    unit, country = ends
    i, j = np.nonzero(ties)
    is_free = ties.ravel()[drawn] == 0
    at = np.concatenate((i * ties.shape[1] + j, drawn[is_free]))
    home, foreign = np.divmod(at, ties.shape[1])
    columns = {name: values.ravel()[at] for name, values in facts.items()}
    return pd.DataFrame({
        "y": np.concatenate((ties[i, j], np.zeros(int(is_free.sum())))).astype(float),
        "weight": np.concatenate((np.ones(i.size), 1 / chance[is_free])),
        "home": home, "unit": unit[home], "country": country[foreign], **columns,
    })  # fmt: skip
