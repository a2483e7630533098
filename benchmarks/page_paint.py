"""How soon a page with a map is painted in a browser, how much it moves, and what it loads.

Run `python benchmarks/page_paint.py` with the extra `browser` and a Chromium on the path. Each page
is loaded with an empty cache, at three widths; the map is brought into view and waited for. Layout
shift is that of the whole visit, the map's beginning to move included; what moved is named.

In turn with each visit a page of one sentence is loaded, which no server computes and no style
dresses: its first paint is the floor of this browser on this machine at this moment, and a page's
own is told as a multiple of it too. A bar in milliseconds that the floor itself misses says nothing
of the page.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGES = {
    "start": "/",
    "Ningbo": "/place/gn:1799397",
    "Saint Petersburg": "/place/gn:498817",
    "Gummersbach": "/place/gn:2913761",
    "China": "/country/CN",
}
"""Pages with a map: of flows, of 55 ties, of 105, of five, of numbers."""
WIDTHS = (1280, 768, 390)
LOADS = 5
PAINT_BAR_MS, LARGEST_BAR_MS, SHIFT_BAR, BYTES_BAR = 150.0, 400.0, 0.02, 60_000
MAIN = "from sistercities.cli import command; command()"
_WATCH = """
window.seen = { shift: 0, largest: 0, moved: [] };
new PerformanceObserver(list => { for (const one of list.getEntries()) {
    window.seen.shift += one.value;
    for (const { node } of one.sources) if (node) window.seen.moved.push(
        (node.closest?.('figure, section, form, div') ?? node).className || node.nodeName);
} })
    .observe({ type: 'layout-shift', buffered: true });
new PerformanceObserver(list => { for (const one of list.getEntries()) window.seen.largest = one.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
"""  # noqa: E501
_READ = """
() => ({ ...window.seen, paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 })
"""  # noqa: E501
_SENTENCE = b"<!doctype html><html lang=en><title>Bare</title><p>Sister cities of the world."
_SPENT = (
    "borders-",
    "detail-",
    "live_map-",
    "map_data-",
    "map_picture-",
    "flows",
    "map.json",
    "land-",
)
"""Parts of the addresses of what is loaded for the map alone."""


@dataclass(frozen=True)
class Painted:
    """One visit: first and largest paint in ms, layout shift, bytes sent for page and map.

    `moved` names the parts of the page that moved; `floor_ms` is the first paint of the page of one
    sentence beside it.
    """

    paint_ms: float
    largest_ms: float
    shift: float
    page_bytes: int
    map_bytes: int
    moved: tuple[str, ...] = ()
    floor_ms: float = 0.0


class _Bare(BaseHTTPRequestHandler):
    """Answers everything with one sentence."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(_SENTENCE)))
        self.end_headers()
        self.wfile.write(_SENTENCE)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def bare_page() -> Iterator[str]:
    """Serve a page of one sentence, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Bare)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def serving() -> Iterator[str]:
    """Serve the release in the package, and give the address."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    command = [sys.executable, "-c", MAIN, "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait(address: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=10).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The explorer does not start; try `sistercities serve`.")


def visit(browser: Any, address: str, width: int) -> Painted:
    """Load a page with an empty cache, and wait until its map moves."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
    page = context.new_page()
    sizes: dict[str, int] = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    names: dict[str, str] = {}
    session.on(
        "Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]})
    )
    session.on("Network.loadingFinished", lambda e: sizes.update(
        {names.get(e["requestId"], ""): int(e["encodedDataLength"])}))  # fmt: skip
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(300)
    before = page.evaluate(_READ)
    page.locator("figure[data-map]").first.scroll_into_view_if_needed()
    page.locator("figure[data-map][data-state=live]").first.wait_for()
    page.wait_for_timeout(400)
    after = page.evaluate(_READ)
    context.close()
    of_map = sum(n for name, n in sizes.items() if any(part in name for part in _SPENT))
    return Painted(
        before["paint"],
        before["largest"],
        after["shift"],
        sum(sizes.values()) - of_map,
        of_map,
        tuple(sorted(set(after["moved"]))),
    )


def floor(browser: Any, address: str, width: int) -> float:
    """Load the page of one sentence as the others are loaded: milliseconds to its first paint."""
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(300)
    found = page.evaluate(_READ)
    context.close()
    return float(found["paint"])


def measured(
    browser: Any, home: str, bare: str, loads: int, widths: Sequence[int] = WIDTHS
) -> Iterator[tuple[str, int, Painted]]:
    """Yield the median of some visits of each page at each width; the first warms the server."""
    for name, path in PAGES.items():
        urllib.request.urlopen(home + path).close()
        for width in widths:
            found = [
                replace(visit(browser, home + path, width), floor_ms=floor(browser, bare, width))
                for _ in range(loads)
            ]
            yield name, width, _median(found)


def _median(found: Sequence[Painted]) -> Painted:
    return Painted(
        statistics.median(one.paint_ms for one in found),
        statistics.median(one.largest_ms for one in found),
        statistics.median(one.shift for one in found),
        int(statistics.median(one.page_bytes for one in found)),
        int(statistics.median(one.map_bytes for one in found)),
        tuple(sorted({part for one in found for part in one.moved})),
        statistics.median(one.floor_ms for one in found),
    )


def main() -> int:
    """Print a table of the measurements, and say whether each bar is kept."""
    reader = argparse.ArgumentParser(description="Measure how pages with a map are painted.")
    reader.add_argument("--loads", type=int, default=LOADS, help="visits of each page")
    reader.add_argument("--address", help="a server that runs already; else one is started")
    reader.add_argument("--widths", help="widths in pixels with commas between; else three")
    asked = reader.parse_args()
    from playwright.sync_api import sync_playwright

    chromium = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if chromium is None:
        print("No Chromium is on the path; install one and try again.", file=sys.stderr)
        return 2
    widths = tuple(map(int, asked.widths.split(","))) if asked.widths else WIDTHS
    print(f"{os.getloadavg()[0]:.1f} processes want the {os.cpu_count()} cores.")
    print(
        "| page | width | first paint, ms | floor, ms | ratio | largest paint, ms | layout shift "
        "| page, KB | map, KB | moved |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---|"
    )
    with sync_playwright() as player, bare_page() as bare:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        if asked.address:
            kept = _table(browser, asked.address, bare, asked.loads, widths)
        else:
            with serving() as home:
                kept = _table(browser, home, bare, asked.loads, widths)
        browser.close()
    return 0 if kept else 1


def _table(browser: Any, home: str, bare: str, loads: int, widths: Sequence[int]) -> bool:
    kept = True
    for name, width, one in measured(browser, home, bare, loads, widths):
        print(
            f"| {name} | {width} | {one.paint_ms:.0f} | {one.floor_ms:.0f} "
            f"| {one.paint_ms / max(one.floor_ms, 1.0):.2f} | {one.largest_ms:.0f} "
            f"| {one.shift:.3f} | {one.page_bytes / 1000:.0f} | {one.map_bytes / 1000:.0f} "
            f"| {', '.join(one.moved)} |",
            flush=True,
        )  # fmt: skip
        kept &= one.paint_ms <= PAINT_BAR_MS and one.largest_ms <= LARGEST_BAR_MS
        kept &= one.shift <= SHIFT_BAR and one.page_bytes <= BYTES_BAR
    print(
        f"Wanted: at most {PAINT_BAR_MS:.0f} ms, {LARGEST_BAR_MS:.0f} ms, {SHIFT_BAR} and "
        f"{BYTES_BAR / 1000:.0f} KB: {'kept' if kept else 'not kept'}."
    )
    return kept


if __name__ == "__main__":
    raise SystemExit(main())
