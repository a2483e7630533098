"""AUC and average precision of small worlds by scikit-learn, stored as ranking_oracle.csv.

    python tests/reference/ranking_oracle.py

in an environment with scikit-learn besides what the tests need.
"""

from __future__ import annotations

import csv
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))


def main() -> None:
    """Score all pairs of each world and write a row for it."""
    from two_level.test_link_ranking import KINDS, drawn_pairs, exact_scores, is_pair, made

    rows = []
    for kind in KINDS:
        for whole in (False, True):
            scores = made(kind, 60, whole=whole)
            true, known = drawn_pairs(scores)
            kept = is_pair(scores)
            kept[tuple(known.T)] = False
            is_true = np.zeros_like(kept)
            is_true[tuple(true.T)] = True
            truth, score = is_true[kept], exact_scores(scores)[kept]
            auc, precision = roc_auc_score(truth, score), average_precision_score(truth, score)
            rows.append([kind, int(whole), repr(float(auc)), repr(float(precision))])
    with (HERE / "ranking_oracle.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "whole", "auc", "average_precision", "scikit-learn"])
        writer.writerows([*row, version("scikit-learn")] for row in rows)


if __name__ == "__main__":
    main()
