"""Ties of partners in the home country that are over, told of many partners on the ground."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.dataset.release.queried import Queried
from sistercities.partners.gate.ended_there import ended_in_country
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country, named_place


def ended_in_home_country(
    release: Queried, ground: Ground, home: int, partners: Sequence[int]
) -> list[tuple[Obstacle, ...]]:
    """Tell of each partner which of its ties with places of the home country ended or rest.

    Parameters
    ----------
    release
        An opened release.
    ground
        Facts on the same.
    home, partners
        Positions of the home place, whose own ties are told elsewhere, and of partners.
    """
    places = ground.places
    country = int(places.country[home])
    abroad = [named_place(ground, at) for at in partners if places.country[at] != country]
    found = ended_in_country(
        release, named_place(ground, home), named_country(ground, country), abroad
    )
    ids = (str(places.ids[at]) for at in partners)
    return [(found[one],) if one in found else () for one in ids]
