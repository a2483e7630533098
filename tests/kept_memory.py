"""Workers keep the memory that they were given: large arrays come and go, each time zeroed anew.

glibc reads it as a process starts, so the process that starts the workers says it. Programs that a
test starts are left as users start them.
"""

from __future__ import annotations

import os

_SAID = {"MALLOC_TRIM_THRESHOLD_": "1073741824", "MALLOC_MMAP_THRESHOLD_": "1073741824"}


def keep_memory(*, is_worker: bool) -> None:
    """Tell workers that are started later, or, in a worker, tell nobody further."""
    for name, value in _SAID.items():
        if not is_worker:
            os.environ.setdefault(name, value)
        elif os.environ.get(name) == value:
            del os.environ[name]
