"""The stored sizes of MRQAP are what was promised; `test_model_first_worlds` has their worlds."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from reference import make_mrqap_size
from twolevel.mrqap.regression import mrqap

REFERENCE = Path(__file__).parents[1] / "reference"
STORED = json.loads((REFERENCE / "mrqap_size.json").read_text(encoding="utf-8"))
LARGEST_SIZE = 0.065


@pytest.mark.parametrize("name", STORED["size"])
def test_size_is_small_enough(name: str) -> None:
    assert list(make_mrqap_size.CASES) == list(STORED["size"])
    assert STORED["seed"] == make_mrqap_size.SEED
    row = STORED["size"][name]
    assert row["rate"] <= LARGEST_SIZE


def test_the_page_says_what_is_stored() -> None:
    page = (REFERENCE.parents[1] / "docs" / "twolevel" / "mrqap.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|") and line.endswith("% |")]
    said = [float(row.split("|")[2].strip(" %")) for row in rows]
    stored = [100 * row["rate"] for row in STORED["size"].values()]
    assert said == pytest.approx(stored, abs=0.0501)


def test_statspai_permutes_the_coefficient_and_comes_close() -> None:
    """Its p ranks the coefficient, ours the pivotal t: alike where covariates hardly overlap."""
    with (REFERENCE / "mrqap_statspai.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    table = np.genfromtxt(REFERENCE / "mrqap_network.csv", delimiter=",", names=True)
    n = int(table["row"].max()) + 1
    for layout, outcome, prefix in (("directed", "y", "x"), ("undirected", "sy", "s")):
        ours = mrqap(
            table[outcome].reshape(n, n),
            [table[f"{prefix}{j}"].reshape(n, n) for j in range(1, 5)],
            layout=layout, n_draws=4000, seed=1,
        )  # fmt: skip
        for row in (row for row in rows if row["case"] == layout):
            k = int(row["covariate"])
            assert ours.coefficients[k] == pytest.approx(float(row["coefficient"]), rel=1e-8)
            assert ours.p[k] == pytest.approx(float(row["p"]), abs=0.04)
