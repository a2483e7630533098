"""Pages of files say in fewer bytes what the pages of a server say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.rendering import render
from sistercities.web.site import Site, StaticFiles, open_site
from sistercities.web.static.answering import answer
from sistercities.web.static.lean_drawing import lean_drawings
from sistercities.web.static.lean_templates import (
    heads_css,
    heads_seen,
    lean_environment,
    lean_source,
)
from web.reader import all_of, parsed, words_of

PATHS = [
    "/", f"/place/{world.NINGWAN}", f"/region/{world.LANYU}", "/country/CN", "/country/CN/ties",
    "/pair/CN/JP", "/countries", "/data", "/methods", "/search", "/places", "/recommend",
]  # fmt: skip


@pytest.fixture(scope="module")
def files(release_folder: Path) -> Iterator[Site]:
    """Open a site whose pages are files."""
    site = open_site(release_folder)
    site.static = StaticFiles(base="https://ties.test/here/")
    yield site
    site.explorer.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", PATHS)
def test_a_lean_page_says_the_same_and_is_shorter(files: Site, path: str, lang: str) -> None:
    page = answer(Asked(files, Words(lang), path, {}, ""), "html")
    whole, lean = render(page), render(page, made_by=lean_environment())  # type: ignore[arg-type]
    assert len(lean) < len(whole)
    before, after = (all_of(parsed(one), "main")[0] for one in (whole, lean))
    assert _said(after) == _said(before)
    for name in ("th", "td", "tr", "li", "dd", "section", "h2", "img", "option"):
        assert len(all_of(after, name)) == len(all_of(before, name)), name
    assert {one.get("id") for one in after.iter()} == {one.get("id") for one in before.iter()}


def _said(tree: Any) -> str:
    """Give the words of a page's own part; blanks between blocks are no words."""
    return re.sub(r"\s+", "", words_of(tree))


def test_heads_of_columns_stand_once_for_phones(files: Site) -> None:
    asked = Asked(files, Words("en"), "/country/CN/places", {}, "")
    lean = render(answer(asked, "html"), made_by=lean_environment())  # type: ignore[arg-type]
    assert "data-label" not in lean
    (table,) = all_of(parsed(lean), "table")
    name = table.get("class").split()[-1]
    heads = [words_of(one) for one in all_of(all_of(table, "thead")[0], "th")]
    columns = heads_seen()[name]
    assert [one.strip(" ▲▼") for one in heads] == [label for label, _ in columns]
    phone, _, wide = heads_css(heads_seen()).partition("}\n@media")
    for at, (label, is_number) in enumerate(columns, 1):
        cell = f".cards.{name} tbody>tr>:nth-child({at})"
        assert (f'{cell}::before{{content:"{label}"}}' in phone) == (at > 1)
        assert (cell in wide) == is_number
    assert any(is_number for _, is_number in columns)
    assert "class=number" not in lean.partition("<tbody")[2]


def test_no_label_ends_the_text_that_it_stands_in() -> None:
    css = heads_css({"l1": (("a", False), ('x"}</style>\\', False))})
    assert '.cards.l1 tbody>tr>:nth-child(2)::before{content:"x\\22 }\\3c /style>\\5c "}\n' in css


def test_what_is_written_as_it_stands_stays() -> None:
    source = '<p class="a">\n<pre>\n x\n</pre>\n<textarea rows="9">\n</textarea>\n</p>\n<p>b</p>'
    made = lean_source(source)
    assert "<pre>\n x\n</pre>" in made
    assert '<textarea rows="9">\n</textarea>' in made
    assert made.startswith("<p class=a><pre>")


_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>text{fill:#1b1b1b}'
    "@media (prefers-color-scheme:dark){"
    '[stroke="#0072b2"]{stroke:#56b4e9}[fill="#767676"]{fill:#9aa0a6}text{fill:#ececea}}</style>'
    '<title id="t">Ties</title><path d="M1.0 2.0L3.5 1.0L3.5 1.5" stroke="#0072b2"></path>'
    '<path d="M1.0 2.0L0.5 1.0L0.2 0.4" stroke="#0072b2"></path><text x="1">A&amp;B</text></svg>'
)


def test_a_lean_drawing_draws_the_same_lines() -> None:
    made = lean_drawings(_DRAWING)
    assert 'd="M1 2l2.5-1l0 .5M1 2l-.5-1-.3-.6"' in made
    assert made.count("<path") == 1
    assert lean_drawings("<p>no drawing</p>") == "<p>no drawing</p>"


def test_a_closed_outline_is_drawn_by_steps() -> None:
    made = lean_drawings('<svg><path d="M100.0 -20.5L103.5 -18.0L90.0 7.0Z" fill="red"/></svg>')
    assert 'd="M100-20.5l3.5 2.5-13.5 25Z"' in made


@pytest.mark.parametrize("path", ["M1 2C3 4 5 6 7 8", "M1 2L3 4ZM5 6L7 8Z", "m1 2l3 4"])
def test_a_path_that_is_no_straight_lines_stays(path: str) -> None:
    assert f'd="{path}"' in lean_drawings(f'<svg><path d="{path}"></path></svg>')
