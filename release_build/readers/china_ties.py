"""Rows of `ties.tsv`: ties of Chinese units that the lists of 2020 lack, or more on one of theirs.

What the reader makes of the source's words:

* `row_class` and `row_id`: a row is `new`, or it is about the tie of one row of the lists, whose
  Chinese unit and partner's country it must repeat.
* A row on the status of a tie repeats the date of the row that it is about; the repeated date is
  left out, because the page behind the row does not state it.
* `letter_of_intent` is a tie that is pending, as in the lists; `friendly_exchange` is of kind
  `exchange`. `to_check` is no status: a law obliges the partner to end the tie, and nobody has
  read that it did. Such a row says no more of the tie than the row it is about: neither status nor
  kind, and it was seen when that row was seen.
* The note of an ended tie states its end. Remarks on other tables are taken out of notes.
* The level of a Chinese unit follows from the ending of its name, as in the lists. Its romanised
  name is not read; the partner's English name, level and region are hints of the typist.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from release_build.readers.china_pages import (
    is_official_address,
    is_understood,
    page_of,
    stated_year,
    year_shown,
)
from release_build.readers.china_web import level_of_ending, unit_and_container
from sistercities.sources.admin_areas import require_country
from sistercities.sources.written_values import WrittenRow, is_date, is_region_code
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.words import Kind, Level, Precision, Status

SOURCE_ID = "china-2026"
FILE = "ties.tsv"
COLUMNS = (
    "id", "cn_province", "cn_unit", "cn_unit_en", "cn_level", "partner_country", "partner_name",
    "partner_name_en", "partner_region_iso", "partner_level", "start_date", "date_quality",
    "status", "kind", "source_title", "source_address", "source_date", "note", "row_id",
    "row_class",
)  # fmt: skip
LISTS_OF = 2020
"""Year of the lists whose rows are named."""
FIRST_YEAR, LAST_YEAR = 1900, 2026
_WORDS: dict[tuple[str, str], tuple[Status, Kind]] = {
    ("active", "sister"): ("active", "sister"),
    ("active", "friendly_exchange"): ("active", "exchange"),
    ("pending", "letter_of_intent"): ("pending", "sister"),
    ("ended", "sister"): ("ended", "sister"),
    ("ended", "friendly_exchange"): ("ended", "exchange"),
    ("to_check", "sister"): ("unknown", "unknown"),
}
_STATUSES = tuple(dict.fromkeys(status for status, _ in _WORDS))
_KINDS = tuple(dict.fromkeys(kind for _, kind in _WORDS))
_CLASSES = ("new", "adds_date", "more_precise", "status_change", "status_to_check")
_ON_STATUS = ("status_change", "status_to_check")
_PRECISIONS: dict[str, tuple[Precision, int]] = {
    "day": ("day", 10), "month": ("month", 7), "year": ("year", 4), "none": ("none", 0),
}  # fmt: skip
_HOME_LEVELS = ("province", "prefecture", "county", "district")
_HINTED_LEVELS: dict[str, Level] = {
    "city": "city", "region1": "region1", "region2": "region2", "district": "district",
}  # fmt: skip
_TERRITORIES = {"GU": "US-GU"}
"""Territories that are countries in ISO 3166-1, and in ISO 3166-2 regions of another as well."""
_END = re.compile(r"ended ([0-9]{4}(?:-[0-9]{2}){0,2})(?: \(see endings\))?")
_END_BEFORE = re.compile(r"ended ([0-9]{4}) or before")
_ON_OTHER_TABLES = re.compile(r"see endings\.tsv|release has .+|perhaps already in ties-.+")
_FROM_ELSEWHERE = "the end is not from this page, which is older"


def tie_claim(row: WrittenRow, named: SourceClaim | None) -> SourceClaim:
    """Return what one row claims.

    Parameters
    ----------
    row
        A row of `ties.tsv`.
    named
        The claim of the lists that it is about; None of a new tie.

    Raises
    ------
    SourceError
        If a value is not understood, or does not go with the claim that the row is about.
    """
    status, kind = _words(row)
    start, precision = _start(row, named, status)
    told = _told(row, status)
    page = page_of(row, row.values["id"])
    return SourceClaim(
        claim_id=f"{SOURCE_ID}:{row.values['id']}",
        source_id=SOURCE_ID,
        locator=page.locator,
        a=_home(row),
        b=_partner(row),
        start=start,
        precision=precision,
        is_batch_date=False,
        end=told.end,
        status=status,
        kind=kind,
        is_double_entry=False,
        note=told.note,
        licence=page.licence,
        seen_year=_seen_year(row, named, (start, told.end or told.end_by)),
        is_official=is_official_address(page.address),
    )


def named_claim(row: WrittenRow, lists: Mapping[str, SourceClaim]) -> SourceClaim | None:
    """Return the claim of the lists that a row is about; None of a new tie.

    Raises
    ------
    SourceError
        If the row names none though it should, one that is not there, or one of another country.
    """
    row.require_one_of("row_class", _CLASSES)
    if row.values["row_class"] == "new":
        if row.values["row_id"]:
            raise row.refuse("row_id", "a new tie names no row; mend the class or the id")
        return None
    named = listed_claim(row, lists)
    if named.b.country != row.values["partner_country"]:
        raise row.refuse("partner_country", f"the row named has {named.b.country}; mend one")
    return named


def listed_claim(row: WrittenRow, lists: Mapping[str, SourceClaim]) -> SourceClaim:
    """Return the claim of the lists whose row is named, or refuse one of another Chinese unit."""
    named = lists.get(row.values["row_id"])
    if named is None:
        raise row.refuse("row_id", "the lists have no such row; mend the id")
    if named.a.name != row.values["cn_unit"]:
        raise row.refuse("cn_unit", f"the row named has {named.a.name}; mend one of them")
    return named


def dated(row: WrittenRow, column: str) -> str:
    """Return the date in a column; refuse what is neither blank nor a date of the calendar."""
    date = row.values[column]
    if date and not is_date(date, FIRST_YEAR, LAST_YEAR):
        span = f"from {FIRST_YEAR} to {LAST_YEAR}"
        raise row.refuse(column, f"a date is YYYY, YYYY-MM or YYYY-MM-DD of the calendar, {span}")
    return date


def _words(row: WrittenRow) -> tuple[Status, Kind]:
    row.require_one_of("status", _STATUSES)
    row.require_one_of("kind", _KINDS)
    status, kind = row.values["status"], row.values["kind"]
    if (status, kind) not in _WORDS:
        raise row.refuse("kind", f"no row of status {status} has it; mend one of them")
    if (row.values["row_class"] == "status_to_check") != (status == "to_check"):
        raise row.refuse("row_class", f"the status is {status}; mend one of them")
    return _WORDS[status, kind]


def _start(row: WrittenRow, named: SourceClaim | None, status: Status) -> tuple[str, Precision]:
    row.require_one_of("date_quality", _PRECISIONS)
    precision, length = _PRECISIONS[row.values["date_quality"]]
    date = dated(row, "start_date")
    if len(date) != length:
        raise row.refuse("start_date", f"it does not fit date_quality {precision}; mend one")
    if named is None:
        return date, precision
    _check_beside(row, named, date, status)
    is_repeated = row.values["row_class"] in _ON_STATUS and date == named.start
    return ("", "none") if is_repeated else (date, precision)


def _check_beside(row: WrittenRow, named: SourceClaim, date: str, status: Status) -> None:
    kind_of_row, before = row.values["row_class"], named.start
    if kind_of_row == "adds_date" and (before or not date):
        raise row.refuse(
            "start_date", f"the row named begins {before or '(blank)'}; mend the class"
        )
    if kind_of_row == "more_precise" and not (date.startswith(before) and len(date) > len(before)):
        raise row.refuse("start_date", f"the row named begins {before}; mend the class")
    if kind_of_row == "status_change" and status == named.status:
        raise row.refuse("status", "the row named has this status; mend the class")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a note tells: the end of the tie, or the year by which it had ended; and the rest."""

    end: str
    end_by: str
    note: str


def _told(row: WrittenRow, status: Status) -> _Told:
    parts = [part.strip() for part in row.values["note"].split(";")]
    ends = {found[1] for part in parts if (found := _END.fullmatch(part))}
    by = next((found[1] for part in parts if (found := _END_BEFORE.fullmatch(part))), "")
    if (status == "ended") != (len(ends) == 1 or bool(by and not ends)):
        raise row.refuse("note", f"the tie is {status}; state the end of an ended tie, and one")
    end = next(iter(ends), "")
    if end and not is_date(end, FIRST_YEAR, LAST_YEAR):
        raise row.refuse("note", "the end is no date of the calendar; mend it")
    kept = [one for one in parts if not (_END.fullmatch(one) or _ON_OTHER_TABLES.fullmatch(one))]
    of_page = stated_year(_source_date(row), row.values["source_title"])
    if end and of_page is not None and int(end[:4]) > of_page:
        kept.append(_FROM_ELSEWHERE)
    return _Told(end, by, "; ".join(one for one in kept if one))


def _seen_year(row: WrittenRow, named: SourceClaim | None, dates: Collection[str]) -> int | None:
    if row.values["row_class"] == "status_to_check" and named is not None:
        return named.seen_year or LISTS_OF
    return year_shown(_source_date(row), row.values["source_title"], dates)


def _source_date(row: WrittenRow) -> str:
    if not is_understood(row.values["source_date"]):
        raise row.refuse(
            "source_date", "write a date, perhaps with a remark in brackets, or undated"
        )
    return row.values["source_date"]


def _home(row: WrittenRow) -> NamedEnd:
    row.require("cn_unit", "cn_province")
    row.require_one_of("cn_level", _HOME_LEVELS)
    name, container = unit_and_container(row.values["cn_unit"])
    if row.values["cn_level"] == "province":
        return NamedEnd(name, "CN", "region1")
    level = level_of_ending(name)
    if level is None:
        raise row.refuse("cn_unit", "its ending states no level; teach the reader the ending")
    parents = tuple(one for one in (container, row.values["cn_province"]) if one)
    return NamedEnd(name, "CN", level, ", ".join(parents), parents)


def _partner(row: WrittenRow) -> NamedEnd:
    row.require("partner_name")
    require_country(row, "partner_country")
    row.require_one_of("partner_level", _HINTED_LEVELS)
    country, region = row.values["partner_country"], row.values["partner_region_iso"]
    if region and not is_region_code(region, country) and region != _TERRITORIES.get(country):
        raise row.refuse("partner_region_iso", f"a code of this partner begins with {country}-")
    return NamedEnd(
        row.values["partner_name"],
        country,
        hint_name=row.values["partner_name_en"],
        hint_region_iso=region,
        hint_level=_HINTED_LEVELS[row.values["partner_level"]],
    )
