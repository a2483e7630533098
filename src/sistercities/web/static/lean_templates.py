"""Templates for files: the same pages in fewer bytes.

A server writes a page anew for each reader and compresses it; files lie there as they are, tens of
thousands of times. What HTML lets one leave out is left out of the templates before they are
compiled, so that it costs nothing when a page is made: line ends between blocks, end tags that the
next tag implies, quotes around plain words. The heads of columns, which cards on a phone repeat in
each row, stand once in the styles.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from markupsafe import Markup

from sistercities.web.rendering import environment

_BLOCKS = (
    "html|head|body|meta|link|title|script|header|nav|ul|ol|li|main|section|h1|h2|h3|p|div|table|"
    "caption|thead|tbody|tr|th|td|footer|details|summary|dl|dt|dd|figure|figcaption|form|select|"
    "option"
)
_KEPT = re.compile(r"<(pre|textarea|script|style)\b.*?</\1>", re.DOTALL)
_BEFORE = re.compile(rf"\s*\n\s*(?=</?(?:{_BLOCKS})\b)")
_AFTER = re.compile(rf"(</?(?:{_BLOCKS})\b(?:[^<>{{}}]|\{{\{{.*?\}}\}}|\{{%.*?%\}})*>)\s*\n\s*")
_ENDS = re.compile(r"</(?:td|tr|li|dd|dt|option|tbody|thead)>|(?<!</th>)</th>(?=\s*(?:<t[hd]|\{%))")
_QUOTES = re.compile(
    r" (class|scope|id|for|data-[a-z]+|width|height|method|role|loading|decoding|target|tabindex"
    r'|aria-labelledby|name|maxlength|autocomplete)="([\w-]+)"(?=[ >]|\{%)'
)
_NO_FOLLOW = ' rel="nofollow"'
"""For those who read every page: on a site of files each link leads to a file."""
_LABEL = ' data-label="{{ column.label }}"'
_TABLE = re.compile(r"(<table class=\"(?:[^\"{]|\{%.*?%\})*)\"")
_CELL = (
    '<td{% if column.is_number %} class="number"{% endif %}><div>{{ filled(cell) }}</div></td>',
    '{% if column.is_number and cell.mark == "unknown" and not cell.note %}'
    '<td class="unknown">{{ cell.text }}</td>'
    '{% else %}<td{% if column.is_number and table.is_short %} class="number"{% endif %}>'
    "{{ filled(cell) }}</td>{% endif %}",
)
"""A cell without a block of its own; a number that is not known is the most frequent of all.

Where numbers stand is told by the class of the table, but in short tables, which phones set in a
line.
"""
_KEY = (
    '<svg viewBox="0 0 30 8" width="30" height="8" aria-hidden="true">'
    '<path class="map-line-{{ kind }}" d="M1 4H29"/></svg>',
    '<i class="map-line-{{ kind }}"></i>',
)
"""A sample of a line, which the styles draw."""
_VIEW = ' data-middle="{{ map.middle }}" data-view="{{ map.view }}"{% if', "{% if"
"""Which part of the world a map shows: its picture of the land says it too."""
_SCOPE = re.compile(r' scope="(?:col|row)"')
"""What a head stands for follows from where it stands: HTML, 4.9.12."""
_PLAIN = (
    ("{% if cell.text %}<span{%", "{% if cell.text %}{% if cell.mark or cell.lang %}<span{%"),
    (
        "{{ named(cell) }}</span>{% else %}<span",
        "{{ named(cell) }}</span>{% else %}{{ named(cell) }}{% endif %}{% else %}<span",
    ),
)
"""A cell without a mark and in the language of its page needs no element of its own."""

_FIELD = re.compile(r"^ *(\w+) = ", re.MULTILINE)
_NUMBER = re.compile(r"^(year|month)=\{(\d+)\}", re.MULTILINE)
_VERSION = re.compile(r"^version=\{.*\},\n", re.MULTILINE)

Heads = tuple[tuple[str, bool], ...]
"""Label of each column of a table, and whether it holds numbers."""
_heads: dict[str, Heads] = {}
"""Heads of the tables that were made in this process, by the class of the table."""


@cache
def lean_environment() -> Environment:
    """Make what turns templates into the pages of files."""
    made = environment("lean", LeanTemplates)
    made.globals |= {
        "labels_class": labels_class, "in_code": in_code, "bibtex_lines": bibtex_lines,
    }  # fmt: skip
    return made


def in_code(text: str) -> Markup:
    """Write a text between tags with no more signs spelled out than HTML asks for."""
    return Markup(text.replace("&", "&amp;").replace("<", "&lt;"))


def bibtex_lines(entry: str) -> str:
    """Write an entry of BibTeX without blanks that set its fields below each other.

    The version of the program is left to the note, which has it too, and numbers have no braces.
    """
    entry = _NUMBER.sub(r"\1=\2", _FIELD.sub(r"\1=", entry))
    return _VERSION.sub("", entry).rstrip()


class LeanTemplates(Extension):
    """Leave out of each template what files can do without."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Rewrite the source of a template."""
        return lean_source(source)


def lean_source(source: str) -> str:
    """Rewrite a template; what stands in `pre`, `textarea`, `script` and `style` stays."""
    source = source.replace(_NO_FOLLOW, "").replace(*_KEY).replace(*_VIEW)
    source = _with_labels_beside(_SCOPE.sub("", source))
    made, at = [], 0
    for kept in _KEPT.finditer(source):
        made += [_shortened(source[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join((*made, _shortened(source[at:])))


def _with_labels_beside(source: str) -> str:
    if _LABEL not in source:
        return source
    source = source.replace(_LABEL, "").replace(*_CELL)
    for whole, plain in _PLAIN:
        source = source.replace(whole, plain)
    return _TABLE.sub(r'\1 {{ labels_class(table.columns) }}"', source)


def _shortened(source: str) -> str:
    source = _AFTER.sub(r"\1", _BEFORE.sub("", source))
    return _QUOTES.sub(r" \1=\2", _ENDS.sub("", source))


def labels_class(columns: Iterable[Any]) -> str:
    """Give the class of a table by the heads of its columns, and by which of them are numbers."""
    heads = tuple((column.label, column.is_number) for column in columns)
    name = f"l{hashlib.sha256(repr(heads).encode()).hexdigest()[:7]}"
    _heads[name] = heads
    return name


def heads_seen() -> dict[str, Heads]:
    """Give the heads of all tables that were made in this process, by class."""
    return dict(_heads)


def heads_css(heads: Mapping[str, Heads]) -> str:
    """Write the rules that set the head of a column before its cells on phones, and numbers right.

    Parameters
    ----------
    heads
        Labels of the columns and whether they are numbers, by the class of the table.
    """
    labels, wide, tables = [], [], []
    for name, columns in sorted(heads.items()):
        for at, (label, is_number) in enumerate(columns, 1):
            cell = f"{name} tbody>tr>:nth-child({at})"
            if at > 1:
                labels.append(f'.cards.{cell}::before{{content:"{_quoted(label)}"}}')
            if is_number:
                wide.append(f".cards.{cell}")
                tables.append(f"table:not(.cards).{cell}")
    right = "{text-align:right}\n"
    return (
        f"@media (max-width: 40rem) {{\n{_lines(labels)}}}\n"
        f"@media (min-width: 40.01rem) {{\n{_chosen(wide)}{right if wide else ''}}}\n"
        f"{_chosen(tables)}{right if tables else ''}"
    )


def _lines(rules: Sequence[str]) -> str:
    return "".join(f"{one}\n" for one in rules)


def _chosen(cells: Sequence[str]) -> str:
    return ",\n".join(cells)


def _quoted(label: str) -> str:
    return (
        label.replace("\\", r"\5c ").replace('"', r"\22 ").replace("\n", " ").replace("<", r"\3c ")
    )
