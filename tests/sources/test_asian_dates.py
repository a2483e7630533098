"""Dates of the Iranian calendar, as registers of Iran and Afghanistan write them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from sistercities.sources.asian_dates import FIRST, LAST, day_of_iranian
from sistercities.sources.register import read_register
from sistercities.sources.register_dates import read_date

# Years of 366 days by the astronomical calendar, as convertdate 2.5.1 computes the equinox; its
# new-year days and those of jdatetime 6.1.1 are the same for all these years.
LEAP_YEARS = (
    1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350, 1354, 1358, 1362,
    1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420,
)  # fmt: skip


def test_each_new_year_is_that_of_the_astronomical_calendar() -> None:
    day = date(1921, 3, 21)
    for year in range(FIRST, LAST + 1):
        assert day_of_iranian(year, 1, 1) == day
        day += timedelta(days=366 if year in LEAP_YEARS else 365)


def test_every_day_of_the_calendar_follows_the_one_before() -> None:
    days = [
        day_of_iranian(year, month, day)
        for year in range(FIRST, LAST + 1)
        for month in range(1, 13)
        for day in range(1, (32 if month < 7 else 31 if month < 12 or year in LEAP_YEARS else 30))
    ]
    assert days == [date(1921, 3, 21) + timedelta(days=at) for at in range(len(days))]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("۱۳۶۸/۰۲/۱۶", "1989-05-06"),
        ("۱۶ اردیبهشت ۱۳۶۸", "1989-05-06"),
        ("۱۶ اردیبهشت ماه ۱۳۶۸", "1989-05-06"),
        ("16 ثور 1368", "1989-05-06"),
        ("۱۶ غویی ۱۳۶۸", "1989-05-06"),
        ("1368/02/16 ه.ش", "1989-05-06"),
        ("۱۳۶۸-۲-۱۶ (۱۹۸۹)", "1989-05-06"),
        ("۱۳۵۷/۱۱/۲۲", "1979-02-11"),
        ("۱۳۹۹/۱۲/۳۰", "2021-03-20"),
        ("۱۳۷۶ (۱۹۹۸)", "1998"),
        ("۲۰۰۰", "2000"),
        ("۱۹۹۵/۳/۲", "1995-03-02"),
    ],
)
def test_a_date_in_persian_is_read_as_it_is_meant(text: str, iso: str) -> None:
    found = read_date(text)
    assert (found.iso, found.told, found.precision != "suspect") == (iso, "", True)


@pytest.mark.parametrize(
    ("text", "iso"),
    [("۱۳۷۶", "1997"), ("سال ۱۳۷۶", "1997"), ("مهر ۱۳۷۶", "1997"), ("دی ۱۳۷۶", "1998")],
)
def test_a_year_or_a_month_that_lies_in_two_is_told(text: str, iso: str) -> None:
    found = read_date(text)
    assert (found.iso, found.precision, found.is_whole) == (iso, "year", False)
    assert "of the Iranian calendar" in found.told


@pytest.mark.parametrize("text", ["۱۳۶۸/۱۲/۳۰", "۱۳۶۸/۱۳/۱", "۱۳۷۶ (۲۰۰۵)"])
def test_what_the_calendar_lacks_is_no_date(text: str) -> None:
    found = read_date(text)
    assert (found.iso, bool(found.next_step)) == ("", True)


def test_a_lunar_year_and_a_year_of_the_middle_ages_are_left_alone() -> None:
    assert read_date("1368/2/16").precision == "suspect"
    assert read_date("١٤١٨").iso != "1997"


@pytest.mark.parametrize(
    ("heads", "iso"),
    [("شهر,کشور,شهر خواهرخوانده,تاریخ امضا", "1997"), ("Home,Country,Partner,Date", "1376")],
)
def test_the_heads_say_by_which_calendar_a_plain_number_counts(
    tmp_path: Path, heads: str, iso: str
) -> None:
    file = tmp_path / "ours.csv"
    file.write_text(f"{heads}\nNingwan,China,Kawabe,1376\n", encoding="utf-8")
    (line,) = read_register(file, source_id="ours", year=2026).lines
    assert line.claim is not None
    assert line.claim.start == iso
