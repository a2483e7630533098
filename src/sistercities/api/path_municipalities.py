"""A path from a place of whose name another is too: which was taken, and what of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sistercities.api.path_records import TiePath
from sistercities.dataset.found_places import FoundPlace
from sistercities.dataset.level_namesakes import level_namesake
from sistercities.dataset.release.store import Release
from sistercities.sentences import place_name, say, say_count

Ends = tuple[FoundPlace, FoundPlace]


def said_of_municipalities(
    release: Release, typed: tuple[str, str], found: Ends, path_of: Callable[[Ends], TiePath]
) -> Iterator[str]:
    """Say which of a municipality and a region each end was taken for.

    Of a municipality that was not it is told how far it is from the other end.

    Parameters
    ----------
    release
        An opened release.
    typed
        What was typed for the two.
    found
        The places that it was taken for.
    path_of
        What finds the chains between two places.
    """
    for at, (text, taken) in enumerate(zip(typed, found, strict=True)):
        namesake, other = level_namesake(release, text, taken), found[1 - at]
        if namesake is None or namesake.place.place_id == other.place_id:
            continue
        yield namesake.sentence
        if namesake.is_region:
            continue
        ends = (other, namesake.place) if at else (namesake.place, other)
        yield from _told(path_of(ends), other)


def _told(answer: TiePath, other: FoundPlace) -> Iterator[str]:
    """Tell what joins the municipality and the other end: their own ties, or how far it is."""
    yield from (one.sentence for one in answer.own_ties)
    name = place_name(other.name, other.place_id)
    if answer.length is None:
        yield say(
            "No chain of at most {longest} ties joins it and {place}.",
            longest=answer.longest, place=name,
        )  # fmt: skip
    elif not (answer.is_direct and answer.own_ties):
        yield say_count(
            "The shortest chain from it to {place} has {n} tie.",
            "The shortest chain from it to {place} has {n} ties.",
            answer.length, place=name,
        )  # fmt: skip
