"""English names of regions that other rules leave romanised, all of a country alike."""

from __future__ import annotations

from typing import Any

import pytest

from release_build.gazetteer.names_by_code import with_names_by_code
from sistercities.terms.places import Place


def region(name: str, iso: str, **more: Any) -> Place:
    given: dict[str, Any] = {"place_id": "gn:1", "level": "region1", "name_local": ""} | more
    return Place(name=name, country=iso[:2], region_iso=iso, names=((name, "und"),), **given)


def called(place: Place, english: str, *others: Place) -> Place:
    places = {one.place_id: one for one in (place, *others)}
    return with_names_by_code(places, {place.region_iso: {"en": english}})[place.place_id]


@pytest.mark.parametrize(
    ("iso", "name", "said", "english"),
    [
        ("RU-BEL", "Belgorodskaya oblast'", "Belgorod", "Belgorod Oblast"),
        ("RU-KDA", "Krasnodarskiy kray", "Krasnodar Krai", "Krasnodar Krai"),
        ("RU-CHU", "Chukotskiy avtonomnyy okrug", "Chukotka Okrug", "Chukotka Autonomous Okrug"),
        ("RU-SA", "Respublika Saha", "Sakha", "Sakha Republic"),
        ("RU-CE", "Chechenskaya Respublika", "Chechen", "Chechen Republic"),
        ("BY-HR", "Hrodzienskaja voblasć", "Hrodna", "Hrodna Region"),
        ("SE-C", "Uppsala län", "Uppsala", "Uppsala County"),
        ("LT-VL", "Vilniaus apskritis", "Vilnius County", "Vilnius County"),
        ("SK-BL", "Bratislavský kraj", "Bratislava", "Bratislava Region"),
        ("PL-20", "Podlaskie", "Podlachia", "Podlachia"),
        ("AE-SH", "Ash Shāriqah", "Sharjah", "Sharjah"),
        ("KH-15", "Pousaat", "Pursat", "Pursat"),
        ("EG-MT", "Maţrūḩ", "Matrouh", "Matrouh"),
    ],
)
def test_a_region_has_its_english_name(iso: str, name: str, said: str, english: str) -> None:
    found = called(region(name, iso), said)
    assert found.name == english
    assert name in {spelling for spelling, _ in found.names}
    assert (english, "en") in found.names


@pytest.mark.parametrize(
    ("iso", "name", "said"),
    [
        ("YE-AD", "Aden", "’Adan"),  # romanised itself
        ("IN-CT", "Chhattisgarh", "Chhattīsgarh"),
        ("BH-14", "Al Janūbīyah", "Southern"),  # no name without that of the country
        ("SO-BY", "Bay", "Bay, Somalia"),
        ("IR-01", "Tehrān", "Hormozgan"),  # codes of an older list
        ("CZ-64", "Jihomoravský kraj", "Jihomoravský"),  # no English name in any
        ("RU-IRK", "Irkutsk Oblast", "Irkutsk"),
    ],
)
def test_a_name_that_is_no_better_is_not_taken(iso: str, name: str, said: str) -> None:
    assert called(region(name, iso), said).name == name


def test_the_name_of_another_region_of_the_country_is_not_taken() -> None:
    other = region("Sirte", "LY-XX", place_id="gn:2")
    assert called(region("Surt", "LY-SR"), "Sirte", other).name == "Surt"


def test_a_town_keeps_its_name() -> None:
    assert called(region("Uppsala län", "SE-C", level="city"), "Uppsala").name == "Uppsala län"
