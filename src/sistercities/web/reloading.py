"""An application that is made anew when its data change, while the old one answers on.

`data update`, `import` and a new release write aside and rename, so that what is read is whole.
Each process looks by itself; readers wait for nothing, and data that cannot be read leave the old
application where it is, with a line in the log.
"""

from __future__ import annotations

import logging
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from sistercities.errors import SistercitiesError

SECONDS = 5.0
"""How often a process looks whether its data have changed."""
_LOG = logging.getLogger("sistercities.web")
_UNREADABLE = (SistercitiesError, OSError, ValueError, sqlite3.Error)
Seen = tuple[tuple[str, int, int], ...]


class Reloading:
    """Answer by the newest application.

    Parameters
    ----------
    make
        Makes an application from the data as they are.
    watched
        Names the files whose change means that the data have changed.
    seconds
        How often it looks; 0 never does.
    """

    def __init__(
        self,
        make: Callable[[], ASGIApp],
        watched: Callable[[], list[Path]],
        seconds: float = SECONDS,
    ) -> None:
        self._make, self._watched, self._seconds = make, watched, seconds
        self._seen = _look(watched())
        self._app = make()
        self._turn = threading.Lock()
        _on_hangup(self.reload)
        if seconds:
            threading.Thread(target=self._look_on, name="data", daemon=True).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request to the application that is newest when it comes."""
        await self._app(scope, receive, send)

    def reload(self) -> bool:
        """Make the application anew; tell whether that could be done."""
        with self._turn:
            seen = _look(self._watched())
            try:
                app = self._make()
            except _UNREADABLE as failure:
                _LOG.error(
                    "the data have changed and cannot be read; the old ones stay: %s", failure
                )
                return False
            finally:
                self._seen = seen
            self._app = app
            _LOG.warning("the data have changed and were read again")
            return True

    def reload_if_changed(self) -> bool:
        """Make the application anew where a watched file is another; tell whether it was."""
        return _look(self._watched()) != self._seen and self.reload()

    def _look_on(self) -> None:
        wait = threading.Event()
        while not wait.wait(self._seconds):
            self.reload_if_changed()


def _look(watched: list[Path]) -> Seen:
    found = []
    for path in watched:
        with suppress(OSError):
            is_now = path.stat()
            found.append((str(path), is_now.st_mtime_ns, is_now.st_ino))
    return tuple(found)


def _on_hangup(reload: Callable[[], object]) -> None:
    """Let SIGHUP read the data again, as services are told to; a terminal that closes ends us."""
    if not hasattr(signal, "SIGHUP") or threading.current_thread() is not threading.main_thread():
        return
    if sys.stdin is not None and sys.stdin.isatty():
        return

    def read_again(_number: int, _frame: object) -> None:
        threading.Thread(target=reload, name="data", daemon=True).start()

    signal.signal(signal.SIGHUP, read_again)
