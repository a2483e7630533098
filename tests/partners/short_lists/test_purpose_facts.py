"""A place serves a purpose by a fact of the two, which is said first, and stands before others.

Countries of the ground lie in Asia, Europe (two of them) and Africa; the home place in Africa.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.api.partners import recommend
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import purpose_arguments
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.choose_reasons import choose_reasons
from sistercities.partners.short_lists.footing import footing, least_points
from sistercities.partners.short_lists.purpose_arguments import (
    LARGE_PEERS,
    UNIVERSITY_SIZE,
    arguments_for,
)
from sistercities.partners.short_lists.purpose_facts import (
    facts_for,
    facts_of_each,
    held_lines,
    say_what_serves,
    serves,
    wanted_for,
)
from sistercities.partners.short_lists.weighing import purpose_called, purposes
from sistercities.terms.climate import ZONES
from twolevel.core.array_types import Flag

GROUND = made_up_ground(seed=3, n_places=200, n_ties=1)
HOME = 12
NEVER = np.zeros(GROUND.n_places)


def _of_country(country: int, count: int) -> list[int]:
    found = np.flatnonzero((GROUND.places.country == country) & (GROUND.places.level == 2))
    return found[found != HOME][:count].tolist()


THERE = _of_country(1, 6)


def bare(*, km: float = 800.0, **values: np.ndarray) -> Ground:
    """Make a ground on which nothing is known of anybody but how far apart they lie."""
    latitude = np.full(GROUND.n_places, km / 111.195)
    latitude[HOME] = 0.0
    plain = {
        "is_by_sea": NEVER, "is_island": NEVER, "is_mountain": NEVER, "is_seat": NEVER,
        "is_port": NEVER, "heritage_sites": NEVER, "large_city": np.full(GROUND.n_places, -1),
        "heritage": np.full_like(GROUND.places.heritage, -1),
        "climate": np.full(GROUND.n_places, -1), "population": np.full(GROUND.n_places, 2e4),
        "latitude": latitude, "longitude": NEVER,
    }  # fmt: skip
    languages = tuple(frozenset({name}) for name in ("one", "two", "three", "four"))
    trade = np.zeros((4, 4))
    none_of = dict.fromkeys(("trade_million_usd", "colonial_tie", "rivalry_tss"), trade)
    pairs = GROUND.countries.pairs | none_of
    countries = replace(GROUND.countries, languages=languages, pairs=pairs)
    none = np.zeros(0, dtype=np.int64)
    return replace(
        GROUND, countries=countries, places=replace(GROUND.places, **(plain | values)),
        flights=(none, none.astype(float)),
    )  # fmt: skip


def _flag(at: list[int]) -> np.ndarray:
    found = NEVER.copy()
    found[at] = 1.0
    return found


def _facts(ground: Ground) -> CandidateFacts:
    home = HomePlace(ground, HOME, "city")
    return CandidateFacts(home, candidates_of(ground, HOME, np.array(THERE)))


def _serve(purpose: str, ground: Ground) -> Flag:
    found = serves(_facts(ground), purpose_called(purpose))
    assert found is not None
    return found


@pytest.mark.parametrize("purpose", [one.name for one in purposes()])
def test_who_has_only_the_size_and_the_country_serves_no_purpose(purpose: str) -> None:
    assert not _serve(purpose, bare()).any()


def test_without_a_purpose_nothing_is_asked_for() -> None:
    assert serves(_facts(bare()), None) is None
    assert facts_for(None) == ()
    assert wanted_for(None) == ()


def test_nearness_alone_serves_youth_up_to_a_day_s_journey_and_nothing_else() -> None:
    """Of places with nothing but that readers called 43 % sensible for culture, 61 for trade."""
    assert _serve("youth", bare(km=95)).all()
    assert not _serve("youth", bare(km=105)).any()
    for purpose in {one.name for one in purposes()} - {"youth"}:
        assert not _serve(purpose, bare(km=20)).any()


def test_two_market_towns_near_each_other_serve_trade_in_any_country() -> None:
    around = np.full(GROUND.n_places, 1e5)
    around[[HOME, THERE[4]]] = 1e3
    only = [at == THERE[4] for at in THERE]
    assert _serve("trade", bare(km=190, people_around=around)).tolist() == only
    assert not _serve("trade", bare(km=210, people_around=around)).any()


def test_a_town_of_some_size_near_by_serves_education_and_the_sentence_says_its_size() -> None:
    people = np.full(GROUND.n_places, 2e4)
    people[THERE[3]] = UNIVERSITY_SIZE
    only = [at == THERE[3] for at in THERE]
    assert _serve("education", bare(km=190, population=people)).tolist() == only
    assert not _serve("education", bare(km=210, population=people)).any()
    said = str(say_what_serves(purpose_called("education")))
    assert f"towns of {UNIVERSITY_SIZE:,} people or more" in said


def test_neighbours_of_one_language_and_seats_of_regions_serve_culture() -> None:
    near = bare(km=190)
    of_one = tuple(frozenset({"one"}) for _ in range(4))
    alike = replace(near, countries=replace(near.countries, languages=of_one))
    assert _serve("culture", alike).all()
    seat = bare(km=190, is_seat=_flag([THERE[1]]))
    assert _serve("culture", seat).tolist() == [at == THERE[1] for at in THERE]


def test_the_seat_of_a_region_near_by_stands_for_a_university() -> None:
    ground = bare(km=180, is_seat=_flag([THERE[1]]))
    assert _serve("education", ground).tolist() == [at == THERE[1] for at in THERE]
    both = _flag([HOME, THERE[1]])
    assert _serve("education", bare(km=280, is_seat=both)).tolist() == [
        at == THERE[1] for at in THERE
    ]
    assert not _serve("education", bare(km=320, is_seat=both)).any()


def test_heritage_there_alone_serves_culture_near_by_or_in_one_language() -> None:
    sites = np.full_like(GROUND.places.heritage, -1)
    sites[THERE[0], 0] = 0
    assert _serve("culture", bare(km=280, heritage=sites)).tolist() == [True] + [False] * 5
    assert not _serve("culture", bare(km=320, heritage=sites)).any()
    far = bare(km=3_000, heritage=sites)
    of_one = tuple(frozenset({"one"}) for _ in range(4))
    alike = replace(far, countries=replace(far.countries, languages=of_one))
    assert _serve("culture", alike).tolist() == [True] + [False] * 5
    sites[HOME, 0] = 1
    assert _serve("culture", bare(km=3_000, heritage=sites)).tolist() == [True] + [False] * 5


def test_a_sight_of_the_far_larger_city_beside_it_is_none_of_the_suburb() -> None:
    sites = np.full_like(GROUND.places.heritage, -1)
    sites[THERE[:2], 0] = 0
    city = np.full(GROUND.n_places, -1)
    city[THERE[0]] = THERE[5]
    ground = bare(km=280, heritage=sites, large_city=city)
    assert _serve("culture", ground).tolist() == [at == THERE[1] for at in THERE]


def test_trade_of_the_countries_serves_seats_a_day_apart_and_large_cities(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One is as large as home, and another the capital of its region as home is."""
    monkeypatch.setattr(purpose_arguments, "LEAST_KNOWN", 1)
    large = np.full(GROUND.n_places, 2e4)
    large[[HOME, THERE[2]]] = LARGE_PEERS
    seats = _flag([HOME, THERE[3]])
    for km, due in (
        (290, {THERE[2], THERE[3]}),
        (690, {THERE[2], THERE[3]}),
        (1_490, {THERE[2]}),
        (1_510, ()),
    ):
        ground = bare(km=km, population=large, is_seat=seats, people_around=large * 2)
        trade = {"trade_million_usd": np.ones((4, 4))}
        countries = replace(ground.countries, pairs=ground.countries.pairs | trade)
        found = _serve("trade", replace(ground, countries=countries))
        assert set(np.array(THERE)[found].tolist()) == set(due)


def test_between_rivals_neighbours_alone_serve_a_purpose() -> None:
    sea = _flag([HOME, *THERE])
    for km, serve in ((280, True), (320, False)):
        ground = bare(km=km, is_by_sea=sea)
        rivals = ground.countries.pairs | {"rivalry_tss": np.ones((4, 4))}
        ground = replace(ground, countries=replace(ground.countries, pairs=rivals))
        assert _serve("tourism", ground).all() == serve


def test_the_same_climate_serves_the_environment_with_a_problem_of_both_alone() -> None:
    mild = np.full(GROUND.n_places, ZONES.index("Cfb"))
    assert _serve("environment", bare(km=190, climate=mild)).all()
    assert not _serve("environment", bare(climate=mild)).any()
    assert not _serve("environment", bare(km=190, climate=mild, is_by_sea=_flag(THERE))).any()
    sea = _flag([HOME, THERE[2]])
    assert _serve("environment", bare(climate=mild, is_by_sea=sea)).tolist() == [
        at == THERE[2] for at in THERE
    ]
    dry = np.full(GROUND.n_places, ZONES.index("BSh"))
    dry[THERE[0]] = ZONES.index("BWk")
    dry[THERE[1]] = ZONES.index("Cfb")
    assert _serve("environment", bare(climate=dry)).tolist() == [True, False, *[True] * 4]
    large = np.full(GROUND.n_places, float(LARGE_PEERS))
    large[THERE[3]] -= 1
    found = _serve("environment", bare(km=1_450, climate=mild, population=large))
    assert found.tolist() == [at != THERE[3] for at in THERE]


def test_the_sea_serves_tourism_where_guests_get_from_one_to_the_other() -> None:
    sea = _flag([HOME, *THERE])
    assert _serve("tourism", bare(km=950, is_by_sea=sea)).all()
    assert not _serve("tourism", bare(km=1_050, is_by_sea=sea)).any()
    assert not _serve("tourism", bare(km=950, is_by_sea=_flag(THERE))).any()
    mountains = _flag([THERE[1]])
    near = _serve("tourism", bare(km=240, is_mountain=mountains))
    assert near.tolist() == [at == THERE[1] for at in THERE]
    assert not _serve("tourism", bare(km=260, is_mountain=mountains)).any()


def test_one_language_serves_schools_within_a_day_and_education_between_seats() -> None:
    ground = bare(km=380, is_seat=_flag([HOME, THERE[4]]))
    languages = tuple(frozenset({"one"}) for _ in range(4))
    ground = replace(ground, countries=replace(ground.countries, languages=languages))
    assert _serve("youth", ground).all()
    assert _serve("education", ground).tolist() == [at == THERE[4] for at in THERE]


def test_an_official_language_of_several_is_said_as_what_is_known_of_the_countries() -> None:
    ground = bare(km=380)
    own = int(ground.places.country[HOME])
    languages = [frozenset({"one", "two"}) for _ in range(4)]
    languages[own] = frozenset({"two"})
    ground = replace(ground, countries=replace(ground.countries, languages=tuple(languages)))
    facts = _facts(ground)
    assert _serve("youth", ground).all()
    assert not _serve("education", ground).any()
    told = choose_reasons(facts, range(6), serving=held_lines(facts, purpose_called("youth")))
    first = next(words for _, words in told.of_each[0])
    assert "which of several a town uses is not on record" in first


def test_what_serves_is_said_first_though_all_have_it_and_other_reasons_follow() -> None:
    facts = _facts(bare(km=950, is_by_sea=_flag([HOME, *THERE]), is_seat=_flag([HOME, *THERE])))
    tourism = purpose_called("tourism")
    told = choose_reasons(
        facts, range(6), ("seat", "nearest_seat"), wanted_for(tourism), (),
        held_lines(facts, tourism),
    )  # fmt: skip
    assert any("nearest_seat" in dict(each) for each in told.of_each)
    for each in told.of_each:
        names = [name for name, _ in each]
        assert names[:2] in (["coast", "apart"], ["nearest_sea", "apart"])
    assert not any("sea" in words for words in told.of_all)


def test_what_a_purpose_asks_for_is_named_and_its_lines_stand_in_the_methods() -> None:
    page = (Path(__file__).parents[3] / "docs/methods/short-lists.md").read_text(encoding="utf-8")
    for purpose in purposes():
        assert str(purpose.title) in str(say_what_serves(purpose))
        for line in facts_for(purpose):
            assert f"| {line.words} (" in page
            if line.up_to_km is not None:
                assert f"{line.up_to_km:,.0f} km" in str(line.words)


def test_each_purpose_has_facts_and_all_that_it_weighs_may_be_said_too() -> None:
    assert set(facts_of_each()) == {one.name for one in purposes()}
    for purpose in purposes():
        names = {one.name for one in wanted_for(purpose)}
        assert {name for line in facts_for(purpose) for name in line.names} <= names
        assert {one.name for one in arguments_for(purpose)} <= names


@pytest.mark.parametrize("purpose", [one.name for one in purposes()])
def test_those_alone_are_named_who_serve_the_purpose_and_have_a_footing_without_it(
    package_ground: Ground, purpose: str
) -> None:
    """Of who follows without a fact for it readers called one in five sensible for the purpose."""
    n_named = 0
    for home in ("gn:1799397", "gn:2911298", "gn:3941584", "gn:3049430"):
        at = package_ground.position[home]
        found = recommend(home, purpose=purpose).suggestions
        places = [package_ground.position[one.place.place_id] for one in found]
        pairs = candidates_of(package_ground, at, np.array(places, dtype=np.int64))
        facts = CandidateFacts(HomePlace(package_ground, at, "city"), pairs)
        assert np.asarray(serves(facts, purpose_called(purpose))).all()
        assert (footing(facts) >= least_points("like", "one")).all()
        n_named += len(places)
    assert n_named
