"""Pages of a table: each size that parts it evenly or not, the last page, and beyond it."""

from __future__ import annotations

import json

import pytest

import world
from sistercities.web.languages import Words
from web.reader import Reader, all_of, parsed, words_of

TIES_OF_CHINA = len([pair for pair in world.TIES
                     if "CN" in {world.places()[end].country for end in pair}])  # fmt: skip
TABLES = ("/country/CN/ties", "/country/CN/places", f"/place/{world.NINGWAN}")


def rows_of(tree: object) -> list[str]:
    """Heads of the rows of the first table that has any."""
    (body, *_) = all_of(tree, "tbody")
    return [words_of(row) for row in all_of(body, "tr")]


def leads(tree: object) -> dict[str, str]:
    """Where the page before and the page after are."""
    return {one.get("rel"): one.get("href") for one in all_of(tree, "a")
            if one.get("rel") in ("prev", "next")}  # fmt: skip


def walked(reader: Reader, address: str) -> list[list[str]]:
    """Rows of each page, from the first by the link to the next until there is none."""
    pages, before, here = [], None, address
    while here:
        tree = parsed(reader.page(here))
        pages.append(rows_of(tree))
        if before is None:
            assert "prev" not in leads(tree)
        else:
            back = parsed(reader.page(leads(tree)["prev"]))
            assert rows_of(back) == pages[-2]
        before, here = here, leads(tree).get("next")
    return pages


@pytest.mark.parametrize("address", TABLES)
def test_every_row_stands_on_one_page_whatever_the_size(reader: Reader, address: str) -> None:
    whole = rows_of(parsed(reader.page(f"{address}?size=500")))
    n = len(whole)
    assert n > 3
    even = [size for size in range(2, n) if n % size == 0][:1]
    for size in {*even, n - 1, n, n + 1, (n + 1) // 2}:
        pages = walked(reader, f"{address}?size={size}")
        assert [row for page in pages for row in page] == whole, size
        assert [len(page) for page in pages[:-1]] == [size] * (len(pages) - 1)
        assert len(pages) == -(-n // size), "a page without a row is none"


@pytest.mark.parametrize("address", TABLES)
def test_a_page_beyond_the_last_is_the_last(reader: Reader, address: str) -> None:
    last = walked(reader, f"{address}?size=3")[-1]
    tree = parsed(reader.page(f"{address}?size=3&page=99"))
    assert rows_of(tree) == last
    assert "next" not in leads(tree)


def test_the_second_page_leads_back_to_the_address_without_a_number(reader: Reader) -> None:
    second = leads(parsed(reader.page("/country/CN/ties?size=5&page=2")))
    third = leads(parsed(reader.page("/country/CN/ties?size=5&page=3")))
    assert second["prev"] == "/country/CN/ties?size=5"
    assert third["prev"] == "/country/CN/ties?size=5&page=2"


@pytest.mark.parametrize("size", [1, TIES_OF_CHINA - 1, TIES_OF_CHINA, TIES_OF_CHINA + 1])
def test_the_last_page_for_programs_names_no_next_one(reader: Reader, size: int) -> None:
    last = -(-TIES_OF_CHINA // size)
    part = json.loads(reader.page(f"/api/v1/ties?country=CN&size={size}&page={last}"))
    assert (part["total"], part["next_page"]) == (TIES_OF_CHINA, None)
    assert len(part["ties"]) == (TIES_OF_CHINA - 1) % size + 1
    if last > 1:
        before = json.loads(reader.page(f"/api/v1/ties?country=CN&size={size}&page={last - 1}"))
        assert (before["next_page"], len(before["ties"])) == (last, size)


def test_what_is_said_of_an_empty_table_depends_on_whether_a_filter_emptied_it(
    reader: Reader,
) -> None:
    none_fits = Words("en")("ties.none_fits")
    bare, tied = "/pair/DE/FR", f"/place/{world.NINGWAN}"
    assert none_fits not in all_text(reader.page(bare))
    assert none_fits in all_text(reader.page(f"{bare}?standing=ended"))
    assert none_fits in all_text(reader.page(f"{tied}?standing=never_valid"))
    assert none_fits not in all_text(reader.page(f"{tied}?standing=alive"))


def all_text(page: str) -> str:
    return words_of(parsed(page))
