"""Which ties can move is what enumeration says; the layout finds each tie's cell."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.errors import NetworkError
from two_level.small_worlds import all_graphs
from twolevel.core import strata
from twolevel.core.strata import movable_ties, stratified_graph

GRAPHS = [
    [(0, 0), (0, 1), (0, 2), (1, 0), (2, 0)],  # a full row and a full column: nothing moves
    [(0, 0), (0, 1), (0, 2), (1, 0), (2, 1)],  # the full row stays, the rest moves
    [(0, 0), (1, 1), (1, 3), (2, 3), (2, 4)],  # two strata, the second with one free swap
    [(0, 0), (1, 0), (0, 3), (1, 4)],  # a stratum with one place on the right
    [(0, 0)],
    [],
]
STRATUM = [0, 0, 0, 1, 1]


@pytest.mark.parametrize("ties", GRAPHS)
def test_a_tie_is_fixed_only_if_every_graph_holds_it(ties: list[tuple[int, int]]) -> None:
    graphs = all_graphs(ties, STRATUM, 3, 5)
    pairs = np.array(ties, dtype=np.int64).reshape(-1, 2)
    stratum = np.array(STRATUM)[pairs[:, 1]]
    found = movable_ties(pairs[:, 0], pairs[:, 1], stratum)
    assert found.tolist() == [any(tie not in graph for graph in graphs) for tie in ties]


def test_each_tie_has_a_cell_of_its_own() -> None:
    pairs = np.random.default_rng(3).permutation(np.argwhere(np.ones((6, 5))))[:14]
    stratum = np.array(STRATUM)[pairs[:, 1]]
    graph = stratified_graph(pairs[:, 0], pairs[:, 1], stratum)
    cells = graph.row_start + graph.col
    assert len(set(cells.tolist())) == graph.n_movable == int(graph.bitmap.sum())
    assert graph.bitmap[cells].all()
    assert graph.left.tolist() == pairs[graph.tie, 0].tolist()
    assert graph.column_right[graph.col].tolist() == pairs[graph.tie, 1].tolist()
    by_run = [stratum[graph.tie][f : f + n] for f, n in zip(graph.first, graph.size, strict=True)]
    own = stratum[graph.tie]
    assert all((run == mine).all() for run, mine in zip(by_run, own, strict=True))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strata, "MAX_BITMAP_BYTES", 3)
    ends = np.array([0, 1])
    with pytest.raises(NetworkError, match=r"have 4 cells.*use a null with finer strata"):
        stratified_graph(ends, ends, np.zeros(2, dtype=np.int64))
