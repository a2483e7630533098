"""The sides of a benchmark, each in a process of its own, on one core."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

from this_machine import busy, machine

ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

Side = Callable[[], dict[str, Any]]


def add_sides(parser: argparse.ArgumentParser, sides: Mapping[str, Side], peer: str = "") -> None:
    """Add the options of a benchmark with sides: which one alone, and the Python of a peer.

    Parameters
    ----------
    parser
        Gets `--side`, and `--PEER-python` where there is a peer.
    sides
        What measures, by name.
    peer
        The side that runs in a Python of its own: `PEER_PYTHON`, if no other is named.
    """
    parser.add_argument("--side", choices=list(sides), help="run one side in this process")
    python = os.environ.get("PEER_PYTHON", sys.executable)
    parser.set_defaults(peer_python=python)
    if peer:
        parser.add_argument(
            f"--{peer}-python", dest="peer_python", default=python, help=f"Python that has {peer}"
        )


def measure_sides(
    script: str, sides: Mapping[str, Side], asked: argparse.Namespace, peer: str = ""
) -> dict[str, Any]:
    """Measure all sides in their order; return what each found, the machine and its load.

    Where one side is asked for, this is its process: it runs, prints JSON, and the program ends.
    """
    if asked.side:
        print(json.dumps(sides[asked.side]()))
        raise SystemExit
    found: dict[str, Any] = {"machine": machine(), "busy": busy()}
    for side in sides:
        where = asked.peer_python if side == peer else sys.executable
        found[side] = in_own_process(script, side, where)
    return found


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
