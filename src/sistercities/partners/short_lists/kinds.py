"""The three lists: who may stand on each, and how many of a country and an area."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_places import Limits
from sistercities.partners.short_lists.counted_facts import is_of_the_two
from sistercities.partners.short_lists.footing import (
    Asked,
    are_known,
    has_footing,
    is_out_of_rank,
    may_rest_on_kind,
    may_sign,
    rests_on_being_next,
)
from sistercities.partners.short_lists.nearby_ties import n_partners_in_common, sister_regions
from sistercities.partners.short_lists.next_door import (
    is_far_off,
    is_neighbours_partner_alone,
    may_serve_from_there,
)
from sistercities.partners.short_lists.quarters import quarters_of
from sistercities.partners.short_lists.region_facts import is_for_regions, n_cities_tied
from sistercities.partners.short_lists.weighing import Weighing, weighing_of_list
from sistercities.sentences import Sentence, say
from twolevel.core.array_types import Flag

ListName = Literal["near", "like", "new", "less_sure"]
COUNT, PER_REGION, PER_COUNTRY = 5, 1, 2
"""Places that a list names, and the most of one region and of one country."""
PER_COUNTRY_IN_ALL = 3
"""Most of one country over all lists, unless countries or more places of each are asked for."""
PER_AREA = {"near": COUNT, "like": 2, "new": 1, "less_sure": COUNT}
"""Most of one area of the world: new ground is looked for all over it."""
UP_TO: tuple[tuple[Asked, int], ...] = (("few", 3), ("one", 1))
"""Names over all lists up to which those stand on them too who rest on less: a few places are
better than none, as long as something is to be said for them."""
OF_PURPOSE = 5
"""Names up to which each list is filled so where a purpose is asked for."""
FILLED_UP_TO_KM = 1_500
"""Distance up to which places fill a list that rest on less: a day is enough to go there."""


class ListKind(NamedTuple):
    """One of the lists.

    Attributes
    ----------
    name, title
        As in JSON, and in words.
    meaning
        Who stands on it, in one sentence.
    may_stand
        Which candidates may stand on it.
    own_arguments
        Names of the arguments that say why a place stands on it: each place has one of them.
    needs_ties
        Whether it says nothing of a place without partners.
    is_of_all_areas
        Whether it looks for places in all areas of the world.
    meaning_of_regions
        Who stands on it where regions are sought; None where nothing else is said.
    is_abroad
        Whether it is of other countries alone.
    rests_on
        Which candidates rest on enough for it, by how much is asked for; None where the points tell
        that its name asks for.
    meaning_if_asked
        Who stands on it where places do for being asked for alone, whatever they rest on; None
        where nothing else is said.
    meaning_without_size
        Who stands on it where the size of the home place is not known; None where nothing else is
        said.
    """

    name: ListName
    title: Sentence
    meaning: Sentence
    may_stand: Callable[[CandidateFacts], Flag]
    own_arguments: tuple[str, ...]
    needs_ties: bool = False
    is_of_all_areas: bool = False
    rests_on: Callable[[CandidateFacts, Asked], Flag] | None = None
    meaning_if_asked: Sentence | None = None
    meaning_of_regions: Sentence | None = None
    is_abroad: bool = False
    meaning_without_size: Sentence | None = None

    def rests_on_enough(
        self, facts: CandidateFacts, asked: Asked = "least", serves: Flag | None = None
    ) -> Flag:
        """Say which of those who may stand on it are named unasked.

        Parameters
        ----------
        facts
            The home place with its candidates.
        asked
            How much is asked for: less where few or none would be named.
        serves
            Of which candidates something can be said for the purpose; None without one.
        """
        if quarters_of(facts.ground).is_district_that_signs_nothing(facts.home):
            # Whoever wrote to it would be answered by the city.
            return np.zeros(len(facts.pairs), dtype=np.bool_)
        if self.rests_on is not None:
            return self.rests_on(facts, asked)
        if asked == "for_few":
            from sistercities.partners.short_lists.for_few import rests_for_few

            return facts.holding("rests for few", rests_for_few)
        if asked == "for_nobody":
            from sistercities.partners.short_lists.for_nobody import rests_for_nobody

            return facts.holding("rests for nobody", rests_for_nobody)
        if is_for_regions(facts):
            from sistercities.partners.short_lists.region_ranks import rests_on_rank

            return rests_on_rank(facts, asked)
        fits = facts.holding(
            f"may rest on kind, {asked}", lambda each: may_rest_on_kind(each, asked)
        )
        fits = fits & ~is_out_of_rank(facts) & is_of_the_two(facts)
        enough = has_footing(facts, self.name, asked)
        if asked != "one" or serves is not None:
            fits = fits & ~is_neighbours_partner_alone(facts)
        if asked != "one" and serves is None:
            fits = fits & ~facts.holding("is far off", is_far_off)
        if serves is not None:
            # A purpose fills the lists with those near home who rest on less; who lies far away
            # rests on as much as a list asks for, unless nobody is named, and is known here.
            is_near = ~(facts.pairs.distance_km > FILLED_UP_TO_KM)
            may_rest_on_less = is_near | (asked == "purpose")
            enough = enough & (may_rest_on_less | has_footing(facts, self.name))
            fits = fits & facts.holding("are known", are_known)
        next_door = rests_on_being_next(facts, has_purpose=serves is not None)
        rests = fits & enough | next_door
        if serves is not None:
            rests = _is_there_for_purpose(facts, rests)
        return np.asarray(may_sign(facts) & rests)

    @property
    def weighing(self) -> Weighing:
        """What it weighs."""
        return weighing_of_list(self.name)

    def limits(
        self, count: int, per_region: int, per_country: int, *, has_ties: bool = True,
        is_of_countries: bool = False, is_lifted: bool = False,
    ) -> Limits:  # fmt: skip
        """Say how many it names: of one area of the world in proportion to all.

        Parameters
        ----------
        count, per_region, per_country
            As asked for.
        has_ties
            Whether the home place has partners. For one that has none the list of places like it
            is about its own part of the world already.
        is_of_countries
            Whether places of some countries alone are asked for: areas have no turn then, since a
            union has places on several continents for its territories alone.
        is_lifted
            Whether places with a theme come first: so they do in whichever area they lie.
        """
        has_areas = not (is_of_countries or is_lifted)
        per_area = math.ceil(PER_AREA[self.name] * count / COUNT) if has_areas else count
        is_usual = per_country <= PER_COUNTRY and not is_of_countries
        in_all = math.ceil(PER_COUNTRY_IN_ALL * count / COUNT) if is_usual else None
        return Limits(
            count,
            per_region,
            per_country,
            per_area,
            self.is_of_all_areas and has_areas,
            has_ties,
            in_all,
        )


def _is_there_for_purpose(facts: CandidateFacts, rests: Flag) -> Flag:
    """Say which candidates are near enough for a purpose, or known afar; none to a quarter.

    The city signs for it: of names for a purpose to quarters readers called three in ten sensible.

    Parameters
    ----------
    facts
        The home place with its candidates.
    rests
        Which candidates rest on enough.
    """
    if quarters_of(facts.ground).holds(facts.home):
        return np.zeros(len(facts.pairs), dtype=np.bool_)
    from sistercities.partners.short_lists.large_cities_afar import may_serve_afar

    is_near = facts.holding("may serve from there", may_serve_from_there)
    return np.asarray(rests & is_near | may_serve_afar(facts))


def _is_near(facts: CandidateFacts) -> Flag:
    """Partners of a partner, places in a sister region, regions whose cities are partners here."""
    is_tied = (sister_regions(facts) == 1) | (n_cities_tied(facts) > 0)
    return np.asarray((n_partners_in_common(facts) > 0) | is_tied)


def _is_like(facts: CandidateFacts) -> Flag:
    """Any place: what it has in common with the home place is among its arguments."""
    return np.ones(len(facts.pairs), dtype=np.bool_)


def _is_new(facts: CandidateFacts) -> Flag:
    """Places in a country abroad without a partner of the home place, held of a region or not."""
    ground, around = facts.ground, list(facts.home_place.held_around)
    held = np.zeros(len(ground.countries.codes), dtype=np.bool_)
    held[ground.places.country[ground.ties.partners(facts.home)]] = True
    held[ground.places.country[around]] = True
    return np.asarray(~held[facts.pairs.country] & ~facts.pairs.is_domestic)


_LIKENESSES = (
    "size", "like_size", "region_size", "coast", "port", "mountains", "capital", "seat", "island",
    "border", "heritage_of_both", "suburbs", "centres", "small_beside",
    "nearest_seat", "nearest_port", "nearest_capital", "nearest_island",
    "nearest_sea", "nearest_mountains", "nearest_centre", "nearest",
)  # fmt: skip
"""Arguments that say in what two places are alike."""
OF_THE_NETWORK = ("shared_partners", "sister_region", "cities_tied")
"""Arguments that say how a place is near the network of the home place."""
OF_THE_TWO = (
    "ties_nearby", "neighbours_tied", "cities_tied", "near",
    *(one for one in _LIKENESSES if one != "like_size"),
)  # fmt: skip
"""Arguments that hold of two places, not of any two of their countries: what links the countries
alone is no reason for one town of them."""


KINDS = (
    ListKind(
        "near", say("Near your network"),
        say("Partners of your partners, and places in your sister regions."), _is_near,
        OF_THE_NETWORK, needs_ties=True,
        meaning_of_regions=say(
            "Partners of your partners, and regions whose cities are partners of yours."
        ),
    ),
    ListKind(
        "like", say("Like you"),
        say("Places of your size, with your coast, climate or rank."), _is_like,
        _LIKENESSES, meaning_of_regions=say("Regions of your rank, and about as large as you."),
        meaning_without_size=say(
            "Places with your coast, climate or rank; your size is not known, so sizes are not "
            "compared."
        ),
    ),
    ListKind(
        "new", say("New ground"),
        say("Places in countries where you have no partner yet, each with a link to you."),
        _is_new,
        OF_THE_TWO, is_of_all_areas=True,
        meaning_if_asked=say("Places in countries where you have no partner yet."),
        meaning_of_regions=say("Regions in countries where you have no partner yet."),
        is_abroad=True,
    ),
)  # fmt: skip
"""The lists in the order in which they are named; a place stands on the first that takes it."""
