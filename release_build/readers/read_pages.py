"""Ties that no list of ours has, and a page tells that somebody read: a source of their own.

`data/read_ties.csv` has a line for each tie and page: the names as written there, the date as far
as it states one, the year whose state it shows and its address. Such a line is a claim like any
other. It is no list: that a tie is missing there says nothing.
"""

from __future__ import annotations

from pathlib import Path

from release_build.readers.typed_ties import FIRST_YEAR, HINTED_LEVELS, LAST_YEAR, LICENCE
from sistercities.sources.admin_areas import require_country
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_date, is_region_code
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import KINDS, Kind, Precision, Status

SOURCE_ID = "read-pages"
FILE = "read_ties.csv"
_ENDS = ("name", "country", "hint_name", "region_iso", "level")
COLUMNS = (
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
    return tuple(_claim(row) for row in ruling_rows(path, COLUMNS, once=("row",)))


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
