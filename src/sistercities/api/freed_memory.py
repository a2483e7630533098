"""Memory that a process frees stays with it, so that the next array need not ask for it again.

Large blocks go back to the system as soon as they are free, and the next one is new pages, each
filled with zeros when it is first touched: half the time of a study's largest fits. Commands and
processes of our own ask for this; in a program that loads us memory is not ours to decide on.
A command that answers at once touches some 20 MB for the first time, page by page of 4 KB: a tenth
of its time, which pages of 2 MB save.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

_MOST_FREE, _TRIM_THRESHOLD = 1 << 29, -1
"""Bytes at the end of the heap that may be free, and the number that glibc has for the setting."""
_LARGEST_IN_HEAP, _MMAP_THRESHOLD = 1 << 25, -3
"""Bytes of a block from which it has pages of its own, the most that glibc takes."""
_AHEAD, _TOP_PAD = 1 << 25, -2
"""Bytes by which the heap grows beyond what is asked for."""
_LARGE_PAGE, _IN_LARGE_PAGES = 1 << 21, 14
"""Bytes of a large page, and the number that Linux has for the advice to take such."""


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


def keep_freed_memory_of_an_answer() -> bool:
    """Ask for the same, and for large pages where the heap grows next.

    Returns
    -------
    bool
        Whether the system will take large pages; where it has none all goes on without.
    """
    if not keep_freed_memory():
        return False
    from ctypes import CDLL

    with suppress(OSError, AttributeError):
        return _take_large_pages(CDLL(None))
    return False


def _take_large_pages(library: CDLL) -> bool:
    """Let the heap grow once, and ask for large pages in what it grew by."""
    from ctypes import c_size_t, c_void_p

    library.malloc.restype = library.sbrk.restype = c_void_p
    library.mallopt(_TOP_PAD, _AHEAD)
    begin = library.malloc(c_size_t(_LARGE_PAGE)) or 0
    end = library.sbrk(0) or 0
    library.free(c_void_p(begin))
    first = -(-begin // _LARGE_PAGE) * _LARGE_PAGE
    if not 0 < first < end:  # the block lies elsewhere than in the heap
        return False
    done: int = library.madvise(c_void_p(first), c_size_t(end - first), _IN_LARGE_PAGES)
    return done == 0
