"""Ties of the two places on record, present, ended, or never signed: the story comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from sistercities.dataset.heirs import merged_into
from sistercities.dataset.told_events import events_of_tie
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import Listed, PlaceName, Said, Sentence, listed, say
from sistercities.terms.absence_sentences import silent_places
from sistercities.terms.date_words import on_date
from sistercities.terms.doubts import doubt_of
from sistercities.terms.event_sentences import contest_sentence
from sistercities.terms.standing_words import Stands, is_long_ago
from sistercities.terms.words import ObstacleKind, Strength

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

_Ends: TypeAlias = Mapping[str, Said]
"""By the ids of the two places of a tie, what they are called."""
_BETWEEN = """
    SELECT t.*, s.title AS standing_title
    FROM ties t JOIN sources s ON s.source_id = t.standing_source
    WHERE (t.place_a IN ({here}) AND t.place_b IN ({there}))
        OR (t.place_a IN ({there}) AND t.place_b IN ({here}))
    ORDER BY t.tie_id
"""


def own_ties(release: Queried, home: PlaceName, partner: PlaceName) -> tuple[Obstacle, ...]:
    """Tell the ties of two places on record, whatever has become of them.

    Those of municipalities that became a part of one of the two are told as what they are.
    """
    here, there = _called(release, home), _called(release, partner)
    marks = {"here": ", ".join("?" * len(here)), "there": ", ".join("?" * len(there))}
    ids = [*here, *there]
    rows = release.query(_BETWEEN.format(**marks), [*ids, *there, *here])
    own = sorted(rows, key=lambda row: not {row["place_a"], row["place_b"]} <= {ids[0], *there})
    return tuple(
        _told(row, listed(list(ends.values())), _stands_of(release, row, ends))
        for row in own
        for ends in [_ends_of(row, here, there)]
    )


def _called(release: Queried, place: PlaceName) -> dict[str, Said]:
    """Return what a place is called, and what the municipalities are that became a part of it."""
    merged = {
        one.name.place_id: say(
            "{town} (a municipality until {year}, now part of {heir})",
            town=one.name, year=one.until, heir=place,
        )
        for one in merged_into(release, place.place_id)
    }  # fmt: skip
    return {place.place_id: place, **merged}


def _ends_of(row: dict[str, Any], here: Mapping[str, Said], there: Mapping[str, Said]) -> _Ends:
    """Name the two ends of a tie, that of the first place first."""
    one, other = row["place_a"], row["place_b"]
    first, second = (one, other) if one in here and other in there else (other, one)
    return {first: here[first], second: there[second]}


def _stands_of(release: Queried, row: dict[str, Any], ends: _Ends) -> Stands:
    named = [(str(end), place_id) for place_id, end in ends.items()]
    return Stands(
        row["standing"], row["standing_since"] or None, row["standing_source"],
        row["standing_title"], row["seen_from"], row["seen_until"], row["end"] or None,
        events_of_tie(release, row["tie_id"]), row.get("absent_from"),
        silent_places(row.get("silent_at"), named),
    )  # fmt: skip


def _told(row: dict[str, Any], both: Listed, stands: Stands) -> Obstacle:
    kind, strength, sentence = _known(row, both)
    is_unsure = stands.absent_from is not None or stands.outlived is not None
    is_less = stands.is_kept_by_one or stands.is_on_no_list or is_unsure
    if is_less and doubt_of(row["method"]) != "namesake":
        sentence = _named_alone(both, _since(row["start"], row["start_precision"]), stands)
    if stands.contest is not None:
        sentence = listed([sentence, contest_sentence(stands.contest)], "space")
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


def _named_alone(both: Listed, since: Sentence, stands: Stands) -> Said:
    """Say that one side keeps a tie or has ended, or a list lacks it: both may not have it."""
    named = say("Our sources name a partnership of {both} {since}.", both=both, since=since)
    return listed([named, stands.sentence], "space")


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
