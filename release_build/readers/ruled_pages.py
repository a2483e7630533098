"""What is ruled of the pages that ties were typed from: which are official, from when they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from release_build.readers.official_pages import OfficialPages, read_official_pages
from release_build.readers.stated_years import PageYears, read_page_years
from sistercities.errors import BuildError

OFFICIAL_FILE = "official_pages.csv"
YEARS_FILE = "page_years.csv"


@dataclass(frozen=True, slots=True)
class RuledPages:
    """Rulings on pages; without any, only the names of hosts and the words of tables count."""

    official: OfficialPages = field(default_factory=OfficialPages)
    years: PageYears = field(default_factory=PageYears)

    def require_met(self) -> None:
        """Retire rulings on pages that no claim comes from.

        Raises
        ------
        BuildError
            Naming the rows to take out.
        """
        unused_years = sorted(self.years.years.keys() - self.years.used)
        for file, pages in ((OFFICIAL_FILE, self.official.unused()), (YEARS_FILE, unused_years)):
            if pages:
                raise BuildError(
                    f"data/decisions/{file}: no claim comes from {', '.join(pages)}; take the "
                    "rows out"
                )


def read_ruled_pages(decisions: Path) -> RuledPages:
    """Read the rulings on pages from the folder of decisions.

    Raises
    ------
    BuildError, SourceError
        If a file cannot be read or is not understood.
    """
    official = read_official_pages(decisions / OFFICIAL_FILE)
    return RuledPages(official, read_page_years(decisions / YEARS_FILE))
