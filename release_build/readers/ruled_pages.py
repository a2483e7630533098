"""What is ruled of the pages that ties were typed from: which are official, from when they are.

Whether a page is one of a government, or of a register that governments keep.

The name of its host says so where nobody else may bear such a name: `go.jp`, `lg.jp` and
`pref.x.jp` in Japan, `go.kr` in South Korea, a part that reads `gov` or `gouv` anywhere. Other
hosts of governments, parliaments and registers stand in `data/decisions/official_pages.csv`, each
with its reason. A page that is in neither is not official: an encyclopedia, the news, an
association of friends, a copy.

A machine's copy (the cache of a host, a library's archive) is the page whose address it bears.

Ties that no list of ours has, and a page tells that somebody read: a source of their own.

`data/read_ties.csv` has a line for each tie and page: the names as written there, the date as far
as it states one, the year whose state it shows and its address. Such a line is a claim like any
other. It is no list: that a tie is missing there says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from release_build.readers.stated_years import PageYears, read_page_years
from release_build.readers.typed_ties import FIRST_YEAR, HINTED_LEVELS, LAST_YEAR, LICENCE
from sistercities.errors import BuildError
from sistercities.sources.admin_areas import require_country
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_date, is_region_code
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import KINDS, Kind, Precision, Status

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


SOURCE_ID = "read-pages"
FILE = "read_ties.csv"
_ENDS = ("name", "country", "hint_name", "region_iso", "level")
READ_COLUMNS = (
    "row", *(f"{column}_{end}" for end in ("a", "b") for column in _ENDS), "start", "status",
    "kind", "is_official", "page_title", "page_address", "page_year", "reason", "date",
)  # fmt: skip
_PRECISIONS: dict[int, Precision] = {10: "day", 7: "month", 4: "year", 0: "none"}
_STATUSES: dict[str, Status] = {"active": "active", "unknown": "unknown"}
_KINDS: dict[str, Kind] = {str(kind): kind for kind in KINDS}


def read_pages(path: Path) -> tuple[SourceClaim, ...]:
    """Read the claims, in the order of the file.

    Raises
    ------
    SourceError
        If a line does not say what the table promises.
    """
    return tuple(_claim(row) for row in ruling_rows(path, READ_COLUMNS, once=("row",)))


def _claim(row: WrittenRow) -> SourceClaim:
    values = row.values
    row.require("row", "page_title", "page_address", "reason", "date")
    row.require_year("page_year")
    row.require_one_of("status", _STATUSES)
    row.require_one_of("kind", _KINDS)
    row.require_one_of("is_official", ("yes", "no"))
    start = values["start"]
    if start and not is_date(start, FIRST_YEAR, LAST_YEAR):
        raise row.refuse("start", "write YYYY, YYYY-MM or YYYY-MM-DD, as far as the page says it")
    if start[:4] > values["page_year"]:
        raise row.refuse("page_year", "a page tells of no later tie; mend one of the years")
    return SourceClaim(
        claim_id=f"{SOURCE_ID}:{values['row']}", source_id=SOURCE_ID,
        locator=values["page_address"], a=_end(row, "a"), b=_end(row, "b"), start=start,
        precision=_PRECISIONS[len(start)], is_batch_date=False, end="",
        status=_STATUSES[values["status"]], kind=_KINDS[values["kind"]], is_double_entry=False,
        note=values["page_title"], licence=LICENCE, seen_year=int(values["page_year"]),
        is_official=values["is_official"] == "yes",
    )  # fmt: skip


def _end(row: WrittenRow, end: str) -> NamedEnd:
    values = row.values
    row.require(f"name_{end}", f"hint_name_{end}")
    require_country(row, f"country_{end}")
    row.require_one_of(f"level_{end}", HINTED_LEVELS)
    region = values[f"region_iso_{end}"]
    if region and not is_region_code(region):
        raise row.refuse(f"region_iso_{end}", "write a code of ISO 3166-2, or leave it empty")
    level = HINTED_LEVELS[values[f"level_{end}"]]
    return NamedEnd(
        values[f"name_{end}"], values[f"country_{end}"], level=level,
        hint_name=values[f"hint_name_{end}"], hint_region_iso=region, hint_level=level,
    )  # fmt: skip
