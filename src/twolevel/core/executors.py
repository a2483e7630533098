"""Jobs here or on an executor, and what is said where an executor cannot do them.

Any `concurrent.futures.Executor` will do: threads, processes, a cluster of Dask. It is the
caller's, and is never shut down here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, as_completed
from pickle import PicklingError
from typing import Any, TypeVar

from twolevel.errors import InvalidArgument

Job = TypeVar("Job")
Part = TypeVar("Part")

_CANNOT_BE_SENT = re.compile("pickle|get local object")
"""The interpreter's words where a function or an array cannot be sent; they vary by version."""


def check_executor(executor: object, on_progress: object = None) -> None:
    """Refuse what takes no jobs, and a progress that cannot be called.

    Raises
    ------
    InvalidArgument
        Naming the argument.
    """
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise InvalidArgument(
            "executor", executor, "give a concurrent.futures.Executor, or None to run here"
        )
    if on_progress is not None and not callable(on_progress):
        raise InvalidArgument(
            "on_progress", on_progress, "give a function of the number done and the number wanted"
        )


def in_order(
    work: Callable[[Job], Part], jobs: Sequence[Job], executor: Executor | None
) -> Iterator[Part]:
    """Yield `work(job)` for each job, in order; on any exception what has not begun is cancelled.

    Raises
    ------
    InvalidArgument
        If the executor takes no jobs, is shut down, lost its workers, or cannot be sent the job.
    """
    check_executor(executor)
    if executor is None:
        yield from map(work, jobs)
        return
    futures: list[Future[Part]] = []
    try:
        futures.extend(_submitted(executor, work, job) for job in jobs)
        while futures:
            yield _result(executor, futures.pop(0))
    finally:
        _cancel(futures)


def as_they_end(
    work: Callable[[Job], Part], jobs: Sequence[Job], executor: Executor | None
) -> Iterator[tuple[int, Part]]:
    """Yield the number of each job and its result, the first to end first; else as `in_order`."""
    check_executor(executor)
    if executor is None:
        yield from enumerate(map(work, jobs))
        return
    futures: dict[Future[Part], int] = {}
    try:
        for number, job in enumerate(jobs):
            futures[_submitted(executor, work, job)] = number
        for future in as_completed(futures):
            yield futures[future], _result(executor, future)
    finally:
        _cancel(futures)


def _submitted(executor: Executor, work: Callable[[Job], Part], job: Job) -> Future[Part]:
    try:
        return executor.submit(work, job)
    except BrokenExecutor:
        raise _broken(executor) from None
    except RuntimeError as reason:
        if "shutdown" not in str(reason):
            raise
        raise InvalidArgument(
            "executor", executor, "it is shut down: give one that is open, or None to run here"
        ) from None


def _result(executor: Executor, future: Future[Part]) -> Part:
    try:
        return future.result()
    except BrokenExecutor:
        raise _broken(executor) from None
    except CancelledError:
        raise InvalidArgument(
            "executor", executor, "it cancelled the jobs: give one that stays open, or None"
        ) from None
    except (PicklingError, AttributeError, TypeError) as reason:
        if not _CANNOT_BE_SENT.search(str(reason)):
            raise
        raise InvalidArgument(
            "executor",
            executor,
            f"it cannot be sent the job ({reason}): give functions of a module, not of a "
            "notebook or another function, or None to run here",
        ) from None


def _broken(executor: Executor) -> InvalidArgument:
    return InvalidArgument(
        "executor",
        executor,
        "its workers died, often for want of memory: give a new one with fewer workers, or None",
    )


def _cancel(futures: Sequence[Future[Any]] | dict[Future[Any], int]) -> None:
    for future in futures:
        future.cancel()
