"""Regions that are asked for where a country may be: England, Bavaria, 北海道.

A name of a country, a territory or a union is one, also where a region is called so (Georgia,
Luxembourg). What the tables of registers know as a word for a whole state and is a region of it
(England) is that region.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sistercities.dataset.lookup import find_place
from sistercities.dataset.release.store import Release
from sistercities.dataset.typed_queries import FoundPlace
from sistercities.errors import (
    InvalidArgument,
    PlaceAmbiguous,
    PlaceNotFound,
    Unanswerable,
)
from sistercities.partners.filters import NamedRegion
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import country_alone, country_at, named_country
from sistercities.sentences import listed, say

_REGIONS = ("region1", "region2")
_KIND = re.compile(r"(?:the )?(?:state|province) of (?P<after>.+)|(?P<before>.+) "
                   r"(?:state|province|prefecture)", re.IGNORECASE)  # fmt: skip
"""An English word for the kind of region before or behind its name: Sichuan Province."""


_ID_BEHIND = re.compile(r"(?P<id>\S+)\)$")
"""The id at the end of a line that tells places apart."""


def take_regions_apart(
    release: Release, ground: Ground, argument: str, names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[NamedRegion, ...]]:
    """Tell names of regions from those of countries and unions.

    Parameters
    ----------
    release, ground
        The opened release and its facts.
    argument
        "country" or "not_country", for what an error says.
    names
        As typed.

    Returns
    -------
    tuple
        The names of countries and unions as typed, and the regions.

    Raises
    ------
    InvalidArgument
        If a name is that of several regions, of a city, or of a region without places.
    """
    countries: list[str] = []
    regions: list[NamedRegion] = []
    for typed in names:
        region = _region(release, ground, argument, typed)
        if region is None:
            countries.append(typed)
        else:
            regions.append(region)
    return tuple(countries), tuple(regions)


def _region(release: Release, ground: Ground, argument: str, typed: str) -> NamedRegion | None:
    """Return the region of a name; None where it is a country, a union, or nothing at all."""
    if not typed.partition("(")[0].strip():
        return None  # no name, which a look-up would find several regions for
    from sistercities.partners.parts_of_world import is_continent, refuse_a_group

    if is_continent(typed):
        advice = say(
            "“{typed}” is a part of the world: ask for it with `--continent`.", typed=typed
        )
        raise Unanswerable(argument, typed, advice)
    refuse_a_group(argument, typed)
    country = _country(ground, typed)
    if country is not None and not _is_word_of_registers(typed):
        return None
    try:
        found = _found_region(release, typed)
    except PlaceAmbiguous as several:
        if country is not None:
            return None
        raise _of_several(ground, argument, typed, several) from None
    if found is None:
        if country is None:
            _refuse_a_city(release, ground, argument, typed)
        return None
    if country is not None and found.country != country:
        return None
    return _named(ground, argument, typed, found)


def _country(ground: Ground, typed: str) -> str | None:
    """Return the code of a country, "" for a union; None where it is neither."""
    code = typed.strip().upper()
    if code in ground.countries.codes.tolist():
        return code
    from sistercities.sources.country_unions import union_called
    from sistercities.sources.register_countries import country_code

    if union_called(typed) is not None:
        return ""
    return country_code(typed) or None


def _is_word_of_registers(typed: str) -> bool:
    """Whether tables of registers alone know the name as that of a state, as they do England."""
    from sistercities.sources.register_words import folded, words_of

    return folded(typed) in words_of("country")


def _found_region(release: Release, typed: str) -> FoundPlace | None:
    """Look the name up among regions, and then without the word for its kind."""
    kind = _KIND.fullmatch(typed.strip())
    bare = (kind["after"] or kind["before"],) if kind else ()
    for name in (typed.strip(), *bare):
        try:
            found = find_place(release, f"{name} (region)")
        except (PlaceNotFound, InvalidArgument):
            continue
        if found.level in _REGIONS or found.is_dual:
            return found
    return None


def _named(ground: Ground, argument: str, typed: str, found: FoundPlace) -> NamedRegion:
    at = ground.position.get(found.place_id)
    region = None if at is None else NamedRegion(at, found.country)
    if region is None or not region.holds(ground).any():
        country = named_country(ground, country_at(ground, found.country))
        raise Unanswerable(
            argument,
            typed,
            say(
                "{region} is a region of {country}, and we know of no place in it. Ask for the "
                "country instead (`--country {code}`).",
                region=found.name, country=country, code=found.country,
            ),
        )  # fmt: skip
    return region


def _refuse_a_city(release: Release, ground: Ground, argument: str, typed: str) -> None:
    """Say of a city in which country it lies, and how to ask for that one."""
    try:
        found = find_place(release, typed)
    except (PlaceNotFound, PlaceAmbiguous, InvalidArgument):
        return
    if found.level == "country":
        return
    country = named_country(ground, country_at(ground, found.country))
    raise Unanswerable(
        argument,
        typed,
        say(
            "{city} is a city of {country}, and neither a country nor a region. Ask for the "
            "country (`--country {code}`), or see how well the city itself fits with `assess`.",
            city=found.name, country=country, code=found.country,
        ),
    )  # fmt: skip


def _of_several(
    ground: Ground, argument: str, typed: str, several: PlaceAmbiguous
) -> InvalidArgument:
    """Ask which of several regions of a name is meant."""
    ids = filter(None, (_ID_BEHIND.search(line) for line in several.candidates))
    places = [ground.position[one["id"]] for one in ids if one["id"] in ground.position]
    countries = list(dict.fromkeys(int(ground.places.country[at]) for at in places))
    return Unanswerable(
        argument,
        typed,
        say(
            "Several regions are called {typed}, in {countries}. Write the country behind the "
            "name, as in “{typed}, {first}”.",
            typed=typed, countries=listed([named_country(ground, at) for at in countries]),
            first=country_alone(ground, countries[0]),
        ),
    )  # fmt: skip
