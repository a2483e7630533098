"""Work in chunks of fixed size with a seed for each, so results do not depend on who does it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from twolevel.core.executors import as_they_end, check_executor

CHUNK_DRAWS = 250  # part of the result: another size gives other draws from the same seed

Chunk = TypeVar("Chunk")

Progress = Callable[[int, int], None]
"""Called with the number of draws done and the number wanted."""


def chunk_sizes(n_draws: int, chunk_draws: int = CHUNK_DRAWS) -> list[int]:
    """Return the sizes of the chunks that make up `n_draws`."""
    full, rest = divmod(n_draws, chunk_draws)
    return [chunk_draws] * full + ([rest] if rest else [])


def stream_state(seed: np.random.SeedSequence) -> NDArray[np.uint64]:
    """Return the four words that start a compiled random stream."""
    return seed.generate_state(4, np.uint64).astype(np.uint64)


def run_chunks(
    work: Callable[[int, np.random.SeedSequence], Chunk],
    n_draws: int,
    seed: np.random.SeedSequence,
    executor: Executor | None,
    on_progress: Progress | None,
    chunk_draws: int = CHUNK_DRAWS,
) -> list[Chunk]:
    """Run `work(size, seed)` for each chunk, here or on an executor; results in order of chunks.

    On any exception, also an interrupt, what has not begun is cancelled.

    Raises
    ------
    InvalidArgument
        If the executor cannot do the work, or progress cannot be told.
    """
    check_executor(executor, on_progress)
    sizes = chunk_sizes(n_draws, chunk_draws)
    jobs = list(zip(sizes, seed.spawn(len(sizes)), strict=True))
    done = 0
    results: dict[int, Chunk] = {}
    for index, result in as_they_end(partial(_on_chunk, work), jobs, executor):
        results[index] = result
        done += sizes[index]
        if on_progress is not None:
            on_progress(done, n_draws)
    return [results[index] for index in range(len(jobs))]


def _on_chunk(
    work: Callable[[int, np.random.SeedSequence], Chunk], job: tuple[int, np.random.SeedSequence]
) -> Chunk:
    return work(*job)
