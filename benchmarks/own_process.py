"""Runs one side of a benchmark in a process of its own, on one core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def in_own_process(script: str, side: str, python: str = sys.executable) -> dict[str, Any]:
    """Return what a script prints as JSON when it is asked for one side."""
    run = subprocess.run(
        [python, script, "--side", side], env=os.environ | ONE_CORE, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"{side} did not run to the end: {run.stderr.strip().splitlines()[-1]}")
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found
