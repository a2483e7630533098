"""The running text of a page as blocks: what stands in our own templates, and nothing wider.

Paper says what the page says. So the prose is written once, in the templates; tables and figures
in it are placeholders that stand for blocks made from the tables and figures themselves.

Tables and figures as blocks: plain JSON with all that their setting on paper needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from jinja2 import ChoiceLoader, DictLoader, Environment, PackageLoader
from markupsafe import Markup

from sistercities.report.figures.frame import Figure
from sistercities.report.page_environment import page_environment
from sistercities.report.said_html import in_english
from sistercities.report.tables import Cell, Heading, ReportTable
from sistercities.report.typeset.paper_drawing import description, size
from sistercities.report.typeset.plain_words import plain_words, without_control
from sistercities.terms.json_records import Json

TEXT_WIDTH = 166.0
"""Width of tables and figures in millimetres."""
HALF_WIDTH = 79.0
"""Width of a figure that has another one beside it."""
_HIGHEST = 196.0
"""Height of a figure in millimetres that leaves room for its title and its foot."""
_TALL = 60.0
"""Height of a figure in millimetres from which what follows it may fill the page before it.

From here on a figure that just misses a page would leave a third of it white.
"""
_MOST_UNBROKEN = 900
"""Letters in a row that may not be parted between pages."""
_SHARES = {
    "verdicts": (1.15, 0.75, 0.85, 1.95, 1.2),
    "estimates": (1.65, 1.0, 0.7, 1.05, 0.6, 1.75),
    "findings": (1.75, 0.6, 0.95, 0.6, 0.95, 1.85),
    "sources": (1.3, 0.9, 0.8, 1.3, 1.3),
}
"""Widths of the columns of tables that are laid out by hand."""


def table_block(shown: ReportTable, kind: str = "") -> Json:
    """Turn a table into a block; rows that do not go on paper are counted.

    Parameters
    ----------
    shown
        The table.
    kind
        Which of the tables it is, where it has a layout of its own.
    """
    rows = shown.rows if shown.n_printed is None else shown.rows[: shown.n_printed]
    left = len(shown.rows) - len(rows)
    more = f"{left} more rows stand in the CSV file." if left else ""
    missing = "; ".join(shown.reasons)
    notes = [*([more] if more else []), *shown.notes]
    notes += [f"– means missing: {missing}."] if missing else []
    return {
        "kind": "table",
        "id": "",
        "caption": plain_words(shown.caption),
        "shares": _shares(shown, kind),
        "is_strong": kind in ("verdicts", "estimates"),
        "headings": [_heading(each) for each in shown.headings],
        "rows": [_row(row) for row in rows],
        "notes": [plain_words(note) for note in notes],
    }


def _shares(shown: ReportTable, kind: str) -> list[float]:
    wanted = _SHARES.get(kind, ())
    return list(wanted) if len(wanted) == len(shown.headings) else []


def _heading(heading: Heading) -> Json:
    return {
        "words": plain_words(heading.words),
        "unit": plain_words(heading.unit),
        "is_number": heading.is_number,
    }


def _row(row: Sequence[Cell]) -> Json:
    length = sum(len(cell.words) + len(cell.small) for cell in row)
    return {"may_break": length > _MOST_UNBROKEN, "cells": [_cell(cell) for cell in row]}


def _cell(cell: Cell) -> Json:
    return {
        "words": plain_words(cell.words),
        "local": plain_words(cell.local),
        "small": plain_words(cell.small),
    }


def figure_block(figure: Figure) -> Json:
    """Turn a figure into a block; its table goes with it, to stand at the end of the report."""
    drawing = without_control(in_english(figure.paper))
    width, height = size(drawing)
    across = HALF_WIDTH if figure.is_half else TEXT_WIDTH
    shown_width = min(across, (figure.highest or _HIGHEST) * width / height)
    has_own_table = bool(figure.table.rows) and not figure.shares_table_of
    table_of = figure.shares_table_of or figure.id
    return {
        "kind": "figure",
        "id": f"figure-{figure.id}",
        "title": plain_words(figure.title),
        "subtitle": plain_words(figure.subtitle),
        "foot": plain_words(figure.foot),
        "notes": [plain_words(note) for note in figure.notes],
        "drawing": drawing,
        "alternative": plain_words(description(drawing)),
        "width": shown_width,
        "is_half": figure.is_half,
        "may_float": shown_width * height / width > _TALL and not figure.stays,
        "files": list(figure.csv_names),
        "table_id": f"table-{table_of}" if figure.table.rows else "",
        "table": table_block(figure.table) if has_own_table else None,
    }


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
    reader.feed(in_english(text))
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
            self._append_to("list", runs, kind)
        elif tag == "dt":
            self._append_to("terms", [runs, []], kind)
        elif tag == "dd":
            self.blocks[-1]["items"][-1][1] += runs  # type: ignore[index]
        else:
            role = {"h1": "title", "summary": "summary"}.get(tag, kind)
            self.blocks.append({"kind": "paragraph", "role": role, "runs": runs})

    def _append_to(self, kind: str, item: object, role: str) -> None:
        """Add an item to the list that stands last, or begin one; its first item gives its role."""
        if not self.blocks or self.blocks[-1]["kind"] != kind:
            self.blocks.append({"kind": kind, "items": [], "role": role})
        self.blocks[-1]["items"].append(item)  # type: ignore[attr-defined]


def _joined(runs: list[Json]) -> list[Json]:
    """Make words ready for paper; the last of them ends without a space."""
    kept = [{**run, "words": plain_words(str(run["words"]))} for run in runs]
    while kept and not str(kept[-1]["words"]).strip(" "):
        kept.pop()
    if kept:
        kept[-1]["words"] = str(kept[-1]["words"]).rstrip(" ")
    return kept
