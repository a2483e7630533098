"""Parts of the world that are asked for by name: continents, areas, and groups that are none.

Areas of the world that people name and that are no continent, by their countries.

The subregions are those of the United Nations (Standard country or area codes for statistical use,
M49, https://unstats.un.org/unsd/methodology/m49/). Two places that it has no line for are put where
they lie: Taiwan in Eastern Asia, Kosovo in Southern Europe. Its Micronesia is left out: whoever
writes so means the state. It has no Middle East, which is ours, and its Southern Asia has Iran
beside the countries of South Asia.
"""

from __future__ import annotations

from typing import NamedTuple

from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.partners.called import name_behind, words_for
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


SOUTH_ASIA = ("AF", "BD", "BT", "IN", "LK", "MV", "NP", "PK")
"""Members of the South Asian Association for Regional Cooperation: an area of its own."""
MIDDLE_EAST = (
    "AE", "BH", "IL", "IQ", "IR", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "TR", "YE",
)  # fmt: skip
"""Western Asia south of the Caucasus, an area of its own."""
_CARIBBEAN = "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI"
_CENTRAL_AMERICA = "BZ CR GT HN MX NI PA SV"
_SOUTH_AMERICA = "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE"
_EASTERN_AFRICA = "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW"
_MIDDLE_AFRICA = "AO CD CF CG CM GA GQ ST TD"
_SOUTHERN_AFRICA = "BW LS NA SZ ZA"
_WESTERN_AFRICA = "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG"
_SUBREGIONS = (
    (say("Northern Africa"), "DZ EG EH LY MA SD TN"),
    (
        say("Sub-Saharan Africa"),
        f"{_EASTERN_AFRICA} {_MIDDLE_AFRICA} {_SOUTHERN_AFRICA} {_WESTERN_AFRICA}",
    ),
    (say("Eastern Africa"), _EASTERN_AFRICA),
    (say("Middle Africa"), _MIDDLE_AFRICA),
    (say("Southern Africa"), _SOUTHERN_AFRICA),
    (say("Western Africa"), _WESTERN_AFRICA),
    (say("Latin America and the Caribbean"), f"{_CARIBBEAN} {_CENTRAL_AMERICA} {_SOUTH_AMERICA}"),
    (say("Caribbean"), _CARIBBEAN),
    (say("Central America"), _CENTRAL_AMERICA),
    (say("Northern America"), "BM CA GL PM US"),
    (say("Central Asia"), "KG KZ TJ TM UZ"),
    (say("Eastern Asia"), "CN HK JP KP KR MN MO TW"),
    (say("South-eastern Asia"), "BN ID KH LA MM MY PH SG TH TL VN"),
    (say("Southern Asia"), "AF BD BT IN IR LK MV NP PK"),
    (say("Western Asia"), "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE"),
    (say("Eastern Europe"), "BG BY CZ HU MD PL RO RU SK UA"),
    (say("Northern Europe"), "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ"),
    (say("Southern Europe"), "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK"),
    (say("Western Europe"), "AT BE CH DE FR LI LU MC NL"),
    (say("Australia and New Zealand"), "AU CC CX HM NF NZ"),
    (say("Melanesia"), "FJ NC PG SB VU"),
    (say("Polynesia"), "AS CK NU PF PN TK TO TV WF WS"),
)
_AREAS = (
    (say("Middle East"), MIDDLE_EAST),
    (say("South Asia"), SOUTH_ASIA),
    *((name, tuple(codes.split())) for name, codes in _SUBREGIONS),
)
AREAS: dict[str, tuple[str, ...]] = {str(name): codes for name, codes in _AREAS}
"""Areas that may be asked for as continents may, by their names."""
AREA_WORDS: dict[str, Sentence] = {str(name): name for name, _ in _AREAS}
"""The same in words."""
