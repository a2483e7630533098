"""`covariates PLACE` on a terminal, in a pipe, as JSON and as CSV."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sistercities.cli.covariates_page import covariates_lines
from sistercities.cli.screen import Screen
from sistercities.records import Fact, FactList, PlaceRef

HERE = PlaceRef("gn:1", "Altstadt", "旧市", "city", "DE", "DE-XX", False)
THERE = PlaceRef("gn:2", "Neustadt", None, "city", "FR", None, False)
FACTS = (
    Fact("places", "population", "people", 1234567.0, None, "persons", None, None),
    Fact("cities", "has_airport", "1 if there is one", 0.0, None, "1", 2026, "flown"),
    Fact("cities", "exports", "goods", 0.0, None, "million CNY", 2023, "book"),
    Fact("cities", "km_to_coast", "to the sea", 12.345, None, "km", 2018, "earth"),
    Fact("cities", "time_zone", "zone", None, "Europe/Berlin", "1", 2026, "earth"),
    Fact("cities", "gdp", "product", None, None, "million CNY", None, None),
)
LONG = "a_fact_with_a_name_of_forty_letters_long"


def _lines(width: int, height: int | None = None, *, facts: tuple[Fact, ...] = FACTS,
           partner: PlaceRef | None = None, show_all: bool = False) -> list[str]:  # fmt: skip
    found = FactList(HERE, partner, facts)
    return covariates_lines(found, Screen(width, height), show_all=show_all)


def test_unknown_is_named_and_never_0() -> None:
    lines = _lines(120)
    assert lines[0] == "Altstadt 旧市 (city, DE-XX): 5 facts are known, 1 not."
    assert "Unknown, which is never 0: gdp." in lines
    assert not any(line.startswith("gdp") for line in lines)
    cells = {line.split()[0]: line.split()[1:] for line in lines[3:8]}
    assert cells["exports"] == ["0", "million", "CNY", "2023", "book"]
    assert cells["has_airport"] == ["no", "2026", "flown"]
    assert cells["population"] == ["1,234,567", "persons", "–", "–"]
    assert cells["km_to_coast"][0] == "12.35"
    assert cells["time_zone"][0] == "Europe/Berlin"
    assert "Of its country: sistercities covariates DE" in lines


def test_a_narrow_terminal_numbers_the_sources_and_cuts_no_number() -> None:
    lines = _lines(80)
    assert "By: 1 flown; 2 book; 3 earth." in lines
    assert next(line for line in lines if line.startswith("exports")).endswith("CNY  2023   2")
    assert max(map(len, lines[2:8])) <= 80
    assert "Meaning" in _lines(200)[2]


def test_two_places_say_which_facts_are_on_the_countries() -> None:
    trade = Fact("country_pairs", "trade", "goods", 5.0, None, "USD", 2014, "cow", "FR", "DE")
    lines = _lines(120, facts=(*FACTS[:1], trade), partner=THERE)
    assert lines[0].startswith("Altstadt 旧市 (city, DE-XX) with Neustadt (city, FR): 2 facts")
    assert any(line.startswith("DE, FR  trade FR to DE") for line in lines)
    assert any(line.startswith("places  population") for line in lines)


def test_facts_of_a_region_that_is_a_city_are_told_apart_and_counted_once() -> None:
    def told(of: str, name: str, value: float | None) -> Fact:
        year, source = (None, None) if value is None else (2026, "flown")
        return Fact(of, name, "it", value, None, "km", year, source)

    both = PlaceRef("gn:3", "Freistadt", None, "region1", "DE", "DE-YY", True)
    facts = (
        told("places", "population", 9.0),
        told("cities", "flights", 4.0), told("cities", "gdp", 5.0), told("cities", "coast", 6.0),
        told("regions", "flights", 4.0), told("regions", "gdp", 7.0),
        told("regions", "visits", 8.0),
        told("cities", "exports", None), told("cities", "trade", None),
        told("regions", "coast", None), told("regions", "exports", None),
    )  # fmt: skip
    lines = covariates_lines(FactList(both, None, facts), Screen(120, None), show_all=True)
    assert lines[0] == "Freistadt (region and city, DE-YY): 6 facts are known, 3 not."
    assert [tuple(line.split()[:3]) for line in lines[3:9]] == [
        ("both", "population", "9"), ("both", "flights", "4"), ("city", "gdp", "5"),
        ("city", "coast", "6"), ("region", "gdp", "7"), ("region", "visits", "8"),
    ]  # fmt: skip
    assert "Unknown, which is never 0: exports, trade, coast of the region." in lines


def test_a_low_terminal_says_how_many_more_there_are() -> None:
    many = tuple(Fact("cities", f"fact_{n}", "it", float(n), None, "km", 2000, "book")
                 for n in range(40))  # fmt: skip
    lines = _lines(80, 24, facts=many)
    assert len(lines) < 24
    assert any(line.endswith("more: --all shows them") for line in lines)
    assert not any("--all" in line for line in _lines(80, 24, facts=many, show_all=True))


def test_json_csv_and_lines_tell_the_same(typed: Callable) -> None:
    told = json.loads(typed("covariates", "宁湾", "--with", "Tokiwa", "--json").out)
    assert (told["place"]["name"], told["partner"]["name"]) == ("Ningwan", "Tokiwa")
    distance = next(fact for fact in told["facts"] if fact["variable"] == "distance_km")
    assert distance["of"] == "places"
    assert all(fact["value"] is None for fact in told["facts"] if fact["variable"] == "alliance")
    rows = typed("covariates", "宁湾", "--with", "Tokiwa", "--csv").out.splitlines()
    assert len(rows) == len(told["facts"]) + 1
    assert rows[0].startswith("place_id,partner_id,of,variable,meaning,value,")
    assert f"{distance['value']:,.0f}" in typed("covariates", "宁湾", "--with", "Tokiwa").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Ningwan", "--json", "--csv"), "--json and --csv do not go together"),
        (("Ningwan", "--with", "Ningwan"), "Error: Both names lead to Ningwan. Give another place"),
        (("Ningwan", "--only", "gpd"), "use one of"),
        (("Ningwan", "--only", ""), "use one of"),
        (("Ningwan", "--year", "1850"), "year=1850 cannot be used"),
        (("Ningwan", "--year", "2020", "--every-year"), "leave out one of them"),
        (("Ningwam",), "nearest"),
        (("Kawabe",), "is the name of 2 places"),
        ((), "Missing argument 'PLACE'"),
    ],
)
def test_wrong_input_is_a_sentence(typed: Callable, arguments: tuple[str, ...], said: str) -> None:
    came = typed("covariates", *arguments)
    assert (came.code, came.out) == (2, "")
    assert came.err.startswith("Error: ")
    assert said in came.err
