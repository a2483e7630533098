"""The end of a process without taking apart what it made.

Python clears away each module and each object before a process ends: a tenth of a list of partners,
for memory that the system takes back by itself.
"""

from __future__ import annotations

import atexit
import os
import sys


class QuickEnd:
    """The last step of a process, known before its first.

    Made before any library is loaded, so that it comes after all that libraries do at the end:
    threads are waited for, files for passing use are removed. What cannot be written out then is
    left to Python, which says so.
    """

    def __init__(self) -> None:
        self._code: int | None = None
        atexit.register(self._end)

    def with_code(self, code: int) -> int:
        """Let the process end with this exit code; one that ends otherwise ends as ever."""
        self._code = code
        return code

    def _end(self) -> None:
        if self._code is None:
            return
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            return
        os._exit(self._code)
