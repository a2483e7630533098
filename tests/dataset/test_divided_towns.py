"""A town of a divided island: the part that a list names says which is meant."""

from __future__ import annotations

import pytest

from sistercities.dataset.divided_towns import town_across, towns_of_both
from sistercities.sources.register_cells import Cell
from sistercities.sources.register_countries import code_in_cell, territory_in
from sistercities.sources.register_ends import read_end

REPUBLIC, NORTH = "gn:146268", "x:cy-north-nicosia"


@pytest.mark.parametrize(
    "said",
    ["KKTC", "K.K.T.C.", "Kuzey Kıbrıs Türk Cumhuriyeti", "Northern Cyprus", "TRNC", "Nordzypern",
     "Chypre du Nord", "Северный Кипр", "北キプロス", "북키프로스", "北塞浦路斯", "قبرص الشمالية",
     "Cyprus (Northern Cyprus)"],
)  # fmt: skip
def test_the_part_is_known_in_any_language_and_is_of_the_island(said: str) -> None:
    assert territory_in(said) == "X-NCY"
    assert code_in_cell(said) == "CY"


@pytest.mark.parametrize("said", ["Kıbrıs", "Cyprus", "Güney Kıbrıs", "Zypern", "キプロス", ""])
def test_the_island_alone_says_no_part(said: str) -> None:
    assert territory_in(said) == ""


def test_the_part_may_stand_in_the_column_or_beside_the_name() -> None:
    in_column = read_end(Cell("Lefkoşa"), "", "KKTC", "", "")
    beside = read_end(Cell("Lefkoşa (KKTC)"), "", "", "", "TR")
    assert [(one.territory, one.end.country) for one in (in_column, beside)] == [
        ("X-NCY", "CY")
    ] * 2


def test_the_town_of_the_part_is_meant_by_the_name_of_both() -> None:
    assert town_across("X-NCY", [REPUBLIC]) == NORTH
    assert town_across("X-NCY", [REPUBLIC, NORTH]) == NORTH
    assert town_across("X-NCY", ["gn:1"]) == ""
    assert town_across("", [REPUBLIC]) == ""


def test_a_list_of_turkiye_that_says_the_island_alone_may_mean_either_town() -> None:
    assert towns_of_both("TR", REPUBLIC) == (REPUBLIC, NORTH)
    assert towns_of_both("GR", REPUBLIC) == ()
    assert towns_of_both("TR", "gn:1") == ()
