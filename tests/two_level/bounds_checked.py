"""A script run in a process of its own, its kernels compiled with bounds checked."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import twolevel

INFERENCE = Path(str(twolevel.__file__)).parent
KEPT = Path(__file__).parents[2] / ".pytest_cache" / "d" / "kernels-with-bounds"
"""Where they are kept from run to run: to compile them takes a minute in all."""


def said_with_bounds_checked(script: str) -> str:
    """Return what the script prints where an index out of bounds ends it.

    What is compiled is kept for as long as no module of the room of inference changes, since
    kernels take in functions of others. A check of bounds needs no fast code.
    """
    kept = str(KEPT / _sources())
    return said(script, NUMBA_BOUNDSCHECK="1", NUMBA_OPT="0", NUMBA_CACHE_DIR=kept)


@cache
def _sources() -> str:
    """Name the sources of the room, the compiler and Python, so that a change is another name."""
    named = hashlib.sha256(f"{sys.version} {version('numba')}".encode())
    for path in sorted(INFERENCE.rglob("*.py")):
        named.update(path.read_bytes())
    return named.hexdigest()[:16]


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
