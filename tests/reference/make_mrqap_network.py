"""Make up the small matrices that MRQAP here and R's sna are both run on: mrqap_network.csv.

python tests/reference/make_mrqap_network.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

SEED = 20261125
N_NODES = 24
OUT = Path(__file__).parent / "mrqap_network.csv"


def main() -> None:
    """Draw covariates that lean on each other and on their nodes, and write one row a pair."""
    rng = np.random.default_rng(SEED)
    n = N_NODES

    def leaning() -> np.ndarray:
        sides = rng.normal(size=n)[:, None] + rng.normal(size=n)[None, :]
        return np.asarray(sides + rng.normal(size=(n, n)))

    first, second = leaning(), leaning()
    third = 0.7 * first + leaning()
    binary = (first + rng.normal(size=(n, n)) > 0).astype(float)
    outcome = 0.2 * first + 0.15 * second + leaning()
    tie = (outcome > 1).astype(float)
    symmetric = [matrix + matrix.T for matrix in (outcome, first, second, third, binary)]
    symmetric.append((symmetric[0] > 2).astype(float))
    columns = {
        "row": np.repeat(np.arange(n), n), "column": np.tile(np.arange(n), n),
        "y": outcome, "x1": first, "x2": second, "x3": third, "x4": binary, "tie": tie,
        "sy": symmetric[0], "s1": symmetric[1], "s2": symmetric[2], "s3": symmetric[3],
        "s4": symmetric[4], "stie": symmetric[5],
    }  # fmt: skip
    table = np.column_stack([np.asarray(each).ravel() for each in columns.values()])
    whole = ("row", "column", "x4", "tie", "s4", "stie")
    formats = ["%d" if name in whole else "%.6f" for name in columns]
    np.savetxt(OUT, table, fmt=formats, delimiter=",", header=",".join(columns), comments="")


if __name__ == "__main__":
    main()
