"""A script run in a process of its own, its kernels compiled afresh with bounds checked."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def said_with_bounds_checked(script: str, cache: Path) -> str:
    """Return what the script prints where an index out of bounds ends it."""
    return said(script, NUMBA_BOUNDSCHECK="1", NUMBA_OPT="0", NUMBA_CACHE_DIR=str(cache))


def said(script: str, **environment: str) -> str:
    """Return what the script prints with the import path of this process; it must not fail."""
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
