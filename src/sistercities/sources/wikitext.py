"""One line of wikitext as a row of atoms: flags, links, text; and what to take out before.

Only what lists of sister cities use is known. A template that is not known leaves no atom; its
name is handed back, so that whoever reads the line can say what was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REFERENCE = re.compile(
    r"<ref\b[^<>]*/>|<(ref|gallery|math|imagemap)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_STRUCK = re.compile(r"<(?:del|s|strike)\b[^<>]*>", re.IGNORECASE)
_FILE = re.compile(r"(?:file|image|文件|檔案|档案|图像|圖像)\s*:", re.IGNORECASE)
_CATEGORY = re.compile(r"(?:category|分类|分類)\s*:", re.IGNORECASE)
_FLAGS = frozenset(
    {"flag", "flagicon", "flagcountry", "flagu", "flagdeco", "flagg", "flagicon image", "flagd",
     "flag icon", "flag country", "flaglink", "flag-country", "country flag", "国旗", "國旗",
     "旗帜", "旗幟"}
)  # fmt: skip
_CODE = re.compile(r"[A-Z]{2,3}")
_ELSEWHERE = frozenset({"ill", "interlanguage link", "illm", "ill2", "interlanguage link multi"})
_ELSEWHERE_ZH = re.compile(r"le|link-[a-z-]+|internal link helper/[a-z-]+", re.IGNORECASE)
_TRANSLATED_ZH = frozenset({"tsl", "translink", "illm-zh"})
_WRAPPERS = frozenset(
    {"nowrap", "small", "smaller", "nobold", "nobr", "big", "center", "font", "lang", "langx",
     "transl", "transliteration", "nihongo", "zh", "abbr", "dts", "circa", "c.", "cvt", "not typo",
     "noitalic", "ublist", "s", "strike", "del", "strikethrough"}
)  # fmt: skip
_LAST_COUNTS = frozenset({"lang", "langx", "transl", "transliteration", "font"})
_STRIKING = frozenset({"s", "strike", "del", "strikethrough"})
_SPACES = frozenset({"nbsp", "spaces", "thinsp", "·", "•", "dot", "middot"})
_DASHES = frozenset({"snd", "spnd", "sndash", "spaced ndash", "ndash", "–", "mdash", "dash"})
_SILENT = frozenset(
    {"efn", "refn", "sfn", "r", "rp", "cn", "fact", "citation needed", "dead link", "cite web",
     "cite news", "webarchive", "wayback", "when", "clarify", "better source needed", "note",
     "citation", "anchor", "as of", "update after", "来源请求", "來源請求", "failed verification",
     "verify source", "small div", "clear", "refend", "refbegin", "nbsp2", "page needed"}
)  # fmt: skip
_ENTITIES = {"&nbsp;": " ", "&ndash;": "–", "&mdash;": "—", "&amp;": "&", "&thinsp;": " "}

MOST_NESTED = 20

Kind = Literal["flag", "link", "text"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A flag, a link or a text.

    `text` is what the reader of the page sees (of a flag that shows nothing: ""); `target` is the
    page of a link, or the country that a flag is of.
    """

    kind: Kind
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line taken apart; `is_struck` where it is struck through; `unread` names templates."""

    atoms: tuple[Atom, ...]
    is_struck: bool = False
    unread: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the reader of the page sees."""
        return " ".join("".join(atom.text for atom in self.atoms).split())

    @property
    def links(self) -> tuple[Atom, ...]:
        """The links."""
        return tuple(atom for atom in self.atoms if atom.kind == "link")

    @property
    def flags(self) -> tuple[Atom, ...]:
        """The flags."""
        return tuple(atom for atom in self.atoms if atom.kind == "flag")


def without_notes(text: str) -> str:
    """Take comments and references out; line ends stay, so that numbers of lines stay true."""
    for pattern in (_COMMENT, _REFERENCE):
        text = pattern.sub(lambda found: "\n" * found[0].count("\n"), text)
    return text


def parse_line(text: str) -> Line:
    """Take one line, or one cell of a table, apart."""
    is_struck = bool(_STRUCK.search(text))
    plain = _TAG.sub("", text).replace("'''''", "").replace("'''", "").replace("''", "")
    for entity, letter in _ENTITIES.items():
        plain = plain.replace(entity, letter)
    reader = _Reader()
    atoms = tuple(reader.read(plain))
    return Line(atoms, is_struck or reader.is_struck, tuple(reader.unread))


def split_markup(text: str) -> Iterator[tuple[Literal["template", "link", "text"], str]]:
    """Yield templates and links without their brackets, and the text between; nested ones whole.

    What is opened and never closed is text.
    """
    closing = _closings(text)
    at = start = 0
    while at < len(text):
        end = closing.get(at)
        if end is None:
            at += 1
            continue
        if at > start:
            yield "text", text[start:at]
        yield ("template" if text[at] == "{" else "link"), text[at + 2 : end]
        at = start = end + 2
    if start < len(text):
        yield "text", text[start:]


def _closings(text: str) -> dict[int, int]:
    """Tell where each pair of brackets closes, by where it opens, in one pass."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    n_open = {"{": 0, "[": 0}
    at = 0
    while at < len(text) - 1:
        pair = text[at : at + 2]
        if pair in ("{{", "[["):
            opened.append(at)
            n_open[pair[0]] += 1
        elif pair in ("}}", "]]"):
            kind = "{" if pair == "}}" else "["
            while n_open[kind]:  # what was opened since and not closed is text
                last = opened.pop()
                n_open[text[last]] -= 1
                if text[last] == kind:
                    closing[last] = at
                    break
        else:
            at += 1
            continue
        at += 2
    return closing


class _Reader:
    def __init__(self) -> None:
        self.unread: list[str] = []
        self.is_struck = False
        self.depth = 0

    def read(self, text: str) -> Iterator[Atom]:
        if self.depth > MOST_NESTED:
            self.unread.append("nested too deeply")
            return
        self.depth += 1
        yield from self._read(text)
        self.depth -= 1

    def _read(self, text: str) -> Iterator[Atom]:
        for kind, inner in split_markup(text):
            if kind == "text":
                yield Atom("text", inner)
            elif kind == "link":
                yield from self._link(inner)
            else:
                yield from self._template(inner)

    def _link(self, inner: str) -> Iterator[Atom]:
        if _FILE.match(inner) or _CATEGORY.match(inner):
            return
        target, bar, shown = inner.partition("|")
        target = target.strip().lstrip(":").replace("_", " ")
        text = "".join(atom.text for atom in self.read(shown)) if bar else target
        yield Atom("link", text.strip() or target, target)

    def _template(self, inner: str) -> Iterator[Atom]:
        name, arguments, named = _name(inner), *_arguments(inner)
        if name in _FLAGS:
            yield Atom("flag", "", arguments[0] if arguments else "")
        elif not arguments and not named and _CODE.fullmatch(inner.strip()):
            yield Atom("flag", "", inner.strip())
        elif name in _ELSEWHERE or _ELSEWHERE_ZH.fullmatch(name):
            yield from _elsewhere(name, arguments, named)
        elif name in _TRANSLATED_ZH and len(arguments) >= 3:
            yield Atom("link", arguments[-1], arguments[2])
        elif name in _WRAPPERS:
            self.is_struck |= name in _STRIKING
            yield from self.read(_wrapped(name, arguments))
        elif name in _SPACES or name in _DASHES:
            yield Atom("text", " " if name in _SPACES else " – ")
        elif name not in _SILENT:
            self.unread.append(name)


def _elsewhere(name: str, arguments: list[str], named: dict[str, str]) -> Iterator[Atom]:
    """Read a link to a page that only another Wikipedia has."""
    if not arguments:
        return
    shown = named.get("lt") or named.get("display") or arguments[0]
    if name not in _ELSEWHERE and len(arguments) > 2:
        shown = arguments[2]
    yield Atom("link", shown, arguments[0])


def _wrapped(name: str, arguments: list[str]) -> str:
    if not arguments:
        return ""
    if name == "dts":
        return "-".join(arguments)
    return arguments[-1] if name in _LAST_COUNTS else arguments[0]


def _name(inner: str) -> str:
    return " ".join(inner.partition("|")[0].replace("_", " ").split()).casefold()


def _arguments(inner: str) -> tuple[list[str], dict[str, str]]:
    """Return the arguments of a template, those without a name and those with one."""
    plain: list[str] = []
    named: dict[str, str] = {}
    for part in split_bars(inner)[1:]:
        key, equals, value = part.partition("=")
        if equals and re.fullmatch(r"\s*[\w-]+\s*", key):
            named[key.strip()] = value.strip()
        else:
            plain.append(part.strip())
    return plain, named


def split_bars(inner: str) -> list[str]:
    """Split at the bars that stand outside of links and templates."""
    parts = [""]
    for kind, piece in split_markup(inner):
        if kind == "text":
            first, *rest = piece.split("|")
            parts[-1] += first
            parts += rest
        else:
            parts[-1] += f"[[{piece}]]" if kind == "link" else f"{{{{{piece}}}}}"
    return parts
