"""Fifty people typing names at once, against a server of one worker: how long a suggestion takes.

`python benchmarks/typing_load.py [--clients 50] [--seconds 60]`. Each types names of places that
have ties, drawn with a seed, a letter every 200 ms, asks after each letter as the page in a browser
does, and rests for a second behind each name. Exits with 1 where the slowest hundredth of the
answers takes more than 100 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from urllib.parse import quote

from page_part import write_part
from served import serving
from sistercities.api.data_choice import open_data
from sistercities.dataset.index.opened import index_of
from this_machine import busy, machine

MARK, SEED = "typing", 20261129
_BAR_MS = 100.0
_LETTER, _REST = 0.2, 1.0
_LONGEST = 12


def names() -> list[str]:
    """Names of places with ties, those in other scripts among them."""
    sql = ("SELECT name, name_local FROM places JOIN tie_counts USING (place_id) "
           "ORDER BY place_id")  # fmt: skip
    with open_data() as release:
        rows = index_of(release).tuples(sql)
    return [one for row in rows for one in row if one]


async def _type(port: int, drawn: random.Random, known: list[str], until: float) -> list[float]:
    """Type names until the time is over; return the milliseconds of each answer."""
    found: list[float] = []
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(drawn.random() * _REST)
    while time.perf_counter() < until:
        name = drawn.choice(known)[:_LONGEST]
        for end in range(1, len(name) + 1):
            began = time.perf_counter()
            await _ask(reader, writer, name[:end])
            took = time.perf_counter() - began
            found.append(1000 * took)
            await asyncio.sleep(max(0.0, _LETTER - took))
        await asyncio.sleep(_REST)
    writer.close()
    return found


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, text: str) -> None:
    asked = f"GET /api/v1/suggestions?limit=8&q={quote(text)} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    writer.write(asked.encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.lower().split(b"\r\n")
        if line.startswith(b"content-length")
    )  # fmt: skip
    await reader.readexactly(length)
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"{text!r} was answered by {head[:60]!r}; look at the server by hand")


async def _all_type(port: int, clients: int, seconds: float) -> list[float]:
    known, until = names(), time.perf_counter() + seconds
    each = (_type(port, random.Random(SEED + one), known, until) for one in range(clients))
    return [took for one in await asyncio.gather(*each) for took in one]


def measure(clients: int, seconds: float) -> list[float]:
    """Start a server, let them type, and return the milliseconds of all answers."""
    with serving() as (port, _):
        return asyncio.run(_all_type(port, clients, seconds))


def main() -> int:
    """Measure, write the part of the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    typed = parser.parse_args()
    took = sorted(measure(typed.clients, typed.seconds))
    slow = took[int(len(took) * 0.99)]
    told = {
        "answers": len(took), "median_ms": round(statistics.median(took), 1),
        "p99_ms": round(slow, 1), "slowest_ms": round(took[-1], 1),
    }  # fmt: skip
    text = (
        "## Fifty people typing at once\n\n"
        f"`python benchmarks/typing_load.py`: {typed.clients} clients, one worker, "
        f"{typed.seconds:g} s, a letter every 200 ms; the clients run on the same machine. "
        f"{len(took):,} answers, half of them within {told['median_ms']} ms, 99 of 100 within "
        f"{told['p99_ms']} ms (limit {_BAR_MS:g}), all within {told['slowest_ms']} ms. "
        f"{machine()}.{busy()}"
    )
    write_part(MARK, text)
    print(json.dumps(told))
    return int(slow > _BAR_MS)


if __name__ == "__main__":
    sys.exit(main())
