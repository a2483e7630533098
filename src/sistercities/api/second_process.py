"""A second process that makes chapters of the report beside the first, where processors are idle.

Most of a study is work of Python, of which a process does one thing at a time. The second one opens
the data anew and is given a study whenever it is free. Whatever becomes of it, no chapter depends
on it: one that it cannot make is made by the first, and so is every error that a user sees.

Chapters made in this process and in a second one, each taking the next study that is left.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from sistercities.api.data_choice import AnyData
from sistercities.api.freed_memory import keep_freed_memory
from sistercities.interrupts import started_deaf
from sistercities.report.chapters.fragment import Fragment
from sistercities.terms.progress import Progress

if TYPE_CHECKING:
    import subprocess

_PROGRAM = "from sistercities.api.second_process import work; work()"
READY, TOLD, MADE, LOST, GONE = "ready", "told", "made", "lost", "gone"
"""What is heard of it: that it has opened the data, progress, a chapter, that a chapter could not
be made, that no more will come."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that is heard of the second process.

    Attributes
    ----------
    kind
        `READY`, `TOLD`, `MADE`, `LOST` or `GONE`.
    study
        Of which study; "" of none.
    content
        Of `READY` the key of the data that were opened, of `TOLD` what is told of progress, of
        `MADE` the chapter.
    """

    kind: str
    study: str = ""
    content: Any = None


class SecondProcess:
    """The process, as the first one sees it; leaving it as a context ends it.

    Parameters
    ----------
    maker
        Module and function that makes a chapter: called with `asked`, the opened tables, the name
        of the study and a callback of progress, as `all_studies.made_chapter` is.
    asked
        What all chapters share; it is pickled.
    data
        The data that it opens.
    key
        Of the data: it is given nothing to do unless it has opened the same.
    todo
        Studies still to be taken, by either process.
    """

    def __init__(
        self, maker: tuple[str, str], asked: object, data: AnyData, key: object, todo: deque[str]
    ) -> None:
        self.heard: SimpleQueue[Heard] = SimpleQueue()
        """What has come; read by the thread that asks, so that callbacks run there alone."""
        self._first = maker, asked, data
        self._key, self._todo = key, todo
        self._process: subprocess.Popen[bytes] | None = None
        self._listening: threading.Thread | None = None

    def __enter__(self) -> SecondProcess:
        """Start it; where that cannot be done it is as good as gone."""
        self._process = started_deaf(_PROGRAM)
        if self._process is None:
            self.heard.put(Heard(GONE))
            return self
        self._listening = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._listening.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it, whatever it does: it keeps nothing."""
        if self._process is None or self._listening is None:
            return
        self._process.kill()
        self._listening.join()  # it hears that nothing more comes
        with suppress(OSError):  # what was not taken any more
            self._process.communicate()

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        """Hand out studies, and pass on what comes, until it is gone."""
        assert process.stdin is not None
        assert process.stdout is not None
        given = ""
        with suppress(Exception):  # whatever breaks between two processes: the other goes on alone
            _send(process.stdin, self._first)
            while True:
                told: Heard = pickle.load(process.stdout)
                if told.kind == READY and told.content != self._key:
                    break
                self.heard.put(told)
                if told.kind != TOLD:
                    given = ""
                    given = self._todo.popleft()
                    _send(process.stdin, given)
        if given:
            self.heard.put(Heard(LOST, given))
        self.heard.put(Heard(GONE))


def _send(to: IO[bytes], message: object) -> None:
    pickle.dump(message, to)
    to.flush()


def work() -> None:
    """Make chapters until the first process says no more; the program of the second one."""
    keep_freed_memory()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever else is printed here is no answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    inbox: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_hear, args=(sys.stdin.buffer, inbox), daemon=True).start()
    (module, function), asked, data = inbox.get()
    _make_chapters(module, function, asked, data, inbox, lambda told: _send(answers, told))


def _hear(of: IO[bytes], inbox: SimpleQueue[Any]) -> None:
    """Read what is to be done; without the first process there is nothing to do, at once."""
    with suppress(Exception):
        while True:
            inbox.put(pickle.load(of))
    os._exit(0)


def _make_chapters(
    module: str,
    function: str,
    asked: object,
    data: AnyData,
    inbox: SimpleQueue[Any],
    answer: Callable[[Heard], None],
) -> None:
    from importlib import import_module

    from sistercities.api.any_study import open_tables
    from sistercities.api.finished_studies import data_key

    make: Callable[..., Fragment] = getattr(import_module(module), function)
    with open_tables(data) as tables:
        answer(Heard(READY, "", data_key(tables.release)))
        while True:
            study = inbox.get()

            def tell(what: str, done: int, total: int, of: str = study) -> None:
                answer(Heard(TOLD, of, (str(what), done, total)))

            told = Heard(LOST, study)
            with suppress(Exception):  # the first process finds the same, where it can be told
                # Pickled, not as JSON: its sentences are to be said in other languages too.
                told = Heard(MADE, study, make(asked, tables, study, tell))
            answer(told)


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
