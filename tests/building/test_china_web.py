"""Web rows of the Chinese table are a source of their own, with the year of their page."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.zhwiki import COLUMNS, read_zhwiki
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.terms.claims import SourceClaim

ROW = {
    "cn_province": "甲省", "cn_prefecture": "乙市", "cn_unit": "乙市", "cn_level": "prefecture",
    "partner_country": "JP", "partner_name_zh": "丙市", "partner_state_zh": "",
    "date": "1990-05-06", "year": "1990", "status": "active", "end_date": "", "note": "",
    "source_path": "https://example.org/list.html", "source_commit": "",
    "verified": "single_entry", "row_id": "W9001", "date_quality": "day", "flag_reason": "",
    "partner_level": "city", "partner_level_certain": "yes", "partner_name_en": "Heishi",
    "partner_region_en": "", "partner_region_iso": "JP-99",
}  # fmt: skip


def read(folder: Path, *changes: dict[str, str]) -> list[SourceClaim]:
    rows = [{**ROW, "row_id": f"W900{n}", **change} for n, change in enumerate(changes, 1)]
    for row in rows:
        row["year"] = row["date"][:4]
    lines = ["\t".join(COLUMNS), *("\t".join(row[column] for column in COLUMNS) for row in rows)]
    path = folder / "made_up.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(read_zhwiki(Snapshot(path, Origin("zhwiki-2020"))))


def test_a_row_without_a_version_is_of_another_source(tmp_path: Path) -> None:
    stored = {"source_path": "甲/甲省友好城市列表.md", "source_commit": "0123456789abcdef"}
    listed, web = read(tmp_path, stored, {})
    assert (listed.claim_id, listed.source_id) == ("zhwiki-2020:W9001", "zhwiki-2020")
    assert (web.claim_id, web.source_id) == ("china-web:W9002", "china-web")
    assert (listed.seen_year, web.seen_year) == (None, 1990)
    assert web.locator == "https://example.org/list.html"


@pytest.mark.parametrize(
    ("page", "licence"),
    [
        ("https://example.org/list.html", "facts"),
        ("https://zh.wikipedia.org/zh-mo/甲", "CC-BY-SA-4.0"),
        ("zhwiki mirror excerpt: 甲省国际友好城市列表", "CC-BY-SA-4.0"),
    ],
)
def test_copies_of_wikipedia_keep_its_licence(tmp_path: Path, page: str, licence: str) -> None:
    (claim,) = read(tmp_path, {"source_path": page})
    assert claim.licence == licence


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("https://example.org/list.html", 1990),
        ("http://example.org/200912/20091207160521_167020.shtml", 2009),
        ("https://example.org/典范条目/2024年1月4日", 2024),
        ("https://example.org/?id=c720101e5421b7", 1990),
        ("http://example.org/19850101.html", 1990),
    ],
)
def test_a_row_shows_the_year_in_its_address(tmp_path: Path, page: str, expected: int) -> None:
    (claim,) = read(tmp_path, {"source_path": page})
    assert claim.seen_year == expected


def test_an_undated_page_is_no_older_than_its_newest_tie(tmp_path: Path) -> None:
    other = {"source_path": "https://example.org/other.html", "date": "1980-01-02"}
    claims = read(tmp_path, {}, {"date": "2013-11-25"}, other)
    assert [claim.seen_year for claim in claims] == [2013, 2013, 1980]


def test_a_government_page_is_official(tmp_path: Path) -> None:
    page = {"source_path": "http://wsb.example.gov.cn/list.html"}
    official, other = read(tmp_path, page, {})
    assert official.is_official
    assert not other.is_official
