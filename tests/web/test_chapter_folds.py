"""A chapter shows what leads to its first figure; long tables wait until they are asked for."""

from __future__ import annotations

from sistercities.web.pages.chapter_parts import parts_in

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
