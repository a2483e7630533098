"""Territories with a country code of their own that lists of a state count among its places.

Lifou is listed under France, and has the code of New Caledonia. The codes are those of ISO 3166-1;
that a list may count a territory to a state says nothing of whose it is.
"""

from __future__ import annotations

from sistercities.dataset.gazetteer.places import Gazetteer

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


def territory_of(name: str, country: str, gazetteer: Gazetteer) -> str:
    """Return the code of the one territory in which a place is called so; "" if none or several."""
    known = [
        code for code in _LISTED_WITH.get(country, ())
        if any(one.rank < 2 for one in gazetteer.matches(name, code))
    ]  # fmt: skip
    return known[0] if len(known) == 1 else ""
