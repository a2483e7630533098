"""Territories with a country code of their own that lists of a state count among its places.

Lifou is listed under France, and has the code of New Caledonia. The codes are those of ISO 3166-1;
that a list may count a territory to a state says nothing of whose it is.
"""

from __future__ import annotations

from dataclasses import replace

from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_ends import WrittenEnd
from sistercities.sources.register_line import RegisterLine

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
