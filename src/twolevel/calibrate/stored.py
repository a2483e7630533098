"""The coverage of our intervals as measured once on simulated worlds, to print beside them.

The numbers are made by `tests/reference/make_calibration.py`, which says how, and stored with their
seed and versions in `calibration.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from twolevel.errors import InvalidArgument

STORED = "calibration.json"


@dataclass(frozen=True, slots=True)
class StoredCoverage:
    """How often a 95 % interval held its target in simulated worlds.

    Attributes
    ----------
    rate
        The lowest rate of those stored for the layout, in [0, 1].
    layout
        Name of the layout: `china` or `generic`.
    effective_clusters
        Median over its worlds of the smaller number of effective clusters.
    n_worlds
        Worlds that each rate rests on.
    """

    rate: float
    layout: str
    effective_clusters: float
    n_worlds: int


@cache
def stored_calibration() -> dict[str, Any]:
    """Return all that is stored: seed, versions, layouts, size, coverage, power, rejections."""
    text = files("twolevel.calibrate").joinpath(STORED).read_text(encoding="utf-8")
    stored: dict[str, Any] = json.loads(text)
    return stored


def stored_coverage(name: str, effective_clusters: float) -> StoredCoverage:
    """Return the coverage of an interval at the stored layout whose clusters are nearest in number.

    Parameters
    ----------
    name
        `observed_over_expected`, `share_inside` or `odds_ratio`.
    effective_clusters
        The smaller number of effective clusters of the network at hand.

    Raises
    ------
    InvalidArgument
        If no coverage of that name is stored.
    """
    options = []
    for layout, tilts in stored_calibration()["coverage"].items():
        rows = [row[name] for row in tilts.values() if name in row]
        if rows:
            row = min(rows, key=lambda row: float(row["rate"]["rate"]))
            options.append(
                StoredCoverage(
                    rate=row["rate"]["rate"],
                    layout=layout,
                    effective_clusters=row["median_effective"],
                    n_worlds=row["rate"]["n_worlds"],
                )
            )
    if not options:
        raise InvalidArgument("name", name, "give observed_over_expected, share_inside, odds_ratio")
    return min(options, key=lambda option: abs(option.effective_clusters - effective_clusters))
