"""Addresses of the server in a page to relative names of files; what has no file leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import parse_qsl, unquote, urlencode

from sistercities.web.file_names import page_file, table_file
from sistercities.web.frame import REDUCED
from sistercities.web.static.sheets import anchor_of, sheet_of

_TAG = re.compile(r"<(a|link|img|image|form|script|iframe|figure|div|section)\b[^<>]*>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="(/[^"]*)"')
_DEAD = re.compile(r' (?:href|rel|hreflang|type)="[^"]*"')
_MOST_KNOWN, _MOST_TAGS = 50_000, 5_000
_FORM = re.compile(r"(.*)\.(csv|json)")
_BARE = re.compile(r"[\w.~#/:?-]*[\w]", re.ASCII)
"""What needs no quotes in a tag."""
_NO_FEED = re.compile(r" ?<a>(?:CSV|JSON)(?:<span class=\"?unseen\"?>[^<]*</span>)?</a>")
"""A table that is not there in this form."""
FORM = "csv"
"""In which tables lie there as data; a server gives JSON too."""
_COPIED = ("/assets/", "/maps/", "/search/")
"""What stands under the same name in the folder of the site."""


def forms_of(path: str) -> tuple[str, ...]:
    """Give the forms in which a table is there; reports say in JSON what no table holds."""
    return (FORM, "json") if path.startswith("/studies/") else (FORM,)


@dataclass(frozen=True, slots=True)
class Links:
    """What addresses of a site become in one of its pages.

    Attributes
    ----------
    lang
        Language of the page, the name of its folder.
    languages
        Languages that are built.
    pages, tables
        Paths that have a file.
    sheets
        Ids of the ties on each sheet, by its path.
    files
        Files of reports by path.
    depth
        Folders between the page and the folder of the site.
    room
        Folder of the page within that of its language, where other pages of its kind are; "" where
        that is not told.
    known
        What was found before: pages have most of their links in common.
    tags
        Whole tags with their addresses turned, by what they were.
    """

    lang: str
    languages: tuple[str, ...]
    pages: Set[str]
    sheets: Mapping[str, Sequence[str]]
    tables: Set[str]
    files: Mapping[str, str]
    depth: int
    room: str = ""
    known: dict[str, str | None] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """Way from the page to the folder of the site."""
        return "../" * self.depth

    def relative(self, address: str) -> str | None:
        """Give the relative name of the file of an address; None where there is none."""
        if address not in self.known:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            found = self._found(address)
            self.known[address] = None if found is None else self._shortened(found)
        return self.known[address]

    def _shortened(self, name: str) -> str:
        """Leave out of a way what leads up to a folder and down again."""
        there = f"{self.root}{self.lang}/"
        if self.room and name.startswith(f"{there}{self.room}/"):
            return name.removeprefix(f"{there}{self.room}/")
        return name.replace(there, self.root[3:], 1) if name.startswith(there) else name

    def _found(self, address: str) -> str | None:
        whole, mark, fragment = address.partition("#")
        path, _, query = whole.partition("?")
        path = unquote(path)
        if path.startswith(_COPIED):
            return f"{self.root}{whole[1:]}"
        if path.startswith("/embed/"):
            path, fragment, mark = path.removeprefix("/embed"), REDUCED, "#"
        asked = dict(parse_qsl(query, keep_blank_values=True))
        lang = asked.pop("lang", self.lang)
        file = self.files.get(f"{path}?lang={lang}", self.files.get(path))
        if file is not None:
            return f"{self.root}{file}{mark}{fragment}"
        if lang not in self.languages:
            return None
        if path.startswith("/tie/"):
            return self._tie(path.removeprefix("/tie/"), lang)
        found = self._table(path) if not asked else None
        found = found or self._page(path, asked, lang)
        return None if found is None else f"{self.root}{found}{mark}{fragment}"

    def _tie(self, tie_id: str, lang: str) -> str | None:
        named = _FORM.fullmatch(tie_id)
        sheet = sheet_of(named[1] if named else tie_id)
        if (named[1] if named else tie_id) not in self.sheets.get(sheet, ()):
            return None
        if named:
            return f"{self.root}{table_file(sheet, FORM)}" if named[2] == FORM else None
        return f"{self.root}{lang}/{page_file(sheet)}#{anchor_of(tie_id)}"

    def _table(self, path: str) -> str | None:
        named = _FORM.fullmatch(path)
        if named is None:
            return None
        stem = self._moved(named[1])
        is_there = stem in self.tables and named[2] in forms_of(stem)
        return table_file(stem, named[2]) if is_there else None

    def _page(self, path: str, asked: dict[str, str], lang: str) -> str | None:
        page = asked.pop("page", "1")
        path = self._moved(path)
        if path not in self.pages and path.startswith("/region/") and path.endswith("/ties"):
            return f"{lang}/{page_file(path.removesuffix('/ties'))}#places"
        if asked and set(asked) <= {"q", "partner", "from", "to", "place"}:
            computed = f"{path}/{asked['q']}" if "q" in asked else ""
            if computed in self.pages and len(asked) == 1:
                return f"{lang}/{page_file(computed)}"
            if path == "/search":  # a script reads what was typed
                return f"{lang}/{page_file(path)}?{urlencode(asked)}"
            if path not in self.pages:
                return None
            asked = {}
        if asked or path not in self.pages or not page.isdecimal():
            return None
        return f"{lang}/{page_file(path, int(page))}"

    def _moved(self, path: str) -> str:
        """Follow what the server would answer with another address: a region is no place."""
        if path not in self.pages and path.startswith("/place/"):
            return path.replace("/place/", "/region/", 1)
        return path


def with_relative_links(html: str, links: Links) -> str:
    """Turn the addresses in the tags of a page into relative ones.

    A link to what has no file loses its address and stays as words; a reference in the head of the
    page that has no file is left out, and so is the form in which a table is not there.
    """
    return _NO_FEED.sub("", _TAG.sub(lambda tag: _turned(tag, links), html))


def _turned(tag: re.Match[str], links: Links) -> str:
    text = tag[0]
    if '="/' not in text:
        return text
    found = links.tags.get(text)
    if found is None:
        if len(links.tags) >= _MOST_TAGS:
            links.tags.clear()
        found = links.tags[text] = _turned_tag(tag, links)
    return found


def _turned_tag(tag: re.Match[str], links: Links) -> str:
    text = tag[0]
    dead = False

    def turned(attribute: re.Match[str]) -> str:
        nonlocal dead
        found = links.relative(unescape(attribute[2]))
        if found is None and attribute[1].startswith("data-"):
            return ""
        if found is None:
            dead = dead or attribute[1] in ("href", "src", "action")
            return attribute[0]
        shown = escape(found)
        return (
            f" {attribute[1]}={shown}" if _BARE.fullmatch(shown) else f' {attribute[1]}="{shown}"'
        )

    made = _ATTRIBUTE.sub(turned, text)
    if not dead:
        return made
    return "" if tag[1] == "link" else _DEAD.sub("", text) if tag[1] == "a" else made
