"""The reader of the ties of Japanese and Korean units, on made-up rows in the source's format."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.japan_korea import COLUMNS, FILE, read_japan_korea
from release_build.readers.stated_years import OLDEST
from sistercities.errors import SourceError
from sistercities.terms.claims import SourceClaim

PAGE = "https://www.city.kawabe.lg.jp/ties"
ROW = {
    "id": "K0001", "home_country": "JP", "home_region_iso": "JP-91", "home_unit_name": "川辺市",
    "home_unit_name_en": "Kawabe", "home_level": "city", "partner_country": "KR",
    "partner_name": "백산시", "partner_name_en": "Baeksan", "partner_region_iso": "KR-91",
    "partner_level": "city", "start_date": "1996-04-02", "date_quality": "day", "status": "active",
    "kind": "sister", "source": "a page", "source_address_or_repo_path": PAGE,
    "snapshot_date": "2018-03-09", "note": "",
}  # fmt: skip


def read(folder: Path, *changes: dict[str, str]) -> tuple[SourceClaim, ...]:
    lines = ["\t".join(COLUMNS)]
    for number, change in enumerate(changes, 1):
        row = {**ROW, "id": f"K{number:04d}", **change}
        lines.append("\t".join(row[one] for one in COLUMNS))
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_japan_korea(folder)


def one(folder: Path, **change: str) -> SourceClaim:
    (claim,) = read(folder, change)
    return claim


def test_a_row_becomes_a_claim(tmp_path: Path) -> None:
    claim = one(tmp_path)
    assert (claim.claim_id, claim.locator) == ("japan-korea-2026:K0001", PAGE)
    assert (claim.a.name, claim.a.country, claim.a.level) == ("川辺市", "JP", "city")
    assert (claim.a.hint_name, claim.a.hint_region_iso) == ("Kawabe", "JP-91")
    assert (claim.b.name, claim.b.level, claim.b.hint_level) == ("백산시", None, "city")
    assert (claim.start, claim.precision, claim.seen_year) == ("1996-04-02", "day", 2018)
    assert (claim.status, claim.kind, claim.licence) == ("active", "sister", "facts")
    assert claim.is_official


def test_a_county_is_no_town_whatever_the_typist_calls_it(tmp_path: Path) -> None:
    claim = one(tmp_path, home_unit_name="川辺郡", partner_name="백산군")
    assert (claim.a.level, claim.b.hint_level) == ("region2", "region2")


@pytest.mark.parametrize(
    ("kind", "note", "expected"),
    [
        ("friendship", "exchange agreement", "friendship"),
        ("other", "memorandum on tourism", "exchange"),
        ("other", "partner city", "exchange"),
        ("other", "listed as partnership, kind not said", "unknown"),
        ("other", "memorandum on energy, no sister tie", "contact"),
        ("other", "exchange council since 1998-08, no tie", "contact"),
    ],
)
def test_kinds(tmp_path: Path, kind: str, note: str, expected: str) -> None:
    assert one(tmp_path, kind=kind, note=note).kind == expected


def test_a_page_that_states_no_year_was_seen_when_its_newest_tie_had_begun(tmp_path: Path) -> None:
    undated = {"snapshot_date": ""}
    claims = read(
        tmp_path,
        undated,
        {**undated, "partner_name": "서해시", "start_date": "2010-08-01"},
        {
            **undated,
            "source_address_or_repo_path": "https://b.example/",
            "start_date": "1962-01-10",
        },
    )
    assert [claim.seen_year for claim in claims] == [2010, 2010, OLDEST]


def test_the_page_is_as_new_as_the_tie_that_it_names(tmp_path: Path) -> None:
    assert one(tmp_path, snapshot_date="2001", start_date="2005-10-20").seen_year == 2005


def test_the_date_of_another_page_is_a_claim_of_its_own(tmp_path: Path) -> None:
    note = "signed in the capital; also https://daily.example/7 (date there 1996-03)"
    first, second = read(tmp_path, {"note": note})
    assert (first.claim_id, first.start, first.note) == (
        "japan-korea-2026:K0001", "1996-04-02", note,
    )  # fmt: skip
    assert (second.claim_id, second.locator) == (
        "japan-korea-2026:K0001b", "https://daily.example/7",
    )  # fmt: skip
    assert (second.start, second.precision, second.is_official) == ("1996-03", "month", False)


def test_where_the_city_has_another_date_than_the_row_s_page_each_has_its_own(
    tmp_path: Path,
) -> None:
    note = "city page city.kawabe.jp/ties/2.html: 04-02; this source: 04-05"
    change = {"note": note, "source_address_or_repo_path": "https://consulate.example/x"}
    first, second = read(tmp_path, change)
    assert (first.locator, first.start) == ("city.kawabe.jp/ties/2.html", "1996-04-02")
    assert (second.locator, second.start) == ("https://consulate.example/x", "1996-04-05")
    assert (first.is_official, second.is_official) == (True, False)


def test_an_end_in_the_note_is_the_end(tmp_path: Path) -> None:
    note = "void since the country abolished provinces in 1998"
    claim = one(tmp_path, status="ended", note=note)
    assert (claim.status, claim.end, claim.note) == ("ended", "1998", note)


def test_a_deduced_date_is_not_the_word_of_the_page(tmp_path: Path) -> None:
    claim = one(
        tmp_path, start_date="1996", date_quality="year", note="year deduced: 20 years in 2016"
    )
    assert (claim.start, claim.precision, claim.is_official) == ("1996", "year", False)


def test_escaped_quotation_marks_are_quotation_marks(tmp_path: Path) -> None:
    assert one(tmp_path, note='agreement (\\"last year\\")').note == 'agreement ("last year")'


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "1"),
        ("home_country", "ZZ"),
        ("home_region_iso", "KR-91"),
        ("home_unit_name", ""),
        ("home_level", "village"),
        ("partner_country", "ZZ"),
        ("partner_name", " "),
        ("partner_region_iso", "JP-91"),
        ("partner_level", "planet"),
        ("start_date", "1996-04"),
        ("start_date", "1996-13-01"),
        ("date_quality", "suspect"),
        ("status", "pending"),
        ("kind", "twin"),
        ("source_address_or_repo_path", ""),
        ("snapshot_date", "lately"),
        ("note", "also https://daily.example/7 (date there 1996-99)"),
    ],
)
def test_refuses_what_it_does_not_know(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        one(tmp_path, **{column: value})
    assert (caught.value.file, caught.value.row, caught.value.column) == (FILE, 2, column)


def test_refuses_an_id_and_a_row_that_stand_there_twice(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 3, .*keep one"):
        read(tmp_path, {}, {"id": "K0001", "partner_name": "서해시"})
    with pytest.raises(SourceError, match=r"row 3, .*keep one"):
        read(tmp_path, {}, {})
