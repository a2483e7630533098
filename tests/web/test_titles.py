"""Titles and orders of lists: what a page is of is said once, and how its rows stand."""

from __future__ import annotations

import pytest

import world
from web.reader import Reader, all_of, parsed, words_of

_LIFE = f"/tie/{'~'.join(sorted(next(iter(world.TIES))))}/life"


@pytest.mark.parametrize(
    ("path", "lang", "title"),
    [
        ("/countries", "en", "Countries and territories with partnerships · Sister cities"),
        ("/country/CN/regions", "en", "Regions of CN · Sister cities"),
        (f"/region/{world.LANYU}/sisters", "zh", "岚屿省的友好省州 · 友好城市"),
        ("/pair/JP/JP", "en", "Within JP · Sister cities"),
        ("/pair/JP/JP", "zh", "日本国内 · 友好城市"),
        ("/data/coverage", "en", "Data: Coverage"),
    ],
)
def test_a_title_says_once_what_it_is_of(reader: Reader, path: str, lang: str, title: str) -> None:
    (said,) = (words_of(one) for one in all_of(parsed(reader.page(f"{path}?lang={lang}")), "title"))
    assert said.startswith(title), said


@pytest.mark.parametrize(
    ("path", "head", "order"),
    [
        (f"/region/{world.LANYU}/sisters", "Between their places", "descending"),
        (_LIFE, "When", "ascending"),
    ],
)
def test_a_list_marks_the_order_that_it_has_at_first(
    reader: Reader, path: str, head: str, order: str
) -> None:
    heads = all_of(parsed(reader.page(f"{path}?lang=en")), "th")
    marked = {words_of(one).rstrip(" ▲▼"): one.get("aria-sort") for one in heads}
    assert {name: one for name, one in marked.items() if one} == {head: order}
