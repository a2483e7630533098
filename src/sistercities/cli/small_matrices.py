"""Linear algebra of small matrices: one thread, which starts sooner and waits for nobody."""

from __future__ import annotations

import os

_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")


def expect_small_matrices() -> None:
    """Let libraries that are not loaded yet start no threads of their own, unless they are told to.

    A recommendation multiplies matrices of some thousand rows: threads cost it a tenth of a second
    of processor and save nothing.
    """
    for name in _VARIABLES:
        os.environ.setdefault(name, "1")
