"""Ties of partners in the home country that are over, told of many partners on the ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from weakref import WeakKeyDictionary

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.gate.ended_there import OverThere, ended_in_country, read_over
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.kept_records import kept_record
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.packed_records import Kind

_KEPT = Kind("over", (Mapping,), (
    "partners/gate/ended_of_each.py", "partners/gate/ended_there.py", "dataset/heirs.py",
))  # fmt: skip
_OVER: WeakKeyDictionary[Ground, OverThere] = WeakKeyDictionary()
"""Ties that ended or rest, read once for each ground."""


def ended_in_home_country(
    release: Release, ground: Ground, home: int, partners: Sequence[int]
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
    if ground not in _OVER:
        _OVER[ground] = kept_record(
            release, _KEPT, lambda: read_over(index_of(release)), is_of_ties=True
        )
    found = ended_in_country(
        _OVER[ground], named_place(ground, home), named_country(ground, country), abroad
    )
    ids = (str(places.ids[at]) for at in partners)
    return [(found[one],) if one in found else () for one in ids]
