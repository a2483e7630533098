"""The reader of the lists of regions, on made-up rows in the source's format."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.region_register import COLUMNS, FILE, read_regions
from release_build.readers.stated_years import OLDEST
from sistercities.errors import SourceError
from sistercities.terms.claims import SourceClaim

ROW = {
    "home_country": "JP", "home_region_name": "Minamihara", "home_region_iso": "JP-91",
    "home_level": "region1", "partner_country": "DE", "partner_name": "ノルトマルク州",
    "partner_name_en": "Nordmark", "partner_level": "region1", "partner_region_iso": "DE-91",
    "date": "1990-05-06", "date_quality": "day", "status": "active", "note": "",
    "source_path": "https://example.org/list.html", "source_commit": "",
}  # fmt: skip


def read(
    folder: Path, *changes: dict[str, str], columns: tuple[str, ...] = COLUMNS
) -> tuple[SourceClaim, ...]:
    lines = ["\t".join(columns)]
    lines += ["\t".join({**ROW, **change}.get(one, "x") for one in columns) for change in changes]
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_regions(folder)


def one(folder: Path, **change: str) -> SourceClaim:
    (claim,) = read(folder, change)
    return claim


def test_a_row_becomes_a_claim(tmp_path: Path) -> None:
    claim = one(tmp_path)
    assert claim.claim_id == "regions-2026:001"
    assert (claim.a.name, claim.a.country, claim.a.level) == ("Minamihara", "JP", "region1")
    assert (claim.b.name, claim.b.country, claim.b.context) == ("ノルトマルク州", "DE", "")
    assert (claim.start, claim.precision, claim.end) == ("1990-05-06", "day", "")
    assert (claim.status, claim.kind, claim.licence) == ("active", "sister", "facts")
    assert claim.locator == "https://example.org/list.html"
    assert not claim.is_double_entry
    assert claim.seen_year == OLDEST


def test_a_page_without_a_date_is_no_newer_than_it_shows(tmp_path: Path) -> None:
    newest = {"date": "2014", "date_quality": "year", "partner_name": "Altwerder"}
    on_one_page = read(tmp_path, {}, newest)
    assert [claim.seen_year for claim in on_one_page] == [2014, 2014]
    address = "https://paper.invalid/2019/05/08/partners"
    assert one(tmp_path, source_path=address).seen_year == 2019
    war = one(tmp_path, status="suspended", note="suspended because of the war against Ukraine")
    assert war.seen_year == 2022


def test_codes_english_names_and_levels_of_the_typist_are_hints(tmp_path: Path) -> None:
    claim = one(tmp_path, partner_level="city")
    assert claim.a.hint_region_iso == "JP-91"
    assert claim.b.level is None
    assert (claim.b.hint_name, claim.b.hint_region_iso) == ("Nordmark", "DE-91")
    assert claim.b.hint_level == "city"
    assert one(tmp_path, partner_level="unknown", partner_region_iso="").b.hint_level is None


def test_a_metropolitan_city_keeps_the_level_of_its_list(tmp_path: Path) -> None:
    assert one(tmp_path, home_level="city").a.level == "city"


@pytest.mark.parametrize(
    ("status", "expected", "kind"),
    [
        ("pending", "pending", "sister"),
        ("ended", "ended", "sister"),
        ("suspended", "suspended", "sister"),
        ("friendly_exchange", "active", "exchange"),
    ],
)
def test_status_and_kind(tmp_path: Path, status: str, expected: str, kind: str) -> None:
    claim = one(tmp_path, status=status)
    assert (claim.status, claim.kind, claim.end) == (expected, kind, "")


def test_the_year_in_which_a_tie_was_broken_off_is_its_end(tmp_path: Path) -> None:
    note = "broken off by Nordmark in 2005"
    claim = one(tmp_path, status="ended", note=note)
    assert (claim.status, claim.end, claim.note) == ("ended", "2005", note)


def test_a_deduced_date_says_so(tmp_path: Path) -> None:
    note = "year deduced: 20th anniversary in 2009"
    claim = one(tmp_path, date="1989", date_quality="year", note=note)
    assert (claim.start, claim.precision, claim.note) == ("1989", "year", note)


def test_remarks_on_the_hints_do_not_pass_as_the_source_s(tmp_path: Path) -> None:
    note = "joint statement; code is that of the region around the city"
    assert one(tmp_path, note=note).note == "joint statement"
    assert one(tmp_path, note="partner city is itself a first-level unit").note == ""


def test_a_page_of_the_stored_lists_shows_their_year(tmp_path: Path) -> None:
    claim = one(tmp_path, source_path="甲/甲县.md", source_commit="0123456789abcdef")
    assert claim.locator == "甲/甲县.md@01234567 row 1"
    assert claim.seen_year == 2020


def test_rows_are_numbered(tmp_path: Path) -> None:
    claims = read(tmp_path, {}, {"partner_name": "Altwerder"})
    assert [claim.claim_id for claim in claims] == ["regions-2026:001", "regions-2026:002"]


@pytest.mark.parametrize(
    ("quality", "date"), [("month", "1990-05"), ("year", "1990"), ("none", "")]
)
def test_coarser_dates(tmp_path: Path, quality: str, date: str) -> None:
    claim = one(tmp_path, date_quality=quality, date=date)
    assert (claim.start, claim.precision) == (date, quality)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("home_country", "jp"),
        ("home_country", "ZZ"),
        ("home_region_name", " "),
        ("home_region_iso", "DE-91"),
        ("home_region_iso", ""),
        ("home_level", "district"),
        ("partner_country", "ZZ"),
        ("partner_name", ""),
        ("partner_level", "planet"),
        ("partner_region_iso", "JP-91"),
        ("date", "1990-13-01"),
        ("date", "1990-05"),
        ("date", "1899-12-30"),
        ("date", "2027-01-01"),
        ("date_quality", "suspect"),
        ("status", "dormant"),
        ("source_path", ""),
    ],
)
def test_refuses_what_it_does_not_know(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        one(tmp_path, **{column: value})
    assert (caught.value.file, caught.value.row, caught.value.column) == (FILE, 2, column)


def test_refuses_an_end_that_does_not_fit(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"column status: .*ended in 2005"):
        one(tmp_path, note="broken off in 2005")
    with pytest.raises(SourceError, match=r"column note: .*begins 1990-05-06"):
        one(tmp_path, status="ended", note="broken off in 1985")


def test_refuses_the_same_row_twice(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 3, column partner_name: .*keep one"):
        read(tmp_path, {}, {})


@pytest.mark.parametrize("columns", [(*COLUMNS, "mood"), COLUMNS[1:]])
def test_refuses_other_columns(tmp_path: Path, columns: tuple[str, ...]) -> None:
    with pytest.raises(SourceError):
        read(tmp_path, {}, columns=columns)
