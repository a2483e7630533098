"""Bad input to the scores of pairs and to their ranking."""

from __future__ import annotations

from typing import Any

import numpy as np

from two_level.bad_input import faults
from twolevel.ranking.evaluation import rank_links
from twolevel.ranking.scores import bipartite_scores, directed_scores, scores_of, undirected_scores

RNG = np.random.default_rng(5)
FACTORS, LABEL = RNG.normal(size=(20, 3)), np.arange(20) % 4
MATRIX = RNG.normal(size=(4, 4))
PAIRS = np.argwhere(np.triu(RNG.random((20, 20)) < 0.2, 1))
SCORES = undirected_scores(factors=FACTORS)


def test_undirected_scores() -> None:
    def made(label: object, matrix: object, **rest: Any) -> object:
        return undirected_scores(groups=[(label, matrix)], **rest)  # type: ignore[list-item]

    right = {"factors": FACTORS, "node_term": FACTORS[:, 0], "label": LABEL}
    right |= {"matrix": MATRIX + MATRIX.T, "signs": np.array([1, -1, 1])}
    kinds = dict.fromkeys(right, "array")
    assert faults(made, kinds, names=("groups", "scores"), **right) == []
    assert faults(undirected_scores, {"groups": "list"}, factors=FACTORS) == []


def test_scores_of_two_sides() -> None:
    for function in (directed_scores, bipartite_scores):

        def made(left: object, right: object, matrix: object, make=function, **rest: Any) -> object:  # type: ignore[no-untyped-def]
            return make(groups=[(left, right, matrix)], **rest)

        given = {
            "left_factors": FACTORS, "right_factors": FACTORS, "left_term": FACTORS[:, 0],
            "right_term": FACTORS[:, 1], "left": LABEL, "right": LABEL, "matrix": MATRIX,
        }  # fmt: skip
        kinds = dict.fromkeys(given, "array")
        assert faults(made, kinds, names=("groups", "scores"), **given) == []


def test_ranks() -> None:
    right = {"scores": SCORES, "true_pairs": PAIRS[::2], "known_pairs": PAIRS[1::2], "top": 3}
    kinds = {"scores": "record", "true_pairs": "array", "known_pairs": "array", "top": "top"}
    kinds |= {"executor": "executor", "on_progress": "on_progress", "hits_at": "ranks"}
    # A node with fewer pairs than asked for has a score of -infinity there.
    assert faults(rank_links, kinds, allowed=("top_score",), **right) == []


def test_scores_of_some_pairs() -> None:
    kinds = {"scores": "record", "pairs": "array"}
    assert faults(scores_of, kinds, scores=SCORES, pairs=PAIRS) == []
