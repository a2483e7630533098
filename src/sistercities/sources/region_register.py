"""Reader of the ties of regions of Japan, Korea, the United States, Germany and others (2026).

What the reader makes of the source's words:

* The home end is the region whose list it is, with the level that the list gives it; its code, and
  the partner's English name, level and code, are hints of the typist, never source data.
* Status `friendly_exchange` is an active tie of kind `exchange`; every other row is of kind
  `sister`, as in the Chinese lists.
* A deduced date keeps the precision that the typist gives it, and its note says how it was
  deduced. Where the note says in which year a tie was broken off, that is its end.
* A row with a version stands in the stored Chinese Wikipedia of 2019 and 2020, so that is the year
  in which it was seen; every other row shows the year of the source.
* Remarks on the typist's codes are taken out of the note.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from sistercities.sources.admin_areas import known_countries
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_date, is_region_code
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import Kind, Level, Precision, Status

SOURCE_ID = "regions-2026"
FILE = "upper_ties.tsv"
LICENCE = "facts"
COLUMNS = (
    "home_country", "home_region_name", "home_region_iso", "home_level", "partner_country",
    "partner_name", "partner_name_en", "partner_level", "partner_region_iso", "date",
    "date_quality", "status", "note", "source_path", "source_commit",
)  # fmt: skip
_STATUSES: dict[str, tuple[Status, Kind]] = {
    "active": ("active", "sister"),
    "pending": ("pending", "sister"),
    "friendly_exchange": ("active", "exchange"),
    "ended": ("ended", "sister"),
    "suspended": ("suspended", "sister"),
}
_QUALITIES: dict[str, tuple[Precision, int]] = {
    "day": ("day", 10), "month": ("month", 7), "year": ("year", 4), "none": ("none", 0),
}  # fmt: skip
_HOME_LEVELS: dict[str, Level] = {"region1": "region1", "city": "city"}
_HINTED_LEVELS: dict[str, Level | None] = {
    "region1": "region1", "region2": "region2", "city": "city", "unknown": None,
}  # fmt: skip
_REMARKS_ON_HINTS = (
    "code is that of the region around the city",
    "code is that of the region around it",
    "partner city is itself a first-level unit",
    "a community, no ISO region",
    "not one first-level unit",
)
_BROKEN_OFF = re.compile(r"broken off (?:by [^;]+ )?in ([0-9]{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2026
SEEN_WITH_VERSION = 2020
"""Year of the stored pages that a row with a version comes from."""


def read_regions(folder: Path, countries: Collection[str] | None = None) -> tuple[SourceClaim, ...]:
    """Read each row as one claim, in the order of the file.

    Parameters
    ----------
    folder
        The folder that holds `upper_ties.tsv`.
    countries
        Country codes that exist; ISO 3166-1 alpha-2 if not given.

    Raises
    ------
    BuildError
        If the file cannot be read.
    SourceError
        If a column or a value is not understood, or a row stands there twice.
    """
    known = known_countries() if countries is None else countries
    snapshot = Snapshot(folder / FILE, Origin(SOURCE_ID))
    seen: set[tuple[str, ...]] = set()
    claims = []
    for number, (line, values) in enumerate(table_rows(snapshot, COLUMNS, delimiter="\t"), 1):
        row = WrittenRow(FILE, line, values)
        _require_new(row, seen)
        claims.append(_claim(row, number, known))
    return tuple(claims)


def _require_new(row: WrittenRow, seen: set[tuple[str, ...]]) -> None:
    key = tuple(row.values[column] for column in COLUMNS)
    if key in seen:
        raise row.refuse("partner_name", "a row above says the same; keep one of them")
    seen.add(key)


def _claim(row: WrittenRow, number: int, countries: Collection[str]) -> SourceClaim:
    row.require("home_region_name", "partner_name", "source_path")
    row.require_one_of("status", _STATUSES)
    status, kind = _STATUSES[row.values["status"]]
    precision = _precision(row)
    return SourceClaim(
        claim_id=f"{SOURCE_ID}:{number:03d}",
        source_id=SOURCE_ID,
        locator=_locator(row, number),
        a=_home(row, countries),
        b=_partner(row, countries),
        start=row.values["date"],
        precision=precision,
        is_batch_date=False,
        end=_end(row, status),
        status=status,
        kind=kind,
        is_double_entry=False,
        note=_note(row.values["note"]),
        licence=LICENCE,
        seen_year=SEEN_WITH_VERSION if row.values["source_commit"] else None,
    )


def _precision(row: WrittenRow) -> Precision:
    row.require_one_of("date_quality", _QUALITIES)
    precision, length = _QUALITIES[row.values["date_quality"]]
    date = row.values["date"]
    if date and not is_date(date, FIRST_YEAR, LAST_YEAR):
        span = f"from {FIRST_YEAR} to {LAST_YEAR}"
        raise row.refuse("date", f"a date is YYYY, YYYY-MM or YYYY-MM-DD of the calendar, {span}")
    if len(date) != length:
        raise row.refuse("date", f"it does not fit date_quality {precision}; mend one of them")
    return precision


def _end(row: WrittenRow, status: Status) -> str:
    found = _BROKEN_OFF.search(row.values["note"])
    end = found[1] if found else ""
    if end and status != "ended":
        raise row.refuse("status", f"the note says that it ended in {end}; mend one of them")
    if end and end < row.values["date"][:4]:
        raise row.refuse("note", f"the tie begins {row.values['date']}; mend one of the dates")
    return end


def _locator(row: WrittenRow, number: int) -> str:
    path, commit = row.values["source_path"], row.values["source_commit"]
    if path.startswith(("http://", "https://")):
        return path
    return f"{path}@{commit[:8]} row {number}" if commit else f"{path} row {number}"


def _note(written: str) -> str:
    parts = (part.strip() for part in written.split(";"))
    return "; ".join(part for part in parts if part and part not in _REMARKS_ON_HINTS)


def _home(row: WrittenRow, countries: Collection[str]) -> NamedEnd:
    row.require_country("home_country", countries)
    row.require_one_of("home_level", _HOME_LEVELS)
    country, code = row.values["home_country"], row.values["home_region_iso"]
    if not is_region_code(code, country):
        raise row.refuse("home_region_iso", f"a code of this region begins with {country}-")
    level = _HOME_LEVELS[row.values["home_level"]]
    return NamedEnd(row.values["home_region_name"], country, level, hint_region_iso=code)


def _partner(row: WrittenRow, countries: Collection[str]) -> NamedEnd:
    row.require_country("partner_country", countries)
    row.require_one_of("partner_level", _HINTED_LEVELS)
    row.require_region("partner_region_iso", row.values["partner_country"])
    return NamedEnd(
        row.values["partner_name"],
        row.values["partner_country"],
        hint_name=row.values["partner_name_en"],
        hint_region_iso=row.values["partner_region_iso"],
        hint_level=_HINTED_LEVELS[row.values["partner_level"]],
    )
