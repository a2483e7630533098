"""A whole number is written whole, in every table and in every record that can be taken."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator

import pytest

import world
from sistercities.web.tables import csv_text, json_text
from web.addresses import TABLES
from web.reader import Reader

ASKED = (
    *TABLES, "/data/coverage", f"/recommend?q={world.NINGWAN}",
    f"/assess?q={world.NINGWAN}&partner=Tokiwa", f"/benchmark?q={world.NINGWAN}",
    f"/path?from={world.NINGWAN}&to={world.TOKIWA}",
)  # fmt: skip
_POINT = re.compile(r"-?\d+\.0+")


def _of_form(address: str, form: str) -> str:
    path, mark, asked = address.partition("?")
    return f"{path}.{form}{mark}{asked}"


def _floats(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    inner: Iterable[object] = ()
    if isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    for one in inner:
        yield from _floats(one)


@pytest.mark.parametrize("address", ASKED)
def test_no_table_writes_a_whole_number_with_a_point(reader: Reader, address: str) -> None:
    for row in csv.reader(io.StringIO(reader.page(_of_form(address, "csv")))):
        assert [cell for cell in row if _POINT.fullmatch(cell)] == [], row
    answer = reader.ask(_of_form(address, "json"))
    assert answer.status_code == 200
    assert [one for one in _floats(json.loads(answer.text)) if one.is_integer()] == []


def test_counts_that_came_with_gaps_are_whole_and_shares_are_not() -> None:
    rows: list[dict[str, object]] = [
        {"n": 1656.0, "share": 0.25}, {"n": None, "share": 1.0},
    ]  # fmt: skip
    assert csv_text(rows, ("n", "share")).split("\r\n")[1:3] == ["1656,0.25", ",1"]
    assert json_text({"rows": rows}) == ('{"rows":[{"n":1656,"share":0.25},{"n":null,"share":1}]}')
