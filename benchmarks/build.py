"""The full build of the release from its snapshots: seconds and peak memory on two cores.

`python benchmarks/build.py [--json]`. The build runs aside, in two processes on two cores; the
release in the package is not touched. Peak memory is that of both together, where the system tells
it (Linux), each page that they share counted twice. Without `--json` the table of
docs/performance.md is written again. Where the snapshots are not there nothing is measured.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path

from page_part import write_part
from this_machine import busy, machine

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared" / "data"
MARK = "build"
MAX_SECONDS, MAX_GIB = 120.0, 2.5
EACH_SECONDS = 0.05
CORES = 2
BUILD = """
import sys, time
from pathlib import Path
from release_build.build import build_release
began = time.perf_counter()
def step(line):
    print(f"{time.perf_counter() - began:.3f}\\t{line}", flush=True)
shared, project, out = map(Path, sys.argv[1:])
built = build_release(shared, project, out, step, workers=2)
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
        others = busy()
        began = time.perf_counter()
        with (
            Path(folder, "stderr").open("w+", encoding="utf-8") as said,
            subprocess.Popen(
                command,
                preexec_fn=_on_two_cores,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            ) as building,
        ):
            peak = Peak(building.pid)
            printed, _ = building.communicate()
            seconds = time.perf_counter() - began
            said.seek(0)
            wrong = said.read()
    if building.returncode:
        raise SystemExit(f"the build failed:\n{wrong[-2000:]}")
    *steps, counts = [line.split("\t") for line in printed.splitlines()]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    claims, ties, places, size = map(int, counts)
    return {
        "seconds": seconds,
        "processor_s": used.ru_utime + used.ru_stime,
        "peak_gib": max(peak.stop(), used.ru_maxrss) / 2**20,
        "busy": others,
        "steps": _lengths(steps),
        "claims": claims,
        "ties": ties,
        "places": places,
        "bytes": size,
    }


class Peak:
    """The most memory that a process and those that it began held together, in KiB."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most, self._is_over = pid, 0, threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def stop(self) -> int:
        """Look no more; return the most that was seen."""
        self._is_over.set()
        self._watch.join()
        return self._most

    def _look(self) -> None:
        while not self._is_over.wait(EACH_SECONDS):
            self._most = max(self._most, sum(map(_resident, (self._pid, *_begun_by(self._pid)))))


def _begun_by(pid: int) -> list[int]:
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return list(map(int, told.split()))


def _resident(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in told if line.startswith("VmRSS:"))


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
            f"`python benchmarks/build.py`: the release from its snapshots, in two processes on "
            f"{CORES} cores, once. {measured['claims']:,} claims, {measured['ties']:,} ties, "
            f"{measured['places']:,} places, {measured['bytes']:,} bytes. "
            f"Machine: {machine()}.{measured['busy']}",
            "",
            "The facts on cities are read in the second process from the line that names them to "
            "the line that gathers them; one process makes the same release, in more time.",
            "",
            "| | measured | limit |",
            "|---|---:|---:|",
            f"| wall time | {measured['seconds']:.1f} s | {MAX_SECONDS:.0f} s |",
            f"| processor time | {measured['processor_s']:.1f} s | |",
            f"| peak memory, of both | {measured['peak_gib']:.2f} GiB | {MAX_GIB:g} GiB |",
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
