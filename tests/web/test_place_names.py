"""What a page calls a place: its own name for Chinese places, its Chinese name elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sistercities.dataset.release.store import open_release
from sistercities.web.languages import called, language_of_country


@dataclass(frozen=True)
class Place:
    name: str
    name_local: str | None
    country: str


@pytest.mark.parametrize(
    ("place", "lang", "chinese", "first", "other", "other_lang"),
    [
        (Place("Ningbo", "宁波市", "CN"), "zh", None, "宁波市", "Ningbo", "en"),
        (Place("Ningbo", "宁波市", "CN"), "en", None, "Ningbo", "宁波市", "zh-Hans"),
        (Place("Rouen", None, "FR"), "zh", "鲁昂", "鲁昂", "Rouen", "en"),
        (Place("Rouen", None, "FR"), "en", "鲁昂", "Rouen", None, None),
        (Place("Daegu", "대구시", "KR"), "zh", "大邱", "大邱", "대구시", "ko"),
        (Place("Nagaokakyō", "長岡京市", "JP"), "zh", "长冈京市", "长冈京市", "Nagaokakyō", "en"),
        (Place("Nagaokakyō", "長岡京市", "JP"), "en", "长冈京市", "Nagaokakyō", "長岡京市", "ja"),
        (Place("Taipei", "臺北市", "TW"), "zh", None, "臺北市", "Taipei", "en"),
        (Place("Elsewhere", None, "XX"), "zh", None, "Elsewhere", None, None),
    ],
)
def test_the_first_name_is_that_of_the_reader_and_the_other_stands_beside(
    place: Place, lang: str, chinese: str | None, first: str, other: str | None, other_lang: str
) -> None:
    names = called(place, lang, chinese)
    assert (names.first, names.other, names.other_lang) == (first, other, other_lang)


def test_every_local_name_in_the_release_has_a_language_where_its_letters_are_others() -> None:
    """A screen reader reads Жлобін in Belarusian, and a browser takes a font that has it."""
    rows = open_release().query(
        "SELECT DISTINCT country FROM places WHERE name_local <> name "
        "AND regexp_matches(name_local, '[^\\x00-\\x{24F}\\x{1E00}-\\x{1EFF}]')"
    )
    without = [row["country"] for row in rows if language_of_country(row["country"]) is None]
    assert without == []
    assert language_of_country("BY") == "be"
