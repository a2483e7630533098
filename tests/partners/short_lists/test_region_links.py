"""What links two regions: enough partnerships of towns that weigh something, or less beside more.

Region 120 is the home place, in country 0; regions 126 to 128 lie in country 2, 129 to 131 in
country 3, which borders on country 0. The governments of countries 0 and 1 are listed as rivals.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.counted_facts import DAY_KM
from sistercities.partners.short_lists.own_network import MANY_PARTNERS
from sistercities.partners.short_lists.region_facts import n_towns_tied, people_of_towns_tied
from sistercities.partners.short_lists.region_links import (
    CLOSE_KM,
    MOST_TIMES,
    MOST_TIMES_AT_BORDER,
    MOST_TIMES_OF_TWO,
    NEAR_KM,
    SMALL,
    WEIGHTY,
    are_linked,
)

GROUND = made_up_ground(7, n_ties=500)
HOME, THERE, AT_BORDER, OF_RIVAL = 120, 128, 131, 123
TOWNS = np.array([8, 13, 47, 49])
"""Towns at home."""
THEIRS = {128: [2, 24, 36, 69], 131: [0, 26, 33, 39], 123: [9, 10, 21, 23]}
PEOPLE = 1e6
Tie = tuple[int, int]


def towns(n: int, place: int = THERE) -> list[Tie]:
    return [(int(TOWNS[k]), THEIRS[place][k]) for k in range(n)]


def in_common(n: int, place: int = THERE) -> list[Tie]:
    """Let home and a region have so many partners in common, in the country of rivals."""
    return [tie for at in (123, 124, 125)[:n] for tie in ((HOME, at), (place, at))]


def is_linked(
    ties: list[Tie], *, place: int = THERE, km: float = NEAR_KM + 500, times: float = 1.0,
    in_towns: float = WEIGHTY * 1.1,
) -> bool:  # fmt: skip
    """Say whether a region is linked that lies so far away, with so many people and ties."""
    a, b = np.sort(np.array(ties, dtype=np.int64).reshape(-1, 2), axis=1).T
    order = np.lexsort((b, a))
    held = replace(GROUND.ties, a=a[order], b=b[order], year=np.full(len(a), np.nan))
    people = np.full(GROUND.n_places, in_towns * PEOPLE)
    people[HOME], people[place] = PEOPLE, PEOPLE * times
    latitude, longitude = np.zeros(GROUND.n_places), np.zeros(GROUND.n_places)
    latitude[place] = km / 111.195
    places = replace(GROUND.places, population=people, latitude=latitude, longitude=longitude)
    ground: Ground = replace(GROUND, places=places, ties=held, recorded=held.keys)
    pairs = candidates_of(ground, HOME, np.array([place]))
    return bool(are_linked(CandidateFacts(HomePlace(ground, HOME, "region"), pairs))[0])


def test_partnerships_of_three_towns_link_whoever_they_join() -> None:
    assert is_linked(towns(3), times=19.0, in_towns=SMALL / 2)
    assert not is_linked(towns(2), times=19.0)


def test_two_link_regions_not_too_unlike_where_the_towns_are_no_villages() -> None:
    assert is_linked(towns(2), times=MOST_TIMES_OF_TWO * 0.9)
    assert not is_linked(towns(2), times=MOST_TIMES_OF_TWO * 1.1)
    assert not is_linked(towns(2), in_towns=SMALL * 0.9)
    assert is_linked(towns(2), in_towns=np.nan), "people that are not known are not few"


def test_many_partnerships_of_one_town_are_one() -> None:
    of_one = [(int(TOWNS[0]), there) for there in THEIRS[THERE]]
    assert not is_linked(of_one)
    assert not is_linked([(other, one) for one, other in zip([2] * 4, TOWNS.tolist(), strict=True)])


def test_with_a_partner_in_the_country_two_ask_for_a_weighty_one_or_nearness() -> None:
    ties = [*towns(2), (HOME, 126)]
    assert is_linked(ties)
    assert not is_linked(ties, in_towns=WEIGHTY * 0.9)
    assert is_linked(ties, in_towns=WEIGHTY * 0.9, km=250)
    assert is_linked([*towns(3), (HOME, 126)], in_towns=WEIGHTY * 0.9)


@pytest.mark.parametrize(
    ("ties", "km", "times", "in_towns", "links"),
    [
        (towns(1), NEAR_KM - 50, 2.0, WEIGHTY * 1.1, True),
        (towns(1), NEAR_KM + 50, 2.0, WEIGHTY * 1.1, False),
        (towns(1), NEAR_KM - 50, 2.0, WEIGHTY * 0.9, False),
        ([*towns(1), *in_common(1)], 9_000, 2.0, WEIGHTY * 1.1, True),
        ([*towns(1), *in_common(1)], 9_000, 2.0, WEIGHTY * 0.9, False),
        ([*towns(1), *in_common(1)], 9_000, 1.2, WEIGHTY * 0.9, True),
        ([*towns(1), *in_common(1)], 9_000, MOST_TIMES * 1.1, WEIGHTY * 1.1, False),
        ([*towns(1), *in_common(1), (HOME, 126)], 9_000, 1.2, WEIGHTY * 1.1, False),
    ],
    ids=[
        "near",
        "far",
        "villages",
        "beside a partner",
        "villages too",
        "alike",
        "unlike",
        "second",
    ],
)
def test_one_partnership_links_near_by_or_beside_a_partner_in_common(
    ties: list[Tie], km: float, times: float, in_towns: float, *, links: bool
) -> None:
    assert is_linked(ties, km=km, times=times, in_towns=in_towns) is links


def test_partners_in_common_alone_link_near_by_and_far_away_three_of_them() -> None:
    assert is_linked(in_common(1), km=NEAR_KM - 50)
    assert not is_linked(in_common(2))
    assert is_linked(in_common(3))
    assert not is_linked(in_common(3), times=MOST_TIMES * 1.1)
    assert not is_linked(in_common(1), km=NEAR_KM - 50, times=np.nan), "sizes that nobody knows"


def test_one_partner_in_common_that_has_many_links_nobody_beyond_a_day() -> None:
    many = [*in_common(1), *((123, town) for town in range(MANY_PARTNERS))]
    assert is_linked(many, km=DAY_KM - 50)
    assert not is_linked(many, km=DAY_KM + 50)
    assert is_linked(in_common(1), km=DAY_KM + 50)


def test_across_a_border_two_are_enough_and_sizes_may_differ_more() -> None:
    assert is_linked(in_common(2, AT_BORDER), place=AT_BORDER)
    assert is_linked(in_common(2, AT_BORDER), place=AT_BORDER, times=MOST_TIMES_AT_BORDER * 0.9)
    assert not is_linked(in_common(2, AT_BORDER), place=AT_BORDER, times=MOST_TIMES_AT_BORDER * 1.1)


def test_who_lies_next_door_and_is_alike_needs_no_link() -> None:
    assert is_linked([], km=CLOSE_KM - 50)
    assert not is_linked([], km=CLOSE_KM + 50)
    assert not is_linked([], km=CLOSE_KM - 50, times=2.0)
    assert not is_linked([(HOME, 126)], km=CLOSE_KM - 50), "a partner there already"


def test_between_states_listed_as_rivals_nothing_links() -> None:
    assert not is_linked(towns(4, OF_RIVAL), place=OF_RIVAL, km=200)


def test_of_cities_no_towns_are_counted() -> None:
    pairs = candidates_of(GROUND, 10, np.array([0, 2, 4]))
    facts = CandidateFacts(HomePlace(GROUND, 10, "city"), pairs)
    assert not n_towns_tied(facts).any()
    assert not people_of_towns_tied(facts).any()
