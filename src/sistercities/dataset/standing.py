"""How far the sources let a tie stand today: one rule, for every surface.

The status is what is stated last: an event (ended, suspended, resumed) or a list that states one.
That one of the two keeps a tie revokes nothing, for it takes both to have one. A later list that
calls a tie active revokes the end that an earlier list states, and no event: lists repeat each
other for years after a tie has ended, and the page of a government goes on naming a tie whose
exchange it has stopped (Tokyo and Moscow). Only a later event revokes an event, and no later word
that a tie is suspended revokes an end: one source tells the break, the other that nothing happens
(Shimane and North Gyeongsang). A list that calls a tie active in a year in which one of the two was
no more says nothing of it: it may mean what followed the place, or repeat an older list; and one
that names a region then lets it stand no longer than that (`as_long_as_both`). Nor is a tie active
by a list that is older than the proposal of one of the two to end it. Of two ends, or
two suspensions, the first counts: one of the two broke it then, and what the other says to that is
an answer (Akureyri and Murmansk). Where nothing is stated, the standing follows from who names the
tie, and from who could have: a source covers an end when it read the list of that end's country and
holds other ties of that place (`dataset.source_coverage`).

`RULE` is the rule in the words in which the pages print it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import TYPE_CHECKING, Protocol

from sistercities.terms.standing_rule import OLD_AFTER_YEARS as OLD_AFTER_YEARS
from sistercities.terms.standing_rule import RULE as RULE
from sistercities.terms.told_events import STATUS_AFTER
from sistercities.terms.words import ALIVE as ALIVE
from sistercities.terms.words import Event, Standing, Status

if TYPE_CHECKING:  # surfaces import the rule's words, and need no reader of sources for that
    from sistercities.dataset.tie_events import Happening
    from sistercities.terms.claims import SourceClaim

_OVER_OR_SUSPENDED = ("ended", "suspended", "never_valid")
_WORD: dict[Status, Standing] = {
    "ended": "ended", "suspended": "suspended", "never_valid": "never_valid",
    "pending": "pending", "active": "active",
}  # fmt: skip
_SEVERITY: dict[Status, int] = {
    "never_valid": 4, "ended": 3, "suspended": 2, "active": 1, "pending": 0, "unknown": 0,
}  # fmt: skip


class Covers(Protocol):
    """Whether a source, which does not name this tie, would have named it at this end."""

    @property
    def lists(self) -> Collection[str]:
        """Ids of the sources that cover anything."""
        ...

    def covers(self, source_id: str, place_id: str, tie_id: str) -> bool:
        """Whether it read the list of the place's country and holds another tie of the place."""
        ...


class NobodyCovers:
    """No source would have named it: absence is no evidence."""

    lists: tuple[str, ...] = ()

    def covers(self, source_id: str, place_id: str, tie_id: str) -> bool:  # noqa: ARG002
        """Say no."""
        return False


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated of the status of a tie, and when.

    Attributes
    ----------
    status
        The status stated.
    moment
        ISO date as far as known of what is stated: of the event or the end, else the year of the
        list; "" where no date is known.
    source_id
        Who states it.
    claim
        The claim that states it; None for a statement on all ties of a country.
    date
        Date of the end or the suspension, "" where none is known.
    event
        The event told; None for a state in a list.
    """

    status: Status
    moment: str
    source_id: str
    claim: SourceClaim | None
    date: str = ""
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """The standing of a tie: the word, the date or year that it rests on, and the source."""

    standing: Standing
    since: str
    source_id: str


def statements_of(
    claims: Iterable[SourceClaim], events: Sequence[Happening], seen: Mapping[str, int]
) -> list[Statement]:
    """Gather all that is stated of the status of one tie.

    Parameters
    ----------
    claims
        The claims behind the tie.
    events
        Its events; the claim of an event states nothing beside it.
    seen
        Year whose state each claim shows, by its id.
    """
    held = {claim.claim_id: claim for claim in claims}
    told = [
        Statement(
            STATUS_AFTER[one.event], one.known_on, one.source_id, held.get(one.event_id), one.date,
            one.event,
        )
        for one in events if STATUS_AFTER[one.event] != "unknown" and not _repeats(one, events)
    ]  # fmt: skip
    of_events = {one.event_id for one in events}
    listed = [
        Statement(
            claim.status, claim.end or str(seen[claim.claim_id]), claim.source_id, claim, claim.end
        )
        for claim in held.values()
        if claim.status != "unknown" and claim.claim_id not in of_events
    ]
    return [*told, *listed]


def _repeats(one: Happening, events: Sequence[Happening]) -> bool:
    """Whether a report, whose date is the latest possible, tells an earlier event once more."""
    return one.is_latest and any(
        other.event == one.event
        and other.known_on < one.known_on
        and not any(
            other.known_on <= each.known_on <= one.known_on
            for each in events
            if each.event != one.event
        )
        for other in events
        if other.known_on and not other.is_latest
    )


def status_held(statements: Sequence[Statement], seen: Mapping[str, int]) -> Statement | None:
    """Return the statement that holds today; None where nothing is stated.

    Parameters
    ----------
    statements
        All that is stated of one tie.
    seen
        Year whose state each claim shows, by its id.
    """
    stated = [one for one in statements if one.status != "pending"]
    if not stated:
        return statements[0] if statements else None
    decisive = [one for one in stated if _decides(one)]
    others = [one for one in stated if not decisive or one.event is None]
    newest = max(others, key=lambda one: (_year(one, seen), _SEVERITY[one.status]), default=None)
    if not decisive:
        return newest
    last = _last_of(decisive, others, seen)
    if newest is None or not _revokes(newest, last, seen):
        return _dated(last, decisive)
    told = [one for one in decisive if one.event is not None]
    event = _last_of(told, others, seen) if told else None
    return event if event is not None and event.status in _OVER_OR_SUSPENDED else newest


def outlives(one: Statement, seen: Mapping[str, int], last_year: int | None) -> bool:
    """Whether a list calls a tie active in a year in which one of the two was no more.

    Parameters
    ----------
    one
        What is stated.
    seen
        Year whose state each claim shows, by its id.
    last_year
        The last year in which both places existed; None where both still do.
    """
    return _is_of_list(one) and last_year is not None and _year(one, seen) > last_year


def is_called_in_question(
    one: Statement, seen: Mapping[str, int], events: Iterable[Happening]
) -> bool:
    """Whether a list called a tie active before one of the two proposed to end it.

    Parameters
    ----------
    one
        What is stated.
    seen
        Year whose state each claim shows, by its id.
    events
        The events of the tie.
    """
    proposed = (each.known_on[:4] for each in events if each.event == "proposed" and each.known_on)
    return _is_of_list(one) and any(_year(one, seen) < int(year) for year in proposed)


def _is_of_list(one: Statement) -> bool:
    """Whether a list calls the tie active, and no event does."""
    return one.status == "active" and one.event is None


def _last_of(
    decisive: Sequence[Statement], others: Sequence[Statement], seen: Mapping[str, int]
) -> Statement:
    """Return what was told last; the end before a suspension that is told after it.

    Whoever revokes the end between the two, makes the suspension a new one.
    """
    last = max(decisive, key=cmp_to_key(_later))
    ends = [one for one in decisive if one.status in ("ended", "never_valid")]
    if last.status != "suspended" or not ends:
        return last
    end = max(ends, key=cmp_to_key(_later))
    is_resumed = any(one.event == "resumed" and _later(one, end) > 0 for one in decisive)
    is_revoked = is_resumed or any(_revokes(one, end, seen) for one in others)
    return last if is_revoked else end


def _dated(last: Statement, decisive: Sequence[Statement]) -> Statement:
    """Return since when it is so: the first dated statement of the same status.

    Where another status was told in between, what was before that is another end or suspension. Of
    one moment the date that is stated more exactly counts.
    """
    if last.event is not None and not last.date:
        return last
    told = [
        one for one in decisive
        if one.status == last.status and one.date
        and not any(_later(other, one) > 0 for other in decisive if other.status != one.status)
    ]  # fmt: skip
    dates = {one.date for one in told}
    exact = {one for one in dates if not any(o != one and o.startswith(one) for o in dates)}
    first = [one for one in told if one.date in exact]
    return min(first, key=lambda one: (one.date, one.event is None), default=last)


def _decides(one: Statement) -> bool:
    """Whether it changes the status: to keep a tie revokes neither an end nor a suspension."""
    return one.status in _OVER_OR_SUSPENDED or one.event == "resumed"


def _revokes(newest: Statement, last: Statement, seen: Mapping[str, int]) -> bool:
    """Whether a list that calls the tie active revokes what an earlier list told last."""
    may_revoke = newest.status == "active" and last.event is None
    return may_revoke and _year(newest, seen) > _year(last, seen)


def _year(one: Statement, seen: Mapping[str, int]) -> int:
    """Year in which the statement was made; that of a list is the year of its state."""
    if one.claim is not None and one.event is None:
        return seen[one.claim.claim_id]
    return int(one.moment[:4]) if one.moment else 0


def _later(one: Statement, other: Statement) -> int:
    """Order two statements in time; where the dates do not tell, the graver is the later."""
    stated = min(len(one.moment), len(other.moment))
    a, b = one.moment[:stated], other.moment[:stated]
    if a != b:
        return 1 if a > b else -1
    graver = _SEVERITY[one.status] - _SEVERITY[other.status]
    return graver or len(one.moment) - len(other.moment)


def _is_outdated(held: Statement, naming: Mapping[str, int]) -> bool:
    """Whether a tie that was announced stands on a later list, which says nothing of its status."""
    announced = int(held.moment[:4]) if held.moment else 0
    return held.status == "pending" and max(naming.values(), default=0) > announced


def absent_from(
    tie_id: str,
    last_named: int,
    sources: Collection[str],
    observed: Mapping[str, int],
    coverage: Covers,
) -> int | None:
    """Return the year of the newest list that covers both ends of a tie and does not name it.

    Parameters
    ----------
    tie_id, observed, coverage
        As in `standing_of`.
    last_named
        Last year in which a source names it as a tie that stands: older lists tell nothing.
    sources
        The sources that name it at any time.
    """
    ends = tie_id.split("~")
    years = (
        year for source, year in observed.items()
        if year > last_named and source not in sources
        and all(coverage.covers(source, end, tie_id) for end in ends)
    )  # fmt: skip
    return max(years, default=None)


def standing_of(
    tie_id: str,
    held: Statement | None,
    naming: Mapping[str, int],
    observed: Mapping[str, int],
    coverage: Covers,
    lists: Collection[str] | None = None,
) -> Stood:
    """Return the standing of one tie.

    Parameters
    ----------
    tie_id
        The tie: its two places, sorted.
    held
        The statement of its status that holds, if there is one.
    naming
        Year in which each source that names the tie as one that stands saw it.
    observed
        Year whose state each source of ties shows.
    coverage
        Who would have named it.
    lists
        Those among the sources that name it whose word is a list, not an event; None takes all.
        What no list has ever named is no longer on none.
    """
    if held is not None and held.status != "unknown" and not _is_outdated(held, naming):
        return Stood(_WORD[held.status], held.moment, held.source_id)
    listed = [source for source in naming if lists is None or source in lists]
    last = max(listed or naming, key=lambda source: (naming[source], source))
    if not listed:
        return Stood("one_old_source", str(naming[last]), last)
    newer = {
        source: year for source, year in observed.items()
        if year > max(naming.values()) and source not in naming
    }  # fmt: skip
    ends = tie_id.split("~")
    around = {source: sum(coverage.covers(source, end, tie_id) for end in ends) for source in newer}
    both = [source for source in newer if around[source] == len(ends)]
    if both:
        first = min(both, key=lambda source: (newer[source], source))
        return Stood("no_longer_listed", str(newer[first]), first)
    is_recent = naming[last] > max((*observed.values(), naming[last])) - OLD_AFTER_YEARS
    word: Standing = "listed" if is_recent and not any(around.values()) else "one_old_source"
    return Stood(word, str(naming[last]), last)


def as_long_as_both(stood: Stood, last_year: int | None) -> Stood:
    """Return the standing of a tie that lists name after one of the two, a region, was no more.

    A town outlives its municipality, and its partnerships go on under the name. Of a region such a
    list is no evidence that the tie stands in its year: what it rests on is the last year
    of both, and `seen_until` goes on saying until when it is listed.

    Parameters
    ----------
    stood
        The standing by what lists say.
    last_year
        The last year in which the regions of the two existed; None where they still do.
    """
    is_named = stood.standing in ("listed", "one_old_source")
    if last_year is None or not is_named or int(stood.since[:4]) <= last_year:
        return stood
    return Stood("one_old_source", str(last_year), stood.source_id)
