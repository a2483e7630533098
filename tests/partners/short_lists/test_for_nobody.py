"""Who is named to a home place to which nobody would be: other kinds of facts speak for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground, of_neighbours
from partners.short_lists.two_places import (
    ALIKE,
    CITY,
    HOME,
    NEARER,
    facts_of_two,
    ground_of_two,
)
from release_build.pages.for_nobody_page import for_nobody_lines
from sistercities.partners import named_lists
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.filters import Filters
from sistercities.partners.short_lists import for_nobody, kinds
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.arguments import Argument
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.footing import footing_table
from sistercities.partners.short_lists.for_nobody import EVIDENCE, NAMED, rests_for_nobody
from sistercities.partners.short_lists.kinds import KINDS
from sistercities.partners.short_lists.less_sure import less_sure_kind
from sistercities.partners.short_lists.quarters import Quarters
from sistercities.partners.short_lists.weighing import purpose_called
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.train import train
from twolevel.core.array_types import Flag

LIKE = next(kind for kind in KINDS if kind.name == "like")
LINES = {line.name: line.points for line in footing_table() if line.kind == "for_nobody"}
WORLD = of_neighbours(made_up_ground(seed=5, n_places=400, n_ties=700))
AT = int(np.argmax(np.where(WORLD.places.country[:300] == 0, WORLD.ties.degree[:300], 0)))
FIVE = Wishes(count=5, per_region=2, per_country=2)

Fact = Callable[..., Flag]
Suggest = Callable[..., ShortLists]


def _flag(*, value: bool) -> Fact:
    return lambda facts, *_asked, **_more: np.full(len(facts.pairs), value, dtype=np.bool_)


NOBODY, ANYBODY = _flag(value=False), _flag(value=True)


def _two(km: float = 900, n_partners: int = 1, **values: tuple[float, float]) -> CandidateFacts:
    return facts_of_two(ground_of_two(km, n_partners, population=ALIKE, **values))


def _let_hold(monkeypatch: pytest.MonkeyPatch, name: str, fact: Fact = ANYBODY) -> None:
    """Let one fact alone hold, as its line asks, with so many points that all lines are met."""
    for each in EVIDENCE:
        holds = fact if each == name else NOBODY
        said = Argument(each, holds, lambda _facts, k: f"{name} of {k}", names_something=True)
        monkeypatch.setitem(EVIDENCE, each, said)


def _give(monkeypatch: pytest.MonkeyPatch, points: float) -> None:
    monkeypatch.setattr(for_nobody, "footing", lambda facts: np.full(len(facts.pairs), points))


@pytest.mark.parametrize("name", sorted(LINES))
def test_the_table_says_how_many_points_each_fact_asks_for(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _let_hold(monkeypatch, name)
    for points, rests in ((LINES[name] - 0.5, False), (LINES[name], True)):
        _give(monkeypatch, points)
        facts = _two()
        assert bool(rests_for_nobody(facts)[0]) is rests
        assert bool(LIKE.rests_on_enough(facts, "for_nobody")[0]) is rests


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_fact_without_a_line_names_nobody(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _let_hold(monkeypatch, name)
    _give(monkeypatch, 99.0)
    assert rests_for_nobody(_two())[0]
    others = tuple(line for line in footing_table() if line.name != name)
    monkeypatch.setattr(for_nobody, "footing_table", lambda: others)
    assert not rests_for_nobody(_two())[0]


@pytest.mark.parametrize(
    ("facts", "rests"),
    [
        (_two(), True),
        (_two(900, 0), True),
        (_two(1_100, 1), True),
        (_two(1_100, 0), False),
        (_two(is_capital=(0, 1)), False),
        (_two(is_capital=(1, 1)), True),
    ],
    ids=["near", "near, no partner", "far", "far, no partner", "capital alone", "two capitals"],
)
def test_who_lies_far_has_signed_before_and_none_is_a_capital(
    monkeypatch: pytest.MonkeyPatch, facts: CandidateFacts, *, rests: bool
) -> None:
    _let_hold(monkeypatch, "shared_visit")
    _give(monkeypatch, 99.0)
    assert bool(rests_for_nobody(facts)[0]) is rests


def test_to_a_quarter_of_a_city_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    _let_hold(monkeypatch, "shared_visit")
    _give(monkeypatch, 99.0)
    assert rests_for_nobody(_two())[0]
    monkeypatch.setattr(Quarters, "holds", lambda _self, _place: True)
    assert not rests_for_nobody(_two())[0]


def test_to_a_town_for_which_its_county_signs_nobody_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _let_hold(monkeypatch, "shared_visit")
    _give(monkeypatch, 99.0)
    ground = ground_of_two(900, 1, population=ALIKE)
    towns = np.ones(ground.n_places, dtype=bool)
    in_county = replace(ground, places=replace(ground.places, is_township=towns))
    assert not rests_for_nobody(facts_of_two(in_county))[0]


def test_nobody_is_named_in_a_rival_state(monkeypatch: pytest.MonkeyPatch) -> None:
    _let_hold(monkeypatch, "shared_visit")
    _give(monkeypatch, 99.0)
    ground = ground_of_two(900, 1, population=ALIKE)
    pairs = dict(ground.countries.pairs)
    pairs["rivalry_tss"] = np.ones_like(pairs["rivalry_tss"])
    rivals = replace(ground, countries=replace(ground.countries, pairs=pairs))
    assert not rests_for_nobody(facts_of_two(rivals))[0]


@pytest.mark.parametrize("name", ["shared_visit", "tied_regions", "sister_regions"])
@pytest.mark.parametrize(
    ("values", "alike"),
    [
        ({"population": (20_000.0, 34_000.0), "is_mountain": (1, 1)}, True),
        ({"population": (20_000.0, 36_000.0), "is_mountain": (1, 1)}, False),
        ({"population": ALIKE, "is_by_sea": (1, 0), "is_mountain": (1, 1)}, False),
    ],
    ids=["1.7 times", "1.8 times", "one by the sea"],
)
def test_facts_of_others_speak_for_places_of_like_size_and_kind(
    monkeypatch: pytest.MonkeyPatch, name: str, values: dict[str, tuple[float, float]], *,
    alike: bool,
) -> None:  # fmt: skip
    for fact in ("may_share_visits", "have_tied_regions"):
        monkeypatch.setattr(for_nobody, fact, ANYBODY)
    monkeypatch.setattr(for_nobody, "sister_regions", lambda f: np.ones(len(f.pairs)))
    monkeypatch.setattr(for_nobody, "knows_own_country", ANYBODY)
    _give(monkeypatch, 99.0)
    assert bool(EVIDENCE[name].holds(facts_of_two(ground_of_two(900, 1, **values)))[0]) is alike


def test_of_tied_regions_those_are_named_who_know_the_own_country(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(for_nobody, "have_tied_regions", ANYBODY)
    _give(monkeypatch, 99.0)
    for knows, named in ((ANYBODY, True), (NOBODY, False)):
        monkeypatch.setattr(for_nobody, "knows_own_country", knows)
        facts = _two(is_mountain=(1, 1))
        assert bool(EVIDENCE["tied_regions"].holds(facts)[0]) is named


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(WORLD, seed=1, per_tie=5)


@pytest.fixture
def suggest(
    model: AdditiveModel, a_little_is_enough: None, monkeypatch: pytest.MonkeyPatch
) -> Suggest:
    """Suggest where lists, group and facts of others name those alone who are given."""
    for name in ("rests_on_being_next", "is_far_off", "is_neighbours_partner_alone"):
        monkeypatch.setattr(kinds, name, NOBODY)
    for name in ("is_of_the_two", "may_sign"):
        monkeypatch.setattr(kinds, name, ANYBODY)
    _let_hold(monkeypatch, "shared_visit")
    _give(monkeypatch, 99.0)
    monkeypatch.setattr(for_nobody, "has_partners", ANYBODY)
    monkeypatch.setattr(for_nobody, "is_capital_alone", NOBODY)

    def suggested(
        on_lists: Fact = NOBODY, beside: Fact = NOBODY, for_few: Fact = NOBODY,
        wishes: Wishes = FIVE, purpose: str | None = None,
    ) -> ShortLists:  # fmt: skip
        monkeypatch.setattr(kinds, "has_footing", on_lists)
        monkeypatch.setattr("sistercities.partners.short_lists.for_few.rests_for_few", for_few)
        group = less_sure_kind()._replace(rests_on=beside)
        monkeypatch.setattr(named_lists, "less_sure_kind", lambda _size: group)
        meant = None if purpose is None else purpose_called(purpose)
        return suggest_partners(WORLD, model, AT, wishes, meant)

    return suggested


def _facts_told(found: ShortLists) -> list[str]:
    return [one.telling[0].argument for one in found.suggestions]


def test_where_nobody_is_named_some_are_and_the_fact_is_said_first(suggest: Suggest) -> None:
    found = suggest()
    assert len(found.suggestions) == NAMED
    assert _facts_told(found) == ["shared_visit"] * NAMED
    assert all(len(one.telling) > 1 for one in found.suggestions)
    assert not found.why_nobody


def test_where_anybody_is_named_they_are_not(suggest: Suggest) -> None:
    first = suggest(ANYBODY).suggestions[0].place.place_id
    one_place: Fact = lambda facts, *_asked: facts.pairs.b == WORLD.position[first]  # noqa: E731
    for asked in ({"on_lists": one_place}, {"for_few": one_place}, {"beside": one_place}):
        assert "shared_visit" not in _facts_told(suggest(**asked))


def test_without_the_fact_nobody_is_named(
    suggest: Suggest, monkeypatch: pytest.MonkeyPatch
) -> None:
    _let_hold(monkeypatch, "shared_visit", NOBODY)
    found = suggest()
    assert not found.suggestions
    assert found.why_nobody


def test_who_asks_for_a_purpose_or_a_country_is_answered_as_before(suggest: Suggest) -> None:
    assert not suggest(purpose="trade").suggestions
    code = str(WORLD.countries.codes[1])
    asked = replace(FIVE, filters=Filters(countries=(code,)))
    assert "shared_visit" not in _facts_told(suggest(wishes=asked))


def test_the_page_of_the_points_has_each_line() -> None:
    rows = [row for row in for_nobody_lines() if row.startswith("| ")][1:]
    lines = [line for line in footing_table() if line.kind == "for_nobody"]
    assert {line.name for line in lines} <= EVIDENCE.keys()
    assert len(rows) == len(lines) > 0
    for line, row in zip(lines, rows, strict=True):
        assert row.endswith(f"| {line.points:g} | {line.reason} |")


def test_the_fact_that_names_a_place_is_told_of_the_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks a name up that stands low by its score sees why it was named."""
    _let_hold(monkeypatch, "shared_visit")
    _give(monkeypatch, 99.0)
    ground = ground_of_two(900, 1, population=ALIKE)
    told = for_nobody.what_else_speaks(ground, HOME, CITY, np.array([NEARER]), "city")
    assert len(told) == 1
    assert told[0].startswith("shared_visit of ")
    (said,) = for_nobody.say_why_named(told)
    assert str(said).endswith(f"The reason: {told[0]}")
    _let_hold(monkeypatch, "shared_visit", NOBODY)
    assert for_nobody.what_else_speaks(ground, HOME, CITY, np.array([NEARER]), "city") == ()
    assert for_nobody.say_why_named(()) == ()


def test_why_one_of_its_region_is_told_of_the_pair_with_all_of_the_region(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Compared with nobody, any place is the one most like home."""
    others = np.arange(NEARER, NEARER + 5)
    ground = ground_of_two(900, 1, population=ALIKE)
    region = np.full(ground.n_places, -1)
    region[[CITY, *others]] = 1
    ground = replace(ground, places=replace(ground.places, region=region))
    seen: list[int] = []

    def note(facts: CandidateFacts) -> Flag:
        seen.append(len(facts.pairs))
        return NOBODY(facts)

    monkeypatch.setattr(for_nobody, "rests_for_nobody", note)
    for_nobody.what_else_speaks(ground, HOME, CITY, np.append(others, NEARER + 9), "city")
    assert seen == [6]
