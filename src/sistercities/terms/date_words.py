"""Dates in sentences: as exactly as a source gives them, and as surely."""

from __future__ import annotations

import re

from sistercities.sentences import Said, say, to_say

_MONTHS = (
    to_say("January"), to_say("February"), to_say("March"), to_say("April"), to_say("May"),
    to_say("June"), to_say("July"), to_say("August"), to_say("September"), to_say("October"),
    to_say("November"), to_say("December"),
)  # fmt: skip
_WRITTEN = re.compile(rf"(?:(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) )?(\d{{4}})")


def written_date(date: str) -> Said:
    """Write an ISO date as far as it is known: 3 March 2022, March 2022 or 2022."""
    year, month, day = date[:4], date[5:7], date[8:10]
    if not month:
        return say("{year}", year=year)
    name = say(_MONTHS[int(month) - 1])
    if not day:
        return say("{month} {year}", month=name, year=year)
    return say("{day} {month} {year}", day=int(day), month=name, year=year)


def iso_date(written: str) -> str | None:
    """Read a date written as `written_date` does; None where it is none.

    Examples
    --------
    >>> iso_date("3 March 2022"), iso_date("March 2022"), iso_date("2022"), iso_date("today")
    ('2022-03-03', '2022-03', '2022', None)
    """
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    day, name, year = found.groups()
    if name is None:
        return str(year)
    month = f"{year}-{_MONTHS.index(name) + 1:02}"
    return f"{month}-{int(day):02}" if day else month


def on_date(date: str, basis: str = "stated") -> Said:
    """Say when something happened: on 3 March 2022, by March 2022, probably in 2022.

    Parameters
    ----------
    date
        ISO date as far as known.
    basis
        stated, at the latest, or read from the text (`terms.events.DateBasis`).
    """
    when = written_date(date)
    if basis == "at the latest":
        return say("by {date}", date=when)
    said = (
        say("on {date}", date=when)
        if len(date) == len("2022-03-03")
        else say("in {date}", date=when)
    )
    return say("probably {when}", when=said) if basis == "read from the text" else said


def since_date(date: str, basis: str = "stated") -> Said:
    """Say from when something holds: since 3 March 2022, probably since 2022.

    Parameters
    ----------
    date, basis
        As in `on_date`.
    """
    when = written_date(date)
    if basis == "at the latest":
        return say("since {date} at the latest", date=when)
    if basis == "read from the text":
        return say("probably since {date}", date=when)
    return say("since {date}", date=when)
