"""Bad input to dyadic regression, on rows and on all pairs, and to its terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sistercities.errors import InvalidArgument, NetworkError
from two_level.bad_input import faults
from twolevel.dyads.case_control import case_control
from twolevel.dyads.cells import cell_table, joined_rows
from twolevel.dyads.fit_pairs import corrected_logit_pairs, fit_pairs, logit_pairs, ppml_pairs
from twolevel.dyads.fit_rows import fit_rows, logit, ppml, row_table
from twolevel.dyads.pair_table import rectangular_pairs, undirected_pairs
from twolevel.dyads.terms import group_pair_term, node_term, pair_term
from twolevel.dyads.tetrads import tetrad_logit

RNG = np.random.default_rng(3)
N_FIRST, N_SECOND = 12, 14
ROW, COLUMN = np.divmod(np.arange(N_FIRST * N_SECOND), N_SECOND)
X = RNG.normal(size=(ROW.size, 2))
Y = RNG.poisson(np.exp(0.5 * X[:, 0] + 0.3))
TIES = np.argwhere(RNG.random((N_FIRST, N_SECOND)) < 0.4)
OF_FIRST, OF_SECOND = RNG.normal(size=N_FIRST), RNG.normal(size=N_SECOND)
GROUPS = {"first_group": np.arange(N_FIRST) % 3, "second_group": np.arange(N_SECOND) % 4}
TERMS = [
    node_term("d", OF_FIRST, OF_SECOND),
    group_pair_term("g", values=RNG.integers(0, 4, (3, 4)), **GROUPS),
]
TABLE = rectangular_pairs(N_FIRST, N_SECOND, TIES, TERMS)


@pytest.mark.parametrize("fit", [ppml, logit])
def test_rows(fit: Callable[..., object]) -> None:
    def fitted(first: object, second: object, one: object, other: object, **rest: Any) -> object:
        return fit(effects=[first, second], clusters=[one, other], **rest)

    right = {"y": Y if fit is ppml else (Y > 0).astype(int), "x": X}
    right |= {"weights": RNG.random(Y.size) + 0.5}
    labels = {"first": ROW, "second": COLUMN, "one": ROW // 2, "other": COLUMN // 2}
    kinds = dict.fromkeys(right, "array") | {"names": "names", "is_undirected": "flag"}
    kinds |= dict.fromkeys(labels, "labels")
    names = ("effects", "clusters", "a", "b", "x[")
    assert faults(fitted, kinds, names=names, **right, **labels) == []
    lists = {"effects": "list", "clusters": "list"}
    right |= {"effects": [ROW, COLUMN], "clusters": [ROW, COLUMN]}
    assert faults(fit, lists, **right) == []


def test_tables_of_rows() -> None:
    table = row_table(Y, X, [ROW, COLUMN])
    kinds = {"table": "record", "family": "word"}
    assert faults(fit_rows, kinds, table=table, family="poisson") == []
    assert faults(joined_rows, {"table": "record"}, table=table) == []


def test_terms() -> None:
    kinds = {"first": "array", "second": "array", "combination": "word", "name": "no text"}
    for combination in ("difference", "product", "sum"):
        right = {"first": OF_FIRST, "second": OF_SECOND, "combination": combination}
        assert faults(node_term, kinds, name="d", names=("d:",), **right) == []
    places = np.column_stack((RNG.uniform(-80, 80, 9), RNG.uniform(-170, 170, 9)))
    right = {"name": "d", "first": places, "combination": "log_km"}
    assert faults(node_term, {"first": "array"}, names=("d:",), **right) == []
    kinds = dict.fromkeys((*GROUPS, "values"), "array") | {"name": "no text"}
    values = RNG.normal(size=(3, 4))
    del kinds["values"]  # sparse ones are allowed there
    assert faults(group_pair_term, kinds, name="g", names=("g:",), values=values, **GROUPS) == []
    pairs = np.argwhere(RNG.random((N_FIRST, N_SECOND)) < 0.2)
    kinds = {"pairs": "array", "values": "array", "n_first": "count", "name": "no text"}
    right = {"pairs": pairs, "values": RNG.normal(size=len(pairs)), "n_first": N_FIRST}
    assert faults(pair_term, kinds, name="p", names=("p:",), n_second=N_SECOND, **right) == []


def test_tables_of_pairs() -> None:
    right = {"ties": TIES, "counts": RNG.integers(1, 4, len(TIES)), "terms": TERMS}
    kinds = {"ties": "array", "counts": "array", "terms": "list"}
    sizes = {"n_first": N_FIRST, "n_second": N_SECOND}
    every = kinds | dict.fromkeys(sizes, "count")
    assert faults(rectangular_pairs, every, names=("d:", "g:"), **right, **sizes) == []
    square = np.argwhere(np.triu(RNG.random((12, 12)) < 0.4, 1))
    right = {"ties": square, "counts": np.ones(len(square)), "terms": [node_term("s", OF_FIRST)]}
    every = kinds | {"n_nodes": "count"}
    assert faults(undirected_pairs, every, names=("s:",), n_nodes=12, **right) == []


@pytest.mark.parametrize("fit", [ppml_pairs, logit_pairs])
def test_pairs(fit: Callable[..., object]) -> None:
    def fitted(first: object, second: object, **rest: Any) -> object:
        return fit(clusters=(first, second), **rest)

    labels = {"first": np.arange(N_FIRST) // 2, "second": np.arange(N_SECOND) // 2}
    kinds = dict.fromkeys(labels, "array") | {"table": "record", "effects": "word"}
    assert faults(fitted, kinds, names=("clusters",), table=TABLE, **labels) == []
    right = {"table": TABLE, "clusters": tuple(labels.values())}
    assert faults(fit, {"clusters": "list"}, **right) == []


def test_other_fits_of_pairs() -> None:
    assert faults(corrected_logit_pairs, {"table": "record"}, table=TABLE) == []
    kinds = {"table": "record", "family": "word", "effects": "word"}
    assert faults(fit_pairs, kinds, table=TABLE, family="logit") == []
    kinds = {"table": "record", "most_tie_pairs": "count", "seed": "seed"}
    assert faults(tetrad_logit, kinds, table=TABLE, seed=1) == []
    table = rectangular_pairs(N_FIRST, N_SECOND, TIES, TERMS[1:])
    kinds = dict.fromkeys(GROUPS, "array") | {"table": "record"}
    assert faults(cell_table, kinds, table=table, names=("g:",), **GROUPS) == []
    kinds = {"table": "record", "rare": "list", "effects": "word", "family": "word"}
    kinds |= {"n_controls": "count", "seed": "seed"}
    assert faults(case_control, kinds, table=TABLE, n_controls=30, rare=()) == []


def test_intervals() -> None:
    fit = ppml_pairs(TABLE)
    kinds = {"kind": "word", "level": "level"}
    assert faults(fit.intervals, kinds, kind="robust") == []


def test_tables_without_a_term() -> None:
    table = rectangular_pairs(N_FIRST, N_SECOND, TIES, [])
    with pytest.raises(InvalidArgument, match="table='no term' cannot be used; give terms"):
        tetrad_logit(table)
    sample = case_control(table, 40, seed=1)
    assert fit_rows(sample, "poisson").slopes.size == 0


def test_a_logit_of_counts_is_refused_by_name() -> None:
    # Its likelihood has no maximum: a pair with two ties would want odds without end.
    counts = np.ones(len(TIES))
    counts[0] = 2
    table = rectangular_pairs(N_FIRST, N_SECOND, TIES, TERMS, counts)
    for fit in (logit_pairs, lambda one: fit_pairs(one, "logit"), tetrad_logit):
        with pytest.raises(NetworkError, match="counts: hold 2; "):
            fit(table)
    with pytest.raises(NetworkError, match=r"y: holds .*; logit takes 0, 1"):
        fit_rows(row_table(Y, X, [ROW, COLUMN]), "logit")
