"""Parts of the world by name: areas of the United Nations, other words for them, and groups."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

import sistercities.partners.called as called
from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.partners.ground import Ground
from sistercities.partners.parts_of_world import (
    AREA_WORDS,
    AREAS,
    CONTINENTS,
    is_continent,
    part_called,
    refuse_a_group,
)
from sistercities.sources.country_unions import unions
from sistercities.sources.register_countries import country_code

_TABLE = Path(called.__file__).with_name("called.csv")
_OWN = {"Middle East", "South Asia"}
_OF_OTHERS = {"Sub-Saharan Africa", "Latin America and the Caribbean"}
"""Areas that the United Nations put together from others."""


def _words(of: str) -> list[tuple[str, str]]:
    with _TABLE.open(encoding="utf-8") as table:
        return [(row["name"], row["word"]) for row in csv.DictReader(table) if row["of"] == of]


@pytest.mark.parametrize(
    ("typed", "inside", "outside"),
    [
        ("Latin America", {"MX", "BR", "CU"}, {"US", "ES"}),
        ("拉丁美洲", {"MX", "BR", "CU"}, {"US", "ES"}),
        ("Southeast Asia", {"VN", "TL", "SG"}, {"CN", "IN"}),
        ("south-eastern asia", {"VN", "TL", "SG"}, {"CN", "IN"}),
        ("Südostasien", {"VN", "TL", "SG"}, {"CN", "IN"}),
        ("Southern Asia", {"IN", "IR"}, {"IQ", "MM"}),
        ("South Asia", {"IN", "AF"}, {"IR"}),
        ("Western Africa", {"NG", "SN"}, {"CM", "MA"}),
        ("Afrique de l'Ouest", {"NG", "SN"}, {"CM", "MA"}),
        ("Middle East", {"TR", "YE"}, {"EG", "GE"}),
        ("中东", {"TR", "YE"}, {"EG", "GE"}),
        ("Eastern Europe", {"PL", "UA"}, {"EE", "DE"}),
        ("Eastern Asia", {"CN", "JP", "TW"}, {"VN"}),
        ("Sub-Saharan Africa", {"KE", "ZA", "GA", "NG"}, {"EG", "SD"}),
    ],
)
def test_an_area_has_its_countries(typed: str, inside: set[str], outside: set[str]) -> None:
    found = part_called(typed)
    assert found.continent is None
    assert inside <= set(found.countries)
    assert not outside & set(found.countries)
    assert is_continent(typed)


def test_no_country_is_in_two_areas_of_the_united_nations() -> None:
    leaves = [set(AREAS[name]) for name in AREAS if name not in _OWN | _OF_OTHERS]
    assert all(not one & other for one, other in combinations(leaves, 2))
    africa = [name for name in AREAS if name.endswith("Africa") and name not in _OF_OTHERS]
    assert set(AREAS["Sub-Saharan Africa"]) == set().union(
        *(AREAS[name] for name in africa if name != "Northern Africa")
    )


def test_areas_lie_on_their_continents_and_leave_no_country_of_them_out(
    package_ground: Ground,
) -> None:
    """The continents are those of GeoNames; where the two differ is a short list."""
    countries = package_ground.countries
    of = dict(zip(countries.codes.tolist(), countries.continents.tolist(), strict=True))
    assert {code for codes in AREAS.values() for code in codes} <= set(of)
    for name, ends in {"AF": "Africa", "EU": "Europe", "AS": "Asia"}.items():
        inside = {
            code
            for area, codes in AREAS.items()
            for code in codes
            if area.endswith(ends) and area not in _OWN
        }
        there = {code for code, continent in of.items() if continent == name}
        assert inside ^ there <= {"CY", "TL", "IO", "TF", "CS", "CC", "CX"}, name


def test_every_word_for_a_part_of_the_world_leads_to_one() -> None:
    assert set(AREA_WORDS) == set(AREAS)
    for name, word in _words("continent"):
        part = part_called(word)
        assert name in (part.continent, str(part.words)), word
        assert country_code(word) == "", f"{word} is a country as well"


@pytest.mark.parametrize("argument", ["country", "continent"])
def test_a_group_without_a_list_says_what_may_be_asked_for(argument: str) -> None:
    for _, word in _words("no_union"):
        with pytest.raises(Unanswerable, match="We hold no list of the countries of") as refused:
            refuse_a_group(argument, word)
        said = str(refused.value)
        assert f"“{word}”" in said
        assert all(code in said for code in unions())
        assert "`--continent`" in said
        assert word.upper() not in unions()
    refuse_a_group(argument, "Germany")


def test_a_union_asked_for_as_a_continent_says_where_to_ask() -> None:
    with pytest.raises(InvalidArgument, match="ask for it with `--country ASEAN`"):
        part_called("asean")


def test_what_is_no_part_of_the_world_lists_them() -> None:
    with pytest.raises(InvalidArgument) as refused:
        part_called("Atlantis")
    assert all(str(name) in str(refused.value) for name in (*CONTINENTS.values(), *AREAS))


def test_a_state_whose_name_is_that_of_an_area_is_a_state() -> None:
    assert not is_continent("Micronesia")
    assert not is_continent("South Africa")
    assert not is_continent("AF")
