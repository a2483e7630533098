"""The running text of a page as blocks: what stands in our own templates, and nothing wider.

Paper says what the page says. So the prose is written once, in the templates; tables and figures
in it are placeholders that stand for blocks made from the tables and figures themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader
from markupsafe import Markup

from sistercities.report.figures.frame import Figure
from sistercities.report.page_environment import page_environment
from sistercities.report.study_json import Json
from sistercities.report.tables import ReportTable
from sistercities.report.typeset.blocks import figure_block, table_block
from sistercities.report.typeset.plain_words import plain_words

Blocks = list[Json]
_PARTS = """
{% macro table(shown, class="") %}{{ placed_table(shown, class) }}{% endmacro %}
{% macro figure(drawn) %}{{ placed_figure(drawn) }}{% endmacro %}
{% macro download(names) %}
<p class="files">Data:
{% for name in names %}{{ "" if loop.first else ", " }}<a href="{{ name }}">{{ name }}</a>
{%- endfor %}
</p>
{% endmacro %}
"""
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3, "h5": 3}
_MARKS = {"em": "emph", "i": "emph", "strong": "strong", "b": "strong", "code": "code"}
_PARAGRAPHS = {"p", "h1", "li", "dt", "dd", "summary", *_HEADINGS}
_UNSEEN = {"head", "style", "nav"}


class Placed:
    """Blocks that stand in a text by their number."""

    def __init__(self) -> None:
        self.held: list[Blocks] = []

    def place(self, blocks: Blocks) -> Markup:
        """Keep blocks, and give what stands for them in the text."""
        self.held.append(blocks)
        return Markup('<placed number="{}"></placed>').format(len(self.held) - 1)

    def table(self, shown: ReportTable, kind: str = "") -> Markup:
        """Place a table; one without rows is a sentence."""
        if not shown.rows:
            return Markup('<p class="none">{}: there is nothing to list.</p>').format(shown.caption)
        return self.place([table_block(shown, kind)])

    def figure(self, drawn: Figure) -> Markup:
        """Place a figure."""
        return self.place([figure_block(drawn)])


def template_blocks(
    name: str, fields: Mapping[str, object], placed: Placed | None = None
) -> Blocks:
    """Render a template of the page to blocks.

    Parameters
    ----------
    name
        File of the template.
    fields
        What it needs.
    placed
        Holds blocks that `fields` places already.
    """
    holder = placed or Placed()
    return _blocks(_environment(holder).get_template(name).render(fields), holder)


def macro_blocks(name: str, macro: str, *given: object, **named: object) -> Blocks:
    """Render a macro of a template to blocks."""
    holder = Placed()
    module = _environment(holder).get_template(name).module
    return _blocks(str(getattr(module, macro)(*given, **named)), holder)


def _environment(placed: Placed) -> Environment:
    """Take the page's templates, with placeholders where the page has tables and figures."""
    ours = DictLoader({"parts.html": _PARTS})
    made = page_environment(ChoiceLoader([ours, PackageLoader("sistercities.report")]))
    made.globals |= {"placed_table": placed.table, "placed_figure": placed.figure}
    return made


def _blocks(text: str, placed: Placed) -> Blocks:
    reader = _Reader(placed)
    reader.feed(text)
    reader.close()
    return reader.blocks


class _Reader(HTMLParser):
    """Reads the text of our own templates."""

    def __init__(self, placed: Placed) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: Blocks = []
        self._placed = placed
        self._runs: list[Json] = []
        self._marks: list[str] = []
        self._to = ""
        self._attributes: dict[str, str] = {}
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or mark what follows."""
        given = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
            if tag == "nav":
                self.blocks.append({"kind": "contents"})
        elif tag == "placed":
            self.blocks += self._placed.held[int(given["number"])]
        elif tag in _PARAGRAPHS:
            self._attributes, self._runs = given, []
        elif tag in _MARKS:
            self._marks.append(_MARKS[tag])
        elif tag == "a":
            self._to = given.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, or the marking."""
        if tag in _UNSEEN:
            self._unseen -= 1
        elif tag in _PARAGRAPHS:
            self._end(tag)
        elif tag in _MARKS:
            self._marks.pop()
        elif tag == "a":
            self._to = ""

    def handle_data(self, data: str) -> None:
        """Take words with their marks."""
        words = re.sub(r"[ \t\r\n]+", " ", data)
        if not self._unseen and (words.strip() or self._runs):
            mark = self._marks[-1] if self._marks else ""
            if not self._runs:
                words = words.lstrip(" ")
            self._runs.append({"words": words, "mark": mark, "to": self._to})

    def _end(self, tag: str) -> None:
        runs = _joined(self._runs)
        kind = self._attributes.get("class", "")
        self._runs = []
        if not runs:
            return
        if tag in _HEADINGS:
            level, anchor = _HEADINGS[tag], self._attributes.get("id", "")
            self.blocks.append({"kind": "heading", "level": level, "id": anchor, "runs": runs})
        elif tag == "li":
            self._append_to("list", runs)
        elif tag == "dt":
            self._append_to("terms", [runs, []])
        elif tag == "dd":
            self.blocks[-1]["items"][-1][1] += runs  # type: ignore[index]
        else:
            role = {"h1": "title", "summary": "summary"}.get(tag, kind)
            self.blocks.append({"kind": "paragraph", "role": role, "runs": runs})

    def _append_to(self, kind: str, item: object) -> None:
        """Add an item to the list that stands last, or begin one."""
        if not self.blocks or self.blocks[-1]["kind"] != kind:
            self.blocks.append({"kind": kind, "items": []})
        self.blocks[-1]["items"].append(item)  # type: ignore[attr-defined]


def _joined(runs: list[Json]) -> list[Json]:
    """Make words ready for paper; the last of them ends without a space."""
    kept = [{**run, "words": plain_words(str(run["words"]))} for run in runs]
    while kept and not str(kept[-1]["words"]).strip(" "):
        kept.pop()
    if kept:
        kept[-1]["words"] = str(kept[-1]["words"]).rstrip(" ")
    return kept
