"""The three tables of ties of regions that were typed from pages and registers.

`regions-2026` has regions of Japan, Korea, the United States, Germany and others;
`regions-europe-2026` mainly Poland, Czechia, Germany, Austria, Croatia; `regions-more-2026` what
was found after both. What the reader of such a table
(`upper_ties.tsv`) makes of its words:

* The home end is the region whose list it is, with the level that the list gives it; its code, and
  the partner's English name, level and code, are hints of the typist, never source data.
* Status `friendly_exchange` is an active tie of kind `exchange`; every other row is of kind
  `sister`, as in the Chinese lists. `unknown` is a row of an older state of a page.
* A deduced date keeps the precision that the typist gives it, and its note says how it was
  deduced. What the note says of an end, of other rows and of other pages: `typed_notes`.
* A row with a version stands in the stored Chinese Wikipedia of 2019 and 2020, so that is the year
  in which it was seen. Any other row was seen as `stated_years` says; where the table does not
  date its pages, the address may.
* A row is official if its page is (`official_pages`), and its date the word of that page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from release_build.readers.ruled_pages import RuledPages
from release_build.readers.stated_years import (
    seen_year,
    shown_years,
    stated_year,
    year_of_address,
)
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
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.claims import SourceClaim
from sistercities.terms.words import Kind, Level, Status

SOURCE_ID = "regions-2026"
DATED_SOURCES = ("regions-europe-2026", "regions-more-2026")
"""Tables that say of each page from when it is."""
FILE = "upper_ties.tsv"
COLUMNS = (
    "home_country", "home_region_name", "home_region_iso", "home_level", "partner_country",
    "partner_name", "partner_name_en", "partner_level", "partner_region_iso", "date",
    "date_quality", "status", "note", "source_path", "source_commit",
)  # fmt: skip
DATED_COLUMNS = (*COLUMNS, "source_title", "source_date")
"""Columns of a table that dates its pages; the title of a page is ignored."""
SEEN_WITH_VERSION = 2020
"""Year of the stored pages that a row with a version comes from."""
_STATUSES: dict[str, tuple[Status, Kind]] = {
    "active": ("active", "sister"),
    "pending": ("pending", "sister"),
    "friendly_exchange": ("active", "exchange"),
    "ended": ("ended", "sister"),
    "suspended": ("suspended", "sister"),
    "unknown": ("unknown", "sister"),
}
_HOME_LEVELS: dict[str, Level] = {"region1": "region1", "city": "city"}
_OLDER_AGREEMENT = re.compile(r"older agreement|replacing an older one")
_IN_NEWER_STATE = re.compile(r"also in the newer state \(([^()]+)\)")


def read_regions(
    folder: Path,
    pages: RuledPages | None = None,
) -> tuple[SourceClaim, ...]:
    """Read `regions-2026`, each row as one claim, in the order of the file.

    Raises
    ------
    BuildError, SourceError
        As `read_upper_ties` does.
    """
    return read_upper_ties(folder, SOURCE_ID, COLUMNS, pages or RuledPages())


def read_dated_regions(
    folder: Path,
    source_id: str,
    pages: RuledPages | None = None,
) -> tuple[SourceClaim, ...]:
    """Read one of `DATED_SOURCES`, each row as one claim, in the order of the file.

    Raises
    ------
    BuildError, SourceError
        As `read_upper_ties` does.
    """
    return read_upper_ties(folder, source_id, DATED_COLUMNS, pages or RuledPages())


@dataclass(frozen=True, slots=True)
class _Table:
    """What all rows of a table need.

    Attributes
    ----------
    source_id
        The source.
    shown
        Page to the year in which the newest tie on it begins.
    newer
        Host of a page to the year that it states, for rows that say that they stand there too.
    """

    source_id: str
    is_dated: bool
    pages: RuledPages
    shown: Mapping[str, int]
    newer: Mapping[str, int]


def read_upper_ties(
    folder: Path,
    source_id: str,
    columns: tuple[str, ...],
    pages: RuledPages,
) -> tuple[SourceClaim, ...]:
    """Read each row as one claim, in the order of the file.

    Parameters
    ----------
    folder
        The folder that holds `upper_ties.tsv`.
    source_id
        The source.
    columns
        `COLUMNS` or `DATED_COLUMNS`.
    pages
        What is ruled of the pages: which are official, from when they are.

    Raises
    ------
    BuildError
        If the file cannot be read.
    SourceError
        If a column or a value is not understood, or a row stands there twice.
    """
    snapshot = Snapshot(folder / FILE, Origin(source_id))
    is_dated = columns == DATED_COLUMNS
    rows = [
        WrittenRow(FILE, line, values)
        for line, values in table_rows(snapshot, columns, "\t", has_quotes=not is_dated)
    ]
    newer = _newer_states(rows) if is_dated else {}
    table = _Table(source_id, is_dated, pages, _shown(rows), newer)
    seen: set[tuple[str, ...]] = set()
    claims = []
    for number, row in enumerate(rows, 1):
        require_new(row, columns, seen)
        claims.append(_claim(row, number, table))
    return tuple(claims)


def _shown(rows: Collection[WrittenRow]) -> Mapping[str, int]:
    """Year of the newest tie on each page; where there was an older agreement it says nothing."""
    return shown_years(
        (row.values["source_path"], row.values["date"])
        for row in rows
        if not _OLDER_AGREEMENT.search(row.values["note"])
    )


def _newer_states(rows: Collection[WrittenRow]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        year = stated_year(row, "source_date")
        if year is not None and "newer state" in row.values["source_date"]:
            found[row.values["source_path"].split("/")[2]] = year
    return found


def _claim(row: WrittenRow, number: int, table: _Table) -> SourceClaim:
    row.require("home_region_name", "partner_name", "source_path")
    row.require_one_of("status", _STATUSES)
    row.require_one_of("home_level", _HOME_LEVELS)
    status, kind = _STATUSES[row.values["status"]]
    precision, note = read_precision(row, "date"), read_note(row)
    start = "" if note.is_date_borrowed else row.values["date"]
    values = row.values
    level = _HOME_LEVELS[values["home_level"]]
    return SourceClaim(
        claim_id=f"{table.source_id}:{number:03d}",
        source_id=table.source_id,
        locator=locator(values["source_path"], values["source_commit"], f"row {number}"),
        a=home_end(row, values["home_region_name"], level),
        b=partner_end(row),
        start=start,
        precision=precision if start else "none",
        is_batch_date=False,
        end=checked_end(row, note, status, values["date"]),
        status=status,
        kind=kind,
        is_double_entry=False,
        note=note.text,
        licence=LICENCE,
        seen_year=_seen(row, note, table),
        is_official=_is_official(row, note, table),
    )


def _seen(row: WrittenRow, note: TypedNote, table: _Table) -> int:
    page = row.values["source_path"]
    shown = max(table.shown.get(page, 0), table.pages.years.of(page))
    if not table.is_dated:
        if row.values["source_commit"]:
            return SEEN_WITH_VERSION
        return seen_year(year_of_address(page), row.values["date"], shown, note.known_since)
    also = _IN_NEWER_STATE.search(row.values["note"])
    stated = stated_year(row, "source_date")
    if also:
        stated = table.newer.get(also[1], stated)
    return seen_year(stated, row.values["date"], shown, note.known_since)


def _is_official(row: WrittenRow, note: TypedNote, table: _Table) -> bool:
    is_stored = bool(row.values["source_commit"])
    is_official = table.pages.official.has(row.values["source_path"])
    return is_official and note.is_date_of_page and not is_stored
