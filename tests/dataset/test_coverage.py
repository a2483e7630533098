"""How much of what exists is held: by region, and on the card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.dataset.assemble import assemble
from sistercities.dataset.coverage_decisions import (
    RegionList,
    read_notes,
    read_region_lists,
    read_scopes,
)
from sistercities.dataset.register_shares import RegisterShare
from sistercities.errors import BuildError, SourceError
from sistercities.sources.official_totals import OfficialTotal

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def tables() -> Rows:
    return assemble(world.ingredients())


def _region(tables: Rows, place_id: str, level: str, source: str = world.ZH) -> dict[str, Any]:
    (row,) = (
        row
        for row in tables["region_coverage"]
        if (row["place_id"], row["level"], row["source_id"]) == (place_id, level, source)
    )
    return row


def _card(
    tables: Rows, dimension: str, group: str, measure: str, scope: str = "CN"
) -> dict[str, Any]:
    asked = (scope, dimension, group, measure)
    (row,) = (
        row
        for row in tables["coverage"]
        if (row["scope"], row["dimension"], row["group"], row["measure"]) == asked
    )
    return row


def _rows_of(tables: Rows, place_id: str) -> set[tuple[str, str, bool, int]]:
    return {
        (row["level"], row["source_id"], row["is_covered"], row["ties_listed"])
        for row in tables["region_coverage"]
        if row["place_id"] == place_id
    }


def test_a_region_stands_there_where_somebody_speaks_of_its_list(tables: Rows) -> None:
    assert _rows_of(tables, world.BAISHA) == {
        ("upper", world.ZH, True, 1),
        ("lower", world.ZH, True, 2),
        ("lower", world.EN, True, 1),
    }


def test_ties_seen_from_the_other_side_are_no_list(tables: Rows) -> None:
    # Kitazawa holds a tie with Qingmo, and Kawabe lies in it; no ruling speaks of Japan.
    assert _rows_of(tables, world.KITAZAWA) == {
        ("upper", world.ZH, False, 1),
        ("lower", world.ZH, False, 2),
        ("lower", world.OLD, False, 1),
    }
    assert {
        row["is_covered"] for row in tables["region_coverage"] if row["place_id"] in _ABROAD
    } == {False}


def test_domestic_ties_are_in_no_list(tables: Rows) -> None:
    # Kawabe of Minamihara and Kawabe of Kitazawa are tied by the undated source alone.
    assert not [row for row in _rows_of(tables, world.KITAZAWA) if row[1] == world.EN]


def test_a_ruling_on_one_region_goes_before_that_on_its_country() -> None:
    lists = (
        RegionList(world.EN, "JP", "JP-92", "upper", is_listed=True),
        RegionList(world.EN, "JP", "*", "upper", is_listed=False),
    )
    rows = assemble(replace(world.ingredients(), region_lists=lists))["region_coverage"]
    found = {row["place_id"]: row["is_covered"] for row in rows if row["source_id"] == world.EN
             and row["level"] == "upper" and row["place_id"] in _ABROAD}  # fmt: skip
    assert found == {world.MINAMIHARA: False, world.KITAZAWA: True, world.HIGASHINO: False}


def test_a_list_says_whose_it_is_and_of_which_year() -> None:
    lists = (
        RegionList(world.EN, "JP", "JP-92", "upper", True, 2017, "whole; a page of 2017"),
        RegionList(world.EN, "JP", "JP-91", "upper", False, 2012, "in part; cut"),
        RegionList(world.EN, "JP", "JP-93", "upper", True, None, "whole; not dated"),
    )
    rows = assemble(replace(world.ingredients(), region_lists=lists))["region_coverage"]
    found = {row["place_id"]: (row["is_covered"], row["list_year"], row["note"]) for row in rows
             if row["source_id"] == world.EN and row["level"] == "upper"
             and row["place_id"] in _ABROAD}  # fmt: skip
    assert found == {
        world.KITAZAWA: (True, 2017, "whole; a page of 2017"),
        world.MINAMIHARA: (False, None, "in part; cut"),
        world.HIGASHINO: (True, None, "whole; not dated"),
    }


def test_a_ruling_on_a_region_that_is_none_stops_the_build() -> None:
    odd = RegionList(world.ZH, "JP", "JP-01", "upper", is_listed=True)
    with pytest.raises(
        BuildError, match=r"region_lists\.csv: JP-01 is no first-level region of JP"
    ):
        assemble(replace(world.ingredients(), region_lists=[odd]))


def test_ties_are_counted_with_the_region_or_below_it(tables: Rows) -> None:
    # Lanyu itself: Minamihara, Valmont, Ombrage. Below it: Shuanghe 3, Meiping 4, Yunling 1,
    # Hushi 1, of whatever class.
    assert _region(tables, world.LANYU, "upper")["ties_listed"] == 3
    assert _region(tables, world.LANYU, "lower")["ties_listed"] == 9
    # A dual place is its own region; below it is its district.
    assert _region(tables, world.JINGHAI, "upper")["ties_listed"] == 2
    assert _region(tables, world.JINGHAI, "lower")["ties_listed"] == 1


def test_a_region_without_a_list_is_not_covered_which_is_not_zero_ties(tables: Rows) -> None:
    assert not _region(tables, world.WUTING, "upper")["is_covered"]
    assert _region(tables, world.WUTING, "lower")["is_covered"]
    assert _region(tables, world.LANYU, "upper")["is_covered"]
    assert ("upper", world.EN) not in {row[:2] for row in _rows_of(tables, world.LANYU)}


def test_a_published_total_is_set_beside_what_is_listed(tables: Rows) -> None:
    upper, lower = (_region(tables, world.LANYU, level) for level in ("upper", "lower"))
    assert (upper["official_total"], upper["is_complete"]) == (3, True)
    assert (lower["official_total"], lower["is_complete"]) == (10, True)  # 9 of 9 + 1
    assert _region(tables, world.QINGMO, "upper")["official_total"] is None
    assert not _region(tables, world.QINGMO, "upper")["is_complete"]


def test_the_card_counts_by_group(tables: Rows) -> None:
    abroad = [tie for tie in world.TIES if any(p in _HOME for p in tie)]
    assert _card(tables, "all", "all", "ties")["ours"] == len(abroad) == 30
    assert _card(tables, "level", "upper", "ties")["ours"] == 7
    assert _card(tables, "level", "cross", "ties")["ours"] == 1
    assert _card(tables, "level", "dual", "ties")["ours"] == 3
    assert _card(tables, "decade", "1980s", "ties")["ours"] == 9
    assert _card(tables, "decade", "undated or suspect", "ties")["ours"] == 4
    assert _card(tables, "country", "DE", "ties")["ours"] == 5
    assert _card(tables, "all", "all", "share_dated")["ours"] == pytest.approx(26 / 30, abs=1e-4)


def test_groups_of_one_dimension_add_up(tables: Rows) -> None:
    for dimension in ("level", "province", "decade", "country"):
        counts = [
            row["ours"]
            for row in tables["coverage"]
            if (row["scope"], row["dimension"], row["measure"]) == ("CN", dimension, "ties")
        ]
        assert sum(counts) == 30


def test_the_share_of_claims_resolved_counts_home_claims(tables: Rows) -> None:
    assert _card(tables, "source", world.ZH, "share_resolved")["ours"] == 1.0
    # Of nine rows seven have a home end, and one of these waits for review.
    assert _card(tables, "source", world.EN, "claims")["ours"] == 7
    assert _card(tables, "source", world.EN, "share_resolved")["ours"] == round(6 / 7, 4)


def test_a_published_total_is_compared_with_the_ties_of_its_year(tables: Rows) -> None:
    # 30 abroad, less one pending and less Songgang - Sakurai, known only from 2026 on.
    row = _card(tables, "all", "all", "ties, all, 2020-12-31")
    assert (row["ours"], row["official"]) == (28, 40)
    assert row["official_source"] == "made up"
    # Songgang - Sakurai is held all the same; what is not signed yet is not.
    assert row["held"] == 29
    assert "of the 29 that we hold" in row["note"]
    assert _card(tables, "all", "all", "ties")["held"] is None
    county = _card(tables, "province", "CN-91", "ties, county, 2020")
    assert (county["ours"], county["official"]) == (1, 1)
    prefecture = _card(tables, "province", "CN-91", "ties, prefecture, 2020")
    assert (prefecture["ours"], prefecture["official"]) == (7, 9)


def test_a_total_is_no_whole_of_ours_and_a_register_is(tables: Rows) -> None:
    assert not [row for row in tables["coverage"] if row["is_like_with_like"]]
    share = RegisterShare("CN", "Drawn 2015", "2015-06", "country: DE", 20, 8, "1")
    rows = assemble(replace(world.ingredients(), register_shares=[share]))["coverage"]
    (row,) = (one for one in rows if one["is_like_with_like"])
    assert (row["dimension"], row["group"], row["ours"], row["official"]) == (
        "register", "country: DE", 8, 20,
    )  # fmt: skip
    assert (row["official_date"], row["official_source"]) == ("2015-06", "Drawn 2015")


def test_known_gaps_are_printed_on_the_card(tables: Rows) -> None:
    assert "not listed" in _card(tables, "province", "CN-94", "ties")["note"]


def test_a_scope_that_nobody_knows_stops_the_build() -> None:
    odd = OfficialTotal("Atlantis", "all", "2020", 1, "made up")
    with pytest.raises(BuildError, match=r"Atlantis.*official_scopes\.csv"):
        assemble(replace(world.ingredients(), official_totals=[odd]))


def test_the_card_of_the_world_counts_every_country(tables: Rows) -> None:
    def ours(dimension: str, group: str, measure: str) -> float:
        value: float = _card(tables, dimension, group, measure, "world")["ours"]
        return value

    # One tie is domestic (Kawabe - Kawabe), five have no Chinese end, as Tokiwa - Portclair.
    assert (ours("all", "all", "ties"), ours("all", "all", "domestic_ties")) == (35, 1)
    assert (ours("country", "CN", "ties"), ours("country", "CN", "domestic_ties")) == (30, 0)
    assert (ours("country", "DE", "ties"), ours("country", "JP", "domestic_ties")) == (6, 1)
    assert ours("country", "DE", "share_dated") == round(4 / 6, 4)
    assert ours("source", world.EN, "claims") == 9
    assert ours("source", world.EN, "share_resolved") == round(8 / 9, 4)


def test_a_covered_country_has_a_card_of_its_own() -> None:
    lists = (*world.LISTS, RegionList(world.ZH, "DE", "*", "upper", is_listed=True))
    scopes = {**world.ingredients().scopes, "Elsewhere": ("DE", "all", "all")}
    rows = assemble(replace(world.ingredients(), region_lists=lists, scopes=scopes))["coverage"]
    assert {row["scope"] for row in rows} == {"world", "CN", "DE"}
    tables = {"coverage": list(rows)}
    assert _card(tables, "country", "CN", "ties", "DE")["ours"] == 5
    assert _card(tables, "province", "DE-91", "ties", "DE")["ours"] == 3
    published = _card(tables, "all", "all", "ties, all, 2020", "DE")
    assert (published["ours"], published["held"], published["official"]) == (5, 6, 999)


def test_decisions_on_coverage_are_read(tmp_path: Path) -> None:
    scopes = tmp_path / "scopes.csv"
    scopes.write_text(
        "scope,card,dimension,group,reason\nMidland,CN,all,all,home\nX,,,,other\n", "utf-8"
    )
    assert read_scopes(scopes) == {"Midland": ("CN", "all", "all"), "X": ("", "", "")}
    lists = tmp_path / "lists.csv"
    lists.write_text(
        f"{_LIST_HEAD}zhwiki-2020,CN,CN-94,upper,no,none\nenwiki-2026,CN,*,lower,yes,a page\n"
        "regions-2026,JP,JP-91,upper,yes,whole\n",
        "utf-8",
    )
    assert read_region_lists(lists) == (
        RegionList("zhwiki-2020", "CN", "CN-94", "upper", False, 2020, "none"),
        RegionList("enwiki-2026", "CN", "*", "lower", True, 2026, "a page"),
        RegionList("regions-2026", "JP", "JP-91", "upper", True, None, "whole"),
    )
    notes = tmp_path / "notes.csv"
    notes.write_text(
        "card,dimension,group,note\nCN,province,CN-94,thin\n,country,US,few\n", "utf-8"
    )
    assert read_notes(notes) == {"CN:province:CN-94": "thin", ":country:US": "few"}


_LIST_HEAD = "source_id,country,region_iso,level,is_listed,reason\n"
_SCOPE_HEAD = "scope,card,dimension,group,reason\n"
_NOTE_HEAD = "card,dimension,group,note\n"


@pytest.mark.parametrize(
    ("reader", "text", "problem"),
    [
        (read_scopes, f"{_SCOPE_HEAD}X,CN,planet,all,?\n", "row 2.*planet"),
        (read_scopes, "scope,what\n", "column what: .*the columns are scope"),
        (read_scopes, f"{_SCOPE_HEAD}X,CN,country,ZZ,?\n", "row 2.*group: 'ZZ'"),
        (read_scopes, f"{_SCOPE_HEAD}X,,country,JP,?\n", "row 2.*card: ''"),
        (read_scopes, f"{_SCOPE_HEAD}X,,,,?\nX,,,,?\n", "row 3.*scope: 'X'"),
        (read_notes, f"{_NOTE_HEAD}CN,planet,Earth,thin\n", "row 2.*planet"),
        (read_notes, f"{_NOTE_HEAD}ZZ,decade,1980s,thin\n", "row 2.*card: 'ZZ'"),
        (read_notes, f"{_NOTE_HEAD},province,CN-9,a\n,province,CN-9,b\n", "row 3.*CN-9"),
        (read_region_lists, f"{_LIST_HEAD}zh,CN,*,upper,no,?\n", "row 2.*source_id: 'zh'"),
        (read_region_lists, f"{_LIST_HEAD}enwiki-2026,ZZ,*,upper,no,?\n", "country: 'ZZ'"),
        (read_region_lists, f"{_LIST_HEAD}enwiki-2026,CN,JP-1,upper,no,?\n", "begins with CN-"),
        (read_region_lists, f"{_LIST_HEAD}enwiki-2026,CN,*,all,no,?\n", "level: 'all'"),
        (read_region_lists, f"{_LIST_HEAD}enwiki-2026,CN,*,upper,maybe,?\n", "'maybe'"),
        (read_region_lists, f"{_LIST_HEAD}enwiki-2026,CN,*,upper,no,\n", "reason: ''"),
        (
            read_region_lists,
            _LIST_HEAD + "enwiki-2026,CN,*,upper,no,a\n" * 2,
            "row 3.*speaks of this list",
        ),
    ],
)
def test_a_decision_that_is_not_understood_stops_the_build(
    tmp_path: Path, reader: Any, text: str, problem: str
) -> None:
    path = tmp_path / "decision.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=problem):
        reader(path)


_ABROAD = {world.MINAMIHARA, world.KITAZAWA, world.HIGASHINO, world.NORDMARK, world.BEAULAC}
_HOME = {place_id for place_id, place in world.places().items() if place.country == "CN"}
