"""Work that goes on in a process of its own while this one does something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from sistercities.dataset.cycle_search import no_cycle_search
from sistercities.errors import BuildError, SistercitiesError
from sistercities.interrupts import deaf_to_interrupts

T = TypeVar("T")


class Beside:
    """Takes a piece of work and gives its result when that is asked for."""

    def __init__(self, other: Connection | None) -> None:
        self._other = other

    def begin(self, work: Callable[..., T], *arguments: object) -> Callable[[], T]:
        """Begin the work, where there is another process; else it is done when it is asked for.

        Returns
        -------
        callable
            Gives the result, or raises what the work raised; to be called once.
        """
        if self._other is None:
            return lambda: work(*arguments)
        other = self._other
        other.send((work, arguments, True))
        return lambda: _answer(other)

    def prepare(self, work: Callable[..., object], *arguments: object) -> None:
        """Do work whose result stays in the other process, which keeps it by a cache of its own.

        Where there is no other process nothing is done. What the work raises is raised again by
        the work that needs it.
        """
        if self._other is not None:
            self._other.send((work, arguments, False))


@contextmanager
def process_beside(workers: int) -> Iterator[Beside]:
    """Keep a second process ready for a piece of work; with one worker the work is done here.

    The process has no copy of what this one holds, and it ends with the block, also amid its work.
    """
    if workers == 1:
        yield Beside(None)
        return
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    with deaf_to_interrupts():
        process.start()
    there.close()
    try:
        yield Beside(here)
    finally:
        process.terminate()
        process.join()
        here.close()


def _serve(parent: Connection) -> None:
    with no_cycle_search():
        is_asked = False
        while not is_asked:
            work, arguments, is_asked = parent.recv()
            result, problem = _outcome(work, arguments)
            if is_asked:
                parent.send((result, problem))


def _outcome(
    work: Callable[..., T], arguments: Sequence[object]
) -> tuple[T | None, SistercitiesError | None]:
    try:
        return work(*arguments), None
    except SistercitiesError as problem:
        return None, problem


def _answer(other: Connection) -> Any:
    try:
        result, problem = other.recv()
    except EOFError:
        raise BuildError(
            "the second process of the build ended without an answer; mend what it says above, or "
            "build with --workers 1 where memory is short"
        ) from None
    if problem is not None:
        raise problem
    return result
