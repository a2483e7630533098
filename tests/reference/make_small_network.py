"""Draw the made-up network that the R oracle and our nulls are both run on.

    python tests/reference/make_small_network.py

writes `small_network/*.csv` beside this file, numbered from 0, -1 for no unit.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twolevel.calibrate.worlds import CHINA, Tilt, simulate_world

LAYOUT = replace(
    CHINA,
    n_units=6,
    n_blocks=30,
    n_counties=0,
    n_countries=5,
    n_foreign=50,
    n_foreign_units=16,
    n_ties=110,
    n_upper=30,
    country_spread=0.6,
    coarse_share=0.4,
)
FOLDER = Path(__file__).with_name("small_network")


def write(name: str, columns: list[str], rows: NDArray[np.int64]) -> None:
    """Write one table."""
    with (FOLDER / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows.tolist())


def main() -> None:
    """Draw and write."""
    world = simulate_world(LAYOUT, np.random.default_rng(20261125), tilt=Tilt(0.8))
    FOLDER.mkdir(exist_ok=True)
    write("homes.csv", ["unit"], world.home_unit[:, None])
    places = np.column_stack((world.foreign_country, world.foreign_unit))
    write("places.csv", ["country", "fine_unit", "coarse_unit"], places)
    write(
        "units.csv",
        ["country", "tier"],
        np.column_stack((world.foreign_unit_country, world.foreign_unit_tier)),
    )
    write("ties.csv", ["home", "place"], world.ties)
    write("upper_ties.csv", ["home_unit", "unit"], world.upper_ties)


if __name__ == "__main__":
    main()
