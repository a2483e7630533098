"""Themes that filter or lift, bands of sizes, and which wish to loosen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.errors import InvalidArgument
from sistercities.partners.called import words_for
from sistercities.partners.filters import Filters, each_loosened, filtered
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.candidate_facts import CandidateFacts, HomePlace
from sistercities.partners.short_lists.purpose_arguments import arguments_for_themes
from sistercities.partners.short_lists.themes import (
    LEAST_LEFT,
    THEMES,
    Theme,
    choose_by_themes,
    n_held,
    themes_called,
)
from sistercities.partners.size_bands import BANDS, band_called, size_step

GROUND = made_up_ground(seed=2, n_places=200)
HOME = int(np.flatnonzero(GROUND.places.population > 0)[0])
EVERYONE = np.delete(np.arange(200), HOME)


def _facts(n_with: int, n_unknown: int = 0) -> CandidateFacts:
    """Candidates of whom so many have a port, and of so many it is not known."""
    ports = np.zeros(len(GROUND.places.ids))
    ports[EVERYONE[:n_with]] = 1.0
    ports[EVERYONE[n_with : n_with + n_unknown]] = np.nan
    ground = replace(GROUND, places=replace(GROUND.places, is_port=ports))
    return CandidateFacts(HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, EVERYONE))


def test_a_theme_that_enough_have_leaves_them_alone() -> None:
    found = choose_by_themes(_facts(LEAST_LEFT, 3), themes_called(["port"]))
    assert found.passes.sum() == LEAST_LEFT
    assert found.lifting == ()
    assert found.sentence == (
        f"A listed seaport: {LEAST_LEFT} of 199 places have it, and only these are named; of 3 it "
        "is not known."
    )


def test_a_theme_that_few_have_lifts_and_leaves_out_nobody() -> None:
    found = choose_by_themes(_facts(LEAST_LEFT - 1), themes_called(["port"]))
    assert found.passes.all()
    assert [one.name for one in found.lifting] == ["port"]
    assert "so these come first where enough speaks for them, and others follow." in str(
        found.sentence
    )


def test_of_two_themes_those_are_named_that_have_both_and_twenty_five_are_enough() -> None:
    facts = _facts(40)
    islands = np.zeros(len(GROUND.places.ids))
    for n_both, is_filter in ((24, False), (25, True), (26, True)):
        islands[EVERYONE[40 - n_both : 80]] = 1.0
        ground = replace(facts.ground, places=replace(facts.places, is_island=islands))
        pairs = candidates_of(ground, HOME, EVERYONE)
        both = CandidateFacts(HomePlace(ground, HOME, "city"), pairs)
        found = choose_by_themes(both, themes_called(["port,island"]))
        assert found.passes.sum() == (n_both if is_filter else len(EVERYONE))
        assert len(found.lifting) == (0 if is_filter else 2)


def test_a_theme_of_which_nothing_is_known_is_refused_with_a_next_step() -> None:
    with pytest.raises(InvalidArgument, match=r"look for \(port\)\. Leave that out, or ask"):
        choose_by_themes(_facts(0, 199), themes_called(["port"]))


def test_themes_have_names_of_their_own_and_unknown_ones_are_refused() -> None:
    words = [word for one in THEMES for word in (one.name, *words_for("theme", one.name))]
    assert len(set(words)) == len(words)
    assert themes_called(["Harbour, port", "sea"]) == themes_called(["port", "coast"])
    with pytest.raises(InvalidArgument, match="use port, coast"):
        themes_called(["volcano"])


@pytest.mark.parametrize("band", BANDS, ids=lambda band: band.name)
def test_a_band_leaves_those_whose_size_lies_in_it(band: object) -> None:
    """Each place divided by hand."""
    pairs, own = candidates_of(GROUND, HOME, EVERYONE), GROUND.places.population[HOME]
    left, (words,) = filtered(pairs, Filters(size=band.name))  # type: ignore[attr-defined]
    for place, is_left in zip(EVERYONE.tolist(), left.tolist(), strict=True):
        ratio = GROUND.places.population[place] / own
        low, high = band.low or 0.0, band.high or np.inf  # type: ignore[attr-defined]
        assert is_left == bool(low <= ratio <= high)
    assert f": {left.sum():,} of 199 places" in words


def test_a_size_without_a_population_at_home_is_refused_with_a_next_step() -> None:
    unknown = GROUND.places.population.copy()
    unknown[HOME] = np.nan
    ground = replace(GROUND, places=replace(GROUND.places, population=unknown))
    with pytest.raises(InvalidArgument, match="Leave the size out"):
        filtered(candidates_of(ground, HOME, EVERYONE), Filters(size="like"))


@pytest.mark.parametrize(("size", "otherwise"), [("like", "near"), ("near", "any")])
def test_a_band_of_sizes_gives_way_to_the_usual_one_and_that_to_none(
    size: str, otherwise: str
) -> None:
    pairs = candidates_of(GROUND, HOME, EVERYONE)
    ((_, without),) = each_loosened(pairs, Filters(size=size))
    assert without == Filters(size=otherwise)
    assert each_loosened(pairs, Filters()) == []


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("near", (25_000, 100_000, 400_000), (24_999, 400_001)),
        ("like", (50_000, 100_000, 200_000), (49_999, 200_001)),
        ("larger", (100_000, 9_000_000), (99_999, 1)),
        ("smaller", (100_000, 1, 0), (100_001, 9_000_000)),
    ],
)
def test_a_band_begins_and_ends_where_its_words_say(
    name: str, inside: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    """Of a home place of 100,000: a quarter to four times, half to double, from or up to it."""
    population = GROUND.places.population.copy()
    others = EVERYONE[: len(inside) + len(outside)]
    population[HOME], population[others] = 100_000, (*inside, *outside)
    ground = replace(GROUND, places=replace(GROUND.places, population=population))
    left, _ = filtered(candidates_of(ground, HOME, others), Filters(size=name))
    assert left.tolist() == [True] * len(inside) + [False] * len(outside)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("near", "20,000 people to 320,000 people"),
        ("like", "40,000 people to 160,000 people"),
        ("larger", "At least 80,000 people"),
        ("smaller", "At most 80,000 people"),
    ],
)
def test_a_band_is_said_in_people(name: str, words: str) -> None:
    population = GROUND.places.population.copy()
    population[HOME] = 80_000
    ground = replace(GROUND, places=replace(GROUND.places, population=population))
    band = band_called(name)
    assert band is not None
    said, _ = size_step(candidates_of(ground, HOME, EVERYONE), band)
    assert said == words


def test_a_band_without_a_least_size_is_said_by_its_largest() -> None:
    population = GROUND.places.population.copy()
    population[HOME] = 80_000
    ground = replace(GROUND, places=replace(GROUND.places, population=population))
    half = BANDS[-1]._replace(high=0.5)
    said, _ = size_step(candidates_of(ground, HOME, EVERYONE), half)
    assert said == "At most 40,000 people"


def test_one_candidate_and_one_inhabitant_are_enough_for_a_band() -> None:
    population = GROUND.places.population.copy()
    population[HOME], population[EVERYONE[0]] = 1, 4
    ground = replace(GROUND, places=replace(GROUND.places, population=population))
    _, holds = size_step(candidates_of(ground, HOME, EVERYONE[:1]), BANDS[0])
    assert holds(candidates_of(ground, HOME, EVERYONE[:1])).tolist() == [True]


@pytest.mark.parametrize("people", [0.0, np.nan], ids=["nobody", "not known"])
def test_without_the_population_of_the_home_place_there_is_no_band(people: float) -> None:
    population = GROUND.places.population.copy()
    population[HOME] = people
    ground = replace(GROUND, places=replace(GROUND.places, population=population))
    with pytest.raises(InvalidArgument, match=r"is not known\. Leave the size out"):
        size_step(candidates_of(ground, HOME, EVERYONE), BANDS[0])


@pytest.mark.parametrize("theme", THEMES, ids=lambda one: one.name)
def test_each_theme_has_words_for_a_place_that_has_it(theme: Theme) -> None:
    (arguments,) = arguments_for_themes((theme,))
    facts = _facts(20)
    has_it = np.asarray(facts.of_partner(theme.has_it(facts.places)) == 1)
    plain = [one for one in arguments if one.name == f"theme_{theme.name}"]
    assert plain or theme.name == "heritage", "a site is named, or nothing"
    for one in plain:
        holds = one.holds(facts)
        assert not (holds & ~has_it).any()
        assert str(one.sentence(facts, 0)).startswith(("It ", "Its "))


def test_themes_that_a_place_is_known_to_have_are_counted_and_two_sites_are_one_theme() -> None:
    sites = np.zeros(len(GROUND.places.ids))
    sites[EVERYONE[0]], sites[EVERYONE[1]] = 3.0, np.nan
    facts = _facts(1, 1)
    ground = replace(facts.ground, places=replace(facts.places, heritage_sites=sites))
    facts = CandidateFacts(HomePlace(ground, HOME, "city"), candidates_of(ground, HOME, EVERYONE))
    themes = themes_called(["port", "heritage"])
    assert n_held(facts, themes)[:3].tolist() == [2, 0, 0]
    assert themes[1].has_it(facts.places)[EVERYONE[0]] == 1.0
