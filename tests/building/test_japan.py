"""Japanese municipalities: one place each, under its own name in every way it is written."""

from __future__ import annotations

from typing import Any

import pytest

from release_build.gazetteer.japan import JapaneseNames, with_japan
from release_build.readers.japan_municipalities import JapaneseMunicipality
from sistercities.dataset.gazetteer.hepburn import romanised, with_long_vowels
from sistercities.terms.places import Place


def town(name: str, kana: str, romaji: str = "", at: tuple[float, float] = (35.0, 135.0),
         code: str = "199991", city: str = "", earlier: str = ""
         ) -> JapaneseMunicipality:  # fmt: skip
    return JapaneseMunicipality(code, "JP-19", name, kana, city, *at, romaji, earlier)


def place(place_id: str, name: str, *names: str, at: tuple[float, float] | None = (35.0, 135.0),
          population: int | None = 5_000, **more: Any) -> Place:  # fmt: skip
    latitude, longitude = at or (None, None)
    return Place(
        place_id, name, more.pop("local", ""), more.pop("level", "city"),
        more.pop("country", "JP"), more.pop("region", "JP-19"), latitude=latitude,
        longitude=longitude, population=population,
        names=tuple((one, "und") for one in (name, *names)), **more,
    )  # fmt: skip


def by_id(places: list[Place], *towns: JapaneseMunicipality) -> dict[str, Place]:
    return {one.place_id: one for one in with_japan(places, towns)}


KAWAGUCHI = town("川ノ内町", "かわのうちまち", "Kawanouchi Machi")


def test_a_quarter_that_stands_for_its_town_bears_the_name_of_the_town() -> None:
    quarter = place("gn:1", "Hirabe", "Kawanouchi", "平部", local="平部")
    found = by_id([quarter], KAWAGUCHI)["gn:1"]
    assert (found.name, found.name_local) == ("Kawanouchi", "川ノ内町")
    assert found.municipality_code == "199991"
    spelt = {name for name, _ in found.names}
    assert {"川ノ内町", "川ノ内", "かわのうちまち", "かわのうち", "Kawanouchi-machi"} <= spelt
    assert not {"Hirabe", "平部"} & spelt


def test_a_place_whose_name_is_that_of_the_town_keeps_its_spelling() -> None:
    found = by_id([place("gn:1", "Kawa-no-uchi", "川ノ内町")], KAWAGUCHI)["gn:1"]
    assert found.name == "Kawa-no-uchi"


def test_a_town_that_has_no_place_becomes_one_of_its_own() -> None:
    far = place("gn:1", "Kawanouchi", at=(36.5, 135.0))
    found = by_id([far], KAWAGUCHI)
    assert found["x:jp-199991"].name_local == "川ノ内町"
    assert (found["x:jp-199991"].latitude, found["x:jp-199991"].region_iso) == (35.0, "JP-19")
    assert found["gn:1"].level == "district"


def test_each_place_goes_to_the_town_it_fits_best() -> None:
    near = town("東川市", "ひがしかわし", "Higashikawa Shi", at=(35.02, 135.0), code="199992")
    both = place("gn:1", "Higashikawa", "東川市", "Kawanouchi", population=90_000)
    found = by_id([both, place("gn:2", "Sakabe", "Kawanouchi")], KAWAGUCHI, near)
    assert found["gn:1"].name_local == "東川市"
    assert found["gn:2"].name_local == "川ノ内町"


def test_a_second_record_without_people_is_folded_into_the_place() -> None:
    places = [place("gn:1", "Kawanouchi"), place("gn:2", "Kawanouchi", "川ノ内町", population=None)]
    found = by_id(places, KAWAGUCHI)
    assert set(found) == {"gn:1"}
    assert found["gn:1"].alias_ids == ("gn:2",)


def test_the_quarter_beside_the_town_hall_is_the_seat_where_no_name_fits() -> None:
    beside = place("gn:1", "Hirabe", at=(35.01, 135.0), population=7_000)
    far = place("gn:2", "Sakabe", at=(35.1, 135.0))
    found = by_id([beside, far], KAWAGUCHI)
    assert (found["gn:1"].name_local, found["gn:1"].population) == ("川ノ内町", 7_000)
    assert (found["gn:2"].level, found["gn:2"].municipality_code) == ("district", "")


def test_a_place_of_our_own_takes_the_people_of_its_seat() -> None:
    own = place("x:jp-kawanouchi", "Kawanouchi", population=None, at=None, region="")
    found = by_id([own, place("gn:1", "Hirabe", population=7_000)], KAWAGUCHI)
    assert set(found) == {"x:jp-kawanouchi"}
    held = found["x:jp-kawanouchi"]
    assert (held.population, held.region_iso, held.latitude) == (7_000, "JP-19", 35.0)
    assert "Hirabe" not in {name for name, _ in held.names}


def test_a_whole_name_belongs_to_its_municipality_alone() -> None:
    quarter = place("gn:2", "Sakabe", "川ノ内町", "Kawanouchi", at=(35.1, 135.0), local="川ノ内町")
    found = by_id([place("gn:1", "Kawanouchi", "川ノ内町"), quarter], KAWAGUCHI)
    assert [name for name, _ in found["gn:2"].names] == ["Sakabe"]
    assert found["gn:2"].name_local == ""


def test_wards_are_districts_of_their_city_written_behind_it() -> None:
    city = town("東川市", "ひがしかわし", "Higashikawa Shi")
    ward = town("北区", "きたく", code="199993", city="東川市")
    found = by_id([place("gn:1", "Higashikawa", "東川市")], city, ward)["x:jp-199993"]
    assert (found.level, found.parent_ids) == ("district", ("gn:1",))
    assert found.names == (("東川市北区", "ja"),)


def test_other_countries_former_towns_and_dual_places_stay_as_they_are() -> None:
    untouched = [
        place("gn:1", "Kawanouchi", country="KR"),
        place("x:jp-old", "Kawanouchi", "川ノ内町", valid_to=2004),
        place("gn:3", "Tokio", is_dual=True),
    ]
    found = by_id(untouched, KAWAGUCHI)
    assert [found[one.place_id] for one in untouched] == untouched


def test_without_the_list_nothing_changes() -> None:
    places = [place("gn:1", "Hirabe", "Kawanouchi")]
    assert with_japan(places, []) == tuple(places)


@pytest.mark.parametrize(
    ("plain", "kana", "long"),
    [
        ("Osaka", "おおさか", "Ōsaka"),
        ("Kochi", "こうち", "Kōchi"),
        ("Matsuura", "まつうら", "Matsuura"),
        ("Nan-yo", "なんよう", "Nan-yō"),
        ("Toyooka", "とよおか", "Toyooka"),
        ("Kitakyushu", "きたきゅうしゅう", "Kitakyūshū"),
        ("Sapporo", "さっぽろ", "Sapporo"),
        ("Itchi", "いっち", "Itchi"),
        ("Osaka", "こうち", ""),
    ],
)
def test_long_vowels_follow_from_kana_and_the_plain_form(plain: str, kana: str, long: str) -> None:
    assert with_long_vowels(plain, kana) == long


def test_kana_that_are_not_known_are_not_written() -> None:
    assert romanised("かわ") == "kawa"
    assert romanised("かワ") == ""


@pytest.mark.parametrize(
    ("of", "shown"),
    [
        (town("赤市", "あかし", "Akashi"), "Aka"),
        (town("大月町", "おおつきちょう", "Otsuki Cho"), "Ōtsuki"),
        (town("川辺町", "かわべちょう"), "Kawabe"),
        (town("丹波辺市", "たんばべし", "Sasabe Shi", earlier="辺市"), "Tanbabe"),
        (town("南アルプ市", "みなみあるぷし", "Minami-alp Shi"), "Minami-alp"),
    ],
)
def test_the_name_shown_has_its_long_vowels_and_no_suffix(
    of: JapaneseMunicipality, shown: str
) -> None:
    assert JapaneseNames(of).latin == shown


HALL_OF_KITA = town("北町", "きたまち", "Kita Machi", (35.2, 135.0), "199992")


def test_a_point_in_a_neighbour_gives_way_to_the_town_hall() -> None:
    strayed = place("gn:1", "Kawanouchi", "川ノ内町", at=(35.18, 135.0))
    found = by_id([strayed], KAWAGUCHI, HALL_OF_KITA)["gn:1"]
    assert (found.latitude, found.point_source) == (35.0, "places-japan-2026")


def test_a_point_far_from_the_town_hall_stays_where_no_other_hall_is_nearer() -> None:
    found = by_id([place("gn:1", "Kawanouchi", "川ノ内町", at=(35.09, 135.0))],
                  KAWAGUCHI, HALL_OF_KITA)["gn:1"]  # fmt: skip
    assert found.latitude == 35.09


def test_a_village_whose_town_hall_is_in_a_city_beside_it_keeps_its_point() -> None:
    city = town("北町", "きたまち", "Kita Machi", (35.01, 135.0), "199992")
    island = place("gn:1", "Kawanouchi", "川ノ内町", at=(35.2, 135.0))
    assert by_id([island], KAWAGUCHI, city)["gn:1"].latitude == 35.2
