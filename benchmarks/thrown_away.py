"""Searches thrown away: how soon the state of the server and a new page come after a hundred.

`python benchmarks/thrown_away.py [--searches 100]`. A server of the release is started; each search
is for a name that nothing bears, and its connection is closed 20 ms after it was sent. Exits with 1
where a bar is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
import urllib.request

from served import serving
from this_machine import busy, machine

STATUS_BAR, PAGE_BAR = 1.0, 2.0
_PAGES = ("gn:2950159", "gn:1850147", "gn:2643743")
"""Berlin, Tokyo and London: pages of many ties, each asked for once."""
_PATIENCE = 120.0


async def throw_away(port: int, n: int, seed: int) -> None:
    """Ask for names, and leave after 20 ms."""

    async def ask(number: int) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        name = f"Nowhereville{seed}x{number}"
        writer.write(f"GET /search?q={name} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.02)
        writer.close()

    await asyncio.gather(*(ask(number) for number in range(n)))


def seconds(port: int, path: str) -> float:
    """Seconds until an answer is whole."""
    began = time.perf_counter()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=_PATIENCE) as answer:
        answer.read()
    return time.perf_counter() - began


def measure(searches: int) -> dict[str, object]:
    """Throw searches away three times; the slowest answers count."""
    with serving() as (port, _):
        status, pages = [], []
        for turn, page in enumerate(_PAGES):
            asyncio.run(throw_away(port, searches, turn))
            status.append(seconds(port, "/api/v1/status"))
            pages.append(seconds(port, f"/place/{page}"))
            time.sleep(3)
    return {
        "machine": machine(), "load": busy(), "searches": searches,
        "status_seconds": max(status), "page_seconds": max(pages),
        "is_met": max(status) <= STATUS_BAR and max(pages) <= PAGE_BAR,
    }  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--searches", type=int, default=100)
    found = measure(parser.parse_args().searches)
    print(json.dumps(found, indent=2))
    return 0 if found["is_met"] else 1


if __name__ == "__main__":
    sys.exit(main())
