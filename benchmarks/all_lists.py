"""Lists for all places of the world, against implicit, in processor seconds.

    python benchmarks/all_lists.py [--homes 20000] [--implicit-python PATH]

The 100 best partners of the 20,000 places with the most ties and people among these same places, of
ours for all of them, or with `--homes` from some that stand evenly among all, extrapolated.
The peer is `implicit` (alternating least squares, 64 factors) with the ties as the matrix, fitted
and asked for the 100 best of all 20,000; it knows nothing but the ties and gives no reasons. One
thread each, in a process of its own. Writes the part "all lists" of docs/performance.md, and exits
with 1 where the limit is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from typing import Any

from own_process import add_sides, measure_sides
from page_part import write_part
from recommendation import COUNT, N_PLACES, PEER, implicit, world_places
from this_machine import peak_megabytes

MARK = "all lists"
LIMIT = 20.0
HOMES = "ALL_LISTS_HOMES"


def ours() -> dict[str, Any]:
    """Time the lists of some places, the facts in memory."""
    from sistercities.partners.all_places import top_partners
    from sistercities.partners.stored_model import stored_model

    ground, places = world_places()
    model, n_homes = stored_model("city"), int(os.environ[HOMES])
    homes = places[:: max(1, len(places) // n_homes)]
    began = time.process_time()
    for _ in top_partners(ground, model, homes, COUNT, among=places):
        pass
    seconds = time.process_time() - began
    return {
        "homes": len(homes),
        "seconds": seconds,
        "all": seconds * len(places) / len(homes),
        "peak": peak_megabytes(),
    }


SIDES = {PEER: implicit, "ours": ours}


def section(found: dict[str, Any]) -> str:
    """Return the part of the page."""
    mine, peer = found["ours"], found[PEER]
    theirs = peer["processor"]
    ratio = mine["all"] / theirs
    return "\n".join([
        "## Lists for all places",
        "",
        f"`python benchmarks/all_lists.py`: the {COUNT} best partners of {N_PLACES:,} places among "
        "as many; processor seconds, one thread each. "
        f"{found['machine']}.{found['busy']}",
        "",
        "| side | timed on | processor | peak memory | ratio | limit | |",
        "|---|---:|---:|---:|---:|---:|---|",
        f"| ours, from all facts | {mine['homes']:,} places, {mine['seconds']:.1f} s | "
        f"{mine['all']:.0f} s | {mine['peak']:,.0f} MB | {ratio:.0f} x | {LIMIT:g} x | "
        f"{'met' if ratio <= LIMIT else 'missed'} |",
        f"| implicit {peer['version']}, fitted and asked, from ties alone | all | "
        f"{theirs:.1f} s | {peer['peak']:,.0f} MB | | | |",
    ])  # fmt: skip


def main() -> int:
    """Measure, write the part of the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    homes = int(os.environ.get(HOMES, str(N_PLACES)))
    parser.add_argument("--homes", type=int, default=homes, help="places whose lists are timed")
    add_sides(parser, SIDES, PEER)
    asked = parser.parse_args()
    os.environ[HOMES] = str(asked.homes)
    found = measure_sides(__file__, SIDES, asked, PEER)
    text = section(found)
    write_part(MARK, text)
    print(text)
    return int(found["ours"]["all"] > LIMIT * found[PEER]["processor"])


if __name__ == "__main__":
    sys.exit(main())
