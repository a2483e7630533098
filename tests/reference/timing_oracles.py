"""Fit the made-up event study with pyfixest, and store what it says.

    python tests/reference/timing_oracles.py

in an environment with pyfixest reads timing_events.csv and writes timing_events_oracle.json: log
ratios and errors by bin, with effects of pairs and years, and of pairs and periods of groups.
Small-sample convention: G / (G - 1), and no factor for parameters: `ssc(k_adj=False, G_adj=True,
G_df="conventional")`. Ours has n / (n - k) beside it, k all slopes and effects less one, stored
here; pyfixest would count k one less with `k_fixef="full"`.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
import pyfixest as pf

FOLDER = Path(__file__).parent
REFERENCE_BIN = 1
BINS = [0, 2, 3, 4]


def fitted(rows: pd.DataFrame, time: str) -> dict[str, Any]:
    """Return log ratios and errors of the bins."""
    kept = rows[rows.groupby("pair")["count"].transform("sum") > 0]
    kept = kept[kept.groupby(time)["count"].transform("sum") > 0]
    n_effects = kept["pair"].nunique() + kept[time].nunique() - 1
    found: dict[str, Any] = {"n_rows": len(kept), "n_parameters": len(BINS) + n_effects}
    convention = pf.ssc(k_adj=False, G_adj=True, G_df="conventional")
    for cluster in ("pair", "home"):
        model = pf.fepois(
            f"count ~ bin0 + bin2 + bin3 + bin4 | pair + {time}", kept, vcov={"CRV1": cluster},
            ssc=convention, iwls_tol=1e-13, iwls_maxiter=100, fixef_tol=1e-12,
            fixef_maxiter=100_000, fixef_rm="none",
        )  # fmt: skip
        names = [f"bin{k}" for k in BINS]
        found["log_ratios"] = model.coef()[names].tolist()
        found[cluster] = model.se()[names].tolist()
    return found


def main() -> None:
    """Ask pyfixest twice, and store both."""
    rows = pd.read_csv(FOLDER / "timing_events.csv")
    for k in BINS:
        rows[f"bin{k}"] = (rows["bin"] == k).astype(float)
    rows["period"] = rows["group"] * 100 + (rows["year"] - rows["year"].min()) // 5
    stored = {
        "versions": {"pyfixest": version("pyfixest")},
        "year": fitted(rows, "year"), "group period": fitted(rows, "period"),
    }  # fmt: skip
    text = json.dumps(stored, indent=1)
    (FOLDER / "timing_events_oracle.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
