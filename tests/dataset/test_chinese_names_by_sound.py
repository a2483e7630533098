"""Foreign places by the sound of a Chinese name: the table is learnt, and doubt is asked back."""

from __future__ import annotations

from typing import Any

import pytest

from release_build.resolving.learn_han_sounds import learn, written
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.han_names import HanNames
from sistercities.dataset.resolving.han_sounds import han_readings, han_stem
from sistercities.dataset.resolving.heard_names import HeardNames
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.terms.places import Place


def place(
    place_id: str, name: str, country: str = "IT", people: int = 50_000, **more: Any
) -> Place:
    given: dict[str, Any] = {"level": "city", "name_local": "", "region_iso": ""} | more
    return Place(
        place_id, name, country=country, population=people, names=((name, "und"),), **given
    )


WORLD = [
    place("x:palona", "Palona"),
    place("x:palona-province", "Palona", level="region2"),
    place("x:sibaro", "Sibaro", people=900),
    place("x:matena-north", "Matena"),
    place("x:matena-south", "Matena"),
    place("x:dorelli", "Dorelli", people=400_000),
    place("x:doreli", "Doreli"),
]
NAMES = HanNames(Gazetteer(WORLD))


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("俄勒冈州", "俄勒冈"), ("聖巴巴拉_(加利福尼亚州)", "圣巴巴拉"),
        ("查理斯.斯圖亞特", "查理斯斯图亚特"),
        ("Oregon", ""), ("オレゴン州", ""), ("", ""), ("市", ""),
    ],
)  # fmt: skip
def test_the_stem_is_what_is_transcribed(name: str, stem: str) -> None:
    assert han_stem(name) == stem


def test_a_town_that_the_characters_spell_is_found() -> None:
    assert NAMES.find("帕洛纳市", "IT") == ("x:palona",)
    assert NAMES.find("帕洛纳", "FR") == ()
    assert NAMES.find("帕洛纳", "CN") == ()
    assert NAMES.find("Palona", "IT") == ()


def test_the_word_for_a_province_means_no_town() -> None:
    assert NAMES.find("帕洛纳省", "IT") == ("x:palona-province",)
    assert NAMES.find("锡巴罗省", "IT") == ()


def test_a_bare_name_is_the_town_and_not_the_province_that_is_called_so() -> None:
    province = Place("x:province", "Palona", "", "region2", "IT", "",
                     names=(("Palona", "und"), ("帕洛纳省", "zh")))  # fmt: skip
    gazetteer = UserGazetteer([province, WORLD[0]])
    assert [one.place_id for one in gazetteer.matches("帕洛纳", "IT")] == ["x:palona"]
    assert gazetteer.matches("帕洛纳省", "IT")[0].place_id == "x:province"


def test_namesakes_are_all_returned() -> None:
    assert set(NAMES.find("马泰纳", "IT")) == {"x:matena-north", "x:matena-south"}


def test_a_larger_town_with_nearly_the_same_letters_may_be_meant_too() -> None:
    assert {"x:doreli", "x:dorelli"} <= set(NAMES.find("多雷利", "IT"))


def test_of_some_partners_the_one_that_sounds_so_is_found() -> None:
    assert NAMES.among("锡巴罗", WORLD) == "x:sibaro"
    assert NAMES.among("马泰纳", WORLD) == ""
    assert NAMES.among("马泰纳", WORLD[:4]) == "x:matena-north"


def test_a_small_town_is_told_as_such_and_a_spelling_needs_no_sound() -> None:
    gazetteer = UserGazetteer(WORLD)
    assert [one.place_id for one in gazetteer.matches("锡巴罗", "IT")] == ["x:sibaro"]
    assert gazetteer.is_small_heard("锡巴罗", "IT", gazetteer.places["x:sibaro"])
    gazetteer.matches("帕洛纳", "IT")
    assert gazetteer.is_read("帕洛纳", "IT")
    assert not gazetteer.is_small_heard("帕洛纳", "IT", gazetteer.places["x:palona"])
    gazetteer.matches("Sibaro", "IT")
    assert not gazetteer.is_read("Sibaro", "IT")


def test_the_letters_of_characters_are_learnt_from_whole_names() -> None:
    """The cuts follow from the names together: no single one tells them."""
    pairs = [("甲乙", "katon"), ("甲丙", "kavil"), ("丁乙", "reton"), ("丁丙", "revil"),
             ("甲丁", "kare"), ("乙丙", "tonvil"), ("丁甲", "reka"),
             ("丙乙", "vilton")]  # fmt: skip
    shares = learn(pairs)
    usual = {one: max((share, letters) for letters, share in found.items())[1]
             for one, found in shares.items()}  # fmt: skip
    assert usual == {"甲": "ka", "乙": "ton", "丙": "vil", "丁": "re"}
    assert learn(pairs[::-1]).keys() == shares.keys()
    assert dict(written(shares))["乙"].split()[0] == "ton:0"


@pytest.mark.parametrize(
    ("character", "letters"), [("特", "t"), ("克", "k"), ("堡", "burg"), ("圣", "saint")]
)
def test_the_table_has_the_usual_letters_first(character: str, letters: str) -> None:
    first = han_readings()[character][0]
    assert first == (letters, 0.0)


def test_a_region_is_heard_behind_the_letter_for_a_direction() -> None:
    regions = [
        place("x:south", "South Kalimora", "AU", level="region1"),
        place("x:west", "Western Kalimora", "AU", level="region1"),
    ]
    names = HeardNames(Gazetteer(regions))
    assert names.find("南カリモラ州", "AU") == "x:south"
    assert names.find("西カリモラ州", "AU") == "x:west"
    assert names.find("北カリモラ州", "AU") == ""


def test_a_hamlet_with_the_name_in_it_does_not_hide_the_city_of_a_region() -> None:
    world = [
        place("x:state", "Duranda", "MX", level="region1"),
        Place("x:city", "Victoria de Duranda", "", "city", "MX", "", population=500_000,
              names=(("Victoria de Duranda", "und"), ("Duranda", "und"))),
        Place("x:hamlet", "Ejido Duranda", "", "city", "MX", "", population=None,
              names=(("Ejido Duranda", "und"), ("Duranda", "und"))),
    ]  # fmt: skip
    gazetteer = UserGazetteer(world)
    gazetteer.set_small(["x:hamlet"])
    ranks = {one.place_id: one.rank for one in gazetteer.matches("Duranda", "MX")}
    assert ranks["x:city"] < ranks["x:hamlet"]
