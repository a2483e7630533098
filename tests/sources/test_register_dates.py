"""Dates as people write them; what is not certain is not taken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.sources.register_dates import (
    are_dotted,
    proved_order,
    read_date,
    with_two_figures,
)

_ROMAN_PLACES = (
    ("", "M", "MM"),
    ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"),
    ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"),
    ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
)

DAY = ["2001-05-09", "2001/5/9", "2001.05.09", "09.05.2001", "9.5.2001", "9 May 2001",
       "May 9, 2001", "9th May 2001", "9. Mai 2001", "9 mai 2001", "2001年5月9日",
       "２００１年５月９日", "平成13年5月9日", "H13.5.9", "2001-05-09 00:00:00", "37020",
       "2001-05-09T10:00", "20010509", "9-May-2001", "am 9.5.2001", "le 9 mai 2001",
       "2001年5月9号",
       "平成13年5月9日（水）", "平成13年（2001年）5月9日", "2001年(平成13年)5月9日", "平13.5.9",
       "平成十三年五月九日", "二〇〇一年五月九日", "民國90年5月9日", "中華民國九十年五月九日",
       "西暦2001年5月9日", "2001年5月9日星期三", "中華民國九十年（公元2001年）五月九日",
       "公元二〇〇一年（中華民國九十年）五月九日", "[2001-05-09]", "9.5.2001.", "9.5.2001²",
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
        ("12-X-2009", "2009-10-12", "day"),
        ("9.IV.1998", "1998-04-09", "day"),
        ("XII 1990", "1990-12", "month"),
        ("05/25/2001", "2001-05-25", "day"),
        ("07/07/2001", "2001-07-07", "day"),
        ("MCMLXI", "1961", "year"),
        ("mcmxcix", "1999", "year"),
        ("MMXXIV", "2024", "year"),
        ("Anno Domini MCMLXI", "1961", "year"),
        ("MCMLXI (1961)", "1961", "year"),
        ("12.V.MCMLXXXVIII", "1988-05-12", "day"),
        ("5 maja MCMLXI", "1961-05-05", "day"),
    ],
)
def test_what_is_stated_is_taken(text: str, iso: str, precision: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision, found.told) == (iso, precision, "")


@pytest.mark.parametrize("text", ["MM", "MIX", "MCMIC", "MMM", "MCMLXIA"])
def test_letters_that_write_no_year_of_a_tie_are_no_year(text: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision) == ("", "none")
    assert "is not a date that is understood" in found.told


@given(st.integers(1900, 2099))
def test_a_year_in_roman_letters_is_that_year(year: int) -> None:
    written = "".join(
        letters[int(digit)]
        for digit, letters in zip(f"{year:04}", _ROMAN_PLACES, strict=True)
    )  # fmt: skip
    if len(written) > 2:
        assert read_date(written, newest_year=2100).iso == str(year)


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
        ("公元2001年（中華民國九十一年）五月九日", "gives two different years"),
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
        if {str(number)[:4], str(number)[1:]} & {str(year) for year in range(1900, 2060)}:
            continue
        due = (date(1899, 12, 30) + timedelta(days=number)).isoformat()
        assert read_date(str(number)).iso == due


@pytest.mark.parametrize("text", ["19985", "20008", "21998", "12001", "19000"])
def test_a_year_with_a_figure_too_many_is_no_count_of_days(text: str) -> None:
    found = read_date(text)
    assert (found.iso, found.is_whole) == ("", False)
    assert "a figure too many" in found.told
    assert "four figures" in found.next_step


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


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("明治33年", "1900"), ("明治45年7月29日", "1912-07-29"),
        ("大正元年", "1912"), ("大正15年", "1926"),
        ("昭和元年", "1926"), ("昭和64年", "1989"), ("昭和64年1月7日", "1989-01-07"),
        ("平成元年", "1989"), ("平成31年4月30日", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"), ("令和8年", "2026"),
        ("民国元年", "1912"), ("民國115年", "2026"),
        ("S64.1.7", "1989-01-07"), ("昭64", "1989"), ("H31", "2019"), ("T15", "1926"),
        ("昭和六十四年一月七日", "1989-01-07"),
    ],
)  # fmt: skip
def test_the_first_and_the_last_year_of_an_era_are_years_of_it(text: str, iso: str) -> None:
    found = read_date(text)
    assert (found.iso, found.told) == (iso, "")


def test_the_first_era_begins_in_1868() -> None:
    assert (read_date("明治元年").iso, read_date("明治元年").precision) == ("1868", "suspect")


@pytest.mark.parametrize("text", ["明治46年", "大正16年", "昭和65年", "平成32年", "S65", "令和0年",
                                  "昭和0年"])  # fmt: skip
def test_a_year_before_or_after_an_era_is_none(text: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision) == ("", "none")
    assert found.next_step


@pytest.mark.parametrize("order", ["", "dmy", "mdy"])
@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("05/13/2001", "2001-05-13"), ("13/05/2001", "2001-05-13"),
        ("12/13/2001", "2001-12-13"), ("13/12/2001", "2001-12-13"),
        ("12/12/2001", "2001-12-12"), ("12/31/2001", "2001-12-31"), ("01-31-2001", "2001-01-31"),
    ],
)  # fmt: skip
def test_a_number_above_twelve_is_the_day_whatever_the_order(
    text: str, iso: str, order: str
) -> None:
    found = read_date(text, order)
    assert (found.iso, found.precision, found.told) == (iso, "day", "")


@pytest.mark.parametrize(
    ("text", "dmy", "mdy"),
    [
        ("11/12/2001", "2001-12-11", "2001-11-12"), ("12/11/2001", "2001-11-12", "2001-12-11"),
        ("1/2/2001", "2001-02-01", "2001-01-02"), ("01-12-2001", "2001-12-01", "2001-01-12"),
    ],
)  # fmt: skip
def test_two_numbers_up_to_twelve_are_two_days(text: str, dmy: str, mdy: str) -> None:
    assert (read_date(text).iso, read_date(text).precision) == ("2001", "year")
    assert (read_date(text, "dmy").iso, read_date(text, "mdy").iso) == (dmy, mdy)


@pytest.mark.parametrize(
    ("text", "newest", "precision"),
    [
        ("1900", 2026, "year"), ("1899", 2026, "suspect"), ("1900-01-02", 2026, "day"),
        ("2026-12-31", 2026, "day"), ("2027-01-01", 2026, "suspect"), ("2026", 2026, "year"),
    ],
)  # fmt: skip
def test_the_first_and_the_last_year_that_are_sound(text: str, newest: int, precision: str) -> None:
    assert read_date(text, newest_year=newest).precision == precision


def test_the_first_and_the_last_day_number_that_is_a_date() -> None:
    assert read_date("10000").iso == "1927-05-18"
    assert read_date("60000", newest_year=2100).iso == "2064-04-08"
    assert read_date("60001").iso == read_date("09999").iso == ""


@pytest.mark.parametrize(
    ("era", "first", "n_years"),
    [("明", 1868, 45), ("大", 1912, 15), ("昭", 1926, 64), ("平", 1989, 31), ("令", 2019, 82),
     ("M", 1868, 45), ("T", 1912, 15), ("S", 1926, 64), ("H", 1989, 31), ("R", 2019, 82),
     ("明治", 1868, 45), ("大正", 1912, 15), ("昭和", 1926, 64), ("平成", 1989, 31),
     ("令和", 2019, 82), ("民国", 1912, 189), ("民國", 1912, 189)],
)  # fmt: skip
def test_an_era_by_any_name_has_its_years_and_no_others(era: str, first: int, n_years: int) -> None:
    assert read_date(f"{era}1年").iso == str(first)
    assert read_date(f"{era}{n_years}年").iso == str(first + n_years - 1)
    assert read_date(f"{era}{n_years + 1}年").iso == ""


def test_a_cell_of_two_hundred_characters_may_be_a_date_and_a_longer_one_is_none() -> None:
    assert read_date("1990".ljust(200), "dmy", 2026).iso == "1990"
    longer = read_date("1990".ljust(201), "dmy", 2026)
    assert (longer.iso, longer.precision) == ("", "none")
    assert "not a date that is understood" in longer.told


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["12/03/2022", "30/01/1956", "15/10/1960"], "dmy"),
        (["12/03/2022", "01/30/1956"], "mdy"),
        (["30/01/1956", "01/30/1956"], ""),  # both: nothing is proved
        (["12/03/2022", "1956", "", "30/01/56", "30/30/1956"], ""),
    ],
)
def test_other_dates_of_a_file_prove_the_order(texts: list[str], order: str) -> None:
    assert proved_order(texts) == order


@pytest.mark.parametrize("text", ["hacia 2019", "令和元年秋", "otoño de 2019", "2019年秋季"])
def test_a_date_that_is_not_certain_is_taken_and_told(text: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision, found.is_whole) == ("2019", "year", False)
    assert "is not certain; 2019 is taken" in found.told


@pytest.mark.parametrize("text", ["s. f.", "S/F", "o. D.", "sans date", "日付不明", "brak daty"])
def test_words_for_no_date_are_silence(text: str) -> None:
    assert read_date(text) == read_date("")


@pytest.mark.parametrize("text", ["1965.1", "1965.5", "seit 1965.1", "（1965.1）"])
def test_a_number_of_one_decimal_tells_no_month(text: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision, found.is_whole) == ("1965", "year", False)
    assert "the year alone is taken" in found.told
    assert "1965-01 or 1965-10" in found.next_step


@pytest.mark.parametrize(
    ("text", "iso"),
    [("1965.10", "1965-10"), ("1965.01", "1965-01"), ("1965.1.", "1965-01"),
     ("1965.1.3", "1965-01-03"), ("R3.1", "2021-01")],
)  # fmt: skip
def test_a_month_that_is_written_out_is_taken(text: str, iso: str) -> None:
    found = read_date(text)
    assert (found.iso, found.told) == (iso, "")


def test_other_dates_with_dots_prove_all_months_but_the_first() -> None:
    assert are_dotted(["1987", "1987.10.15"])
    assert not are_dotted(["1987", "2010.9", "15.10.1987"])
    assert [with_two_figures(one) for one in ("2010.9", "2010.1", "2010.10")] == [
        "2010.09", "2010.1", "2010.10",
    ]  # fmt: skip


def test_a_number_of_one_decimal_after_the_register_is_suspect() -> None:
    assert read_date("2031.1", newest_year=2026).precision == "suspect"
