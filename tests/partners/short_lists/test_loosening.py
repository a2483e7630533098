"""Which wish to leave out where few places are named, and parts of the world asked for alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners import notes_below
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.choosing import Wishes
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists import footing, for_few, less_sure
from sistercities.partners.short_lists.answer import ShortLists
from sistercities.partners.short_lists.less_sure import UP_TO_IN_ALL
from sistercities.partners.short_lists.themes import themes_called
from sistercities.partners.short_lists.why_few import why_few
from sistercities.partners.suggesting import suggest_partners
from sistercities.partners.train import train

GROUND = made_up_ground(seed=5, n_places=400, n_ties=700)
COUNTRY = GROUND.places.country
HOME = int(np.argmax(np.where(COUNTRY[:300] == 0, GROUND.ties.degree[:300], 0)))
CODES = [str(code) for code in GROUND.countries.codes]
OTHERS = sorted(set(CODES) - {CODES[int(COUNTRY[HOME])]})
NEAR = Filters(size="near")
LITTLE = "Little speaks for these places"


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


@pytest.fixture
def asks_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lists and group ask for more points than any place has."""
    monkeypatch.setattr(footing, "least_points", lambda _list, _asked="least": 1_000.0)
    monkeypatch.setattr(
        less_sure, "_least_points", lambda facts, _asked: np.full(len(facts.pairs), 1_000.0)
    )
    monkeypatch.setattr(for_few, "points_of", lambda _kind, _name: 1_000.0)


def _lists(model: AdditiveModel, **asked: object) -> ShortLists:
    wishes = Wishes(count=5, per_region=2, per_country=2, filters=NEAR)
    return suggest_partners(GROUND, model, HOME, replace(wishes, **asked))


def _said(found: ShortLists) -> list[str]:
    return [note for note in found.notes if "named" in note and ("ithout" in note)]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"countries": 3, "min_population": 4}, "Without “At least 500 people” 4 places would be"),
        (
            {"countries": 1, "min_population": 0},
            "Without “Country Country 1” 1 place would be named, not 0.",
        ),
        ({"all": 7}, "Without all of your filters 7 places would be named, not 0."),
        ({}, "Your filters are not why few places are named"),
    ],
    ids=str,
)
def test_the_wish_to_leave_out_is_that_which_gives_most_names(
    model: AdditiveModel, monkeypatch: pytest.MonkeyPatch, counts: dict[str, int], said: str
) -> None:
    both = Filters(size="any", countries=("C1",), min_population=500)

    def count(_ground: Ground, _model: AdditiveModel, _home: int, asked: Wishes, *_: object) -> int:
        left = [one for one in ("countries", "min_population") if not getattr(asked.filters, one)]
        return counts.get("all" if len(left) == 2 else left[0], 0)

    monkeypatch.setattr(notes_below, "_n_named", count)
    pairs = candidates_of(GROUND, HOME, np.flatnonzero(COUNTRY[HOME] != COUNTRY))
    wishes = Wishes(count=5, filters=both)
    (found,) = notes_below.how_to_see_more(GROUND, model, pairs, wishes, 0)
    assert found.startswith(said)
    assert notes_below.how_to_see_more(GROUND, model, pairs, wishes, UP_TO_IN_ALL) == ()


def test_nothing_is_said_where_nobody_asked_or_enough_are_named(
    model: AdditiveModel, asks_much: None
) -> None:
    assert _said(_lists(model)) == []
    assert _said(_lists(model, filters=Filters())) == []


def test_a_theme_is_a_wish_to_leave_out_too_and_may_not_be_why(
    model: AdditiveModel, asks_much: None
) -> None:
    found = _lists(model, themes=themes_called(["port"]))
    assert _said(found) == [
        "Your filters are not why few places are named: without them there would be no more."
    ]


def test_who_asks_for_a_part_of_the_world_sees_its_best_places_and_that_little_speaks_for_them(
    model: AdditiveModel, asks_much: None
) -> None:
    continents = {str(one) for one in GROUND.countries.continents}
    assert _lists(model).suggestions == ()
    found = _lists(model, filters=NEAR._replace(continents=tuple(sorted(continents))))
    assert 0 < len(found.suggestions) <= UP_TO_IN_ALL
    assert found.less_sure == ()
    assert [one.startswith(LITTLE) for one in found.filters].count(True) == 1
    assert max(Counter(one.place.country for one in found.suggestions).values()) <= 3
    assert found.why_nobody == ()


@pytest.mark.parametrize("countries", [tuple(OTHERS), (OTHERS[0],)], ids=["several", "one"])
def test_who_asks_for_countries_hears_for_whom_little_speaks(
    model: AdditiveModel, asks_much: None, countries: tuple[str, ...]
) -> None:
    found = _lists(model, filters=NEAR._replace(countries=countries))
    assert found.suggestions
    assert [one.startswith(LITTLE) for one in found.filters].count(True) == 1
    for each in found.lists:
        assert "link" not in each.meaning


def test_of_several_places_those_are_named_for_which_little_speaks(
    model: AdditiveModel, a_little_is_enough: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = NEAR._replace(countries=tuple(OTHERS))
    monkeypatch.setattr(notes_below, "_below_the_floor", lambda *_: [])
    enough = _lists(model, filters=filters)
    assert not any("ittle speaks" in one for one in enough.filters)
    first = enough.suggestions[0].place
    at = GROUND.position[first.place_id]
    monkeypatch.setattr(
        notes_below, "_below_the_floor",
        lambda _facts, each, _purpose: [place for place in each.places if place == at],
    )  # fmt: skip
    (said,) = (one for one in _lists(model, filters=filters).filters if "ittle speaks" in one)
    assert said == (
        "Little speaks for some of these places, and we would not name them otherwise: "
        f"{first.name}."
    )


def test_where_somebody_rests_on_enough_there_nobody_else_is_named(
    model: AdditiveModel, a_little_is_enough: None
) -> None:
    continents = {str(one) for one in GROUND.countries.continents}
    found = _lists(model, filters=NEAR._replace(continents=tuple(sorted(continents))))
    assert found.suggestions
    assert not any(one.startswith(LITTLE) for one in found.filters)


def test_why_nobody_is_named_is_said_once(model: AdditiveModel, asks_much: None) -> None:
    found = _lists(model)
    assert [one.suggestions for one in found.lists] == [(), (), ()]
    assert len(found.why_nobody) == 1
    assert found.why_nobody[0].startswith("No place that we compared has enough in common with ")


def test_an_empty_list_of_new_ground_says_how_to_see_a_part_of_the_world() -> None:
    said = why_few(0, 0, 0, 5, "", "Yiwu", may_ask_for_part=True)
    assert "Ask for a part of the world, such as Africa or the Middle East" in str(said)
    for_purpose = why_few(0, 0, 0, 5, "", "Yiwu", has_purpose=True, may_ask_for_part=True)
    assert "serves the purpose" in str(for_purpose)
    assert "Ask for a part of the world" in str(for_purpose)
    followed = why_few(0, 0, 0, 5, "", "Yiwu", may_ask_for_part=True, others_follow=True)
    assert "part of the world" not in str(followed)
    assert str(followed).endswith("and enough links to it.")
    alone = why_few(0, 0, 0, 5, "", "Yiwu")
    assert str(alone).endswith("enough links to it; the long list shows all candidates.")


def test_who_asks_for_a_part_of_the_world_is_not_told_to(
    model: AdditiveModel, a_little_is_enough: None
) -> None:
    def nobody_new(one: ShortLists) -> str:
        (new,) = (each for each in one.lists if each.name == "new")
        return "" if new.suggestions else str(new.note)

    continents = tuple(sorted({str(one) for one in GROUND.countries.continents}))
    asked = _lists(model, filters=NEAR._replace(continents=continents))
    assert "Ask for a part of the world" not in nobody_new(asked)
