"""Regions are proposed regions of like rank: linked by a partner or by their cities, or near."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.api.partners import recommend
from sistercities.partners.choosing import Wishes
from sistercities.partners.ground import Ground
from sistercities.partners.likeness import alike_places
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import region_ranks
from sistercities.partners.short_lists.argument_sentences import say_cities_tied, say_region_size
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.kinds import COUNT, KINDS, PER_REGION
from sistercities.partners.short_lists.nearest_abroad import say_country_of_partner
from sistercities.partners.short_lists.region_facts import (
    cities_tied,
    n_cities_tied,
    times_apart,
)
from sistercities.partners.short_lists.region_ranks import (
    MOST_TIMES,
    NEAR_KM,
    has_first_rank,
    is_of_like_rank,
    rests_on_rank,
)
from sistercities.partners.stored_model import stored_model
from sistercities.partners.suggesting import suggest_partners
from twolevel.core.array_types import Flag

GROUND = made_up_ground(7, n_ties=500)
REGIONS = np.arange(120, 132)
HOME = 120


def facts_of(ground: Ground, home: int = HOME, place_class: str = "region") -> CandidateFacts:
    country = ground.places.country
    others = REGIONS[country[REGIONS] != country[home]]
    return CandidateFacts(HomePlace(ground, home, place_class), candidates_of(ground, home, others))


def with_places(ground: Ground, **values: np.ndarray) -> Ground:
    return replace(ground, places=replace(ground.places, **values))


def with_ties(pairs: list[tuple[int, int]]) -> Ground:
    """Leave these ties alone."""
    a, b = np.sort(np.array(pairs, dtype=np.int64), axis=1).T
    order = np.lexsort((b, a))
    ties = replace(GROUND.ties, a=a[order], b=b[order], year=np.full(len(a), np.nan))
    return replace(GROUND, ties=ties, recorded=ties.keys)


def tied(ground: Ground, home: int, place: int) -> list[tuple[int, int]]:
    """Go through all ties for those of cities in the two regions."""
    places, found = ground.places, []
    outside = ground.ties.outside_networks
    for a, b in zip(outside.a.tolist(), outside.b.tolist(), strict=True):
        for one, other in ((a, b), (b, a)):
            is_inside = home in places.containers[one] and place in places.containers[other]
            if is_inside and places.is_city[one] and places.is_city[other]:
                found.append((one, other))
    return found


def test_ties_of_cities_are_those_that_one_finds_by_going_through_all() -> None:
    facts = facts_of(GROUND)
    counted = n_cities_tied(facts)
    assert counted.max() > 1
    for k, place in enumerate(facts.pairs.b.tolist()):
        due = tied(GROUND, HOME, place)
        assert counted[k] == len(due)
        assert sorted(cities_tied(facts, k)) == sorted(due)


def test_cities_have_no_cities_in_them() -> None:
    assert not n_cities_tied(facts_of(GROUND, place_class="city")).any()


def test_the_ties_of_the_largest_cities_are_named_first_and_the_others_counted() -> None:
    facts = facts_of(GROUND)
    k = int(np.argmax(n_cities_tied(facts)))
    ties, people = cities_tied(facts, k), np.nan_to_num(GROUND.places.population)
    sizes = [min(people[here], people[there]) for here, there in ties]
    assert sizes == sorted(sizes, reverse=True)
    said = str(say_cities_tied(facts, k))
    here, there = ties[0]
    assert said.startswith(
        f"Cities here and there are partners already: Place {here} with Place {there}"
    )
    assert len(ties) <= 2 or f"{len(ties) - 2} more" in said


def of_second_level(pairs: list[tuple[int, int]], *second: int) -> Ground:
    level = GROUND.places.level.copy()
    level[list(second)] = 1
    return with_places(with_ties(pairs), level=level)


def abroad(ground: Ground, place: int) -> int:
    """Return a region of the first level in another country."""
    country = ground.places.country
    return next(
        k for k in REGIONS[:10].tolist() if country[k] not in (country[place], country[HOME])
    )


def test_a_county_is_no_partner_of_a_province_though_one_province_is_its_partner() -> None:
    country = GROUND.places.country
    of_state = int(next(k for k in REGIONS[1:10] if country[k] == country[131]))
    other = abroad(GROUND, 131)
    ground = of_second_level([(131, other), (of_state, other)], 130, 131)
    like_rank = dict(
        zip(facts_of(ground).pairs.b.tolist(), is_of_like_rank(facts_of(ground)), strict=True)
    )
    assert not like_rank[130]
    assert not like_rank[131]
    assert all(like_rank[place] for place in like_rank if place < 130)


def test_a_province_below_a_first_level_that_signs_nothing_has_the_first_rank() -> None:
    other = abroad(GROUND, 131)
    ground = of_second_level([(131, other)], 130, 131)
    found = has_first_rank(ground)
    assert found[131]
    # One without a partner of that rank does not take the rank from its neighbour.
    assert not found[130]
    assert found[REGIONS[:10]].all()
    assert not found[:120].any()


def named(ground: Ground, monkeypatch: pytest.MonkeyPatch, of_chance: float = 1.0) -> set[int]:
    def same(facts: CandidateFacts) -> np.ndarray:
        return np.full(len(facts.pairs), of_chance)

    monkeypatch.setattr(region_ranks, "chance", same)
    facts = facts_of(ground)
    return set(facts.pairs.b[rests_on_rank(facts)].tolist())


def placed(ground: Ground, *, km: float) -> Ground:
    """Put all regions but the home place so far from it, and give all one size."""
    latitude, longitude = np.zeros(ground.n_places), np.zeros(ground.n_places)
    latitude[REGIONS[1:]] = km / 111.195
    none = np.full(ground.n_places, np.nan)
    return with_places(ground, latitude=latitude, longitude=longitude, population=none,
                       is_capital=np.zeros(ground.n_places))  # fmt: skip


def of_cities(region: int, n: int) -> list[tuple[int, int]]:
    """Make so many cities of a region partners of cities in the home place."""
    here, there = (np.flatnonzero(GROUND.places.containers[:120, 0] == k) for k in (HOME, region))
    return list(zip(here[:n].tolist(), there[:n].tolist(), strict=True))


def test_far_away_three_ties_of_cities_link_two_regions_and_partners_in_common_do_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The home place has partners in the country of 123 to 125, and both in common with 127.
    ties = [(HOME, 124), (HOME, 125), (127, 124), (127, 125), (123, 130)]
    ties += [*of_cities(123, 2), *of_cities(124, 3), *of_cities(128, 2), *of_cities(131, 1)]
    ground = with_ties([*ties, (128, 130), (131, 126)])
    far, near = placed(ground, km=NEAR_KM + 50), placed(ground, km=NEAR_KM - 50)
    # 123 lies in a country with a partner, 128 in none such.
    assert named(far, monkeypatch) == {124, 128}
    # Near by a partner on record is enough.
    assert named(near, monkeypatch) >= {123, 124, 125, 126, 127, 128, 130, 131}
    assert 129 not in named(near, monkeypatch)


def test_nobody_far_larger_is_named_nor_a_long_shot(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = placed(with_ties([(126, 124), (127, 125)]), km=NEAR_KM - 50)
    people = np.full(ground.n_places, np.nan)
    people[[HOME, 126, 127]] = 1e5, 0.99e5 * MOST_TIMES, 1.01e5 * MOST_TIMES
    ground = with_places(ground, population=people)
    found = named(ground, monkeypatch)
    assert 126 in found
    assert 127 not in found
    assert named(ground, monkeypatch, 1 / 99) == found
    assert named(ground, monkeypatch, 1 / 101) == set()


def test_people_of_a_region_without_a_number_are_those_of_its_cities() -> None:
    facts = facts_of(GROUND)
    places = GROUND.places
    own = np.full(GROUND.n_places, np.nan)
    for region in REGIONS.tolist():
        inside = [
            float(places.population[k])
            for k in range(120)
            if places.containers[k, 0] == region and (places.level[k] == 2 or places.is_dual[k])
        ]
        known = places.population[region]
        own[region] = known if known > 0 else np.nansum(inside)
    ratio = own[facts.pairs.b] / own[HOME]
    np.testing.assert_allclose(times_apart(facts), np.fmax(ratio, 1 / ratio))
    k = int(np.flatnonzero(np.isnan(places.population[facts.pairs.b]))[0])
    assert "in the cities and towns that we know of" in str(say_region_size(facts, k))


def test_partners_of_regions_are_called_partners_and_those_of_cities_cities() -> None:
    ground = with_ties([(HOME, 124)])
    facts = facts_of(ground)
    k = int(np.flatnonzero(facts.pairs.country == ground.places.country[124])[0])
    place = int(facts.pairs.b[k])
    said = str(say_country_of_partner(facts, k if place != 124 else k + 1))
    assert said.startswith(f"Place {HOME} has a partner in ")


def test_the_regions_most_alike_are_of_one_rank() -> None:
    level = GROUND.places.level.copy()
    level[126:] = 1
    ground = with_places(GROUND, level=level)
    home = HomePlace(ground, HOME, "region")
    at = alike_places(ground, home.likeness, "region").at
    assert len(at)
    assert (level[at] == 0).all()


def test_the_lists_of_a_region_name_regions_with_a_reason_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def likely(facts: CandidateFacts) -> np.ndarray:
        return np.ones(len(facts.pairs))

    monkeypatch.setattr(region_ranks, "chance", likely)
    model = stored_model("region")
    found = suggest_partners(GROUND, model, HOME, Wishes(COUNT, PER_REGION))
    places = [one for each in found.lists for one in each.suggestions]
    assert places
    assert {one.place.level for one in places} == {"region1"}
    assert all(one.telling for one in places)
    meanings = {each.name: str(each.meaning) for each in found.lists}
    due = {kind.name: str(kind.meaning_of_regions) for kind in KINDS}
    assert {name: meanings[name] for name in due if name in meanings} == {
        name: due[name] for name in due if name in meanings
    }
    said = [one.argument for each in places for one in each.telling]
    assert "ties_nearby" not in said
    assert "neighbours_tied" not in said


def test_the_home_place_of_a_city_has_the_rules_of_cities(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_facts: CandidateFacts, _asked: str = "least") -> Flag:
        raise AssertionError("the rule for regions was asked of a city")

    monkeypatch.setattr("sistercities.partners.short_lists.region_ranks.rests_on_rank", never)
    facts = facts_of(GROUND, 10, "city")
    assert KINDS[1].rests_on_enough(facts).shape == (len(facts.pairs),)


@pytest.mark.parametrize("country", ["US", "JO"])
def test_who_asks_for_a_country_sees_regions_of_her_rank_there(country: str) -> None:
    """Ticino is a canton: no county of Hawaii and no district of Amman is of its rank."""
    found = recommend("gn:2658370", countries=[country])
    assert found.suggestions
    assert {one.place.level for one in found.suggestions} == {"region1"}
    assert not any("County" in note for note in found.notes)
