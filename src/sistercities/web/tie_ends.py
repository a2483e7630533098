"""The two ends of a tie on its page: their names, and what became of one that is no more."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.life import FormerEnd, former_ends
from sistercities.api.explorer.records import TieLine
from sistercities.records import PlaceRef
from sistercities.web.asked import Asked
from sistercities.web.level_words import level_word
from sistercities.web.tables import Cell, place_cell

OVER = ("ended", "never_valid")
"""Standings of ties that need no word on what bars them now, nor on who carries them on."""


@dataclass(frozen=True, slots=True)
class FormerPlace:
    """What is said of an end that is no more, and the place that followed it, if one is held."""

    sentence: str
    followed_by: Cell | None


def former_places(asked: Asked, tie: TieLine) -> tuple[FormerPlace, ...]:
    """Say of each end that is no more when it ended, and what followed it."""
    key = "tie.former_over" if tie.standing in OVER else "tie.former"
    ends = former_ends(asked.site.explorer, tie.here, tie.there)
    return tuple(_former_place(asked, one, key) for one in ends)


def _former_place(asked: Asked, end: FormerEnd, key: str) -> FormerPlace:
    said = asked.words(key, place=asked.called(end.place).first, year=end.year)
    return FormerPlace(said, place_cell(asked, end.followed_by) if end.followed_by else None)


def has_former_end(tie: TieLine) -> bool:
    """Whether an end of a tie is no more, so that nobody speaks of it in the present tense."""
    return tie.here.valid_to is not None or tie.there.valid_to is not None


def end_cell(asked: Asked, place: PlaceRef) -> Cell:
    """Name an end with its level, its country and, of one that is no more, its last year."""
    words = asked.words
    parts = [level_word(asked, place.level, place.country, is_dual=place.is_dual)]
    if place.level != "country":  # of a country, and of a territory, the name has said it
        parts.append(asked.site.country(place.country, words.lang))
    if place.valid_to is not None:
        parts.append(words("place.until", year=place.valid_to))
    return place_cell(asked, place, note=words("list.comma").join(parts))


def named_with_end(asked: Asked, place: PlaceRef) -> str:
    """Name an end in a sentence, with the last year of one that is no more."""
    name, year = asked.called(place).first, place.valid_to
    return name if year is None else asked.words("place.named_until", name=name, year=year)
