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

Report = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""


class Bar:
    """The bar; it appears only after a second of work."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._what = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Move the bar."""
        if self._progress is None:
            if time.monotonic() - self._began < PATIENCE_SECONDS:
                return
            self._appear()
        assert self._progress is not None
        assert self._task is not None
        if what != self._what:  # the time left is that of the step, not of what went before
            self._what = what
            self._progress.reset(self._task, description=what)
        self._progress.update(self._task, completed=done, total=total)

    def _appear(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._progress = Progress(console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task("")
        self._progress.start()

    def close(self) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()


@contextmanager
def progress_bar() -> Iterator[Report | None]:
    """Give something to report to, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = Bar()
    try:
        yield bar
    finally:
        bar.close()


class Lines:
    """A line for each part of the work, where no terminal looks but a log may."""

    def __init__(self) -> None:
        self._part = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say which part begins; what is being done stands before the first colon."""
        del done, total
        part, _, rest = what.partition(": ")
        if part != self._part:
            self._part = part
            said = f"{part}: done before" if rest == "done before" else f"{part} ..."
            with suppress(OSError):  # where nobody listens the work goes on
                print(said, file=sys.stderr, flush=True)


@contextmanager
def progress_bar_or_lines() -> Iterator[Report]:
    """Give a bar where a terminal looks, else something that writes a line a part."""
    with progress_bar() as bar:
        yield bar or Lines()
