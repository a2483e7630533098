"""Foreign towns by the Latin spelling that a dictionary gives of a name in kana or Han."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from release_build.resolving.collect_foreign_words import (
    chinese_names,
    japanese_places,
    kept_pairs,
)
from sistercities.dataset.resolving import dictionary_ends, foreign_words
from sistercities.dataset.resolving.dictionary_ends import DICTIONARY, better_of, in_latin
from sistercities.dataset.resolving.foreign_words import latin_words, word_key
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import fold_han
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

WORDS: Mapping[str, tuple[str, ...]] = {
    "フィロンタ": ("Filonta",),
    "マロ": ("Maro",),
    "ドルベ": ("Dorbe", "Dolbey"),
    "菲隆塔": ("Filonta",),
}


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_words, "foreign_words", lambda: WORDS)


def place(place_id: str, name: str, country: str = "IT", level: Level = "city") -> Place:
    return Place(place_id, name, "", level, country, "", population=9_000, names=((name, "und"),))


WORLD = UserGazetteer(
    [
        place("x:filonta", "Filonta"),
        place("x:filonta-abroad", "Filonta", "FR"),
        place("x:dorbe", "Dorbe"),
        place("x:dolbey", "Dolbey"),
        place("x:east-maro", "East Maro", "ID", "region1"),
    ]
)


def latin(name: str, country: str = "IT") -> tuple[str, str | None] | None:
    found = in_latin(NamedEnd(name, country), WORLD)
    return None if found is None else (found.name, found.level)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("フィロンタ", "フィロンタ"), ("フィ・ロンタ", "フィロンタ"), ("ﾌｨﾛﾝﾀ", "フィロンタ"),
        ("菲隆塔_(某州)", "菲隆塔"), ("Filonta", ""), ("필론타", ""), ("", ""), ("ー", ""),
    ],
)  # fmt: skip
def test_a_key_is_the_name_without_joints_and_brackets(name: str, key: str) -> None:
    assert word_key(name) == key


@pytest.mark.parametrize("name", ["フィロンタ", "フィロンタ市", "フィロンタ県", "菲隆塔市"])
def test_the_word_for_a_level_is_left_out(name: str) -> None:
    assert latin_words(name) == ("Filonta",)


def test_a_name_is_asked_again_in_latin_letters_with_its_level() -> None:
    assert latin("フィロンタ") == ("Filonta", None)
    assert latin("フィロンタ市") == ("Filonta", "city")
    assert latin("イタリア・フィロンタ市") == ("Filonta", "city")


def test_no_dictionary_says_which_of_two_towns_is_meant() -> None:
    assert latin("ドルベ") is None


def test_what_is_not_called_so_in_the_country_is_not_taken() -> None:
    assert latin("フィロンタ", "ES") is None
    assert latin("フィロンタ", "JP") is None
    assert latin("Filonta") is None
    assert latin("知らない") is None


def test_a_direction_before_a_region_is_read_in_either_order() -> None:
    assert latin("東マロ州", "ID") == ("East Maro", "region1")
    assert latin("東マロ市", "ID") is None


def test_a_spelling_of_the_gazetteer_goes_before_the_dictionary_and_that_before_the_sound() -> None:
    spelt = Resolution("x:a", "alias+country", 0.9)
    heard = Resolution("x:b", "alias+country+sound", 0.85)
    looked_up = Resolution("x:c", "alias+country", 0.9)
    assert better_of(spelt, looked_up, "sound") == spelt
    better = better_of(heard, looked_up, "sound")
    assert (better.place_id, better.method.split("+")[-1]) == ("x:c", DICTIONARY)
    assert better.confidence < looked_up.confidence
    assert better_of(heard, Resolution("", "", 0.0), "sound") == heard


def test_the_dictionaries_give_places_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "names.db")) as made:
        made.executescript("""
            CREATE TABLE NEKana (idseq INTEGER, text TEXT);
            CREATE TABLE NEKanji (idseq INTEGER, text TEXT);
            CREATE TABLE NETranslation (ID INTEGER, idseq INTEGER);
            CREATE TABLE NETransType (tid INTEGER, text TEXT);
            CREATE TABLE NETransGloss (tid INTEGER, text TEXT);
            INSERT INTO NEKana VALUES (1, 'フィロンタ'), (2, 'マルコ'), (3, 'ミナト');
            INSERT INTO NEKanji VALUES (3, '港');
            INSERT INTO NETranslation VALUES (1, 1), (2, 2), (3, 3);
            INSERT INTO NETransType VALUES (1, 'place'), (2, 'given'), (3, 'place');
            INSERT INTO NETransGloss VALUES (1, 'Filonta (Italy)'), (2, 'Marco'), (3, 'Minato');
        """)
    assert list(japanese_places(tmp_path / "names.db")) == [("フィロンタ", "Filonta")]
    lines = [
        "菲隆塔 菲隆塔 [Fei1 long2 ta3] /Filonta (city in Italy)/",
        "多爾貝 多尔贝 [Duo1 er3 bei4] /Dorbe, Italy/Dorbe, a brand/",
        "馬可 马可 [Ma3 ke3] /Marco (name)/",
        "# a comment",
    ]
    assert list(chinese_names(lines)) == [("菲隆塔", "Filonta"), ("多尔贝", "Dorbe")]


def test_names_of_no_place_abroad_are_left_out() -> None:
    pairs = [("フィロンタ", "Filonta"), ("ドルベ", "Dorbe"), ("ドルベ", "Dolbey")]
    kept = kept_pairs([*pairs, ("ミナト", "Minato")], {"filonta", "dorbe", "dolbey"})
    assert kept == {"ドルベ": ("Dorbe", "Dolbey"), "フィロンタ": ("Filonta",)}


@pytest.mark.parametrize(("japanese", "simplified"), [("呉", "吴"), ("郷", "乡"), ("緑", "绿")])
def test_japanese_forms_of_characters_fold_to_simplified_ones(
    japanese: str, simplified: str
) -> None:
    assert fold_han(japanese) == simplified


def test_a_level_that_the_dictionary_has_in_the_name_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = {"菲隆都": ("Filonta",), "菲隆": ("Filonta",)}
    for module in (foreign_words, dictionary_ends):
        monkeypatch.setattr(module, "foreign_words", lambda: words)
    assert latin("菲隆都") == ("Filonta", None)
    assert latin("菲隆县") == ("Filonta", "region1")
