"""Measures of networks of shuffled ties, gathered draw by draw and set beside the observed ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from sistercities.network.measures.answer import Compared

Measures = Mapping[str, float | None]


class Draws:
    """The measures of networks of shuffled ties."""

    def __init__(self) -> None:
        self._values: defaultdict[str, list[float | None]] = defaultdict(list)

    def add(self, measures: Measures) -> None:
        """Add those of one network."""
        for name, value in measures.items():
            self._values[name].append(value)

    def compared(self, observed: Measures) -> dict[str, Compared]:
        """Set the observed measures beside the draws."""
        return {name: self._compared(name, value) for name, value in observed.items()}

    def _compared(self, name: str, observed: float | None) -> Compared:
        drawn = [value for value in self._values[name] if value is not None]
        if not drawn or len(drawn) < len(self._values[name]):
            return Compared(observed, None, None, None, None)
        mean, (low, high) = float(np.mean(drawn)), np.quantile(drawn, (0.025, 0.975))
        ratio = None if observed is None or mean <= 0 else observed / mean
        return Compared(observed, mean, float(low), float(high), ratio)
