"""Make up the small table of counts that is fitted here and by R: counts_table.csv.

python tests/reference/make_counts.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

SEED = 20261125
N_ROWS, N_UNITS = 240, 24
OUT = Path(__file__).parent / "counts_table.csv"


def main() -> None:
    """Draw overdispersed counts that lean on their units, and write one row a city."""
    rng = np.random.default_rng(SEED)
    unit = rng.integers(0, N_UNITS, N_ROWS)
    x = rng.normal(size=(N_ROWS, 2)) + 0.5 * rng.normal(size=N_UNITS)[unit, None]
    capital = (rng.random(N_ROWS) < 0.2).astype(int)
    offset = np.log(rng.uniform(0.5, 3, N_ROWS))
    lean = 0.3 * rng.normal(size=N_UNITS)[unit]
    mean = np.exp(0.5 + 0.4 * x[:, 0] - 0.2 * x[:, 1] + 0.7 * capital + lean + offset)
    counts = rng.poisson(mean * rng.gamma(1 / 0.6, 0.6, N_ROWS))
    table = np.column_stack((counts, unit, x, capital, offset))
    np.savetxt(
        OUT, table, fmt=["%d", "%d", "%.6f", "%.6f", "%d", "%.8f"], delimiter=",", comments="",
        header="y,unit,x1,x2,capital,offset",
    )  # fmt: skip


if __name__ == "__main__":
    main()
