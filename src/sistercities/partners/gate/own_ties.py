"""Ties of the two places on record, present, ended, or never signed: the story comes first."""

from __future__ import annotations

from typing import Any

from sistercities.dataset.release.queried import Queried
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import Listed, PlaceName, Said, Sentence, listed, say
from sistercities.terms.date_words import on_date
from sistercities.terms.doubts import doubt_of
from sistercities.terms.obstacles import ObstacleKind, Strength
from sistercities.terms.standing_words import contest_of, contest_sentence, is_long_ago
from sistercities.terms.told_events import ToldEvent

_BETWEEN = """
    SELECT tie_id, start, start_precision, "end", standing, standing_since, sources, known_until,
        seen_until, method
    FROM ties
    WHERE (place_a = ? AND place_b = ?) OR (place_a = ? AND place_b = ?) ORDER BY tie_id
"""
_EVENTS = """
    SELECT event, date, date_basis, known_on FROM tie_events WHERE tie_id = ?
    ORDER BY known_on, event_id
"""


def own_ties(release: Queried, home: PlaceName, partner: PlaceName) -> tuple[Obstacle, ...]:
    """Tell the ties of two places on record, whatever has become of them."""
    ids, both = [home.place_id, partner.place_id], listed([home, partner])
    rows = release.query(_BETWEEN, [*ids, *reversed(ids)])
    return tuple(_told(row, both, _contest(release, row)) for row in rows)


def _contest(release: Queried, row: dict[str, Any]) -> ToldEvent | None:
    """Give the event that ended a tie for one source, where another lets it stand."""
    events = [
        ToldEvent(**one, decided_by=(), certainty="high", source_id="", source_title="",
                  address="", source_date=None)
        for one in release.query(_EVENTS, [row["tie_id"]])
    ]  # fmt: skip
    return contest_of(row["standing"], events)


def _told(row: dict[str, Any], both: Listed, contest: ToldEvent | None) -> Obstacle:
    kind, strength, sentence = _known(row, both)
    if contest is not None:
        sentence = listed([sentence, contest_sentence(contest)], "space")
    seen = say(
        "{sources}; last seen in {year}",
        sources=row["sources"].replace(" ", ", "),
        year=row["known_until"],
    )
    return Obstacle(
        kind, strength, sentence, seen, from_date=row["start"], until_date=row["end"],
        ties=(row["tie_id"],),
    )  # fmt: skip


def _known(row: dict[str, Any], both: Listed) -> tuple[ObstacleKind, Strength, Said]:
    """Say what a tie on record of the two has become."""
    since, standing = _since(row["start"], row["start_precision"]), row["standing"]
    if standing in ("ended", "suspended"):
        return standing, "caution", _over(standing, both, since, row["end"])
    if standing == "pending":
        planned = say("A tie of {both} is planned and not known to be signed.", both=both)
        return "pending", "note", planned
    if standing == "never_valid":
        annulled = say(
            "A tie of {both} {since} was annulled, or never agreed by one of the two.",
            both=both,
            since=since,
        )
        return "never_valid", "caution", annulled
    if standing == "no_longer_listed":
        gone = say(
            "A tie of {both} {since} was listed until {year}; a newer list of both lacks it.",
            both=both,
            since=since,
            year=row["seen_until"],
        )
        return "no_longer_listed", "caution", gone
    if doubt_of(row["method"]) == "namesake":
        return "tied", "note", _not_told(both, since, str(row["standing_since"] or "")[:4])
    return (
        "tied",
        "note",
        _stands(standing, both, since, str(row["standing_since"] or "")[:4], row["seen_until"]),
    )


def _stands(
    standing: str, both: Listed, since: Sentence, year: str, seen_until: int | None
) -> Sentence:
    """Say how far the sources let a tie of the two stand."""
    if standing == "active" and year and is_long_ago(year):
        return _active_long_ago(both, since, year, seen_until)
    if standing == "active":
        return say(
            "{both} are partners already {since}; it stands, says a source of {year}.",
            both=both,
            since=since,
            year=year,
        )
    if standing == "listed":
        return say(
            "{both} are partners already {since}: on the list of {year}, status not stated.",
            both=both,
            since=since,
            year=year,
        )
    return say(
        "{both} were partners {since}, says a list of {year}; no newer one tells whether they "
        "still are.",
        both=both,
        since=since,
        year=year,
    )


def _not_told(both: Listed, since: Sentence, year: str) -> Sentence:
    """Say of a tie that it may be one of a namesake."""
    return say(
        "{both} may be partners {since}: a source of {year} names them, and none says which place "
        "of the name is meant.",
        both=both, since=since, year=year,
    )  # fmt: skip


def _active_long_ago(both: Listed, since: Sentence, year: str, seen_until: int | None) -> Sentence:
    """Say of a tie whose status nothing newer tells what was said, and until when it is listed."""
    if seen_until is not None and seen_until > int(year):
        return say(
            "{both} are partners already {since}: called active by a source of {year}, still "
            "listed in {last}.",
            both=both, since=since, year=year, last=seen_until,
        )  # fmt: skip
    return say(
        "{both} have been partners {since}, says a source of {year} that calls the partnership "
        "active; nothing newer tells whether it still is.",
        both=both, since=since, year=year,
    )  # fmt: skip


def _over(standing: str, both: Listed, since: Sentence, end: str | None) -> Sentence:
    """Say that a tie on record of the two ended or was suspended, and when."""
    if standing == "ended":
        return (
            say("A tie of {both} {since} ended {on}.", both=both, since=since, on=on_date(end))
            if end
            else say("A tie of {both} {since} ended; when is not known.", both=both, since=since)
        )
    return (
        say("A tie of {both} {since} was suspended {on}.", both=both, since=since, on=on_date(end))
        if end
        else say(
            "A tie of {both} {since} was suspended; when is not known.", both=both, since=since
        )
    )


def _since(start: str | None, precision: str) -> Sentence:
    if not start or precision == "none":
        return say("(year not known)")
    if precision == "suspect":
        return say("since {year} (the year is in doubt)", year=start[:4])
    return say("since {year}", year=start[:4])
