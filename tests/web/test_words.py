"""The words of the pages: both languages have each, with the same values, and none is idle."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import sistercities.web
from sistercities.web.catalogues import LOCALE, english_words, languages, page_words
from sistercities.web.languages import Words, choose_language, name_of
from sistercities.web.partner_form import PURPOSES

ROOT = Path(str(sistercities.web.__file__)).parent
KEYS = sorted(english_words())
_USED = re.compile(
    r"""(?:\bt|words|\.count|\.words)(?:\.count)?\(\s*f?["']([a-z_A-Z0-9.{}]+)["']"""
)


def _values(said: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(said) if name}


def _messages(path: Path) -> dict[str | None, Message]:
    with path.open("rb") as held:
        return {message.context: message for message in read_po(held) if message.id}


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
def test_a_language_has_the_words_of_the_template_and_no_others(lang: str) -> None:
    template = _messages(LOCALE / "pages.pot")
    own = _messages(LOCALE / lang / "LC_MESSAGES" / "pages.po")
    assert {key: own[key].id for key in own} == {key: template[key].id for key in template}


def test_a_translation_sets_in_the_same_values() -> None:
    said = {key: (page_words("en", key), page_words("zh", key)) for key in KEYS}
    assert [key for key, (english, chinese) in said.items()
            if _values(chinese) != _values(english)] == []  # fmt: skip
    assert [key for key, both in said.items() if not all(text.strip() for text in both)] == []


def test_every_chinese_word_is_chinese_and_no_english_one_is() -> None:
    same = {key for key in KEYS if page_words("zh", key) == page_words("en", key)}
    assert same == {"column.code", "fact.iso", "fact.gbt2260"}
    han = re.compile("[\u4e00-\u9fff]")
    found = [key for key in KEYS if han.search(page_words("en", key))]
    assert found == ["search.placeholder"]


def test_every_key_that_a_page_asks_for_is_there() -> None:
    asked = set()
    for path in ROOT.rglob("*"):
        if path.suffix in (".py", ".html"):
            asked |= set(_USED.findall(path.read_text(encoding="utf-8")))
    plain = {key for key in asked if "{" not in key and "." in key}
    assert len(plain) > 150
    assert plain - {"methods.", "form.", "lists.", "tabs."} <= set(KEYS)


def test_every_word_of_the_closed_lists_has_words() -> None:
    from sistercities.terms import words

    lists = {
        "level": words.LEVELS, "status": words.STATUSES, "kind": words.KINDS,
        "class": words.TIE_CLASSES, "purpose": PURPOSES,
    }  # fmt: skip
    for group, listed in lists.items():
        assert {f"{group}.{one}" for one in listed} <= set(KEYS)


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
    assert Words("en").count("n_ties", 1) == "1 partnership in our sources"
    assert Words("en").count("n_ties", 1_200) == "1,200 partnerships in our sources"
    assert Words("zh").count("n_ties", 1) == "1条友好关系"


def test_languages_are_named_in_themselves() -> None:
    assert [name_of(lang) for lang in languages()] == ["English", "中文"]
