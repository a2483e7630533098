"""Write the made-up tables that the oracles of the timing methods read.

    python tests/reference/make_timing_tables.py

writes timing_hazard.csv, the informative pair-years at risk of a panel drawn with a fixed seed, and
timing_events.csv, the counts of new lower ties around upper ties.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from twolevel.timing.event_bins import (
    DEFAULT_BINS,
    DEFAULT_REFERENCE,
    bin_of_pair_years,
    event_bins,
)
from twolevel.timing.panel import PairPanel, pair_panel
from twolevel.timing.risk_set import risk_set

FOLDER = Path(__file__).parent
SEED = 20261125


def hazard_panel() -> tuple[PairPanel, dict[str, np.ndarray]]:
    """Draw a panel with few events, and two covariates."""
    rng = np.random.default_rng(SEED)
    home, foreign = np.indices((8, 10)).reshape(2, -1)
    level = rng.normal(0, 0.5, 8)[home] + rng.normal(0, 0.5, 10)[foreign]
    ties = rng.poisson(0.1 * np.exp(level)[:, None], (home.size, 16))
    before = np.log1p(np.cumsum(ties, axis=1) - ties)
    near = np.round(rng.normal(size=home.size), 3)
    hazard = np.exp(-4.2 + level[:, None] + 0.6 * before + 0.4 * near[:, None])
    hits = rng.random(hazard.shape) < -np.expm1(-hazard)
    event = np.where(hits.any(axis=1), 1990 + hits.argmax(axis=1), np.nan)
    panel = pair_panel(home, foreign, event, first_year=1990, last_year=2005)
    return panel, {"before": before, "near": near}


def event_panel() -> tuple[PairPanel, np.ndarray, np.ndarray]:
    """Draw a panel with upper ties, new lower ties, and groups of foreign units."""
    rng = np.random.default_rng(SEED + 1)
    home, foreign = np.indices((12, 15)).reshape(2, -1)
    event = np.where(rng.random(home.size) < 0.4, rng.integers(1985, 2010, home.size), np.nan)
    since = 1985 + np.arange(25) - np.nan_to_num(event, nan=9999)[:, None]
    level = rng.normal(0, 0.7, home.size)[:, None] + rng.normal(0, 0.4, 25)
    counts = rng.poisson(0.15 * np.exp(level + 0.5 * (since >= 1)))
    return pair_panel(home, foreign, event, first_year=1985, last_year=2009), counts, foreign // 5


def main() -> None:
    """Write both tables."""
    panel, covariates = hazard_panel()
    risk = risk_set(panel, covariates, ("home", "foreign", "year"))
    with (FOLDER / "timing_hazard.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("event", "home", "foreign", "year", *risk.names))
        for k, pair in enumerate(risk.pair):
            for year in range(risk.start[k], risk.stop[k] + 1):
                is_event = int(risk.is_event[k] and year == risk.stop[k])
                labels = panel.home[pair], panel.foreign[pair], risk.kept[2][year]
                rows.writerow((is_event, *labels, *(repr(float(v)) for v in risk.x[k, year])))
    panel, counts, group = event_panel()
    number = bin_of_pair_years(panel, event_bins(DEFAULT_BINS, DEFAULT_REFERENCE, "binned"))
    with (FOLDER / "timing_events.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("pair", "home", "group", "year", "count", "bin"))
        for (pair, year), count in np.ndenumerate(counts):
            labels = pair, panel.home[pair], group[pair], panel.first_year + year
            rows.writerow((*labels, count, number[pair, year]))


if __name__ == "__main__":
    main()
