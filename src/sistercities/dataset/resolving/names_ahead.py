"""Names read in a second process, for who waits for the index and the names.

Each is work of Python, of which a process does one thing at a time. The second process reads the
names from the release while the first makes the index, and writes them when that has its place.
Whatever becomes of it, nothing depends on it: names that do not come are made by the first process,
and so is every error that a user sees. It puts nothing into its place and holds no lock.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import threading
from contextlib import ExitStack, suppress
from functools import partial
from io import RawIOBase
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from sistercities.dataset.cycle_search import no_cycle_search
from sistercities.dataset.index.files import (
    IndexFile,
    cache_folders,
    fill_database,
    index_name,
    kept_files,
    made_for_own,
    put_file_in_place,
)
from sistercities.dataset.index.ledger import Ledger, Seen, seen
from sistercities.dataset.index.telling import Told
from sistercities.dataset.release.store import Release, open_unchecked
from sistercities.dataset.resolving.kept_names import KIND, write_names

if TYPE_CHECKING:
    import subprocess

_PROGRAM = "from sistercities.dataset.resolving.names_ahead import work; work()"
_LEAST_BYTES = 4_000_000
"""Of the files of a release: the names of a smaller one are read before a process has begun."""
_DEVNULL = -3  # subprocess.DEVNULL, which is loaded only where something is started


def begin_names(release: Release) -> None:
    """Let another process read the names of a release from now on, where that saves any time.

    That is where they are not kept but can be, and another processor may be used. Closing the
    release ends it.
    """
    from sistercities.interrupts import started_deaf

    if release.names_ahead is None and _is_worth_it(release):
        process = started_deaf(
            _PROGRAM, str(release.folder.absolute()), index_name(release), errors=_DEVNULL
        )
        if process is not None:
            release.names_ahead = NamesAhead(process)


def _is_worth_it(release: Release) -> bool:
    is_small = sum(entry.bytes for entry in release.manifest.files) < _LEAST_BYTES
    if is_small or release.overlay_sums or release.shown:
        return False
    from sistercities.dataset.processors import usable_processors

    if usable_processors() == 1:
        return False
    if any(file._replace(kind=KIND).is_whole() for file in kept_files(release)):
        return False
    return any(map(made_for_own, cache_folders()))


class NamesAhead:
    """The process that reads the names, as the first one sees it.

    Parameters
    ----------
    process
        It runs `work`.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._made: Path | None = None
        self._was: Seen | None = None
        self._at_end = ExitStack()

    def write(self, file: IndexFile) -> None:
        """Let it write the names as soon as it has read them, aside of where they are to lie."""
        if self._made is not None:
            return
        from sistercities.dataset.index.aside import left_aside

        self._was = seen(file.path)
        with suppress(OSError, ValueError):
            self._made = self._at_end.enter_context(left_aside(file.path))
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(str(self._made)).encode() + b"\n")
            self._process.stdin.flush()

    def put_in_place(self, file: IndexFile, told: Told) -> bool:
        """Wait for the file of the names and put it into its place; return whether it is there."""
        self.write(file)
        try:
            return self._made is not None and self._is_written(told) and self._put(file)
        finally:
            self.close()

    def _is_written(self, told: Told) -> bool:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            done, total = map(int, line.split())
            told(done, total)
        return self._process.wait() == 0

    def _put(self, file: IndexFile) -> bool:
        from sistercities.dataset.index.making_lock import making

        assert self._made is not None
        with making(file.lock_path), suppress(OSError, sqlite3.DatabaseError):
            if seen(file.path) == self._was or not file.is_whole():  # else another one made it
                put_file_in_place(file, Ledger(), self._made.replace)
            return True
        return False

    def close(self) -> None:
        """End it, whatever it does, and remove what it has written."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what it did not take any more
                assert pipe is not None
                pipe.close()
        self._at_end.close()


def work() -> None:
    """Read the names, and write them where the first process says; the second one's program."""
    from sistercities.dataset.resolving.names_ground import read_names

    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever else is printed here is no answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    inbox: SimpleQueue[str] = SimpleQueue()
    # Read without a buffer: its lock, held by a thread that waits, would make every end a crash.
    questions = os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
    threading.Thread(target=_hear, args=(questions, inbox), daemon=True).start()
    folder, name = sys.argv[1:]
    release = open_unchecked(folder)
    if index_name(release) != name:  # other data lie there now
        sys.exit(1)
    with no_cycle_search():
        ground = read_names(release)
        told = partial(_tell, answers)
        fill_database(Path(inbox.get()), lambda into: write_names(ground, into, told))
    answers.flush()
    os._exit(0)  # a million objects need not be put away one by one


def _tell(answers: IO[bytes], done: int, total: int) -> None:
    answers.write(b"%d %d\n" % (done, total))
    answers.flush()


def _hear(of: RawIOBase, inbox: SimpleQueue[str]) -> None:
    """Read where to write; without the first process there is nothing to do, at once."""
    with suppress(Exception):
        for line in of:
            inbox.put(json.loads(line))
    os._exit(1)
