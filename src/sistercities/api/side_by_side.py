"""Chapters made in this process and in a second one, each taking the next study that is left."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from sistercities.api.second_process import GONE, LOST, MADE, TOLD, Heard, SecondProcess
from sistercities.report.chapters.fragment import Fragment
from sistercities.terms.progress import Progress

Beside = Callable[[deque[str]], SecondProcess]
"""Gives the second process, from the studies that both take from."""


class SideBySide:
    """Chapters as both processes make them.

    Callbacks run in the thread that asks, whoever made what they are told of.

    Parameters
    ----------
    make
        Makes a chapter here, from the name of the study and a callback of progress.
    put
        Called with each chapter.
    on_progress
        Called with what is being done, how much is done and how much there is.
    """

    def __init__(
        self,
        make: Callable[[str, Progress], Fragment],
        put: Callable[[Fragment], None],
        on_progress: Progress,
    ) -> None:
        self._make, self._put, self._on_progress = make, put, on_progress
        self._is_gone = False

    def run(self, studies: Sequence[str], beside: Beside) -> None:
        """Make all chapters; what the second process cannot make is made here."""
        todo = deque(studies)
        with beside(todo) as second:
            while todo or not self._is_gone:
                self._take_what_came(second, todo)
                if todo:
                    self._make_next(second, todo)
                elif not self._is_gone:  # it has the last one
                    self._take(second.heard.get(), todo)

    def _make_next(self, second: SecondProcess, todo: deque[str]) -> None:
        try:
            study = todo.popleft()
        except IndexError:  # it was quicker
            return

        def tell(what: str, done: int, total: int) -> None:
            self._take_what_came(second, todo)
            telling(study, self._on_progress)(what, done, total)

        self._put(self._make(study, tell))

    def _take_what_came(self, second: SecondProcess, todo: deque[str]) -> None:
        while not second.heard.empty():
            self._take(second.heard.get(), todo)

    def _take(self, told: Heard, todo: deque[str]) -> None:
        if told.kind == TOLD:
            telling(told.study, self._on_progress)(*told.content)
        elif told.kind == MADE:
            self._put(told.content)
        elif told.kind == LOST:
            todo.append(told.study)
        self._is_gone = self._is_gone or told.kind == GONE


def telling(study: str, on_progress: Progress) -> Progress:
    """Return a callback that says of which study it tells."""

    def tell(what: str, done: int, total: int) -> None:
        on_progress(f"{study}: {what}", done, total)

    return tell
