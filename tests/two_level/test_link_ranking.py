"""Ranks of true pairs against tables of all scores by hand and stored numbers of scikit-learn."""

from __future__ import annotations

import csv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import rankdata

from sistercities.errors import InvalidArgument, NetworkError
from two_level.bounds_checked import said, said_in_python
from twolevel.ranking import evaluation
from twolevel.ranking.evaluation import rank_links
from twolevel.ranking.scores import (
    PairScores,
    bipartite_scores,
    directed_scores,
    scores_of,
    undirected_scores,
)

REFERENCE = Path(__file__).parents[1] / "reference"
KINDS = ("undirected", "directed", "bipartite")


def made(kind: str, n: int = 40, seed: int = 2, *, whole: bool = False) -> PairScores:
    """Make scores of every part; whole numbers, so with many equal scores, or not."""
    rng = np.random.default_rng(seed)
    m = n + 7 if kind == "bipartite" else n

    def numbers(*shape: int) -> np.ndarray:
        return rng.integers(-1, 2, shape).astype(float) if whole else rng.normal(size=shape)

    table = numbers(4, 4)
    if kind == "undirected":
        return undirected_scores(
            factors=numbers(n, 3), signs=[1, -1, 1], node_term=numbers(n),
            groups=[(rng.integers(0, 4, n), table + table.T), (np.arange(n) % 2, np.eye(2))],
        )  # fmt: skip
    make = directed_scores if kind == "directed" else bipartite_scores
    return make(
        left_factors=numbers(n, 9), right_factors=numbers(m, 9), left_term=numbers(n),
        right_term=numbers(m), groups=[(rng.integers(0, 4, n), rng.integers(0, 4, m), table)],
    )  # fmt: skip


def all_scores(scores: PairScores) -> np.ndarray:
    """Make the table of all scores by numpy."""
    table = scores.left_factors @ scores.right_factors
    table += scores.left_term[:, None] + scores.right_term[None, :]
    for left, right, term in zip(scores.left_label, scores.right_label, scores.tables, strict=True):
        table += term[left][:, right]
    return table


def is_pair(scores: PairScores) -> np.ndarray:
    shape = scores.n_left, scores.n_right
    if scores.kind == "undirected":
        return np.triu(np.ones(shape, dtype=bool), 1)
    return np.ones(shape, dtype=bool) if scores.kind == "bipartite" else ~np.eye(*shape, dtype=bool)


def drawn_pairs(scores: PairScores, n_true: int = 30, n_known: int = 50, seed: int = 4):
    rng = np.random.default_rng(seed)
    pairs = np.argwhere(is_pair(scores))
    drawn = rng.permutation(len(pairs))[: n_true + n_known]
    return pairs[drawn[:n_true]], pairs[drawn[n_true:]]


def exact_scores(scores: PairScores) -> np.ndarray:
    """Make the table pair by pair with the package's own sums, so that equal scores are equal."""
    pairs = np.argwhere(np.ones((scores.n_left, scores.n_right), dtype=bool))
    return scores_of(scores, pairs).reshape(scores.n_left, scores.n_right)


@pytest.mark.parametrize("kind", KINDS)
def test_scores_are_the_sums(kind: str) -> None:
    scores = made(kind)
    assert exact_scores(scores) == pytest.approx(all_scores(scores), abs=1e-12)
    if kind == "undirected":
        table = exact_scores(scores)
        assert (table == table.T).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("n", [40, 530])
def test_ranks_are_those_of_a_sorted_table(kind: str, whole: bool, n: int) -> None:
    scores = made(kind, n, whole=whole)
    true, known = drawn_pairs(scores, n_true=2 * n, n_known=n)
    result = rank_links(scores, true, known_pairs=known, top=5, hits_at=[1, 3, 20])
    table = exact_scores(scores)
    kept = is_pair(scores)
    kept[tuple(known.T)] = False
    is_true = np.zeros_like(kept)
    is_true[tuple(true.T)] = True
    false, score = table[kept & ~is_true], table[tuple(true.T)]
    assert result.n_false == false.size
    assert result.score.tolist() == score.tolist()
    assert result.false_above.tolist() == [(false > x).sum() for x in score]
    assert result.false_equal.tolist() == [(false == x).sum() for x in score]
    ranks = rankdata(np.concatenate((score, false)))[: len(true)]
    by_ranks = (ranks.sum() - len(true) * (len(true) + 1) / 2) / (len(true) * false.size)
    assert result.auc == pytest.approx(by_ranks, rel=1e-12)
    if kind == "undirected":
        kept, is_true = kept | kept.T, is_true | is_true.T
    candidates = np.where(kept, table, -np.inf)
    above, equal = [], []
    for i, j in true.tolist():
        ends = [(i, j), (j, i)] if kind == "undirected" else [(i, j)]
        rows = [(candidates[end[0]], is_true[end[0]]) for end in ends]
        above.append([(row[~t] > table[i, j]).sum() for row, t in rows])
        equal.append([(row[~t] == table[i, j]).sum() for row, t in rows])
    assert result.node_above.tolist() == above
    assert result.node_equal.tolist() == equal
    rank = 1 + np.array(above) + np.array(equal) / 2
    assert result.mean_reciprocal_rank == pytest.approx((1 / rank).mean())
    assert result.hits == {k: pytest.approx((rank <= k).mean()) for k in (1, 3, 20)}
    best = np.argsort(-candidates, axis=1, kind="stable")[:, :5]
    assert result.top_node.tolist() == best.tolist()
    assert result.top_score.tolist() == np.take_along_axis(candidates, best, 1).tolist()


def test_numbers_are_those_of_scikit_learn() -> None:
    with (REFERENCE / "ranking_oracle.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    for row in rows:
        scores = made(row["kind"], 60, whole=row["whole"] == "1")
        true, known = drawn_pairs(scores)
        result = rank_links(scores, true, known_pairs=known)
        assert result.auc == pytest.approx(float(row["auc"]), rel=1e-12)
        assert result.average_precision == pytest.approx(float(row["average_precision"]), rel=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_workers_and_chunks_change_no_number(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scores = made(kind, 100)
    true, known = drawn_pairs(scores)
    one = rank_links(scores, true, known_pairs=known)
    monkeypatch.setattr(evaluation, "CHUNK_ROWS", 7)
    said: list[tuple[int, int]] = []
    with ThreadPoolExecutor(3) as threads:
        other = rank_links(
            scores, true, known_pairs=known, executor=threads,
            on_progress=lambda done, wanted: said.append((done, wanted)),
        )  # fmt: skip
    assert said[-1] == (100, 100)
    for name in ("auc", "average_precision", "mean_reciprocal_rank", "hits"):
        assert getattr(one, name) == getattr(other, name)
    for name in ("false_above", "node_above", "top_node", "top_score"):
        assert getattr(one, name).tolist() == getattr(other, name).tolist()


@pytest.mark.parametrize("spread", [0.0, 1e-300, 1e250])
def test_scores_of_any_width_find_their_place(spread: float) -> None:
    term = spread * np.arange(12.0)
    true = [(10, 11), (0, 5), (0, 1)]
    result = rank_links(undirected_scores(node_term=term), true, top=0)
    table = term[:, None] + term[None, :]
    is_false = np.triu(np.ones((12, 12), dtype=bool), 1)
    is_false[tuple(np.array(true).T)] = False
    assert result.false_above.tolist() == [(table[is_false] > table[p]).sum() for p in true]
    assert result.false_equal.tolist() == [(table[is_false] == table[p]).sum() for p in true]
    assert result.top_node.shape == (12, 0)
    assert (result.auc == 0.5) == (spread == 0)


def test_renaming_nodes_changes_no_number() -> None:
    scores = made("undirected", whole=True)
    order = np.random.default_rng(1).permutation(40)
    back = np.argsort(order)
    moved = undirected_scores(
        factors=scores.left_factors[order, :3], signs=[1, -1, 1],
        node_term=scores.left_term[order],
        groups=[
            (label[order], t) for label, t in zip(scores.left_label, scores.tables, strict=True)
        ],
    )  # fmt: skip
    true, known = drawn_pairs(scores)
    one = rank_links(scores, true, known_pairs=known)
    other = rank_links(moved, back[true], known_pairs=back[known])
    assert other.auc == one.auc
    assert other.rank.tolist() == one.rank.tolist()
    assert other.hits == one.hits


def test_a_node_with_few_pairs_has_gaps_in_its_best() -> None:
    result = rank_links(
        undirected_scores(node_term=[0.0, 1.0, 2.0]), [(1, 2)], known_pairs=[(0, 1)], top=3
    )
    assert result.top_node.tolist() == [[2, -1, -1], [2, -1, -1], [1, 0, -1]]
    assert result.auc == 1.0
    assert result.average_precision == 1.0


TERM = {"node_term": [0.0, 1.0, 2.0, 3.0]}
BAD_PAIRS = [
    ({"true_pairs": [(0, 4)]}, "true_pairs: holds node 4 at row 0, column 1; nodes are 0..3"),
    ({"true_pairs": [(1, 1)]}, "true_pairs: pairs node 1 with itself"),
    ({"true_pairs": [(0, 1), (1, 0)]}, r"true_pairs: holds the pair \(0, 1\) twice"),
    ({"true_pairs": [0, 1]}, r"true_pairs: has shape \(2,\)"),
    ({"true_pairs": []}, "there are 0 true pairs and 6 false ones; give at least one of each"),
    ({"true_pairs": [(0, np.nan)]}, "true_pairs: holds nan"),
    ({"known_pairs": [(1, 0)]}, r"known_pairs: holds the true pair \(0, 1\)"),
    ({"known_pairs": [(0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]}, "1 true pairs and 0 false ones"),
    ({"top": -1}, "top=-1 cannot be used"),
    ({"hits_at": 3}, "hits_at=3 cannot be used; give a list"),
    ({"hits_at": [0]}, "hits_at=0 cannot be used"),
]


@pytest.mark.parametrize(("changed", "said"), BAD_PAIRS)
def test_pairs_that_are_none_are_a_sentence(changed: dict, said: str) -> None:
    arguments = {"true_pairs": [(0, 1)]} | changed
    with pytest.raises((InvalidArgument, NetworkError), match=said):
        rank_links(undirected_scores(**TERM), arguments.pop("true_pairs"), **arguments)


BAD_SCORES = [
    (undirected_scores, {}, "factors or node_term or groups: is missing"),
    (undirected_scores, {"node_term": [0, np.nan]}, r"node_term: holds nan at position 1"),
    (undirected_scores, {"node_term": [[0, 1]]}, "node_term: has shape"),
    (undirected_scores, {"factors": np.ones((2, 2)), "signs": [1, 2]}, "signs: is .*give 1 or -1"),
    (undirected_scores, TERM | {"factors": np.ones((2, 2))}, "node_term: has 4 numbers"),
    (undirected_scores, {"node_term": [1e300, 0]}, r"scores: can be as large as 2e\+300; scale"),
    (
        undirected_scores,
        {"groups": [([0, 1], [[0, 1], [2, 0]])]},
        r"groups\[0\]: holds 1 at \(0, 1\) and 2 at \(1, 0\); give a symmetric",
    ),
    (
        undirected_scores,
        {"groups": [([0, 2], np.eye(2))]},
        r"groups\[0\]: holds label 2 at position 1; the matrix has groups 0..1",
    ),
    (undirected_scores, TERM | {"groups": [([0, 1], np.eye(2))]}, "labels of shape|has 4 numbers"),
    (bipartite_scores, {"left_factors": np.ones((2, 2))}, "right_factors: is given on one side"),
    (bipartite_scores, {"left_term": [1.0]}, "right_factors or right_term or groups: is missing"),
    (
        bipartite_scores,
        {"left_factors": np.ones((2, 2)), "right_factors": np.ones((2, 3))},
        "right_factors: has 3 factors where left_factors has 2",
    ),
    (directed_scores, {"left_term": [1.0], "right_term": [1.0, 2.0]}, "1 nodes on the left and 2"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "parts", "said"), BAD_SCORES)
def test_scores_that_are_none_are_a_sentence(make, parts: dict, said: str) -> None:
    with pytest.raises(NetworkError, match=said):
        make(**parts)


SMALL_TILES = """
from twolevel.kernels import ranking
ranking.TILE, ranking.BLOCK = 16, 4
"""
BOUNDS_SCRIPT = """
from two_level.test_link_ranking import KINDS, drawn_pairs, made
from twolevel.ranking.evaluation import rank_links
for kind in KINDS:
    scores = made(kind, 43, whole=kind == "directed")
    true, known = drawn_pairs(scores)
    result = rank_links(scores, true, known_pairs=known)
    print(result.auc, result.mean_reciprocal_rank, result.top_node.sum())
"""


def test_no_kernel_reads_outside_its_arrays() -> None:
    """Python checks all bounds, in tiles and blocks so small that there are several of each."""
    assert said_in_python(SMALL_TILES + BOUNDS_SCRIPT) == said(BOUNDS_SCRIPT)
