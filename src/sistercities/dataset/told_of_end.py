"""What is said first of a place that is no more: since when, and what it is part of now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sistercities.dataset.heirs import heir_of
from sistercities.dataset.index.opened import index_of
from sistercities.sentences import PlaceName, Sentence, place_name, say

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried
    from sistercities.dataset.release.store import Release
    from sistercities.dataset.typed_queries import FoundPlace

_ENDED = """
    SELECT p.valid_to, p.name AS here, p.successor, s.name AS name FROM places p
    LEFT JOIN places s ON s.place_id = p.successor WHERE p.place_id = ? AND p.valid_to IS NOT NULL
"""


class ToldEnd(NamedTuple):
    """The sentence on a place that is no more, and what to ask for in its place.

    Attributes
    ----------
    sentence
        In which year it ended, and what it is part of or followed it, by name.
    after, after_id
        Name and id of that; None and "" where no one place followed.
    """

    sentence: Sentence
    after: PlaceName | None
    after_id: str


def told_of_end(release: Queried, place_id: str) -> ToldEnd | None:
    """Say in which year a place ended and what it is now; None of one that exists.

    Parameters
    ----------
    release
        An opened release, or its index.
    place_id
        The place.
    """
    heir = heir_of(release, place_id)
    if heir is not None:
        said = say(
            "{place} was a municipality until {year} and is now part of {heir}.",
            place=heir.of.name, year=heir.of.until, heir=heir.name,
        )  # fmt: skip
        return ToldEnd(said, heir.name, heir.name.place_id)
    return told_of_follower(release, place_id)


def told_of_follower(release: Queried, place_id: str) -> ToldEnd | None:
    """Say in which year a place ended and what followed it, whoever holds its partnerships.

    Parameters
    ----------
    release, place_id
        As in `told_of_end`.
    """
    rows = release.query(_ENDED, [place_id])
    if not rows:
        return None
    (row,) = rows
    place, year = place_name(row["here"], place_id), row["valid_to"]
    if not row["name"]:
        said = say(
            "{place} ended in {year}, and we know of no one place that followed it.",
            place=place, year=year,
        )  # fmt: skip
        return ToldEnd(said, None, "")
    after = place_name(row["name"], row["successor"])
    said = say("{place} ended in {year}; {after} followed it.", place=place, year=year, after=after)
    return ToldEnd(said, after, row["successor"])


def said_of_end(release: Release, place_id: str) -> Sentence | None:
    """Say in which year a place ended, and what followed it; None of one that exists."""
    end = told_of_follower(index_of(release), place_id)
    return None if end is None else end.sentence


def place_of_today(release: Release, found: FoundPlace) -> tuple[FoundPlace, Sentence | None]:
    """Return a place, or what it was merged into, and what is said of that, or of its end.

    Parameters
    ----------
    release
        An opened release of one's own (`meet_place`).
    found
        The place that was asked for.
    """
    from sistercities.dataset.town_lookup import meet_place  # most places are those of today

    heir = heir_of(index_of(release), found.place_id)
    if heir is None:
        return found, said_of_end(release, found.place_id)
    return meet_place(release, heir.name.place_id), heir.sentence
