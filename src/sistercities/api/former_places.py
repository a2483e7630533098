"""A place that has ended: who is asked in its place, or why nobody can be.

A municipality that was merged away is answered for by what took it over (`dataset.heirs`), and a
region by the region that followed it. A town that nothing holds the partnerships of is asked for
itself where these are on record: who asks for its successor would hear of nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sistercities.dataset.around_of_its_name import level_namesake
from sistercities.dataset.heirs import heir_of
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.dataset.typed_queries import FoundPlace
from sistercities.errors import Unanswerable
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import Sentence, listed, place_name, say

_NAMED = """
    SELECT place_id, name, name_local, level, country, region_iso, is_dual FROM places
    WHERE place_id = ?
"""
_ENDED = """
    SELECT p.valid_to, p.successor, p.level LIKE 'region_' AND s.level LIKE 'region_'
        AND s.valid_to IS NULL AS is_region, s.name AS name FROM places p
    LEFT JOIN places s ON s.place_id = p.successor WHERE p.place_id = ? AND p.valid_to IS NOT NULL
"""


def _holds_what_it_leaves(ground: Ground, place: int, successor: str | None) -> bool:
    """Whether a town has partners on record, and the one place that followed it has none."""
    if successor is None or not ground.places.is_city[place] or not ground.ties.degree[place]:
        return False
    after = ground.position.get(successor)
    return after is not None and not ground.ties.degree[after]


def also_of_this_name(
    release: Release, ground: Ground, text: str, taken: int
) -> tuple[Sentence, ...]:
    """Say which of a municipality and a region of one name was taken, and name the other.

    Parameters
    ----------
    release, ground
        The opened release, and its facts.
    text
        What was typed.
    taken
        Position of the place that it was taken for.
    """
    row = index_of(release).query(_NAMED, [str(ground.places.ids[taken])])
    found = [level_namesake(release, text, FoundPlace(**one, n_ties=0)) for one in row]
    return tuple(one.sentence for one in found if one is not None)


def _whom_to_ask(row: Mapping[str, Any]) -> Sentence:
    if not row["name"]:
        return say("Ask for a place that exists today.")
    after = place_name(row["name"], row["successor"])
    return say("Ask for {after} ({key}).", after=after, key=row["successor"])


def who_answers(
    release: Release, ground: Ground, place: int, *, argument: str = "place",
    with_place: int | None = None,
) -> tuple[int, Sentence | None]:  # fmt: skip
    """Find who is asked for a place that may have ended.

    Parameters
    ----------
    release, ground
        The opened release, and its facts.
    place
        Position of the place.
    argument
        What the place is to whoever asks.
    with_place
        The other of two places: a tie with it on record is looked at as it is.

    Returns
    -------
    int
        Position of the place that is asked: the same where it exists.
    Sentence or None
        What is said of that; None where nothing is to be said.

    Raises
    ------
    Unanswerable
        If the place has ended, and nobody answers for it.
    """
    if not ground.places.is_former[place]:
        return place, None
    key, index = str(ground.places.ids[place]), index_of(release)
    heir = heir_of(index, key)
    if heir is not None:
        return ground.position[heir.name.place_id], heir.sentence
    (row,) = index.query(_ENDED, [key])
    name = named_place(ground, place)
    if row["is_region"]:
        after = ground.position[row["successor"]]
        told = say(
            "{place} ended in {year}; this is the answer for {after}, which followed it.",
            place=name, year=row["valid_to"], after=named_place(ground, after),
        )  # fmt: skip
        return after, told
    from sistercities.dataset.told_of_end import said_of_end

    end = said_of_end(release, key)
    is_partner = with_place is not None and with_place in ground.recorded_with(place)
    if is_partner or _holds_what_it_leaves(ground, place, row["successor"]):
        return place, end
    why = listed([one for one in (end, _whom_to_ask(row)) if one is not None], "space")
    raise Unanswerable(argument, str(name), why)
