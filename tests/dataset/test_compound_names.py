"""Names of East Asia that begin with what contains the place, and those without their level."""

from __future__ import annotations

import pytest

from sistercities.dataset.resolving.compound_names import Compound, compounds, levels_in_hangul
from sistercities.dataset.resolving.second_thoughts import SecondThoughts
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer, bare_hangul, kana_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution


@pytest.mark.parametrize(
    ("name", "country", "unit", "containers"),
    [
        ("青墨省宁湾市", "CN", "宁湾市", ("青墨省",)),
        ("中国青墨省宁湾市", "CN", "宁湾市", ("青墨省",)),
        ("中国・宁湾市", "CN", "宁湾市", ()),
        ("부산광역시 중구", "KR", "중구", ("부산광역시",)),
        ("중국 청묵성 닝완시", "CN", "닝완시", ("청묵성",)),
    ],
)
def test_what_contains_a_place_stands_before_it(
    name: str, country: str, unit: str, containers: tuple[str, ...]
) -> None:
    assert Compound(unit, containers) in list(compounds(name, country))


@pytest.mark.parametrize("name", ["Ningwan, Qingmo", "", "宁湾"])
def test_other_names_are_not_parted(name: str) -> None:
    assert list(compounds(name, "CN")) == []


def test_a_name_in_hangul_says_its_level() -> None:
    assert levels_in_hangul("제주특별자치도") == ("region1",)
    assert levels_in_hangul("전주시") == ("city",)
    assert levels_in_hangul("전주") == ()
    assert bare_hangul("전주시") == ("전주",)
    assert bare_hangul("중구") == ()


def test_sounds_are_one_name_however_they_are_written() -> None:
    assert kana_key("ヴェネツィア") == kana_key("ベネツィア")
    assert kana_key("ウーロンゴン") == kana_key("ウロンゴン")
    assert kana_key("Wollongong") == ""


def _place(
    number: int, name: str, level: str = "city", country: str = "DE", **more: object
) -> Place:
    names = ((name, "und"), *((each, "und") for each in more.pop("also", ())))  # type: ignore[attr-defined]
    return Place(f"gn:{number}", name, "", level, country, "DE-91", names=names, **more)  # type: ignore[arg-type]


def _ranks(gazetteer: UserGazetteer, name: str) -> dict[str, int]:
    return {one.place_id: one.rank for one in gazetteer.matches(name, "DE")}


def test_a_place_called_so_goes_before_one_known_so() -> None:
    gazetteer = UserGazetteer(
        (_place(1, "Nagewerder", population=5_000),
         _place(2, "Altstadt", also=("Nagewerder",), population=90_000))
    )  # fmt: skip
    assert _ranks(gazetteer, "Nagewerder") == {"gn:1": 0, "gn:2": 3}


def test_a_far_larger_place_that_is_known_so_is_asked_about_too() -> None:
    gazetteer = UserGazetteer(
        (_place(1, "Nagewerder", population=900),
         _place(2, "Grossstadt", also=("Nagewerder",), population=900_000))
    )  # fmt: skip
    assert _ranks(gazetteer, "Nagewerder") == {"gn:1": 0, "gn:2": 0}


def test_marks_tell_names_apart_where_people_write_them() -> None:
    gazetteer = UserGazetteer((_place(1, "Munsterau"), _place(2, "Münsterau")))
    assert _ranks(gazetteer, "Munsterau") == {"gn:1": 0, "gn:2": 3}
    assert _ranks(gazetteer, "Münsterau") == {"gn:1": 3, "gn:2": 0}


def test_the_first_words_of_a_name_are_the_name_too() -> None:
    gazetteer = UserGazetteer(
        (_place(1, "Bergau", population=900),
         _place(2, "Bergau an der See", also=("Bergau",), population=9_000))
    )  # fmt: skip
    assert _ranks(gazetteer, "Bergau") == {"gn:1": 0, "gn:2": 0}
    longer = gazetteer.longer_namesakes("Bergau", "DE", gazetteer.places["gn:1"])
    assert [place.place_id for place in longer] == ["gn:2"]


def test_each_town_whose_name_goes_on_may_be_meant_where_none_is_called_so_whole() -> None:
    gazetteer = UserGazetteer(
        (_place(1, "Bergau im Tal", also=("Bergau",), population=1_500),
         _place(2, "Bergau an der See", population=900))
    )  # fmt: skip
    assert _ranks(gazetteer, "Bergau") == {"gn:1": 0}
    longer = gazetteer.longer_namesakes("Bergau", "DE", gazetteer.places["gn:1"])
    assert [place.place_id for place in longer] == ["gn:2"]
    thoughts = SecondThoughts(gazetteer, ())
    found = thoughts.on_end(NamedEnd("Bergau", "DE"), Resolution("gn:1", "alias+country", 0.9))
    assert (found.place_id, set(found.candidates)) == ("", {"gn:1", "gn:2"})


def test_a_small_town_stands_behind_the_region_of_its_name() -> None:
    gazetteer = UserGazetteer((_place(1, "Seeland", level="region1"), _place(2, "Seeland")))
    gazetteer.set_small(["gn:2"])
    assert _ranks(gazetteer, "Seeland") == {"gn:1": 0, "gn:2": 3}


def test_a_town_that_is_spelt_like_its_region_keeps_the_name() -> None:
    gazetteer = UserGazetteer(
        (_place(1, "Karaganda Region", level="region1"),
         _place(2, "Karagandy", also=("Karaganda",), population=500_000))
    )  # fmt: skip
    assert _ranks(gazetteer, "Karaganda")["gn:2"] == 0
