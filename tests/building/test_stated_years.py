"""The year in which a page was seen, from the words of whoever read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.stated_years import (
    OLDEST,
    read_page_years,
    seen_year,
    shown_years,
    stated_year,
    year_of_address,
)
from sistercities.errors import SourceError
from sistercities.sources.written_values import WrittenRow


def year_of(text: str) -> int | None:
    return stated_year(WrittenRow("made_up.tsv", 2, {"state": text}), "state")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019", 2019),
        ("2019-07-04", 2019),
        ("2019-07+", 2019),
        ("2019-07 (print date)", 2019),
        ("2019 (first published 2018-02-14)", 2019),
        ("2015-2017", 2015),
        ("about 2016-2018", 2016),
        ("about 2010-12 (number in address)", 2010),
        ("after 2016 (a region of that year), before 2022", 2016),
        ("undated (2016+)", 2016),
        ("undated (about 2002-2005)", 2002),
        ("undated, about 2016", 2016),
        ("undated, 2022+ (newer state)", 2022),
    ],
)
def test_the_earliest_year_that_the_words_allow(text: str, year: int) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize(
    "text",
    ["", "undated", "undated (older state)", "before 2020", "undated (before 2015)",
     "undated, before 2015"],
)  # fmt: skip
def test_a_later_limit_is_no_year(text: str) -> None:
    assert year_of(text) is None


@pytest.mark.parametrize("text", ["soon", "2031", "1899", "19", "undated, perhaps", "2019;"])
def test_refuses_what_it_does_not_know(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        year_of(text)
    assert (caught.value.row, caught.value.column) == (2, "state")


def test_a_page_without_a_year_was_seen_when_its_newest_tie_had_begun() -> None:
    shown = shown_years([("a", "1990-05"), ("a", "2011"), ("b", ""), ("c", "1964")])
    assert seen_year(None, "1990-05", shown["a"]) == 2011
    assert seen_year(None, "", shown["b"]) == OLDEST
    assert seen_year(None, "1964", shown["c"]) == OLDEST


@pytest.mark.parametrize(
    ("page", "year"),
    [
        ("https://paper.invalid/2019/05/08/towns", 2019),
        ("https://paper.invalid/a/201811/19/WS5bf2aceaa310eff303289a50.html", 2018),
        ("https://paper.invalid/2018/zfq/202007/t20200702_800212507.html", 2020),
        ("https://paper.invalid/read?articleId=AKR20170905149300054", 2017),
        ("https://house.invalid/~2016/bills/SCR017.htm", 2016),
        ("https://paper.invalid/list.php?id=20103271328162&page=384", None),
        ("https://paper.invalid/une-cooperation-en-marche-2028", None),
        ("https://paper.invalid/kj00001008-001-01.html", None),
        ("https://paper.invalid/2030/05/08/", None),
    ],
)
def test_an_address_bears_a_year_as_a_date_or_a_folder(page: str, year: int | None) -> None:
    assert year_of_address(page) == year


def test_nothing_is_seen_before_it_is_known() -> None:
    assert seen_year(2001, "2005-10-20") == 2005
    assert seen_year(2014, "2010", known_since=2021) == 2021
    assert seen_year(2014, "2010", shown=2019) == 2014


def test_rulings_date_pages(tmp_path: Path) -> None:
    path = tmp_path / "page_years.csv"
    path.write_text(
        "page,year,reason,date\nhttps://a.invalid/x,2006,names a city of that year,2026-11-28\n"
    )
    years = read_page_years(path)
    assert (years.of("https://a.invalid/x"), years.of("https://a.invalid/y")) == (2006, 0)
    assert years.used == {"https://a.invalid/x"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("https://a.invalid/x,soon,because,2026-11-28", "year"),
        ("https://a.invalid/x,2006,,2026-11-28", "reason"),
        ("https://a.invalid/x,2006,because,lately", "date"),
        (",2006,because,2026-11-28", "page"),
    ],
)
def test_refuses_a_ruling_that_it_does_not_understand(
    tmp_path: Path, row: str, column: str
) -> None:
    path = tmp_path / "page_years.csv"
    path.write_text(f"page,year,reason,date\n{row}\n")
    with pytest.raises(SourceError) as caught:
        read_page_years(path)
    assert caught.value.column == column


def test_refuses_two_rulings_on_a_page(tmp_path: Path) -> None:
    row = "https://a.invalid/x,2006,because,2026-11-28\n"
    path = tmp_path / "page_years.csv"
    path.write_text("page,year,reason,date\n" + row + row)
    with pytest.raises(SourceError, match="keep one"):
        read_page_years(path)
