"""Names that several places bear: one that everybody means is taken, else it is asked back."""

from __future__ import annotations

import pytest

from sistercities.dataset.deciding import Called, decide
from sistercities.dataset.release.store import Release
from sistercities.dataset.town_lookup import find_anywhere
from sistercities.dataset.typed_queries import Asked, FoundPlace
from sistercities.errors import PlaceAmbiguous


def place(
    place_id: str, name: str = "Nord", *, ties: int = 0, people: int | None = 0, north: float = 0.0,
    local: str = "", level: str = "city", region: str = "DE-91",
) -> FoundPlace:  # fmt: skip
    country = region.partition("-")[0]
    return FoundPlace(
        place_id, name, local or None, level, country, region, is_dual=False, n_ties=ties,
        population=people or None, latitude=north, longitude=0.0,
    )  # fmt: skip


def taken(name: str, *found: FoundPlace, towns: tuple[FoundPlace, ...] = ()) -> str | list[str]:
    """Return the id that is taken, or those that are asked back."""
    by_ties = sorted(found, key=lambda one: -one.n_ties)
    spelt = frozenset(one.place_id for one in found if one.name == name)
    try:
        return decide(name, Called(Asked(name), by_ties, spelt), towns).place_id
    except PlaceAmbiguous as failure:
        return [line.rpartition(", ")[2].rstrip(")") for line in failure.candidates]


@pytest.mark.parametrize(
    ("ties", "people", "others", "due"),
    [
        (1, 5_000, 1_000, ["gn:1", "gn:2"]),
        (1, 19_000, 1_000, ["gn:1", "gn:2"]),
        (1, 20_000, 1_000, "gn:1"),
        (5, 10_000, 1_000, "gn:1"),
        (4, 10_000, 1_000, ["gn:1", "gn:2"]),
        (14, 9_000, 1_000, ["gn:1", "gn:2"]),
        (15, 1_000, 1_000, "gn:1"),
        (15, 900, 1_000, ["gn:1", "gn:2"]),
        (40, 900, 1_000, ["gn:1", "gn:2"]),
        (1, 0, 0, ["gn:1", "gn:2"]),
        (1, 10_000, 0, "gn:1"),
    ],
)
def test_that_a_place_has_a_few_ties_and_its_namesake_none_is_not_enough(
    ties: int, people: int, others: int, due: str | list[str]
) -> None:
    first = place("gn:1", ties=ties, people=people)
    assert taken("Nord", first, place("gn:2", people=others, north=5.0)) == due
    town = place("gn:2", people=others, north=5.0)
    assert taken("Nord", first, towns=(town,)) == due


@pytest.mark.parametrize(
    ("people", "due"), [(5_000, "gn:1"), (4_000, ["gn:1", "gn:2"])]
)  # fmt: skip
def test_a_namesake_with_a_tie_is_asked_back_unless_it_is_dwarfed(
    people: int, due: str | list[str]
) -> None:
    first, other = place("gn:1", ties=21, people=people), place("gn:2", ties=1, north=5.0)
    assert taken("Nord", first, other._replace(population=1_000)) == due


def test_a_place_and_its_part_are_one() -> None:
    assert taken("Nord", place("gn:1", ties=1), place("gn:2", north=0.1)) == "gn:1"


def test_a_far_smaller_place_with_more_ties_is_asked_back() -> None:
    many, large = place("gn:1", ties=9, people=900), place("gn:2", ties=2, people=90_000, north=5.0)
    assert taken("Nord", many, large) == ["gn:1", "gn:2"]


def test_the_accents_that_are_written_tell_places_apart() -> None:
    marked = place("gn:1", "Vísegrad", ties=2, people=2_000)
    other = place("gn:2", "Višegrad", people=6_000, north=5.0, region="BA-SRP")
    assert taken("Višegrad", marked, towns=(other,)) == "gn:2"
    assert taken("Vísegrad", marked, towns=(other,)) == "gn:1"
    assert taken("Visegrad", marked, towns=(other,)) == ["gn:1", "gn:2"]


def test_a_city_known_to_all_is_meant_by_a_name_with_an_accent_of_a_hamlet() -> None:
    capital = place("gn:1", "Paris", ties=14, people=2_000_000)
    hamlet = place("gn:2", "París", people=900, north=5.0, region="PA-6")
    assert taken("París", capital, towns=(hamlet,)) == "gn:1"


def test_a_name_of_a_part_is_no_rival_of_the_town_of_another_kind() -> None:
    region = place("gn:2", level="region1", people=0, north=5.0)
    assert taken("Nord", place("gn:1", ties=1, people=900), region) == "gn:1"


def test_a_name_in_han_is_asked_back_without_what_says_its_kind() -> None:
    tokyo = place("gn:1", "Fuchu", local="府中市", ties=1, people=260_000)
    town = place("gn:2", "Fuchu", local="府中町", people=51_000, north=5.0)
    assert taken("府中", tokyo, town) == ["gn:1", "gn:2"]
    assert taken("府中市", tokyo, towns=()) == "gn:1"


def test_a_name_in_another_script_is_of_the_place_that_everybody_means() -> None:
    famous = place("gn:1", "Mittel", ties=30, people=9_000_000)
    small = place("gn:2", "Mittel", ties=1, people=400_000, north=5.0, region="CA-ON")
    uncounted = place("gn:3", "Klein", ties=1, people=None, north=9.0, region="TR-53")
    assert taken("Миттель", famous, small) == "gn:1"
    assert taken("Μιττελ", famous, uncounted) == "gn:1"
    near = place("gn:2", "Mittel", ties=25, people=4_000_000, north=5.0, region="CA-ON")
    assert taken("Миттель", famous, near) == ["gn:1", "gn:2"]


def test_what_another_place_was_once_called_is_not_asked_back() -> None:
    city = place("gn:1", "Liebstadt", ties=13, people=1_500_000)
    once = place("gn:2", "Alten", ties=44, people=2_000_000, north=5.0, region="JO-AM")
    assert taken("Liebstadt", city, once) == "gn:1"
    large = place("gn:2", "Alten", ties=44, people=8_000_000, north=5.0, region="JO-AM")
    assert taken("Liebstadt", city, large) == ["gn:1", "gn:2"]
    uncounted = place("gn:2", "Alten", ties=44, people=None, north=5.0, region="JO-AM")
    assert taken("Liebstadt", city, uncounted) == ["gn:1", "gn:2"]


@pytest.mark.parametrize("name", ["Liebstadt am Meer", "St. Liebstadt"])
def test_a_part_of_a_main_name_is_no_by_name(name: str) -> None:
    city = place("gn:1", "Saint-Liebstadt", ties=3, people=300_000)
    other = place("gn:2", name, ties=9, people=320_000, north=5.0, region="GB-ENG")
    typed = "Saint Liebstadt" if name.startswith("St") else "Liebstadt"
    assert isinstance(taken(typed, city, other), list)


def test_a_city_is_meant_and_not_the_region_of_its_name() -> None:
    city = place("gn:1", "Liebstadt", ties=3, people=400_000, region="CH-ZH")
    region = place("gn:2", "Liebstadt", ties=2, people=None, level="region1", region="CH-ZH")
    assert taken("Liebstadt", city, region) == "gn:1"
    known = place("gn:2", "Liebstadt", ties=4, people=None, level="region1", region="CH-ZH")
    assert taken("Liebstadt", city, known) == ["gn:2", "gn:1"]


def test_a_city_bears_the_name_that_its_region_has_in_its_own_language() -> None:
    city = place("gn:1", "Lovestadt", ties=13, people=2_000_000, region="IT-62")
    region = place("gn:2", "Liebstadt", ties=1, people=None, level="region2", region="IT-62")
    small = place("gn:3", "Liebstadt", ties=1, people=10_000, north=9.0, region="US-TX")
    assert taken("Liebstadt", city, region, small) == "gn:1"
    of_another_name = place("gn:1", "Okaz", ties=13, people=2_000_000, region="IT-62")
    assert taken("Liebstadt", of_another_name, region) == ["gn:2", "gn:1"]


def test_a_name_in_hangul_is_first_of_those_that_write_it_so() -> None:
    here = place("gn:1", "Nord", local="광주시", ties=9, people=1_400_000, region="KR-29")
    far = place(
        "gn:2", "Sud", local="広州市", ties=80, people=18_800_000, north=9.0, region="CN-GD"
    )
    assert taken("광주", here, far) == "gn:1"


def test_what_a_list_once_called_so_is_no_match_for_a_town_of_the_name() -> None:
    city = place("gn:1", "Kiel", ties=13, people=250_000)
    town = place("gn:2", "Kyle", people=36_000, north=5.0, region="US-TX")
    assert taken("Kyle", city, towns=(town,)) == ["gn:2", "gn:1"]  # the very name first


@pytest.mark.parametrize(
    "typed",
    [
        "Visegrad",
        "府中",
        "府中市",
        "伊達",
        "Dąbrowa",
        "Portland",
        "Birmingham",
        "Kyle",
        "Milton",
        "동구",
        "Springfield",
        "Bruges",
        "Saint Louis",
        "Bienne",
        "Бар",
    ],
)
def test_names_of_the_release_that_are_asked_back(package_release: Release, typed: str) -> None:
    with pytest.raises(PlaceAmbiguous) as asked:
        find_anywhere(package_release, typed)
    assert len(asked.value.candidates) > 1


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("Višegrad", "gn:3187681"), ("Visegrád", "gn:3042824"), ("Paris", "gn:2988507"),
        ("París", "gn:2988507"), ("London", "gn:2643743"), ("Ningbo", "gn:1799397"),
        ("Venice", "gn:3164603"), ("Verona", "gn:3164527"), ("Wuxi", "gn:1790923"),
        ("Cleveland", "gn:5150529"), ("府中, JP-13", "gn:11611632"), ("Rome", "gn:3169070"),
        ("Москва", "gn:524901"), ("Лондон", "gn:2643743"), ("伦敦", "gn:2643743"),
        ("ロンドン", "gn:2643743"), ("巴黎", "gn:2988507"), ("Белград", "gn:792680"),
        ("Αθήνα", "gn:264371"), ("Barcelona", "gn:3128760"), ("Барселона", "gn:3128760"),
        ("Philadelphia", "gn:4560349"), ("الإسكندرية", "gn:361058"), ("Napoli", "gn:3172394"),
        ("Roma", "gn:3169070"), ("Luxembourg", "gn:2960316"), ("New York", "gn:5128581"),
        ("Zürich", "gn:2657896"), ("دبي", "gn:292223"), ("حلب", "gn:170063"),
        ("광주", "gn:1841811"), ("雅典", "gn:264371"), ("京都", "gn:1857910"),
        ("Basra", "gn:99532"), ("Jericho", "gn:284899"), ("曲阜", "gn:1797333"),
        ("Kreis Unna", "x:de-unna-district"), ("Wetteraukreis", "x:de-wetterau-district"),
        ("Landkreis Offenbach", "x:de-offenbach-district"), ("Lkr. Gießen", "x:de-kreis-giessen"),
        ("Lefkoşa, KKTC", "x:cy-north-nicosia"), ("Birmingham, GB", "gn:2655603"),
        ("Maryland", "gn:4361885"), ("福建", "gn:1811017"),
        ("Aichi", "gn:1865694"), ("Khorezm", "gn:1484843"), ("Grodno", "gn:627904"),
    ],
)  # fmt: skip
def test_names_of_the_release_that_one_place_is_meant_by(
    package_release: Release, typed: str, place_id: str
) -> None:
    assert find_anywhere(package_release, typed).place_id == place_id
