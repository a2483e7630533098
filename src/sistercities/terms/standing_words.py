"""How a tie stands, in words: one set for every surface, so that no two of them disagree.

The rule behind the words is `dataset.standing`. A sentence claims no more than its source does: a
list names a tie and says nothing of what happens under it; a page that tells of an end dates it
exactly, at the latest, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sistercities.sentences import Said, listed, say, say_count, to_say
from sistercities.terms.date_words import on_date, since_date, written_date
from sistercities.terms.json_records import JsonRecord, Positive
from sistercities.terms.told_events import ToldEvent
from sistercities.terms.words import ALIVE, STANDINGS, StandingWord

NEWEST_LISTS = 2026
"""Year of the newest lists of the release."""
LONG_AGO = 5
"""Years after which a source that calls a tie active says no more that it stands today."""
OVER = ("ended", "suspended")
"""Standings that begin on a day, which is `end` where a source tells it."""
YEAR_OF_STANDING = (
    "CAST(substr(CASE WHEN standing IN ('ended', 'suspended') THEN \"end\" "
    "ELSE standing_since END, 1, 4) AS INTEGER)"
)
"""The same in SQL, of a row of `ties`: never the year of a list for that of an end."""
STANDS = ("active", "listed")
"""Standings of which one may write in the present tense."""

_WORDS = {
    "active": to_say("active"),
    "listed": to_say("listed"),
    "one_old_source": to_say("only on an old list"),
    "no_longer_listed": to_say("no longer listed"),
    "pending": to_say("not yet signed"),
    "suspended": to_say("suspended"),
    "ended": to_say("ended"),
    "never_valid": to_say("never valid"),
}


@dataclass(frozen=True, slots=True)
class Stands:
    """How a tie stands, with all that the sentence on it needs.

    Attributes
    ----------
    standing, since, source_id
        As in the table `ties`: the word, the date or year that it rests on, and the source.
    source_title
        Title of that source.
    seen_from, seen_until
        First and last year in which a source names it as a tie that stands; None where none does.
    end
        ISO date of an end or a suspension, as far as known.
    events
        What happened, in order.
    """

    standing: str
    since: str | None
    source_id: str
    source_title: str
    seen_from: int | None
    seen_until: int | None
    end: str | None
    events: tuple[ToldEvent, ...] = ()

    @property
    def is_alive(self) -> bool:
        """Whether it is taken to be alive."""
        return self.standing in ALIVE

    @property
    def is_today(self) -> bool:
        """Whether one may write of it in the present tense: a source of today says so."""
        return stands_today(self.standing, self.since, self.seen_until)

    @property
    def is_listed_since(self) -> bool:
        """Whether it is active by an older source, and a list has it still: `listed 2026`."""
        if self.standing != "active" or not self.since or self.seen_until is None:
            return False
        return is_long_ago(self.since) and self.seen_until > int(self.since[:4])

    @property
    def is_called_active(self) -> bool:
        """Whether a source of today calls it active, which says more than that a list has it."""
        is_dated = self.since is not None and not is_long_ago(self.since)
        return self.standing == "active" and is_dated

    @property
    def year(self) -> int | None:
        """Year that the standing rests on, of an end or a suspension its own; None if not known."""
        return year_of_standing(self.standing, self.since, self.end)

    @property
    def short(self) -> Said:
        """The word with its year, for a cell."""
        said = self._short_event or short_standing(
            self.standing, self.since, self.seen_until, self.end
        )
        other = self.contest
        if other is None:
            return said
        other_word = standing_word(other.leads_to)
        return say("{word}; for another source {other}", word=said, other=other_word)

    @property
    def _short_event(self) -> Said | None:
        """The word with a year that is no more than probable, or the latest; None for others."""
        event = self.event
        if event is None or not event.date or not self.end or self.standing not in OVER:
            return None
        word, year = standing_word(self.standing), event.date[:4]
        if event.date_basis == "at the latest":
            return say("{word} by {year}", word=word, year=year)
        if event.date_basis == "read from the text":
            return say("{word} probably {year}", word=word, year=year)
        return None

    @property
    def contest(self) -> ToldEvent | None:
        """The last event that no other revokes, where a source lets the tie stand all the same."""
        return contest_of(self.standing, self.events)

    @property
    def event(self) -> ToldEvent | None:
        """The event that the standing rests on; None where it rests on a list."""
        for one in self.events:
            is_its_source = (one.source_id, one.known_on) == (self.source_id, self.since)
            if is_its_source and one.leads_to == self.standing:
                return one
        return None

    @property
    def sentence(self) -> Said:
        """How it stands and since when, without the source."""
        said = _of_event(self.event) if self.event else _OF_LISTS[self.standing](self)
        if self.contest is not None:
            return listed([said, contest_sentence(self.contest)], "space")
        if self.event is None or self.event.certainty != "whole country":
            return said
        return listed(
            [said, say("This was said of all partnerships of the two countries.")], "space"
        )

    @property
    def source_name(self) -> str:
        """Title of the page or of the list that the standing rests on."""
        return self.event.source_title if self.event else self.source_title

    @property
    def whole(self) -> Said:
        """The sentence with its source."""
        source = say("Source: {source}.", source=self.source_name.removesuffix("."))
        return listed([self.sentence, source], "space")


def year_of_standing(standing: str, since: str | None, end: str | None) -> int | None:
    """Return the year that a standing rests on; None where not known.

    Of an end or a suspension it is its own: the year of a list that tells of it is another.

    Parameters
    ----------
    standing, since, end
        As in the table `ties`.
    """
    date = end if standing in OVER else since
    return int(date[:4]) if date else None


def standing_word(standing: str) -> Said:
    """Say a standing in a word or two."""
    return say(_WORDS[standing])


def short_standing(
    standing: str, since: str | None, seen_until: int | None, end: str | None
) -> Said:
    """Say a standing with the year that it rests on, for a cell.

    Of a tie that is no longer listed that is the last year in which it was: the word says the rest.
    Of one that ended or was suspended it is the year of that, and none where no source tells it:
    the year of the list that says so is not that of the end.

    Parameters
    ----------
    standing, since, seen_until, end
        As in the table `ties`.
    """
    word = standing_word(standing)
    if standing in (*OVER, "never_valid"):
        if end:
            return say("{word} {year}", word=word, year=end[:4])
        return say("{word}, year not known", word=word) if standing in OVER else word
    if standing == "no_longer_listed":
        return say("{word} ({year})", word=word, year=seen_until) if seen_until else word
    if not since:
        return word
    if standing == "one_old_source":
        return say("{word} ({year})", word=word, year=since[:4])
    if standing == "active":
        if is_long_ago(since):
            return _active_long_ago(since[:4], seen_until)
        return say("stands (source of {year})", year=since[:4])
    return say("{word} {year}", word=word, year=since[:4])


def stands_today(standing: str, since: str | None, seen_until: int | None) -> bool:
    """Whether one may write of a tie in the present tense: a source of today says so."""
    if standing != "active" or not since or not is_long_ago(since):
        return standing in STANDS
    return seen_until is not None and not is_long_ago(str(seen_until))


def is_long_ago(since: str) -> bool:
    """Whether the source that calls a tie active is too old to say that it stands today."""
    return NEWEST_LISTS - int(since[:4]) > LONG_AGO


_CONTESTED = {
    "ended": to_say("Another source calls it ended ({when})."),
    "suspended": to_say("Another source calls it suspended ({when})."),
    "never_valid": to_say("Another source calls it void ({when})."),
}
_OF_EVENTS = {
    "ended": (
        to_say("Ended {when}."),
        to_say("Ended, says a page of {date}; when is not stated."),
        to_say("Ended; when is not stated."),
    ),
    "suspended": (
        to_say("Suspended {when}."),
        to_say("Suspended, says a page of {date}; since when is not stated."),
        to_say("Suspended; since when is not stated."),
    ),
    "resumed": (
        to_say("Active: resumed {when}."),
        to_say("Active: resumed, says a page of {date}; when is not stated."),
        to_say("Active: resumed; when is not stated."),
    ),
    "kept": (
        to_say("Active: it was decided {when} to keep it."),
        to_say("Active: a page of {date} says that it is kept."),
        to_say("Active: it was decided to keep it; when is not stated."),
    ),
    "annulled": (
        to_say("Never valid: annulled {when}."),
        to_say("Never valid: annulled, says a page of {date}; when is not stated."),
        to_say("Never valid: annulled; when is not stated."),
    ),
    "denied": (
        to_say("Never valid: one of the two said {when} that it was never agreed."),
        to_say("Never valid: one of the two says that it was never agreed (page of {date})."),
        to_say("Never valid: one of the two says that it was never agreed."),
    ),
}
"""By what happened: with its date, with that of the page alone, without either."""


def _of_event(event: ToldEvent) -> Said:
    kind = event.event
    if kind == "never_valid":
        kind = "denied" if event.decided_by else "annulled"
    dated, of_page, undated = _OF_EVENTS[kind]
    if event.date:
        tell = since_date if kind == "suspended" else on_date
        return say(dated, when=tell(event.date, event.date_basis))
    page = event.source_date or event.known_on
    return say(of_page, date=written_date(page)) if page else say(undated)


def contest_of(standing: str, events: Sequence[ToldEvent]) -> ToldEvent | None:
    """Give the last event in order, where it ended a tie that another source lets stand."""
    last = events[-1] if events else None
    return last if last and standing in ALIVE and last.leads_to not in ALIVE else None


def contest_sentence(event: ToldEvent) -> Said:
    """Say what another source says of a tie that one lets stand."""
    return say(_CONTESTED[event.leads_to], when=event.when)


def _active(told: Stands) -> Said:
    if not told.since:
        return say("It stands.")
    year, last = told.since[:4], told.seen_until
    is_newer = last is not None and last > int(year)
    if is_long_ago(year):
        return (
            say(
                "Called active by a source of {year}; still listed in {last}.", year=year, last=last
            )
            if is_newer
            else say("Called active by a source of {year}; no newer list has it.", year=year)
        )
    if is_newer:
        return say(
            "It stands, says a source of {year}; a list of {last} has it too.",
            year=year,
            last=last,
        )
    return say("It stands, says a source of {year}.", year=year)


def _active_long_ago(year: str, seen_until: int | None) -> Said:
    """Say it of a cell."""
    if seen_until is not None and seen_until > int(year):
        return say("listed {last}, active in {year}", last=seen_until, year=year)
    return say("active in {year}, on no newer list", year=year)


def _listed(told: Stands) -> Said:
    return say("On the list of {year}; its status is not stated.", year=_year(told))


def _one_old(told: Stands) -> Said:
    if told.seen_from is not None and told.seen_from != told.seen_until:
        return say("Last confirmed by a list of {year}.", year=_year(told))
    return say("Confirmed only by a list of {year}.", year=_year(told))


def _no_longer(told: Stands) -> Said:
    return say(
        "On the list of {last}, no longer on that of {year}, which has other partners of both, or "
        "none at all of one.",
        last=told.seen_until,
        year=_year(told),
    )


def _pending(told: Stands) -> Said:
    return say("Announced by {year}; no signature is known.", year=_year(told))


def _suspended(told: Stands) -> Said:
    if told.end:
        return say("Suspended {when}.", when=since_date(told.end))
    return say("Suspended, says a list of {year}; since when is not stated.", year=_year(told))


def _ended(told: Stands) -> Said:
    if told.end:
        return say("Ended {when}.", when=on_date(told.end))
    return say("Ended, says a list of {year}; when is not stated.", year=_year(told))


def _never_valid(told: Stands) -> Said:
    return say("Never valid, says a list of {year}.", year=_year(told))


_OF_LISTS: dict[str, Callable[[Stands], Said]] = {
    "active": _active,
    "listed": _listed,
    "one_old_source": _one_old,
    "no_longer_listed": _no_longer,
    "pending": _pending,
    "suspended": _suspended,
    "ended": _ended,
    "never_valid": _never_valid,
}


def _year(told: Stands) -> str:
    return told.since[:4] if told.since else "–"


@dataclass(frozen=True, slots=True)
class StandingCount(JsonRecord):
    """How many ties have one standing that rests on one year; `year` is None where not known.

    Of ties that ended or were suspended it is the year of that.
    """

    standing: StandingWord
    year: int | None
    n: Positive


def standing_order(one: StandingCount) -> tuple[int, int]:
    """Sort key: in the order of `STANDINGS`, the newest year first, an unknown one last."""
    return [str(word) for word in STANDINGS].index(one.standing), -(one.year or 0)


def counted_standings(counts: Iterable[StandingCount]) -> dict[str, int]:
    """Add up the ties of each standing, in the order of `STANDINGS`; none is left out."""
    found: dict[str, int] = {}
    for one in counts:
        found[one.standing] = found.get(one.standing, 0) + one.n
    return {word: found[word] for word in STANDINGS if word in found}


def count_alive(counts: Iterable[StandingCount]) -> int:
    """Count the ties that are taken to be alive: the number of partners on every surface."""
    return sum(one.n for one in counts if one.standing in ALIVE)


def others_sentence(counts: Iterable[StandingCount]) -> Said:
    """Say how many of the ties that are alive rest on old lists alone, and what else is known.

    Parameters
    ----------
    counts
        All ties of a place or of an area.

    Returns
    -------
    Said
        One or two sentences that follow the number of ties that are alive (`count_alive`); ""
        where lists of today have them all.
    """
    held = list(counts)
    found = counted_standings(held)
    said = [_OTHERS[word](n) for word, n in found.items() if word in _OTHERS]
    others = [say("Also on record: {others}.", others=listed(said, "comma"))] if said else []
    return listed([*_of_old_lists(held, found), *others], "space")


def _of_old_lists(held: Iterable[StandingCount], found: dict[str, int]) -> list[Said]:
    n, total = found.get("one_old_source", 0), sum(found.get(word, 0) for word in ALIVE)
    if not n:
        return []
    years = sorted({one.year for one in held if one.standing == "one_old_source" and one.year})
    named = listed([str(year) for year in years])
    if n == total:
        return [
            say_count(
                "It is confirmed only by a list of {years}: ask before you rely on it.",
                "All of them are confirmed only by lists of {years}: ask before you rely on them.",
                n=n,
                years=named,
            )
        ]
    return [
        say_count(
            "{n:,} of them is confirmed only by a list of {years}.",
            "{n:,} of them are confirmed only by lists of {years}.",
            n=n,
            years=named,
        )
    ]


_OTHERS: dict[str, Callable[[int], Said]] = {
    "no_longer_listed": lambda n: say_count("{n:,} no longer listed", "{n:,} no longer listed", n),
    "pending": lambda n: say_count("{n:,} not yet signed", "{n:,} not yet signed", n),
    "suspended": lambda n: say_count("{n:,} suspended", "{n:,} suspended", n),
    "ended": lambda n: say_count("{n:,} ended", "{n:,} ended", n),
    "never_valid": lambda n: say_count("{n:,} never valid", "{n:,} never valid", n),
}
