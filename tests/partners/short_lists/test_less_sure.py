"""Places for which fewer reasons speak: whom they are, how many, and that they stand apart."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground, of_neighbours
from sistercities.partners import named_lists
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import footing, kinds, less_sure
from sistercities.partners.short_lists.answer import LESS_SURE, ShortList, ShortLists
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.counted_facts import is_of_the_two
from sistercities.partners.short_lists.less_sure import (
    FAR_KM,
    FEW_IN_ALL,
    UP_TO_IN_ALL,
    rests_on_less,
    sensible_in_ten,
)
from sistercities.partners.short_lists.place_kinds import LARGE_CITY
from sistercities.partners.short_lists.themes import themes_called
from sistercities.partners.short_lists.weighing import purpose_called
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.train import train
from twolevel.core.array_types import Flag

GROUND = of_neighbours(made_up_ground(seed=5, n_places=400, n_ties=700))
COUNTRY = GROUND.places.country
HOME = int(np.argmax(np.where(COUNTRY[:300] == 0, GROUND.ties.degree[:300], 0)))
FIVE = Wishes(count=5, per_region=2, per_country=2)
NOBODY, SOME = 1_000.0, 21.0
"""Points that the lists ask for, with which they name nobody, and some."""

Lists = Callable[..., ShortLists]


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def _anybody(facts: CandidateFacts, _asked: footing.Asked = "one") -> Flag:
    return np.ones(len(facts.pairs), dtype=np.bool_)


@pytest.fixture
def everything_else_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the points alone decide."""
    for name in ("may_rest_on_kind", "is_of_the_two", "may_sign"):
        monkeypatch.setattr(less_sure, name, _anybody)
    for name in ("is_out_of_rank", "is_far_off", "is_far_inland"):
        monkeypatch.setattr(less_sure, name, lambda facts: ~_anybody(facts))


@pytest.fixture
def lists(model: AdditiveModel, a_little_is_enough: None, monkeypatch: pytest.MonkeyPatch) -> Lists:
    """Suggest where the lists ask for so many points, and the group for few and for no rank."""
    monkeypatch.setattr(less_sure, "may_rest_on_kind", _anybody)
    for name in ("is_out_of_rank", "is_far", "is_far_inland", "is_far_off"):
        monkeypatch.setattr(less_sure, name, lambda facts: ~_anybody(facts))
    monkeypatch.setattr(kinds, "is_far_off", lambda facts: ~_anybody(facts))
    monkeypatch.setattr(
        less_sure, "_least_points", lambda facts, _asked: np.zeros(len(facts.pairs))
    )

    def suggest(
        wishes: Wishes = FIVE, points: float = NOBODY, ground: Ground = GROUND,
        purpose: str | None = None,
    ) -> ShortLists:  # fmt: skip
        monkeypatch.setattr(footing, "least_points", lambda _list, _asked="least": points)
        meant = None if purpose is None else purpose_called(purpose)
        return suggest_partners(ground, model, HOME, wishes, meant)

    return suggest


def _group(found: ShortLists) -> ShortList | None:
    return next((one for one in found.lists if one.name == LESS_SURE), None)


def test_where_nobody_is_named_five_follow_each_with_a_reason_of_the_two(lists: Lists) -> None:
    found = lists()
    assert found.suggestions == ()
    group = found.lists[-1]
    assert group.name == LESS_SURE
    assert len(group.suggestions) == UP_TO_IN_ALL
    for one in group.suggestions:
        assert 1 <= len(one.telling) <= 4
        assert one.telling[0].argument in less_sure._OWN
    assert group.note is None


@pytest.mark.parametrize("points", [NOBODY, 23.0, SOME, 19.0, 15.0, 5.0])
def test_lists_and_group_name_five_together_and_nobody_twice(lists: Lists, points: float) -> None:
    found = lists(points=points)
    n, group = len(found.suggestions), _group(found)
    names = [one.place.place_id for one in (*found.suggestions, *found.less_sure)]
    assert len(set(names)) == len(names)
    assert n + len(found.less_sure) <= max(n, UP_TO_IN_ALL)
    assert (group is None) == (n >= UP_TO_IN_ALL)
    held = {str(GROUND.places.ids[at]) for at in GROUND.ties.partners(HOME)}
    assert not held & set(names)


def test_some_points_leave_room_for_both(lists: Lists) -> None:
    found = lists(points=SOME)
    assert 0 < len(found.suggestions) < UP_TO_IN_ALL
    assert len(found.suggestions) + len(found.less_sure) == UP_TO_IN_ALL
    assert [one.name for one in found.lists][-1] == LESS_SURE


def test_two_of_a_country_at_most_three_over_all_and_one_of_a_region(lists: Lists) -> None:
    for points in (NOBODY, SOME):
        found = lists(replace(FIVE, per_region=1), points)
        group = Counter(one.place.country for one in found.less_sure)
        assert max(group.values()) <= 2
        everyone = (*found.suggestions, *found.less_sure)
        assert max(Counter(one.place.country for one in everyone).values()) <= 3
        regions = [one.place.region_iso for one in found.less_sure if one.place.region_iso]
        assert len(set(regions)) == len(regions)


def test_those_who_rest_on_most_are_named_in_the_order_of_their_scores(lists: Lists) -> None:
    found = lists(replace(FIVE, per_region=400, per_country=400))
    scores = [one.partner.score for one in found.less_sure]
    assert scores == sorted(scores, reverse=True)
    assert [one.partner.rank for one in found.less_sure] == list(range(1, UP_TO_IN_ALL + 1))
    for one in found.less_sure:
        total = one.partner.base + sum(each.contribution for each in one.partner.reasons)
        assert total == pytest.approx(one.partner.score, abs=1e-9)
    named = [GROUND.position[one.place.place_id] for one in found.less_sure]
    group = _group(found)
    assert group is not None
    assert group.n_candidates > UP_TO_IN_ALL
    assert _points(named).min() >= np.sort(_points(_who_could()))[-UP_TO_IN_ALL]


def _facts(at: list[int]) -> CandidateFacts:
    home = HomePlace(GROUND, HOME, "city")
    return CandidateFacts(home, candidates_of(GROUND, HOME, np.array(at)))


def _points(at: list[int]) -> np.ndarray:
    return footing.footing(_facts(at))


def _who_could() -> list[int]:
    """Everybody abroad with something of the two who is not tied with the home place."""
    tied = {HOME, *GROUND.ties.partners(HOME).tolist()}
    cities = np.flatnonzero(GROUND.places.is_city & (COUNTRY[HOME] != COUNTRY)).tolist()
    at = [one for one in cities if one not in tied]
    facts = _facts(at)
    may = less_sure.less_sure_kind().may_stand(facts) & is_of_the_two(facts)
    return facts.pairs.b[may & footing.may_sign(facts)].tolist()


def test_fewer_are_named_where_fewer_are_asked_for(lists: Lists) -> None:
    assert len(lists(replace(FIVE, count=2)).less_sure) == 2


def test_who_asks_for_a_country_sees_it_on_the_lists_alone(lists: Lists) -> None:
    asked = replace(FIVE, filters=Filters(countries=("C1",)))
    assert _group(lists(asked)) is None


def test_what_something_bars_or_calls_for_care_is_never_named(lists: Lists) -> None:
    plain = {one.place.country for one in lists().less_sure}
    assert len(plain) > 1
    for strength in ("bar", "caution"):
        for code in plain:
            home = str(GROUND.countries.codes[COUNTRY[HOME]])
            ground = replace(GROUND, barriers=(row("war", home, code, strength),))
            assert code not in {one.place.country for one in lists(ground=ground).less_sure}


def test_barred_places_come_after_the_group(lists: Lists) -> None:
    home = str(GROUND.countries.codes[COUNTRY[HOME]])
    code = next(one for one in map(str, GROUND.countries.codes) if one != home)
    ground = replace(GROUND, barriers=(row("war", home, code, "bar"),))
    found = lists(replace(FIVE, with_barred=True), ground=ground)
    assert [one.name for one in found.lists][-2:] == [LESS_SURE, "barred"]


def test_nobody_who_rests_on_less_is_named_for_a_purpose(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A strict reader called every other one odd, though each had a fact for the purpose."""
    monkeypatch.setattr(
        named_lists, "serves_purpose",
        lambda facts, purpose: None if purpose is None else np.ones(len(facts.pairs), np.bool_),
    )  # fmt: skip
    assert lists(FIVE).less_sure
    assert not lists(FIVE, purpose="trade").less_sure


def test_themes_filter_and_lift_there_too(lists: Lists) -> None:
    islands = np.zeros(GROUND.n_places)
    islands[_who_could()[::3]] = 1.0
    ground = replace(GROUND, places=replace(GROUND.places, is_island=islands))
    found = lists(replace(FIVE, themes=themes_called(["island"])), ground=ground)
    on_island = [islands[GROUND.position[one.place.place_id]] for one in found.less_sure]
    assert on_island
    assert all(on_island)


def test_empty_lists_lead_to_what_follows_and_not_past_it(lists: Lists) -> None:
    *three, group = lists().lists
    for each in three:
        assert each.note is not None
        assert "the long list" not in each.note
    assert group.meaning.startswith("Fewer reasons speak for these. ")


def test_json_has_the_group_with_what_readers_said(lists: Lists) -> None:
    found = lists()
    held = json.loads(json.dumps(found.to_json()))["lists"]
    assert [one["name"] for one in held] == ["near", "like", "new", LESS_SURE]
    assert [one["sensible_in_ten"] for one in held] == [
        None,
        None,
        None,
        found.lists[-1].sensible_in_ten,
    ]
    assert len(held[-1]["partners"]) == UP_TO_IN_ALL
    frame = found.to_frame()
    assert frame["list"].tolist() == [LESS_SURE] * UP_TO_IN_ALL


def _said(monkeypatch: pytest.MonkeyPatch, **n_of_size: int) -> None:
    """Let the table say how many in ten are sensible for homes of some sizes."""
    lines = tuple(
        footing.FootingLine("sensible", size, points, "") for size, points in n_of_size.items()
    )
    kept = tuple(one for one in footing.footing_table() if one.kind != "sensible")
    monkeypatch.setattr(less_sure, "footing_table", lambda: (*kept, *lines))
    less_sure.less_sure_kind.cache_clear()


@pytest.fixture
def _as_before() -> Iterator[None]:
    yield
    less_sure.less_sure_kind.cache_clear()


@pytest.mark.usefixtures("_as_before")
def test_what_readers_said_is_told_of_homes_of_that_size_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _said(monkeypatch, other=9)
    assert sensible_in_ten("other") == 9
    assert "about 9 in 10 " in less_sure.less_sure_kind("other").meaning
    assert sensible_in_ten("large") is None
    of_large = less_sure.less_sure_kind("large").meaning
    assert " in 10" not in of_large
    assert "too few" in of_large


@pytest.mark.parametrize(
    ("people", "place_class", "size"),
    [
        (LARGE_CITY, "city", "large"),
        (LARGE_CITY - 1, "city", "other"),
        (np.nan, "city", None),
        (LARGE_CITY, "region", None),
    ],
)
def test_of_regions_and_of_homes_of_no_known_size_no_number_is_said(
    people: float, place_class: str, size: str | None
) -> None:
    population = GROUND.places.population.copy()
    population[HOME] = people
    ground = replace(GROUND, places=replace(GROUND.places, population=population))
    home = HomePlace(ground, HOME, place_class)
    facts = CandidateFacts(home, candidates_of(ground, HOME, np.array(_who_could()[:1])))
    assert less_sure.size_of_home(facts) == size
    assert not any(sign.isdigit() for sign in less_sure.less_sure_kind(None).meaning)
    assert LARGE_CITY == 500_000  # the sentences say so


@pytest.mark.parametrize(
    ("km", "people", "points", "rests"),
    [
        (FAR_KM - 100, 50_000, 15.5, False),
        (FAR_KM - 100, 50_000, 16.0, True),
        (FAR_KM - 100, 600_000, 19.5, False),
        (FAR_KM - 100, 600_000, 20.0, True),
    ],
)
def test_the_table_says_how_many_points_are_enough(
    everything_else_holds: None,
    monkeypatch: pytest.MonkeyPatch,
    km: float,
    people: float,
    points: float,
    *,
    rests: bool,
) -> None:
    monkeypatch.setattr(less_sure, "footing", lambda facts: np.full(len(facts.pairs), points))
    assert bool(rests_on_less(_two(km, people))[0]) is rests


@pytest.mark.parametrize(
    ("km", "people", "points", "rests"),
    [
        (FAR_KM - 100, 50_000, 13.5, False),
        (FAR_KM - 100, 50_000, 14.0, True),
        (FAR_KM - 100, 600_000, 19.5, False),
    ],
)
def test_where_few_are_named_less_is_enough_near_by(
    everything_else_holds: None,
    monkeypatch: pytest.MonkeyPatch,
    km: float,
    people: float,
    points: float,
    *,
    rests: bool,
) -> None:
    monkeypatch.setattr(less_sure, "footing", lambda facts: np.full(len(facts.pairs), points))
    assert bool(rests_on_less(_two(km, people), "one")[0]) is rests


@pytest.mark.parametrize(("n_more", "n_named"), [(0, 0), (2, 2), (9, FEW_IN_ALL)])
def test_of_those_who_rest_on_still_less_a_few_are_named(
    lists: Lists, monkeypatch: pytest.MonkeyPatch, n_more: int, n_named: int
) -> None:
    some = np.array(_who_could()[:n_more], dtype=np.int64)

    def least(facts: CandidateFacts, asked: footing.Asked) -> np.ndarray:
        is_one = np.isin(facts.pairs.b, some) & (asked == "one")
        return np.where(is_one, -np.inf, np.inf)

    monkeypatch.setattr(less_sure, "_least_points", least)
    found = lists(replace(FIVE, per_region=400, per_country=400))
    assert len(found.less_sure) == n_named
    named = {GROUND.position[one.place.place_id] for one in found.less_sure}
    assert named <= set(some.tolist())


def _two(km: float, people: float) -> CandidateFacts:
    """Put a place so far away from the home place, both of so many people."""
    places, other = GROUND.places, HOME + 1
    latitude, longitude, population = (
        places.latitude.copy(), places.longitude.copy(), places.population.copy()
    )  # fmt: skip
    latitude[[HOME, other]] = 0.0, km / 111.2
    longitude[[HOME, other]], population[[HOME, other]] = 20.0, people
    moved = replace(places, latitude=latitude, longitude=longitude, population=population)
    home = HomePlace(replace(GROUND, places=moved), HOME, "city")
    return CandidateFacts(home, candidates_of(home.ground, HOME, np.array([other])))


@pytest.mark.parametrize(("km", "rests"), [(FAR_KM - 100, True), (FAR_KM + 100, False)])
def test_beyond_1500_km_being_by_the_sea_is_no_reason(
    monkeypatch: pytest.MonkeyPatch, km: float, *, rests: bool
) -> None:
    """Honolulu is by the sea as Haifa is, 14,000 km away."""
    facts = _two(km, 50_000)
    by_sea = np.ones(facts.ground.n_places)
    ground = replace(facts.ground, places=replace(facts.ground.places, is_by_sea=by_sea))
    pairs = candidates_of(ground, facts.home, facts.pairs.b)
    facts = CandidateFacts(HomePlace(ground, facts.home, "city"), pairs)
    for name in ("may_rest_on_kind", "is_of_the_two", "may_sign"):
        monkeypatch.setattr(less_sure, name, _anybody)
    for name in ("is_out_of_rank", "is_far_off"):
        monkeypatch.setattr(less_sure, name, lambda facts: ~_anybody(facts))
    monkeypatch.setattr(less_sure, "footing", lambda facts: np.full(len(facts.pairs), 99.0))
    assert bool(rests_on_less(facts)[0]) is rests
    assert bool(rests_on_less(facts, "one")[0]) is rests


@pytest.mark.parametrize(
    ("on_island", "is_near_of_rank", "rests"),
    [(1.0, True, True), (1.0, False, False), (0.0, True, False)],
)
def test_of_two_islands_the_nearest_of_a_kind_is_not_far(
    everything_else_holds: None,
    monkeypatch: pytest.MonkeyPatch,
    on_island: float,
    *,
    is_near_of_rank: bool,
    rests: bool,
) -> None:
    facts = _two(FAR_KM + 100, 50_000)
    islands = np.full(facts.ground.n_places, on_island)
    ground = replace(facts.ground, places=replace(facts.ground.places, is_island=islands))
    pairs = candidates_of(ground, facts.home, facts.pairs.b)
    facts = CandidateFacts(HomePlace(ground, facts.home, "city"), pairs)
    monkeypatch.setattr(less_sure, "is_near_of_rank", lambda _facts: np.array([is_near_of_rank]))
    monkeypatch.setattr(less_sure, "footing", lambda facts: np.full(len(facts.pairs), 16.0))
    assert facts.pairs.distance_km[0] > FAR_KM
    assert bool(rests_on_less(facts)[0]) is rests


@pytest.mark.parametrize(("said", "is_named"), [(less_sure.ENOUGH_IN_TEN, True), (5, False)])
def test_where_readers_called_too_few_sensible_nobody_is_named_so(
    lists: Lists, monkeypatch: pytest.MonkeyPatch, said: int, is_named: bool
) -> None:
    monkeypatch.setattr(less_sure, "sensible_in_ten", lambda _size: said)
    assert bool(lists().less_sure) == is_named
