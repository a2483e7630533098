"""Made-up pairs of regions whose own ties go with city ties as often as is asked."""

from __future__ import annotations

import numpy as np
import pandas as pd


def made_up_region_pairs(
    seed: int,
    *,
    ratio: float,
    n_countries: int = 6,
    n_regions: int = 10,
    mean: float = 0.8,
    spread: float = 0.3,
    is_friendly: bool = False,
) -> pd.DataFrame:
    """Draw city ties of pairs of regions of several countries.

    Parameters
    ----------
    ratio
        City ties of sister regions over those of others otherwise alike.
    mean
        City ties of a pair of regions, on average.
    spread
        Standard deviation of what pairs that share a region have in common beside that, as the
        logarithm of a ratio.
    is_friendly
        Whether the first two countries have many more ties than others, at both levels.
    """
    rng = np.random.default_rng(seed)
    country = np.repeat([chr(65 + k) for k in range(n_countries)], n_regions)
    n = country.size
    ids = np.array([f"{code}{k % n_regions:02d}" for k, code in enumerate(country)])
    a, b = np.triu_indices(n, 1)
    is_abroad = country[a] != country[b]
    a, b = a[is_abroad], b[is_abroad]
    place = rng.uniform(0, 1, (n_countries, 2)).repeat(n_regions, axis=0) + rng.normal(
        0, 0.05, (n, 2)
    )
    distance = 200 + 9000 * np.hypot(*(place[a] - place[b]).T)
    size, keen = rng.normal(0, 0.7, n), rng.normal(0, 0.7, n)
    is_pair = (country[a] == "A") & (country[b] == "B") & is_friendly
    log_odds = -3.2 + keen[a] + keen[b] + 1.5 * is_pair
    sisters = (rng.random(a.size) < 1 / (1 + np.exp(-log_odds))).astype(float)
    kin = rng.normal(0, spread, (n, 4))
    eta = size[a] + size[b] + (kin[a] * kin[b]).sum(axis=1) - 0.3 * np.log2(distance)
    eta += np.log(ratio) * sisters + 1.5 * is_pair
    rate = np.exp(eta - np.log(np.exp(eta).mean()) + np.log(mean))
    return pd.DataFrame({
        "a": ids[a], "b": ids[b], "country_a": country[a], "country_b": country[b],
        "ties": rng.poisson(rate), "sisters": sisters, "distance": distance,
    })  # fmt: skip
