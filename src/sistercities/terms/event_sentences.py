"""What an event did to a tie, as a sentence: who decided what, and when, as far as it is told.

It takes two to have a tie: that one of them keeps it is said of that one alone, and it revokes
neither an end nor a suspension (`dataset.standing`). So a tie may be suspended and kept at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import Said, listed, say, to_say
from sistercities.terms.date_words import on_date, since_date, written_date
from sistercities.terms.told_events import ToldEvent

_CHANGES = ("ended", "resumed", "never_valid")
"""Events after which a suspension is over."""
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
        to_say("It was decided {when} to keep it; who decided is not stated."),
        to_say("A page of {date} says that it is kept; who decided is not stated."),
        to_say("It was decided to keep it; when and by whom is not stated."),
    ),
    "kept by one": (
        to_say("{places} decided {when} to keep it."),
        to_say("{places} keeps it, says a page of {date}."),
        to_say("{places} decided to keep it; when is not stated."),
    ),
    "kept by both": (
        to_say("{places} both decided {when} to keep it."),
        to_say("{places} both keep it, says a page of {date}."),
        to_say("{places} both decided to keep it; when is not stated."),
    ),
    "proposed": (
        to_say(
            "It was proposed {when} to end or suspend it; whether that was decided is not stated."
        ),
        to_say(
            "A page of {date} says that it was proposed to end or suspend it; whether that was "
            "decided is not stated."
        ),
        to_say(
            "It was proposed to end or suspend it; when, and whether that was decided, is not "
            "stated."
        ),
    ),
    "dormant": (
        to_say("Contacts had ceased {when}; that it was ended is not stated."),
        to_say("Contacts have ceased, says a page of {date}; that it was ended is not stated."),
        to_say("Contacts have ceased; since when, and whether it was ended, is not stated."),
    ),
    "spoken_for": (
        to_say(
            "An association spoke {when} for keeping it; what either side decided is not stated."
        ),
        to_say(
            "An association speaks for keeping it, says a page of {date}; what either side decided "
            "is not stated."
        ),
        to_say("An association speaks for keeping it; what either side decided is not stated."),
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


def event_sentence(event: ToldEvent) -> Said:
    """Say what happened, when, and who decided to keep a tie."""
    dated, of_page, undated = _OF_EVENTS[_kind(event)]
    places = listed(event.deciders)
    if event.date:
        tell = since_date if event.event == "suspended" else on_date
        return say(dated, when=tell(event.date, event.date_basis), places=places)
    page = event.source_date or event.known_on
    if page:
        return say(of_page, date=written_date(page), places=places)
    return say(undated, places=places)


def kept_sentences(events: Sequence[ToldEvent]) -> list[Said]:
    """Say of each of the two when it decided last to keep a tie, and of whom nothing is known.

    Parameters
    ----------
    events
        The decisions to keep it, in order.
    """
    last = {one.deciders: one for one in events}
    said = [event_sentence(one) for one in last.values()]
    if len(deciders_of(events)) == 1:
        said.append(say("Of the other side no decision is known."))
    return said


def confirmation_of(event: ToldEvent | None, events: Sequence[ToldEvent]) -> ToldEvent | None:
    """Give the last page of a later year that tells a suspension again; None where none does.

    Such a page has a day by which it is so. What happened between the two makes it another one.

    Parameters
    ----------
    event
        The suspension that a standing rests on; None, or another event, is never confirmed.
    events
        What happened, in order.
    """
    if event is None or event.event != "suspended" or not event.known_on:
        return None
    after = [one for one in events if (one.known_on or "") > event.known_on]
    if any(one.event in _CHANGES for one in after):
        return None
    said = [one for one in after if is_told_again(one, event)]
    return said[-1] if said else None


def is_told_again(one: ToldEvent, event: ToldEvent) -> bool:
    """Whether it tells a suspension of an earlier year again, as something that still is so."""
    if not one.event == event.event == "suspended" or one.date_basis != "at the latest":
        return False
    day, before = one.date, event.known_on
    return day is not None and before is not None and day[:4] > before[:4]


def still_so_sentence(event: ToldEvent) -> Said:
    """Say until when it is known that a tie is suspended.

    Parameters
    ----------
    event
        What `confirmation_of` gives.
    """
    return say("It was still so {when}.", when=on_date(event.date or ""))


def deciders_of(events: Sequence[ToldEvent]) -> set[str]:
    """Ids of the places that decided something."""
    return {place for one in events for place in one.decided_by}


def remarks_of(events: Sequence[ToldEvent]) -> tuple[ToldEvent, ...]:
    """Give what was told of a tie that changes no status, the last of each kind, in order.

    A later decision answers a proposal and whoever spoke for the tie; that contacts had ceased
    stands beside a word that it is kept, until it is resumed or over.

    Parameters
    ----------
    events
        What happened, in order.
    """
    told: dict[str, ToldEvent] = {}
    for one in events:
        if one.leads_to == "unknown":
            told.pop(one.event, None)
            told[one.event] = one
        elif one.event == "kept":
            told = {event: each for event, each in told.items() if event == "dormant"}
        else:
            told = {}
    return tuple(told.values())


def _kind(event: ToldEvent) -> str:
    if event.event == "never_valid":
        return "denied" if event.decided_by else "annulled"
    if event.event == "kept" and event.deciders:
        return "kept by one" if len(event.deciders) == 1 else "kept by both"
    return event.event


def contest_of(standing: str, since: str | None, events: Sequence[ToldEvent]) -> ToldEvent | None:
    """Give the last decision to keep a tie that stands as suspended or ended all the same.

    Parameters
    ----------
    standing, since
        As in the table `ties`.
    events
        What happened, in order; a decision before the suspension or the end contests nothing.
    """
    if standing not in ("suspended", "ended"):
        return None
    told = [one.known_on or "" for one in events if one.leads_to == standing]
    over = told or [since or ""]
    kept = [one for one in events if one.event == "kept" and one.known_on]
    if not kept:
        return None
    date = kept[-1].known_on or ""
    return kept[-1] if all(_is_not_before(date, one) for one in over) else None


def _is_not_before(date: str, other: str) -> bool:
    """Whether a date is no earlier than another, as far as both are told."""
    known = min(len(date), len(other))
    return date[:known] >= other[:known]


def contest_sentence(event: ToldEvent) -> Said:
    """Say who keeps a tie all the same."""
    if event.deciders and not event.date and event.source_date:
        return say(
            "{places} keeps it all the same, as a page of {date} says.",
            places=listed(event.deciders),
            date=written_date(event.source_date),
        )
    if event.deciders:
        return say(
            "{places} decided {when} to keep it all the same, as another source says.",
            places=listed(event.deciders),
            when=_when(event),
        )
    return say(
        "It was decided {when} to keep it all the same, as another source says.", when=_when(event)
    )


def _when(event: ToldEvent) -> Said:
    """Say when it was decided; of an undated decision, by when it is known."""
    if event.date:
        return on_date(event.date, event.date_basis)
    return on_date(event.known_on or "", "at the latest")
