"""What the tables of typed ties share: dates and their quality, hints, where a row stands.

The note of a typed row: what it says of the tie, apart from what the typist says of the tables.

A note is a list of remarks, parted by semicolons. What becomes of them:

* `REPEATS ...`: the row says of a region's own list what a row of an older table says. It is a
  claim, for the list was read, but its date is that of the older row and is not stated again, so
  that nothing vouches for a date twice; so with a date `from ties-...`.
* An end (`terminated in June 2021`, `void since ... in 1998`) is the end of the tie.
* A date that was deduced, announced, or read on another page is not the word of the row's page.
* Remarks on the typist's codes and on rows of other tables are ignored by name.

All other remarks pass on as they are: how a year was deduced, when the two first signed, what
another page says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sistercities.sources.admin_areas import require_country
from sistercities.sources.written_values import WrittenRow, is_date, is_region_code
from sistercities.terms.claims import NamedEnd
from sistercities.terms.words import Level, Precision, Status

LICENCE = "facts"
FIRST_YEAR, LAST_YEAR = 1900, 2026
_QUALITIES: dict[str, tuple[Precision, int]] = {
    "day": ("day", 10), "month": ("month", 7), "year": ("year", 4), "none": ("none", 0),
}  # fmt: skip
HINTED_LEVELS: dict[str, Level | None] = {
    "region1": "region1", "region2": "region2", "city": "city", "district": "district",
    "unknown": None,
}  # fmt: skip


def require_new(row: WrittenRow, columns: Collection[str], seen: set[tuple[str, ...]]) -> None:
    """Refuse a row that says in these columns what a row above says.

    Raises
    ------
    SourceError
        If it does.
    """
    key = tuple(row.values[column] for column in columns)
    if key in seen:
        raise row.refuse("partner_name", "a row above says the same; keep one of them")
    seen.add(key)


def read_precision(row: WrittenRow, column: str) -> Precision:
    """Return the precision of the date in a column, which `date_quality` states.

    Raises
    ------
    SourceError
        If it is no date of the calendar, or of another precision than stated.
    """
    row.require_one_of("date_quality", _QUALITIES)
    precision, length = _QUALITIES[row.values["date_quality"]]
    date = row.values[column]
    if date and not is_date(date, FIRST_YEAR, LAST_YEAR):
        span = f"from {FIRST_YEAR} to {LAST_YEAR}"
        raise row.refuse(column, f"a date is YYYY, YYYY-MM or YYYY-MM-DD of the calendar, {span}")
    if len(date) != length:
        raise row.refuse(column, f"it does not fit date_quality {precision}; mend one of them")
    return precision


def checked_end(row: WrittenRow, note: TypedNote, status: Status, start: str) -> str:
    """Return the end, or the suspension, that the note states; "" if it states none.

    Raises
    ------
    SourceError
        If the status is another, or the tie begins later.
    """
    if note.end and status not in ("ended", "suspended"):
        raise row.refuse("status", f"the note says that it ended in {note.end}; mend one of them")
    if note.end and note.end[:4] < start[:4]:
        raise row.refuse("note", f"the tie begins {start}; mend one of the dates")
    return note.end


def home_end(row: WrittenRow, name: str, level: Level) -> NamedEnd:
    """Return the end whose list it is; its region's code is the typist's hint.

    Parameters
    ----------
    row
        The row, with the columns `home_country` and `home_region_iso`.
    name
        The unit, as written.
    level
        As the list gives it.
    """
    require_country(row, "home_country")
    country, code = row.values["home_country"], row.values["home_region_iso"]
    if not is_region_code(code, country):
        raise row.refuse("home_region_iso", f"a code of this region begins with {country}-")
    return NamedEnd(name, country, _written_level(name) or level, hint_region_iso=code)


def _written_level(name: str) -> Level | None:
    """Level that the last letter of a Japanese or Korean name writes: a county is no town."""
    return "region2" if name.endswith(("郡", "군")) else None


def partner_end(row: WrittenRow) -> NamedEnd:
    """Return the other end; its English name, level and code are hints of the typist.

    A name in square brackets was cut in the excerpt and completed by the typist, who says so.
    """
    require_country(row, "partner_country")
    row.require_one_of("partner_level", HINTED_LEVELS)
    row.require_region("partner_region_iso", row.values["partner_country"])
    name = row.values["partner_name"]
    if "[" in name and "name cut" not in row.values["note"]:
        raise row.refuse("partner_name", "a name completed in brackets needs a note: name cut ...")
    return NamedEnd(
        name,
        row.values["partner_country"],
        hint_name=row.values["partner_name_en"],
        hint_region_iso=row.values["partner_region_iso"],
        hint_level=_written_level(name) or HINTED_LEVELS[row.values["partner_level"]],
    )


def locator(page: str, commit: str, row_name: str) -> str:
    """Return where a row stands: its address, else page, version and row."""
    if page.startswith(("http://", "https://")):
        return page
    return f"{page}@{commit[:8]} {row_name}" if commit else f"{page} {row_name}"


REPEATED = "repeats a row of regions-2026, whose date is not stated again"
_MARKS = frozenset({"REPEATS", "CORRECTS", "HOLDOUT"})
"""Words in capitals at the head of a remark by which typists mark rows for each other."""
_MARK = re.compile(r"[A-Z]{6,}\b")
_CODES = re.compile(
    r"[,;]? *\bcode (?:is|of|deduced)\b[^;]*|[,;]? *(?:a community, )?no ISO region\b|"
    r"planning region without ISO code|not one first-level unit|"
    r"partner city is itself a first-level unit"
)
_OTHER_ROWS = re.compile(
    r"\bties-[a-z]|\brow of\b|\bHOLDOUT\b|^(?:kept for the )?whole list$|^(?:day|month|year)$"
)
_BORROWED = re.compile(r"\bREPEATS\b|\bdate from (?:ties-[a-z]|there\b)")
_NOT_OF_THE_PAGE = re.compile(
    r"\b(?:deduced|announced|garbled)\b|\b(?:dates?|days?|months?|years?) (?:read )?from\b"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"), 1,
    )
}  # fmt: skip
_ENDS = re.compile(
    r"(?:broken off (?:by [^;]+ )?in|terminated (?:[a-z ]+ )?(?:in|at the end of)|expired in|"
    r"ended (?:it )?in|stopped by the council after [0-9]+ [A-Z][a-z]+|void since [^;]* in|"
    r"activities suspended in) (?:(?P<month>[A-Z][a-z]+) )?(?P<year>[0-9]{4})\b"
    r"|[0-9]{4} to (?P<until>[0-9]{4}), officially ended"
)
_NO_DATE_OF_END = re.compile(
    r"ended between [^;]+|agreement of four parties for two years, not prolonged|"
    r"now listed as expired\b|^$"
)
_WAR = re.compile(
    r"\b(?:at rest|suspended) because of the war\b|\bsuspended after the invasion of Ukraine\b"
)
WAR_YEAR = 2022
"""A tie at rest because of the war was seen so in this year at the earliest."""


@dataclass(frozen=True, slots=True)
class TypedNote:
    """What a note says.

    Attributes
    ----------
    text
        The remarks on the tie.
    end
        ISO date of its end or suspension as far as stated; "" if it states none.
    is_date_borrowed
        Whether the row's date is that of a row of another table.
    is_date_of_page
        Whether the date, if any, is the word of the page itself.
    known_since
        Year in which what the note says was known at the earliest; 0 if it does not tell.
    """

    text: str
    end: str
    is_date_borrowed: bool
    is_date_of_page: bool
    known_since: int = 0


def read_note(row: WrittenRow) -> TypedNote:
    """Read the note of a row.

    Raises
    ------
    SourceError
        If a mark in capitals is not known, or the row's status is `ended` and the note says when in
        words that are not understood.
    """
    remarks = [remark.strip() for remark in row.values["note"].split(";")]
    for remark in remarks:
        mark = _MARK.match(remark)
        if mark and mark[0] not in _MARKS:
            raise row.refuse("note", f"the mark {mark[0]} is none of {', '.join(sorted(_MARKS))}")
    own = _own(remarks)
    is_borrowed = any(_BORROWED.search(remark) for remark in remarks)
    text = "; ".join([*own, *([REPEATED] if is_borrowed else [])])
    is_of_page = not any(map(_NOT_OF_THE_PAGE.search, own))
    end = _end(row)
    known_since = max(int(end[:4]) if end else 0, WAR_YEAR if _WAR.search(text) else 0)
    return TypedNote(text, end, is_borrowed, is_of_page, known_since)


def _own(remarks: Sequence[str]) -> list[str]:
    """Return the remarks on the tie, each once."""
    kept = (_CODES.sub("", remark).strip(" ,") for remark in remarks if not _is_of_tables(remark))
    return list(dict.fromkeys(remark for remark in kept if remark))


def _is_of_tables(remark: str) -> bool:
    return bool(_OTHER_ROWS.search(remark) or _BORROWED.search(remark))


def _end(row: WrittenRow) -> str:
    status, note = row.values["status"], row.values["note"]
    found = _ENDS.search(note)
    if found is None:
        if status == "ended" and not _NO_DATE_OF_END.search(note):
            raise row.refuse("note", "it does not say when the tie ended in words that are known")
        return ""
    year = found["year"] or found["until"]
    month = _MONTHS.get(found["month"] or "")
    return f"{year}-{month:02d}" if month else year
