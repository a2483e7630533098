"""Dates in sentences: as exactly as a source gives them, and as surely."""

from __future__ import annotations

from sistercities.sentences import Said, say, to_say

_MONTHS = (
    to_say("January"), to_say("February"), to_say("March"), to_say("April"), to_say("May"),
    to_say("June"), to_say("July"), to_say("August"), to_say("September"), to_say("October"),
    to_say("November"), to_say("December"),
)  # fmt: skip


def written_date(date: str) -> Said:
    """Write an ISO date as far as it is known: 3 March 2022, March 2022 or 2022."""
    year, month, day = date[:4], date[5:7], date[8:10]
    if not month:
        return say("{year}", year=year)
    name = say(_MONTHS[int(month) - 1])
    if not day:
        return say("{month} {year}", month=name, year=year)
    return say("{day} {month} {year}", day=int(day), month=name, year=year)


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
