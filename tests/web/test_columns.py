"""Every column of every table that can be taken is explained, and Excel reads the tables."""

from __future__ import annotations

import csv
import io
import re

import pytest

import world
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages.columns import TABLES
from sistercities.web.site import Site
from sistercities.web.tables import COLUMNS_PATH, csv_text, meanings_of
from sistercities.web.tie_table import date_parts
from web.addresses import TABLES as ADDRESSES
from web.reader import Reader, all_of, parsed

PLACE = f"/place/{world.NINGWAN}"
ASKED = (
    *ADDRESSES, f"/recommend?q={world.NINGWAN}", f"/assess?q={world.NINGWAN}&partner=Tokiwa",
    f"/benchmark?q={world.NINGWAN}", f"/path?from={world.NINGWAN}&to={world.TOKIWA}",
)  # fmt: skip


def _csv_address(address: str) -> str:
    path, mark, asked = address.partition("?")
    return f"{path}.csv{mark}{asked}"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_column_of_every_table_is_explained(reader: Reader, lang: str) -> None:
    rows = list(csv.DictReader(io.StringIO(reader.page(f"{COLUMNS_PATH}.csv?lang={lang}"))))
    explained = {row["column"] for row in rows}
    for address in ASKED:
        head = reader.page(_csv_address(address)).splitlines()[0].split(",")
        assert set(head) <= explained, address
    assert all(row["meaning"] for row in rows)


def test_words_and_units_are_those_of_the_schema(reader: Reader) -> None:
    rows = csv.DictReader(io.StringIO(reader.page(f"{COLUMNS_PATH}.csv")))
    held = {(row["table"], row["column"]): row for row in rows}
    assert "suspended" in held["ties", "status"]["values"]
    assert "region1" in held["places", "level"]["values"]
    assert held["places", "population"]["unit"] == "people"


def test_beside_each_table_stands_what_its_columns_mean(reader: Reader, site: Site) -> None:
    anchors = {one.get("id") for one in parsed(reader.page(COLUMNS_PATH)).iter() if one.get("id")}
    assert set(TABLES) <= anchors
    for address in (PLACE, "/country/CN", f"/region/{world.LANYU}", "/data", "/countries"):
        page = parsed(reader.page(address))
        there = [one for one in all_of(page, "a") if str(one.get("href")).startswith(COLUMNS_PATH)]
        assert there
        for one in there:
            assert one.get("href").partition("#")[2] in {"", *anchors}
    asked = Asked(site, Words("en"), "/", {}, "")
    assert meanings_of(asked, "sisters") == f"{COLUMNS_PATH}#ties"


def test_a_table_for_excel_has_its_mark_and_no_formula() -> None:
    rows = [{"a": "=1+1", "b": "宁湾"}, {"a": "@x", "b": "-1"}, {"a": "+1", "b": -1.5}]
    text = csv_text(rows, ("a", "b"))
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert read[1:] == [["'=1+1", "宁湾"], ["'@x", "'-1"], ["'+1", "-1.5"]]


@pytest.mark.parametrize(
    ("date", "parts"),
    [("1983-04-21", (1983, 4, 21)), ("1983-04", (1983, 4, None)), ("1983", (1983, None, None)),
     (None, (None, None, None)), ("about 1983", (None, None, None))],
)  # fmt: skip
def test_a_start_stands_as_numbers_that_excel_leaves_alone(
    date: str | None, parts: tuple[int | None, ...]
) -> None:
    assert date_parts(date) == parts


def test_the_numbers_of_a_start_are_those_of_its_date(reader: Reader) -> None:
    rows = list(csv.DictReader(io.StringIO(reader.page("/country/CN/ties.csv"))))
    dated = [row for row in rows if row["start"]]
    assert dated
    for row in rows:
        numbers = [row[key] for key in ("start_year", "start_month", "start_day") if row[key]]
        assert [int(one) for one in row["start"].split("-") if one] == list(map(int, numbers))


def test_a_file_to_save_says_what_is_in_it_and_of_which_data(reader: Reader) -> None:
    for address, name in (
        (f"{PLACE}.csv", f"sistercities-ties-Ningwan-{world.NINGWAN.replace(':', '')}"),
        ("/country/CN/ties.json", "sistercities-ties-CN"),
        ("/data/coverage.csv", "sistercities-data-coverage"),
    ):
        said = reader.ask(address).headers["content-disposition"]
        (saved,) = re.findall(r'filename="([A-Za-z0-9.-]+)"', said)
        assert saved.rpartition(".")[0] == f"{name}-0.0.0-world"
