"""Measure what each null says on dated worlds of four kinds, and store it.

    python tests/reference/kinds_calibration.py --worlds 2000

writes kinds_calibration.json beside this file: some forty minutes on one core. Each row that is
done is stored aside, so that a run that was stopped goes on. The seed was fixed before the first
run. The tests repeat a tenth. `calibration_page.py` writes the page from what is stored.

`size`: each null in worlds of independence in which it holds, all worlds. `kinds`: each null in
worlds of every kind whose places are uneven, with tastes of units at each level, whether it holds
there or not: of `gravity` in a tenth of the worlds, of others in a fifth. There each tail of
`start-years` has a row of its own, and `gravity` of cities none.
"""

from __future__ import annotations

import argparse
import json
import platform
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from twolevel.calibrate.procedures import (
    HOME_PROCEDURES,
    N_DRAWS,
    N_REFITS,
    WHOLE_PROCEDURES,
    dated,
    layout_of_null,
)
from twolevel.calibrate.run import Calibration, Procedure, calibrate
from twolevel.calibrate.worlds import MODEST, Layout
from twolevel.calibrate.worlds_kinds import KINDS, SimulatedWorld
from twolevel.calibrate.worlds_whole import WHOLE, WholeLayout
from twolevel.nulls.start_years import start_years

SEED = 20261125
STRENGTH = 1.0
OUT = Path(__file__).with_suffix(".json")
NETWORKS: dict[str, Layout | WholeLayout] = {"home and foreign": MODEST, "whole": WHOLE}
PROCEDURES = {
    "home and foreign": HOME_PROCEDURES,
    "whole": tuple(name for name in WHOLE_PROCEDURES if name != "gravity-cities"),
}
"""All but `gravity` of pairs of cities of a whole network, whose default is pairs of units."""


@dataclass(frozen=True, slots=True)
class Tail:
    """One tail of `start-years`: fewer ties inside younger than their upper tie, or more."""

    is_upper: bool

    def __call__(self, world: SimulatedWorld, seed: int) -> float:
        """Return p of the tail, against half the level of the two-sided test."""
        younger = start_years(dated(world), n_draws=N_DRAWS, seed=seed).younger
        return min(1.0, 2 * (younger.p_high if self.is_upper else younger.p_low))


TAILS = {
    "start-years, city ties later": Tail(True),
    "start-years, city ties earlier": Tail(False),
}
Row = tuple[str, str, str, str]
"""Part (size or kinds), network, kind, procedure."""


def rows() -> list[Row]:
    """Return all rows in the order of the page."""
    size = [
        ("size", network, KINDS[0], name) for network in NETWORKS for name in PROCEDURES[network]
    ]
    kinds = [
        ("kinds", network, kind, name)
        for network in NETWORKS
        for kind in KINDS
        for name in (*PROCEDURES[network], *TAILS)
        if name not in ("start-years", "gravity-cities")
    ]
    return size + kinds


def n_worlds_of(row: Row, n_worlds: int) -> int:
    """Return how many worlds a row has if all are so many."""
    part, _, _, name = row
    if part == "size":
        return n_worlds
    return max(n_worlds // (10 if name == "gravity" else 5), 20)


def measured(row: Row, n_worlds: int, executor: Executor | None = None) -> dict[str, Any]:
    """Return the rejections of a row; more worlds begin with the same."""
    found = calibrated(row, n_worlds, executor)
    assert found.rejection is not None
    return asdict(found.rejection)


def calibrated(row: Row, n_worlds: int, executor: Executor | None = None) -> Calibration:
    """Judge the first worlds of a row."""
    part, network, kind, name = row
    layout = NETWORKS[network]
    procedure: str | Procedure = TAILS.get(name, name)
    return calibrate(
        procedure, kind, layout=layout_of_null(name, layout) if part == "size" else layout,
        worlds=n_worlds, seed=SEED, strength=STRENGTH, executor=executor,
    )  # fmt: skip


def about() -> dict[str, Any]:
    """Return what the numbers depend on."""
    return {
        "seed": SEED, "strength": STRENGTH, "n_draws": N_DRAWS, "n_refits": N_REFITS,
        "layouts": {name: asdict(layout) for name, layout in NETWORKS.items()},
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "scipy", "numba")},
    }  # fmt: skip


def main() -> None:
    """Measure what is not done yet, and store."""
    parser = argparse.ArgumentParser(description="Calibrate the nulls on worlds of four kinds.")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    aside = OUT.with_suffix(".part")
    stored = {**about(), "n_worlds": arguments.worlds, "size": {}, "kinds": {}}
    if aside.exists():
        held = json.loads(aside.read_text(encoding="utf-8"))
        if {k: v for k, v in held.items() if k not in ("size", "kinds")} == {
            k: v for k, v in stored.items() if k not in ("size", "kinds")
        }:
            stored = held
    pool = ProcessPoolExecutor(arguments.workers) if arguments.workers > 1 else nullcontext()
    with pool as executor:
        for row in rows():
            part, network, kind, name = row
            place = stored[part].setdefault(network, {}).setdefault(kind, {})
            if name in place:
                continue
            place[name] = measured(row, n_worlds_of(row, arguments.worlds), executor)
            print(*row, place[name], flush=True)
            aside.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    aside.replace(OUT)


if __name__ == "__main__":
    main()
