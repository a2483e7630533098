"""What the build writes beside a claim is said in the language of the page."""

from __future__ import annotations

from typing import Any

import pytest

from sistercities.web.asked import Asked
from sistercities.web.claim_words import locator_said, note_said
from sistercities.web.languages import Words


def asked(language: str) -> Asked:
    site: Any = None
    return Asked(site, Words(language), "/tie/x", {}, "https://host.example")


@pytest.mark.parametrize(
    ("note", "said", "language"),
    [
        ("stated at both ends", "两端均载明", None),
        ("stated by Q1000336 alone", "仅由Q1000336一端载明", None),
        (
            "stated at both ends; both belong to the Douzelage",
            "两端均载明；双方同属the Douzelage",
            None,
        ),
        ("heading: economic cooperation", "heading: economic cooperation", "en"),
        ("", "", None),
    ],
)
def test_a_note_is_chinese_on_a_page_in_chinese(note: str, said: str, language: str | None) -> None:
    assert note_said(asked("zh"), note) == (said, language)
    assert note_said(asked("en"), note) == (note, None)


def test_where_a_claim_stands_is_said_too() -> None:
    assert locator_said(asked("zh"), "rows 1472, 12262") == ("第1472, 12262行", None)
    assert locator_said(asked("zh"), "A list, row Z1416") == ("A list, 第Z1416行", "en")
    assert locator_said(asked("en"), "row 5") == ("row 5", None)
    assert locator_said(asked("en"), "rows 5, 80") == ("rows 5, 80", None)
    assert locator_said(asked("zh"), "Wikidata, crawled 2016") == ("Wikidata, crawled 2016", "en")
