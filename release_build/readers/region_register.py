"""The three tables of ties of regions that were typed from pages and registers.

`regions-2026` has regions of Japan, Korea, the United States, Germany and others;
`regions-europe-2026` mainly Poland, Czechia, Germany, Austria, Croatia; `regions-more-2026` what
was found after both. How they are read: `upper_ties`.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from release_build.readers.ruled_pages import RuledPages
from release_build.readers.upper_ties import COLUMNS, DATED_COLUMNS, read_upper_ties
from sistercities.terms.claims import SourceClaim

SOURCE_ID = "regions-2026"
DATED_SOURCES = ("regions-europe-2026", "regions-more-2026")
"""Tables that say of each page from when it is."""


def read_regions(
    folder: Path,
    countries: Collection[str] | None = None,
    pages: RuledPages | None = None,
) -> tuple[SourceClaim, ...]:
    """Read `regions-2026`, each row as one claim, in the order of the file.

    Raises
    ------
    BuildError, SourceError
        As `read_upper_ties` does.
    """
    return read_upper_ties(folder, SOURCE_ID, COLUMNS, pages or RuledPages(), countries)


def read_dated_regions(
    folder: Path,
    source_id: str,
    countries: Collection[str] | None = None,
    pages: RuledPages | None = None,
) -> tuple[SourceClaim, ...]:
    """Read one of `DATED_SOURCES`, each row as one claim, in the order of the file.

    Raises
    ------
    BuildError, SourceError
        As `read_upper_ties` does.
    """
    return read_upper_ties(folder, source_id, DATED_COLUMNS, pages or RuledPages(), countries)
