"""A town of a divided island: the part that a list names says which is meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sistercities as sc
from sistercities.dataset.divided_towns import (
    council_meant,
    councils_of,
    town_across,
    towns_of_both,
)
from sistercities.errors import TwoCouncils
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


DISPLACED, THERE = "x:cy-famagusta-displaced", "gn:146617"


def test_which_council_is_meant_follows_from_the_state_of_the_partner_and_the_name() -> None:
    both = councils_of(THERE)
    assert both == councils_of(DISPLACED) == (DISPLACED, THERE)
    assert council_meant("GR", both, both) == DISPLACED
    assert council_meant("TR", both, both) == THERE
    assert council_meant("DE", both, both) == ""
    assert council_meant("DE", both, [THERE]) == THERE  # Gazimağusa
    assert council_meant("GR", both, [THERE]) == ""
    assert councils_of("gn:146268") == ()  # Nicosia: the Republic governs there


@pytest.mark.parametrize(
    ("home", "partner", "country", "place"),
    [
        ("Βόλος", "Αμμόχωστος", "GR", DISPLACED),
        ("Καλαμάτα", "Κερύνεια", "GR", "x:cy-kyrenia-displaced"),
        ("Λάρισα", "Μόρφου", "GR", "x:cy-morphou-displaced"),
        ("Kayseri", "Gazimağusa", "TR", THERE),
        ("Bologna", "Famagusta", "IT", ""),
        ("Bologna", "Girne", "IT", "gn:146412"),
        ("Bologna", "Famagusta (displaced)", "IT", DISPLACED),
        ("Πάτρα", "Αμμόχωστος", "GR", DISPLACED),
    ],
)
def test_a_line_goes_to_the_council_that_its_partner_means_or_waits(
    tmp_path: Path, home: str, partner: str, country: str, place: str
) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        f"Home city,Home country,Partner,Partner country\n{home},{country},{partner},CY\n",
        encoding="utf-8",
    )
    (line,) = sc.import_register(register, year=2026, write=False).account
    assert place in line.place_b if place else not line.place_b
    if not place:
        assert "Northern Cyprus" in line.next_step
        assert "Famagusta (displaced)" in line.next_step


@pytest.mark.parametrize("name", ["Famagusta", "Morphou", "Kyrenia", "Lapithos", "Lefkoniko"])
def test_a_town_of_two_councils_is_asked_back_and_the_advice_works(name: str) -> None:
    with pytest.raises(TwoCouncils) as asked:
        sc.place(f"{name}, CY")
    _, _, advice = str(asked.value).partition("or write ")
    there, away = re.findall("'([^']+)'", advice)
    assert not sc.place(there).place_id.endswith("-displaced")
    assert sc.place(away).place_id.endswith("-displaced")
