"""A chapter shows what leads to its first figure; tables and figures after it wait to be asked."""

from __future__ import annotations

import re

from sistercities.web.languages import Words
from sistercities.web.pages.chapters import finding_in, folded, parts_in

_FIGURE = "<figure id='f'></figure>"


def _part(name: str, inside: str = "") -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{name}</h2>{inside}</section>'


def _open(text: str) -> list[str]:
    return [one.id for one in parts_in(text)[1] if one.is_open]


def test_figures_before_the_first_head_leave_the_rest_folded() -> None:
    assert _open(f"<p>said</p>{_FIGURE}{_part('numbers')}{_part('limits')}") == []


def test_a_chapter_that_begins_with_a_head_opens_up_to_its_first_figure() -> None:
    text = f"<p>said</p>{_part('claims')}{_part('numbers')}{_part('chance', _FIGURE)}"
    assert _open(text + _part("regions", _FIGURE)) == ["claims", "chance"]


def _drawn(name: str) -> str:
    return (
        f'<figure id="figure-{name}"><figcaption><h2>{name} found</h2><p>of {name}</p></figcaption>'
        f"<svg>{name}</svg></figure>"
    )


def _table(caption: str) -> str:
    return f'<div class="scroll"><table><caption>{caption}</caption><tr/></table></div>'


def _folds(text: str, lang: str = "en") -> list[tuple[str, str]]:
    """Give the folds of a chapter: what names each, and what it holds."""
    made = str(folded(text, Words(lang)))
    found = re.findall(
        r'<details class="folds[^"]*"><summary>(.*?)</summary>(.*?)</details>', made, re.DOTALL
    )
    return [(re.sub("<[^>]*>", "", name), inside) for name, inside in found]


def test_a_phone_folds_figures_after_the_first_and_keeps_what_each_found() -> None:
    (fold,) = _folds(_drawn("one") + _drawn("two"))
    assert fold[0] == "Show the figure: two found"
    assert "<svg>two</svg>" in fold[1]
    assert "of two" in fold[1]
    made = folded(_drawn("one") + _drawn("two"), Words("en"))
    assert _drawn("one") in made
    assert "<figcaption><h2>two found</h2></figcaption>" in made


def test_a_table_is_named_by_its_caption_and_beside_a_figure_by_what_it_adds() -> None:
    text = _drawn("one") + _table("one found") + _table("Countries")
    assert [name for name, _ in _folds(text)] == ["Every part, one by one", "Countries"]
    assert _folds(text, "zh")[0][0] == "逐项结果"


def test_what_is_folded_already_stays_as_it_is() -> None:
    text = f"<details><summary>The same</summary>{_table('one')}</details>"
    assert folded(text, Words("en")) == text


def test_the_finding_opens_the_page_and_stands_once() -> None:
    finding, rest = finding_in('\n<p class="finding">It is <i>so</i>.</p><p>More.</p>')
    assert (finding, rest) == ("It is <i>so</i>.", "<p>More.</p>")
    assert finding_in("<p>More.</p>") == ("", "<p>More.</p>")
