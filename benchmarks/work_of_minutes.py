"""What a researcher waits for: all studies of a country, and an export of all tables.

`python benchmarks/work_of_minutes.py`. Each runs once as a whole command in a process of its own;
its processor seconds and its peak memory are those that the system counts. Writes the part "Work of
minutes" of docs/performance.md, and exits with 1 where a limit is missed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from own_process import ONE_CORE
from page_part import write_part
from this_machine import busy, machine

MARK = "work of minutes"
MAIN = "from sistercities.cli import command; command()"
CHILD = (
    "import resource, subprocess, sys, time\n"
    "began = time.perf_counter()\n"
    "done = subprocess.run([sys.executable, '-c', sys.argv[1], *sys.argv[2:]],"
    " stdout=subprocess.DEVNULL).returncode\n"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss, time.perf_counter() - began)\n"
    "sys.exit(done)\n"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that may not be larger than allowed."""

    what: str
    measured: float
    limit: float
    unit: str

    @property
    def ratio(self) -> float:
        """Measured, of what is allowed."""
        return self.measured / self.limit


def run(*command: str) -> tuple[float, float, float]:
    """Return processor seconds, peak megabytes and seconds on the clock of a command.

    Bytecode is read, and kept where there is none: an installed package has it.
    """
    env = {name: held for name, held in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = subprocess.run(
        [sys.executable, "-c", CHILD, MAIN, *command],
        check=True, capture_output=True, text=True, env=env | ONE_CORE,
    )  # fmt: skip
    seconds, kilobytes, clock = map(float, found.stdout.split())
    return seconds, kilobytes / 1024, clock


def measure(folder: Path) -> tuple[list[Limit], list[str]]:
    """Run both."""
    study = run("study", "all", "--country", "CN", "--out", str(folder / "study"))
    export = run("export", "--tables", "all", "--format", "csv", "--out", str(folder / "tables"))
    limits = [
        Limit("`study all --country CN`, processor", study[0], 45, "s"),
        Limit("`export --tables all`, processor", export[0], 8, "s"),
        Limit("`export --tables all`, peak memory", export[1], 300, "MB"),
    ]
    size = sum(path.stat().st_size for path in (folder / "tables").iterdir())
    said = [
        f"On the clock {study[2]:.0f} s and {export[2]:.0f} s; peak memory of the studies "
        f"{study[1]:,.0f} MB. The tables are CSV files of {size / 1e6:,.0f} MB together."
    ]
    return limits, said


def section(found: list[Limit], said: list[str], load: str) -> str:
    """Lay the measurement out as a part of the page."""
    rows = [
        f"| {one.what} | {one.measured:,.1f} {one.unit} | {one.limit:g} {one.unit} "
        f"| {one.ratio:.2f} | {'met' if one.ratio <= 1 else 'missed'} |"
        for one in found
    ]
    return "\n".join(
        [
            "## Work of minutes",
            "",
            "`python benchmarks/work_of_minutes.py`: whole commands, once each. "
            f"{machine()}.{load} Neighbours on the same cores make processor seconds longer too.",
            "",
            "| what | measured | limit | ratio | |",
            "|---|---:|---:|---:|---|",
            *rows,
            "",
            *said,
        ]
    )


def main() -> int:
    """Measure, write the part of the page and print it."""
    with tempfile.TemporaryDirectory() as folder:
        found, said = measure(Path(folder))
    text = section(found, said, busy())
    write_part(MARK, text)
    print(text)
    return int(any(one.ratio > 1 for one in found))


if __name__ == "__main__":
    sys.exit(main())
