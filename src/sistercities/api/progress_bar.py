"""A progress bar on stderr, where a terminal looks and work takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE_SECONDS = 1.0

DONE = "done"
"""What is told of a part that is over, after its name and a colon."""

Report = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""


class Bar:
    """The bar; it appears only after a second of work.

    Parameters
    ----------
    by_part
        Whether parts of the work that are under way side by side have a bar each: the part stands
        before the first colon of what is being done.
    """

    def __init__(self, *, by_part: bool = False) -> None:
        self._by_part = by_part
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._tasks: dict[str, tuple[TaskID, str]] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        """Move the bar."""
        if self._progress is None:
            if time.monotonic() - self._began < PATIENCE_SECONDS:
                return
            self._progress = self._appear()
        part, _, rest = what.partition(": ")
        part = part if self._by_part else ""
        if self._by_part and rest == DONE:
            self._take_away(self._progress, part)
            return
        task = self._task_of(self._progress, part, what)
        self._progress.update(task, completed=done, total=total)

    def _task_of(self, progress: Progress, part: str, what: str) -> TaskID:
        if part not in self._tasks:
            self._tasks[part] = progress.add_task(what), what
        task, last = self._tasks[part]
        if what != last:  # the time left is that of the step, not of what went before
            progress.reset(task, description=what)
            self._tasks[part] = task, what
        return task

    def _take_away(self, progress: Progress, part: str) -> None:
        if part in self._tasks:
            progress.remove_task(self._tasks.pop(part)[0])

    def _appear(self) -> Progress:
        from rich.console import Console
        from rich.progress import Progress

        progress = Progress(console=Console(stderr=True), transient=True)
        progress.start()
        return progress

    def close(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()


@contextmanager
def progress_bar(*, by_part: bool = False) -> Iterator[Report | None]:
    """Give something to report to, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = Bar(by_part=by_part)
    try:
        yield bar
    finally:
        bar.close()


class Lines:
    """A line for each part of the work, where no terminal looks but a log may."""

    def __init__(self) -> None:
        self._parts: set[str] = set()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say which part begins; what is being done stands before the first colon."""
        del done, total
        part, _, rest = what.partition(": ")
        if part not in self._parts:  # parts may be under way side by side
            self._parts.add(part)
            said = f"{part}: done before" if rest == "done before" else f"{part} ..."
            with suppress(OSError):  # where nobody listens the work goes on
                print(said, file=sys.stderr, flush=True)


@contextmanager
def progress_bar_or_lines() -> Iterator[Report]:
    """Give a bar a part where a terminal looks, else something that writes a line a part."""
    with progress_bar(by_part=True) as bar:
        yield bar or Lines()
