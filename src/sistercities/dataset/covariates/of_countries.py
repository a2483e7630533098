"""Tables of the facts on countries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sistercities.dataset.ingredients import Row
from sistercities.terms.places import Place


def country_tables(
    shared_data: Path, decisions: Path, places: Mapping[str, Place]
) -> dict[str, Sequence[Row]]:
    """Lay out the tables, by name."""
    del shared_data, decisions, places
    return {}
