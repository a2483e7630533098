"""A chapter of a report in parts, so that a page has contents and folds what is long."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

_HEAD = re.compile(r'<h2 id="([a-z0-9_-]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_OPENING = re.compile(r'\s*<section aria-labelledby="[^"]*">\s*$')
_FIGURE = "<figure"


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """One part of a chapter.

    Attributes
    ----------
    id
        Id of its head.
    title
        Its head.
    html
        What stands under it.
    is_open
        Whether it is shown without being asked for.
    """

    id: str
    title: Markup
    html: Markup
    is_open: bool


def parts_in(text: str) -> tuple[Markup, tuple[ChapterPart, ...]]:
    """Part the text of a chapter at its heads.

    What stands up to the first figure is open, the rest is folded: a chapter that shows its figures
    before its first head keeps its tables until they are asked for.

    Parameters
    ----------
    text
        HTML of a chapter whose heads are of the second level.

    Returns
    -------
    before
        What stands before the first head.
    parts
        In the order of the chapter.
    """
    heads = list(_HEAD.finditer(text))
    ends = [*(one.start() for one in heads[1:]), len(text)][: len(heads)]
    before = _whole(text[: heads[0].start()] if heads else text)
    has_figure, parts = _FIGURE in before, []
    for number, (head, end) in enumerate(zip(heads, ends, strict=True)):
        inside = _whole(text[head.end() : end])
        is_open = not has_figure and (number == 0 or _FIGURE in inside)
        has_figure = has_figure or _FIGURE in inside
        parts.append(ChapterPart(head[1], Markup(head[2]), inside, is_open))
    return before, tuple(parts)


def _whole(html: str) -> Markup:
    """Leave out where the section of the next part begins and where its own ends."""
    html = _OPENING.sub("", html)
    while html.count("</section>") > html.count("<section"):
        start, _, end = html.rpartition("</section>")
        html = start + end
    return Markup(html)
