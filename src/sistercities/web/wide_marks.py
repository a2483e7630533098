"""Sentences of Chinese and Japanese stand without a blank between them.

Parts of a page are set one after the other by templates, which put a blank between two sentences
as English wants it. A full-width mark has its room within itself: after one the blank is left out,
whoever put it there.
"""

from __future__ import annotations

import re

_WITHOUT_BLANKS = ("zh", "ja")
_KEPT = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
# Paragraphs too: some stand in one line.
_BLANK = re.compile(r"([。！？；：，、](?:</(?:a|b|code|em|i|p|q|small|span|strong|time)>)*)[ \n]+")


def closed_up(html: str, lang: str) -> str:
    """Leave out the blanks after full-width marks.

    Parameters
    ----------
    html
        A page or a part of one, or plain text; what stands in `pre`, `textarea`, `script` and
        `style` stays.
    lang
        Code of the language that the page is in; all others stay as they are.
    """
    if not lang.startswith(_WITHOUT_BLANKS):
        return html
    made, at = [], 0
    for kept in _KEPT.finditer(html):
        made += [_BLANK.sub(r"\1", html[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join((*made, _BLANK.sub(r"\1", html[at:])))
