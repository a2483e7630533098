"""Names of two places that are called alike, so that a sentence on both says which is which."""

from __future__ import annotations

from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_region


def with_names_told_apart(ground: Ground, home: int, partner: int) -> Ground:
    """Return the ground in which two namesakes are told apart by country, or region; else as it is.

    Parameters
    ----------
    ground
        Facts, with the names of places.
    home, partner
        Positions of the two.
    """
    names, country = ground.places.names, ground.places.country
    if str(names[home]) != str(names[partner]):
        return ground
    tell = _region if country[home] == country[partner] else _country
    beside = [tell(ground, at) for at in (home, partner)]
    if beside[0] == beside[1] or not all(beside):
        return ground
    both = zip((home, partner), beside, strict=True)
    return ground.with_names({at: f"{names[at]} ({where})" for at, where in both})


def _country(ground: Ground, at: int) -> str:
    return str(ground.countries.names[ground.places.country[at]])


def _region(ground: Ground, at: int) -> str:
    region = int(ground.places.region[at])
    named = None if region < 0 else named_region(ground, str(ground.places.region_codes[region]))
    return str(named or "")
