"""The reader of the Chinese tables of 2026, on made-up rows in the source's format."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.china_2026 import COLUMNS as CONFLICT_COLUMNS
from release_build.readers.china_2026 import ChinaReading, read_china
from release_build.readers.china_ties import COLUMNS
from sistercities.errors import SourceError
from sistercities.terms.claims import NamedEnd, SourceClaim

VERSION = "0123456789abcdef0123456789abcdef01234567"
ARTICLE = f"chinapedia/wikipedia.zh.mediawiki:乙/乙市.md@{VERSION}"
LISTED = SourceClaim(
    "zhwiki-2020:Z9001", "zhwiki-2020", "甲.md", NamedEnd("乙市", "CN", "city"),
    NamedEnd("丙市", "NL"), "1990-05-06", "day", is_batch_date=False, end="", status="active",
    kind="sister", is_double_entry=True, note="", licence="CC-BY-SA-4.0",
)  # fmt: skip
UNDATED = SourceClaim(
    "china-web:W9002", "china-web", "https://example.org/", NamedEnd("乙市", "CN", "city"),
    NamedEnd("丁市", "NL"), "", "none", is_batch_date=False, end="", status="active", kind="sister",
    is_double_entry=False, note="", licence="facts", seen_year=2013,
)  # fmt: skip
TIE = {
    "id": "N9001", "cn_province": "甲省", "cn_unit": "乙市", "cn_unit_en": "Yi",
    "cn_level": "prefecture", "partner_country": "NL", "partner_name": "Zandhoek",
    "partner_name_en": "Zandhoek", "partner_region_iso": "NL-99", "partner_level": "city",
    "start_date": "2001-02-03", "date_quality": "day", "status": "active", "kind": "sister",
    "source_title": "A newspaper 2022", "source_address": "https://example.org/a.html",
    "source_date": "2022-03-04", "note": "", "row_id": "", "row_class": "new",
}  # fmt: skip
ABOUT = {"row_id": "Z9001", "row_class": "status_change", "start_date": "1990-05-06"}
ENDED = {**ABOUT, "status": "ended", "note": "ended 2022-01; see endings.tsv"}
LAW = {
    **ABOUT, "row_class": "status_to_check", "status": "to_check", "source_title": "A law",
    "source_address": "see endings.tsv", "source_date": "2025", "note": "it obliges; not read",
}  # fmt: skip
CONFLICT = {
    "row_id": "Z9001", "cn_unit": "乙市", "partner_name": "Zandhoek", "date_read": "1990-05-16",
    "date_in_release": "1990-05-06", "source_title": "乙市 (zhwiki article)",
    "source_address": ARTICLE, "note": "",
}  # fmt: skip


def write(folder: Path, file: str, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    lines = ["\t".join(columns), *("\t".join(row.get(one, "x") for one in columns) for row in rows)]
    (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(
    folder: Path,
    *ties: dict[str, str],
    conflicts: tuple[dict[str, str], ...] = (),
    columns: tuple[str, ...] = COLUMNS,
) -> ChinaReading:
    rows = [{**TIE, "id": f"N900{n}", **change} for n, change in enumerate(ties, 1)]
    write(folder, "ties.tsv", columns, rows)
    write(folder, "conflicts.tsv", CONFLICT_COLUMNS, [{**CONFLICT, **one} for one in conflicts])
    return read_china(folder, (LISTED, UNDATED))


def one(folder: Path, **change: str) -> SourceClaim:
    (claim,) = read(folder, change).claims
    return claim


def test_a_new_tie_becomes_a_claim(tmp_path: Path) -> None:
    reading = read(tmp_path, {})
    (claim,) = reading.claims
    assert reading.about == {}
    assert (claim.claim_id, claim.locator) == ("china-2026:N9001", "https://example.org/a.html")
    assert (claim.a.name, claim.a.level, claim.a.parents) == ("乙市", "city", ("甲省",))
    assert (claim.b.name, claim.b.country, claim.b.level) == ("Zandhoek", "NL", None)
    assert (claim.start, claim.precision, claim.end) == ("2001-02-03", "day", "")
    assert (claim.status, claim.kind, claim.licence) == ("active", "sister", "facts")
    assert (claim.seen_year, claim.is_double_entry, claim.is_official) == (2022, False, False)


def test_what_the_typist_adds_on_the_partner_is_a_hint(tmp_path: Path) -> None:
    partner = one(tmp_path).b
    assert (partner.hint_name, partner.hint_region_iso) == ("Zandhoek", "NL-99")
    assert partner.hint_level == "city"


@pytest.mark.parametrize(
    ("level", "unit", "expected", "parents"),
    [
        ("province", "甲省", "region1", ()),
        ("prefecture", "戊自治州", "region2", ("甲省",)),
        ("county", "戊旗", "county", ("甲省",)),
        ("county", "戊县", "county", ("甲省",)),
        ("county", "戊市", "city", ("甲省",)),
        ("district", "戊区", "district", ("甲省",)),
        ("district", "戊镇（己区）", "city", ("己区", "甲省")),
    ],
)
def test_a_chinese_unit_keeps_its_level(
    tmp_path: Path, level: str, unit: str, expected: str, parents: tuple[str, ...]
) -> None:
    end = one(tmp_path, cn_level=level, cn_unit=unit).a
    assert (end.level, end.parents) == (expected, parents)
    assert "（" not in end.name


@pytest.mark.parametrize(
    ("status", "kind", "expected"),
    [
        ("active", "friendly_exchange", ("active", "exchange")),
        ("pending", "letter_of_intent", ("pending", "sister")),
    ],
)
def test_status_and_kind(tmp_path: Path, status: str, kind: str, expected: tuple[str, str]) -> None:
    claim = one(tmp_path, status=status, kind=kind)
    assert (claim.status, claim.kind) == expected


def test_the_note_of_an_ended_tie_states_its_end(tmp_path: Path) -> None:
    reading = read(tmp_path, ENDED)
    (claim,) = reading.claims
    assert reading.about == {"china-2026:N9001": "zhwiki-2020:Z9001"}
    assert (claim.status, claim.end, claim.note) == ("ended", "2022-01", "")


def test_a_row_on_the_status_does_not_repeat_the_date_of_its_row(tmp_path: Path) -> None:
    assert (one(tmp_path, **ENDED).start, one(tmp_path, **ENDED).precision) == ("", "none")
    own = one(tmp_path, **{**ENDED, "start_date": "1991-05-06"})
    assert (own.start, own.precision) == ("1991-05-06", "day")


def test_an_end_that_the_page_is_too_old_to_tell_is_said_to_be_from_elsewhere(
    tmp_path: Path,
) -> None:
    claim = one(tmp_path, **ENDED, source_date="2019")
    assert (claim.end, claim.seen_year) == ("2022-01", 2022)
    assert claim.note == "the end is not from this page, which is older"


def test_a_tie_that_had_ended_by_a_year_has_no_date_of_its_end(tmp_path: Path) -> None:
    claim = one(tmp_path, **{**ENDED, "note": "ended 2020 or before", "source_date": ""})
    assert (claim.status, claim.end, claim.seen_year) == ("ended", "", 2020)
    assert claim.note == "ended 2020 or before"


def test_a_law_says_nothing_of_the_status(tmp_path: Path) -> None:
    claim = one(tmp_path, **LAW)
    assert (claim.status, claim.kind, claim.start) == ("unknown", "unknown", "")
    assert (claim.locator, claim.note) == ("A law row N9001", "it obliges; not read")
    assert claim.seen_year == 2020


def test_remarks_on_other_tables_are_taken_out_of_the_note(tmp_path: Path) -> None:
    note = "signed online; release has 2012 as pending"
    assert one(tmp_path, note=note).note == "signed online"


@pytest.mark.parametrize(
    ("stated", "title", "expected"),
    [
        ("2021 or later", "A page", 2021),
        ("2019 (article cites 2018-12)", "A page", 2018),
        ("2019 (list as of 2014-10)", "A page", 2014),
        ("2019 (cites table of 2016)", "A page", 2016),
        ("2020-07-10 (year deduced)", "A page", 2020),
        ("undated (about 2015-2016)", "A page", 2015),
        ("2009-12-03", "A copy (state of 2005)", 2005),
        ("undated", "A page", 2001),
        ("", "A page", 2001),
        ("1999", "A page", 2001),
    ],
)
def test_a_row_shows_the_year_of_its_list_and_none_before_its_tie(
    tmp_path: Path, stated: str, title: str, expected: int
) -> None:
    assert one(tmp_path, source_date=stated, source_title=title).seen_year == expected


def test_a_row_without_any_date_shows_the_year_of_its_source(tmp_path: Path) -> None:
    none = {"start_date": "", "date_quality": "none", "source_date": "undated"}
    assert one(tmp_path, **none).seen_year is None


@pytest.mark.parametrize(
    ("address", "title", "licence", "locator"),
    [
        (ARTICLE, "乙市", "CC-BY-SA-4.0", "乙/乙市.md@01234567 row N9001"),
        ("https://de.example/a", "German Wikipedia copy: Liste", "CC-BY-SA-4.0",
         "https://de.example/a"),
        ("pages excerpt without address (a, 2024)", "News", "facts",
         "pages excerpt without address (a, 2024) row N9001"),
    ],
)  # fmt: skip
def test_wikipedia_keeps_its_licence(
    tmp_path: Path, address: str, title: str, licence: str, locator: str
) -> None:
    claim = one(tmp_path, source_address=address, source_title=title)
    assert (claim.licence, claim.locator) == (licence, locator)


def test_a_government_page_is_official(tmp_path: Path) -> None:
    assert one(tmp_path, source_address="http://wsb.example.gov.cn/a.html").is_official


def test_a_territory_may_have_the_code_of_the_state_it_belongs_to(tmp_path: Path) -> None:
    partner = one(tmp_path, partner_country="GU", partner_region_iso="US-GU").b
    assert (partner.country, partner.hint_region_iso) == ("GU", "US-GU")


def test_a_date_that_is_added_or_made_more_precise_is_read(tmp_path: Path) -> None:
    added = {"row_id": "W9002", "row_class": "adds_date"}
    reading = read(tmp_path, added)
    assert reading.claims[0].start == "2001-02-03"
    assert reading.about == {"china-2026:N9001": "china-web:W9002"}


def test_a_conflict_is_a_claim_on_the_tie_of_its_row(tmp_path: Path) -> None:
    reading = read(tmp_path, conflicts=({},))
    (claim,) = reading.claims
    assert (claim.claim_id, claim.locator) == ("china-2026:Z9001", "乙/乙市.md@01234567 row Z9001")
    assert (claim.a, claim.b) == (LISTED.a, NamedEnd("Zandhoek", "NL"))
    assert (claim.start, claim.precision) == ("1990-05-16", "day")
    assert (claim.status, claim.kind, claim.seen_year) == ("unknown", "unknown", 2019)
    assert reading.about == {"china-2026:Z9001": "zhwiki-2020:Z9001"}


def test_a_conflict_shows_the_year_that_the_ties_state_of_its_page(tmp_path: Path) -> None:
    tie = {"source_address": ARTICLE, "source_date": "2019 (list as of 2014-10)"}
    assert read(tmp_path, tie, conflicts=({},)).claims[1].seen_year == 2014


@pytest.mark.parametrize(
    ("title", "expected"),
    [("News 2021-11", 2021), ("A list (state of May 2023)", 2023), ("News", 1990)],
)
def test_a_conflict_shows_the_year_in_its_title(tmp_path: Path, title: str, expected: int) -> None:
    change = {"source_title": title, "source_address": "https://example.org/b.html"}
    assert read(tmp_path, conflicts=(change,)).claims[0].seen_year == expected


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("cn_level", "township"),
        ("cn_unit", "乙"),
        ("cn_unit", ""),
        ("partner_country", "ZZ"),
        ("partner_name", ""),
        ("partner_level", "planet"),
        ("partner_region_iso", "US-GU"),
        ("status", "dormant"),
        ("kind", "letter_of_intent"),
        ("kind", "marriage"),
        ("date_quality", "week"),
        ("start_date", "2001-02"),
        ("start_date", "2001-02-30"),
        ("source_address", "somewhere"),
        ("source_title", ""),
        ("source_date", "last spring"),
        ("note", "ended 2022"),
        ("row_class", "old"),
        ("row_id", "Z9001"),
        ("id", ""),
    ],
)
def test_refuses_what_it_does_not_know(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        one(tmp_path, **{column: value})
    assert (caught.value.file, caught.value.column) == ("ties.tsv", column)
    assert caught.value.value == value


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({**ENDED, "row_id": "Z9999"}, "row_id"),
        ({**ENDED, "cn_unit": "戊市"}, "cn_unit"),
        ({**ENDED, "partner_country": "GU", "partner_region_iso": ""}, "partner_country"),
        ({**ENDED, "note": ""}, "note"),
        ({**ENDED, "note": "ended 2021; ended 2022"}, "note"),
        ({**ENDED, "note": "ended 2022-13"}, "note"),
        ({**ABOUT, "status": "active"}, "status"),
        ({**ABOUT, "row_class": "adds_date"}, "start_date"),
        ({**ABOUT, "row_class": "more_precise"}, "start_date"),
        ({**LAW, "row_class": "status_change"}, "row_class"),
        ({**ABOUT, "row_class": "status_to_check"}, "row_class"),
    ],
)
def test_refuses_a_row_that_does_not_go_with_the_row_it_is_about(
    tmp_path: Path, change: dict[str, str], column: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, change)
    assert caught.value.column == column


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("row_id", "Z9999"),
        ("cn_unit", "戊市"),
        ("partner_name", ""),
        ("date_read", ""),
        ("date_read", "1990-13"),
        ("date_in_release", "1990-05-07"),
        ("source_address", "somewhere"),
    ],
)
def test_refuses_a_conflict_that_is_none(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, conflicts=({column: value},))
    assert (caught.value.file, caught.value.column) == ("conflicts.tsv", column)


def test_each_row_has_an_id_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row N9001, column id: .*keep one"):
        read(tmp_path, {}, {"id": "N9001"})
    with pytest.raises(SourceError, match=r"row Z9001, column row_id: .*keep one"):
        read(tmp_path, conflicts=({}, {}))


@pytest.mark.parametrize("columns", [(*COLUMNS, "mood"), COLUMNS[1:]])
def test_refuses_other_columns(tmp_path: Path, columns: tuple[str, ...]) -> None:
    with pytest.raises(SourceError):
        read(tmp_path, {}, columns=columns)
