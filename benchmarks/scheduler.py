"""When a Dask scheduler pays: a study of nesting on two workers of one, and on two threads here.

`python benchmarks/scheduler.py [--rounds 3]`. Both have the same two cores of one machine, so what
the scheduler costs is seen alone; on a cluster its workers come on top. Seconds on the clock,
medians; the workers have loaded the program before. Nothing is missed or met.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time

from distributed import LocalCluster

import sistercities as sc
from page_part import write_part
from this_machine import busy, machine

MARK = "scheduler"
_DRAWS = (1_000, 10_000, 100_000)
_WARM = 200


def seconds(draws: int, **how: object) -> float:
    """Seconds of one study of nesting for China by all nulls."""
    began = time.perf_counter()
    sc.study_nesting("CN", draws=draws, seed=1, **how)  # type: ignore[arg-type]
    return time.perf_counter() - began


def measure(rounds: int) -> dict[int, tuple[float, float]]:
    """Return by draws the seconds here and on the scheduler."""
    found = {}
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        address = str(cluster.scheduler_address)
        for how in ({"workers": 2}, {"scheduler": address}):
            seconds(_WARM, **how)
        for draws in _DRAWS:
            pairs = [
                (seconds(draws, workers=2), seconds(draws, scheduler=address))
                for _ in range(rounds)
            ]
            here, there = (statistics.median(each) for each in zip(*pairs, strict=True))
            found[draws] = here, there
    return found


def section(found: dict[int, tuple[float, float]], load: str) -> str:
    """Lay the measurement out as a part of the page."""
    rows = [
        f"| {draws:,} | {here:.1f} s | {there:.1f} s | {there / here:.2f} |"
        for draws, (here, there) in found.items()
    ]
    ratios = [there / here for here, there in found.values()]
    said = (
        f"On the same cores the scheduler takes {min(ratios):.2f} to {max(ratios):.2f} times as "
        "long; it pays where its workers bring more cores than the machine has."
    )
    return "\n".join(
        [
            "## A Dask scheduler",
            "",
            "`python benchmarks/scheduler.py`: `study nesting --country CN` on two workers of a "
            f"scheduler and on two threads of the command, the same two cores. {said} "
            f"{machine()}.{load}",
            "",
            "| draws of each null | two threads | two workers of a scheduler | ratio |",
            "|---:|---:|---:|---:|",
            *rows,
        ]
    )


def main() -> int:
    """Measure, write the part of the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    text = section(measure(parser.parse_args().rounds), busy())
    write_part(MARK, text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
