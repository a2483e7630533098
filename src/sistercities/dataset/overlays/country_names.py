"""A cell that holds the name of a country alone names no city, so its line waits.

Some cities bear the name of their state (Luxembourg, Singapore, Monaco): these are the cities. Some
territories and small states have ties as a whole (Guam, Palau): they are places as any other. In a
country that is stated a name is looked up as any other (Peru in the United States).

Territories with a country code of their own that lists of a state count among its places.

Lifou is listed under France, and has the code of New Caledonia. The codes are those of ISO 3166-1;
that a list may count a territory to a state says nothing of whose it is.
"""

from __future__ import annotations

from dataclasses import replace

from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.partner_evidence import SPELT_ALIKE
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_ends import WrittenEnd
from sistercities.sources.register_line import RegisterLine
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


_LISTED_WITH: dict[str, tuple[str, ...]] = {
    "AU": ("CC", "CX", "NF"),
    "DK": ("FO", "GL"),
    "FI": ("AX",),
    "FR": ("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"),
    "GB": ("GG", "IM", "JE"),
    "NL": ("AW", "BQ", "CW", "SX"),
    "NO": ("SJ",),
    "NZ": ("CK", "NU", "TK"),
    "US": ("AS", "GU", "MP", "PR", "VI"),
}


def is_territory(country: str) -> bool:
    """Whether lists of a state count a country code among its places."""
    return any(country in codes for codes in _LISTED_WITH.values())


def territory_of(name: str, country: str, gazetteer: Gazetteer) -> str:
    """Return the code of the one territory in which a place is called so; "" if none or several."""
    known = [
        code for code in _LISTED_WITH.get(country, ())
        if any(one.rank < 2 for one in gazetteer.matches(name, code))
    ]  # fmt: skip
    return known[0] if len(known) == 1 else ""


def in_named_territories(line: RegisterLine) -> tuple[RegisterLine, tuple[str, ...]]:
    """Return the line with the ends that name a territory beside them looked up there.

    Saint-Denis (Réunion), France: the list counts Réunion to the state that it names.
    """
    if line.claim is None:
        return line, ()
    a, told_a = _in_territory(line.written_a)
    b, told_b = _in_territory(line.written_b)
    claim = replace(line.claim, a=a.end, b=b.end)
    return replace(line, claim=claim, written_a=a, written_b=b), (*told_a, *told_b)


def _in_territory(written: WrittenEnd) -> tuple[WrittenEnd, tuple[str, ...]]:
    """Return an end with the code of the territory beside its name, and what there is to say."""
    listed = _LISTED_WITH.get(written.end.country, ())
    beside = (*written.bracketed, *written.apart)
    named = [part for part in beside if country_code(part) in listed]
    if len(named) != 1:
        return written, ()
    code, plain = country_code(named[0]), _without(named[0], written)
    told = f"{written.end.name}: looked up in {code}, which stands beside the name"
    return replace(plain, end=replace(plain.end, country=code)), (told,)


def _without(part: str, written: WrittenEnd) -> WrittenEnd:
    """Return an end without a part that stands beside its name."""
    return replace(
        written,
        end=replace(written.end, parents=tuple(one for one in written.end.parents if one != part)),
        bracketed=tuple(one for one in written.bracketed if one != part),
        apart=tuple(one for one in written.apart if one != part),
    )
