"""A region may be asked for where a country may be: its places alone are named, or what to type."""

from __future__ import annotations

import pytest

from sistercities import rank_partners, recommend
from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.partners.ground import Ground

SHEFFIELD, AACHEN, LYON = "gn:2638077", "gn:3247449", "gn:2996944"


def _codes_of_regions(ground: Ground, ids: list[str]) -> set[str]:
    """ISO 3166-2 codes, which nothing that chooses places reads."""
    places = ground.places
    return {str(places.region_codes[places.region[ground.position[one]]]) for one in ids}


@pytest.mark.parametrize(
    ("home", "typed", "code", "words"),
    [
        (SHEFFIELD, "England", "GB-ENG", "Region England (United Kingdom): "),
        (AACHEN, "Scotland", "GB-SCT", "Region Scotland (United Kingdom): "),
        (AACHEN, "Wales", "GB-WLS", "Region Wales (United Kingdom): "),
        (AACHEN, "Hawaii", "US-HI", "Region Hawaii (United States): "),
        (LYON, "Bayern", "DE-BY", "Region Bavaria (Germany): "),
        (LYON, "巴伐利亚", "DE-BY", "Region Bavaria (Germany): "),
        (LYON, "北海道", "JP-01", "Region Hokkaido (Japan): "),
        (LYON, "Sichuan Province", "CN-SC", "Region Sichuan (China): "),
    ],
)
def test_places_of_the_region_alone_are_named(
    package_ground: Ground, home: str, typed: str, code: str, words: str
) -> None:
    found = rank_partners(home, countries=[typed], count=5)
    ids = [one.place.place_id for one in found.partners]
    assert _codes_of_regions(package_ground, ids) == {code}
    assert found.filters[0].startswith(words)


def test_a_list_of_one_region_is_not_cut_to_one_place_of_it() -> None:
    found = recommend(SHEFFIELD, countries=["England"])
    assert len(found.suggestions) == 5
    several = recommend(SHEFFIELD, countries=["England"], per_region=1)
    assert len(several.suggestions) == 5, "one is what is usual"


def test_regions_and_countries_add_up_and_may_be_left_out(package_ground: Ground) -> None:
    both = rank_partners(LYON, countries=["Scotland", "Japan"], count=40)
    assert {one.place.country for one in both.partners} == {"GB", "JP"}
    without = rank_partners(LYON, countries=["Japan"], not_countries=["Hokkaido"], count=40)
    ids = [one.place.place_id for one in without.partners]
    assert "JP-01" not in _codes_of_regions(package_ground, ids)
    assert without.filters[1].startswith("Without region Hokkaido (Japan): ")


@pytest.mark.parametrize("typed", ["Georgia", "Luxembourg", "Holland", "Great Britain", "EU"])
def test_a_name_of_a_country_or_union_stays_one(typed: str) -> None:
    assert rank_partners(AACHEN, countries=[typed], count=1).filters[0].startswith("Country ")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Punjab", "in Pakistan and India. Write the country behind the name, as in “Punjab, "),
        ("Munich", r"Munich is a city of Germany.+`--country DE`"),
        ("Chicago", r"Chicago is a city of the United States.+`--country US`"),
        ("", "give a country, a territory or a region by name"),
        (" (region)", "give a country, a territory or a region by name"),
        ("Africa", "“Africa” is a part of the world: ask for it with `--continent`"),
        ("Asien", "part of the world"),
        ("Scottland", "a region is called Scotland; give that"),
        ("Grmany", "the code of Germany is DE; give that"),
        ("Atlantis of the north", "give a country, a territory or a region by name"),
    ],
)
def test_what_is_neither_is_answered_with_what_to_type(typed: str, words: str) -> None:
    with pytest.raises(InvalidArgument, match=words):
        recommend(AACHEN, countries=[typed])


def test_a_region_with_its_country_behind_tells_which_of_a_name_is_meant() -> None:
    found = rank_partners(LYON, countries=["Punjab, India"], count=3)
    assert {one.place.country for one in found.partners} == {"IN"}


def test_the_own_country_alone_and_another_is_refused_in_words() -> None:
    with pytest.raises(Unanswerable, match=r"Places of the United Kingdom alone .+ Leave one of"):
        recommend(SHEFFIELD, countries=["France"], domestic=True)
    assert recommend(SHEFFIELD, countries=["England"], domestic=True).suggestions
