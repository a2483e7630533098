"""Whose turn an area of the world has, and what is said for a purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.choose_places import Limits, areas, choose_places, states
from sistercities.partners.short_lists.choose_reasons import choose_reasons
from sistercities.partners.short_lists.purpose_arguments import arguments_for, arguments_for_themes
from sistercities.partners.short_lists.themes import themes_called
from sistercities.partners.short_lists.weighing import purpose_called, purposes
from sistercities.partners.short_lists.wish_terms import TERMS

GROUND = made_up_ground(seed=3, n_places=200, n_ties=1)
HOME = 12
"""Countries lie in Asia, Europe (two of them) and Africa."""


def _of_country(country: int, count: int) -> list[int]:
    found = np.flatnonzero((GROUND.places.country == country) & (GROUND.places.level == 2))
    return found[found != HOME][:count].tolist()


@pytest.mark.parametrize(
    ("n_asia", "n_europe", "named_in_europe", "first"),
    [(8, 10, 0, "Europe"), (10, 8, 0, "Asia"), (8, 10, 1, "Asia"), (3, 10, 1, "Europe")],
    ids=["most fit", "most fit there", "a third of ten is less than eight", "and more than three"],
)
def test_areas_take_turns_by_what_fits_over_what_they_have(
    n_asia: int, n_europe: int, named_in_europe: int, first: str
) -> None:
    """The list has room for one: it is of the area whose turn it is (own area: Africa)."""
    asia, europe = _of_country(0, n_asia), _of_country(1, n_europe)
    fitting = np.array([*asia, *europe])
    limits = Limits(1, 9, 9, 1, all_over_the_world=True, has_best_anywhere=False)
    taken = frozenset(europe[:named_in_europe])
    # The others of Asia come first by score, so that the turn and not the score decides.
    order = np.array([*asia, *europe]) if first == "Europe" else np.array([*europe, *asia])
    (named,) = choose_places(GROUND, order, limits, taken, 3, fitting)
    area = areas(GROUND)[GROUND.places.country[named]]
    assert area == areas(GROUND)[0 if first == "Asia" else 1]


def test_a_region_a_country_and_an_area_are_named_so_often_at_most() -> None:
    order = np.array([*_of_country(0, 40), *_of_country(1, 40), *_of_country(2, 40)])
    limits = Limits(5, 1, 2, 2, per_country_in_all=2)
    taken = frozenset(_of_country(0, 1))
    named = choose_places(GROUND, order, limits, taken, 3, order)
    country, region = GROUND.places.country[named], GROUND.places.region[named]
    assert (country == 0).sum() == 1, "one more of the country that another list names"
    assert max(np.bincount(country)) <= 2
    assert max(np.bincount(region)) == 1
    # Two of Europe and one of Asia are all that areas allow; the others fill up.
    assert len(named) == 5


def test_territories_count_with_their_state() -> None:
    """Country 1 is France, country 2 Réunion, country 3 neither."""
    codes = np.array(["C0", "FR", "RE", "C3"], dtype=object)
    ground = replace(GROUND, countries=replace(GROUND.countries, codes=codes))
    assert states(ground).tolist() == [0, 1, 1, 3]
    order = np.array([*_of_country(1, 20), *_of_country(2, 20), *_of_country(3, 20)])
    named = choose_places(ground, order, Limits(4, 9, 2, 9), frozenset(), 0, order)
    assert Counter(GROUND.places.country[named].tolist()) == {1: 2, 3: 2}
    one = choose_places(
        ground, order, Limits(4, 9, 2, 9, per_country_in_all=3),
        frozenset(_of_country(2, 2)), 0, order,
    )  # fmt: skip
    assert Counter(GROUND.places.country[one].tolist()) == {1: 1, 3: 2}


def _facts(candidates: list[int], **flags: np.ndarray) -> CandidateFacts:
    ground = replace(GROUND, places=replace(GROUND.places, **flags))
    home = HomePlace(ground, HOME, "city")
    return CandidateFacts(home, candidates_of(ground, HOME, np.array(candidates)))


def test_of_each_place_one_reason_of_the_purpose_is_said_though_all_have_it() -> None:
    n = GROUND.n_places
    candidates = _of_country(1, 6)
    ports = np.zeros(n)
    ports[candidates] = 1.0
    facts = _facts(candidates, is_port=ports, is_seat=np.zeros(n))
    wanted = arguments_for(purpose_called("trade"))
    plain = choose_reasons(facts, range(6))
    said = choose_reasons(facts, range(6), (), wanted)
    assert not any(name == "port_there" for each in plain.of_each for name, _ in each)
    for each in said.of_each:
        assert {name for name, _ in each} & {one.name for one in wanted}


@pytest.mark.parametrize("home_has_one", [False, True])
def test_of_a_seaport_no_more_is_said_than_its_list_says(*, home_has_one: bool) -> None:
    """The list has moorings for oil beside docks for containers, and does not tell them apart."""
    candidates = _of_country(1, 6)
    ports = np.zeros(GROUND.n_places)
    ports[[*candidates, HOME] if home_has_one else candidates] = 1.0
    facts = _facts(candidates, is_port=ports, is_seat=np.zeros(GROUND.n_places))
    told = choose_reasons(
        facts, range(6), (), arguments_for(purpose_called("trade")),
        arguments_for_themes(themes_called(["port"])),
    )  # fmt: skip
    said = [
        str(words) for each in (*told.of_each, [("", one) for one in told.of_all])
        for _, words in each if "seaport" in words
    ]  # fmt: skip
    assert said
    assert all("listed" in words and "UN/LOCODE" in words for words in said)


def test_every_line_of_every_purpose_but_one_has_something_to_say() -> None:
    for purpose in purposes():
        names = {one.name for one in arguments_for(purpose)}
        assert len(names) >= 2
    assert arguments_for(None) == ()


def test_nearness_counts_more_for_each_halving_of_the_distance() -> None:
    candidates = _of_country(1, 30)
    facts = _facts(candidates)
    km = facts.pairs.distance_km
    values = TERMS["is_near"].of(facts)
    assert ((values >= 0) & (values <= 1)).all()
    order = np.argsort(km)
    assert (np.diff(values[order]) <= 0).all()
