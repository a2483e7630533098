"""World Heritage that is a place of memory of suffering: nobody shows it as common ground.

The list that we have lacks the criteria by which a site was listed, so they are named one by one,
each with why (`places_of_memory.csv`).
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_TABLE = "places_of_memory.csv"


@cache
def places_of_memory() -> frozenset[int]:
    """Return the numbers of these sites on the list of World Heritage."""
    path = Path(__file__).with_name(_TABLE)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return frozenset(int(row["heritage_id"]) for row in rows)
