"""Which facts somebody may give as a reason for or against a partner, and which may be shown.

One rule for every surface: a fact that may not be given is still in the score and in its sum.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.reason import Reason
from sistercities.partners.ties_behind import TiesBehind

WITHOUT_OWN = frozenset(
    ("partner_ties", "recent_ties", "home_ties", "own_ties_there", "own_ties_in_region",
     "partner_ties_here")
)  # fmt: skip
"""Counts of ties that leave out that of the pair, which they help to foretell."""
_OF_SHARED = frozenset(("shared_partners", "shared_at_home"))
"""Reasons that rest on partners in common."""
_OF_COUNTRY_THERE = frozenset(("own_ties_there", "own_ties_in_region", "partner_ties_here"))
"""Counts of ties of the one in the country or region of the other."""
_OF_GOVERNMENT = frozenset({"capital", "seat"})
"""What says whose seat a place is: of one with a special status nobody says it."""


class TwoPlaces(NamedTuple):
    """The two places of which a fact tells.

    Attributes
    ----------
    ground
        Facts and ties.
    home, partner
        Positions of the two.
    are_tied
        Whether they are partners.
    """

    ground: Ground
    home: int
    partner: int
    are_tied: bool

    @property
    def are_of_one_country(self) -> bool:
        """Whether both lie in one country."""
        country = self.ground.places.country
        return bool(country[self.home] == country[self.partner])

    @property
    def are_in_a_unit(self) -> bool:
        """Whether one of the two lies in a unit that its state does not govern."""
        return bool((self.ground.unit_of[[self.home, self.partner]] >= 0).any())

    @property
    def is_status_told(self) -> bool:
        """Whether one of the two has a special status."""
        return bool(gate_of(self.ground).has_status[[self.home, self.partner]].any())


def may_be_given(
    feature: str, two: TwoPlaces, value: float, behind: TiesBehind | None, shown: TiesBehind | None
) -> bool:
    """Say whether somebody may give a fact on two places as a reason.

    Parameters
    ----------
    feature, two, value
        Name of the feature, the two places, and its value.
    behind, shown
        The ties on which it rests, and those of them that may be named; None where it rests on
        none.
    """
    if feature in _OF_GOVERNMENT and two.is_status_told:
        return False
    if feature in _OF_COUNTRY_THERE and two.are_in_a_unit:
        # "Partners in Cyprus" are not what is counted for a place in the north of the island.
        return False
    if feature == "country_ties" and two.are_of_one_country:
        # How often places of one country are partners of each other is the same for all of them.
        return False
    if feature in WITHOUT_OWN and two.are_tied and value == 0:
        return False
    if behind is None or shown is None:
        return True
    if feature in _OF_SHARED and not shown.places:
        return False
    return not (feature in _OF_COUNTRY_THERE and _are_around_the_two(two, behind))


def may_be_shown(reason: Reason) -> bool:
    """Say whether a scorecard has a line on a reason: none says whose seat a disputed place is."""
    return reason.may_be_given or reason.feature not in _OF_GOVERNMENT


def _are_around_the_two(two: TwoPlaces, behind: TiesBehind) -> bool:
    """Whether all ties that a count rests on are with what contains one of the two, or lies in it.

    A city that is a partner by its region is no partner elsewhere in the country.
    """
    if not behind.places:
        return False
    containers, at = two.ground.places.containers, np.array(behind.places)
    around = are_of(at, (*containers[two.home].tolist(), *containers[two.partner].tolist()))
    inside = are_of(containers[at], (two.home, two.partner)).any(axis=1)
    return bool((around | inside).all())
