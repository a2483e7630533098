"""Names of a user's register that several towns bear and one is meant by: the rule of look-ups.

Asked last, where nothing else tells. In the United States, Germany and Japan namesakes in the same
country are left to what is known there (`towns.NOT_BY_SIZE`).
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.dataset.gazetteer.lookups import Lookup
from sistercities.dataset.namesakes import outranks
from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.second_thoughts import is_main_name
from sistercities.dataset.resolving.towns import NOT_BY_SIZE
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import MUNICIPAL

MEANT_CONFIDENCE = 0.9
"""Of the names in lists that a place leads by so much another was meant by at most 5 of 100."""
_BEHIND = 3
"""Rank of places that are known so too, but called otherwise."""


def meant_by_all(
    end: NamedEnd,
    found: Resolution,
    gazetteer: UserGazetteer,
    partners: Lookup[str, frozenset[str]],
) -> Resolution:
    """Take the town that everybody means, by its people and ties, where a name waits for no more.

    Parameters
    ----------
    end
        The name, with its country if that is stated.
    found
        What became of it so far.
    gazetteer, partners
        Places, and the partners of each by id.
    """
    if found.place_id or found.reason != SEVERAL or end.parents:
        return found
    ranks = {one.place_id: one.rank for one in gazetteer.matches(end.name, end.country)}
    ids = dict.fromkeys((*ranks, *found.candidates))
    called = [gazetteer.places[one] for one in ids]

    def ties(place: Place) -> int:
        return len(partners.get(place.place_id, frozenset()))

    bearers = [one for one in called if is_main_name(end, one)]
    first = max(bearers, key=lambda one: (ties(one), one.population or 0), default=None)
    if first is None or first.level not in MUNICIPAL:
        return found
    is_called = {one for one, rank in ranks.items() if rank < _BEHIND}
    asked = {one for one in found.candidates if gazetteer.places[one].name == first.name}
    others = [one for one in called if one is not first
              and (one.place_id in is_called | asked or ties(one) > ties(first))]  # fmt: skip
    is_meant = _are_comparable(first, others) and all(
        outranks(first.population, ties(first), one.population, ties(one)) for one in others
    )
    if not is_meant:
        return found
    method = "alias+country+meant_by_all" if end.country else "alias+meant_by_all"
    return Resolution(first.place_id, method, MEANT_CONFIDENCE)


def _are_comparable(first: Place, others: Sequence[Place]) -> bool:
    """Whether people and ties may tell: towns all, and not in a country full of namesakes."""
    countries = {one.country for one in others}
    is_full = first.country in NOT_BY_SIZE and first.country in countries
    return not is_full and all(one.level in MUNICIPAL for one in others)
