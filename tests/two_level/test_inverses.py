"""Inverses of the information without each cluster, of regular and of near singular ones alike."""

from __future__ import annotations

import numpy as np

from twolevel.dyads.cluster_jackknife import _inverses, _of_clusters


def test_a_matrix_near_to_have_no_inverse_has_its_pseudo_inverse() -> None:
    rng = np.random.default_rng(1)
    held = []
    for rank in (4, 3, 4):
        rows = rng.normal(size=(30, rank)) @ rng.normal(size=(rank, 4))
        held.append(rows.T @ rows)
    wanted = np.linalg.pinv(np.array(held), rcond=1e-10, hermitian=True)
    np.testing.assert_allclose(_inverses(np.array(held)), wanted, rtol=1e-7, atol=1e-9)


def test_clusters_without_rows_have_no_information() -> None:
    design, which = np.ones((5, 2)), np.array([2, 0, 2, 0, 0])
    parts, scores = _of_clusters(design, np.ones(5), np.arange(5.0), which, 4)
    assert parts[:, 0, 1].tolist() == [3.0, 0.0, 2.0, 0.0]
    assert scores[:, 1].tolist() == [8.0, 0.0, 2.0, 0.0]
