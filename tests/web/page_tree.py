"""The tree of a page that is written plainly, ten times as fast as a browser's rules build it.

A page is written plainly where each element is closed by its own tag, in the order in which they
were opened, attributes stand in quotes, and nothing stands where a browser would move or close it.
Of such a page the rules of HTML make the tree that is written. Of any other page nothing is said
here: html5lib reads it, and names its error (`reader.parsed`).
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any
from xml.etree import ElementTree

from html5lib._inputstream import invalid_unicode_re
from html5lib.constants import adjustForeignAttributes, adjustSVGAttributes, voidElements

XHTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(
    r"""(?P<text>[^<]+)
    |</(?P<end>[a-zA-Z][a-zA-Z0-9]*)>
    |<(?P<start>[a-zA-Z][a-zA-Z0-9]*)(?P<of>(?:\s+[a-zA-Z][-:\w]*(?:="[^"]*")?)*)\s*(?P<alone>/?)>
    """,
    re.VERBOSE | re.ASCII,
)
_ATTRIBUTE = re.compile(r'([a-zA-Z][-:\w]*)(?:="([^"]*)")?', re.ASCII)
_REFERENCE = re.compile(r"&(?:#(\d{2,5})|([a-zA-Z]+));|&")
_DOCTYPE = re.compile(r"<!doctype html>\s*", re.IGNORECASE)
_RAW = ("script", "style", "textarea", "title")
_CLOSE_P = frozenset(re.findall(
    r"\w+",
    "address article aside blockquote center details dialog dir div dl fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li dd dt main menu nav ol p pre "
    "section summary table ul",
))  # fmt: skip
_ONLY_IN = {
    "li": ("ul", "ol"), "option": ("select", "datalist", "optgroup"), "optgroup": ("select",),
    "caption": ("table",), "colgroup": ("table",), "col": ("colgroup",), "thead": ("table",),
    "tbody": ("table",), "tfoot": ("table",), "tr": ("thead", "tbody", "tfoot"),
    "th": ("tr",), "td": ("tr",), "head": ("html",), "body": ("html",), "html": ("",),
}  # fmt: skip
"""Elements that are moved, or close another, unless they stand right in one of these."""
_HOLDS_ONLY = {
    "html": ("head", "body"), "table": ("caption", "colgroup", "thead", "tbody", "tfoot"),
    "thead": ("tr",), "tbody": ("tr",), "tfoot": ("tr",), "tr": ("th", "td"),
    "colgroup": ("col",), "select": ("option", "optgroup"), "optgroup": ("option",), "option": (),
    "head": ("base", "link", "meta", "script", "style", "title"),
}  # fmt: skip
"""Elements in which a browser leaves nothing else, and no text but blanks; in an option text."""
_NOT_IN_ITSELF = frozenset(("a", "button", "form", "nobr"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WATCHED = _CLOSE_P | _ONLY_IN.keys() | _NOT_IN_ITSELF
_PLAIN = frozenset(re.findall(
    r"\w+",
    "html head body title meta link base script style a abbr address article aside b bdi bdo "
    "blockquote br button caption cite code col colgroup data datalist dd del details dfn div "
    "dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img input "
    "ins kbd label legend li link main mark meta meter nav ol optgroup option output p "
    "picture pre progress q s samp section select small source span strong sub summary sup "
    "table tbody td textarea tfoot th thead time tr u ul var wbr svg",
))  # fmt: skip
_PLAIN_SVG = frozenset(re.findall(
    r"\w+",
    "circle clipPath defs desc ellipse g image line linearGradient marker mask path pattern "
    "polygon polyline radialGradient rect stop svg symbol text textPath title tspan use a",
))  # fmt: skip


class NotPlain(Exception):
    """The page is not written plainly; html5lib says what it is."""


def plain_tree(text: str) -> ElementTree.Element:
    """Build the tree of a page.

    Raises
    ------
    NotPlain
        If it is not written plainly.
    """
    begun = _DOCTYPE.match(text)
    if begun is None or "\r" in text or "\0" in text or invalid_unicode_re.search(text):
        raise NotPlain
    return _Tree(text, begun.end()).built()


class _Tree:
    """The elements that are open, and what was read until here."""

    def __init__(self, text: str, at: int) -> None:
        self._text, self._at = text, at
        self._open: list[tuple[str, Any]] = []
        self._svg_depth = 0
        self._root: Any = None
        self._is_implied = False

    def built(self) -> ElementTree.Element:
        match, text, n = _TOKEN.match, self._text, len(self._text)
        while self._at < n:
            found = match(text, self._at)
            if found is None:
                raise NotPlain
            self._at = found.end()
            plain, end, start, of, alone = found.groups()
            if plain:
                self._add_text(plain)
            elif end:
                self._end(end)
            else:
                self._start(start, of, bool(alone))
        if self._open or self._root is None or len(self._root) != 2:
            raise NotPlain
        return self._root

    def _inside(self) -> str:
        return self._open[-1][0] if self._open else ""

    def _start(self, written: str, of: str, is_alone: bool) -> None:
        if self._svg_depth:
            self._start_svg(written, of, is_alone)
            return
        name = written.lower()
        if name == "tr" and self._inside() == "table":  # a browser opens a body for it
            self._open.append(("tbody", self._make(f"{XHTML}tbody", {})))
            self._is_implied = True
        self._check(name)
        if name == "svg":
            self._start_svg(written, of, is_alone)
            return
        if is_alone and name not in voidElements:
            raise NotPlain
        made = self._make(f"{XHTML}{name}", dict(_attributes(of)))
        if name in _RAW:
            self._take_raw(name, made)
        elif name not in voidElements:
            self._open.append((name, made))
            if name == "pre" and self._text.startswith("\n", self._at):
                self._at += 1

    def _check(self, name: str) -> None:
        """Refuse what a browser would move, drop, or take for the end of something else."""
        inside = self._inside()
        if name not in _PLAIN or (inside in _HOLDS_ONLY and name not in _HOLDS_ONLY[inside]):
            raise NotPlain
        if name in _WATCHED and (
            inside not in _ONLY_IN.get(name, (inside,))
            or (name in _CLOSE_P and self._is_within("p"))
            or (name in _NOT_IN_ITSELF and self._is_within(name))
            or (name in _HEADINGS and inside in _HEADINGS)
            or (name in ("dt", "dd") and not self._is_in_list_of_terms())
        ):
            raise NotPlain
        if (not inside) != (name == "html" and self._root is None):
            raise NotPlain

    def _is_within(self, name: str) -> bool:
        return any(one == name for one, _ in self._open)

    def _is_in_list_of_terms(self) -> bool:
        names = [one for one, _ in self._open[-2:]]
        return names[-1] == "dl" or names == ["dl", "div"]

    def _start_svg(self, written: str, of: str, is_alone: bool) -> None:
        if written not in _PLAIN_SVG:
            raise NotPlain
        attributes: dict[str, str] = {}
        for key, value in _attributes(of):
            lower = key.lower()
            if lower in adjustForeignAttributes:
                _, local, namespace = adjustForeignAttributes[lower]
                attributes[f"{{{namespace}}}{local}"] = value
            else:
                attributes[adjustSVGAttributes.get(lower, lower)] = value
        made = self._make(f"{SVG}{written}", attributes)
        if not is_alone:
            self._open.append((written, made))
            self._svg_depth += 1

    def _make(self, tag: str, attributes: dict[str, str]) -> Any:
        if not self._open:
            self._root = made = ElementTree.Element(tag, attributes)
            return made
        return ElementTree.SubElement(self._open[-1][1], tag, attributes)

    def _end(self, written: str) -> None:
        name = written if self._svg_depth else written.lower()
        if name == "table" and self._inside() == "tbody" and self._is_implied:
            self._open.pop()
            self._is_implied = False
        if self._inside() != name or name in voidElements:
            raise NotPlain
        self._open.pop()
        self._svg_depth -= self._svg_depth > 0
        if name == "tbody":
            self._is_implied = False

    def _take_raw(self, name: str, made: Any) -> None:
        """Take what stands up to the end of an element in which there are no others."""
        close = self._text.find(f"</{name}>", self._at)
        held = self._text[self._at : close]
        if close < 0 or "<!--" in held or f"</{name}" in held.lower():
            raise NotPlain
        if name == "textarea" and held.startswith("\n"):
            held = held[1:]
        made.text = (held if name in ("script", "style") else _plain(held)) or None
        self._at = close + len(name) + 3

    def _add_text(self, text: str) -> None:
        inside = self._inside()
        if not inside and self._root is None:
            raise NotPlain
        if inside in _HOLDS_ONLY and inside != "option" and text.strip(" \t\n\f"):
            raise NotPlain
        if inside == "html" and not len(self._root):
            return  # blanks before the head
        if not inside or (inside == "html" and len(self._root) == 2):
            if text.strip(" \t\n\f"):
                raise NotPlain
            _append(self._root[1], text)  # what follows the body belongs to it
            return
        _append(self._open[-1][1], _plain(text))


def _append(into: Any, text: str) -> None:
    """Put text behind what an element holds already."""
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text


def _attributes(of: str) -> list[tuple[str, str]]:
    if not of:
        return []
    found = [(key.lower(), _plain(value)) for key, value in _ATTRIBUTE.findall(of)]
    if len(found) > 1 and len({key for key, _ in found}) < len(found):
        raise NotPlain
    return found


def _plain(text: str) -> str:
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    number, name = found[1], found[2]
    if number and 32 <= int(number) < 127:
        return chr(int(number))
    if not name or f"{name};" not in html5:
        raise NotPlain
    return html5[f"{name};"]
