"""What a phone folds within the open part of a chapter: tables, and all figures but the first.

A folded figure keeps its head, which is its finding; a folded table gives its caption, and waits on
a tablet too. A wide page and paper show all of it (`.folds` in the style sheet).
"""

from __future__ import annotations

import re

from markupsafe import Markup

from sistercities.web.languages import Words

_ASKED_FOR = re.compile(r"(<details\b.*?</details>)", re.DOTALL)
_FIGURE = re.compile(
    r'(<figure id="[^"]*">\s*<figcaption><h2[^>]*>(.*?)</h2>)(<p\b.*?</p>)?\s*</figcaption>'
    r"(.*?)</figure>",
    re.DOTALL,
)
_TABLE = re.compile(
    r'<div class="scroll"[^>]*>\s*<table\b[^>]*>\s*<caption>(.*?)</caption>.*?</table>\s*</div>',
    re.DOTALL,
)
_FINDING = re.compile(r'\s*<p class="finding">(.*?)</p>', re.DOTALL)


def finding_in(text: str) -> tuple[Markup, str]:
    """Part a chapter into its finding and what follows; the finding is "" where it has none."""
    found = _FINDING.match(text)
    return (Markup(found[1]), text[found.end() :]) if found else (Markup(""), text)


def folded(text: str, words: Words) -> Markup:
    """Fold what a phone shows only when it is asked for, and leave what is folded already.

    Parameters
    ----------
    text
        HTML of an open part of a chapter, whose heads are of the second level.
    words
        Words of the page.
    """
    first, made = _FIGURE.search(text), []
    shown = "" if first is None else first[0]
    for piece in _ASKED_FOR.split(text):
        if not piece.startswith("<details"):
            piece = _TABLE.sub(lambda found: _table(found, text, words), piece)
            piece = _FIGURE.sub(
                lambda found: found[0] if found[0] == shown else _figure(found, words), piece
            )
        made.append(piece)
    return Markup("".join(made))


def _figure(found: re.Match[str], words: Words) -> str:
    opening, head, said, drawn = found.groups(default="")
    label = f'{_own(words, "studies.figure")}<span class="unseen">: {head}</span>'
    inside = f'<div class="figure-said">{said}</div>{drawn}' if said else drawn
    return f"{opening}</figcaption>{_fold(label, inside)}</figure>"


def _table(found: re.Match[str], text: str, words: Words) -> str:
    """Name a table by its caption, or by what it adds to a figure of the same name."""
    caption = found[1]
    is_of_figure = any(head == caption for _, head, _, _ in _FIGURE.findall(text))
    label = _own(words, "studies.answers") if is_of_figure else caption
    return _fold(label, found[0], "folds of-table")


def _own(words: Words, key: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(words.tag, words(key))


def _fold(label: str, inside: str, kind: str = "folds") -> str:
    return f'<details class="{kind}"><summary>{label}</summary>{inside}</details>'
