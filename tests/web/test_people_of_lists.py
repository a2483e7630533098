"""A number of people in a list of places has its year, or is told to be undated."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sistercities.api.explorer.records import PlaceLine
from sistercities.records import PlaceRef
from sistercities.web.languages import Words
from sistercities.web.place_lists import people_cell
from web.reader import Reader, parsed, words_of

PLACE = PlaceRef("gn:1", "Nord", None, "city", "DE", None, False)


@pytest.mark.parametrize(
    ("lang", "year", "note"),
    [("en", None, "undated"), ("zh", None, "无年份"), ("en", 2023, "2023")],
)
def test_people_have_a_year_or_are_undated(lang: str, year: int | None, note: str) -> None:
    asked: Any = SimpleNamespace(words=Words(lang))
    cell = people_cell(asked, PlaceLine(PLACE, 1_234, None, population_year=year))
    assert (cell.text, cell.note) == ("1,234", note)


def test_the_page_of_a_search_says_so(reader: Reader) -> None:
    assert "undated" in words_of(parsed(reader.page("/search?q=Ning")))
