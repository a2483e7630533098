"""How a tie stands, in words: one set for every surface, so that no two of them disagree.

The rule behind the words is `dataset.standing`. A sentence claims no more than its source does: a
list names a tie and says nothing of what happens under it; a page that tells of an end dates it
exactly, at the latest, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable

from sistercities.sentences import PlaceName, Said, listed, say, to_say
from sistercities.terms.absence_sentences import left_out, no_longer_on
from sistercities.terms.date_words import on_date, since_date
from sistercities.terms.event_sentences import (
    confirmation_of,
    contest_of,
    contest_sentence,
    deciders_of,
    event_sentence,
    kept_sentences,
    remarks_of,
    still_so_sentence,
)
from sistercities.terms.late_methods import record
from sistercities.terms.told_events import EVENT_SOURCE, ToldEvent
from sistercities.terms.words import ALIVE, NEWEST_LISTS

LONG_AGO = 5
"""Years after which a source that calls a tie active says no more that it stands today."""
OVER = ("ended", "suspended")
"""Standings that begin on a day, which is `end` where a source tells it."""
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


_WITH = {
    "dormant": to_say("{word}; contacts ceased"),
    "proposed": to_say("{word}; end proposed"),
    "spoken_for": to_say("{word}; an association is for it"),
}
"""A standing with what was told beside it that changes none."""


@record
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
    absent_from
        Of a tie that an older source calls active, the year of the newest list that
        should name it at both ends and lacks it.
    silent
        The ends of which the list that lacks it has no partner at all; of the others it has some.
    """

    standing: str
    since: str | None
    source_id: str
    source_title: str
    seen_from: int | None
    seen_until: int | None
    end: str | None
    events: tuple[ToldEvent, ...] = ()
    absent_from: int | None = None
    silent: tuple[PlaceName, ...] = ()

    @property
    def is_alive(self) -> bool:
        """Whether it is taken to be alive."""
        return self.standing in ALIVE

    @property
    def is_today(self) -> bool:
        """Whether one may write of it in the present tense: a source of today says so."""
        if self.absent_from is not None and self.event is None:
            return False
        return stands_today(self.standing, self.since, self.seen_until)

    @property
    def is_listed_since(self) -> bool:
        """Whether it is active by an older source, and a list has it still: `listed 2026`."""
        return self.since is not None and is_long_ago(self.since) and self.listed is not None

    @property
    def listed(self) -> int | None:
        """Year of a newer list that has it, where an older source calls it active; else None."""
        if self.standing != "active" or not self.since or self.seen_until is None:
            return None
        return self.seen_until if self.seen_until > int(self.since[:4]) else None

    @property
    def outlived(self) -> int | None:
        """Year of the last list that names it, where one of the two was no more by then."""
        return year_outlived(self.standing, self.since, self.seen_until)

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
            self.standing, self.since, self.seen_until, self.end, self.absent_from
        )
        if self.is_on_no_list and self.since:
            said = say("on no list ({year})", year=self.since[:4])
        if self.contest:
            return say("{word}; kept by one side", word=said)
        still = self.confirmation
        if still is not None and still.date is not None:
            said = say("{word}, still so {year}", word=said, year=still.date[:4])
        remark = self.remarks[-1] if self.remarks else None
        return say(_WITH[remark.event], word=said) if remark else said

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
    def confirmation(self) -> ToldEvent | None:
        """The last page of a later year that tells the suspension again; None where none does."""
        return confirmation_of(self.event, self.events)

    @property
    def contest(self) -> ToldEvent | None:
        """The last decision to keep a tie that is suspended or ended all the same."""
        return contest_of(self.standing, self.since, self.events)

    @property
    def remarks(self) -> tuple[ToldEvent, ...]:
        """What was told of it that changes no status: proposals, contacts that ceased."""
        return remarks_of(self.events)

    @property
    def is_on_no_list(self) -> bool:
        """Whether no list has ever named it: a page on what happened to it tells of it alone."""
        return self.standing == "one_old_source" and self.source_id == EVENT_SOURCE

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
        event = self.event
        said = [*self._first_sentences]
        if event is not None and event.leads_to in ALIVE:
            said += _seen_after(event, self)
        if self.confirmation is not None:
            said.append(still_so_sentence(self.confirmation))
        if event is not None and event.certainty == "whole country":
            said.append(say("This was said of all partnerships of the two countries."))
        if self.contest is not None:
            said.append(contest_sentence(self.contest))
        said += map(event_sentence, self.remarks)
        return listed(said, "space")

    @property
    def _first_sentences(self) -> list[Said]:
        event = self.event
        if self.is_on_no_list:
            return [say("No list of ours names it.")]
        if event is None:
            return [_OF_LISTS[self.standing](self)]
        return kept_sentences(self._kept) if event.event == "kept" else [event_sentence(event)]

    @property
    def _kept(self) -> list[ToldEvent]:
        """The decisions to keep it, where the standing rests on one: those since it was resumed."""
        event = self.event
        if event is None or event.event != "kept":
            return []
        others = [at for at, one in enumerate(self.events) if one.event != "kept"]
        return list(self.events[max(others, default=-1) + 1 :])

    @property
    def is_kept_by_one(self) -> bool:
        """Whether it stands because one of the two, or who is not told, decided to keep it."""
        kept = self._kept
        return bool(kept) and len(deciders_of(kept)) < 2

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


def standing_word(standing: str, source_id: str = "", *, is_outlived: bool = False) -> Said:
    """Say a standing in a word or two.

    Parameters
    ----------
    standing
        As in the table `ties`.
    source_id
        The source that it rests on, where known.
    is_outlived
        Whether lists name it only after one of the two was no more (`year_outlived`).
    """
    if is_outlived:
        return say("one side ended")
    if standing == "one_old_source" and source_id == EVENT_SOURCE:
        return say("on no list")
    return say(_WORDS[standing])


def short_standing(
    standing: str,
    since: str | None,
    seen_until: int | None,
    end: str | None,
    absent_from: int | None = None,
) -> Said:
    """Say a standing with the year that it rests on, for a cell.

    Of a tie that is no longer listed that is the last year in which it was: the word says the rest.
    Of one that ended or was suspended it is the year of that, and none where no source tells it:
    the year of the list that says so is not that of the end.

    Parameters
    ----------
    standing, since, seen_until, end
        As in the table `ties`.
    absent_from
        As in `Stands`.
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
    outlived = year_outlived(standing, since, seen_until)
    if outlived is not None:
        return say("one side ended {year}, listed {last}", year=since[:4], last=outlived)
    if standing == "one_old_source":
        return say("{word} ({year})", word=word, year=since[:4])
    if standing == "active":
        return _active_in(since[:4], seen_until, absent_from)
    return say("{word} {year}", word=word, year=since[:4])


def year_outlived(standing: str, since: str | None, seen_until: int | None) -> int | None:
    """Return the year of the last list that names a tie after one of the two was no more.

    Parameters
    ----------
    standing, since, seen_until
        As in the table `ties`: such a tie rests on the last year of both, and is listed later.
    """
    if standing != "one_old_source" or not since or seen_until is None:
        return None
    return seen_until if seen_until > int(since[:4]) else None


def stands_today(standing: str, since: str | None, seen_until: int | None) -> bool:
    """Whether one may write of a tie in the present tense: a source of today says so."""
    if standing != "active" or not since or not is_long_ago(since):
        return standing in STANDS
    return seen_until is not None and not is_long_ago(str(seen_until))


def is_long_ago(since: str) -> bool:
    """Whether the source that calls a tie active is too old to say that it stands today."""
    return NEWEST_LISTS - int(since[:4]) > LONG_AGO


def _active(told: Stands) -> Said:
    if not told.since:
        return say("It stands.")
    year, last = told.since[:4], told.seen_until
    is_newer = last is not None and last > int(year)
    if told.absent_from is not None:
        called = say("Called active by a source of {year}.", year=year)
        return listed([called, left_out(told.absent_from, told.silent)], "space")
    if is_long_ago(year):
        return (
            say(
                "Called active by a source of {year}; still listed in {last}.", year=year, last=last
            )
            if is_newer
            else say("Called active by a source of {year}; nothing newer tells of it.", year=year)
        )
    if is_newer:
        return say(
            "It stands, says a source of {year}; a list of {last} has it too.",
            year=year,
            last=last,
        )
    return say("It stands, says a source of {year}.", year=year)


def _active_in(year: str, seen_until: int | None, absent_from: int | None) -> Said:
    """Say in which year a source calls a tie active, and which newer list has or lacks it."""
    if absent_from is not None:
        return say("active {year}, unlisted {last}", year=year, last=absent_from)
    if seen_until is not None and seen_until > int(year):
        return say("listed {last}, active in {year}", last=seen_until, year=year)
    return say("active in {year}", year=year)


def _seen_after(event: ToldEvent, told: Stands) -> list[Said]:
    """Say which list has or lacks a tie after it was decided to keep it; [] where none tells."""
    if told.absent_from is not None:
        return [left_out(told.absent_from, told.silent)]
    seen_until = told.seen_until
    year = int(event.known_on[:4]) if event.known_on else None
    if year is None or seen_until is None or seen_until <= year:
        return []
    return [say("A list of {year} has it.", year=seen_until)]


def _listed(told: Stands) -> Said:
    return say("On the list of {year}; its status is not stated.", year=_year(told))


def _one_old(told: Stands) -> Said:
    if told.outlived is not None:
        return say(
            "One of the two ended in {year}; a list of {last} names the partnership all the same.",
            year=_year(told),
            last=told.outlived,
        )
    if told.seen_from is not None and told.seen_from != told.seen_until:
        return say("Last confirmed by a list of {year}.", year=_year(told))
    return say("Confirmed only by a list of {year}.", year=_year(told))


def _no_longer(told: Stands) -> Said:
    return no_longer_on(told.seen_until, _year(told), told.silent)


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
