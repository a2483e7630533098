"""The group beside the lists: places for which fewer reasons speak, where the lists name few."""

from __future__ import annotations

from functools import cache

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_reasons import arguments_called, has_one_of
from sistercities.partners.short_lists.counted_facts import is_linked, is_of_the_two
from sistercities.partners.short_lists.footing import (
    Asked,
    footing,
    is_out_of_rank,
    may_rest_on_kind,
    may_sign,
    points_of,
)
from sistercities.partners.short_lists.kinds import OF_THE_NETWORK, OF_THE_TWO, ListKind, ListName
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    among_nearest,
    is_nearest_of_rank,
)
from sistercities.partners.short_lists.place_kinds import are_large_cities
from sistercities.sentences import Sentence, say
from twolevel.core.array_types import Flag, Real

UP_TO_IN_ALL = 5
"""Names of the lists and of this group together, up to which it names places."""
FEW_IN_ALL = 3
"""Names up to which those near home are named too that rest on still less."""
FAR_KM = 1_500
"""Distance beyond which a place is linked with the home place, or next door by what else there is:
of others readers called some three in ten sensible that have fewer points than a list asks for."""
_KIND: ListName = "less_sure"
_OWN = (*OF_THE_NETWORK, *OF_THE_TWO)
"""Arguments of the two places: each place has one of them."""


def sensible_in_ten() -> int:
    """Return of how many in ten such places readers said that they are sensible.

    `benchmarks/short_lists_less_sure.py` counts them and writes the line of the table.
    """
    return int(points_of("sensible", _KIND))


@cache
def less_sure_kind(place_class: str = "city") -> ListKind:
    """Return the group as a list: who may stand in it, and why each does.

    Parameters
    ----------
    place_class
        Class of the places, "city" or "region": readers read no suggestions of regions.
    """
    return ListKind(
        _KIND,
        say("Less sure"),
        _meaning() if place_class == "city" else say("Fewer reasons speak for these."),
        lambda facts: has_one_of(facts, arguments_called(_OWN)),
        _OWN,
        rests_on=rests_on_less,
    )


def _meaning() -> Sentence:
    return say(
        "Fewer reasons speak for these. Test readers called about {n} in 10 such places sensible.",
        n=sensible_in_ten(),
    )


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
    fits = may_rest_on_kind(facts, "one") & ~is_out_of_rank(facts) & is_of_the_two(facts)
    fits = fits & may_sign(facts) & ~_is_far_fetched(facts)
    return np.asarray(fits & (footing(facts) >= _least_points(facts, asked)))


def _is_far_fetched(facts: CandidateFacts) -> Flag:
    """Whether a candidate lies far away, and neither a link nor its nearness to home tells why."""
    is_next = among_nearest(FEW_NEARER)(facts) | is_nearest_of_rank(facts)
    return np.asarray((facts.pairs.distance_km > FAR_KM) & ~is_linked(facts) & ~is_next)


def _least_points(facts: CandidateFacts, asked: Asked) -> Real:
    """Points that the group asks of each candidate."""
    of_near = "up_to_1500_km_for_few" if asked == "one" else "up_to_1500_km"
    near, far = points_of(_KIND, of_near), points_of(_KIND, "farther")
    by_distance = np.where(facts.pairs.distance_km > FAR_KM, far, near)
    of_large = np.where(are_large_cities(facts), points_of(_KIND, "large_cities"), -np.inf)
    return np.asarray(np.fmax(by_distance, of_large))
