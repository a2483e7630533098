"""The one way to compile a loop: kept on disk where that is possible, compiled anew where not.

What other loops alone call has no door for Python: each takes a quarter of the time to compile. No
loop has one for C, which nobody asks for, and which takes a thirtieth of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from numba import njit
from numba.core.caching import FunctionCache


class _Cache(FunctionCache):
    """A cache on disk; a disk that is full or taken away costs time, never the result."""

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled, if the disk takes it."""
        with suppress(OSError):
            super().save_overload(sig, data)  # type: ignore[no-untyped-call]

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Return what was kept, or None where it is not there or cannot be read."""
        with suppress(OSError):
            return super().load_overload(sig, target_context)  # type: ignore[no-untyped-call]
        return None


def compiled(**options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Compile a function with numba, cached on disk if any place for a cache can be written.

    Parameters
    ----------
    options
        What `numba.njit` takes, but `cache` and `no_cfunc_wrapper`.
    """
    given: dict[str, Any] = {**options, "no_cfunc_wrapper": True}

    def compile_it(function: Callable[..., Any]) -> Any:
        dispatcher = njit(**given)(function)
        # numba raises where neither the package, nor the user's folders, nor NUMBA_CACHE_DIR can
        # be written; the loop then runs as well, it is only compiled again in each process.
        with suppress(RuntimeError, OSError):
            dispatcher._cache = _Cache(function)  # type: ignore[no-untyped-call]
        return dispatcher

    return compile_it


def compiled_within(**options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Compile a function that compiled loops alone call; Python cannot call it.

    Parameters
    ----------
    options
        As of `compiled`; `nogil` says nothing here.
    """
    return compiled(**options, no_cpython_wrapper=True)
