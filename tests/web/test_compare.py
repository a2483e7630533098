"""Places beside each other: every number is counted a second time from the world by hand."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

import world
from sistercities.api.explorer.comparing import ComparedPlace, Comparison, compare_places
from sistercities.web.asked import Asked
from sistercities.web.compared import answer_of
from sistercities.web.languages import Words
from sistercities.web.site import Site
from web.reader import Reader, all_of, parsed, words_of

CITIES = (
    world.NINGWAN, world.SHUANGHE, world.SONGGANG, world.TOKIWA, world.PORTCLAIR, world.KAWABE_K,
    world.ZHUTAN, world.MOQI, world.TIANTAI, world.LANYU,
)  # fmt: skip
_ALIVE = ("active", "listed", "one_old_source")


def _address(*places: str, form: str = "", lang: str = "") -> str:
    asked = "&".join(f"place={one}" for one in places)
    return f"/compare{form}?{asked}{f'&lang={lang}' if lang else ''}"


def _partners(place: str, *, is_alive: bool = True) -> dict[str, world.Tie]:
    """Count by hand: the ties of a place, by the id of the partner."""
    found = {}
    for pair, tie in world.TIES.items():
        if place in pair:
            standing = world.STANDING.get(pair, ("active",))[0]
            if standing in _ALIVE or not is_alive:
                found[next(iter(pair - {place}))] = tie
    return found


def _years(place: str) -> list[int]:
    sound = ("day", "month", "year")
    ties = _partners(place).values()
    return sorted(int(tie.start[:4]) for tie in ties if tie.start and tie.precision in sound)


def _held(reader: Reader, *places: str) -> Any:
    return json.loads(reader.page(_address(*places, form=".json")))


@pytest.mark.parametrize("pair", list(combinations(CITIES, 2)))
def test_the_numbers_are_those_counted_by_hand(reader: Reader, pair: tuple[str, str]) -> None:
    held = _held(reader, *pair)
    known = world.places()
    for place, row in zip(pair, held["places"], strict=True):
        alive, every = _partners(place), _partners(place, is_alive=False)
        years = _years(place)
        assert row["place_id"] == place
        assert row["ties"] == (len(every) or None)
        assert row["standing"] == (len(alive) if every else None)
        countries = {known[one].country for one in alive}
        assert row["partner_countries"] == (len(countries) if every else None)
        assert row["dated"] == (len(years) if every else None)
        assert row["first_year"] == (years[0] if years else None)
        assert row["population"] == known[place].population
    every = [set(_partners(place, is_alive=False)) for place in pair]
    assert {one["partner"]["place_id"] for one in held["shared_partners"]} == every[0] & every[1]
    codes = [{known[one].country for one in _partners(place)} for place in pair]
    assert {one["country"] for one in held["shared_countries"]} == codes[0] & codes[1]
    assert set(held["own_countries"][pair[0]]) == codes[0] - codes[1]
    assert set(held["own_countries"][pair[1]]) == codes[1] - codes[0]
    assert len(held["ties_of_each_other"]) == (frozenset(pair) in world.TIES)


def test_what_lies_inside_sister_regions_is_a_share_of_what_can_be_told(reader: Reader) -> None:
    """Qingmo is tied with Minamihara and Nordmark; Lanyu with the regions of all of Shuanghe's."""
    rows = _held(reader, world.NINGWAN, world.SHUANGHE, world.MOQI, world.LANYU)["places"]
    assert [(row["inside"], row["inside_told"]) for row in rows] == [
        (2, 5), (3, 3), (None, 0), (None, None),
    ]  # fmt: skip
    tree = parsed(reader.page(_address(world.NINGWAN, world.SHUANGHE, world.MOQI, world.LANYU)))
    row = _row(tree, "Inside sister regions")
    assert row[:2] == ["2 of 5", "3 of 3"]
    assert "no full list" in row[2]
    assert "a region" in row[3]


def _row(tree: Any, label: str) -> list[str]:
    for row in all_of(tree, "tr"):
        cells = [words_of(one) for one in row]
        if cells[0] == label:
            return cells[1:]
    raise AssertionError(label)


def test_the_page_says_a_sentence_to_repeat_and_the_same_numbers(reader: Reader) -> None:
    tree = parsed(reader.page(_address(world.NINGWAN, world.SHUANGHE)))
    assert words_of(all_of(tree, "h1")[0]) == "Ningwan and Shuanghe compared"
    said = words_of(tree)
    assert "Ningwan has 5 known partners and Shuanghe 3. They share 2: " in said
    assert "Tokiwa" in said
    assert "Portclair" in said
    assert _row(tree, "Partners") == ["5", "3"]
    assert _row(tree, "Of these, called exchange partners") == ["1", "– none known"]
    assert _row(tree, "Partners with a known year") == ["5", "3"]
    assert _row(tree, "Earliest known year") == ["1990", "1981"]
    assert _row(tree, "Years of the lists read") == ["2020, 2026", "2020, 2026"]
    assert "No partnership of the two with each other is known." in said
    assert "Lists of the same years were read" in said
    common = {row[0].split()[0]: row[1:] for row in _rows(tree, "common")}
    assert set(common) == {"Tokiwa", "Portclair"}
    assert [cell[:4] for cell in common["Tokiwa"]] == ["1992", "1981"]
    assert [cell[:4] for cell in common["Portclair"]] == ["2000", "2006"]


def _rows(tree: Any, name: str) -> list[list[str]]:
    (table,) = (one for one in all_of(tree, "table") if one.get("id") == name)
    body = all_of(table, "tbody")[0]
    return [[words_of(cell) for cell in row] for row in all_of(body, "tr")]


def test_partners_of_each_other_are_told_with_the_evidence(reader: Reader) -> None:
    tree = parsed(reader.page(_address(world.NINGWAN, world.TOKIWA, world.PORTCLAIR)))
    (own,) = (one for one in all_of(tree, "ul") if one.get("class") == "own")
    due = {"gn:811~gn:921", "gn:723~gn:921", "gn:723~gn:811"}
    assert {one.get("href").removeprefix("/tie/") for one in all_of(own, "a")} == due
    assert "Partnership of Ningwan and Tokiwa: since 1992" in words_of(own)
    itself = [row for row in _rows(tree, "common") if row[0].startswith("Tokiwa")]
    assert itself[0][2] == "itself"


def test_what_all_share_and_what_some_share_are_told_apart(reader: Reader) -> None:
    places = (world.NINGWAN, world.SHUANGHE, world.MOQI)
    said = words_of(parsed(reader.page(_address(*places))))
    assert "All of them share 1: Tokiwa. 1 more is shared by some of them." in said
    apart = words_of(parsed(reader.page(_address(world.NINGWAN, world.SHUANGHE, world.HUSHI))))
    assert "No partner is common to all. Some of them share 2: " in apart


def test_a_place_without_a_known_partner_has_no_number_and_its_lists_are_named(
    reader: Reader,
) -> None:
    tree = parsed(reader.page(_address(world.TIANTAI, world.NINGWAN)))
    said = words_of(tree)
    assert "Ningwan has 5 known partners. We know of no partner of Tiantai. The lists read" in said
    assert "They share" not in said.replace("We know of no partner that they share", "")
    for label in ("Partners", "In our sources, former ones included", "Inside sister regions"):
        assert _row(tree, label)[0].startswith("–")
    towns = words_of(parsed(reader.page(_address(world.BUESCHOW, world.NINGWAN))))
    assert "We know of no partner of Büschow." in towns


def test_a_region_beside_a_city_is_counted_by_its_own(reader: Reader) -> None:
    said = words_of(parsed(reader.page(_address(world.LANYU, world.NINGWAN))))
    assert "A region is counted by its own partnerships" in said
    alike = words_of(parsed(reader.page(_address(world.SHUANGHE, world.NINGWAN))))
    assert "A region is counted" not in alike


def _with_exchange(explorer: Any, place: str, n: int) -> ComparedPlace:
    """Call some ties of a place exchange, as a list of such would."""
    (one,) = compare_places(explorer, [place]).places
    kinds = ["exchange"] * n + ["sister"] * (len(one.ties) - n)
    ties = [replace(tie, kind=kind) for tie, kind in zip(one.ties, kinds, strict=True)]
    return replace(one, ties=tuple(ties))


def test_many_partners_of_a_kind_that_few_lists_name_are_set_apart(site: Site) -> None:
    asked = Asked(site, Words("en"), "/compare", {}, "")
    two = [_with_exchange(site.explorer, world.NINGWAN, 5)]
    two += compare_places(site.explorer, [world.SHUANGHE]).places
    found = Comparison(tuple(two), (), ())
    said = answer_of(asked, found)
    assert "All partners of Ningwan are called exchange partners" in said
    assert not found.has_same_lists
    assert [len(ties) for ties in found.drawn] == [0, 3]
    few = _with_exchange(site.explorer, world.NINGWAN, 4)
    alike = Comparison((few, two[1]), (), ())
    assert "exchange" not in answer_of(asked, alike)
    assert [len(ties) for ties in alike.drawn] == [5, 3]


def test_two_of_one_name_are_told_apart(reader: Reader) -> None:
    tree = parsed(reader.page(_address(world.KAWABE_M, world.KAWABE_K)))
    assert words_of(all_of(tree, "h1")[0]) == "Kawabe (Minamihara) and Kawabe (Kitazawa) compared"
    assert "Partnership of Kawabe and Kawabe: start year unknown" in words_of(tree)


def test_the_table_is_csv_and_json(reader: Reader) -> None:
    text = reader.page(_address(world.NINGWAN, world.TIANTAI, form=".csv"))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in rows] == ["Ningwan", "Tiantai"]
    assert [row["standing"] for row in rows] == ["5", ""]
    assert rows[0]["list_years"] == "2020 2026"
    held = _held(reader, world.NINGWAN, world.TIANTAI)
    assert list(held["places"][0]) == list(rows[0])


def test_every_way_on_keeps_all_places_in_their_order(reader: Reader) -> None:
    page = reader.page("/compare?place=Ningwan&place=&place=%E5%8F%8C%E9%B9%A4%E5%B8%82&lang=en")
    tree = parsed(page)
    due = "place=gn%3A921&place=gn%3A911"
    links = [one.get("href") or "" for one in tree.iter()]
    paths = [one.removeprefix("http://explorer.test") for one in links]
    onward = [one for one in paths if one.startswith("/compare") and "place=" in one]
    assert len(onward) >= 6, "languages in the head and on the page, tables as data"
    assert all(due in one for one in onward)
    assert f"http://explorer.test/compare?{due}" in page.replace("&amp;", "&")
    typed = [one.get("value") for one in all_of(tree, "input") if one.get("name") == "place"]
    assert typed == ["Ningwan", "Shuanghe", "", ""]
    turned = parsed(reader.page(_address(world.SHUANGHE, world.NINGWAN)))
    assert words_of(all_of(turned, "h1")[0]) == "Shuanghe and Ningwan compared"


def test_a_place_leads_here_and_is_asked_for_another(reader: Reader) -> None:
    way = f"/compare?place={world.NINGWAN}".replace(":", "%3A")
    assert f'href="{way}"' in reader.page(f"/place/{world.NINGWAN}")
    tree = parsed(reader.page(way))
    assert "Name at least one more place to compare with Ningwan." in words_of(tree)
    such = [one for one in all_of(tree, "a") if (one.get("href") or "").count("place=") == 2]
    assert such
    assert all(reader.ask(one.get("href")).status_code == 200 for one in such)


def test_the_chinese_page_has_the_same_numbers_in_its_own_words(reader: Reader) -> None:
    page = reader.page(_address(world.NINGWAN, world.SHUANGHE, lang="zh"))
    tree = parsed(page)
    assert "宁湾市有5个已知伙伴，双鹤市有3个。两地有2个共同伙伴：" in words_of(tree)
    assert [one for one in tree.iter() if one.get("lang") == "en" and "." in words_of(one)] == []
