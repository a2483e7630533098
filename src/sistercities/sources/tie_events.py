"""Reader of events in the life of ties, 2010 to 2026: ended, suspended, resumed, kept.

What the reader makes of the source's words:

* Each row that names both places is an event and a claim: whoever ends a tie had one. Rows that
  name no single partner (`not named`, `aggregate`, `43 local governments`) are left out by those
  words and counted.
* A date written `by_day` or `by_month` is the latest that it can be; `year_guess_from_text` is a
  reader's year. Without a date the event is known from the date of its page.
* A title that says `(by this date` or `(by November 2022` makes its date the latest that it can be.
* A note that begins with the day of the signing gives the start of the tie. One that says that a
  date is known only as a year or before gives the year of a page that has no date of its own: it
  says when the end was known, not when it was. Other notes, and the words quoted from the page, are
  not read: they are text of others.
* The English name and the level are hints of the typist.
* What the typist notes on how a page was found is no part of its title, and no address: a page
  whose address is not known says so.
* Of the statements on whole countries, those of Latvia and Iceland speak of all ties of the
  country with another; the rest name places without partners, or forbid to conclude. Each is
  handled by name. What they say of places whose partner another page tells stands among the
  events of the press (`data/decisions/press_events.csv`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from sistercities.sources.admin_areas import require_country
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_date
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.events import CountryStatement, TieEvent
from sistercities.terms.told_events import EVENT_SOURCE, STATUS_AFTER, Certainty, DateBasis
from sistercities.terms.words import EVENTS, Event, Level, Precision

SOURCE_ID = EVENT_SOURCE
LICENCE = "facts"
EVENTS_FILE, STATEMENTS_FILE = "events.tsv", "statements.tsv"
COLUMNS = (
    "id", "home_country", "home_unit", "home_unit_en", "home_level", "partner_country",
    "partner_unit", "partner_unit_en", "partner_level", "event", "date", "date_quality",
    "by_whom", "source_title", "source_address", "source_date", "quote", "note", "certainty",
)  # fmt: skip
STATEMENT_COLUMNS = ("scope", "statement", "date", "source_address", "note")
FIRST_YEAR, LAST_YEAR = 1900, 2026
_BASIS: dict[str, tuple[DateBasis, tuple[int, ...]]] = {
    "day": ("stated", (10,)), "month": ("stated", (7,)), "year": ("stated", (4,)),
    "by_day": ("at the latest", (10,)), "by_month": ("at the latest", (7,)),
    "year_guess_from_text": ("read from the text", (4, 10)),
    "none": ("none", (0,)), "unknown": ("none", (0,)),
}  # fmt: skip
_DECIDED: dict[str, Literal["a", "both", ""]] = {
    "home": "a", "both": "both", "unknown": "", "": "",
}  # fmt: skip
_CERTAINTIES: dict[str, Certainty] = {"high": "high", "medium": "medium", "med": "medium"}
_LEVELS: dict[str, Level | None] = {
    "city": "city", "district": "district", "region1": "region1", "region2": "region2", "": None,
}  # fmt: skip
_NO_ONE_PLACE = re.compile(
    r"not named|aggregate|local governments\)|municipalities\)|\(all|\(various\)"
    r"|municipal and regional partnerships|world total|\(more than|city and region"
)
_PRECISIONS: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}
_SIGNED = re.compile(
    r"(?:signed|agreement|tie of|charter of)(?: by \w+)? ([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)\b"
)
_HOW_FOUND = re.compile(r" \([^()]*(?:\bsearch store\b|'in het najaar')[^()]*\)$")
NO_ADDRESS = "address not known"
_UNDATED = ("", "unknown")
_KNOWN_BY = re.compile(r"date known only as ([0-9]{4}) or before")
_BY_THEN = re.compile(r"\(by (?:this date|[A-Z][a-z]+ [0-9]{4})\b")
_ROUGHLY = re.compile(
    r"(?:unknown \((?:spring )?)?([0-9]{4}(?:-[0-9]{2}(?!/))?)"
    r"(?:[-/][0-9]{2}(?:/[0-9]{2})?|/[0-9]{4})?\??\)?"
    r"(?: \((?:\?|undated|undated in excerpt|spring)\))?"
)
"""Dates of pages that are not certain, such as 2016 (?), 2016-02/03, unknown (2023/24): the first
month or year that they name."""
_WHOLE_COUNTRIES: dict[str, tuple[tuple[str, ...], Event, int]] = {
    "LV": (("RU", "BY"), "suspended", 2022),
    "IS": (("RU",), "ended", 2022),
}
"""Statements on all ties of a country: with which others, what holds, from which year.

Latvia's says that its ties were suspended or terminated: which of the two is not told, so no more
than a suspension is held."""


@dataclass(frozen=True, slots=True)
class EventReading:
    """What the two files say.

    Attributes
    ----------
    events
        Events of ties whose two places are named.
    statements
        Statements on all ties of a country with another.
    left_out
        Ids of the rows that name no single place, scopes of the statements without a conclusion.
    """

    events: tuple[TieEvent, ...] = ()
    statements: tuple[CountryStatement, ...] = ()
    left_out: tuple[str, ...] = ()


def read_tie_events(folder: Path) -> EventReading:
    """Read events and statements, in the order of the files.

    Parameters
    ----------
    folder
        The folder that holds `events.tsv` and `statements.tsv`.

    Raises
    ------
    BuildError
        If a file cannot be read.
    SourceError
        If a column or a value is not understood, or an id stands there twice.
    """
    rows = _rows(folder / EVENTS_FILE, COLUMNS, unread=("quote", "note"))
    _require_distinct(rows)
    single = [row for row in rows if not _names_no_one(row)]
    statements, without = _statements(folder / STATEMENTS_FILE)
    return EventReading(
        tuple(event_of(row) for row in single),
        statements,
        (*(row.values["id"] for row in rows if _names_no_one(row)), *without),
    )


def _rows(path: Path, columns: tuple[str, ...], unread: Collection[str] = ()) -> list[WrittenRow]:
    snapshot = Snapshot(path, Origin(SOURCE_ID))
    return [
        WrittenRow(path.name, values.get("id") or line, values)
        for line, values in table_rows(snapshot, columns, delimiter="\t", unread=unread)
    ]


def _require_distinct(rows: list[WrittenRow]) -> None:
    seen: set[str] = set()
    for row in rows:
        row.require("id")
        if row.values["id"] in seen:
            raise row.refuse("id", "a row above has this id; keep one of them")
        seen.add(row.values["id"])


def _names_no_one(row: WrittenRow) -> bool:
    return any(_NO_ONE_PLACE.search(row.values[unit]) for unit in ("home_unit", "partner_unit"))


def event_of(row: WrittenRow) -> TieEvent:
    """Read one row, with the columns of `events.tsv`, as an event and its claim.

    Raises
    ------
    SourceError
        If a value is not understood.
    """
    row.require("home_unit", "partner_unit", "source_title", "source_address")
    row.require_one_of("event", EVENTS)
    row.require_one_of("by_whom", _DECIDED)
    row.require_one_of("certainty", _CERTAINTIES)
    event = cast("Event", row.values["event"])
    date, basis = _date(row)
    source_date = _source_date(row)
    return TieEvent(
        claim=_claim(row, event, date, source_date),
        event=event,
        date=date,
        basis=basis,
        decided_by=_DECIDED[row.values["by_whom"]],
        certainty=_CERTAINTIES[row.values["certainty"]],
        source_title=_HOW_FOUND.sub("", row.values["source_title"]),
        source_date=source_date,
    )


def _date(row: WrittenRow) -> tuple[str, DateBasis]:
    row.require_one_of("date_quality", _BASIS)
    basis, lengths = _BASIS[row.values["date_quality"]]
    date = row.values["date"]
    if len(date) not in lengths or (date and not is_date(date, FIRST_YEAR, LAST_YEAR)):
        quality = row.values["date_quality"]
        raise row.refuse("date", f"it is no date of quality {quality}; mend one of them")
    is_latest = basis == "stated" and _BY_THEN.search(row.values["source_title"])
    return date, "at the latest" if is_latest else basis


def _source_date(row: WrittenRow) -> str:
    value = row.values["source_date"]
    if value in _UNDATED:
        known = _KNOWN_BY.search(row.values["note"])
        return known[1] if known else ""
    if is_date(value, FIRST_YEAR, LAST_YEAR):
        return value
    found = _ROUGHLY.fullmatch(value)
    if not found or not is_date(found[1], FIRST_YEAR, LAST_YEAR):
        raise row.refuse("source_date", "write YYYY, YYYY-MM, YYYY-MM-DD, or YYYY (?)")
    return found[1]


def _claim(row: WrittenRow, event: Event, date: str, source_date: str) -> SourceClaim:
    status = STATUS_AFTER[event]
    start = _signed(row)
    known_on = date or source_date
    return SourceClaim(
        claim_id=f"{SOURCE_ID}:{row.values['id']}",
        source_id=SOURCE_ID,
        locator=_address(row.values["source_address"]),
        a=_end(row, "home"),
        b=_end(row, "partner"),
        start=start,
        precision=_PRECISIONS[len(start)] if start else "none",
        is_batch_date=False,
        end=date if status in ("ended", "suspended") else "",
        status=status,
        kind="unknown",
        is_double_entry=False,
        note="",
        licence=LICENCE,
        seen_year=int(known_on[:4]) if known_on else None,
    )


def _address(written: str) -> str:
    """Return the address of a page, without what the typist notes on how it was found.

    A page that was found in a store of texts without an address has none.
    """
    bare = _HOW_FOUND.sub("", written)
    return NO_ADDRESS if bare.startswith("unknown") else bare


def _signed(row: WrittenRow) -> str:
    found = _SIGNED.match(row.values["note"])
    if not found or not is_date(found[1], FIRST_YEAR, LAST_YEAR):
        return ""
    return found[1]


def _end(row: WrittenRow, side: str) -> NamedEnd:
    require_country(row, f"{side}_country")
    row.require_one_of(f"{side}_level", _LEVELS)
    return NamedEnd(
        row.values[f"{side}_unit"],
        row.values[f"{side}_country"],
        hint_name=row.values[f"{side}_unit_en"],
        hint_level=_LEVELS[row.values[f"{side}_level"]],
    )


def _statements(path: Path) -> tuple[tuple[CountryStatement, ...], tuple[str, ...]]:
    found: list[CountryStatement] = []
    without: list[str] = []
    for row in _rows(path, STATEMENT_COLUMNS, unread=("statement", "note")):
        row.require("scope", "source_address")
        scope = row.values["scope"]
        if scope not in _WHOLE_COUNTRIES:
            without.append(scope)
            continue
        partners, event, year = _WHOLE_COUNTRIES[scope]
        found += [
            CountryStatement(
                f"{SOURCE_ID}:{scope}-{partner}", scope, partner, event, str(year),
                row.values["source_address"],
            )
            for partner in partners
        ]  # fmt: skip
    return tuple(found), tuple(without)
