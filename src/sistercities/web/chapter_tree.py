"""The HTML of a chapter as a tree: our own pages only, which close every element.

Whatever is not replaced is written again as it was read, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_TOKENS = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "col", "wbr"))
_BLANK = re.compile(r"\s+")


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
    return "".join(_parts(node))


def _parts(node: Text | Element) -> Iterator[str]:
    if isinstance(node, Text):
        yield node.html
        return
    yield node.opening
    for each in node.children:
        yield from _parts(each)
    yield node.closing


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
