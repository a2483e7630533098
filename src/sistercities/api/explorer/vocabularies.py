"""Units and closed lists of words of the release's columns, as its schema has them.

Tables of the program itself that names and maps take, read before somebody asks.
"""

from __future__ import annotations

from sistercities.dataset.release.verify import VOCABULARIES
from sistercities.dataset.scripts import han_folding
from sistercities.report.maps.land import attribution
from sistercities.terms.tables import BY_NAME
from sistercities.terms.words import STATE_OF


def words_allowed(table: str, column: str) -> tuple[str, ...]:
    """Give the words that a column of the release may hold; empty where it is no closed list."""
    return next((words for name, of, words in VOCABULARIES if (name, of) == (table, column)), ())


def state_of_territory(country: str) -> str:
    """Give the state that a territory with a code of its own belongs to; "" for a state."""
    return STATE_OF.get(country, "")


def unit_of(table: str, column: str) -> str:
    """Give the unit of a column of the release; "" where it has none, or is no such column."""
    held = BY_NAME.get(table)
    if held is None:
        return ""
    return next((one.unit for one in held.columns if one.name == column), "")


def read_program_tables() -> None:
    """Read how Han characters fold and where the land lies; both stay in memory."""
    han_folding()
    attribution()
