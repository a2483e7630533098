"""Made-up pairs of countries with facts whose ratios are known, as the study of the world fits."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

RATIOS = {"distance": 1.6, "trade": 1.25, "language": 2.0, "rivals": 0.5}
"""What is drawn; facts that are not named go with nothing."""

MEAN = 3.0
"""City ties of a pair, on average."""


def made_up_pairs(
    seed: int, *, n_countries: int = 40, ratios: Mapping[str, float] = RATIOS, spread: float = 0.3
) -> pd.DataFrame:
    """Draw pairs of countries: facts, and ties by the ratios of these facts.

    Parameters
    ----------
    ratios
        Of half the distance, twice the trade, and of yes against no.
    spread
        Standard deviation of what a country has in common with each partner beside these, as the
        logarithm of a ratio: pairs that share it depend on each other.
    """
    rng = np.random.default_rng(seed)
    codes = np.array([f"{chr(65 + k // 26)}{chr(65 + k % 26)}" for k in range(n_countries)])
    a, b = np.triu_indices(n_countries, 1)
    size, place = rng.normal(0, 0.8, n_countries), rng.uniform(0, 1, (n_countries, 2))
    group = rng.integers(0, 8, n_countries)
    distance = 200 + 9000 * np.hypot(*(place[a] - place[b]).T)
    log_trade = (
        4 + 1.0 * (size[a] + size[b]) - 0.8 * np.log2(distance / 4000) + rng.normal(0, 1.5, a.size)
    )
    votes = rng.normal(0, 1, n_countries)
    pairs = pd.DataFrame({
        "a": codes[a], "b": codes[b], "distance": distance,
        "border": (distance < 900).astype(float),
        "language": (group[a] == group[b]).astype(float),
        "colony": (rng.random(a.size) < 0.05).astype(float),
        "trade": np.exp2(log_trade),
        "migrants": np.where(rng.random(a.size) < 0.3, np.nan, np.exp2(rng.normal(8, 3, a.size))),
        "routes": rng.poisson(np.exp(0.5 * (size[a] + size[b]))).astype(float),
        "rivals": (rng.random(a.size) < 0.06).astype(float),
        "un_distance": np.abs(votes[a] - votes[b]),
    })  # fmt: skip
    kin = rng.normal(0, spread, (n_countries, 8))
    eta = size[a] + size[b] + (kin[a] * kin[b]).sum(axis=1)
    eta += np.log(ratios.get("distance", 1.0)) * -np.log2(distance)
    eta += np.log(ratios.get("trade", 1.0)) * np.log2(1 + pairs["trade"])
    for name in ("language", "rivals"):
        eta += np.log(ratios.get(name, 1.0)) * pairs[name]
    rate = np.exp(eta - np.log(np.exp(eta).mean()) + np.log(MEAN))
    return pairs.assign(ties=rng.poisson(rate))
