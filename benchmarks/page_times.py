"""How long the server takes for each type of page, cold and warm, and for search and suggestions.

`python benchmarks/page_times.py [--asks 5] [--json]`. The server keeps no answers, so that each is
made anew; warm is what holds once the data of a page have been read before. Beside the time of the
clock stands that of the processor, which a loaded machine stretches less. Exits with 1 where a bar
is missed by the processor's time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from served import serving

PAGE_BAR_MS, SEARCH_BAR_MS = 300.0, 50.0
PAGES = {
    "start": "/", "place": "/place/gn:1799397", "place of many": "/place/gn:1796236",
    "region": "/region/gn:1784764", "region's ties": "/region/gn:1784764/ties",
    "country": "/country/DE", "country's ties": "/country/DE/ties",
    "country's places": "/country/DE/places", "pair of many": "/pair/DE/FR", "pair": "/pair/CN/JP",
    "tie": "/tie/gn:1799397~gn:1858681", "countries": "/countries",
    "recommend": "/recommend?q=Ningbo", "assess": "/assess?q=Ningbo&partner=Porto",
    "compare": "/compare?place=Ningbo&place=Qingdao", "benchmark": "/benchmark?q=Ningbo",
    "path": "/path?from=Ningbo&to=Porto", "studies": "/studies", "data": "/data",
    "coverage": "/data/coverage", "columns": "/data/columns", "methods": "/methods",
}  # fmt: skip
SEARCHES = {
    "search": "/search?q=springfield",
    "suggestions": "/api/v1/suggestions?q=ning",
    "suggestions in Chinese": "/api/v1/suggestions?q=" + quote("宁"),
    "near names": "/api/v1/search?q=ningpo",
}
_TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Asked:
    """One page: milliseconds of the clock and of the processor, asked first and asked again."""

    name: str
    path: str
    cold_ms: float
    warm_ms: float
    warm_processor_ms: float
    bar_ms: float


def processor_ms(process: int) -> float:
    """Processor time that a process has had, with all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * _TICK_MS


def ask(address: str) -> float:
    """Ask once; milliseconds until all has come."""
    began = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - began)


def measured(port: int, process: int, name: str, path: str, bar: float, asks: int) -> Asked:
    """Ask for a page once, and then some times more."""
    address = f"http://127.0.0.1:{port}{path}"
    cold, before = ask(address), processor_ms(process)
    again = [ask(address) for _ in range(asks)]
    spent = (processor_ms(process) - before) / asks
    return Asked(name, path, cold, statistics.median(again), spent, bar)


def table(found: Sequence[Asked]) -> str:
    """Lay the measurements out."""
    lines = [
        "| page | cold, ms | warm, ms | warm, processor ms | bar |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.name} | {one.cold_ms:.0f} | {one.warm_ms:.0f} | {one.warm_processor_ms:.0f} "
        f"| {one.bar_ms:.0f}{' missed' if one.warm_processor_ms > one.bar_ms else ''} |"
        for one in found
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure and print."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--asks", type=int, default=5, help="times that a page is asked for again")
    reader.add_argument("--json", action="store_true")
    asked = reader.parse_args()
    due = [(*one, PAGE_BAR_MS) for one in PAGES.items()]
    due += [(*one, SEARCH_BAR_MS) for one in SEARCHES.items()]
    load = os.getloadavg()[0]
    with serving("--cache", "0") as (port, process):
        found = [measured(port, process, *one, asked.asks) for one in due]
    if asked.json:
        print(json.dumps([asdict(one) for one in found], indent=2))
    else:
        print(f"{load:.1f} processes want the {os.cpu_count()} cores.\n{table(found)}")
    return int(any(one.warm_processor_ms > one.bar_ms for one in found))


if __name__ == "__main__":
    sys.exit(main())
