"""Chunks are of fixed size, their results in order, and an error leaves nothing running."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import numpy as np
import pytest

from twolevel.core.chunks import chunk_sizes, run_chunks, stream_state


def draw(size: int, seed: np.random.SeedSequence) -> list[float]:
    return np.random.default_rng(seed).random(size).tolist()


def test_sizes_add_up() -> None:
    assert chunk_sizes(1) == [1]
    assert chunk_sizes(500) == [250, 250]
    assert chunk_sizes(501) == [250, 250, 1]
    assert chunk_sizes(5, 2) == [2, 2, 1]


def test_order_and_numbers_do_not_depend_on_the_executor() -> None:
    alone = run_chunks(draw, 1001, np.random.SeedSequence(4), None, None)
    with ThreadPoolExecutor(3) as threads:
        apart = run_chunks(draw, 1001, np.random.SeedSequence(4), threads, None)
    assert alone == apart
    assert [len(chunk) for chunk in alone] == [250, 250, 250, 250, 1]
    assert alone[0][:2] != alone[1][:2]


def test_an_error_cancels_what_has_not_begun() -> None:
    begun: list[int] = []
    is_over = Event()

    def fail_first(size: int, seed: np.random.SeedSequence) -> None:
        begun.append(size)
        if len(begun) == 1:
            raise ValueError("as told")
        is_over.wait(timeout=60)

    with ThreadPoolExecutor(1) as threads:
        with pytest.raises(ValueError, match="as told"):
            run_chunks(fail_first, 250 * 500, np.random.SeedSequence(0), threads, None)
        is_over.set()
    assert len(begun) <= 2


def test_streams_of_two_seeds_differ() -> None:
    first, second = (stream_state(seed) for seed in np.random.SeedSequence(1).spawn(2))
    assert first.dtype == np.uint64
    assert first.tolist() != second.tolist()
