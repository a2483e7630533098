"""The full build of the release from its snapshots: seconds and peak memory on two cores.

`python benchmarks/build.py [--json]`. The build runs aside, in a process of its own that may use
two cores; the release in the package is not touched. Without `--json` the table of
docs/performance.md is written again. Where the snapshots are not there nothing is measured.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from page_part import write_part

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared" / "data"
MARK = "build"
MAX_SECONDS, MAX_GIB = 90.0, 2.0
CORES = 2
BUILD = """
import sys, time
from pathlib import Path
from sistercities.dataset.build import build_release
began = time.perf_counter()
def step(line):
    print(f"{time.perf_counter() - began:.3f}\\t{line}", flush=True)
shared, project, out = map(Path, sys.argv[1:])
built = build_release(shared, project, out, step)
step("done")
size = sum(entry.bytes for entry in built.manifest.files)
rows = {entry.table: entry.rows for entry in built.manifest.files}
print(f"{rows['claims']}\\t{rows['ties']}\\t{rows['places']}\\t{size}")
"""
Measured = dict[str, object]


def _on_two_cores() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def measure() -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", BUILD, str(SHARED), str(PROJECT), f"{folder}/release"]
        began = time.perf_counter()
        done = subprocess.run(
            command, preexec_fn=_on_two_cores, capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"the build failed:\n{done.stderr[-2000:]}")
    *steps, counts = [line.split("\t") for line in done.stdout.splitlines()]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    claims, ties, places, size = map(int, counts)
    return {
        "seconds": seconds,
        "processor_s": used.ru_utime + used.ru_stime,
        "peak_gib": used.ru_maxrss / 2**20,
        "steps": _lengths(steps),
        "claims": claims,
        "ties": ties,
        "places": places,
        "bytes": size,
    }


def _lengths(steps: list[list[str]]) -> dict[str, float]:
    """Seconds from the line of each step to the line of the next."""
    return {line: float(after) - float(at) for (at, line), (after, _) in pairwise(steps)}


def section(measured: Measured) -> str:
    """Lay the measurement out as a part of the page."""
    steps = measured["steps"]
    assert isinstance(steps, dict)
    return "\n".join(
        [
            "## The build",
            "",
            f"`python benchmarks/build.py`: the release from its snapshots, in one process on "
            f"{CORES} cores, once. {measured['claims']:,} claims, {measured['ties']:,} ties, "
            f"{measured['places']:,} places, {measured['bytes']:,} bytes. "
            f"Python {sys.version.split()[0]}.",
            "",
            "| | measured | limit |",
            "|---|---:|---:|",
            f"| wall time | {measured['seconds']:.1f} s | {MAX_SECONDS:.0f} s |",
            f"| processor time | {measured['processor_s']:.1f} s | |",
            f"| peak memory | {measured['peak_gib']:.2f} GiB | {MAX_GIB:.0f} GiB |",
            "",
            "| step | seconds |",
            "|---|---:|",
            *(f"| {line} | {length:.1f} |" for line, length in steps.items()),
        ]
    )


def main() -> int:
    if not SHARED.is_dir():
        print("the snapshots are not here, so the build was not measured")
        return 0
    measured = measure()
    if "--json" in sys.argv[1:]:
        print(json.dumps(measured, indent=2))
    else:
        write_part(MARK, section(measured))
        print(section(measured))
    seconds, peak = measured["seconds"], measured["peak_gib"]
    assert isinstance(seconds, float)
    assert isinstance(peak, float)
    return int(seconds > MAX_SECONDS or peak > MAX_GIB)


if __name__ == "__main__":
    sys.exit(main())
