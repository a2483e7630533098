"""What look-ups cost with the index, as ratios to plain SQLite and to one another, in one run.

`python benchmarks/index_ratios.py [--rounds 9]`. Processor seconds of whole processes, in turn,
medians; near names in one process against an FTS5 table of the same names with rapidfuzz. A server
is started for its memory and its readiness. Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import JaroWinkler

from page_part import write_part
from served import MAIN, serving
from sistercities.api.data_choice import open_data
from sistercities.api.data_index import index_data
from sistercities.dataset.index.opened import Index, index_of
from sistercities.dataset.town_lookup import meet_place
from sistercities.errors import PlaceNotFound
from this_machine import busy, machine

MARK = "index"
PLACE, KEY = "Ningbo", "gn:1799397"
PEER = (
    "import sqlite3, sys\n"
    "c = sqlite3.connect(sys.argv[1])\n"
    "for row in c.execute('SELECT * FROM tie_ends WHERE here_id = ?', [sys.argv[2]]): print(row)\n"
)
TYPED = ("Ningpoo", "Gernsbahc", "Pnotault-Combault", "Johnosn City", "Tvaira", "Ouagadugu")
_PATIENCE = 60.0
_CANDIDATES = 200
_LEAST_MB = 10


@dataclass(frozen=True, slots=True)
class Ratio:
    """One limit: what it is of, what was measured, and how much is allowed."""

    name: str
    measured: str
    ratio: float
    limit: float

    @property
    def is_met(self) -> bool:
        """Whether no more was measured than is allowed."""
        return self.ratio <= self.limit


def processor_seconds(command: list[str], **given: str) -> float:
    """Processor seconds of one process, its system calls included.

    Bytecode is read, and kept by the first run where there is none: an installed package has it.
    """
    env = {name: held for name, held in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=env | given)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def commands(rounds: int, index: Path, folder: Path) -> list[Ratio]:
    """Commands against `sqlite3` on the same rows, and against a list of ties."""
    register = folder / "two.csv"
    register.write_text("city,partner,country\nNingbo,Aachen,Germany\nNingbo,Rouen,France\n")
    ours = [sys.executable, "-c", MAIN]
    asked = {
        "peer": [sys.executable, "-c", PEER, str(index), KEY],
        "ties": [*ours, "ties", PLACE],
        "recommend": [*ours, "recommend", PLACE],
        "benchmark": [*ours, "benchmark", PLACE],
        "import": [*ours, "import", str(register), "--dry-run"],
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    # All as often: a machine has slow minutes, and a median of three would be that of one.
    for _ in range(rounds + 1):
        for name, command in asked.items():
            times[name].append(processor_seconds(command))
    half = {name: statistics.median(found[1:]) for name, found in times.items()}
    return [
        Ratio("`ties`, of `python` with `sqlite3` on the same rows",
              f"{half['ties']:.3f} of {half['peer']:.3f} s", half["ties"] / half["peer"], 6),
        *(
            Ratio(f"{name}, of `ties`", f"{half[key]:.2f} of {half['ties']:.3f} s",
                  half[key] / half["ties"], limit)
            for key, name, limit in (
                ("import", "preview of a CSV of two lines", 2.0),
                ("recommend", "`recommend`", 2.0), ("benchmark", "`benchmark`", 2.5),
            )
        ),
    ]  # fmt: skip


def peer_of_near_names(index: Index) -> Callable[[str], list[str]]:
    """Make one FTS5 table of all keys in memory, asked and measured in the plainest way."""
    held = sqlite3.connect(":memory:")
    held.execute("CREATE VIRTUAL TABLE peer USING fts5(key, tokenize = 'trigram')")
    keys = index.tuples("SELECT key FROM keys_held UNION SELECT key FROM keys_towns")
    held.executemany("INSERT INTO peer VALUES (?)", keys)
    sql = "SELECT key FROM peer WHERE peer MATCH ? ORDER BY rank LIMIT ?"

    def near(typed: str) -> list[str]:
        key = "".join(filter(str.isalnum, typed.lower()))
        runs = " OR ".join(f'"{key[at : at + 3]}"' for at in range(len(key) - 2))
        found = [row[0] for row in held.execute(sql, [runs, _CANDIDATES])]
        return sorted(found, key=lambda one: -JaroWinkler.similarity(key, one))[:5]

    return near


def near_names(rounds: int) -> Ratio:
    """Look for names that nobody bears, against FTS5 with rapidfuzz on the same names."""
    with open_data() as release:
        peer = peer_of_near_names(index_of(release))

        def ours(typed: str) -> None:
            try:
                meet_place(release, typed)
            except PlaceNotFound:
                return
            raise SystemExit(f"{typed} is a name by now; choose another")

        times: dict[str, list[float]] = {"ours": [], "peer": []}
        for _ in range(rounds):
            for name, ask in (("ours", ours), ("peer", peer)):
                began = time.process_time()
                for typed in TYPED:
                    ask(typed)
                times[name].append((time.process_time() - began) / len(TYPED))
    mine, other = (statistics.median(each) for each in times.values())
    measured = f"{1000 * mine:.1f} of {1000 * other:.1f} ms"
    return Ratio("a near name, of FTS5 with rapidfuzz", measured, mine / other, 3)


def server() -> list[Ratio]:
    """Readiness of a server beside the import of its application, and the memory of its workers."""
    application = [sys.executable, "-c", "import sistercities.web.application"]
    loading = statistics.median(_seconds(application) for _ in range(5))
    ready = statistics.median(_served(1)[0] for _ in range(3))
    one, two = _served(1)[1], _served(2)[1]
    return [
        Ratio("server ready, of the import of its application",
              f"{ready:.2f} of {loading:.2f} s", ready / loading, 2),
        Ratio("private memory of a worker, of 100 MB", f"{one[0]} MB", one[0] / 100, 1),
        Ratio("private memory of a second one, of 60 MB", f"{min(two)} MB", min(two) / 60, 1),
    ]  # fmt: skip


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def seconds_until_served(folder: Path) -> float:
    """Seconds until a server of a release answers."""
    return _served(1, SISTERCITIES_DATA=str(folder))[0]


def _served(workers: int, **given: str) -> tuple[float, list[int]]:
    """Seconds until a server answers, and the private megabytes of each of its workers."""
    began = time.perf_counter()
    with serving("--workers", str(workers), **given) as (port, pid):
        ready = time.perf_counter() - began
        for page in (f"/place/{KEY}", "/country/CN", "/search?q=Ningpoo"):
            for _ in range(4 * workers):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=_PATIENCE).read()
        own = [pid] if workers == 1 else _children(pid)
        return ready, [_private(one) for one in own]


def _children(pid: int) -> list[int]:
    """Workers of a server: the processes that were started last, and hold more than some MB."""
    own = [
        int(one) for task in Path(f"/proc/{pid}/task").iterdir()
        for one in (task / "children").read_text().split()
    ]  # fmt: skip
    below = [each for one in own for each in _children(one)]
    return below or [one for one in own if _private(one) > _LEAST_MB]


def _private(pid: int) -> int:
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(int(kb) for kb in re.findall(r"Private_\w+:\s+(\d+) kB", told)) // 1024


def section(found: list[Ratio], load: str) -> str:
    """Lay the measurement out as a part of the page."""
    rows = [
        f"| {one.name} | {one.measured} | {one.ratio:.2f} | {one.limit:g} | "
        f"{'met' if one.is_met else 'missed'} |"
        for one in found
    ]
    return "\n".join(
        [
            "## Look-ups, against plain SQLite",
            "",
            "`python benchmarks/index_ratios.py`: medians, in turn, in one run; processor seconds, "
            f"of the server seconds on the clock. {machine()}.{load}",
            "",
            "| what | measured | ratio | limit | |",
            "|---|---:|---:|---:|---|",
            *rows,
        ]
    )


def main() -> int:
    """Measure, write the part of the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    told = index_data()
    if told.path is None:
        raise SystemExit("the index can be kept nowhere; name a folder in SISTERCITIES_INDEX")
    with tempfile.TemporaryDirectory() as folder:
        found = commands(rounds, Path(told.path), Path(folder))
    found += [near_names(rounds), *server()]
    text = section(found, busy())
    write_part(MARK, text)
    print(text)
    return int(any(not one.is_met for one in found))


if __name__ == "__main__":
    sys.exit(main())
