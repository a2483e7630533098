"""MRQAP once more by statspai: coefficients and p on the matrices of mrqap_network.csv.

    python tests/reference/mrqap_statspai.py

in an environment of its own with statspai; writes mrqap_statspai.csv beside this file.
"""

from __future__ import annotations

import csv
from importlib.metadata import version
from pathlib import Path

import numpy as np
import statspai

HERE = Path(__file__).parent
N_DRAWS = 4000
SEED = 20261125
CASES = {"directed": ("y", "x", True), "undirected": ("sy", "s", False)}


def main() -> None:
    """Fit each case and write a row for each covariate."""
    table = np.genfromtxt(HERE / "mrqap_network.csv", delimiter=",", names=True)
    n = int(table["row"].max()) + 1
    rows = []
    for case, (outcome, prefix, is_directed) in CASES.items():
        covariates = [table[f"{prefix}{j}"].reshape(n, n) for j in range(1, 5)]
        fit = statspai.netlm(
            table[outcome].reshape(n, n), covariates, nperm=N_DRAWS, seed=SEED,
            directed=is_directed,
        )  # fmt: skip
        for k in range(4):
            row = fit.coefficients.iloc[k + 1]
            rows.append([case, k, N_DRAWS, row["coef"], row["p_qap"], version("statspai")])
    with (HERE / "mrqap_statspai.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "covariate", "reps", "coefficient", "p", "statspai"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
