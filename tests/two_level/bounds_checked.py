"""A script whose loops are left to Python, which checks the bounds of all arrays."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys


def said_in_python(script: str) -> str:
    """Return what the script prints where an index out of bounds ends it.

    Scripts are short enough for Python: to compile their loops with bounds checked takes longer.
    """
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def said(script: str) -> str:
    """Return what the script prints in this process, whose loops check nothing."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(script, "script", "exec"), {})
    return printed.getvalue()
