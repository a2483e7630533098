"""Reader of the ties of Japanese and Korean prefectures, provinces, cities and wards (2026).

Typed from records of CLAIR, pages of prefectures, cities and consulates. What the reader makes of
the source's words:

* The home end is the unit whose tie it is, with the level that the table gives it; English names,
  codes of regions and the partner's level are hints of the typist. The title of a page is ignored.
* Kind `other` is no sister tie and no friendship tie: a memorandum, a partner city (`exchange`);
  what the note calls no tie is `contact`; where it says that the kind is not said, `unknown`.
* Of a page the table states the year or nothing: `stated_years`. Notes: `typed_notes`.
* Where another page gives another date (`also <address> (date there 1990-01-20)`), a second claim
  says so with the address of that page, so that the two dates stand against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from release_build.readers.ruled_pages import RuledPages
from release_build.readers.stated_years import seen_year, shown_years, stated_year
from release_build.readers.typed_ties import (
    LICENCE,
    TypedNote,
    checked_end,
    home_end,
    locator,
    partner_end,
    read_note,
    read_precision,
    require_new,
)
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_date
from sistercities.terms.claims import SourceClaim
from sistercities.terms.words import Kind, Level, Precision, Status

SOURCE_ID = "japan-korea-2026"
FILE = "ties.tsv"
COLUMNS = (
    "id", "home_country", "home_region_iso", "home_unit_name", "home_unit_name_en", "home_level",
    "partner_country", "partner_name", "partner_name_en", "partner_region_iso", "partner_level",
    "start_date", "date_quality", "status", "kind", "source", "source_address_or_repo_path",
    "snapshot_date", "note",
)  # fmt: skip
_PAGE, _START = "source_address_or_repo_path", "start_date"
_ID = re.compile(r"K[0-9]{4}")
_STATUSES: dict[str, Status] = {
    "active": "active", "ended": "ended", "suspended": "suspended",
}  # fmt: skip
_KINDS: dict[str, Kind] = {"sister": "sister", "friendship": "friendship", "other": "exchange"}
_HOME_LEVELS: dict[str, Level] = {"region1": "region1", "city": "city", "district": "district"}
_NO_TIE = re.compile(r"\bno (?:sister )?tie\b")
_KIND_NOT_SAID = re.compile(r"\bkind not said\b")
_DATE_THERE = re.compile(r"\balso (\S+) \(date there ([0-9-]+)\)")
_CITY_PAGE = re.compile(r"city page (\S+): ([0-9]{2}-[0-9]{2}); this source: ([0-9]{2}-[0-9]{2})")
_PRECISIONS: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}


@dataclass(frozen=True, slots=True)
class _Table:
    """What all rows need: rulings on pages, the newest year that each page shows."""

    pages: RuledPages
    shown: Mapping[str, int]


def read_japan_korea(
    folder: Path,
    pages: RuledPages | None = None,
) -> tuple[SourceClaim, ...]:
    """Read each row as one claim, in the order of the file; a date of another page is a second.

    Parameters
    ----------
    folder
        The folder that holds `ties.tsv`.
    pages
        What is ruled of the pages: which are official, from when they are.

    Raises
    ------
    BuildError
        If the file cannot be read.
    SourceError
        If a column or a value is not understood, or a row stands there twice.
    """
    snapshot = Snapshot(folder / FILE, Origin(SOURCE_ID))
    rows = [
        WrittenRow(FILE, line, values | {"note": values["note"].replace('\\"', '"')})
        for line, values in table_rows(snapshot, COLUMNS, "\t", has_quotes=False)
    ]
    shown = shown_years((row.values[_PAGE], row.values[_START]) for row in rows)
    table = _Table(pages or RuledPages(), shown)
    ids: set[tuple[str, ...]] = set()
    said: set[tuple[str, ...]] = set()
    claims: list[SourceClaim] = []
    for row in rows:
        require_new(row, ("id",), ids)
        require_new(row, COLUMNS[1:], said)
        claims.extend(_claims(row, table))
    return tuple(claims)


def _claims(row: WrittenRow, table: _Table) -> Iterator[SourceClaim]:
    claim = _claim(row, table)
    city_page = _CITY_PAGE.search(row.values["note"])
    if city_page:
        yield from _told_apart(row, claim, city_page, table)
        return
    yield claim
    for address, date in _DATE_THERE.findall(row.values["note"]):
        yield _elsewhere(row, claim, address, date, table)


def _told_apart(
    row: WrittenRow, claim: SourceClaim, found: re.Match[str], table: _Table
) -> Iterator[SourceClaim]:
    """Yield the claim of the city's page, which has the date, and that of the row's own page."""
    page, own, other = found.groups()
    if not claim.start.endswith(own):
        raise row.refuse(_START, f"the city's page has {own}; mend one of them")
    yield replace(claim, locator=page, is_official=table.pages.official.has(page))
    yield _elsewhere(row, claim, row.values[_PAGE], claim.start[:5] + other, table)


def _elsewhere(
    row: WrittenRow, claim: SourceClaim, address: str, date: str, table: _Table
) -> SourceClaim:
    """Return the claim of another page, which dates the tie otherwise."""
    if not is_date(date, 1900, 2026):
        raise row.refuse("note", f"{date} is no date YYYY, YYYY-MM or YYYY-MM-DD; mend it")
    return replace(
        claim,
        claim_id=f"{claim.claim_id}b",
        locator=address,
        start=date,
        precision=_PRECISIONS[len(date)],
        note=f"read beside {row.values['id']}",
        is_official=table.pages.official.has(address),
    )


def _claim(row: WrittenRow, table: _Table) -> SourceClaim:
    row.require("home_unit_name", "partner_name", _PAGE)
    row.require_one_of("status", _STATUSES)
    row.require_one_of("home_level", _HOME_LEVELS)
    values, status = row.values, _STATUSES[row.values["status"]]
    if not _ID.fullmatch(values["id"]):
        raise row.refuse("id", "an id is K and four digits")
    precision, note = read_precision(row, _START), read_note(row)
    level = _HOME_LEVELS[values["home_level"]]
    home = home_end(row, values["home_unit_name"], level)
    return SourceClaim(
        claim_id=f"{SOURCE_ID}:{values['id']}",
        source_id=SOURCE_ID,
        locator=locator(values[_PAGE], "", values["id"]),
        a=replace(home, hint_name=values["home_unit_name_en"]),
        b=partner_end(row),
        start=values[_START],
        precision=precision,
        is_batch_date=False,
        end=checked_end(row, note, status, values[_START]),
        status=status,
        kind=_kind(row),
        is_double_entry=False,
        note=note.text,
        licence=LICENCE,
        seen_year=_seen(row, note, table),
        is_official=table.pages.official.has(values[_PAGE]) and note.is_date_of_page,
    )


def _kind(row: WrittenRow) -> Kind:
    row.require_one_of("kind", _KINDS)
    kind, note = _KINDS[row.values["kind"]], row.values["note"]
    if kind != "exchange":
        return kind
    if _KIND_NOT_SAID.search(note):
        return "unknown"
    return "contact" if _NO_TIE.search(note) else "exchange"


def _seen(row: WrittenRow, note: TypedNote, table: _Table) -> int:
    page = row.values[_PAGE]
    shown = max(table.shown.get(page, 0), table.pages.years.of(page))
    stated = stated_year(row, "snapshot_date")
    return seen_year(stated, row.values[_START], shown, note.known_since)
