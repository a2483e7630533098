"""How long the program takes to start: medians of several runs, as ratios within one run.

`python benchmarks/start_time.py [--json]`. The yardstick is a Python that imports typer and rich.
Without `--json` the table of docs/performance.md is written again.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- start time: begin -->", "<!-- start time: end -->"
ROUNDS = 15
MAIN = "from sistercities.cli import command; command()"
YARDSTICK = "import typer, rich"
COMMANDS: dict[str, list[str]] = {
    YARDSTICK: [sys.executable, "-c", YARDSTICK],
    "sistercities --help": [sys.executable, "-c", MAIN, "--help"],
    "sistercities ties Ningbo": [sys.executable, "-c", MAIN, "ties", "Ningbo"],
    "sistercities ties 宁波 --json": [sys.executable, "-c", MAIN, "ties", "宁波", "--json"],
    "sistercities place Ningbo": [sys.executable, "-c", MAIN, "place", "Ningbo"],
    "sistercities data status": [sys.executable, "-c", MAIN, "data", "status"],
}
LIMITS = {"sistercities --help": 3.0}


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def measure(rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """Time every command in turn, round by round, so that all meet the same load."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        seconds(command)  # once unmeasured: files into the cache
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    base = statistics.median(times[YARDSTICK])
    return {
        name: {"median_s": statistics.median(each), "ratio": statistics.median(each) / base}
        for name, each in times.items()
    }


def section(measured: dict[str, dict[str, float]]) -> str:
    """Lay the measurement out as a part of the page."""
    rows = [
        f"| `{name}` | {row['median_s']:.3f} s | {row['ratio']:.2f} x |"
        for name, row in measured.items()
    ]
    return "\n".join(
        [
            BEGIN,
            "## Time to start",
            "",
            f"`python benchmarks/start_time.py`: medians of {ROUNDS} rounds, each command in turn, "
            f"on the release in the package. Python {sys.version.split()[0]}. The limit for "
            f"`--help` is {LIMITS['sistercities --help']:.0f} x.",
            "",
            "| command | wall time | ratio |",
            "|---|---:|---:|",
            *rows,
            END,
        ]
    )


def write(part: str) -> None:
    """Put the part in its place on the page, or at its end."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Performance\n"
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before.rstrip()}\n\n{part}\n{after.lstrip()}", encoding="utf-8")


def main() -> int:
    measured = measure()
    if "--json" in sys.argv[1:]:
        print(json.dumps(measured, indent=2, ensure_ascii=False))
    else:
        write(section(measured))
        print(section(measured))
    return int(any(measured[name]["ratio"] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
