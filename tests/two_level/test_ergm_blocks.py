"""The triadic confirmation: what is handed to ergmx, what it gave, what is said without it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sistercities.errors import InvalidArgument, MissingExtra, NetworkError
from twolevel.nested.ergm_blocks import fit_triadic_block
from twolevel.nested.network import NestedNetwork, nested_bipartite, nested_network

STORED = Path(__file__).parents[1] / "reference" / "nested_ergm_blocks.json"


def network() -> NestedNetwork:
    return nested_network(
        city_region=[0, 0, 1, 1, 2, 2, 3], n_regions=4, upper_ties=[(0, 1)],
        ties=[(0, 2), (0, 3), (2, 3), (1, 4), (4, 6)],
    )  # fmt: skip


class Degenerate(Exception):
    pass


class Ergmx(SimpleNamespace):
    """Stands in for ergmx, and keeps what it was given."""

    DegeneracyError = Degenerate

    def __init__(self) -> None:
        super().__init__(calls=[], is_degenerate=False)

    def ergm(self, graph: Any, formula: str, **options: Any) -> Any:
        self.calls.append((graph, formula, options))
        if self.is_degenerate:
            raise Degenerate("stuck\nmore")
        n = formula.count("+") + 1
        return SimpleNamespace(
            coef={str(k): float(k) for k in range(n)}, stderr={str(k): 1.0 for k in range(n)}
        )


@pytest.fixture
def ergmx(monkeypatch: pytest.MonkeyPatch) -> Ergmx:
    fake = Ergmx()
    monkeypatch.setitem(sys.modules, "ergmx", fake)  # type: ignore[arg-type]
    return fake


def test_block_is_handed_over(ergmx: Ergmx) -> None:
    fit = fit_triadic_block(
        network(), [0, 1, 2], seed=4, covariates={"size": np.arange(7.0)}, max_iter=9
    )
    graph, formula, options = ergmx.calls[1]
    assert formula == (
        "edges + nodecov('x0') + edgecov('within') + edgecov('inside') + gwesp(0.5, fixed=TRUE)"
    )
    assert options == {"seed": 4, "eval_loglik": False, "max_iter": 9}
    assert sorted(graph.edges) == [(0, 2), (0, 3), (1, 4), (2, 3)]
    assert graph.nodes[5]["x0"] == 5.0
    assert graph.graph["inside"][0].tolist() == [0, 0, 1, 1, 0, 0]
    assert graph.graph["within"][3].tolist() == [0, 0, 1, 1, 0, 0]
    assert fit.names[-2:] == ("inside an upper tie", "shared partners")
    assert (fit.gamma, fit.dyadic_gamma, fit.n_ties, fit.n_inside) == (3.0, 3.0, 4, 2)
    assert ergmx.calls[0][1] == formula.rpartition(" + ")[0]


def test_no_term_for_regions_without_own_ties(ergmx: Ergmx) -> None:
    own = nested_network(
        city_region=[0, 0, 1, 1], n_regions=2, upper_ties=[(0, 1)], ties=[(0, 2), (1, 2)]
    )
    with pytest.raises(NetworkError, match="hold 2 ties, 2 of them inside upper ties"):
        fit_triadic_block(own, [0, 1], seed=1)


def test_degenerate_chains_are_said(ergmx: Ergmx) -> None:
    ergmx.is_degenerate = True
    with pytest.raises(NetworkError, match=r"the Markov chains degenerate \(stuck\)"):
        fit_triadic_block(network(), [0, 1, 2], seed=1)


@pytest.mark.parametrize("name", ["ergmx", "networkx"])
def test_without_the_extra(ergmx: Ergmx, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, name, None)  # type: ignore[arg-type]
    with pytest.raises(MissingExtra, match=rf"{name}, which is not installed.*\[ergm\]"):
        fit_triadic_block(network(), [0, 1, 2], seed=1)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"regions": []}, "regions: are"),
        ({"regions": [0, 4]}, r"give some of 0..3"),
        ({"regions": [3]}, "regions: hold 1 cities"),
        ({"regions": [2, 3]}, "regions: hold 1 ties, 0 of them"),
        ({"seed": -1}, "seed=-1"),
        ({"decay": 0.0}, "decay=0.0"),
        ({"covariates": {"size": [1.0]}}, "size: has shape"),
    ],
)
def test_bad_input(ergmx: Ergmx, change: dict[str, Any], sentence: str) -> None:
    given: dict[str, Any] = {"regions": [0, 1, 2], "seed": 1} | change
    with pytest.raises((NetworkError, InvalidArgument), match=sentence):
        fit_triadic_block(network(), **given)


def test_bipartite_networks_have_no_triangles(ergmx: Ergmx) -> None:
    bipartite = nested_bipartite(
        home_region=[0], foreign_region=[0], ties=[], upper_ties=[], n_home_regions=1,
        n_foreign_regions=1,
    )  # fmt: skip
    with pytest.raises(NetworkError, match="is bipartite"):
        fit_triadic_block(bipartite, [0], seed=1)


def test_numbers_that_ergmx_gave() -> None:
    """The block was drawn with gamma and shared partners; both are found again."""
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert stored["versions"]["ergmx"] == "0.5.0"
    for found, truth, error in zip(
        stored["coefficients"][-2:], stored["truth"], stored["standard_errors"][-2:], strict=True
    ):
        assert abs(found - truth) < 3 * error
    assert stored["coefficients"][-2] == stored["gamma"]


def test_the_same_numbers_where_ergmx_is_installed() -> None:
    pytest.importorskip("ergmx")
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    given = nested_network(
        city_region=stored["city_region"], ties=stored["ties"], upper_ties=stored["upper_ties"],
        n_regions=stored["n_regions"],
    )  # fmt: skip
    fit = fit_triadic_block(given, stored["regions"], seed=stored["seed"])
    assert fit.gamma == pytest.approx(stored["gamma"], abs=stored["standard_errors"][-2] / 3)
