"""Names that say spa or beach: nothing else on record tells a resort."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from twolevel.core.array_types import Flag

RESORT = re.compile(
    r"\b(beach|spa|bad|lázně|lazne|zdrój|kúpele|terme|les-bains|bains|plage|playas?|băile|banja"
    r"|toplice|rivièra|lido|balneario|thermal|springs)\b|(fürdő|füred)\b",
    re.IGNORECASE,
)
"""Words of names that say spa or beach, in languages of Europe and America."""


def say_resort(names: Iterable[object]) -> Flag:
    """Which names say spa or beach (`RESORT`), shape (n_names,)."""
    return np.array([RESORT.search(str(name)) is not None for name in names], dtype=np.bool_)
