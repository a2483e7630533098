"""Short lists: who stands on which, how many of a country, and that the reasons add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.recommending import recommend_partners
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.themes import themes_called
from sistercities.partners.short_lists.weighing import purpose_called, purposes
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.train import train
from sistercities.sentences import lowered

pytestmark = pytest.mark.usefixtures("a_little_is_enough")


def _linked(ground: Ground) -> Ground:
    """Let all countries share a language and be neighbours, so that places are linked."""
    pairs = dict(ground.countries.pairs)
    for fact in ("common_official_language", "land_border"):
        pairs[fact] = np.ones_like(pairs[fact])
    return replace(ground, countries=replace(ground.countries, pairs=pairs))


GROUND = _linked(made_up_ground(seed=5, n_places=400, n_ties=700))
FEW = np.flatnonzero((GROUND.ties.degree[:300] >= 3) & (GROUND.places.population[:300] > 0))
HOME = next(
    at
    for at in FEW.tolist()
    if len(np.unique(GROUND.places.country[GROUND.ties.partners(at)])) == 2
)
"""A place with partners in two of four countries."""
FIVE = Wishes(count=5, per_region=2, per_country=2)
NEAR = replace(FIVE, filters=Filters(size="near"))


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def _position(place_id: str) -> int:
    return GROUND.position[place_id]


def _of(found: ShortLists, name: str) -> list[int]:
    (each,) = (one for one in found.lists if one.name == name)
    return [_position(one.place.place_id) for one in each.suggestions]


def _wishes_for(purpose: str) -> Wishes:
    weighing = purpose_called(purpose).weighing
    return replace(FIVE, weights=dict(weighing.features), terms=dict(weighing.terms))


@pytest.mark.parametrize(
    "wishes",
    [FIVE, NEAR, replace(FIVE, like=3), replace(FIVE, weights={"distance": 2.0}),
     replace(FIVE, themes=themes_called(["island,border"])),
     *(_wishes_for(one.name) for one in purposes())],
)  # fmt: skip
def test_the_score_is_base_and_reasons_of_every_place_of_every_list(
    model: AdditiveModel, wishes: Wishes
) -> None:
    found = suggest_partners(GROUND, model, HOME, wishes)
    assert len(found.suggestions) >= 3
    for one in found.suggestions:
        total = one.partner.base + sum(each.contribution for each in one.partner.reasons)
        assert total == pytest.approx(one.partner.score, abs=1e-9)
    for each in found.lists:
        scores = [one.partner.score for one in each.suggestions]
        assert scores == sorted(scores, reverse=True)


def test_a_place_stands_on_one_list_and_a_country_twice_at_most(model: AdditiveModel) -> None:
    found = suggest_partners(GROUND, model, HOME, FIVE)
    named = [one.place.place_id for one in found.suggestions]
    assert len(set(named)) == len(named)
    held = {str(GROUND.places.ids[at]) for at in GROUND.ties.partners(HOME)}
    assert not held & set(named)
    for each in found.lists:
        countries = Counter(one.place.country for one in each.suggestions)
        assert max(countries.values(), default=0) <= 2
        assert str(GROUND.countries.codes[GROUND.places.country[HOME]]) not in countries


def test_of_one_country_that_is_asked_for_more_than_two_are_named(model: AdditiveModel) -> None:
    usual = Wishes(count=5)
    one = replace(usual, filters=Filters(countries=("C1",)), per_region=5)
    found = suggest_partners(GROUND, model, HOME, one)
    assert {each.place.country for each in found.suggestions} == {"C1"}
    assert max(len(each.suggestions) for each in found.lists) > 2
    two = replace(one, filters=Filters(countries=("C1", "C2")))
    for each in suggest_partners(GROUND, model, HOME, two).lists:
        assert max(Counter(one.place.country for one in each.suggestions).values(), default=0) <= 2


def test_at_home_there_is_no_new_ground_and_any_number_of_places(
    model: AdditiveModel, a_little_is_enough: None
) -> None:
    found = suggest_partners(GROUND, model, HOME, Wishes(count=5, per_region=5, is_domestic=True))
    assert [each.name for each in found.lists] == ["near", "like"]
    assert max(len(each.suggestions) for each in found.lists) > 2


@pytest.mark.parametrize("names", ["island,border", "island,heritage,capital"])
def test_where_few_have_a_theme_those_that_have_most_come_first_in_each_list(
    model: AdditiveModel, a_little_is_enough: None, names: str
) -> None:
    rng, n = np.random.default_rng(11), GROUND.n_places
    rare = [(rng.random(n) < 0.04) * 1.0 for _ in range(3)]
    places = replace(
        GROUND.places, is_island=rare[0], is_border_city=rare[1], is_capital=rare[1],
        heritage_sites=rare[2],
    )  # fmt: skip
    ground, themes = replace(GROUND, places=places), themes_called([names])
    found = suggest_partners(ground, model, HOME, replace(FIVE, themes=themes))
    assert any("first" in one for one in found.filters), "they lift"
    counts = [
        [
            sum(float(theme.has_it(places)[_position(one.place.place_id)]) for theme in themes)
            for one in each.suggestions
        ]
        for each in found.lists
    ]
    assert all(each == sorted(each, reverse=True) for each in counts)
    assert any(sum(each) > 0 for each in counts)
    ranked = recommend_partners(ground, model, HOME, replace(FIVE, count=300, themes=themes))
    held = [
        sum(float(theme.has_it(places)[_position(one.place.place_id)]) for theme in themes)
        for one in ranked.partners
    ]
    assert held == sorted(held, reverse=True)
    assert held[0] > 0


def test_who_is_near_shares_a_partner_or_a_tie_of_the_regions(model: AdditiveModel) -> None:
    """Gone through by hand: sets of partners, and regions around both."""
    ties, places = GROUND.ties, GROUND.places
    own = set(ties.outside_networks.partners(HOME).tolist())
    tied = {frozenset(pair) for pair in zip(ties.a.tolist(), ties.b.tolist(), strict=True)}
    here = {at for at in places.containers[HOME].tolist() if at >= 0}
    near = _of(suggest_partners(GROUND, model, HOME, FIVE), "near")
    assert near
    for place in near:
        shared = own & set(ties.outside_networks.partners(place).tolist())
        there = {at for at in places.containers[place].tolist() if at >= 0}
        assert shared or any(frozenset((a, b)) in tied for a in here for b in there)


def test_new_ground_lies_in_countries_without_a_partner(model: AdditiveModel) -> None:
    country = GROUND.places.country
    found = suggest_partners(GROUND, model, HOME, FIVE)
    held = {int(country[at]) for at in GROUND.ties.partners(HOME)}
    assert not held & {int(country[at]) for at in _of(found, "new")}
    alone = _without_ties_in(GROUND, HOME, {0, 1})
    wide = replace(FIVE, per_country=3)
    (new,) = (one for one in suggest_partners(alone, model, HOME, wide).lists if one.name == "new")
    assert {one.place.country for one in new.suggestions} <= {"C0", "C1"}
    assert new.suggestions


def _without_ties_in(ground: Ground, home: int, countries: set[int]) -> Ground:
    """Leave out the ties of a place in some countries."""
    ties = ground.ties
    of_home = (ties.a == home) | (ties.b == home)
    other = np.where(ties.a == home, ties.b, ties.a)
    is_out = of_home & np.isin(ground.places.country[other], list(countries))
    left = replace(ties, a=ties.a[~is_out], b=ties.b[~is_out], year=ties.year[~is_out])
    return replace(ground, ties=left, recorded=left.keys)


def test_a_place_without_partners_has_two_lists_and_is_told_so(model: AdditiveModel) -> None:
    alone = _without_ties_in(GROUND, HOME, set(range(4)))
    found = suggest_partners(alone, model, HOME, FIVE)
    assert [one.name for one in found.lists] == ["like", "new"]
    assert any("its own network says nothing yet" in note for note in found.notes)


def test_the_band_of_sizes_holds_and_those_of_unknown_size_are_out(model: AdditiveModel) -> None:
    own = GROUND.places.population[HOME]
    assert own > 0
    for one in suggest_partners(GROUND, model, HOME, NEAR).suggestions:
        assert one.place.population is not None
        assert own / 4.01 <= one.place.population <= 4.01 * own
    wide = suggest_partners(GROUND, model, HOME, FIVE).suggestions
    assert any(
        one.place.population is None or not own / 4 <= one.place.population <= 4 * own
        for one in wide
    )


def test_who_is_named_first_has_the_highest_score_of_all_who_may_stand_there(
    model: AdditiveModel,
) -> None:
    few = suggest_partners(GROUND, model, HOME, replace(FIVE, count=1)).lists[0]
    everyone = replace(FIVE, count=300, per_region=300, per_country=300)
    whole = suggest_partners(GROUND, model, HOME, everyone).lists[0]
    assert len(whole.suggestions) == whole.n_candidates > 1
    best = max(whole.suggestions, key=lambda one: one.partner.score)
    assert few.suggestions[0].place == best.place


def test_at_most_four_reasons_and_what_many_have_is_none(model: AdditiveModel) -> None:
    places = GROUND.places
    everywhere = replace(places, is_by_sea=np.ones(len(places.ids)))
    ground = replace(GROUND, places=everywhere)
    found = suggest_partners(ground, model, HOME, FIVE)
    said = [
        [reason.argument for reason in one.telling]
        for each in found.lists
        if each.name == "near"
        for one in each.suggestions
    ]
    assert said
    for names in said:
        assert "coast" not in names, "that all lie by the sea sets nobody apart"
    assert not any("sea" in words for each in found.lists for words in each.of_all)
    assert max(len(one.telling) for one in found.suggestions) <= 4


def test_a_rare_fact_of_both_is_said_of_those_alone_who_have_it(model: AdditiveModel) -> None:
    places = GROUND.places
    islands = np.zeros(len(places.ids))
    plain = suggest_partners(GROUND, model, HOME, FIVE)
    chosen = _of(plain, "like")[:2]
    islands[[HOME, *chosen]] = 1.0
    ground = replace(GROUND, places=replace(places, is_island=islands))
    for one in suggest_partners(ground, model, HOME, FIVE).suggestions:
        on_island = islands[_position(one.place.place_id)] == 1
        assert ("Both lie on islands." in [x.sentence for x in one.telling]) == on_island


def test_a_reason_of_the_country_is_said_once_in_a_list(model: AdditiveModel) -> None:
    of_country = {"peers_there", "country_ties", "language", "migrants"}
    for each in suggest_partners(GROUND, model, HOME, FIVE).lists:
        said = [
            (reason.argument, one.place.country)
            for one in each.suggestions
            for reason in one.telling
            if reason.argument in of_country
        ]
        # A place on new ground may not be left without a reason for its country.
        again = [one for one in said if said.count(one) > 1]
        assert each.name == "new" or not again


def test_what_a_purpose_weighs_is_printed_as_the_table_has_them(
    model: AdditiveModel,
) -> None:
    purpose = purpose_called("trade")
    found = suggest_partners(GROUND, model, HOME, _wishes_for("trade"), purpose)
    assert [(one.term, one.weight) for one in found.weighed_for] == [
        (one.term, one.weight) for one in purpose.weights
    ]
    heaviest = max(purpose.weights, key=lambda one: one.weight)
    title = next(one.title for one in found.weighed_for if one.term == heaviest.term)
    assert f", the most first: {lowered(title)}," in found.purpose_words
    assert "times" not in found.purpose_words
