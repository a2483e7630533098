"""What happened to ties on a known day, the newest first: for feeds that people follow."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.events import events_of_tie
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.explorer.ties import one_tie
from sistercities.api.standing import ToldEvent
from sistercities.sentences import Said
from sistercities.terms.date_words import written_date

MOST = 100
_DAY = 10
"""Characters of a date that names a day."""
_SINCE = "2015"
"""Starts before are no news."""
_OF_COUNTRY = "tie_id IN (SELECT tie_id FROM tie_ends WHERE here_country = ?)"
_EVENTS = f"""
    SELECT tie_id, event, coalesce(date, known_on) AS day FROM tie_events
    WHERE length(coalesce(date, known_on)) = {_DAY} AND {{where}}
    ORDER BY day DESC, event_id LIMIT {MOST}
"""
_STARTS = f"""
    SELECT tie_id, 'began' AS event, start AS day FROM ties
    WHERE start_precision = 'day' AND length(start) = {_DAY} AND NOT is_batch_date
        AND start >= '{_SINCE}' AND {{where}}
    ORDER BY day DESC, tie_id LIMIT {MOST}
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a tie on a day.

    Attributes
    ----------
    tie
        The tie.
    day
        ISO 8601, as a source gives it.
    told
        What happened, with its source; None where the tie began.
    """

    tie: TieLine
    day: str
    told: ToldEvent | None

    @property
    def key(self) -> str:
        """What tells it from all others, the same in every release."""
        return f"{self.tie.tie_id} {'began' if self.told is None else self.told.event} {self.day}"


def changes(explorer: Explorer, country: str | None = None) -> list[Change]:
    """List what happened on a known day, the newest first; a month or a year alone is no day.

    Parameters
    ----------
    explorer
        The opened data.
    country
        ISO 3166-1 alpha-2 code of a country of which one end lies in it; None takes all.
    """
    where, values = ("TRUE", []) if country is None else (_OF_COUNTRY, [country])
    rows = [
        row for sql in (_EVENTS, _STARTS) for row in explorer.query(sql.format(where=where), values)
    ]
    rows.sort(key=lambda row: (row["day"], row["tie_id"], row["event"]), reverse=True)
    found = (_change(explorer, row["tie_id"], row["event"], row["day"]) for row in rows[:MOST])
    return [one for one in found if one is not None]


def newest_day(explorer: Explorer) -> str | None:
    """Give the newest day of all changes, ISO 8601; None where no day is known."""
    found = changes(explorer)
    return found[0].day if found else None


def day_in_words(day: str) -> Said:
    """Say a day in words."""
    return written_date(day)


def _change(explorer: Explorer, tie_id: str, event: str, day: str) -> Change | None:
    tie = one_tie(explorer, tie_id)
    if tie is None:
        return None
    if event == "began":
        return Change(tie, day, None)
    told = (
        one for one in events_of_tie(explorer, tie_id)
        if one.event == event and (one.date or one.known_on) == day
    )  # fmt: skip
    return next((Change(tie, day, one) for one in told), None)
