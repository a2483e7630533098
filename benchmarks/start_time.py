"""How long the program takes to start: medians of several runs, as ratios within one run.

`python benchmarks/start_time.py [--json]`. The yardstick is a Python that imports typer and rich.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

ROUNDS = 15
MAIN = "import sys; from sistercities.cli import main; sys.exit(main())"
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


def main() -> int:
    measured = measure()
    if "--json" in sys.argv[1:]:
        print(json.dumps(measured, indent=2, ensure_ascii=False))
    else:
        for name, row in measured.items():
            print(f"{row['median_s']:7.3f} s  {row['ratio']:6.2f} x  {name}")
    return int(any(measured[name]["ratio"] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
