"""Unions of countries: members by date, territories, and what the table may not say."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from sistercities.errors import SourceError
from sistercities.sources.admin_areas import known_countries
from sistercities.sources.country_unions import (
    COLUMNS,
    dated_union,
    outside,
    read_unions,
    table_of_unions,
    union_called,
    unions,
)
from sistercities.sources.snapshot import file_rows

EU_OF_2004 = {
    "AT", "BE", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "SE", "SI", "SK",
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "date", "n"),
    [
        ("EU", "1957", 0), ("EU", "1958", 6), ("EU", "1973-01", 9), ("EU", "1981", 10),
        ("EU", "1986-01-01", 12), ("EU", "1995", 15), ("EU", "2004-04-30", 15),
        ("EU", "2004-05-01", 25), ("EU", "2007", 27), ("EU", "2013-06", 27), ("EU", "2013-07", 28),
        ("EU", "2020-01-31", 28), ("EU", "2020-02-01", 27), ("EU", "2020", 27), ("EU", "", 27),
        ("ASEAN", "1984", 6), ("ASEAN", "1996", 7), ("ASEAN", "1999", 10),
        ("ASEAN", "2025-10-25", 10), ("ASEAN", "2025-10-26", 11),
        ("AU", "2010", 53), ("AU", "2012", 54), ("AU", "", 55),
        ("NORDIC", "", 5), ("BALTIC", "", 3), ("BENELUX", "", 3), ("VISEGRAD", "1992", 2),
        ("VISEGRAD", "", 4), ("G7", "1975", 6), ("G7", "", 7), ("GCC", "", 6), ("SCO", "2016", 6),
        ("SCO", "", 10), ("COMMONWEALTH", "2015", 53), ("COMMONWEALTH", "2017", 52),
        ("COMMONWEALTH", "2019", 53), ("COMMONWEALTH", "2021", 54), ("COMMONWEALTH", "", 56),
    ],
)  # fmt: skip
def test_as_many_members_as_the_unions_themselves_count(code: str, date: str, n: int) -> None:
    """The numbers are those that each union has published of itself after each accession."""
    assert unions()[code].n_members(date) == n


def test_members_of_a_date_and_their_territories() -> None:
    union = unions()["EU"]
    held = set(union.countries("2004-12-31"))
    assert held >= EU_OF_2004
    assert held - EU_OF_2004 == {"AX", "GF", "GI", "GP", "MQ", "RE"}
    assert {"GB", "GI"} & set(union.countries("2020-01-31")) == {"GB", "GI"}
    assert {"GB", "GI"} & set(union.countries("2020-02-01")) == set()
    assert {"YT"} == set(union.countries("2014-01-01")) - set(union.countries("2013-12-31"))


def test_one_that_left_and_came_back_is_out_between() -> None:
    held = unions()["COMMONWEALTH"]
    years = [year for year in range(1990, 2025) if "GM" not in held.countries(str(year))]
    assert years == [2013, 2014, 2015, 2016, 2017]


def test_every_row_is_of_a_country_of_today_and_says_its_source() -> None:
    known = known_countries()
    rows = [row for _, row in file_rows(table_of_unions(), COLUMNS)]
    assert {row["country"] for row in rows} <= known
    assert {row["part_of"] for row in rows} <= known | {""}
    assert all(row["source"] for row in rows)
    for union in unions().values():
        ends = sorted((each.country, each.first, each.last) for each in union.memberships)
        for one, other in pairwise(ends):
            assert one[0] != other[0] or one[2] < other[1], "in a union once at a time"


def test_unions_have_names_in_several_languages() -> None:
    for text in (
        "eu",
        "the EU",
        "Europäische Union",
        "l’Union européenne",
        "欧盟",
        "歐盟",
        "EU諸国",
    ):
        assert union_called(text) is unions()["EU"], text
    for text in ("Atlantis", "", "Europe", "AUX"):
        assert union_called(text) is None


def test_what_is_outside_of_dated_unions() -> None:
    assert dated_union("EU:2019-05") == (unions()["EU"], "2019-05")
    assert outside(["DE", "GB", "JP"], ["EU:2019"]) == ["JP"]
    assert outside(["DE", "GB", "JP"], ["EU:2021"]) == ["GB", "JP"]
    assert outside(["DE"], []) == ["DE"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("X,the X,FR,,1990,1980,a treaty", "ends after it begins"),
        ("X,the X,FR,,1990-1,,a treaty", "YYYY-MM-DD or YYYY"),
        ("X,the X,FR,,1990,,", "fill it in"),
        ("X,the X,FR,,1990,,a treaty\nX,an X,DE,,1990,,a treaty", "called the X above"),
    ],
)
def test_a_row_that_is_not_understood_is_refused(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "country_unions.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        read_unions(path)
