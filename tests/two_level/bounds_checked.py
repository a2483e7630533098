"""A script run with the bounds of arrays checked, which its loops must keep to."""

from __future__ import annotations

import contextlib
import hashlib
import io
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
    return _said(script, NUMBA_BOUNDSCHECK="1", NUMBA_OPT="0", NUMBA_CACHE_DIR=kept)


@cache
def _sources() -> str:
    """Name the sources of the room, the compiler and Python, so that a change is another name."""
    named = hashlib.sha256(f"{sys.version} {version('numba')}".encode())
    for path in sorted(INFERENCE.rglob("*.py")):
        named.update(path.read_bytes())
    return named.hexdigest()[:16]


def said_in_python(script: str) -> str:
    """Return what the script prints where its loops are left to Python, which checks all bounds.

    To compile them with bounds checked takes seconds; this is for those that are short.
    """
    return _said(script, NUMBA_DISABLE_JIT="1")


def said(script: str) -> str:
    """Return what the script prints in this process, whose loops check nothing."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(script, "script", "exec"), {})
    return printed.getvalue()


def _said(script: str, **environment: str) -> str:
    """Run the script with the import path of this process; it must not fail."""
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
