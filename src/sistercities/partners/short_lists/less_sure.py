"""The group beside the lists: places for which fewer reasons speak, where the lists name few."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_reasons import arguments_called, has_one_of
from sistercities.partners.short_lists.counted_facts import is_of_the_two
from sistercities.partners.short_lists.footing import (
    Asked,
    footing,
    footing_table,
    is_out_of_rank,
    may_rest_on_kind,
    may_sign,
    points_of,
)
from sistercities.partners.short_lists.kinds import OF_THE_NETWORK, OF_THE_TWO, ListKind, ListName
from sistercities.partners.short_lists.nearest_abroad import is_near_of_rank
from sistercities.partners.short_lists.next_door import is_far_inland, is_far_off
from sistercities.partners.short_lists.place_kinds import LARGE_CITY, are_large_cities
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.sentences import Sentence, say, to_say
from twolevel.core.array_types import Flag, Real

UP_TO_IN_ALL = 5
"""Names of the lists and of this group together, up to which it names places."""
FEW_IN_ALL = 3
"""Names up to which those near home are named too that rest on still less."""
FAR_KM = 1_500
"""Distance beyond which nobody is named, but on two islands who is next door there: of others
readers called some three in ten sensible that have fewer points than a list asks for."""
ENOUGH_IN_TEN = 7
"""Of ten such places readers must have called so many sensible, or homes of a size get none: of
those for large cities they called every other one odd."""
_KIND: ListName = "less_sure"
_SAID = "sensible"
"""Kind of the lines of the table that say what readers called sensible."""
_OWN = (*OF_THE_NETWORK, *OF_THE_TWO)
"""Arguments of the two places: each place has one of them."""


HomeSize = Literal["large", "other"]
"""Homes of `LARGE_CITY` people or more, and those of fewer: readers said another share of each."""
_TOLD = {
    "large": to_say(
        "Fewer reasons speak for these. For cities of 500,000 people or more, test readers called "
        "about {n} in 10 such places sensible."
    ),
    "other": to_say(
        "Fewer reasons speak for these. For towns of fewer than 500,000 people, test readers "
        "called about {n} in 10 such places sensible."
    ),
}
_TOO_FEW = {
    "large": to_say(
        "Fewer reasons speak for these. For cities of 500,000 people or more, test readers have "
        "read too few such places to say how many are sensible."
    ),
    "other": to_say(
        "Fewer reasons speak for these. For towns of fewer than 500,000 people, test readers have "
        "read too few such places to say how many are sensible."
    ),
}


def size_of_home(facts: CandidateFacts) -> HomeSize | None:
    """Return of which size the home place is, as readings are counted; None where that is not said.

    Readers read no suggestions of regions, nor any to a place whose people are not known.
    """
    people = float(facts.places.population[facts.home])
    if facts.home_place.place_class != "city" or not people > 0:
        return None
    return "large" if people >= LARGE_CITY else "other"


def sensible_in_ten(size: HomeSize) -> int | None:
    """Return of how many in ten such places readers said that they are sensible.

    `benchmarks/short_lists_less_sure.py` counts them and writes the lines of the table.

    Parameters
    ----------
    size
        Of which homes.

    Returns
    -------
    int | None
        None where too few have been read to tell.
    """
    held = (line.points for line in footing_table() if (line.kind, line.name) == (_SAID, size))
    return next((int(points) for points in held), None)


def is_worth_naming(size: HomeSize | None) -> bool:
    """Whether the group is named to homes of a size: not where readers called too few sensible.

    Parameters
    ----------
    size
        Of which homes (`size_of_home`); None where readers have read nothing of their kind.
    """
    n = None if size is None else sensible_in_ten(size)
    return n is None or n >= ENOUGH_IN_TEN


@cache
def less_sure_kind(size: HomeSize | None = None) -> ListKind:
    """Return the group as a list: who may stand in it, and why each does.

    Parameters
    ----------
    size
        Of which size the home place is (`size_of_home`): what readers said of such homes.
    """
    return ListKind(
        _KIND,
        say("Less sure"),
        say("Fewer reasons speak for these.") if size is None else _meaning(size),
        lambda facts: has_one_of(facts, arguments_called(_OWN)),
        _OWN,
        rests_on=rests_on_less,
    )


def _meaning(size: HomeSize) -> Sentence:
    n = sensible_in_ten(size)
    return say(_TOO_FEW[size]) if n is None else say(_TOLD[size], n=n)


def rests_on_less(facts: CandidateFacts, asked: Asked = "few") -> Flag:
    """Say which candidates rest on what is enough for the group.

    A purpose changes nothing of it: what readers said of such places they said without one.

    Parameters
    ----------
    facts
        The home place with its candidates.
    asked
        "one" where lists and group would name fewer than `FEW_IN_ALL`: those near home need less.
    """
    if is_for_regions(facts):
        from sistercities.partners.short_lists.region_ranks import rests_on_rank

        return rests_on_rank(facts, "one")
    fits = may_rest_on_kind(facts, "one") & ~is_out_of_rank(facts) & is_of_the_two(facts)
    fits = fits & may_sign(facts) & ~is_far(facts)
    fits = fits & ~facts.holding("is far off", is_far_off) & ~is_far_inland(facts)
    return np.asarray(fits & (footing(facts) >= _least_points(facts, asked)))


def is_far(facts: CandidateFacts) -> Flag:
    """Say which candidates lie far away: of two places on islands, not the nearest of a kind.

    What is far on land is next door there: of places so far away, both on islands, readers called
    all three sensible that were among the ten nearest of a kind. The sea brings nobody else near:
    a port on another ocean is by the sea as home is, and nothing more.
    """
    are_islands = facts.of_both(facts.places.is_island) == 1
    is_next = are_islands & is_near_of_rank(facts)
    return np.asarray((facts.pairs.distance_km > FAR_KM) & ~is_next)


def _least_points(facts: CandidateFacts, asked: Asked) -> Real:
    """Points that the group asks of each candidate."""
    of_near = "up_to_1500_km_for_few" if asked == "one" else "up_to_1500_km"
    least = points_of(_KIND, of_near)
    of_large = points_of(_KIND, "large_cities")
    return np.asarray(np.where(are_large_cities(facts), max(of_large, least), least))
