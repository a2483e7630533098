"""A chapter of a report in the language of the page, sentence by sentence.

A report is written in English. Each text of it that is one whole sentence is replaced by its words
in the page's language and marked with that language; everything else stays English, inside the
block that is marked so. Nothing is shown half in one language.

The HTML of a chapter as a tree: our own pages only, which close every element.

Whatever is not replaced is written again as it was read, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape

from rich.cells import cell_len

_TOKENS = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "col", "wbr"))
_BLANK = re.compile(r"\s+")
_MOST_KEPT = 4_096
"""Texts of which the words are kept: the same cells and labels come again and again."""


@dataclass(slots=True)
class Text:
    """Text between two tags, escaped as it stands."""

    html: str


@dataclass(slots=True)
class Element:
    """An element with its tags as they stand; one without children has no closing tag perhaps."""

    name: str
    opening: str
    children: list[Text | Element] = field(default_factory=list)
    closing: str = ""

    def has_class(self, name: str) -> bool:
        """Whether the element is of a class."""
        if name not in self.opening:
            return False
        found = re.search(r'\bclass="([^"]*)"', self.opening)
        return found is not None and name in found[1].split()

    @property
    def elements(self) -> list[Element]:
        """The elements directly inside."""
        return [each for each in self.children if isinstance(each, Element)]


def tree_of(html: str) -> Element:
    """Read HTML; the root has no tags."""
    root = Element("", "")
    above = [root]
    for number, token in enumerate(_TOKENS.split(html)):
        if number % 2 == 0:
            if token:
                above[-1].children.append(Text(token))
        elif token.startswith("</") and len(above) > 1:
            above.pop().closing = token
        else:
            found = _NAME.match(token)
            made = Element(found[1].lower() if found else "", token)
            above[-1].children.append(made)
            if found and made.name not in _VOID and not token.endswith("/>"):
                above.append(made)
    return root


def written(node: Text | Element) -> str:
    """Write a tree as HTML."""
    parts: list[str] = []
    _write(node, parts)
    return "".join(parts)


def _write(node: Text | Element, parts: list[str]) -> None:
    if isinstance(node, Text):
        parts.append(node.html)
        return
    parts.append(node.opening)
    for each in node.children:
        _write(each, parts)
    parts.append(node.closing)


@lru_cache(_MOST_KEPT)
def plain(html: str) -> str:
    """Give the words of escaped text, with single spaces."""
    return _BLANK.sub(" ", unescape(html)).strip()


def words_in(node: Text | Element) -> str:
    """Give the words inside an element, with single spaces."""
    return plain("".join(_texts(node)))


def _texts(node: Text | Element) -> Iterator[str]:
    if isinstance(node, Text):
        yield node.html
    else:
        for each in node.children:
            yield from _texts(each)


Say = Callable[[str], str | None]
"""Gives the words of an English text in the language of the page; None where there are none."""

_UNTOUCHED = frozenset(("style", "script", "pre", "code"))
_INSIDE = frozenset(("code", "em", "a"))
"""Elements that stand inside a sentence."""
_DRAWN = frozenset(("text", "tspan", "title", "desc"))
_CODE = re.compile(r"`([^`]*)`")
_STRESS = re.compile(r"\*([^*]+)\*")
_MARKS = re.compile("[`*]")
_LINK = re.compile(r"\[([^\]]+)\]")
_SAID = "data-label", "title", "aria-label"
_ATTRIBUTES = re.compile(rf' ({"|".join(_SAID)})="([^"]*)"')
_SHORTEST = 16
"""Characters of a first sentence below which it takes the next one with it."""


def in_words(html: str, words_of: Say, tag: str) -> str:
    """Say what can be said of a chapter in another language.

    What is marked with a language already keeps its words.

    Parameters
    ----------
    html
        The chapter.
    words_of
        What the page's language has for an English text.
    tag
        Tag of that language, for the attribute `lang`.
    """
    root = tree_of(html)
    _element(root, words_of, tag)
    return written(root)


def _element(node: Element, words_of: Say, tag: str) -> None:
    if node.name in _UNTOUCHED or ' lang="' in node.opening:
        return
    if any(name in node.opening for name in _SAID):
        node.opening = _ATTRIBUTES.sub(lambda found: _attribute(found, words_of), node.opening)
    inner = node.elements
    if node.name == "g" and _is_lines(node):
        _lines(node, words_of, tag)
    elif any(each.has_class("rest") for each in inner):
        _folded(node, words_of, tag)
    elif inner and all(each.name in _INSIDE for each in inner):
        _whole(node, words_of, tag)
    else:
        _each(node, words_of, tag)


def _attribute(found: re.Match[str], words_of: Say) -> str:
    said = words_of(plain(found[2]))
    return found[0] if said is None else f' {found[1]}="{escape(_MARKS.sub("", said))}"'


def _each(node: Element, words_of: Say, tag: str) -> None:
    """Say each text of an element by itself."""
    local = next((each for each in node.elements if each.has_class("local")), None)
    if local is not None:
        _name(node, local, words_of, tag)
        return
    for number, each in enumerate(node.children):
        if isinstance(each, Element):
            _element(each, words_of, tag)
        elif (said := _said(each.html, node, words_of)) is not None:
            if len(node.children) == 1 and node.opening:
                _mark(node, tag)
                each.html = said
            else:
                node.children[number] = _marked(each.html, said, node, tag)


def _name(node: Element, local: Element, words_of: Say, tag: str) -> None:
    """Say a name first, and the English one after it where its local name stood; a code stays."""
    for each in node.elements:
        if each is not local:
            _element(each, words_of, tag)
    texts = [each for each in node.children if isinstance(each, Text) and each.html.strip()]
    said = _said(texts[0].html, node, words_of) if len(texts) == 1 else None
    if said is None:
        return
    english = plain(texts[0].html)
    node.children[node.children.index(texts[0])] = _marked(texts[0].html, said, node, tag)
    if not words_in(local).isascii():
        local.children = [Text(escape(english))]


def _said(html: str, node: Element, words_of: Say) -> str | None:
    words = plain(html)
    said = words_of(words) if words else None
    if said is None:
        return None
    return escape(_MARKS.sub("", said)) if node.name in _DRAWN else _html(said)


def _html(said: str) -> str:
    return _STRESS.sub(r"<em>\1</em>", _CODE.sub(r"<code>\1</code>", escape(said)))


def _mark(node: Element, tag: str) -> None:
    if " lang=" not in node.opening:
        node.opening = f'{node.opening[:-1]} lang="{tag}">'


def _marked(english: str, said: str, node: Element, tag: str) -> Element:
    """Wrap what is said; the blanks around the English stay."""
    name = "tspan" if node.name in _DRAWN else "span"
    before = english[: len(english) - len(english.lstrip())]
    after = english[len(english.rstrip()) :]
    inner = Element(name, f'<{name} lang="{tag}">', [Text(said)], f"</{name}>")
    return Element("", before, [inner], after)


def _whole(node: Element, words_of: Say, tag: str) -> None:
    """Say a sentence that has names of code in it, or leave it as it is, whole."""
    links = [each.opening for each in node.elements if each.name == "a"]
    if links and len(node.elements) == 1 and not _has_own_text(node):  # the link is all of it
        _each(node, words_of, tag)
        return
    said = words_of(words_in(node))
    if said is not None and len(links) <= 1:
        html = _html(said)
        if links:
            html = _LINK.sub(lambda found: f"{links[0]}{found[1]}</a>", html)
        node.children = [Text(html)]
        _mark(node, tag)
    elif len(links) == len(node.elements):
        _each(node, words_of, tag)
    elif not _has_own_text(node):
        for each in node.elements:
            _element(each, words_of, tag)


def _has_own_text(node: Element) -> bool:
    """Whether words stand in an element beside those of the elements in it."""
    return any(isinstance(each, Text) and each.html.strip() for each in node.children)


def _folded(node: Element, words_of: Say, tag: str) -> None:
    """Say a sentence of which the end is folded away; fold it after its first part again."""
    at = next(n for n, each in enumerate(node.children) if _is_rest(each))
    rest = node.children[at]
    assert isinstance(rest, Element)
    summary = [each for each in rest.elements if each.name == "summary"]
    more = "".join(each.html for each in rest.children if isinstance(each, Text))
    first = "".join(each.html for each in node.children[:at] if isinstance(each, Text))
    said = words_of(plain(f"{first} {more}"))
    if said is not None:
        stop = said.find("。", _SHORTEST) + 1
        shown, folded = (said[:stop], said[stop:]) if 0 < stop < len(said) else (said, "")
        kept: list[Text | Element] = [Text(_html(shown))]
        if folded:
            rest.children = [*summary, Text(_html(folded))]
            kept.append(rest)
        _mark(rest, tag)
        wrapped = Element("span", f'<span lang="{tag}">', kept, "</span>")
        node.children = [wrapped, *node.children[at + 1 :]]
        for each in [*summary, *(one for one in node.children[1:] if isinstance(one, Element))]:
            _element(each, words_of, tag)


def _is_rest(node: Text | Element) -> bool:
    return isinstance(node, Element) and node.has_class("rest")


def _is_lines(node: Element) -> bool:
    """Whether a group in a drawing is the lines of one sentence."""
    return len(node.elements) > 1 and all(
        each.name == "text" and not each.elements for each in node.elements
    )


def _lines(node: Element, words_of: Say, tag: str) -> None:
    """Say a sentence that takes several lines of a drawing; Chinese breaks between any letters."""
    english = [words_in(each) for each in node.elements]
    said = words_of(" ".join(english))
    if said is None:
        _each(node, words_of, tag)
        return
    lines = broken(_MARKS.sub("", said), len(english), max(map(len, english)) * 0.56 / 0.5)
    for each, line in zip(node.elements, [*lines, *[""] * len(english)], strict=False):
        each.children = [Text(escape(line))]
        _mark(each, tag)


def broken(words: str, most: int, width: float) -> list[str]:
    """Break words into lines of a width in half letters; into `most` even ones if too long."""
    width = max(width, cell_len(words) / most)
    lines = [""]
    for letter in unescape(words):
        is_full = cell_len(lines[-1] + letter) > width and len(lines) < most
        if is_full and letter not in "，。；：、）%）":
            lines.append("")
        lines[-1] += letter
    return [line for line in lines if line]
