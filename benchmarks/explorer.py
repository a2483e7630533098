"""The explorer: how soon a page is seen, how many a second, against datasette on the same ties.

`python benchmarks/explorer.py [--seconds 30] [--json] [--without-site]`. Needs `chromium` and `wrk`
of the system and the extra `browser`. All servers stand, and one at a time is asked, by `wrk` as a
process of its own: in turn, forwards and then backwards, so that all meet the same machine. Without
`--json` the part of docs/performance.md is written again.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from page_part import write_part
from sistercities.api.explorer.store import Explorer
from this_machine import machine

PLACE, NAME = "gn:1799397", "Ningbo"
MARK = "explorer"
CONCURRENCY, LOADS = 16, 15
FCP_BAR_MS, BYTES_BAR, RATIO_BAR = 150.0, 60_000, 2.0
MAIN = "from sistercities.cli import command; command()"
OURS, BARE, PEER, FULL = "ours", "ours, nothing kept", "datasette, facets off", "datasette"
_PATIENCE = 60.0
_LIBRARY = ("/built/live_map-", "/built/map_", "/built/borders-", "/built/detail-", "/maps/land-")
_NO_WORKER_MB = 60.0
"""What watches over the workers is smaller than this, and a worker is not."""


@dataclass(frozen=True)
class Rate:
    """What `wrk` counted."""

    per_second: float
    p99_ms: float


@dataclass(frozen=True)
class Seen:
    """A page as a browser saw it, always with an empty cache: its first paint, and its bytes.

    `paint_ms`, with its extremes, is in a tab that stands on another page of the site; `new_ms` is
    in a new tab, where the browser starts a process for the site first.
    """

    paint_ms: float
    least_ms: float
    most_ms: float
    new_ms: float
    bytes_sent: int
    library_bytes: int
    requests: int


@dataclass(frozen=True)
class Built:
    """The static site.

    Attributes
    ----------
    seconds, processor_seconds
        What it took, by the clock and by one core.
    files, megabytes
        Files, and bytes on the disk.
    scripts_mb
        Of these what was built from npm, which is there once.
    reduced, reduced_mb
        Of these the reduced pages, to be set into pages of others.
    """

    seconds: float
    processor_seconds: float
    files: int
    megabytes: float
    scripts_mb: float
    reduced: int
    reduced_mb: float


@dataclass(frozen=True)
class Measured:
    """All of it."""

    load: float
    ties: int
    pages: dict[str, Seen]
    rates: dict[str, list[Rate]]
    workers_mb: list[float]
    site: Built | None


def write_ties(path: Path) -> int:
    """Write the ties, seen from both ends, with an index on the near end; return those of PLACE."""
    explorer = Explorer()
    rows = explorer.query("SELECT * EXCLUDE (is_batch_date, is_double_entry) FROM tie_ends")
    explorer.close()
    columns = list(rows[0])
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE ties ({})".format(", ".join(f'"{one}"' for one in columns)))
        marks = ", ".join("?" * len(columns))
        base.executemany(f"INSERT INTO ties VALUES ({marks})", (list(row.values()) for row in rows))
        base.execute("CREATE INDEX by_here ON ties (here_id)")
    return sum(row["here_id"] == PLACE for row in rows)


def commands(ties: Path, ports: dict[str, int]) -> dict[str, list[str]]:
    """Commands of the servers by name."""
    ours = [sys.executable, "-c", MAIN, "serve"]
    peer = [sys.executable, "-m", "datasette", "serve", "--immutable", str(ties)]
    return {
        OURS: [*ours, "--port", str(ports[OURS])],
        BARE: [*ours, "--cache", "0", "--port", str(ports[BARE])],
        PEER: [*peer, "--port", str(ports[PEER]), "--setting", "suggest_facets", "off"],
        FULL: [*peer, "--port", str(ports[FULL])],
    }


def addresses(ports: dict[str, int], n_ties: int) -> dict[str, str]:
    """Addresses of the page with the ties of one place, by server."""
    table = f"/ties/ties?here_id={PLACE}&_size={n_ties}"
    paths = {OURS: f"/place/{PLACE}", BARE: f"/place/{PLACE}", PEER: table, FULL: table}
    return {name: f"http://127.0.0.1:{port}{paths[name]}" for name, port in ports.items()}


def free_ports(names: tuple[str, ...]) -> dict[str, int]:
    """Ports that nothing listens on."""
    with ExitStack() as held:
        found = [held.enter_context(socket.socket()) for _ in names]
        for one in found:
            one.bind(("127.0.0.1", 0))
        return dict(zip(names, (one.getsockname()[1] for one in found), strict=True))


@contextmanager
def served(command: list[str], address: str) -> Iterator[int]:
    """Run a server and wait until it answers; give the id of its process."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _PATIENCE
        while not _answers(address):
            if running.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"this server does not answer: {' '.join(command)}")
            time.sleep(0.1)
        yield running.pid
    finally:
        running.terminate()
        running.wait(20)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def rows_of(address: str) -> int:
    """Rows in the tables of a page, heads left out."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        body = answer.read().decode()
    table = body.partition("<tbody")[2].partition("</tbody>")[0]
    return int(table.count("<tr"))


def wrk(address: str, seconds: int) -> Rate:
    """Ask an address as fast as it answers; a run with another status than 200 ends here."""
    script = (
        "done = function(s, l) io.write(string.format('%d %d %d %d\\n', s.requests, s.duration, "
        "l:percentile(99.0), s.errors.status + s.errors.connect + s.errors.timeout)) end"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as written:
        written.write(script)
        written.flush()
        command = ["wrk", "-t1", f"-c{CONCURRENCY}", f"-d{seconds}s", "-s", written.name]
        command += ["--timeout", "30s", "-H", "Accept-Encoding: gzip", address]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    n, micros, p99, errors = (int(one) for one in done.stdout.splitlines()[-1].split())
    if errors:
        raise SystemExit(f"{errors} of {n} answers of {address} failed")
    return Rate(n / micros * 1e6, p99 / 1000)


def rates(where: dict[str, str], seconds: int) -> dict[str, list[Rate]]:
    """Ask every server forwards, then backwards."""
    found: dict[str, list[Rate]] = {name: [] for name in where}
    for name in (*where, *reversed(where)):
        found[name].append(wrk(where[name], seconds))
    return found


def seen(address: str) -> Seen:
    """Load a page LOADS times with an empty cache, and add up what comes over."""
    from playwright.sync_api import sync_playwright

    before = address.rpartition("/place/")[0] + "/methods"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        _load(browser, address, None)  # the first one starts the browser's own processes
        new = [_load(browser, address, None) for _ in range(LOADS)]
        loads = [_load(browser, address, before) for _ in range(LOADS)]
        browser.close()
    paints, sizes = [paint for paint, _ in loads], new[-1][1]
    library = sum(size for url, size in sizes if any(part in url for part in _LIBRARY))
    return Seen(
        statistics.median(paints), min(paints), max(paints),
        statistics.median(paint for paint, _ in new),
        sum(size for _, size in sizes) - library, library, len(sizes),
    )  # fmt: skip


def _load(browser: Any, address: str, before: str | None) -> tuple[float, list[tuple[str, int]]]:
    """Load a page once: milliseconds to its first paint, and the size of each answer."""
    context = browser.new_context()
    page = context.new_page()
    if before is not None:
        page.goto(before, wait_until="networkidle")
        context.new_cdp_session(page).send("Network.clearBrowserCache")
    done: list[Any] = []
    page.on("requestfinished", lambda one: done.append(one))  # a builtin cannot be a listener
    page.goto(address, wait_until="networkidle")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    sizes = [_size(one) for one in done]
    context.close()
    return float(paint), sizes


def _size(request: Any) -> tuple[str, int]:
    sizes = request.sizes()
    return request.url, sizes["responseBodySize"] + sizes["responseHeadersSize"]


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise SystemExit("no chromium is here; install one: apt-get install -y chromium")


def megabytes_of_workers(workers: int, port: int) -> list[float]:
    """Proportional memory of each worker after it has answered; shared pages count their part."""
    command = [sys.executable, "-c", MAIN, "serve", "--workers", str(workers), "--port", str(port)]
    address = f"http://127.0.0.1:{port}/place/{PLACE}"
    with served(command, address) as running:
        wrk(address, 3)
        children = Path(f"/proc/{running}/task/{running}/children").read_text().split()
        found = [_megabytes(int(one)) for one in children]
    return [one for one in found if one > _NO_WORKER_MB]


def _megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(one.split()[1]) * 1024 / 1e6 for one in lines if one.startswith("Pss:"))


def static_site() -> Built | None:
    """Build the site as files; None where the program does not know the command yet."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        began, before = time.perf_counter(), _processor_seconds()
        done = subprocess.run(
            [sys.executable, "-c", MAIN, "site", "build", str(out)],
            capture_output=True,
            check=False,
        )
        seconds, busy = time.perf_counter() - began, _processor_seconds() - before
        if done.returncode:
            print(done.stderr.decode(errors="replace")[-400:], file=sys.stderr)
            return None
        return built_in(out, seconds, busy)


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def built_in(out: Path, seconds: float, processor_seconds: float) -> Built:
    """Count what lies in the folder of a static site."""
    sizes = {one.relative_to(out): one.stat().st_size for one in out.rglob("*") if one.is_file()}
    scripts = [size for name, size in sizes.items() if name.parts[:2] == ("assets", "built")]
    reduced = [size for name, size in sizes.items() if name.parts[1:2] == ("embed",)]
    return Built(
        seconds, processor_seconds, len(sizes), sum(sizes.values()) / 1e6, sum(scripts) / 1e6,
        len(reduced), sum(reduced) / 1e6,
    )  # fmt: skip


def site_words(site: Built) -> str:
    """Say how large a static site is, and what it took."""
    return (
        f"`sistercities site build`: {site.files:,} files, {site.megabytes:,.0f} MB, "
        f"in {site.seconds:,.0f} s, {site.processor_seconds:,.0f} s of one core. Of these "
        f"{site.scripts_mb:.1f} MB are the scripts, once for all pages, and {site.reduced_mb:,.0f} "
        f"MB the {site.reduced:,} reduced pages for pages of others."
    )


def measure(seconds: int, *, with_site: bool) -> Measured:
    """Measure everything, one thing after the other."""
    load, ports = os.getloadavg()[0], free_ports((OURS, BARE, PEER, FULL))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        ties = Path(folder) / "ties.db"
        n_ties = write_ties(ties)
        where = addresses(ports, n_ties)
        for name, command in commands(ties, ports).items():
            running.enter_context(served(command, where[name]))
        rows = {name: rows_of(address) for name, address in where.items()}
        if set(rows.values()) != {n_ties}:
            raise SystemExit(f"the pages do not hold the same rows: {rows}")
        pages = {name: seen(where[name]) for name in (OURS, BARE)}
        found = rates(where, seconds)
    workers = megabytes_of_workers(2, free_ports(("more",))["more"])
    return Measured(load, n_ties, pages, found, workers, static_site() if with_site else None)


def ratios(found: dict[str, list[Rate]]) -> dict[str, float]:
    """Throughput of ours against the faster of the two settings of the peer."""
    mean = {name: statistics.mean(one.per_second for one in each) for name, each in found.items()}
    peer = max(mean[PEER], mean[FULL])
    return {name: mean[name] / peer for name in (OURS, BARE)}


def section(measured: Measured, seconds: int) -> str:
    """Lay the measurement out as a part of the page."""
    pages, found, workers = measured.pages, measured.rates, measured.workers_mb
    site, gained = measured.site, ratios(measured.rates)
    lines = [
        "## The explorer, against datasette",
        "",
        f"`python benchmarks/explorer.py`: the page of {NAME} with its {measured.ties} ties. "
        f"Machine: {machine()}; {measured.load:.1f} other processes wanted its cores at the start.",
        "",
        f"Seen in Chromium over loopback, {LOADS} loads, each with an empty cache of the browser, "
        "in a tab that stands on another page of the site; then in a new tab, for which the "
        "browser starts a process first:",
        "",
        "| server | first contentful paint, median | least to most | in a new tab | requests "
        "| bytes sent, without what moves the map | what moves the map |",
        "|---|---:|---:|---:|---:|---:|---:|",
        *(
            f"| {name} | {one.paint_ms:.0f} ms | {one.least_ms:.0f} to {one.most_ms:.0f} ms "
            f"| {one.new_ms:.0f} ms | {one.requests} | {one.bytes_sent / 1000:.1f} KB "
            f"| {one.library_bytes / 1000:.1f} KB |"
            for name, one in pages.items()
        ),
        "",
        f"Wanted: at most {FCP_BAR_MS:.0f} ms and {BYTES_BAR / 1000:.0f} KB. What moves the map "
        "is fetched when it comes into view, not before.",
        "",
        f"One process each, asked by `wrk` with {CONCURRENCY} connections for {seconds} s, all "
        "four in turn and then backwards; the numbers are those of the two runs. The peer serves "
        "the same ties from SQLite, read-only, its table of the same rows as HTML, with its "
        "default settings and without the search for facets, which is its faster way.",
        "",
        "| server | answers a second | p99 | ratio |",
        "|---|---:|---:|---:|",
        *(
            f"| {name} | {' and '.join(f'{one.per_second:,.0f}' for one in each)} "
            f"| {' and '.join(f'{one.p99_ms:.0f} ms' for one in each)} "
            f"| {f'{gained[name]:.1f} x' if name in gained else ''} |"
            for name, each in found.items()
        ),
        "",
        "The ratio is that to the peer's faster setting; wanted is at least "
        f"{RATIO_BAR:.0f} x. `{OURS}` gives an answer again that it gave before (32 MB of them in "
        f"each process); `{BARE}` makes each anew, as the peer does.",
        "",
        f"Memory of each of {len(workers)} workers after 3 s of load: "
        f"{' and '.join(f'{one:.0f} MB' for one in workers)} (proportional set size).",
    ]
    if site is not None:
        lines += ["", site_words(site)]
    return "\n".join(lines)


def missed(measured: Measured) -> list[str]:
    """Name the bars that are missed."""
    pages, gained = measured.pages, ratios(measured.rates)
    found = [f"{name}: paint" for name, one in pages.items() if one.paint_ms > FCP_BAR_MS]
    found += [f"{name}: bytes" for name, one in pages.items() if one.bytes_sent > BYTES_BAR]
    return found + [f"{name}: rate" for name, ratio in gained.items() if ratio < RATIO_BAR]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--without-site", action="store_true")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("no wrk is here; install it: apt-get install -y wrk")
    measured = measure(options.seconds, with_site=not options.without_site)
    if options.json:
        print(json.dumps(asdict(measured), indent=2))
    else:
        text = section(measured, options.seconds)
        write_part(MARK, text)
        print(text)
    for one in missed(measured):
        print(f"missed: {one}", file=sys.stderr)
    return int(bool(missed(measured)))


if __name__ == "__main__":
    sys.exit(main())
