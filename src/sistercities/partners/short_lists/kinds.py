"""The three lists: who may stand on each, and how many of a country and an area."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.choose_places import Limits
from sistercities.partners.short_lists.footing import has_footing, may_sign
from sistercities.partners.short_lists.grounds import FAR_KM, n_had, n_in_common
from sistercities.partners.short_lists.own_network import n_partners_in_common, sister_regions
from sistercities.partners.short_lists.weighing import Weighing, weighing_of_list
from sistercities.sentences import Sentence, say
from twolevel.core.array_types import Flag

ListName = Literal["near", "like", "new"]
COUNT, PER_REGION, PER_COUNTRY = 5, 1, 2
"""Places that a list names, and the most of one region and of one country."""
PER_COUNTRY_IN_ALL = 3
"""Most of one country over all lists, unless countries or more places of each are asked for."""
PER_AREA = {"near": COUNT, "like": 2, "new": 1}
"""Most of one area of the world: new ground is looked for all over it."""
IN_COMMON = 2
"""Things that a place outside the network has in common with the home place at least."""
THIN_BY, THIN_UP_TO = 1, 3
"""Points that a place outside the network may lack, on a list that names fewer than so many others:
few places are better than none."""


@dataclass(frozen=True, slots=True)
class ListKind:
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
    """

    name: ListName
    title: Sentence
    meaning: Sentence
    may_stand: Callable[[CandidateFacts], Flag]
    own_arguments: tuple[str, ...]
    needs_ties: bool = False
    is_of_all_areas: bool = False

    def rests_on_enough(self, facts: CandidateFacts) -> Flag:
        """Say which of those who may stand on it are named unasked: a little may be lacking."""
        is_thin = has_footing(facts, self.name, THIN_BY)
        if not self.needs_ties:
            # Far away who lacks a little, and shares no partner, is left out.
            is_thin &= facts.pairs.distance_km <= FAR_KM
        return np.asarray(may_sign(facts) & (has_footing(facts, self.name) | is_thin))

    def is_thin(self, facts: CandidateFacts) -> Flag:
        """Say which of those who may stand on it lack a little, and stand where there are few."""
        return np.asarray(~has_footing(facts, self.name))

    @property
    def weighing(self) -> Weighing:
        """What it weighs."""
        return weighing_of_list(self.name)

    def limits(
        self, count: int, per_region: int, per_country: int, *, has_ties: bool = True,
        is_one_country: bool = False,
    ) -> Limits:  # fmt: skip
        """Say how many it names: of one area of the world in proportion to all.

        Parameters
        ----------
        count, per_region, per_country
            As asked for.
        has_ties
            Whether the home place has partners. For one that has none the list of places like it
            is about its own part of the world already.
        is_one_country
            Whether places of some countries alone are asked for.
        """
        per_area = math.ceil(PER_AREA[self.name] * count / COUNT)
        is_usual = per_country <= PER_COUNTRY and not is_one_country
        in_all = math.ceil(PER_COUNTRY_IN_ALL * count / COUNT) if is_usual else None
        return Limits(
            count, per_region, per_country, per_area, self.is_of_all_areas, has_ties, in_all
        )


def _is_near(facts: CandidateFacts) -> Flag:
    """Partners of a partner, and places in a region that is tied with the own one."""
    return np.asarray((n_partners_in_common(facts) > 0) | (sister_regions(facts) == 1))


def _is_like(facts: CandidateFacts) -> Flag:
    """Places that have much in common with the home place."""
    # Of a town of which the size alone is known no more can be asked.
    return np.asarray(facts.kept("n_in_common", n_in_common) >= min(IN_COMMON, n_had(facts)))


def _is_new(facts: CandidateFacts) -> Flag:
    """Places that have something in common with the home place, in a country without a partner."""
    ground = facts.ground
    held = np.zeros(len(ground.countries.codes), dtype=np.bool_)
    held[ground.places.country[ground.ties.partners(facts.home)]] = True
    is_abroad = ~held[facts.pairs.country] & ~facts.pairs.is_domestic
    return np.asarray(_is_like(facts) & is_abroad)


KINDS = (
    ListKind(
        "near", say("Near your network"),
        say("Partners of your partners, and places in your sister regions."), _is_near,
        ("shared_partners", "sister_region"), needs_ties=True,
    ),
    ListKind(
        "like", say("Like you"),
        say("Places of your size, with your coast, climate or rank."), _is_like,
        ("size", "like_size", "coast", "port", "mountains", "climate", "capital", "seat", "island",
         "border", "heritage_of_both"),
    ),
    ListKind(
        "new", say("New ground"),
        say("Places in countries where you have no partner yet, each with a link to you."),
        _is_new,
        ("peers_there", "country_ties", "language", "migrants", "near"), is_of_all_areas=True,
    ),
)  # fmt: skip
"""The lists in the order in which they are named; a place stands on the first that takes it."""
