"""A head that says Kreis for all names below it: Kassel below *Landkreis* is no city."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from sistercities.sources.register_cells import Cell
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_line import WrittenLine
from sistercities.sources.register_words import Field, folded
from sistercities.terms.late_expressions import late_expression

WITH_KREISE = ("DE", "PL")
"""Countries whose units of the second level lists in German call Kreise."""
_KREIS_HEAD = late_expression(r"kreis")
_UNIT_SAID = late_expression(
    r"kreis|landkr|\blkr?s?\b|powiat|district|county|stadt|gemeinde|region|bezirk|land\b|wojew"
)
"""What says in a cell which unit is meant, whatever the head says."""


def with_kreis_of_head(line: WrittenLine, which: str, cell: Cell, country: str) -> Cell:
    """Return a name with the word of its head, where it names no unit itself.

    Parameters
    ----------
    line, which
        The line, and the end: `home` or `partner`.
    cell
        The cell of its name.
    country
        Country of the place, as a name or a code.
    """
    at = line.layout.position(cast("Field", which), line.group)
    heads = line.layout.heads
    head = folded(heads[at]) if at is not None and at < len(heads) else ""
    is_of_kreise = bool(_KREIS_HEAD.search(head)) and country_code(country) in WITH_KREISE
    if not is_of_kreise or not cell.text or _UNIT_SAID.search(folded(cell.text)):
        return cell
    line.tell(f"{which}: the head says that a Kreis is meant")
    return replace(cell, text=f"Kreis {cell.text}")
