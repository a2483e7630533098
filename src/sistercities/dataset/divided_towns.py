"""Towns that a line divides: which of the two is meant where the part of the country is said.

Lefkoşa of a list that says Northern Cyprus, in any language, is the municipality of the Turkish
Cypriots, and not that of the Republic, which bears the same name. That is what the list says; it
says nothing of whose the land is. Other towns there have two councils, one of them displaced
(`data/decisions/two_councils.csv`).
"""

from __future__ import annotations

from collections.abc import Iterable

_PARTS = {
    "X-NCY": {
        "gn:146268": "x:cy-north-nicosia", "x:cy-famagusta-displaced": "gn:146617",
        "x:cy-kyrenia-displaced": "gn:146412", "x:cy-lapithos-displaced": "gn:146403",
        "x:cy-lefkoniko-displaced": "gn:146391", "x:cy-morphou-displaced": "gn:146286",
    },
}  # fmt: skip
"""By our word for a territory: the town that bears the name, to the one that lies there."""


_ASKED_OF = {"TR": _PARTS["X-NCY"]}
"""By the country of the other end: towns of which lists there mean either."""


def towns_of_both(country: str, place_id: str) -> tuple[str, ...]:
    """Ids of the two towns of one name that a partner in a country may mean; () where it is plain.

    A list of Türkiye that says Cyprus mostly means the Turkish Cypriots, and not always.

    Parameters
    ----------
    country
        Code of the country of the other end.
    place_id
        The town that the name led to.
    """
    across = _ASKED_OF.get(country, {}).get(place_id, "")
    return (place_id, across) if across else ()


def town_across(territory: str, called: Iterable[str]) -> str:
    """Return the id of the town of a territory that a name means; "" where none is divided.

    Parameters
    ----------
    territory
        Our word for what stands where the country is due, "" for none.
    called
        Ids of the places that have the name.
    """
    parts = _PARTS.get(territory, {})
    named = set(called)
    meant = [there for here, there in parts.items() if named & {here, there}]
    return meant[0] if len(meant) == 1 else ""
