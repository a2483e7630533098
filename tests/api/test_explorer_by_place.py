"""What pages ask of single places: SQLite gives what DuckDB gives, row for row."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

import world
from sistercities.api.explorer import areas, ties
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.store import Explorer
from sistercities.api.explorer.ties import (
    SORTS,
    TieFilter,
    count_inside,
    count_ties,
    list_ties,
    start_years,
)
from sistercities.api.place_cards import card_of, place
from sistercities.dataset.index.tables import HELD
from sistercities.terms.words import KINDS, STATUSES, TIE_CLASSES

FILTERS = (
    TieFilter(),
    TieFilter(is_inside=True),
    TieFilter(is_inside=False),
    TieFilter(first_year=1985, last_year=1995),
    TieFilter(country="JP"),
    *(TieFilter(status=one) for one in STATUSES),
    *(TieFilter(kind=one) for one in KINDS),
    *(TieFilter(tie_class=one) for one in TIE_CLASSES),
)


@pytest.fixture(scope="module")
def explorer(release_folder: Path) -> Iterator[Explorer]:
    """Open the drawn world."""
    opened = Explorer(release_folder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ids(explorer: Explorer) -> list[str]:
    """Ids of all places of the drawn world."""
    return [row["place_id"] for row in explorer.query("SELECT place_id FROM places")]


MOST_TIES = 6
"""Places with the most ties of which all lists are looked at; of the others every fourth."""


class _AllByDuckdb:
    """An explorer that asks DuckDB, which holds the same tables."""

    def __init__(self, explorer: Explorer) -> None:
        self._connection = duckdb.connect()
        self.index = self
        for held in HELD:
            named = explorer.index.query("SELECT name FROM pragma_table_info(?)", [held.name])
            frame = pd.DataFrame(  # noqa: F841  DuckDB finds it by its name
                explorer.index.query(f"SELECT * FROM {held.name}"),
                columns=[row["name"] for row in named],
            ).convert_dtypes()
            self._connection.execute(f"CREATE TABLE {held.name} AS SELECT * FROM frame")

    def meanwhile(self, _key: object, make: Callable[[], Any]) -> Any:
        return make()

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        cursor = self._connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_lists_of_ties_are_the_same_in_every_order_and_filter(
    explorer: Explorer, ids: list[str]
) -> None:
    other: Any = _AllByDuckdb(explorer)
    orders = [sign + word for word in SORTS for sign in ("", "-")]
    n_rows = 0
    by_ties = sorted(ids, key=lambda key: (count_ties(explorer, "place", [key]), key))
    for key in [*by_ties[:-MOST_TIES:4], *by_ties[-MOST_TIES:]]:
        has_order = count_ties(explorer, "place", [key]) > 1
        for sort in orders if has_order else orders[:1]:
            listed = list_ties(explorer, "place", [key], sort=sort)
            assert listed == list_ties(other, "place", [key], sort=sort), (key, sort)
        for wanted in FILTERS:
            listed = list_ties(explorer, "place", [key], wanted)
            n_rows += len(listed)
            assert listed == list_ties(other, "place", [key], wanted), (key, wanted)
            assert count_ties(explorer, "place", [key], wanted) == len(listed)
        pages = [list_ties(explorer, "place", [key], limit=2, offset=at) for at in (0, 2)]
        assert pages[0] + pages[1] == list_ties(other, "place", [key], limit=4)
        assert start_years(explorer, "place", [key]) == start_years(other, "place", [key])
        assert count_inside(explorer, "place", [key]) == count_inside(other, "place", [key])
        due = areas.partner_countries_of_place(other, key)
        assert areas.partner_countries_of_place(explorer, key) == due
        assert ties.partner_codes(explorer, "place", [key]) == sorted(one.country for one in due)
    assert n_rows > len(world.TIES)


def test_the_card_is_that_of_duckdb_and_of_the_verb(
    explorer: Explorer, ids: list[str], release_folder: Path
) -> None:
    other = _AllByDuckdb(explorer)
    for key in ids:
        assert card_by_id(explorer, key) == card_of(other, key)
    card = card_by_id(explorer, world.JINGHAI)
    assert card == place(world.JINGHAI, data=release_folder)
    assert card.is_dual is True


def test_letters_of_a_name_are_folded_as_in_other_lists(explorer: Explorer) -> None:
    (first, *_) = list_ties(explorer, "place", [world.NINGWAN])
    typed = first.there.name.upper()
    found = list_ties(explorer, "place", [world.NINGWAN], TieFilter(text=typed))
    assert first in found

    assert count_ties(explorer, "place", [world.NINGWAN], TieFilter(text=typed)) == len(found)


def test_many_threads_get_what_one_gets(explorer: Explorer, ids: list[str]) -> None:
    due = {key: list_ties(explorer, "place", [key]) for key in ids}
    wrong: list[str] = []

    def ask() -> None:
        for _ in range(10):
            wrong.extend(
                key for key in ids if list_ties(explorer, "place", [key]) != due[key]
            )  # fmt: skip

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert wrong == []
