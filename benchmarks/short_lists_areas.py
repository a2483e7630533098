"""The share of an area of the world among the names, and among those that could be named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

AREAS = ("Africa", "South America", "South Asia")
ERRORS = 2
"""Standard errors by which a share that falls short is no chance."""


@dataclass(frozen=True)
class AreaShares:
    """Mean share of an area over home places: of the names, and of those who fit.

    Attributes
    ----------
    named, could
        Over the home places whose lists name anybody: of the names, and of the places that some
        list could name, which rest on enough.
    of_size
        Over all home places: of the places of like size that nothing bars.
    error
        Standard error of what the first is more than the second, over draws of home places.
    """

    named: float
    could: float
    of_size: float
    error: float

    @property
    def is_short(self) -> bool:
        """Whether it has fewer names than its part by more than chance makes."""
        return self.could - self.named > ERRORS * self.error > 0


def share_of(counts: Counter[str], area: str) -> float:
    """Share of an area; NaN of nothing."""
    return counts[area] / counts.total() if counts.total() else float("nan")


def mean_shares(rows: list[tuple[float, float, float]]) -> AreaShares:
    """Average the shares of an area over home places; NaN stands for one without names."""
    named, could, of_size = np.array(rows).T
    has_names = ~np.isnan(named)
    of_names, of_could = named[has_names], np.nan_to_num(could[has_names])
    return AreaShares(
        float(of_names.mean()), float(of_could.mean()), float(of_size.mean()),
        float((of_names - of_could).std() / np.sqrt(max(len(of_names), 1))),
    )  # fmt: skip
