"""The list of a place's ties against the same lookup typed in the Python shell of DuckDB.

`python benchmarks/ties_lookup.py [--json]`. Whole processes, in turn, on the release in the
package. The peer does less: it finds one place by the exact spelling, checks nothing and draws no
table. Without `--json` the table of docs/performance.md is written again.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

from page_part import write_part

ROUNDS = 15
LIMIT = 2.0
MARK = "ties lookup"
MAIN = "import sys; from sistercities.cli import main; sys.exit(main())"
PEER = """
import os, sys
import duckdb
from importlib.util import find_spec
from pathlib import Path
package = Path(find_spec("sistercities").origin).parent
data = Path(os.environ.get("SISTERCITIES_DATA") or package / "data")
con = duckdb.connect(config={"threads": 2})
for table in ("names", "places", "ties"):
    con.execute(f"CREATE VIEW {table} AS FROM read_parquet('{data / table}.parquet')")
found = con.execute(
    "SELECT DISTINCT place_id FROM names WHERE name = ? "
    "UNION SELECT place_id FROM places WHERE name = ? OR name_local = ?", [sys.argv[1]] * 3
).fetchall()
keys = [row[0] for row in found]
for row in con.execute(
    "SELECT t.*, o.name, o.name_local, o.level, o.country FROM ties t "
    "JOIN places o ON o.place_id = CASE WHEN list_contains(?, t.place_a) THEN t.place_b "
    "ELSE t.place_a END WHERE list_contains(?, t.place_a) OR list_contains(?, t.place_b) "
    "ORDER BY t.start NULLS LAST, o.country, o.name", [keys] * 3
).fetchall():
    print(*row)
"""
PLACES = ("Ningbo", "宁波", "Cologne")
Command = list[str]


def commands(place: str) -> dict[str, Command]:
    """Commands by name, ours and the peer's."""
    return {
        f"sistercities ties {place}": [sys.executable, "-c", MAIN, "ties", place],
        f"duckdb, {place}": [sys.executable, "-c", PEER, place],
    }


def seconds(command: Command) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def measure(rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """Median seconds of both by place, round by round in turn, and their ratio."""
    measured = {}
    for place in PLACES:
        both = commands(place)
        times: dict[str, list[float]] = {name: [] for name in both}
        for command in both.values():
            seconds(command)  # once unmeasured: files into the cache
        for _ in range(rounds):
            for name, command in both.items():
                times[name].append(seconds(command))
        ours, peer = (statistics.median(each) for each in times.values())
        measured[place] = {"ours_s": ours, "duckdb_s": peer, "ratio": ours / peer}
    return measured


def section(measured: dict[str, dict[str, float]]) -> str:
    """Lay the measurement out as a part of the page."""
    rows = [
        f"| `{place}` | {row['ours_s']:.3f} s | {row['duckdb_s']:.3f} s | {row['ratio']:.2f} x |"
        for place, row in measured.items()
    ]
    return "\n".join(
        [
            "## Ties of a place, against DuckDB alone",
            "",
            f"`python benchmarks/ties_lookup.py`: medians of {ROUNDS} rounds, whole processes in "
            "turn. The peer is `python -c` with `duckdb`: it finds the place by its exact name in "
            "the same files and prints its ties. It checks no checksum, finds no name that is "
            f"spelled otherwise and draws no table. The limit is {LIMIT:.0f} x. "
            f"Python {sys.version.split()[0]}.",
            "",
            "| place | `sistercities ties` | `duckdb` | ratio |",
            "|---|---:|---:|---:|",
            *rows,
        ]
    )


def main() -> int:
    measured = measure()
    if "--json" in sys.argv[1:]:
        print(json.dumps(measured, indent=2, ensure_ascii=False))
    else:
        write_part(MARK, section(measured))
        print(section(measured))
    return int(any(row["ratio"] > LIMIT for row in measured.values()))


if __name__ == "__main__":
    sys.exit(main())
