"""What is ruled of the pages that ties were typed from: which are official, from when they are.

Whether a page is one of a government, or of a register that governments keep.

The name of its host says so where nobody else may bear such a name: `go.jp`, `lg.jp` and
`pref.x.jp` in Japan, `go.kr` in South Korea, a part that reads `gov` or `gouv` anywhere. Other
hosts of governments, parliaments and registers stand in `data/decisions/official_pages.csv`, each
with its reason. A page that is in neither is not official: an encyclopedia, the news, an
association of friends, a copy.

A machine's copy (the cache of a host, a library's archive) is the page whose address it bears.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from release_build.readers.stated_years import PageYears, read_page_years
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows

COLUMNS = ("page", "reason", "date")
_ADDRESS = re.compile(r"(?:https?://)?(?P<host>[^/\s:]+)(?::[0-9]+)?(?P<path>/\S*)?")
_PAGE = re.compile(r"(?!www\.)[a-z0-9.-]+(?:/\S*)?")
_ARCHIVED = re.compile(r"https?://(?:[a-z-]+\.wayback\.archive-it\.org/web/[0-9]+|megalodon\.jp/"
                       r"ref/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{2})/(?P<inner>.+)")  # fmt: skip
_CACHED = re.compile(r"(?P<inner>[a-z0-9.-]+)\.cache\.yimg\.jp")
_GOVERNMENT = re.compile(
    r"(?:.+\.)?(?:"
    r"(?:go|lg)\.jp|go\.kr|"
    r"pref\.[a-z]+\.jp|metro\.tokyo\.jp|"
    r"(?:city|town|vill)\.[a-z-]+(?:\.[a-z]+)?\.jp|"
    r"(?:gov|gouv)(?:\.[a-z]{2}){0,2}"
    r")"
)


@dataclass(slots=True)
class OfficialPages:
    """Hosts, and beginnings of addresses, that are ruled official; `used` are those met."""

    pages: frozenset[str] = frozenset()
    used: set[str] = field(default_factory=set)

    def has(self, address: str) -> bool:
        """Whether the address is that of an official page."""
        found = _ADDRESS.match(_original(address))
        if found is None:
            return False
        host = _uncached(found["host"].lower())
        if _GOVERNMENT.fullmatch(host):
            return True
        whole = host + (found["path"] or "")
        ruled = {page for page in self.pages if _is_under(whole, page)}
        self.used |= ruled
        return bool(ruled)

    def unused(self) -> list[str]:
        """Rulings that no address has met, sorted."""
        return sorted(self.pages - self.used)


def _original(address: str) -> str:
    archived = _ARCHIVED.fullmatch(address.split(" ")[0])
    return archived["inner"] if archived else address


def _uncached(host: str) -> str:
    cached = _CACHED.fullmatch(host)
    if cached is None:
        return host
    inner = cached["inner"]
    # The cache writes the points of a host as hyphens: www-pref-kyoto-jp.
    return inner if "." in inner else inner.replace("-", ".")


def _is_under(whole: str, page: str) -> bool:
    host, slash, _ = page.partition("/")
    own = whole.partition("/")[0]
    is_host = own == host or own.endswith(f".{host}")
    return is_host if not slash else whole.startswith(page)


def read_official_pages(path: Path) -> OfficialPages:
    """Read the pages that are ruled official.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a page stands there twice.
    """
    pages: set[str] = set()
    for row in ruling_rows(path, COLUMNS, once=("page",)):
        row.require("page")
        page = row.values["page"]
        if not _PAGE.fullmatch(page):
            raise row.refuse("page", "write a host such as example.org, or a host and a path")
        pages.add(page)
    return OfficialPages(frozenset(pages))


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
