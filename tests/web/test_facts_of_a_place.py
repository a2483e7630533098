"""The facts on the page of a place: each that is known, and none that is not."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

import world
from sistercities.api.explorer.searching import card_by_id
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages.place import (
    codes_of_card,
    facts_of_card,
    former_words,
    leads_of,
    lists_words,
)
from sistercities.web.site import Site, StaticFiles

WORDS = Words("en")


def asked() -> Asked:
    site: Any = SimpleNamespace(static=None)
    return Asked(site, WORDS, "/place/gn:1", {}, "https://host.example")


def card(**known: object) -> Any:
    nothing = {
        "level": "city", "country": "CN", "is_dual": False, "population": None,
        "population_year": None,
        "is_population_doubtful": False, "latitude": None, "longitude": None, "region_iso": None,
        "place_id": "gn:1", "redirects": (), "wikidata_id": None, "gbt2260": None,
        "municipality_code": None, "waiting": (), "valid_to": None, "is_agglomeration": False,
        "about_of_parts": None, "population_of_parts_years": None,
        "ties": {"total": 1},
    }  # fmt: skip
    return SimpleNamespace(**(nothing | known))


def _facts(**known: object) -> dict[str, str]:
    place = card(**known)
    return dict(facts_of_card(asked(), place) + codes_of_card(asked(), place))


def test_of_a_bare_place_its_level_and_id_are_said() -> None:
    assert _facts() == {WORDS("fact.level"): "city", WORDS("fact.id"): "gn:1"}
    assert _facts(is_dual=True)[WORDS("fact.level")] == WORDS.listed("level", "dual")


@pytest.mark.parametrize(
    ("known", "label", "said"),
    [
        ({"region_iso": "CN-33"}, "fact.iso", "CN-33"),
        ({"wikidata_id": "Q1"}, "fact.wikidata", "Q1"),
        ({"gbt2260": "330200"}, "fact.gbt2260", "330200"),
        ({"municipality_code": "01234"}, "fact.municipality", "01234"),
        ({"waiting": ("a", "b")}, "fact.waiting", "a, b"),
        ({"redirects": ("gn:2", "gn:3")}, "fact.id", "gn:1 gn:2 gn:3"),
        ({"latitude": 0.0, "longitude": -12.34567}, "fact.at", "0.000, -12.346"),
        ({"latitude": 1.0}, "fact.at", None),
        ({"longitude": 1.0}, "fact.at", None),
        ({"population": 0}, "fact.population", None),
        (
            {"about_of_parts": 62_000},
            "fact.population",
            WORDS("people.of_parts_undated", n="62,000"),
        ),
        (
            {"about_of_parts": 62_000, "population_of_parts_years": "2011-2020"},
            "fact.population",
            WORDS("people.of_parts", n="62,000", years="2011-2020"),
        ),
        (
            {"population": 1_234, "about_of_parts": 62_000},
            "fact.population",
            WORDS("people.undated", n="1,234"),
        ),
        ({"population": 1_234}, "fact.population", WORDS("people.undated", n="1,234")),
        (
            {"population": 1_234, "population_year": 2023},
            "fact.population",
            WORDS("people.dated", n="1,234", year=2023),
        ),
        (
            {"population": 1_234, "population_year": 2020, "is_agglomeration": True},
            "fact.population",
            WORDS("people.agglomeration", n="1,234", year=2020),
        ),
        (
            {"population": 1_234, "population_year": 2023, "is_population_doubtful": True},
            "fact.population",
            WORDS("people.doubtful", n="1,234"),
        ),
    ],
)
def test_a_fact_that_is_known_is_said(
    known: dict[str, object], label: str, said: str | None
) -> None:
    assert _facts(**known).get(WORDS(label)) == said


def test_a_place_that_is_none_of_today_says_since_when() -> None:
    assert former_words(asked(), card()) == ""
    assert former_words(asked(), card(valid_to=2015)) == WORDS("place.former", year=2015)
    without = former_words(asked(), card(valid_to=2006, ties={"total": 0}))
    assert without == "This place ended in 2006; we know of no partnership that it had."


@pytest.mark.parametrize(
    ("static", "rooms"),
    [
        (None, ["benchmark", "recommend", "compare", "assess", "path"]),
        (StaticFiles(has_benchmarks=True), ["benchmark", "recommend"]),
        (StaticFiles(), ["recommend"]),
    ],
)
def test_it_leads_to_what_has_a_page_of_the_place(
    site: Site, static: StaticFiles | None, rooms: list[str]
) -> None:
    """Files of a site have one page of comparing, of all places: nothing leads there from one."""
    there = Asked(replace(site, static=static), WORDS, "/place/gn:1", {}, "https://host.example")
    place = card(place_id=world.NINGWAN, name="Ningwan", name_local="宁湾市", country="CN")
    name = there.called(place).first
    labels = [one.label for one in leads_of(there, place)]
    assert labels == [WORDS(f"lead.{room}", place=name) for room in rooms]
    assert leads_of(there, card(valid_to=2015)) == leads_of(there, card(level="country")) == ()


def test_the_lists_that_were_read_are_named_for_a_place_with_ties_alone(site: Site) -> None:
    here = Asked(site, WORDS, "/place/gn:1", {}, "https://host.example")
    held = card_by_id(site.explorer, world.NINGWAN)
    assert "2020" in lists_words(here, held)
    assert lists_words(here, replace(held, ties={**held.ties, "total": 0})) == ""
