"""Fit two small tables of pairs with other packages, and store what they say.

    python tests/reference/dyads_oracles.py

in an environment with pyfixest, statsmodels and statspai writes dyads_rectangle.csv,
dyads_square.csv (the tables, drawn with a fixed seed) and dyads_oracles.json (slopes and errors).
Small-sample conventions: robust is HC0; clustered has G / (G - 1) for each part and no factor for
parameters (pyfixest: `ssc(k_adj=False, G_adj=True, G_df="conventional")`); dyadic has none.
statspai knows dyadic errors of least squares. Those of a Poisson or logit fit are the same where
each pair is scaled by the root of its weight and its terms are freed of the effects, since the
scores then are the same.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyfixest as pf
import statsmodels.api as sm
import statspai as sp

SEED = 20261125
FOLDER = Path(__file__).parent
TERMS = ["distance", "upper", "flight"]
FAMILIES = {"poisson": sm.families.Poisson, "logit": sm.families.Binomial}


def drawn_table(rng: np.random.Generator, n_first: int, n_second: int | None) -> pd.DataFrame:
    """Draw pairs with counts, ties, and three terms of pairs; some nodes have no ties."""
    if n_second is None:
        first, second = np.triu_indices(n_first, 1)
        one = other = rng.normal(-1.2, 0.8, n_first)
        here = there = rng.normal(0, 1, n_first)
        region = abroad = rng.integers(0, 6, n_first)
    else:
        first, second = np.indices((n_first, n_second)).reshape(2, -1)
        one, other = rng.normal(-1.2, 0.8, n_first), rng.normal(-1.2, 0.8, n_second)
        here, there = rng.normal(0, 1, n_first), rng.normal(0, 1, n_second)
        region, abroad = rng.integers(0, 6, n_first), rng.integers(0, 7, n_second)
    joined = rng.random((6, 7 if n_second else 6)) < 0.3
    joined = joined if n_second else joined | joined.T
    table = pd.DataFrame({"first": first, "second": second})
    table["distance"] = np.abs(here[first] - there[second])
    table["upper"] = joined[region[first], abroad[second]].astype(float)
    table["flight"] = (rng.random(first.size) < 0.08).astype(float)
    eta = one[first] + other[second] + table[TERMS].to_numpy() @ [-0.6, 0.9, 0.7]
    table["count"] = rng.poisson(np.exp(eta + 0.6))
    table["tie"] = (rng.random(first.size) < 1 / (1 + np.exp(-eta - 0.6))).astype(int)
    lonely = (first == 0) | ((second == 1) & (n_second is not None))
    table.loc[lonely, ["count", "tie"]] = 0
    return table


def by_pyfixest(table: pd.DataFrame, family: str) -> dict[str, Any]:
    """Return slopes and errors of pyfixest, effects of both ends."""
    fit = pf.fepois if family == "poisson" else pf.feglm
    extra = {} if family == "poisson" else {"family": "logit"}
    y = "count" if family == "poisson" else "tie"
    kept = table.groupby("first")[y].transform("sum") > 0
    kept &= table.groupby("second")[y].transform("sum") > 0
    plain = pf.ssc(k_adj=False, G_adj=False)
    clustered = pf.ssc(k_adj=False, G_adj=True, G_df="conventional")
    kinds = {
        "robust": ("hetero", plain),
        "first": ({"CRV1": "first"}, clustered),
        "second": ({"CRV1": "second"}, clustered),
        "two-way": ({"CRV1": "first + second"}, clustered),
    }
    result: dict[str, Any] = {}
    for kind, (vcov, ssc) in kinds.items():
        model = fit(
            f"{y} ~ {' + '.join(TERMS)} | first + second", table[kept], vcov=vcov, ssc=ssc,
            iwls_tol=1e-13, iwls_maxiter=100, fixef_tol=1e-12, fixef_maxiter=100_000,
            fixef_rm="none", **extra,
        )  # fmt: skip
        result["slopes"] = model.coef()[TERMS].tolist()
        result[kind] = model.se()[TERMS].tolist()
    return result


def by_statsmodels(table: pd.DataFrame, family: str, *, is_square: bool) -> dict[str, Any]:
    """Return slopes and errors of a fit with a column for each effect, and dyadic ones."""
    y = table["count" if family == "poisson" else "tie"].to_numpy()
    sides = table["first"].to_numpy(), table["second"].to_numpy()
    kept = np.ones(y.size, dtype=bool)
    if is_square:
        degree = np.bincount(sides[0], y, 99) + np.bincount(sides[1], y, 99)
        kept = (degree[sides[0]] > 0) & (degree[sides[1]] > 0)
    else:
        kept = (np.bincount(sides[0], y)[sides[0]] > 0) & (np.bincount(sides[1], y)[sides[1]] > 0)
    y, first, second = y[kept], sides[0][kept], sides[1][kept]
    x = table.loc[kept, TERMS].to_numpy()
    effects = _effects(first, second, is_square)
    design = np.column_stack((x, effects))
    fit = sm.GLM(y, design, family=FAMILIES[family]()).fit(tol=1e-14, maxiter=200)
    robust = sm.GLM(y, design, family=FAMILIES[family]()).fit(
        tol=1e-14, maxiter=200, cov_type="HC0"
    )
    mean = fit.fittedvalues
    weight = mean if family == "poisson" else mean * (1 - mean)
    root = np.sqrt(weight)[:, None]
    free = x - effects @ np.linalg.lstsq(root * effects, root * x, rcond=None)[0]
    scaled = pd.DataFrame(root * free, columns=TERMS)
    scaled["y"] = root[:, 0] * (free @ fit.params[:3] + (y - mean) / weight)
    scaled["i"], scaled["j"] = first, second if is_square else second + 1000
    dyadic = sp.dyadic_regression(scaled, "y", TERMS, "i", "j", intercept=False)
    return {
        "slopes": fit.params[:3].tolist(),
        "model": fit.bse[:3].tolist(),
        "robust": robust.bse[:3].tolist(),
        "dyadic without factor": dyadic.coefficients["se_dyadic"].tolist(),
    }


def _effects(first: np.ndarray, second: np.ndarray, is_square: bool) -> np.ndarray:
    rows = (first[:, None] == np.unique(first)).astype(float)
    if not is_square:
        return np.column_stack((rows, second[:, None] == np.unique(second)[1:]))
    nodes = np.unique(np.concatenate((first, second)))
    return (first[:, None] == nodes).astype(float) + (second[:, None] == nodes)


def main() -> None:
    """Draw the tables, ask the oracles, and store both."""
    rng = np.random.default_rng(SEED)
    rectangle, square = drawn_table(rng, 28, 24), drawn_table(rng, 34, None)
    rectangle.to_csv(FOLDER / "dyads_rectangle.csv", index=False, lineterminator="\n")
    square.to_csv(FOLDER / "dyads_square.csv", index=False, lineterminator="\n")
    stored: dict[str, Any] = {
        "versions": {name: version(name) for name in ("pyfixest", "statsmodels", "statspai")}
    }
    for family in FAMILIES:
        stored[f"rectangle {family} pyfixest"] = by_pyfixest(rectangle, family)
        stored[f"rectangle {family} statsmodels"] = by_statsmodels(
            rectangle, family, is_square=False
        )
        stored[f"square {family} statsmodels"] = by_statsmodels(square, family, is_square=True)
    text = json.dumps(stored, indent=1)
    (FOLDER / "dyads_oracles.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
