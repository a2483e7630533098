"""Names in kana and Hangul that no list has written: read by rule, or by their consonants."""

from __future__ import annotations

from itertools import product
from string import ascii_lowercase
from typing import Any

import pytest

from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving import foreign_sounds
from sistercities.dataset.resolving.east_asian_sounds import (
    in_hangul_from_japanese,
    in_hangul_from_pinyin,
    in_katakana_from_korean,
)
from sistercities.dataset.resolving.foreign_sounds import (
    consonants_heard,
    consonants_written,
    heard,
    likeness,
)
from sistercities.dataset.resolving.heard_names import HeardNames
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.places import Place


def place(place_id: str, name: str, country: str, people: int = 50_000, **more: Any) -> Place:
    given: dict[str, Any] = {"level": "city", "name_local": "", "region_iso": ""} | more
    return Place(
        place_id, name, country=country, population=people, names=((name, "und"),), **given
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Munakata", "무나카타"), ("Kitakyūshū", "기타큐슈"), ("Shimonoseki", "시모노세키"),
        ("Beppu", "벳푸"), ("Tottori", "돗토리"), ("Tsushima", "쓰시마"), ("Kōchi", "고치"),
        ("Shin'onsen", "신온센"), ("Ōgaki", "오가키"),
    ],
)  # fmt: skip
def test_korea_writes_japanese_names_by_its_table(name: str, written: str) -> None:
    assert written in in_hangul_from_japanese(name)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Binzhou", "빈저우"), ("Yantai", "옌타이"), ("Qingdao", "칭다오"), ("Xi'an", "시안"),
        ("Chongqing", "충칭"), ("Guangzhou", "광저우"), ("Xuzhou", "쉬저우"), ("Shenyang", "선양"),
    ],
)  # fmt: skip
def test_korea_writes_chinese_names_by_its_table(name: str, written: str) -> None:
    assert written in in_hangul_from_pinyin(name)


@pytest.mark.parametrize("name", ["Springfield", "Łódź", "Strasbourg", ""])
def test_what_is_no_name_of_the_language_has_no_spelling(name: str) -> None:
    assert in_hangul_from_japanese(name) == ()
    assert in_hangul_from_pinyin(name) == ()
    assert in_katakana_from_korean(name) == ()


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("울산", "ウルサン"),
        ("강릉", "カンヌン"),
        ("부산", "プサン"),
        ("대구", "テグ"),
        ("목포", "モクポ"),
    ],
)
def test_japan_writes_korean_names_by_their_sound(name: str, written: str) -> None:
    assert written in in_katakana_from_korean(name)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("ペンティクトン", "Penticton"), ("サバデル", "Sabadell"), ("사바델", "Sabadell"),
        ("クリーブランド", "Cleveland"), ("ヴュルツブルク", "Würzburg"), ("노르셰핑", "Norrköping"),
    ],
)  # fmt: skip
def test_a_name_has_the_consonants_that_are_heard(name: str, latin: str) -> None:
    sound = heard(name)
    key = consonants_heard(sound)
    assert key in consonants_written(latin) or likeness(sound, latin) < 0.75


@pytest.mark.parametrize("name", ["波士顿", "Boston", "ボストン市", "", "ﾟ"])
def test_other_letters_are_not_heard(name: str) -> None:
    assert heard(name) == ""


WORLD = [
    place("x:penticton", "Penticton", "CA"),
    place("x:small", "Cosselgarden", "CA", 900),
    place("x:dalton", "Dalton", "US", 34_000),
    place("x:dolton", "Dolton", "US", 23_000),
    place("x:kentucky", "Kentucky", "US", 4_000_000, level="region1"),
    place("x:kent", "Kentucket", "US", 20_000),
    place("x:munakata", "Munakata", "JP"),
    place("x:hiroshima", "Hiroshima", "JP"),
    place("x:hiroshima-ken", "Hiroshima", "JP", level="region1"),
]


def test_a_city_that_one_name_sounds_like_is_found_and_told() -> None:
    gazetteer = UserGazetteer(WORLD)
    assert [one.place_id for one in gazetteer.matches("ペンティクトン市", "CA")] == ["x:penticton"]
    assert gazetteer.is_read("ペンティクトン市", "CA")
    assert gazetteer.matches("ペンティクトン", "") == []


def test_twins_and_small_towns_are_not_taken_by_their_sound() -> None:
    names = HeardNames(Gazetteer(WORLD))
    assert names.find("ドルトン", "US") == ""
    assert names.find("キャッスルガーデン", "CA") == ""


def test_a_small_town_is_not_meant_where_a_larger_one_sounds_so() -> None:
    small, larger = (
        place("x:canyon", "Canyon City", "US", 660), place("x:canon", "Cañon City", "US", 16_400)
    )  # fmt: skip
    names = HeardNames(Gazetteer((small, larger)))
    assert names.larger("キャニオンシティ", small) == ["x:canon"]
    assert names.larger("キャニオンシティ", larger) == []


def test_a_word_for_a_state_means_a_state() -> None:
    names = HeardNames(Gazetteer(WORLD))
    assert names.find("ケンタッキー州", "US") == "x:kentucky"


def test_the_level_tells_a_prefecture_from_its_city() -> None:
    gazetteer = UserGazetteer(WORLD)
    assert [one.place_id for one in gazetteer.matches("히로시마현", "JP")] == ["x:hiroshima-ken"]
    assert [one.place_id for one in gazetteer.matches("히로시마시", "JP")] == ["x:hiroshima"]


def test_a_name_that_is_spelt_so_is_not_read_by_its_sound() -> None:
    written = place("x:other", "Somewhere", "CA")
    spelt = Place(
        "x:other", "Somewhere", "", "city", "CA", "", population=written.population,
        names=(("Somewhere", "und"), ("ペンティクトン", "ja")),
    )  # fmt: skip
    gazetteer = UserGazetteer([*WORLD, spelt])
    assert [one.place_id for one in gazetteer.matches("ペンティクトン", "CA")] == ["x:other"]
    assert not gazetteer.is_read("ペンティクトン", "CA")


def test_of_some_partners_the_one_that_sounds_so_is_found() -> None:
    names = HeardNames(Gazetteer(WORLD))
    assert names.among("キャッスルガーデン", WORLD[:2]) == "x:small"
    assert names.among("ブリスベン", WORLD[:2]) == ""


def test_letters_are_read_as_if_each_way_to_read_them_were_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They are looked up by the first of them; the longer ones still go before the shorter."""
    pairs = ["".join(two) for two in product("abcdeghijkmnpqrstvxyzl", repeat=2)]
    words = [f"a{two}{end}" for two in pairs for end in ("", "h", "ch", "o")]
    read = foreign_sounds.consonants_written.__wrapped__
    quick = [read(word) for word in words]
    everything = dict.fromkeys(ascii_lowercase, foreign_sounds._READINGS)
    monkeypatch.setattr(foreign_sounds, "_READINGS_BY_LETTER", everything)
    assert quick == [read(word) for word in words]
    assert len(set(quick)) > 100
