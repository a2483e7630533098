"""The catalogues of sentences are those of the code, and Chinese has words for each."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from promises.sentence_catalogue import (
    ROOMS,
    ROOT,
    TEMPLATE,
    drawn,
    language_text,
    template_text,
)
from sistercities.web.catalogues import LOCALE, SOURCE, languages

OTHERS = [lang for lang in languages() if lang != SOURCE]
_TYPED = re.compile(r"`[^`]*`|'sistercities.*?'|“[^”]*”|pip install|NAME=NUMBER")
_NAMES = re.compile(
    r"GeoNames|VRS|ISO|city|region|economy|network|level|CN|JP|DE|gn|https?://\S+|country|/\S+"
    r"|[Ll]ogit|Clopper|Pearson|Spearman|Fisher|PPML|QMLE|Mantel|Haenszel|Thompson|Dreyer|Sakuwa|Suhas"
    r"|openflights.org|OpenFlights|ODbL|Wikipedia|Monte Carlo|Besag|Clifford|sistercities|Shapley"
    r"|Firth|cloglog|Natural Earth|Mapzen|searoute|Virtual Radar Server|regions-2026|data"
    r"|Hartung|Knapp|pandas|Stata|UN/LOCODE|Unicode|CLDR"
)


def _messages(lang: str) -> list[Message]:
    path = LOCALE / lang / "LC_MESSAGES" / "sentences.po"
    with path.open("rb") as held:
        return [message for message in read_po(held, locale=lang) if message.id]


def _both(message: Message) -> list[tuple[str, str]]:
    """Pair words of any number with their translations."""
    ids = message.id if isinstance(message.id, tuple | list) else [message.id]
    said = message.string if isinstance(message.string, tuple | list) else [message.string]
    return [(ids[-1], one) for one in said]


def test_the_template_is_drawn_from_the_code_of_today() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template_text(), "type: make words"


def test_every_sentence_of_the_code_is_drawn() -> None:
    """One that stands inside another call is passed over by the reader of the catalogue."""
    ids = (message.id for message in drawn())
    known = {one for each in ids for one in (each if isinstance(each, tuple | list) else (each,))}
    files = [file for room in ROOMS for file in [ROOT / room, *(ROOT / room).rglob("*.py")]]
    said = {one for file in files if file.suffix == ".py" for one in _said_in(file)}
    assert said - known == set()


def _said_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if is_call and node.func.id in ("say", "say_count", "to_say") and node.args:
            words = node.args[0]
            if isinstance(words, ast.Constant) and isinstance(words.value, str):
                yield words.value


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_the_sentences_of_today(lang: str) -> None:
    path = LOCALE / lang / "LC_MESSAGES" / "sentences.po"
    assert path.read_text(encoding="utf-8") == language_text(lang), "type: make words"


def test_every_sentence_has_chinese_words() -> None:
    assert [one for message in _messages("zh") for one, said in _both(message) if not said] == []


def test_a_translation_sets_in_values_of_the_sentence_and_forgets_no_name() -> None:
    for message in _messages("zh"):
        for english, chinese in _both(message):
            own, theirs = _fields(chinese), _fields(english)
            # `persons` is the number in full, for languages that do not count in millions, and
            # `wan` the same in tens of thousands, in which Chinese counts.
            assert own - {"persons", "wan"} <= theirs, english
            assert theirs - own <= {"n"}, english


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_chinese_words_are_chinese() -> None:
    for message in _messages("zh"):
        for english, chinese in _both(message):
            plain = _NAMES.sub("", _TYPED.sub("", re.sub(r"\{[^}]*\}", "", chinese)))
            assert not re.search(r"[A-Za-z]{4,}", plain.replace("Valencia", "")), (english, chinese)
