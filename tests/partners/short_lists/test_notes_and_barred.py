"""What stands beneath the reasons of a place, and the list of places that are left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground, of_neighbours
from sistercities.errors import NothingToSuggest
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.filters import Filters
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.recommend_notes import MANY, Note, note_on, with_city
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.why_few import why_few
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.train import train
from sistercities.sentences import country_name, place_name

GROUND = of_neighbours(made_up_ground(seed=5, n_places=400, n_ties=700))
COUNTRY = GROUND.places.country
HOME = int(np.argmax(np.where(COUNTRY[:300] == 0, GROUND.ties.degree[:300], 0)))
FIVE = Wishes(count=5, per_region=2, per_country=2)
BARRED = replace(GROUND, barriers=(row("war", "C0", "C2", "bar"),))

pytestmark = pytest.mark.usefixtures("a_little_is_enough")


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def _suggest(ground: Ground, model: AdditiveModel, wishes: Wishes = FIVE) -> ShortLists:
    def obstacles(candidates: list[int]) -> list[tuple[Obstacle, ...]]:
        return gate_of(ground).obstacles_of_each(HOME, candidates)

    return suggest_partners(ground, model, HOME, wishes, obstacles=obstacles)


def test_barred_places_are_listed_apart_with_what_bars_them_and_are_counted(
    model: AdditiveModel,
) -> None:
    plain = _suggest(BARRED, model)
    found = _suggest(BARRED, model, replace(FIVE, with_barred=True))
    assert [one.place for one in found.suggestions] == [one.place for one in plain.suggestions]
    assert found.left_out == plain.left_out != ()
    *lists, barred = found.lists
    assert [one.name for one in lists] == [one.name for one in plain.lists]
    assert barred.name == "barred"
    assert barred.suggestions
    for one in barred.suggestions:
        assert one.place.country == "C2"
        assert one.caution is not None
        assert (one.caution.strength, one.telling) == ("bar", ())
        assert one.to_json()["caution"] == one.caution.sentence == "C0 and C2: war."


def test_where_all_that_is_asked_for_is_barred_the_law_is_said_and_what_to_do(
    model: AdditiveModel,
) -> None:
    of_c2 = replace(FIVE, filters=Filters(countries=("C2",)))
    with pytest.raises(NothingToSuggest) as refused:
        _suggest(BARRED, model, of_c2)
    said = str(refused.value)
    assert said.startswith(
        f"No place in Country 2 can be suggested to Place {HOME}. C0 and C2: war."
    )
    assert "`--include-barred`" in said
    assert "cannot be used" not in said
    shown = _suggest(BARRED, model, replace(of_c2, with_barred=True))
    assert shown.suggestions == ()
    assert [one.name for one in shown.lists] == ["barred"]
    assert len(shown.lists[0].suggestions) == 5


def test_what_calls_for_care_is_said_first_and_a_note_beneath(model: AdditiveModel) -> None:
    rows = (row("listed_unfriendly", "C0", "C1", "note"), row("sanctions", "C0", "C3", "caution"))
    wide = replace(FIVE, filters=Filters(countries=("C1", "C3")), per_country=3)
    found = _suggest(replace(GROUND, barriers=rows), model, wide)
    assert {one.place.country for one in found.suggestions} == {"C1", "C3"}
    note = "C0 and C1: listed_unfriendly."
    for one in found.suggestions:
        is_grave = one.place.country == "C3"
        assert one.to_json()["caution"] == ("C0 and C3: sanctions." if is_grave else None)
        assert is_grave or note in (one.note, *found.notes)


def test_where_care_is_called_for_keeps_a_place_off_lists_that_look_anywhere(
    model: AdditiveModel,
) -> None:
    """Also where nobody else is left; not where most of the world is meant, or who is asked for."""

    def named(*states: str, filters: Filters = FIVE.filters) -> set[str]:
        rows = tuple(row("sanctions", "C0", one, "caution") for one in states)
        found = _suggest(replace(GROUND, barriers=rows), model, replace(FIVE, filters=filters))
        anywhere = [each for each in found.lists if each.name != "near"]
        return {one.place.country for each in anywhere for one in each.suggestions}

    assert "C3" in named()
    assert "C3" not in named("C3")
    assert "C3" in named("C3", filters=Filters(countries=("C3",)))
    only = Filters(not_countries=("C1", "C2"))
    assert named("C3", filters=only) == {"C3"}, "all that are left call for care"
    assert {"C1", "C2", "C3"} & named("C1", "C2", "C3")


def test_the_rivalry_of_the_two_states_comes_before_other_notes_and_the_rest_is_counted(
    model: AdditiveModel,
) -> None:
    def told(candidates: list[int]) -> list[tuple[Obstacle, ...]]:
        return [
            (
                Obstacle("conflict_within", "note", f"Fighting, says {k}.", ""),
                Obstacle("dispute", "note", f"A dispute, says {k}.", ""),
                Obstacle("rivalry", "note", f"Rivals, says {k}.", ""),
            )
            for k in candidates
        ]

    found = suggest_partners(GROUND, model, HOME, FIVE, obstacles=told)
    assert found.suggestions
    for one in found.suggestions:
        assert one.note is not None
        assert one.note.startswith("Rivals, says ")
        assert (one.n_untold, str(one.untold)) == (
            2,
            "And 2 more things to know: see the scorecard.",
        )
        assert one.to_json()["n_untold"] == 2


def test_a_war_of_the_partner_s_state_is_its_caution_and_sanctions_of_others_its_note(
    model: AdditiveModel,
) -> None:
    def told(candidates: list[int]) -> list[tuple[Obstacle, ...]]:
        return [
            (
                Obstacle("sanctions_of_others", "note", f"Sanctions on {k}.", ""),
                Obstacle("war_of_partner", "note", f"War of {k}.", ""),
                Obstacle("rivalry", "note", f"Rivals of {k}.", ""),
            )
            for k in candidates
        ]

    for one in suggest_partners(GROUND, model, HOME, FIVE, obstacles=told).suggestions:
        assert one.caution is not None
        assert one.caution.sentence.startswith("War of ")
        assert str(one.note).startswith("Sanctions on ")
        assert one.n_untold == 1


def test_what_third_states_have_to_do_with_it_is_counted_and_not_said(
    model: AdditiveModel,
) -> None:
    third = (Obstacle("partner_of_barred", "note", "A partner of somebody.", ""),)
    partner = _suggest(GROUND, model).suggestions[0].partner
    alone = note_on(partner, (), ())
    beside = note_on(partner, third, ())
    assert beside.sentence == alone.sentence
    assert beside.n_untold == alone.n_untold + 1


def test_a_note_on_many_places_is_said_once_for_all(model: AdditiveModel) -> None:
    by_law = replace(GROUND, barriers=(row("law", "C1", "*", "note"),))
    found = _suggest(by_law, model, replace(FIVE, filters=Filters(countries=("C1",)), count=1))
    alone = [one.note for one in found.suggestions]
    found = _suggest(by_law, model)
    there = [one for one in found.suggestions if one.place.country == "C1"]
    assert len(there) >= MANY
    assert "C1 and *: law." in found.notes
    assert all(one.note != "C1 and *: law." for one in there)
    assert set(alone) == {"C1 and *: law."} or len(alone) >= MANY


@pytest.mark.parametrize(
    ("n_named", "n_fitting", "n_for_care", "words"),
    [
        (5, 9, 9, None),
        (
            1,
            1,
            1,
            "Only 1 place has enough in common with Fort, and enough links to it",
        ),
        (0, 0, 0, "No place that we compared has enough in common with Fort, and enough links"),
        (0, 0, 1, "1 place that fits this list, in Israel, is left out because there is"),
        (0, 0, 4, "4 places that fit this list, in Israel, are left out because there is"),
        (3, 28, 28, "28 places fit this list. The others stand on other lists, are parts"),
        (0, 24, 24, "24 places fit this list, but they stand on other lists"),
        (0, 1, 1, "1 place fits this list, but it stands on another list"),
    ],
)
def test_why_a_list_is_short_speaks_of_no_wish(
    n_named: int, n_fitting: int, n_for_care: int, words: str | None
) -> None:
    home = place_name("Fort", "x:1")
    said = why_few(n_named, n_fitting, n_for_care, 5, country_name("Israel", "IL"), home)
    assert said is None if words is None else said is not None and said.startswith(words)


@pytest.mark.parametrize(
    ("n_named", "n_fitting", "n_elsewhere", "words"),
    [
        (0, 1, 1, "The one place that fits this list stands on another list."),
        (0, 3, 3, "The 3 places that fit this list stand on other lists."),
        (2, 3, 1, "The one other place that fits this list stands on another list."),
        (2, 4, 2, "The 2 other places that fit this list stand on other lists."),
        (2, 4, 1, "4 places fit this list. The others stand on other lists, are parts of larger "
                  "cities, or lie in countries and regions of which we name enough; the long list "
                  "shows them."),
    ],
)  # fmt: skip
def test_where_all_others_stand_on_other_lists_that_is_said(
    n_named: int, n_fitting: int, n_elsewhere: int, words: str
) -> None:
    home, country = place_name("Fort", "x:1"), country_name("Israel", "IL")
    found = why_few(n_named, n_fitting, 0, 5, country, home, n_elsewhere=n_elsewhere)
    assert found == words


def test_who_is_part_of_another_municipality_is_told_who_signs() -> None:
    home = place_name("Fort", "x:1")
    said = why_few(0, 0, 0, 5, country_name("Israel", "IL"), home, is_part=True)
    assert said is not None
    assert said.startswith("Fort is part of another municipality, which would sign")
    great = place_name("Great", "x:2")
    named = why_few(0, 0, 0, 5, country_name("Israel", "IL"), home, is_part=True, part_of=great)
    assert named == (
        "Fort is part of Great, which would sign. Ask for Great, or see the long list."
    )


def test_new_ground_on_another_list_is_not_said_to_be_nowhere() -> None:
    home, country = place_name("Ennis", "x:1"), country_name("Israel", "IL")
    nowhere = why_few(0, 0, 0, 5, country, home, may_ask_for_part=True)
    assert nowhere is not None
    assert nowhere.startswith("No place in a country without a partner of yours")
    said = why_few(0, 0, 0, 5, country, home, may_ask_for_part=True, n_could_elsewhere=1)
    assert said == "The one place that fits this list stands on another list."


def test_a_district_is_named_with_its_city() -> None:
    ground = made_up_ground(seed=3, n_ties=1)
    places, at, city = ground.places, 10, 11
    level, around = places.level.copy(), places.municipality.copy()
    level[at], around[[at, 12]] = LEVELS.index("district"), city
    moved = replace(ground, places=replace(places, level=level, municipality=around))
    notes = {place: with_city(moved, place, Note()).sentence for place in (at, 12)}
    assert notes[at] == f"{places.names[at]} is a district of {places.names[city]}."
    assert notes[12] is None


def test_a_quarter_is_told_the_city_to_ask_for() -> None:
    home, city, country = (
        place_name("Fort", "x:1"), place_name("Great", "x:2"), country_name("Israel", "IL")
    )  # fmt: skip
    said = why_few(0, 0, 0, 5, country, home, quarter_of=city, may_ask_for_part=True)
    assert said is not None
    assert said.startswith("Fort lies beside Great and may be one of its quarters")
    assert "Ask for Great" in said
    on_record = why_few(0, 0, 0, 5, country, home, is_part=True, quarter_of=city)
    assert on_record is not None
    assert "part of another municipality" in on_record
    fitting = why_few(2, 2, 0, 5, country, home, quarter_of=city)
    assert fitting is not None
    assert "Great" not in fitting


@pytest.mark.parametrize("is_of_regions", [None, False, True])
def test_a_purpose_that_nobody_serves_speaks_of_regions_where_regions_are_sought(
    is_of_regions: bool | None,
) -> None:
    """None leaves the word out: places are sought then."""
    more = {} if is_of_regions is None else {"is_of_regions": is_of_regions}
    home, country = place_name("Ennis", "x:1"), country_name("Israel", "IL")
    said = why_few(0, 0, 0, 5, country, home, has_purpose=True, **more)
    assert said is not None
    assert said.startswith("Of regions we hold few facts" if is_of_regions else "No place that we")
