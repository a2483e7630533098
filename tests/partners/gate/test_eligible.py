"""Whom a place may be told to approach, on made-up rows: what is left out, counted, and said."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row, unit
from partners.made_up_ground import made_up_ground
from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import RecommendationList
from sistercities.partners.filters import Filters
from sistercities.partners.gate.kin import Kin
from sistercities.partners.ground import Ground
from sistercities.partners.recommending import Wishes, explain_partner, recommend_partners
from sistercities.partners.short_lists.themes import themes_called
from sistercities.partners.train import train

PLAIN = made_up_ground()
COUNTRY = PLAIN.places.country
HOME = next(k for k in range(10, 100) if COUNTRY[k] == 0 and PLAIN.ties.degree[k])
WAR = row("war", "C0", "C1", "bar")
LAW = row("law", "C2-6", "C0", "bar")
CARE = row("sanctions", "C3", "C0", "caution")
GROUND = replace(PLAIN, barriers=(WAR, LAW, CARE))
MANY = Wishes(count=1000, per_region=1000)
_OF_CODE = PLAIN.places.region_codes[PLAIN.places.region] == "C2-6"
BOUND = str(PLAIN.places.names[np.flatnonzero(_OF_CODE & (PLAIN.places.level == 0))[0]])
"""Name of the region whose law it is: not all of its country is bound."""


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(PLAIN, seed=1, per_tie=5)


def _at(found: RecommendationList) -> list[int]:
    return [PLAIN.position[one.place.place_id] for one in found.partners]


def _barred(ground: Ground) -> set[int]:
    """Say by hand whom the two bars bar to a home in C0."""
    places = ground.places
    in_law = places.region_codes[places.region] == "C2-6"
    return set(np.flatnonzero((places.country == 1) | in_law).tolist())


def test_barred_places_are_left_out_and_nothing_else_changes(model: AdditiveModel) -> None:
    open_to_all = recommend_partners(PLAIN, model, HOME, MANY)
    gated = recommend_partners(GROUND, model, HOME, MANY)
    barred = _barred(GROUND)
    assert _at(gated) == [k for k in _at(open_to_all) if k not in barred]
    scores = {one.place.place_id: one.score for one in open_to_all.partners}
    assert all(one.score == scores[one.place.place_id] for one in gated.partners)


def test_what_was_left_out_is_counted_by_state_with_its_reason(model: AdditiveModel) -> None:
    open_to_all = recommend_partners(PLAIN, model, HOME, MANY)
    left_out = [k for k in _at(open_to_all) if k in _barred(GROUND)]
    of_war = sum(COUNTRY[k] == 1 for k in left_out)
    said = recommend_partners(GROUND, model, HOME, MANY).left_out
    notes = " ".join(said)
    assert f"{len(left_out)} places are left out because they cannot be suggested" in notes
    by_law = len(left_out) - of_war
    assert f"{of_war} in Country 1 (war), {by_law} in {BOUND} (a law)." in notes
    assert len(said) == 3
    assert f"Country 1: {WAR.sentence}" in notes
    assert f"{BOUND}: {LAW.sentence}" in notes


def test_each_group_that_is_counted_has_its_reason_however_few_are_named(
    model: AdditiveModel,
) -> None:
    for count in (1, 3, 10):
        found = recommend_partners(GROUND, model, HOME, replace(MANY, count=count))
        assert "elsewhere" not in found.left_out[0]
        assert f"Country 1: {WAR.sentence}" in found.left_out
        assert f"{BOUND}: {LAW.sentence}" in found.left_out


def test_reasons_follow_the_states_that_are_counted_and_one_row_is_said_of_all_it_bars(
    model: AdditiveModel,
) -> None:
    """Of four units of one kind three are named, and just these have their reasons."""
    units = tuple(
        replace(unit(f"C{k}-{3 * k + 3}", "bar", f"C{k}"), name_a=f"Unit {k}") for k in (1, 2, 3)
    )
    law = row("law", "C0", "C1-4 C2-7 C3-10", "bar")
    ground = replace(PLAIN, barriers=(*units, law))
    for count in (1, 4, 30):
        counts, *reasons = recommend_partners(
            ground, model, HOME, replace(MANY, count=count)
        ).left_out
        heads = [one.partition(":")[0] for one in reasons]
        named = re.findall(r"in ([^()]+) \(", counts)
        assert [", ".join(re.split(r", | and ", one)) for one in heads if "Country" in one] == [
            ", ".join(re.split(r", | and ", one)) for one in named if "Country" in one
        ]
        of_units = [one for one in heads if one.startswith("Unit")]
        assert of_units == [
            each for one in named if "Unit" in one for each in re.split(r", | and ", one)
        ]


def test_barred_places_are_named_where_they_are_asked_for(model: AdditiveModel) -> None:
    wished = replace(MANY, with_barred=True)
    found = recommend_partners(GROUND, model, HOME, wished)
    assert _at(found) == _at(recommend_partners(PLAIN, model, HOME, MANY))
    assert found.left_out == ()


def test_only_what_passes_the_filters_is_counted(model: AdditiveModel) -> None:
    """Who asks for C3 alone is not told of the places of C1 that a war bars."""
    of_c3 = replace(MANY, filters=Filters(countries=("C3",)))
    assert recommend_partners(GROUND, model, HOME, of_c3).left_out == ()
    both = replace(MANY, filters=Filters(countries=("C1", "C3")))
    found = recommend_partners(GROUND, model, HOME, both)
    n = sum(COUNTRY[k] == 1 for k in _at(recommend_partners(PLAIN, model, HOME, both)))
    assert found.left_out[0].startswith(f"{n} places in Country 1 (")


def test_who_asks_for_barred_places_alone_is_told_why_there_are_none(model: AdditiveModel) -> None:
    of_c1 = replace(MANY, filters=Filters(countries=("C1",)))
    with pytest.raises(InvalidArgument) as caught:
        recommend_partners(GROUND, model, HOME, of_c1)
    assert WAR.sentence in str(caught.value)
    assert "--include-barred" in str(caught.value)
    assert recommend_partners(GROUND, model, HOME, replace(of_c1, with_barred=True)).partners


def test_why_a_barred_place_is_not_named_is_told_with_the_row(model: AdditiveModel) -> None:
    barred = next(
        k for k in _at(recommend_partners(PLAIN, model, HOME, MANY)) if k in _barred(GROUND)
    )
    with pytest.raises(InvalidArgument) as caught:
        explain_partner(GROUND, model, HOME, barred, MANY)
    assert WAR.sentence in str(caught.value) or LAW.sentence in str(caught.value)
    wished = replace(MANY, with_barred=True)
    assert _at(explain_partner(GROUND, model, HOME, barred, wished)) == [barred]


def test_partners_are_sought_abroad_at_home_or_in_a_country_that_is_named(
    model: AdditiveModel,
) -> None:
    abroad = {int(COUNTRY[k]) for k in _at(recommend_partners(PLAIN, model, HOME, MANY))}
    assert abroad == {1, 2, 3}
    at_home = recommend_partners(PLAIN, model, HOME, replace(MANY, is_domestic=True))
    assert {int(COUNTRY[k]) for k in _at(at_home)} == {0}
    named = replace(MANY, filters=Filters(countries=("c0", "C1")))
    both = {int(COUNTRY[k]) for k in _at(recommend_partners(PLAIN, model, HOME, named))}
    assert both == {0, 1}
    domestic = _at(at_home)[0]
    with pytest.raises(InvalidArgument, match=r"lies in the own country\. Add `--domestic`"):
        explain_partner(PLAIN, model, HOME, domestic, MANY)


def test_a_quarter_of_a_city_is_named_only_where_it_has_partners(model: AdditiveModel) -> None:
    districts = np.flatnonzero(PLAIN.places.level == 4)
    level = PLAIN.places.level.copy()
    lonely = np.flatnonzero((PLAIN.ties.degree == 0) & (level == 2) & (COUNTRY != 0))
    level[lonely[:3]] = 4
    ground = replace(PLAIN, places=replace(PLAIN.places, level=level))
    shown = set(_at(recommend_partners(ground, model, HOME, MANY)))
    assert not shown & set(lonely[:3].tolist())
    busy = {
        k for k in districts.tolist()
        if PLAIN.ties.degree[k] and COUNTRY[k] != 0 and k not in PLAIN.ties.partners(HOME)
    }  # fmt: skip
    assert busy <= shown


def test_a_town_of_china_below_its_counties_is_named_only_where_it_has_partners(
    model: AdditiveModel,
) -> None:
    abroad = (PLAIN.places.level == 2) & (COUNTRY != 0)
    lonely = np.flatnonzero(abroad & (PLAIN.ties.degree == 0))[:3]
    partners = set(PLAIN.ties.partners(HOME).tolist())
    busy = [k for k in np.flatnonzero(abroad & (PLAIN.ties.degree > 0)) if k not in partners][:3]
    towns = np.isin(np.arange(len(PLAIN.places.ids)), [*lonely, *busy])
    ground = replace(PLAIN, places=replace(PLAIN.places, is_township=towns))
    before = set(_at(recommend_partners(PLAIN, model, HOME, MANY)))
    shown = set(_at(recommend_partners(ground, model, HOME, MANY)))
    assert set(lonely.tolist()) <= before
    assert before - shown == set(lonely.tolist())


def test_what_is_much_the_same_as_a_partner_is_left_out_and_named(model: AdditiveModel) -> None:
    free = _at(recommend_partners(GROUND, model, HOME, MANY))
    partner = int(PLAIN.ties.partners(HOME)[0])
    kin: Kin = {free[0]: (partner, "lies_in"), free[5]: (partner, "contains")}
    found = recommend_partners(GROUND, model, HOME, MANY, kin=kin)
    assert _at(found) == [k for k in free if k not in kin]
    notes = " ".join(found.notes)
    assert (
        "2 places that would be named are left out because each is much the same place as a partner"
    ) in notes
    assert f"Place {free[0]} (partner: Place {partner})" in notes
    with pytest.raises(
        Unanswerable, match=r"^Place \d+ is not suggested. Place .* is already a partner of"
    ):
        explain_partner(GROUND, model, HOME, free[0], MANY, kin=kin)


@pytest.mark.parametrize("wish", ["size", "theme"])
def test_what_no_wish_would_leave_is_not_said_to_be_left_out_as_kin(
    model: AdditiveModel, wish: str
) -> None:
    """All kin are asked for in some country, and only the second has the size or the seaport."""
    free = _at(recommend_partners(GROUND, model, HOME, MANY))
    partner = int(PLAIN.ties.partners(HOME)[0])
    kin: Kin = {free[0]: (partner, "lies_in"), free[1]: (partner, "lies_in")}
    people, ports = PLAIN.places.population.copy(), np.zeros(len(PLAIN.places.ids))
    people[free], people[free[0]] = 50_000, 500
    ports[free[1:]] = 1.0
    places = replace(PLAIN.places, population=people, is_port=ports)
    ground = replace(GROUND, places=places)
    wishes = (
        replace(MANY, filters=Filters(min_population=1_000))
        if wish == "size"
        else replace(MANY, themes=themes_called(["port"]))
    )
    notes = " ".join(recommend_partners(ground, model, HOME, wishes, kin=kin).notes)
    assert f"Place {free[1]} (partner: Place {partner})" in notes
    assert f"Place {free[0]} (partner" not in notes
