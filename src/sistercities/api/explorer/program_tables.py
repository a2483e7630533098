"""Tables of the program itself that names and maps take, read before somebody asks."""

from __future__ import annotations

from sistercities.dataset.scripts import han_folding
from sistercities.report.maps.land import attribution


def read_program_tables() -> None:
    """Read how Han characters fold and where the land lies; both stay in memory."""
    han_folding()
    attribution()
