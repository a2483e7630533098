"""A cell that holds the name of a country alone names no city, so its line waits.

Some cities bear the name of their state (Luxembourg, Singapore, Monaco): these are the cities. Some
territories and small states have ties as a whole (Guam, Palau): they are places as any other. In a
country that is stated a name is looked up as any other (Peru in the United States).
"""

from __future__ import annotations

from sistercities.dataset.overlays.territories import is_territory
from sistercities.dataset.resolving.partner_evidence import SPELT_ALIKE
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_ends import WrittenEnd
from sistercities.sources.register_words import folded
from sistercities.terms.places import Place, Resolution

REASON = "this is the name of a country, not of a city"
NEXT_STEP = "write the city; if the column is that of countries, name it so in a mapping file"
_FEW = 500_000
"""Persons of a state that is less than many a city."""
WHOLE_CONFIDENCE = 0.9
_SHORTEST = 3
"""Latin letters of a name: two are the code of a country and may be much else."""

_DOUBLED_M = "\u0645\u0651"
"""عمّان with a doubled m is Amman; Oman is عُمان, and without marks it may be either."""


def state_as_a_whole(
    written: WrittenEnd, found: Resolution, names: ReleaseNames
) -> Resolution | None:
    """Return the territory or small state that an end names, if it is a partner as a whole.

    Parameters are those of `is_country_alone`; None where it is none.
    """
    code = _country_named(written)
    if found.place_id or not code or written.end.given_id or written.end.country != code:
        return None
    places = (one for one in names.gazetteer.of_country(code) if one.level == "country")
    whole = [one for one in places if _signs_as_a_whole(one, written, names)]
    if len(whole) != 1:
        return None
    return Resolution(whole[0].place_id, "alias+country", WHOLE_CONFIDENCE)


def is_country_alone(written: WrittenEnd, found: Resolution, names: ReleaseNames) -> bool:
    """Whether an end names a country and no city.

    Parameters
    ----------
    written
        The end as written.
    found
        What its name was resolved to, if anything.
    names
        The places that are known.
    """
    place = names.gazetteer.places[found.place_id] if found.place_id else None
    if place is not None and place.level == "country":
        return not _signs_as_a_whole(place, written, names)
    code, stated = _country_named(written), written.end.country
    if not code or written.end.given_id or (stated and stated != code):
        return False
    if place is None:
        return True
    if stated:
        return found.method.endswith(SPELT_ALIKE)
    return place.country != code or country_code(place.name) != code


def _signs_as_a_whole(place: Place, written: WrittenEnd, names: ReleaseNames) -> bool:
    """Whether a territory or a small state has ties itself, and stands beside its own name.

    Guam and Palau are partners as a whole. A column of countries that was taken for one of cities
    names no country beside it.
    """
    is_small = is_territory(place.country) or (place.population or _FEW) < _FEW
    return is_small and written.end.country == place.country and names.has_ties(place.place_id)


def _country_named(written: WrittenEnd) -> str:
    head = written.head.strip()
    if _DOUBLED_M in head:
        return ""
    is_alone = not (written.apart or written.listed or written.bracketed or written.region)
    is_name = len(folded(head)) >= _SHORTEST or not head.isascii()
    return country_code(head) if is_alone and is_name else ""
