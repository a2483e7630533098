"""Dates as people write them; what is not certain is not taken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sistercities.sources.register_dates import read_date

DAY = ["2001-05-09", "2001/5/9", "2001.05.09", "09.05.2001", "9.5.2001", "9 May 2001",
       "May 9, 2001", "9th May 2001", "9. Mai 2001", "9 mai 2001", "2001年5月9日",
       "２００１年５月９日", "平成13年5月9日", "H13.5.9", "2001-05-09 00:00:00", "37020",
       "2001-05-09T10:00", "20010509", "9-May-2001", "am 9.5.2001", "le 9 mai 2001",
       "2001年5月9号",
       "平成13年5月9日（水）", "平成13年（2001年）5月9日", "2001年(平成13年)5月9日", "平13.5.9",
       "平成十三年五月九日", "二〇〇一年五月九日", "民國90年5月9日", "中華民國九十年五月九日",
       "西暦2001年5月9日", "2001年5月9日星期三", "[2001-05-09]", "9.5.2001.", "9.5.2001²",
       "2001-05-09*", "9 maja 2001 r.", "9 maggio 2001", "9 de maio de 2001",
       "9 de mayo del 2001", "09.05.2001 r.", "dal 9 maggio 2001"]  # fmt: skip


@pytest.mark.parametrize("text", DAY)
def test_one_day_in_many_styles(text: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision, found.told) == ("2001-05-09", "day", "")


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2001-05", "2001-05", "month"),
        ("05/2001", "2001-05", "month"),
        ("Mai 2001", "2001-05", "month"),
        ("2001年5月", "2001-05", "month"),
        ("2001", "2001", "year"),
        ("seit 2001", "2001", "year"),
        ("昭和56年", "1981", "year"),
        ("平成元年", "1989", "year"),
        ("昭和56年(1981年)", "1981", "year"),
        ("1981(昭和56)年", "1981", "year"),
        ("昭和六十三年四月", "1988-04", "month"),
        ("令和3年10月", "2021-10", "month"),
        ("R3.10", "2021-10", "month"),
        ("S.63.4.1", "1988-04-01", "day"),
        ("明治43年", "1910", "year"),
        ("民国75年", "1986", "year"),
        ("民國七十年", "1981", "year"),
        ("一九八五年", "1985", "year"),
        ("公元1985年", "1985", "year"),
        ("1985年10月上旬", "1985-10", "month"),
        ("1985.0", "1985", "year"),
        ("1985-00-00", "1985", "year"),
        ("1985-10-00", "1985-10", "month"),
        ("1985¹", "1985", "year"),
        ("im Oktober 1985", "1985-10", "month"),
        ("21 / 10 / 1985", "1985-10-21", "day"),
        ("1er mai 2001", "2001-05-01", "day"),
        ("25/05/2001", "2001-05-25", "day"),
        ("05/25/2001", "2001-05-25", "day"),
        ("07/07/2001", "2001-07-07", "day"),
    ],
)
def test_what_is_stated_is_taken(text: str, iso: str, precision: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision, found.told) == (iso, precision, "")


def test_two_possible_days_give_the_year_alone_unless_the_order_is_stated() -> None:
    found = read_date("05/09/2001")
    assert (found.iso, found.precision) == ("2001", "year")
    assert "may be two days" in found.told
    assert "--date-order" in found.next_step
    assert read_date("05/09/2001", "dmy").iso == "2001-09-05"
    assert read_date("05/09/2001", "mdy").iso == "2001-05-09"


@pytest.mark.parametrize("text", ["1899-12-30", "1899-12-31", "1900-01-00", "0", "00.00.0000",
                                  "1899-12-30 00:00:00", "0000-00-00", "30.12.1899"])  # fmt: skip
def test_an_empty_cell_in_disguise_is_no_date(text: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision) == ("", "none")
    assert "empty cell in disguise" in found.told
    assert found.next_step


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("09.05.81", "century is not known"),
        ("31.02.2001", "no day of the calendar"),
        ("2001-13-01", "no day of the calendar"),
        ("1985-1990", "is a span of two years"),
        ("1967/1970", "is a span of two years"),
        ("1985-90", "is a span of two years"),
        ("1985 bis 1990", "is a span of two years"),
        ("昭和70年", "not a date that is understood"),
        ("平成5年（1994年）4月1日", "gives two different years"),
        ("1985-00-05", "no day of the calendar"),
        ("19851321", "no day of the calendar"),
        ("Oct-30", "not a date that is understood"),
        ("1985年10月21日、1990年再签", "not a date that is understood"),
        ("in den Achtzigern", "not a date that is understood"),
        ("836", "not a date that is understood"),
    ],
)
def test_what_is_no_date_is_told_and_left_out(text: str, why: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision) == ("", "none")
    assert why in found.told
    assert found.next_step


def test_a_date_after_the_register_or_before_all_ties_is_suspect() -> None:
    assert read_date("2031-01-01", newest_year=2026).precision == "suspect"
    assert read_date("2026-12-31", newest_year=2026).precision == "day"
    assert read_date("1836").precision == "suspect"


def test_an_empty_cell_says_nothing() -> None:
    assert read_date("  ") == read_date("")
    for text in ("", "-", "—", "?", "不明", "unbekannt", "n/a", "k. A."):
        assert read_date(text) == read_date("")
    assert read_date("").told == ""


def test_day_numbers_are_those_of_the_calendar_of_spreadsheets() -> None:
    for number in range(10_000, 60_001, 997):
        due = (date(1899, 12, 30) + timedelta(days=number)).isoformat()
        assert read_date(str(number)).iso == due


def test_what_is_not_certain_is_taken_and_told() -> None:
    for text in ("ca. 1991", "um 1991", "1991?", "約1991年", "1991年頃", "平成3年度"):
        found = read_date(text)
        assert (found.iso, found.precision) == ("1991", "year")
        assert found.told == f"the date {text} is not certain; 1991 is taken"


def test_a_year_of_two_digits_is_read_where_one_century_is_possible() -> None:
    found = read_date("30.10.80", newest_year=2025)
    assert (found.iso, found.precision) == ("1980-10-30", "day")
    assert found.told == "the date 30.10.80 can only be of 1980 in a register of 2025"
    assert read_date("09/29/89", newest_year=2025).iso == "1989-09-29"
    assert read_date("21-Oct-85", newest_year=2025).iso == "1985-10-21"
    assert read_date("janv.-85", newest_year=2025).iso == "1985-01"
    assert read_date("30.10.10", newest_year=2025).iso == ""
    both = read_date("05/09/80", newest_year=2025)
    assert both.iso == "1980"
    assert "of 1980" in both.told
    assert "may be two days" in both.told


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [("2001-05-09", True), ("", True), ("1899-12-30", True), ("2031", True), ("昭和56年", True),
     ("05/09/2001", False), ("ca. 1991", False), ("1985-1990", False), ("Herbst 1985", False)],
)  # fmt: skip
def test_it_is_known_whether_all_that_was_written_was_taken(text: str, is_whole: bool) -> None:
    assert read_date(text, newest_year=2026).is_whole is is_whole
