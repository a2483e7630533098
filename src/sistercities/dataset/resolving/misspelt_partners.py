"""A misspelt name of a held partner: the tie is the evidence, the spelling only finds it.

Riovges beside Donzdorf is Riorges: no other partner of Donzdorf in France is spelt like it, and no
other place of France is spelt as near. A near spelling alone is never taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sistercities.dataset.gazetteer.evidence import are_one_spot
from sistercities.dataset.resolving.near import nearest_spellings, similarity
from sistercities.dataset.resolving.second_thoughts import is_main_name
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import name_key, script_of
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

CONFIDENCE = 0.85
_LIKE, _OTHERS_UNLIKE = 0.8, 0.6
_SHORTEST = 5
"""Letters of a name below which one wrong letter makes another name of it."""
_COMPARED = 10
_UNWRAPPED = 2


def misspelt_partner(
    end: NamedEnd,
    partners: Iterable[Place],
    gazetteer: UserGazetteer,
    lies_in: Callable[[Place, str], bool],
) -> Resolution | None:
    """Take the only held partner that a name in Latin letters, which nothing has, is spelt like.

    Parameters
    ----------
    end
        The end with a name that is not in the gazetteer, and its country.
    partners
        The held partners of the other end in this country.
    gazetteer
        The places, of which none may be spelt as near as the partner.
    lies_in
        Whether a place lies in what is called so: what the line states is not looked for elsewhere.

    Returns
    -------
    Resolution or None
        The partner; None where none is spelt alike, several are, another place is as near, or the
        partner has a namesake in its country.
    """
    if script_of(end.name) != "Latn" or not end.country or len(name_key(end.name)) < _SHORTEST:
        return None
    scored = sorted(((similarity(end, one), one.place_id) for one in partners), reverse=True)
    if not scored or scored[0][0] < _LIKE:
        return None
    likeness, chosen = scored[0]
    if len(scored) > 1 and scored[1][0] >= _OTHERS_UNLIKE:
        return None
    nearest = [gazetteer.places[one] for one in nearest_spellings(end, gazetteer, _COMPARED)]
    boxes = [one for one in end.parents if lies_in(gazetteer.places[chosen], one)]
    others = [one for one in nearest if one.place_id != chosen
              and all(lies_in(one, box) for box in boxes)]  # fmt: skip
    if any(similarity(end, one) >= likeness for one in others):
        return None
    if _has_namesake(gazetteer.places[chosen], gazetteer):
        return None
    return Resolution(chosen, "alias+country+known_tie+similar_name", CONFIDENCE)


def _has_namesake(place: Place, gazetteer: UserGazetteer) -> bool:
    """Whether another place of the country is called so whole: Portsmouth, of several states.

    A region that is called as its capital is one as well: Osaka.
    """
    name = place.name.partition(" (")[0]
    called = (gazetteer.places[one.place_id] for one in gazetteer.matches(name, place.country)
              if one.place_id != place.place_id and one.rank < _UNWRAPPED)  # fmt: skip
    asked = NamedEnd(name, place.country)
    others = [one for one in called if is_main_name(asked, one, is_whole=True)]
    return not all(one.level == place.level and are_one_spot([place, one]) for one in others)
