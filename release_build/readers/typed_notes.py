"""The note of a typed row: what it says of the tie, apart from what the typist says of the tables.

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
from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.sources.written_values import WrittenRow

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
