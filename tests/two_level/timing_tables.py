"""Made-up panels for the tests of timing, and the plain rows behind them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from twolevel.timing.panel import PairPanel, pair_panel

FIRST_YEAR = 1980


def made_up(
    seed: int = 1,
    shape: tuple[int, int, int] = (6, 9, 15),
    *,
    log_hazard: float = -3.2,
    slope: float = 0.5,
    with_entries: bool = False,
) -> tuple[PairPanel, np.ndarray, np.ndarray]:
    """Return a panel, lower ties before (n_pairs, n_years), and distance (n_pairs,)."""
    rng = np.random.default_rng(seed)
    n_home, n_foreign, n_years = shape
    home, foreign = np.indices((n_home, n_foreign)).reshape(2, -1)
    level = rng.normal(0, 0.5, n_home)[home] + rng.normal(0, 0.6, n_foreign)[foreign]
    distance = rng.normal(size=home.size)
    years = rng.normal(0, 0.3, n_years)
    ties = rng.poisson(0.12 * np.exp(level)[:, None], (home.size, n_years))
    before = np.cumsum(ties, axis=1) - ties
    hazard = np.exp(log_hazard + level[:, None] + years - 0.3 * distance[:, None] + slope * before)
    hits = rng.random(hazard.shape) < -np.expm1(-hazard)
    entry = rng.integers(0, 4, home.size) if with_entries else np.zeros(home.size, dtype=np.int64)
    hits &= np.arange(n_years) >= entry[:, None]
    event = np.where(hits.any(axis=1), FIRST_YEAR + hits.argmax(axis=1), np.nan)
    panel = pair_panel(
        home, foreign, event, first_year=FIRST_YEAR, last_year=FIRST_YEAR + n_years - 1,
        entry_year=FIRST_YEAR + entry,
    )  # fmt: skip
    return panel, before.astype(float), distance


def rows_at_risk(panel: PairPanel, **covariates: np.ndarray) -> pd.DataFrame:
    """Lay the pair-years at risk out one by one, the slow way."""
    rows: list[dict[str, Any]] = []
    for pair in np.flatnonzero(panel.is_admitted):
        for year in range(panel.entry_year[pair], panel.last_year + 1):
            if year > panel.event_year[pair]:
                break
            at = year - panel.first_year
            rows.append(
                {
                    "pair": pair, "home": panel.home[pair], "foreign": panel.foreign[pair],
                    "year": year, "event": int(year == panel.event_year[pair]),
                    **{k: (v[pair] if v.ndim == 1 else v[pair, at]) for k, v in covariates.items()},
                }
            )  # fmt: skip
    return pd.DataFrame(rows)


def informative(rows: pd.DataFrame, effects: tuple[str, ...]) -> pd.DataFrame:
    """Drop rows of labels without events, or with nothing else, again and again."""
    while True:
        keep = pd.Series(True, index=rows.index)
        for name in effects:
            share = rows.groupby(name)["event"].transform("mean")
            keep &= (share > 0) & (share < 1)
        if keep.all():
            return rows
        rows = rows[keep]


def design_of(rows: pd.DataFrame, names: list[str], effects: tuple[str, ...]) -> np.ndarray:
    """Return columns: covariates, then a constant and dummies but one of each set."""
    columns = [rows[names].to_numpy(dtype=float), np.ones((len(rows), 1))]
    columns += [
        pd.get_dummies(rows[name], drop_first=True).to_numpy(dtype=float) for name in effects
    ]
    return np.column_stack(columns)
