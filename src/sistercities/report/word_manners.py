"""How words stand in HTML: with code and stress, folded, beside a local name, as lines."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import escape
from rich.cells import cell_len

LONGEST = 170
"""Letters that a cell shows without folding."""
SHORTEST = 40
"""A first sentence shorter than this, such as a question, takes the next one with it."""
_END = re.compile(r"[.?!]\s+(?=[A-Z])")
_CODE = re.compile(r"`([^`]*)`")
_STRESS = re.compile(r"\*([^*]+)\*")
_LINK = re.compile(r"\[([^\]]+)\]")


def coded_html(words: str, link: str = "") -> str:
    """Escape a sentence and set the marks in it as HTML: `code`, *stress*, a [link].

    Parameters
    ----------
    words
        The sentence.
    link
        Where what stands between brackets leads; "" sets brackets as they are.
    """
    text = _CODE.sub(r"<code>\1</code>", str(escape(str(words))))
    text = _STRESS.sub(r"<em>\1</em>", text)
    if not link:
        return text
    return _LINK.sub(lambda found: f'<a href="{escape(link)}">{found[1]}</a>', text)


def folds(words: str) -> tuple[str, str]:
    """Part words into those that are shown and those that are folded away, "" where none are."""
    if len(words) <= LONGEST:
        return words, ""
    for end in _END.finditer(words):
        shown = words[: end.start() + 1]
        if len(shown) >= SHORTEST and shown.endswith("."):
            return shown, words[end.end() :]
    return words, ""


def folded_html(shown: str, rest: str, more: str) -> str:
    """Set words and, behind the word that opens it, the rest of them."""
    return f"{escape(str(shown))} {details(str(escape(str(more))), str(escape(rest)))}"


def details(summary: str, rest: str) -> str:
    """Fold HTML away behind other HTML."""
    return f'<details class="rest"><summary>{summary}</summary>{rest}</details>'


def with_local(name: str, local: str) -> str:
    """Set the local name after a name, which is HTML."""
    return f'{name} <span class="local">{escape(local)}</span>'


def broken(words: str, most: int, width: float) -> list[str]:
    """Break words into lines of a width in half letters; into `most` even ones if too long.

    Chinese breaks between any letters.
    """
    width = max(width, cell_len(words) / most)
    lines = [""]
    for letter in unescape(words):
        is_full = cell_len(lines[-1] + letter) > width and len(lines) < most
        if is_full and letter not in "，。；：、）%）":
            lines.append("")
        lines[-1] += letter
    return [line for line in lines if line]
