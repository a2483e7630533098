"""Make up the small choice sets that are fitted here and by R's survival: choice_sets.csv.

python tests/reference/make_choice_sets.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

SEED = 20261125
N_CHOICES, N_ALTERNATIVES, N_CLUSTERS = 150, 6, 20
OUT = Path(__file__).parent / "choice_sets.csv"


def main() -> None:
    """Draw covariates, offsets and choices, and write one row an alternative."""
    rng = np.random.default_rng(SEED)
    choice = np.repeat(np.arange(N_CHOICES), N_ALTERNATIVES)
    cluster = np.sort(rng.integers(0, N_CLUSTERS, N_CHOICES))[choice]
    x = rng.normal(size=(choice.size, 3))
    x[:, 2] = (x[:, 2] + 0.5 * x[:, 0] > 0.5).astype(float)
    offset = np.log(rng.integers(1, 4, choice.size))
    taste = rng.normal(size=N_CLUSTERS)[cluster]
    utility = x @ [0.6, -0.3, 0.4] + taste * x[:, 1] + offset + rng.gumbel(size=choice.size)
    best = utility.reshape(N_CHOICES, -1).argmax(axis=1)
    chosen = np.tile(np.arange(N_ALTERNATIVES), N_CHOICES) == best[choice]
    table = np.column_stack((choice, cluster, chosen, x, offset))
    np.savetxt(
        OUT, table, fmt=["%d"] * 3 + ["%.6f"] * 4, delimiter=",", comments="",
        header="choice,cluster,chosen,x1,x2,x3,offset",
    )  # fmt: skip


if __name__ == "__main__":
    main()
