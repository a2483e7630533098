"""Systematic draws along a row of shares."""

from __future__ import annotations

import numpy as np
import pytest

from twolevel.dyads.due_draws import DueDraws


def by_whole_row(shares: list[np.ndarray], size: float, luck: float) -> list[int]:
    """Draw from the whole row at once, by looking each draw up among the sums."""
    upto = np.cumsum(np.concatenate(shares).astype(np.float64))
    due = np.arange(np.ceil(-luck), np.ceil(size * upto[-1] - luck))
    return np.minimum(
        np.searchsorted(upto * size, due + luck, side="right"), upto.size - 1
    ).tolist()


@pytest.mark.parametrize("seed", range(5))
def test_pieces_draw_what_the_whole_row_draws(seed: int) -> None:
    rng = np.random.default_rng(seed)
    sizes, luck = np.array([40.0, 300.0]), rng.random(2)
    pieces = [rng.random(n) for n in (500, 1, 2000, 37)]
    total = sum(one.sum() for one in pieces)
    shares = [np.minimum(one / total, 1 / 300).astype(np.float32) for one in pieces]
    draws = DueDraws(sizes, luck)
    found: list[list[int]] = [[], []]
    first = 0
    for one in shares:
        for table, at in zip(found, draws.take(one), strict=True):
            table += (first + at).tolist()
        first += one.size
    for table, size, at in zip(found, sizes, luck, strict=True):
        assert table == by_whole_row(shares, size, at)


def test_a_unit_is_drawn_as_often_as_its_share_says() -> None:
    share = np.array([0.1, 0.2, 0.05, 0.15, 0.3, 0.2], dtype=np.float32)
    n, drawn = 2000, np.zeros(share.size)
    for k in range(n):
        (at,) = DueDraws(np.array([3.0]), np.array([(k + 0.5) / n])).take(share)
        drawn += np.bincount(at, minlength=share.size)
    np.testing.assert_allclose(drawn / n, 3 * share, atol=1e-3)


def test_draws_are_of_their_number_where_the_shares_do_not_quite_add_up() -> None:
    share = np.full(10, 0.1, dtype=np.float32)
    (at,) = DueDraws(np.array([10.0]), np.array([0.0])).take(share)
    assert at.size == 11 - (10 * share.astype(np.float64).sum() <= 10)
    assert at.max() == share.size - 1
