"""In which year a page was seen that a typist read: what the table says of it, else what it shows.

A typist writes of a page what it says of itself: `2021-06+`, `about 2016-2018`, `undated (2016+)`,
`before 2020`. The year taken is the earliest that the words allow, so that nothing passes for newer
than it is known to be; `undated` and `before` state none.

A table that dates no page has the year that the address of the page bears, where it bears one. Any
other page without a year was seen when the newest tie on it had begun, and not before `OLDEST`;
where it shows in another way that it is newer, `data/decisions/page_years.csv` says so with the
reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow, is_date

COLUMNS = ("page", "year", "reason", "date")
FIRST, LAST = 1985, 2026
OLDEST = 2005
"""A page without a year counts as of this year at least: of the 331 pages of the three tables of
2026 that state one, 19 in 20 are of this year or later."""
_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_STATED = re.compile(
    rf"(?P<sense>about |after |before )?(?P<date>{_DATE})(?:\+|-(?P<until>[0-9]{{4}}))?"
)
_WHOLE = re.compile(
    r"(?P<head>undated|[^ (,][^(,]*)(?: \((?P<remark>[^()]*)\))?(?:, (?P<rest>.+))?"
)
_YEAR = re.compile(r"\b[0-9]{4}\b")
_DATE_IN_ADDRESS = re.compile(
    r"(?<![0-9])(20[0-2][0-9])"
    r"(?:[/-]?(?:0[1-9]|1[0-2])(?:[/-]?(?:0[1-9]|[12][0-9]|3[01])|(?![0-9]))|(?=/[a-z]))"
)
_REMARK = re.compile(r" \([^()]*\)$")
_REMARKS = frozenset({"law of 2005 just passed", "first published 2019-02-14"})
"""Remarks with a year in running words: a report that speaks of a law, a page put up before."""


def stated_year(row: WrittenRow, column: str) -> int | None:
    """Return the earliest year that the typist's words on a page allow; None if they name none.

    Raises
    ------
    SourceError
        If the words are not understood.
    """
    text = row.values[column]
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    if found is None:
        raise row.refuse(column, _ADVICE)
    head, remark, rest = found["head"], found["remark"] or "", found["rest"] or ""
    if head != "undated":
        limit = _earliest(rest, row, column) if rest else None
        return _earliest(head, row, column) if limit is None else limit
    if remark in _REMARKS:
        return int(_YEAR.findall(remark)[0])
    words = _REMARK.sub("", rest) or (remark if _YEAR.search(remark) else "")
    return _earliest(words, row, column) if words else None


_ADVICE = (
    f"write what the page states: a date from {FIRST} to {LAST}, a span (2016-2018), one with "
    "about, after, before or + for later, or undated; what else is known in brackets"
)


def _earliest(text: str, row: WrittenRow, column: str) -> int | None:
    found = _STATED.fullmatch(text)
    if found is None or not is_date(found["date"], FIRST, LAST):
        raise row.refuse(column, _ADVICE)
    return None if found["sense"] == "before " else int(found["date"][:4])


def year_of_address(page: str) -> int | None:
    """Return the newest year that an address bears as a date or a folder; None if it bears none.

    `/2019/05/08`, `t20170228`, `/2016/bills` are such; the number of an article is none.
    """
    years = (int(year) for year in _DATE_IN_ADDRESS.findall(page))
    return max((year for year in years if year <= LAST), default=None)


def shown_years(rows: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """Return by page the year in which its newest tie begins, from pairs of page and start."""
    newest: defaultdict[str, int] = defaultdict(int)
    for page, start in rows:
        if start:
            newest[page] = max(newest[page], int(start[:4]))
    return newest


def seen_year(stated: int | None, start: str, shown: int = 0, known_since: int = 0) -> int:
    """Return the year in which a row was seen: as stated, else as its page shows.

    Parameters
    ----------
    stated
        Year that the page states; None if it states none.
    start
        Start of the tie, ISO, "" if not known: what stands there began before it was seen.
    shown
        Year in which the newest tie on the page begins; 0 if none is dated.
    known_since
        Year in which what the row says was known at the earliest; 0 if that is not told.
    """
    began = int(start[:4]) if start else 0
    return max(began, known_since, stated if stated is not None else max(shown, OLDEST))


@dataclass(slots=True)
class PageYears:
    """Year of pages that state none, by our ruling; `used` are those met."""

    years: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def of(self, page: str) -> int:
        """Return the ruled year of a page; 0 if there is no ruling on it."""
        if page in self.years:
            self.used.add(page)
        return self.years.get(page, 0)


def read_page_years(path: Path) -> PageYears:
    """Read the years of pages that state none, each with the reason why it cannot be older.

    Raises
    ------
    SourceError
        If a column or a value is not understood, or a page stands there twice.
    """
    years: dict[str, int] = {}
    for row in ruling_rows(path, COLUMNS, once=("page",)):
        values = row.values
        row.require("page")
        row.require_year("year")
        years[values["page"]] = int(values["year"])
    return PageYears(years)
