"""The stored sizes and coverages of count and choice models hold, and a part comes out again."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any

import pytest

from reference import choice_simulation, counts_simulation
from sistercities.inference.besag_clifford import clopper_pearson

SIMULATIONS = {"counts": counts_simulation, "choice": choice_simulation}
CASES = [(name, layout) for name, module in SIMULATIONS.items() for layout in module.LAYOUTS]
OURS = ("QMLE", "NB2", "conditional logit")
SIZE = (0.035, 0.065)
COVERAGE = {"China's layout": (0.90, 0.98)}
"""Of layouts with 40 effective clusters and more: 92 to 98 %."""


def stored_of(module: ModuleType) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(module.OUT.read_text(encoding="utf-8"))
    return stored


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_size_and_coverage_are_as_promised(name: str, layout: str) -> None:
    stored = stored_of(SIMULATIONS[name])
    kept = [kind for kind in stored["cases"][layout] if kind in OURS]
    assert kept
    for kind in kept:
        for slope, row in stored["cases"][layout][kind].items():
            low, high = COVERAGE.get(layout, (0.92, 0.98))
            assert low <= row["covers"] <= high
            if stored["slopes"][slope] == 0:
                assert SIZE[0] <= row["rejects 0"] <= SIZE[1]


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_a_part_comes_out_again(name: str, layout: str) -> None:
    module = SIMULATIONS[name]
    stored = stored_of(module)
    assert stored["seed"] == module.SEED
    assert stored["n_worlds"] == 2000
    n = 60 if name == "counts" else 100  # as many as a few seconds allow
    for kind, rows in module.rates(layout, n).items():
        for slope, row in rows.items():
            for rate in ("rejects 0", "covers"):
                low, high = clopper_pearson(round(row[rate] * n), n, 0.99)
                assert low <= stored["cases"][layout][kind][slope][rate] <= high
