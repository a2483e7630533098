"""Lists that are sorted here: the order, pages, what is not known, and the files beside them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from sistercities.errors import InvalidArgument
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.row_order import ranks
from sistercities.web.tables import Cell

ROWS = [("Büro", 3), ("alt", None), ("Zoo", 12), ("", 0), ("cab", 2.5)]
LISTING: Listing[tuple[str, float | None]] = Listing(
    name="drawn",
    path="/drawn",
    caption="Drawn rows",
    empty="none",
    columns=(ListColumn("name", "Name"), ListColumn("n", "Count", is_number=True)),
    rows=ROWS,
    record=lambda row: {"name": row[0], "n": row[1]},
    cells=lambda row: (Cell(row[0]), Cell(str(row[1]))),
    keys=("name", "n"),
)


def asked(path: str = "/drawn", *, in_browser: bool = False, **params: str) -> Asked:
    site: Any = SimpleNamespace(static=None, is_sorted_in_browser=in_browser)
    return Asked(site, Words("en"), path, params, "https://host.example")


def _names(table: Any) -> list[str]:
    return [row[0].text for row in table.rows]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["Büro", "alt", "Zoo", "", "cab"]),
        ("name", ["alt", "Büro", "cab", "Zoo", ""]),
        ("-name", ["Zoo", "cab", "Büro", "alt", ""]),
        ("n", ["", "cab", "Büro", "Zoo", "alt"]),
        ("-n", ["Zoo", "Büro", "cab", "", "alt"]),
    ],
)
def test_rows_are_sorted_and_what_is_not_known_comes_last(sort: str, names: list[str]) -> None:
    """Zero is a number that is known."""
    assert _names(LISTING.whole(asked(sort=sort))) == names
    feed = LISTING.feed(asked(sort=sort), "csv")
    assert [one["name"] for one in feed.records] == names


def test_an_order_by_another_column_is_refused_with_those_that_are_there() -> None:
    with pytest.raises(InvalidArgument, match="use one of name, n, with"):
        LISTING.whole(asked(sort="size"))


@pytest.mark.parametrize(
    ("page", "names", "before", "after", "first"),
    [
        ("1", ["Büro", "alt"], None, "/drawn?size=2&page=2", 1),
        ("2", ["Zoo", ""], "/drawn?size=2", "/drawn?size=2&page=3", 3),
        ("3", ["cab"], "/drawn?size=2&page=2", None, 5),
        ("4", ["cab"], "/drawn?size=2&page=2", None, 5),
    ],
)
def test_each_page_leads_to_the_next_and_back(
    page: str, names: list[str], before: str | None, after: str | None, first: int
) -> None:
    table = LISTING.whole(asked(size="2", page=page))
    assert _names(table) == names
    assert (table.before, table.after, table.first, table.total) == (before, after, first, 5)


def test_a_page_that_holds_all_rows_has_no_other() -> None:
    for size in ("5", "6"):
        table = LISTING.whole(asked(size=size))
        assert (table.before, table.after, len(table.rows)) == (None, None, 5)


@pytest.mark.parametrize(("most", "is_cut"), [(4, True), (5, False), (6, False)])
def test_the_first_rows_lead_to_the_whole_where_some_are_left_out(
    most: int, *, is_cut: bool
) -> None:
    table = LISTING.beginning(asked("/country/XX"), most)
    assert len(table.rows) == min(most, 5)
    assert table.whole == ("/drawn" if is_cut else None)
    assert table.total == 5


def test_files_are_those_of_the_whole_list_with_the_order_of_its_own_page() -> None:
    own = LISTING.whole(asked(sort="n", page="2", size="2"))
    assert (own.csv, own.json) == ("/drawn.csv?sort=n", "/drawn.json?sort=n")
    elsewhere = LISTING.beginning(asked("/country/XX", sort="n"), 2)
    assert (elsewhere.csv, elsewhere.json) == ("/drawn.csv", "/drawn.json")


def test_rows_are_marked_with_their_ranks_where_a_script_sorts() -> None:
    assert LISTING.whole(asked()).ranks == ()
    ranked = LISTING.whole(asked(in_browser=True))
    assert ranked.ranks == ("1 0 3 - 2", "2 - 3 0 1")
    assert ranked.last_ranks == ""


def test_ranks_say_nothing_of_an_order_in_which_the_rows_stand_and_repeat_nothing() -> None:
    orders = [lambda row: (row,), lambda row: (row > 0,), lambda _: None, None]
    assert ranks([0, 1, 2, 3], orders) == ("", "0 1", "-", "")


def test_the_usual_order_is_shown_until_another_is_asked_for() -> None:
    usual = replace(LISTING, usual="-n")
    assert [one.sorted for one in usual.whole(asked()).columns] == ["none", "descending"]
    assert [one.sorted for one in usual.whole(asked(sort="name")).columns] == ["ascending", "none"]
    assert [one.sorted for one in LISTING.whole(asked()).columns] == ["none", "none"]


def test_a_row_is_one_line_on_a_phone_where_the_list_says_so() -> None:
    assert not LISTING.whole(asked()).is_slim
    assert replace(LISTING, is_slim=True).whole(asked()).is_slim


def test_a_list_of_few_columns_is_drawn_slim() -> None:
    few = LISTING.beginning(asked("/country/XX"), 2, only=("n",))
    assert (few.is_slim, [one.label for one in few.columns]) == (True, ["Count"])
    assert [[cell.text for cell in row] for row in few.rows] == [["3"], ["None"]]
    assert not LISTING.beginning(asked("/country/XX"), 2).is_slim
