"""Marks inside a sentence: `code` between backticks, *stress* between stars, a [link]."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_CODE = re.compile(r"`([^`]*)`")
_STRESS = re.compile(r"\*([^*]+)\*")
_LINK = re.compile(r"\[([^\]]+)\]")


def coded(words: str, link: str = "") -> Markup:
    """Escape a sentence and set the marks in it as HTML.

    Parameters
    ----------
    words
        The sentence.
    link
        Where what stands between brackets leads; "" sets brackets as they are.
    """
    text = _CODE.sub(r"<code>\1</code>", str(escape(str(words))))
    text = _STRESS.sub(r"<em>\1</em>", text)
    if link:
        text = _LINK.sub(lambda found: f'<a href="{escape(link)}">{found[1]}</a>', text)
    return Markup(text)
