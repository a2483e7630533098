"""Memory that a process frees stays with it, so that the next array need not ask for it again.

Large blocks go back to the system as soon as they are free, and the next one is new pages, each
filled with zeros when it is first touched: half the time of a study's largest fits. Commands and
processes of our own ask for this; in a program that loads us memory is not ours to decide on.
"""

from __future__ import annotations

import sys
from contextlib import suppress

_MOST_FREE, _TRIM_THRESHOLD = 1 << 29, -1
"""Bytes at the end of the heap that may be free, and the number that glibc has for the setting."""
_LARGEST_IN_HEAP, _MMAP_THRESHOLD = 1 << 25, -3
"""Bytes of a block from which it has pages of its own, the most that glibc takes."""


def keep_freed_memory() -> bool:
    """Ask the system's library to keep what is freed.

    Returns
    -------
    bool
        Whether it does; only glibc can be asked.
    """
    if sys.platform != "linux":
        return False
    from ctypes import CDLL  # a look-up needs none

    with suppress(OSError, AttributeError):  # another library of C
        ask = CDLL(None).mallopt
        kept = [ask(_MMAP_THRESHOLD, _LARGEST_IN_HEAP), ask(_TRIM_THRESHOLD, _MOST_FREE)]
        return all(kept)
    return False
