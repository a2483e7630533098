"""What one draw of each null costs on ten times the ties, against one of today's size.

`python benchmarks/null_growth.py [--rounds 5]`. Two made-up networks (`inference.worlds`): one of
about the size of China's ties, one with ten times the places, ties and upper ties in as many units
and countries. The same number of draws of both, processor seconds, in turn, medians; the chain is
as long as today's measurement says, so steps a draw grow with the ties and more. Writes the part
"Nulls on ten times the ties" of docs/performance.md, and exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from dataclasses import dataclass, replace

import numpy as np

from page_part import write_part
from this_machine import busy, machine
from twolevel.calibrate.worlds import CHINA, Tilt, simulate_world
from twolevel.core.arrays import TwoLevelArrays
from twolevel.nulls.home_nulls import NULL_IDS, draw_null
from twolevel.nulls.rewiring import degree, degree_country, upper_ties

MARK = "null growth"
SEED = 20261125
DRAWS = 200
LIMIT = 12.0
TIMES = 10
CHAINS = {"degree": degree, "degree-country": degree_country, "upper-ties": upper_ties}
GROWN = ("n_blocks", "n_counties", "n_foreign", "n_foreign_units", "n_ties", "n_upper")


@dataclass(frozen=True, slots=True)
class Growth:
    """One null: steps and seconds of a draw of today's size, and of ten times that."""

    null_id: str
    steps: tuple[int, int]
    seconds: tuple[float, float]

    @property
    def ratio(self) -> float:
        """How many times the larger takes."""
        return self.seconds[1] / self.seconds[0]

    @property
    def of_a_step(self) -> float:
        """How many times a step of the larger takes; draws without steps count as one."""
        return self.ratio / (max(self.steps[1], 1) / max(self.steps[0], 1))


def networks() -> tuple[TwoLevelArrays, TwoLevelArrays]:
    """Draw both networks."""
    large = replace(CHINA, **{name: TIMES * getattr(CHINA, name) for name in GROWN})
    small, grown = (
        simulate_world(layout, np.random.default_rng(SEED), tilt=Tilt(0.4))
        for layout in (CHINA, large)
    )
    return small, grown


def steps_of(arrays: TwoLevelArrays, null_id: str) -> int:
    """Measure how many steps a draw takes, 0 where there are none."""
    return draw_null(null_id, arrays, n_draws=10, seed=SEED).chain_length or 0


def seconds_of_a_draw(arrays: TwoLevelArrays, null_id: str, steps: int) -> float:
    """Return processor seconds of a draw, its chain as long as given, without what all share."""

    def seconds(n_draws: int) -> float:
        began = time.process_time()
        if null_id in CHAINS:
            CHAINS[null_id](arrays, n_draws=n_draws, seed=SEED, chain_length=steps)
        else:
            draw_null(null_id, arrays, n_draws=n_draws, seed=SEED)
        return time.process_time() - began

    few = DRAWS if null_id in CHAINS else 100 * DRAWS
    return (seconds(3 * few) - seconds(few)) / (2 * few)


def measure(rounds: int) -> list[Growth]:
    """Measure both networks in turn; the first round compiles and is thrown away."""
    both, found = networks(), []
    for null_id in NULL_IDS:
        steps = tuple(steps_of(one, null_id) for one in both)
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds + 1):
            for of_one, arrays, n in zip(times, both, steps, strict=True):
                of_one.append(seconds_of_a_draw(arrays, null_id, n))
        small, large = (statistics.median(one[1:]) for one in times)
        found.append(Growth(null_id, (steps[0], steps[1]), (small, large)))
    return found


def section(found: list[Growth], load: str) -> str:
    """Lay the measurement out as a part of the page."""
    rows = [
        f"| `{one.null_id}` | {one.steps[0]:,} | {one.steps[1]:,} | {1e6 * one.seconds[0]:.0f} µs "
        f"| {1e6 * one.seconds[1]:.0f} µs | {one.ratio:.1f} | {one.of_a_step:.2f} | "
        f"{'met' if one.ratio <= LIMIT else 'missed'} |"
        for one in found
    ]
    return "\n".join(
        [
            "## Nulls on ten times the ties",
            "",
            f"`python benchmarks/null_growth.py`: processor time of one draw on a made-up network "
            f"of China's size and on one of ten times that, medians of {DRAWS} draws each in "
            f"turn. The limit is {LIMIT:g} x. {machine()}.{load}",
            "",
            "| null | steps a draw | at ten times | a draw | at ten times | ratio | of a step | |",
            "|---|---:|---:|---:|---:|---:|---:|---|",
            *rows,
        ]
    )


def main() -> int:
    """Measure, write the part of the page and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    found = measure(parser.parse_args().rounds)
    text = section(found, busy())
    write_part(MARK, text)
    print(text)
    return int(any(one.ratio > LIMIT for one in found))


if __name__ == "__main__":
    sys.exit(main())
