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
