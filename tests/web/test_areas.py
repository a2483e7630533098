"""Pages of countries, pairs and regions: tabs, short tables, the map of two countries, coverage."""

from __future__ import annotations

import json
from typing import Any

import pytest

import world
from sistercities.api.explorer.holdings import CoverageRow
from sistercities.web import coverage_words
from sistercities.web.asked import Asked
from sistercities.web.coverage_words import Covered, country_covered, pair_covered
from sistercities.web.languages import Words
from sistercities.web.site import Site
from web.reader import Reader, all_of, parsed, words_of

PAGES = ["/country/CN", "/pair/CN/JP", f"/region/{world.LANYU}", f"/place/{world.NINGWAN}"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
def test_each_tab_leads_to_a_part_of_the_page(reader: Reader, path: str, lang: str) -> None:
    tree = parsed(reader.page(f"{path}?lang={lang}"))
    (tabs,) = (one for one in all_of(tree, "nav") if one.get("class") == "tabs")
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    leads = [one.get("href") for one in all_of(tabs, "a")]
    assert len(leads) > 2
    assert {one.removeprefix("#") for one in leads} <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(words_of(one) for one in all_of(tabs, "a"))


def test_the_map_stands_beside_the_years_before_any_table(reader: Reader) -> None:
    for path in PAGES[:3]:
        tree = parsed(reader.page(path))
        (sights,) = (one for one in all_of(tree, "div") if one.get("id") == "sights")
        kinds = [one.get("class").split()[0] for one in all_of(sights, "figure")]
        assert kinds == ["map", "timeline"]
        order = [one for one in tree.iter() if one is sights or one in all_of(tree, "table")]
        assert order[0] is sights


def _rows(tree: Any, table: str) -> list[Any]:
    (found,) = (one for one in all_of(tree, "table") if one.get("id") == table)
    return all_of(all_of(found, "tbody")[0], "tr")


def test_a_country_shows_few_rows_and_leads_to_the_rest(reader: Reader) -> None:
    tree = parsed(reader.page("/country/CN"))
    for table in ("countries", "places"):
        assert 0 < len(_rows(tree, table)) <= 8
    ways = {one.get("href") for one in all_of(tree, "a")}
    assert {"/country/CN/partners", "/country/CN/places", "/country/CN/ties"} <= ways


def test_the_reduced_form_may_ask_for_more_rows_than_the_page_has(reader: Reader) -> None:
    held = json.loads(reader.page("/country/CN/partners.json"))["rows"]
    shown = _rows(parsed(reader.page("/embed/country/CN?rows=12")), "countries")
    assert len(shown) == min(12, len(held))


def test_a_pair_names_both_ends_in_a_short_row(reader: Reader) -> None:
    tree = parsed(reader.page("/pair/CN/JP"))
    rows = _rows(tree, "ties")
    held = json.loads(reader.page("/pair/CN/JP.json"))["rows"]
    assert len(rows) == min(len(held), 20)
    for row, due in zip(rows, held, strict=False):
        words = words_of(row)
        assert due["here"] in words
        assert due["there"] in words
    heads = [words_of(one) for one in all_of(all_of(tree, "thead")[0], "th")]
    assert len(heads) <= 4
    whole = parsed(reader.page("/pair/CN/JP?columns=all"))
    assert len(all_of(all_of(whole, "thead")[0], "th")) == 9


def test_the_map_of_a_pair_draws_its_ties_and_follows_the_filters(reader: Reader) -> None:
    held = json.loads(reader.page("/pair/CN/JP.json"))["rows"]
    shown = json.loads(reader.page("/pair/CN/JP/map.json"))
    drawn = [one["id"] for one in shown["lines"]]
    assert sorted(drawn + shown["without_point"]) == sorted(one["tie_id"] for one in held)
    ends = {one["id"] for one in shown["places"]}
    assert ends == {one[end] for one in shown["lines"] for end in ("from", "to")}
    assert reader.page("/pair/CN/JP/map.svg").count('class="map-line-') == len(drawn)
    few = json.loads(reader.page("/pair/CN/JP/map.json?from=1900&to=1975"))["lines"]
    assert len(few) < len(drawn)
    assert reader.ask("/pair/JP/CN/map.json").headers["location"] == "/pair/CN/JP/map.json"
    assert reader.ask("/pair/CN/XX/map.svg").status_code == 404


def _row(**changes: object) -> CoverageRow:
    usual: dict[str, Any] = {
        "scope": "CN", "dimension": "all", "group": "all", "measure": "ties, all, 2015",
        "ours": 90.0, "held": 130.0, "official": 120.0, "official_date": "2015-07-01",
        "official_source": "A gazette", "is_like_with_like": False, "note": None,
    }  # fmt: skip
    return CoverageRow(**(usual | changes))


@pytest.fixture
def asked(site: Site) -> Asked:
    return Asked(site, Words("en"), "/country/CN", {}, "")


def _given(monkeypatch: pytest.MonkeyPatch, *rows: CoverageRow) -> None:
    monkeypatch.setattr(coverage_words, "official_coverage", lambda _explorer: list(rows))


def test_the_newest_count_of_others_stands_beside_ours_without_a_share(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    _given(monkeypatch, _row(official_date="2024-11-19", official=200.0), _row())
    found = country_covered(asked, "CN")
    assert found is not None
    for words in ("200 partnerships in 2024", "name 130", "of 90 we know"):
        assert words in found.sentence
    assert "%" not in found.sentence
    assert found.source == "A gazette"


def test_a_share_is_told_where_like_is_set_beside_like(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = _row(
        dimension="register", measure="partnerships of LIST 2015", held=None, ours=60.0,
        is_like_with_like=True,
    )  # fmt: skip
    _given(monkeypatch, _row(official_date="2024"), register)
    said = "Our sources hold about 50 % of the partnerships in the register LIST 2015: 60 of 120."
    assert country_covered(asked, "CN") == Covered(said, "A gazette")


def test_counts_of_two_countries_are_found_from_either_side(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    _given(monkeypatch, _row(), _row(dimension="country", group="JP", official=44.0))
    for codes in (("CN", "JP"), ("JP", "CN")):
        found = pair_covered(asked, *codes)
        assert found is not None
        assert "44" in found.sentence
    assert pair_covered(asked, "CN", "US") is None
    assert country_covered(asked, "JP") is None


def test_a_region_without_partners_leads_with_those_of_its_places(reader: Reader) -> None:
    tree = parsed(reader.page(f"/region/{world.WUTING}"))
    (lead,) = (one for one in all_of(tree, "p") if one.get("class") == "lead")
    n = sum(row["ties"] or 0 for row in _places_of(reader, world.WUTING))
    assert n
    assert words_of(lead).startswith(f"The places in Wuting have {n} partnership")
    assert "Of Wuting itself we know of no partner." in words_of(lead)
    (places,) = (one for one in tree.iter() if one.get("aria-labelledby") == "places-heading")
    assert "The places in Wuting have" not in words_of(places)
    ids = [one.get("id") for one in tree.iter()]
    assert ids.index("places-heading") < ids.index("next") < ids.index("facts")


def test_a_region_with_partners_begins_with_its_own(reader: Reader) -> None:
    ids = [one.get("id") for one in parsed(reader.page(f"/region/{world.LANYU}")).iter()]
    assert ids.index("ties-heading") < ids.index("next") < ids.index("places-heading")


def test_the_reduced_form_of_such_a_region_lists_its_places(reader: Reader) -> None:
    tree = parsed(reader.page(f"/embed/region/{world.WUTING}"))
    assert any("Moqi" in words_of(row) for row in _rows(tree, "places"))
    assert "region that it lies in" not in words_of(tree)


def _places_of(reader: Reader, region: str) -> list[Any]:
    return list(json.loads(reader.page(f"/region/{region}/places.json"))["rows"])
