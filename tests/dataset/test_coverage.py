"""How much of what exists is held: by region, and on the card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.dataset.assemble import assemble
from sistercities.dataset.coverage_decisions import read_missing_lists, read_notes, read_scopes
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


def _card(tables: Rows, dimension: str, group: str, measure: str) -> dict[str, Any]:
    (row,) = (
        row
        for row in tables["coverage"]
        if (row["dimension"], row["group"], row["measure"]) == (dimension, group, measure)
    )
    return row


def test_every_home_region_stands_by_level_and_source(tables: Rows) -> None:
    regions = {world.LANYU, world.QINGMO, world.BAISHA, world.WUTING, world.JINGHAI}
    assert {row["place_id"] for row in tables["region_coverage"]} == regions
    assert len(tables["region_coverage"]) == len(regions) * 2 * 2


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
    assert not _region(tables, world.LANYU, "upper", world.EN)["is_covered"]


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
            if row["dimension"] == dimension and row["measure"] == "ties"
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
    county = _card(tables, "province", "CN-91", "ties, county, 2020")
    assert (county["ours"], county["official"]) == (1, 1)
    prefecture = _card(tables, "province", "CN-91", "ties, prefecture, 2020")
    assert (prefecture["ours"], prefecture["official"]) == (7, 9)


def test_known_gaps_are_printed_on_the_card(tables: Rows) -> None:
    assert "not listed" in _card(tables, "province", "CN-94", "ties")["note"]


def test_a_scope_that_nobody_knows_stops_the_build() -> None:
    odd = OfficialTotal("Atlantis", "all", "2020", 1, "made up")
    with pytest.raises(BuildError, match=r"Atlantis.*official_scopes\.csv"):
        assemble(replace(world.ingredients(), official_totals=[odd]))


def test_decisions_on_coverage_are_read(tmp_path: Path) -> None:
    scopes = tmp_path / "scopes.csv"
    scopes.write_text("scope,dimension,group,reason\nMidland,all,all,home\nX,,,other\n", "utf-8")
    assert read_scopes(scopes) == {"Midland": ("all", "all"), "X": ("", "")}
    lists = tmp_path / "lists.csv"
    lists.write_text(
        "source_id,region_iso,lists_upper,reason\n"
        "zhwiki-2020,CN-94,no,none\nenwiki-2026,*,no,cities only\n",
        "utf-8",
    )
    regions = [place for place in world.places().values() if place.place_id in _REGIONS]
    missing = read_missing_lists(lists, regions)
    assert missing == {"zhwiki-2020": {world.WUTING}, "enwiki-2026": _REGIONS}
    notes = tmp_path / "notes.csv"
    notes.write_text("dimension,group,note\nprovince,CN-94,thin\n", "utf-8")
    assert read_notes(notes) == {"province:CN-94": "thin"}


@pytest.mark.parametrize(
    ("reader", "text", "problem"),
    [
        (read_scopes, "scope,dimension,group,reason\nX,planet,all,?\n", "row 2.*planet"),
        (read_scopes, "scope,what\n", "column what: .*the columns are scope"),
        (read_scopes, "scope,dimension,group,reason\nX,country,ZZ,?\n", "row 2.*group: 'ZZ'"),
        (read_scopes, "scope,dimension,group,reason\nX,,,?\nX,,,?\n", "row 3.*scope: 'X'"),
        (read_notes, "dimension,group,note\nplanet,Earth,thin\n", "row 2.*planet"),
        (read_notes, "dimension,group,note\nprovince,CN-9,a\nprovince,CN-9,b\n", "row 3.*CN-9"),
        (
            lambda path: read_missing_lists(path, []),
            "source_id,region_iso,lists_upper,reason\nzh,*,no,?\n",
            "row 2.*source_id: 'zh'",
        ),
        (
            lambda path: read_missing_lists(path, []),
            "source_id,region_iso,lists_upper,reason\nenwiki-2026,*,yes,?\n",
            "row 2.*lists_upper: 'yes'",
        ),
        (
            lambda path: read_missing_lists(path, []),
            "source_id,region_iso,lists_upper,reason\nzhwiki-2020,CN-99,no,?\n",
            "row 2.*CN-99",
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


_REGIONS = {world.LANYU, world.QINGMO, world.BAISHA, world.WUTING}
_HOME = {place_id for place_id, place in world.places().items() if place.country == "CN"}
