"""The words of the pages: both languages have each, with the same values, and none is idle."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import sistercities.web
from sistercities.web.languages import CATALOGUES, Words, choose_language
from sistercities.web.pages.partners import PURPOSES
from sistercities.web.words.chinese import CHINESE
from sistercities.web.words.english import ENGLISH

ROOT = Path(str(sistercities.web.__file__)).parent
_USED = re.compile(
    r"""(?:\bt|words|\.count|\.words)(?:\.count)?\(\s*f?["']([a-z_A-Z0-9.{}]+)["']"""
)


def _values(said: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(said) if name}


def test_both_languages_have_the_same_keys() -> None:
    english, chinese = (
        {key for key in words if not key.endswith(".one")} for words in (ENGLISH, CHINESE)
    )
    assert english == chinese
    for words in (ENGLISH, CHINESE):
        assert {key.removesuffix(".one") for key in words} == english


@pytest.mark.parametrize("key", sorted(CHINESE))
def test_a_translation_sets_in_the_same_values(key: str) -> None:
    assert _values(CHINESE[key]) == _values(ENGLISH[key])
    assert CHINESE[key].strip()
    assert ENGLISH[key].strip()


def test_every_chinese_word_is_chinese_and_no_english_one_is() -> None:
    same = {key for key in CHINESE if CHINESE[key] == ENGLISH[key]}
    assert same == {"column.code", "fact.iso", "fact.gbt2260"}
    han = re.compile("[\u4e00-\u9fff]")
    assert [key for key, said in ENGLISH.items() if han.search(said)] == ["search.placeholder"]


def test_every_key_that_a_page_asks_for_is_there() -> None:
    asked = set()
    for path in ROOT.rglob("*"):
        if path.suffix in (".py", ".html"):
            asked |= set(_USED.findall(path.read_text(encoding="utf-8")))
    plain = {key for key in asked if "{" not in key and "." in key}
    assert len(plain) > 150
    assert plain - {"methods."} <= set(ENGLISH)


def test_every_word_of_the_closed_lists_has_words() -> None:
    from sistercities.terms import words

    lists = {
        "level": words.LEVELS, "status": words.STATUSES, "kind": words.KINDS,
        "class": words.TIE_CLASSES, "purpose": PURPOSES,
    }  # fmt: skip
    for group, listed in lists.items():
        assert {f"{group}.{one}" for one in listed} <= set(ENGLISH)


@pytest.mark.parametrize(
    ("asked", "accepted", "lang"),
    [
        (None, "", "en"),
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, "de,fr;q=0.9", "en"),
        (None, "de,en;q=0.3,zh;q=0.6", "zh"),
        (None, "zh;q=0, en;q=0.1", "en"),
        (None, "zh;q=x,*", "en"),
        ("zh", "en", "zh"),
        ("EN", "zh", "en"),
        ("zh-Hant", "en", "zh"),
        ("klingon", "zh", "zh"),
        ("<script>", "", "en"),
    ],
)
def test_the_language_is_what_the_address_says_then_what_the_browser_wants(
    asked: str | None, accepted: str, lang: str
) -> None:
    assert choose_language(asked, accepted) == lang


def test_one_has_a_form_of_its_own_in_english() -> None:
    assert Words("en").count("n_ties", 1) == "1 tie"
    assert Words("en").count("n_ties", 1_200) == "1,200 ties"
    assert Words("zh").count("n_ties", 1) == "1条友好关系"
    assert set(CATALOGUES) == {"en", "zh"}
