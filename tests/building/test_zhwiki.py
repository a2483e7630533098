"""The reader of the Chinese lists, on made-up rows in the source's format."""

import csv
from pathlib import Path

import pytest

from release_build.readers.zhwiki import COLUMNS, read_zhwiki
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Origin, Snapshot
from sistercities.terms.claims import SourceClaim

ROW = {
    "cn_province": "甲省", "cn_prefecture": "乙市", "cn_unit": "乙市", "cn_level": "prefecture",
    "partner_country": "JP", "partner_name_zh": "丙市", "partner_state_zh": "丁县",
    "date": "1990-05-06", "year": "1990", "status": "active", "end_date": "", "note": "",
    "source_path": "甲/甲省友好城市列表.md", "source_commit": "0123456789abcdef",
    "verified": "double_entry", "row_id": "Z9001", "date_quality": "day", "flag_reason": "",
    "partner_level": "city", "partner_level_certain": "yes", "partner_name_en": "Heishi",
    "partner_region_en": "Ding", "partner_region_iso": "JP-99",
}  # fmt: skip


def read(
    folder: Path, *changes: dict[str, str], columns: tuple[str, ...] = COLUMNS
) -> list[SourceClaim]:
    lines = ["\t".join(columns)]
    lines += ["\t".join({**ROW, **change}.get(one, "x") for one in columns) for change in changes]
    path = folder / "made_up.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(read_zhwiki(Snapshot(path, Origin("zhwiki-2020"))))


def one(folder: Path, **change: str) -> SourceClaim:
    (claim,) = read(folder, change)
    return claim


def test_a_row_becomes_a_claim(tmp_path: Path) -> None:
    claim = one(tmp_path)
    assert claim.claim_id == "zhwiki-2020:Z9001"
    assert claim.locator == "甲/甲省友好城市列表.md@01234567 row Z9001"
    assert (claim.a.name, claim.a.country, claim.a.level) == ("乙市", "CN", "city")
    assert claim.a.parents == ("甲省",)
    assert (claim.b.name, claim.b.country, claim.b.context) == ("丙市", "JP", "丁县")
    assert (claim.start, claim.precision, claim.end) == ("1990-05-06", "day", "")
    assert (claim.status, claim.kind, claim.is_double_entry) == ("active", "sister", True)
    assert claim.licence == "CC-BY-SA-4.0"


def test_hints_stay_in_the_hint_fields(tmp_path: Path) -> None:
    partner = one(tmp_path).b
    assert partner.level is None
    assert (partner.hint_name, partner.hint_region_iso) == ("Heishi", "JP-99")
    assert partner.hint_level == "city"


@pytest.mark.parametrize(
    "change",
    [{"partner_level_certain": "no"}, {"partner_level": "unknown"}],
)
def test_an_uncertain_level_is_no_hint(tmp_path: Path, change: dict[str, str]) -> None:
    assert one(tmp_path, **change).b.hint_level is None


@pytest.mark.parametrize(
    ("level", "unit", "prefecture", "expected", "parents"),
    [
        ("province", "甲省", "", "region1", ()),
        ("prefecture", "乙自治州", "乙自治州", "region2", ("甲省",)),
        ("prefecture", "乙盟", "乙盟", "region2", ("甲省",)),
        ("prefecture", "乙地区", "乙地区", "region2", ("甲省",)),
        ("county", "戊市", "乙市", "city", ("乙市", "甲省")),
        ("county", "戊县", "乙市", "county", ("乙市", "甲省")),
        ("county", "戊旗", "乙盟", "county", ("乙盟", "甲省")),
        ("county", "戊区", "乙市", "district", ("乙市", "甲省")),
    ],
)
def test_the_chinese_level_follows_the_ending(
    tmp_path: Path, level: str, unit: str, prefecture: str, expected: str, parents: tuple[str, ...]
) -> None:
    end = one(tmp_path, cn_level=level, cn_unit=unit, cn_prefecture=prefecture).a
    assert (end.level, end.parents) == (expected, parents)


@pytest.mark.parametrize(
    ("status", "expected", "kind", "end"),
    [
        ("pending", "pending", "sister", ""),
        ("ended", "ended", "sister", "2001-02"),
        ("ended", "ended", "sister", "1990"),
        ("suspended", "suspended", "sister", "2001-02"),
        ("friendly_exchange", "active", "exchange", ""),
    ],
)
def test_status_and_kind(tmp_path: Path, status: str, expected: str, kind: str, end: str) -> None:
    claim = one(tmp_path, status=status, end_date=end)
    assert (claim.status, claim.kind, claim.end) == (expected, kind, end)


def test_a_letter_of_intent_is_pending_not_another_kind(tmp_path: Path) -> None:
    claim = one(tmp_path, status="pending", note="letter of intent")
    assert (claim.status, claim.kind, claim.note) == ("pending", "sister", "letter of intent")


def test_friendly_cooperation_is_a_friendship(tmp_path: Path) -> None:
    assert one(tmp_path, note="footnote calls it friendly cooperation").kind == "friendship"


def test_a_batch_date_counts_as_its_year(tmp_path: Path) -> None:
    claim = one(tmp_path, flag_reason="batch_date(9_ties_nationwide)")
    assert (claim.start, claim.precision, claim.is_batch_date) == ("1990-05-06", "year", True)


def test_a_suspect_date_is_kept_as_written_with_its_reason(tmp_path: Path) -> None:
    claim = one(tmp_path, date_quality="suspect", flag_reason="copied_from_elsewhere")
    assert (claim.start, claim.precision, claim.is_batch_date) == ("1990-05-06", "suspect", False)
    assert claim.note == "date doubtful: copied_from_elsewhere"


def test_a_suspect_batch_date_stays_suspect(tmp_path: Path) -> None:
    claim = one(tmp_path, date_quality="suspect", flag_reason="batch_date(9_ties_nationwide)")
    assert (claim.precision, claim.is_batch_date) == ("suspect", True)


@pytest.mark.parametrize(
    ("quality", "date"), [("month", "1990-05"), ("year", "1990"), ("none", "")]
)
def test_coarser_dates(tmp_path: Path, quality: str, date: str) -> None:
    claim = one(tmp_path, date_quality=quality, date=date, year=date[:4])
    assert (claim.start, claim.precision) == (date, quality)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("cn_level", "township"),
        ("cn_unit", "乙"),
        ("cn_unit", ""),
        ("partner_country", "ZZ"),
        ("partner_country", "jp"),
        ("partner_name_zh", ""),
        ("partner_level", "planet"),
        ("partner_level_certain", "maybe"),
        ("status", "dormant"),
        ("verified", "triple_entry"),
        ("date_quality", "week"),
        ("date", "1990-13-01"),
        ("date", "1990-05"),
        ("date", "6 May 1990"),
        ("year", "1991"),
        ("end_date", "never"),
        ("end_date", "1995-02-30"),
        ("partner_region_iso", "JP99"),
        ("partner_region_iso", "US-99"),
        ("partner_name_zh", " "),
        ("source_path", ""),
    ],
)
def test_refuses_what_it_does_not_know(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        one(tmp_path, **{column: value})
    assert caught.value.file == "made_up.tsv"
    assert caught.value.row == "Z9001"
    assert caught.value.column == column
    assert caught.value.value == value


@pytest.mark.parametrize("columns", [(*COLUMNS, "mood"), COLUMNS[1:]])
def test_refuses_other_columns(tmp_path: Path, columns: tuple[str, ...]) -> None:
    with pytest.raises(SourceError):
        read(tmp_path, {}, columns=columns)


@pytest.mark.parametrize(
    "date",
    ["2001-02-31", "0000-01-01", "3001-01-01", "1899-12-30", "2027-01-01", "١٩٩٠-05-06"],
)
def test_a_start_is_a_day_of_the_calendar_since_1900(tmp_path: Path, date: str) -> None:
    with pytest.raises(SourceError, match=r"row Z9001, column date: .*from 1900 to 2026"):
        one(tmp_path, date=date, year=date[:4])


@pytest.mark.parametrize("end", ["1990-05-05", "1990-04", "1989"])
def test_no_tie_ends_before_it_begins(tmp_path: Path, end: str) -> None:
    with pytest.raises(SourceError, match=r"column end_date: .*begins 1990-05-06"):
        one(tmp_path, status="ended", end_date=end)


@pytest.mark.parametrize("status", ["active", "friendly_exchange", "pending"])
def test_a_tie_that_stands_has_no_end(tmp_path: Path, status: str) -> None:
    with pytest.raises(SourceError, match=r"column end_date: .*mend the status or the end"):
        one(tmp_path, status=status, end_date="2001-02")


def test_each_row_has_an_id_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row Z9001, column row_id: .*keep one"):
        read(tmp_path, {}, {"partner_name_zh": "己市"})
    with pytest.raises(SourceError, match="row 2, column row_id: ''"):
        read(tmp_path, {"row_id": ""})


def test_a_field_beyond_any_length_is_refused(tmp_path: Path) -> None:
    # The limit is the interpreter's, and other libraries raise it where they are loaded.
    before = csv.field_size_limit(131_072)
    try:
        with pytest.raises(SourceError, match=r"row 2, .*field larger than field limit"):
            one(tmp_path, note="x" * 140_000)
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize("name", ["丙\0市", "丙\x1b市", "丙\u202e市"])
def test_a_name_holds_no_control_character(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=r"row 2, column partner_name_zh: .*no control"):
        one(tmp_path, partner_name_zh=name)
