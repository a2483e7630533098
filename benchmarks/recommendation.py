"""Recommendations for one place and for all places of the world, against implicit.

    python benchmarks/recommendation.py [--json] [--implicit-python PATH]

One place: all candidates of the world ranked and the first ten explained, with the facts in memory,
the three short lists, and the whole command. All places: the 100 best partners of the 20,000 places
with the most ties and
people among these same places, on one core and on two. The peer is `implicit` (alternating least
squares, 64 factors) with the ties as the matrix, fitted and asked for the 100 best of the same
places; it knows nothing but the ties and gives no reasons. Each side in a process of its own.
Writes the part "recommendation" of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from own_process import add_sides, measure_sides
from page_part import write_part
from this_machine import peak_megabytes
from twolevel.core.array_types import Index

N_PLACES, COUNT = 20_000, 100
N_HOMES, ROUNDS = 60, 7
PEER = "implicit"


def _ground() -> Any:
    from sistercities.api.data_choice import open_data
    from sistercities.partners.read_ground import read_ground

    with open_data() as release:
        return read_ground(release)


def _places(ground: Any) -> Index:
    """Return the places with the most ties, then the most people."""
    from sistercities.partners.additive_model import class_members

    members = class_members(ground, "city")
    people = np.nan_to_num(ground.places.population[members])
    order = np.lexsort((-people, -ground.ties.degree[members]))
    return np.sort(members[order][:N_PLACES])


def world_places() -> tuple[Any, Index]:
    """Return the facts, and the places for which all lists are made."""
    ground = _ground()
    return ground, _places(ground)


def one_place() -> dict[str, Any]:
    """Time the ranking of all candidates of places that stand evenly among all with ties."""
    from sistercities.partners.candidate_scores import candidates
    from sistercities.partners.choosing import Wishes
    from sistercities.partners.recommending import recommend_partners
    from sistercities.partners.scoring import scorer_of
    from sistercities.partners.stored_model import stored_model

    started = time.perf_counter()
    ground, model = _ground(), stored_model("city")
    read = time.perf_counter() - started
    places = _places(ground)
    homes = places[:: len(places) // N_HOMES].tolist()
    recommend_partners(ground, model, homes[0], Wishes())
    ranked, answered = [], []
    for home in homes:
        started = time.perf_counter()
        scorer_of(ground, model).scores(candidates(ground, home, "city"))
        ranked.append(time.perf_counter() - started)
        started = time.perf_counter()
        found = recommend_partners(ground, model, home, Wishes())
        answered.append(time.perf_counter() - started)
    return {
        "read": read, "ranked": statistics.median(ranked), "answered": statistics.median(answered),
        "slowest": max(answered), "candidates": found.n_candidates, "peak": peak_megabytes(),
    }  # fmt: skip


def short_lists() -> dict[str, Any]:
    """Time the three lists of places, with what stands in the way, once all of them were asked.

    The processor's time stands beside the clock's, which tells of other work on the machine too.
    """
    from functools import partial

    from sistercities.api.data_choice import open_data
    from sistercities.partners.choosing import Wishes
    from sistercities.partners.filters import Filters
    from sistercities.partners.gate.kin import kin_of_partners
    from sistercities.partners.gate.of_pairs import obstacles_of_candidates
    from sistercities.partners.read_ground import read_ground
    from sistercities.partners.stored_model import stored_model
    from sistercities.partners.suggesting import suggest_partners

    took, worked = [], []
    with open_data() as release:
        ground, model = read_ground(release), stored_model("city")
        places = _places(ground)
        places = places[ground.places.population[places] > 0]
        homes = places[:: len(places) // N_HOMES].tolist()
        wishes = Wishes(5, 1, 2, Filters(size="near"))

        def ask(home: int) -> None:
            obstacles = partial(obstacles_of_candidates, release, ground, home)
            kin = kin_of_partners(release, ground, home)
            suggest_partners(ground, model, home, wishes, None, obstacles, kin)

        for home in homes:
            ask(home)
        for home in homes:
            started, worked_before = time.perf_counter(), time.thread_time()
            ask(home)
            took.append(time.perf_counter() - started)
            worked.append(time.thread_time() - worked_before)
    return {
        "seconds": statistics.median(took), "slowest": max(took), "processor":
        statistics.median(worked), "peak": peak_megabytes(),
    }  # fmt: skip


def cold() -> dict[str, Any]:
    """Time the whole command, median of several."""
    program = [str(Path(sys.executable).with_name("sistercities")), "recommend", "gn:1799397"]
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run(program, check=True, capture_output=True)
        took.append(time.perf_counter() - started)
    return {"seconds": statistics.median(took)}


def all_places() -> dict[str, Any]:
    """Time the lists of all places, alone and with two processes; stop if they differ."""
    from sistercities.partners.all_places import top_partners
    from sistercities.partners.stored_model import stored_model

    ground, model = _ground(), stored_model("city")
    places = _places(ground)

    def lists(executor: ProcessPoolExecutor | None) -> tuple[Index, float]:
        started = time.perf_counter()
        parts = top_partners(ground, model, places, COUNT, among=places, executor=executor)
        partners = np.concatenate([part.partners for part in parts])
        return partners, time.perf_counter() - started

    alone, seconds = lists(None)
    peak = peak_megabytes()
    with ProcessPoolExecutor(2) as executor:
        apart, two = lists(executor)
    if not np.array_equal(alone, apart):
        raise SystemExit("two workers give other partners than one")
    return {"one": seconds, "two": two, "peak": peak}


def implicit() -> dict[str, Any]:
    """Time the peer on the same places."""
    import scipy.sparse as sparse

    ground = _ground()
    places = _places(ground)
    at = np.full(ground.n_places, -1)
    at[places] = np.arange(len(places))
    a, b = at[ground.ties.a], at[ground.ties.b]
    kept = (a >= 0) & (b >= 0)
    one = sparse.csr_matrix(
        (np.ones(kept.sum()), (a[kept], b[kept])), shape=(len(places), len(places))
    )
    ties = (one + one.T).tocsr()
    als = import_module("implicit.als")
    model = als.AlternatingLeastSquares(factors=64, random_state=1, num_threads=1)
    started, worked = time.perf_counter(), time.process_time()
    model.fit(ties, show_progress=False)
    fitted = time.perf_counter() - started
    started = time.perf_counter()
    model.recommend(np.arange(len(places)), ties, N=COUNT, filter_already_liked_items=True)
    asked = time.perf_counter() - started
    return {
        "processor": time.process_time() - worked, "fit": fitted, "ask": asked,
        "peak": peak_megabytes(), "version": version("implicit"),
    }  # fmt: skip


SIDES = {
    PEER: implicit, "one": one_place, "lists": short_lists, "cold": cold, "all": all_places,
}  # fmt: skip
"""The peer first: where it is missing, that is said before the long ones."""


def section(found: dict[str, Any]) -> str:
    """Return the part of the page."""
    one, whole, peer, lists = found["one"], found["all"], found["implicit"], found["lists"]
    return "\n".join([
        "## Recommendation",
        "",
        f"`python benchmarks/recommendation.py`: one place is the median of {N_HOMES} places, the "
        f"command that of {ROUNDS} runs. Machine: {found['machine']}.{found['busy']}",
        "",
        "| job | seconds | peak memory | limit |",
        "|---|---:|---:|---|",
        f"| one place, {one['candidates']:,} candidates ranked, facts in memory "
        f"| {one['ranked']:.3f} | {one['peak']:,.0f} MB | 0.05 s |",
        f"| the same, the first ten with all their reasons | {one['answered']:.3f} "
        f"(slowest {one['slowest']:.3f}) | | |",
        f"| the three short lists with their reasons and what stands in the way "
        f"| {lists['seconds']:.3f} (slowest {lists['slowest']:.3f}; processor "
        f"{lists['processor']:.3f}) | {lists['peak']:,.0f} MB | 0.06 s |",
        f"| reading the facts | {one['read']:.2f} | | |",
        f"| `sistercities recommend gn:1799397`, whole command | {found['cold']['seconds']:.2f} "
        "| | 1.5 s |",
        f"| {COUNT} best of {N_PLACES:,} places among as many, one process | {whole['one']:.0f} "
        f"| {whole['peak']:,.0f} MB | minutes |",
        f"| the same, two processes, same partners | {whole['two']:.0f} | | |",
        f"| implicit {peer['version']}, fit and {COUNT} best, one thread, from ties alone "
        f"| {peer['fit'] + peer['ask']:.0f} ({peer['fit']:.0f} + {peer['ask']:.0f}) "
        f"| {peer['peak']:,.0f} MB | |",
    ])  # fmt: skip


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--json", action="store_true", help="print JSON, write no page")
    add_sides(parser, SIDES, PEER)
    asked = parser.parse_args()
    found = measure_sides(__file__, SIDES, asked, PEER)
    print(json.dumps(found, indent=2) if asked.json else section(found))
    if not asked.json:
        write_part("recommendation", section(found))


if __name__ == "__main__":
    main()
