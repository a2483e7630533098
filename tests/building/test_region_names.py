"""Names of regions in other languages: read from files of CLDR, taken only where they are meant."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from release_build.gazetteer.bearers import Bearers
from release_build.gazetteer.region_names import with_region_names
from release_build.readers import region_names
from release_build.readers.region_names import read_region_names
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.errors import BuildError
from sistercities.terms.places import Place


@pytest.fixture(autouse=True)
def two_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region_names, "LANGUAGES", ("en", "ja"))


def file(folder: Path, language: str, **names: str) -> None:
    rows = "".join(
        f'<subdivision type="{code}">{name}</subdivision>' for code, name in names.items()
    )
    text = (
        f"<ldml><localeDisplayNames><subdivisions>{rows}</subdivisions></localeDisplayNames></ldml>"
    )
    (folder / f"{language}.xml").write_text(text, encoding="utf-8")


def place(place_id: str, name: str, region_iso: str, *others: str, level: str = "region1") -> Place:
    names = tuple((one, "und") for one in (name, *others))
    return Place(place_id, name, "", level, region_iso[:2], region_iso, names=names)  # type: ignore[arg-type]


def test_names_by_code_and_language(tmp_path: Path) -> None:
    file(tmp_path, "en", deby="Bavaria", GU="Guam")
    file(tmp_path, "ja", deby="バイエルン州", arf="ラリオハ州²", hnlp="ラパス県 (ホンジュラス)")
    assert read_region_names(tmp_path) == {
        "DE-BY": {"en": "Bavaria", "ja": "バイエルン州"},
        "AR-F": {"ja": "ラリオハ州"},
        "HN-LP": {"ja": "ラパス県"},
    }


def test_a_language_that_is_not_there_says_what_to_install(tmp_path: Path) -> None:
    file(tmp_path, "en", deby="Bavaria")
    with pytest.raises(BuildError, match=r"ja\.xml: cannot be read .*unicode-cldr-core"):
        read_region_names(tmp_path)


@pytest.mark.parametrize(
    "text", ["<ldml><cut", '<l><subdivision type="Bayern">x</subdivision></l>']
)
def test_what_is_no_list_of_regions_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "en.xml").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=r"en\.xml"):
        read_region_names(tmp_path)


BAVARIA = place("x:by", "Bayern", "DE-BY", "Freistaat Bayern", "Bavaria")


def named(places: dict[str, Place], names: Mapping[str, Mapping[str, str]]) -> dict[str, Place]:
    return with_region_names(places, names, Bearers(places, Gazetteer(places.values())))


def added(places: list[Place], names: dict[str, dict[str, str]]) -> dict[str, set[tuple[str, str]]]:
    """Names that each place did not have before, in whatever language."""
    before = {one.place_id: one for one in places}
    after = named(before, names)
    held = {key: {name for name, _ in one.names} for key, one in before.items()}
    found = {key: {each for each in one.names if each[0] not in held[key]}
             for key, one in after.items()}  # fmt: skip
    return {key: names for key, names in found.items() if names}


def test_a_region_gets_its_names_with_their_language() -> None:
    said = {"DE-BY": {"en": "Bavaria", "ja": "バイエルン州", "es": "Baviera", "it": "Baviera"}}
    # Spanish and Italian have one spelling: it is of neither alone.
    assert added([BAVARIA], said) == {"x:by": {("バイエルン州", "ja"), ("Baviera", "und")}}
    after = named({"x:by": BAVARIA}, said)["x:by"]
    assert ("Bavaria", "en") in after.names
    assert ("Bavaria", "und") not in after.names


def test_an_english_name_is_english_though_other_languages_have_it_too() -> None:
    upper = place("x:ooe", "Oberösterreich", "AT-4", "Upper Austria")
    said = {"AT-4": {"en": "Upper Austria", "id": "Upper Austria", "ja": "上オーストリア州"}}
    after = named({"x:ooe": upper}, said)["x:ooe"]
    assert ("Upper Austria", "en") in after.names
    assert ("Upper Austria", "und") not in after.names


def test_a_code_that_means_another_region_now_brings_no_name() -> None:
    khuzestan = place("x:khuzestan", "Khūzestān", "IR-06", "Khuzestan")
    said = {"IR-06": {"en": "Bushehr", "ja": "ブーシェフル州"}}
    assert added([khuzestan], said) == {}


def test_a_name_that_a_town_bears_stays_the_towns() -> None:
    region = place("x:fukuoka-ken", "Fukuoka", "JP-40", "Fukuoka-ken")
    town = place("x:fukuoka", "Fukuoka", "JP-40", "Фукуока", level="city")
    said = {"JP-40": {"en": "Fukuoka", "ru": "Фукуока", "ko": "후쿠오카 현"}}
    many = {f"KR-{n:02}": {"en": f"R{n}", "ko": f"가{n} 현"} for n in range(50, 61)}
    assert added([region, town], said | many) == {"x:fukuoka-ken": {("후쿠오카 현", "ko")}}


def test_where_a_town_gives_the_region_its_name_a_word_says_which_is_meant() -> None:
    region = place("x:if", "Ivano-Frankivsk Oblast", "UA-26", "Ivano-Frankivsk")
    town = place("x:town", "Ivano-Frankivsk", "UA-26", level="city")
    said = {"en": "Ivano-Frankivsk", "lv": "Ivano-Frankivska", "uk": "Івано-Франківська область",
            "ja": "イヴァーノ＝フランキーウシク", "th": "แคว้นอิวาโน",
            "zh": "伊万诺-弗兰科夫斯克州"}  # fmt: skip
    many = {f"UA-{n}": {"en": f"R{n}", "uk": f"Р{n} область", "th": f"แคว้น{n}", "zh": f"{n}州"}
            for n in range(50, 61)}  # fmt: skip
    found = added([region, town], {"UA-26": said, **many})
    assert found["x:if"] == {
        ("Івано-Франківська область", "uk"), ("แคว้นอิวาโน", "th"), ("伊万诺-弗兰科夫斯克州", "zh"),
    }  # fmt: skip
    # Ten such names do not make a word of it.
    few = dict(list(many.items())[:10])
    assert "x:if" not in added([region, town], {"UA-26": said, **few})
    # Without such a town every name is taken.
    assert ("Ivano-Frankivska", "lv") in added([region], {"UA-26": said})["x:if"]


def test_a_name_whose_stem_lies_elsewhere_in_the_country_is_a_slip() -> None:
    town = place("x:augsburg", "Augsburg", "DE-BY", "奧格斯堡", level="city")
    hesse = place("x:he", "Hessen", "DE-HE", "Hesse")
    said = {
        "DE-HE": {"en": "Hesse", "zh": "奧格斯堡州"},
        "DE-BY": {"en": "Bavaria", "zh": "奧格斯堡州"},
    }
    assert added([BAVARIA, hesse, town], said) == {"x:by": {("奧格斯堡州", "zh")}}


def test_a_region_that_is_no_more_and_a_county_get_none() -> None:
    ended = Place(
        "x:old", "Bavaria", "", "region1", "DE", "DE-BY", valid_to=1918, names=(("Bavaria", "en"),)
    )
    county = place("x:county", "Bavaria", "DE-BY", level="region2")
    assert added([ended, county], {"DE-BY": {"en": "Bavaria", "ja": "バイエルン州"}}) == {}
