"""Who is named to a home place to which lists and group name fewer than three."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground, of_neighbours
from partners.short_lists.two_places import ALIKE, HOME, facts_of_two, ground_of_two
from release_build.pages.footing_page import footing_lines
from sistercities.partners import named_lists
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.filters import Filters
from sistercities.partners.short_lists import for_few, kinds, next_door
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.counted_facts import is_set_apart_by_sea
from sistercities.partners.short_lists.footing import footing_table
from sistercities.partners.short_lists.for_few import rests_for_few
from sistercities.partners.short_lists.kinds import KINDS
from sistercities.partners.short_lists.less_sure import FEW_IN_ALL, less_sure_kind
from sistercities.partners.short_lists.quarters import Quarters
from sistercities.partners.short_lists.weighing import purpose_called
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.train import train
from twolevel.core.array_types import Flag

LIKE = next(kind for kind in KINDS if kind.name == "like")
LINES = {line.name: line.points for line in footing_table() if line.kind == "for_few"}
WORLD = of_neighbours(made_up_ground(seed=5, n_places=400, n_ties=700))
AT = int(np.argmax(np.where(WORLD.places.country[:300] == 0, WORLD.ties.degree[:300], 0)))
FIVE = Wishes(count=5, per_region=2, per_country=2)

Fact = Callable[..., Flag]
Suggest = Callable[..., ShortLists]


def _flag(*, value: bool) -> Fact:
    return lambda facts, *_asked, **_more: np.full(len(facts.pairs), value, dtype=np.bool_)


def _those_of(places: list[int]) -> Fact:
    return lambda facts, *_asked: np.isin(facts.pairs.b, places)


@pytest.fixture
def nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let points, coast, distance and the two countries alone decide."""
    for name in ("is_of_the_two", "may_sign"):
        monkeypatch.setattr(for_few, name, _flag(value=True))
    for name in ("is_out_of_rank", "is_neighbours_partner_alone"):
        monkeypatch.setattr(for_few, name, _flag(value=False))


def _has(monkeypatch: pytest.MonkeyPatch, points: float) -> None:
    monkeypatch.setattr(for_few, "footing", lambda facts: np.full(len(facts.pairs), points))


def _two(*, is_off: bool = False, by_sea: tuple[float, float] = (1, 1)) -> CandidateFacts:
    """Two places of like size that share nobody; far off, where many others lie nearer."""
    return facts_of_two(
        ground_of_two(290, 3, 110 if is_off else 20, population=ALIKE, is_by_sea=by_sea)
    )


@pytest.mark.parametrize(("name", "by_sea"), [("in_all", (1, 1)), ("one_by_the_sea", (1, 0))])
@pytest.mark.usefixtures("nothing_else")
def test_the_table_says_how_many_points_are_enough(
    monkeypatch: pytest.MonkeyPatch, name: str, by_sea: tuple[float, float]
) -> None:
    for points, rests in ((LINES[name] - 0.5, False), (LINES[name], True)):
        _has(monkeypatch, points)
        facts = _two(by_sea=by_sea)
        assert not next_door.is_far_off(facts)[0]
        assert bool(is_set_apart_by_sea(facts)[0]) is (by_sea == (1, 0))
        assert bool(rests_for_few(facts)[0]) is rests
        assert bool(LIKE.rests_on_enough(facts, "for_few")[0]) is rests


@pytest.mark.usefixtures("nothing_else")
def test_a_line_that_the_table_lacks_is_no_leave_to_name_anybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def points_of(kind: str, name: str) -> float:
        assert kind == "for_few"
        return np.inf if name == "in_all" else LINES[name]

    _has(monkeypatch, 99.0)
    assert rests_for_few(_two())[0]
    monkeypatch.setattr(for_few, "points_of", points_of)
    assert not rests_for_few(_two())[0]
    assert rests_for_few(_two(by_sea=(1, 0)))[0]


@pytest.mark.usefixtures("nothing_else")
@pytest.mark.parametrize(
    ("name", "value"), [("is_out_of_rank", True), ("is_of_the_two", False), ("may_sign", False)]
)
def test_each_of_rank_a_fact_of_the_two_and_partners_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, name: str, *, value: bool
) -> None:
    _has(monkeypatch, 99.0)
    assert rests_for_few(_two())[0]
    monkeypatch.setattr(for_few, name, lambda facts: np.full(len(facts.pairs), value))
    assert not rests_for_few(_two())[0]


@pytest.mark.usefixtures("nothing_else")
def test_nobody_far_off_is_named_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readers of a fresh sample called 57 and 74 % of such places sensible."""
    _has(monkeypatch, 99.0)
    facts = _two(is_off=True)
    assert next_door.is_far_off(facts)[0]
    assert not rests_for_few(facts)[0]


@pytest.mark.usefixtures("nothing_else")
def test_neither_a_rival_state_nor_anybody_to_a_quarter_is_named_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two readers called Lhasa absurd for a city of India."""
    _has(monkeypatch, 99.0)
    facts = _two()
    assert rests_for_few(facts)[0]
    countries = facts.ground.countries
    rivalry = {**countries.pairs, "rivalry_tss": np.ones((4, 4))}
    ground = replace(facts.ground, countries=replace(countries, pairs=rivalry))
    assert not rests_for_few(facts_of_two(ground))[0]
    monkeypatch.setattr(Quarters, "holds", lambda _self, place: place == HOME)
    assert not rests_for_few(_two())[0]


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(WORLD, seed=1, per_tie=5)


@pytest.fixture
def suggest(
    model: AdditiveModel, a_little_is_enough: None, monkeypatch: pytest.MonkeyPatch
) -> Suggest:
    """Suggest where lists and group name those alone who are given."""
    for name in ("rests_on_being_next", "is_far_off", "is_neighbours_partner_alone"):
        monkeypatch.setattr(kinds, name, _flag(value=False))
    for name in ("is_of_the_two", "may_sign"):
        monkeypatch.setattr(kinds, name, _flag(value=True))

    def suggested(
        on_lists: Fact, beside: Fact, for_few: Fact, wishes: Wishes = FIVE,
        purpose: str | None = None,
    ) -> ShortLists:  # fmt: skip
        monkeypatch.setattr(kinds, "has_footing", on_lists)
        monkeypatch.setattr("sistercities.partners.short_lists.for_few.rests_for_few", for_few)
        group = less_sure_kind()._replace(rests_on=beside)
        monkeypatch.setattr(named_lists, "less_sure_kind", lambda _size: group)
        meant = None if purpose is None else purpose_called(purpose)
        return suggest_partners(WORLD, model, AT, wishes, meant)

    return suggested


NOBODY, ANYBODY = _flag(value=False), _flag(value=True)


def _places(found: ShortLists) -> list[int]:
    return [WORLD.position[one.place.place_id] for one in found.suggestions]


def test_a_home_without_a_name_gets_three(suggest: Suggest) -> None:
    assert not suggest(NOBODY, NOBODY, NOBODY).suggestions
    found = suggest(NOBODY, NOBODY, ANYBODY)
    assert len({*_places(found)}) == len(found.suggestions) == FEW_IN_ALL
    assert not found.less_sure
    assert all(one.telling for one in found.suggestions)


@pytest.mark.parametrize("n_before", [1, 2, 3, 4])
def test_lists_and_group_are_filled_up_to_three_and_lose_nobody(
    suggest: Suggest, n_before: int
) -> None:
    some = _places(suggest(ANYBODY, NOBODY, NOBODY))[:n_before]
    on_lists = suggest(_those_of(some), NOBODY, ANYBODY)
    assert set(some) <= set(_places(on_lists))
    assert len(on_lists.suggestions) == max(n_before, FEW_IN_ALL)
    with_group = suggest(NOBODY, _those_of(some), ANYBODY)
    assert {WORLD.position[one.place.place_id] for one in with_group.less_sure} == set(some)
    assert len(with_group.suggestions) == max(FEW_IN_ALL - n_before, 0)
    assert not set(_places(with_group)) & set(some)


def test_who_asks_for_a_purpose_or_a_country_is_answered_as_before(suggest: Suggest) -> None:
    assert not suggest(NOBODY, NOBODY, ANYBODY, purpose="trade").suggestions
    code = str(WORLD.countries.codes[1])
    asked = replace(FIVE, filters=Filters(countries=(code,)))
    names = [_places(suggest(NOBODY, NOBODY, rests, asked)) for rests in (NOBODY, ANYBODY)]
    assert names[0] == names[1]


def test_the_page_of_the_points_has_each_line_of_the_step() -> None:
    rows = [row for row in footing_lines() if row.startswith("| ") and "lists and group" in row]
    lines = [line for line in footing_table() if line.kind == "for_few"]
    assert len(rows) == len(lines) == 2
    for line, row in zip(lines, rows, strict=True):
        assert row.endswith(f"| {line.points:g} | {line.reason} |")
