"""What to know of many countries: the first stand there, the rest are named and wait."""

from __future__ import annotations

import re

from sistercities.web.languages import Words
from sistercities.web.rendering import environment
from sistercities.web.told import Told


def _shown(n: int) -> str:
    care = [(f"Country {number}", (Told(f"Said of {number}."),)) for number in range(n)]
    parts = environment().get_template("parts.html").module
    return str(parts.with_care(care, Words("en")))  # type: ignore[attr-defined]


def test_few_countries_stand_in_one_list() -> None:
    assert "<details" not in _shown(4)
    assert _shown(4).count("<li>") == 4


def test_of_many_countries_the_rest_is_named_and_none_is_lost() -> None:
    shown = _shown(6)
    before, _, fold = shown.partition("<details")
    assert before.count("<li>") == 3
    summary = re.search("<summary>(.*?)</summary>", fold)
    assert summary is not None
    assert summary[1] == "3 more: Country 3, Country 4, Country 5"
    assert all(f"Said of {number}." in shown for number in range(6))
