"""A file has all rows of a long table: the first are shown, all when asked for and on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from sistercities.web.languages import Words
from sistercities.web.rendering import environment
from sistercities.web.style_sheets import style_rules
from sistercities.web.tables import Cell, Column, Table

N, FIRST = 70, 50
_SEEN = "() => [...document.querySelectorAll('tbody tr')].filter(one => one.offsetHeight).length"


def _table(n: int, *, is_sorted_by_a_script: bool) -> Table:
    return Table(
        name="countries", caption="Countries", columns=(Column("Country", key="country"),),
        rows=tuple((Cell(f"Country {k}"),) for k in range(1, n + 1)), total=n, csv=None, json=None,
        empty="", ranks=("",) if is_sorted_by_a_script else (),
    )  # fmt: skip


def _html(table: Table) -> str:
    made = environment().get_template("parts.html").make_module({"t": Words("en")})
    listed = made.listed(table, Words("en"))  # type: ignore[attr-defined]
    return f"<!doctype html><style>{style_rules()}</style><main>{listed}</main>"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Give a page without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_the_rest_of_a_long_table_waits_until_it_is_asked_for(page: Any) -> None:
    page.set_content(_html(_table(N, is_sorted_by_a_script=True)))
    assert page.evaluate(_SEEN) == FIRST
    page.get_by_text(f"{N - FIRST} more").click()
    assert page.evaluate(_SEEN) == N


def test_paper_has_all_rows(page: Any) -> None:
    page.set_content(_html(_table(N, is_sorted_by_a_script=True)))
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = re.sub(r"\s+", " ", " ".join(one.extract_text() for one in sheets))
    assert f"Country {N}" in text
    assert f"{N - FIRST} more" not in text


def test_a_table_narrowed_to_some_years_is_whole(page: Any) -> None:
    """A script says how many rows are left, and hides the others."""
    page.set_content(
        _html(_table(N, is_sorted_by_a_script=True)).replace(
            '<div class="scroll"', '<p class="rows-note quiet">60 of 70.</p><div class="scroll"', 1
        )
    )
    assert page.evaluate(_SEEN) == N
    assert not page.get_by_text(f"{N - FIRST} more").is_visible()


@pytest.mark.parametrize(("n", "is_sorted_by_a_script"), [(60, True), (N, False)])
def test_a_shorter_table_and_one_of_a_server_are_shown_whole(
    page: Any, n: int, *, is_sorted_by_a_script: bool
) -> None:
    page.set_content(_html(_table(n, is_sorted_by_a_script=is_sorted_by_a_script)))
    assert page.evaluate(_SEEN) == n
    assert page.locator(".all-rows").count() == 0
