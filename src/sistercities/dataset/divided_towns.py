"""Towns that a line divides: which of the two is meant where the part of the country is said.

Lefkoşa of a list that says Northern Cyprus, in any language, is the municipality of the Turkish
Cypriots, and not that of the Republic, which bears the same name. That is what the list says; it
says nothing of whose the land is. Other towns there have two councils, one of them displaced
(`data/decisions/two_councils.csv`): a partner in Greece means the displaced one, a partner in
Türkiye the other, and of anybody else it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

_DISPLACED = "-displaced"
"""How the id of a displaced council ends."""
_PARTS = {
    "X-NCY": {
        "gn:146268": "x:cy-north-nicosia", "x:cy-famagusta-displaced": "gn:146617",
        "x:cy-kyrenia-displaced": "gn:146412", "x:cy-lapithos-displaced": "gn:146403",
        "x:cy-lefkoniko-displaced": "gn:146391", "x:cy-morphou-displaced": "gn:146286",
    },
}  # fmt: skip
"""By our word for a territory: the town that bears the name, to the one that lies there."""


_COUNCILS = {away: there for away, there in _PARTS["X-NCY"].items() if away.endswith(_DISPLACED)}
"""By the displaced council: the town, which has the other."""
_ASKED_OF = {"TR": {"gn:146268": "x:cy-north-nicosia"}}
"""By the country of the other end: towns of which lists there mean either."""
_STAND_BY = {"GR": 0, "TR": 1}
"""By the country of the other end: which of the two councils it means, displaced or there."""


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


def councils_of(place_id: str) -> tuple[str, ...]:
    """Ids of the two councils of a town, the displaced one first; () where it has one.

    Parameters
    ----------
    place_id
        Id of either of the two.
    """
    return next((pair for pair in _COUNCILS.items() if place_id in pair), ())


def council_meant(country: str, councils: tuple[str, ...], called: Collection[str]) -> str:
    """Return the id of the council that a partner in a country means; "" where it is to be asked.

    Parameters
    ----------
    country
        Code of the country of the partner, "" where it is not known.
    councils
        The two, as `councils_of` gives them.
    called
        Ids of the places that have the name as written: one of the two alone may have it, as
        Girne is the name of the town and not of the council that left it.
    """
    named = [one for one in councils if one in called]
    side = _STAND_BY.get(country)
    if side is not None:
        return councils[side] if councils[side] in named else ""
    return named[0] if len(named) == 1 else ""


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
