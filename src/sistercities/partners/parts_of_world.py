"""Parts of the world that are asked for by name: continents, areas, and groups that are none."""

from __future__ import annotations

from typing import NamedTuple

from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.partners.called import name_behind, words_for
from sistercities.partners.world_areas import AREA_WORDS, AREAS
from sistercities.sentences import Sentence, listed, say

CONTINENTS = {
    "AF": say("Africa"), "AN": say("Antarctica"), "AS": say("Asia"), "EU": say("Europe"),
    "NA": say("North America"), "OC": say("Oceania"), "SA": say("South America"),
}  # fmt: skip
"""Continents by code."""
_CODE = 2
_NO_UNION = "no_union"
"""What the table of words says of groups of countries of which nobody holds a list."""


class PartOfWorld(NamedTuple):
    """A part of the world: a continent by its code, or an area by its countries.

    Attributes
    ----------
    words
        Its name in words.
    continent
        Code of the continent; None for an area.
    countries
        Codes of the countries of an area; empty for a continent.
    """

    words: Sentence
    continent: str | None
    countries: tuple[str, ...] = ()


def part_called(text: str) -> PartOfWorld:
    """Return the continent or the area of a name, in one of the languages that are understood.

    Raises
    ------
    InvalidArgument
        If there is none; it says what may be asked for.
    """
    found = _part(text)
    if found is not None:
        return found
    refuse_a_group("continent", text)
    from sistercities.sources.country_unions import union_called  # few name one here

    union = union_called(text)
    if union is not None:
        advice = say("that is a union of countries: ask for it with `--country {code}`",
                     code=union.code)  # fmt: skip
        raise InvalidArgument("continent", text, advice)
    each = [say("{code} ({name})", code=key, name=name) for key, name in CONTINENTS.items()]
    allowed = listed([*each, *AREA_WORDS.values()], "comma")
    raise InvalidArgument("continent", text, say("give one of {allowed}", allowed=allowed))


def is_continent(text: str) -> bool:
    """Whether a name is that of a continent, or of an area that people name like one.

    A code of two letters is rather that of a country.
    """
    is_code = text.isascii() and len(text.strip()) <= _CODE
    return not is_code and _part(text) is not None


def refuse_a_group(argument: str, text: str) -> None:
    """Refuse a group of countries of which no list is held, such as the Balkans.

    Raises
    ------
    Unanswerable
        If it is one; it says what may be asked for instead.
    """
    name = name_behind(_NO_UNION, text)
    if not words_for(_NO_UNION, name):
        return
    from sistercities.sources.country_unions import unions  # few name such a group

    advice = say(
        "We hold no list of the countries of “{group}”. Name them one by one, each with "
        "`--country`. You may also name one of these unions: {unions}; or ask for a part of the "
        "world, such as Southern Europe, with `--continent`.",
        group=text.strip(),
        unions=listed(list(unions()), "comma"),
    )
    raise Unanswerable(argument, text, advice)


def _part(text: str) -> PartOfWorld | None:
    meant = name_behind("continent", text)
    plain = meant.casefold().replace("-", " ")
    for name, countries in AREAS.items():
        if plain == name.casefold().replace("-", " "):
            return PartOfWorld(AREA_WORDS[name], None, countries)
    codes = {str(name).casefold(): code for code, name in CONTINENTS.items()}
    code = codes.get(plain, meant.upper())
    return PartOfWorld(CONTINENTS[code], code) if code in CONTINENTS else None
