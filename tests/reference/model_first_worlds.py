"""What models say of the first worlds of their calibrations: p and ends of intervals.

    python tests/reference/model_first_worlds.py

The rates over 2,000 worlds say that a size or a coverage is held. The tests fit the first of these
worlds again and compare number by number: two worlds tell more than the rate of thirty, which moves
by chance and lets an error of two thirds of its size pass.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference import (
    choice_simulation,
    counts_simulation,
    dyads_rate_ratios,
    dyads_simulation,
    make_calibration,
    make_mrqap_size,
    nested_calibration,
    shapley_simulation,
    timing_simulation,
)
from twolevel.calibrate.procedures import layout_of_null
from twolevel.calibrate.tests_and_intervals import null_test, rejection_rate
from twolevel.core.arrays import TwoLevelArrays
from twolevel.nulls.home_nulls import NULL_IDS
from twolevel.timing.event_study import event_study
from twolevel.timing.hazard import once_only_hazard

OUT = Path(__file__).with_suffix(".json")
N_WORLDS = 2
P_WORLDS = 12
"""Worlds of which one p is looked at."""
P_OF_NULLS = 6
HAZARDS = (
    ("forty home units", "independent"), ("forty home units", "city-led"),
    ("few events", "independent"), ("few events", "city-led"),
)  # fmt: skip
EVENT_STUDIES = ("independent", "province-led")
DYADS = ("China's layout, log ratio 0.4", "80 units, no effect")

NESTED = (
    ("whole network", "independent"), ("whole network", "tied"), ("whole network", "common cause"),
    ("whole network", "common cause, taste fitted"), ("china", "independent"),
)  # fmt: skip

Numbers = list[list[float]]
"""A row for each world, or for each kind of estimate in it."""


def of_mrqap(name: str) -> Numbers:
    """Return p of each world."""
    return [[make_mrqap_size.p_of_world(name, world)] for world in range(P_WORLDS)]


def of_coefficients(module: ModuleType, layout: str) -> Numbers:
    """Return p and both ends of each coefficient, a row for each kind of estimate and world."""
    return [
        [float(one) for part in parts for one in part]
        for seed in module.seeds_of(layout, N_WORLDS)
        for parts in module.fitted(seed, module.LAYOUTS[layout]).values()
    ]


def of_shares(method: str, layout: str) -> Numbers:
    """Return both ends of each share of each world."""
    work = partial(shapley_simulation.METHODS[method], layout=shapley_simulation.LAYOUTS[layout])
    seeds = shapley_simulation.seeds_of(method, layout, N_WORLDS)
    return [[end for ends in work(seed)["shares"].values() for end in ends] for seed in seeds]


def of_dyads(name: str) -> Numbers:
    """Return the log of either ratio and its ends, a row for each ratio and world."""
    found = dyads_rate_ratios.run_case(dyads_rate_ratios.CASES[name], N_WORLDS)
    return [row for rows in found.values() for row in rows.tolist()]


def of_bias(name: str) -> Numbers:
    """Return slope, error and half the interval, a row for each method and world."""
    found = dyads_simulation.run_case(dyads_simulation.CASES[name], N_WORLDS)
    return [[one.slope, one.error, one.reach] for fits in found.values() for one in fits]


def of_nested(layout: str, kind: str) -> Numbers:
    """Return p, both ends and the value of gamma of each world; none of it without a fit."""
    where = nested_calibration.LAYOUTS[layout], nested_calibration.KINDS[kind]
    seeds = nested_calibration.seeds_of(layout, kind, N_WORLDS)
    return [list(nested_calibration.fitted(seed, *where) or ()) for seed in seeds]


def of_null(null_id: str) -> Numbers:
    """Return p of each world in which a null holds, at China's layout."""
    test, seen = null_test(null_id, make_calibration.N_DRAWS), []

    def told(world: TwoLevelArrays, seed: int) -> float:
        seen.append(test(world, seed))
        return seen[-1]

    layout = layout_of_null(null_id, make_calibration.CHINA)
    rejection_rate(told, layout, n_worlds=P_OF_NULLS, seed=make_calibration.SEED)
    return [[p] for p in seen]


def of_hazard(layout: str, kind: str) -> Numbers:
    """Return slope, p and both ends without and with penalty, a row a world; 0 for no end."""
    rows = []
    for seed in timing_simulation.hazard_seeds(layout, kind, N_WORLDS):
        panel, new_ties, _ = timing_simulation.world(
            timing_simulation.LAYOUTS[layout], timing_simulation.KINDS[kind], seed
        )
        before = np.log1p(np.cumsum(new_ties, axis=1) - new_ties)
        for penalty in timing_simulation.PENALTIES:
            fit = once_only_hazard(panel, {"lower ties": before}, penalty=penalty)
            (one,) = fit.profiles
            rows.append([one.slope, one.p, one.low or 0.0, one.high or 0.0])
    return rows


def of_event_study(kind: str) -> Numbers:
    """Return p before the start, then log ratio, p and both ends of each bin, a row a world."""
    layout, rows = "forty home units", []
    for seed in timing_simulation.event_seeds(layout, kind, N_WORLDS):
        panel, new_ties, _ = timing_simulation.world(
            timing_simulation.LAYOUTS[layout], timing_simulation.KINDS[kind], seed
        )
        study = event_study(panel, new_ties)
        told = [one for one in study.effects if one.p is not None]
        ends = [[one.log_ratio, one.p, one.low, one.high] for one in told]
        rows.append([study.pretrend.p, *(float(x) for one in ends for x in one)])
    return rows


FIRST: dict[str, Callable[[], Numbers]] = {
    **{f"mrqap | {name}": partial(of_mrqap, name) for name in make_mrqap_size.CASES},
    **{
        f"{name} | {layout}": partial(of_coefficients, module, layout)
        for name, module in (("counts", counts_simulation), ("choice", choice_simulation))
        for layout in module.LAYOUTS
    },
    **{
        f"shapley | {method} | {layout}": partial(of_shares, method, layout)
        for method in shapley_simulation.METHODS
        for layout in shapley_simulation.LAYOUTS
    },
    **{f"dyads | {name}": partial(of_dyads, name) for name in DYADS},
    **{f"bias | {name}": partial(of_bias, name) for name in dyads_simulation.CASES},
    **{f"nested | {layout} | {kind}": partial(of_nested, layout, kind) for layout, kind in NESTED},
    **{f"null | {null_id}": partial(of_null, null_id) for null_id in NULL_IDS},
    **{f"hazard | {layout} | {kind}": partial(of_hazard, layout, kind) for layout, kind in HAZARDS},
    **{f"event study | {kind}": partial(of_event_study, kind) for kind in EVENT_STUDIES},
}
"""What is fitted again, by calibration and layout."""


def main() -> None:
    """Fit the first worlds and store what was found."""
    found = {name: numbers() for name, numbers in FIRST.items()}
    OUT.write_text(json.dumps(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
