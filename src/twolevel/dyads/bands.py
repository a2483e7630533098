"""Rows of a table in bands that threads share; sums are added band by band, so in one order."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")

N_BANDS = 8  # part of the result's last digits: another number adds in another order
MOST_THREADS = 8
PAIRS_OF_ONE_BAND = 2_000_000
"""A table up to this size is one band: starting threads would take longer."""


def row_bands(n_rows: int, n_columns: int, *, is_square: bool) -> list[slice]:
    """Cut rows into bands of about as many pairs each; row i of a square begins after column i."""
    last = n_rows - 1 if is_square else n_rows
    n_pairs = n_rows * (n_rows - 1) // 2 if is_square else n_rows * n_columns
    if n_pairs <= PAIRS_OF_ONE_BAND:
        return [slice(0, last)]
    cuts = [0]
    for band in range(1, N_BANDS):
        share = band / N_BANDS
        cut = 1 - (1 - share) ** 0.5 if is_square else share
        cuts.append(max(cuts[-1], min(last, round(cut * n_rows))))
    return [slice(a, b) for a, b in zip(cuts, [*cuts[1:], last], strict=True) if a < b]


def in_bands(work: Callable[[slice], Part], bands: list[slice]) -> list[Part]:
    """Return `work(band)` for each band, in order, on as many threads as there are cores."""
    n_threads = min(len(bands), os.cpu_count() or 1, MOST_THREADS)
    if n_threads == 1:
        return [work(band) for band in bands]
    with ThreadPoolExecutor(n_threads) as threads:
        return list(threads.map(work, bands))


def pairs_before(row: int, n_rows: int, n_columns: int, *, is_square: bool) -> int:
    """Return how many pairs the rows before this one hold."""
    if is_square:
        return row * n_rows - row * (row + 1) // 2
    return row * n_columns
