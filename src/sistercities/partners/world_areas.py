"""Areas of the world that people name and that are no continent, by their countries.

The subregions are those of the United Nations (Standard country or area codes for statistical use,
M49, https://unstats.un.org/unsd/methodology/m49/). Two places that it has no line for are put where
they lie: Taiwan in Eastern Asia, Kosovo in Southern Europe. Its Micronesia is left out: whoever
writes so means the state. It has no Middle East, which is ours, and its Southern Asia has Iran
beside the countries of South Asia.
"""

from __future__ import annotations

from sistercities.sentences import Sentence, say

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
_SUBREGIONS = {
    "Northern Africa": "DZ EG EH LY MA SD TN",
    "Sub-Saharan Africa": (
        f"{_EASTERN_AFRICA} {_MIDDLE_AFRICA} {_SOUTHERN_AFRICA} {_WESTERN_AFRICA}"
    ),
    "Eastern Africa": _EASTERN_AFRICA,
    "Middle Africa": _MIDDLE_AFRICA,
    "Southern Africa": _SOUTHERN_AFRICA,
    "Western Africa": _WESTERN_AFRICA,
    "Latin America and the Caribbean": f"{_CARIBBEAN} {_CENTRAL_AMERICA} {_SOUTH_AMERICA}",
    "Caribbean": _CARIBBEAN,
    "Central America": _CENTRAL_AMERICA,
    "Northern America": "BM CA GL PM US",
    "Central Asia": "KG KZ TJ TM UZ",
    "Eastern Asia": "CN HK JP KP KR MN MO TW",
    "South-eastern Asia": "BN ID KH LA MM MY PH SG TH TL VN",
    "Southern Asia": "AF BD BT IN IR LK MV NP PK",
    "Western Asia": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "Eastern Europe": "BG BY CZ HU MD PL RO RU SK UA",
    "Northern Europe": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "Southern Europe": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "Western Europe": "AT BE CH DE FR LI LU MC NL",
    "Australia and New Zealand": "AU CC CX HM NF NZ",
    "Melanesia": "FJ NC PG SB VU",
    "Polynesia": "AS CK NU PF PN TK TO TV WF WS",
}
AREAS: dict[str, tuple[str, ...]] = {
    "Middle East": MIDDLE_EAST,
    "South Asia": SOUTH_ASIA,
    **{name: tuple(codes.split()) for name, codes in _SUBREGIONS.items()},
}
"""Areas that may be asked for as continents may, by their names."""
AREA_WORDS: dict[str, Sentence] = {
    "Middle East": say("Middle East"),
    "South Asia": say("South Asia"),
    "Northern Africa": say("Northern Africa"),
    "Sub-Saharan Africa": say("Sub-Saharan Africa"),
    "Eastern Africa": say("Eastern Africa"),
    "Middle Africa": say("Middle Africa"),
    "Southern Africa": say("Southern Africa"),
    "Western Africa": say("Western Africa"),
    "Latin America and the Caribbean": say("Latin America and the Caribbean"),
    "Caribbean": say("Caribbean"),
    "Central America": say("Central America"),
    "Northern America": say("Northern America"),
    "Central Asia": say("Central Asia"),
    "Eastern Asia": say("Eastern Asia"),
    "South-eastern Asia": say("South-eastern Asia"),
    "Southern Asia": say("Southern Asia"),
    "Western Asia": say("Western Asia"),
    "Eastern Europe": say("Eastern Europe"),
    "Northern Europe": say("Northern Europe"),
    "Southern Europe": say("Southern Europe"),
    "Western Europe": say("Western Europe"),
    "Australia and New Zealand": say("Australia and New Zealand"),
    "Melanesia": say("Melanesia"),
    "Polynesia": say("Polynesia"),
}
"""The same in words."""
