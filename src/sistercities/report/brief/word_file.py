"""The brief as a document for word processors (DOCX), on two pages of A4.

Tables of the brief in word processors: thin lines, heads that come again, no row broken.
"""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from sistercities.errors import MissingExtra
from sistercities.report.brief.archive import dated, undated
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.fonts import EXTRA
from sistercities.report.brief.paper import Setter, check_can_set, setter_for
from sistercities.report.brief.parts import (
    Brief,
    BriefBlock,
    BriefCell,
    BriefSuggestion,
    BriefTable,
    Doubt,
    Drawing,
)
from sistercities.report.brief.room import COMMON
from sistercities.report.brief.word_styles import (
    QUIET,
    TEXT_WIDTH,
    VERMILION,
    add_page_number,
    add_words,
    prepare,
)
from sistercities.report.citation import program_version

_TYPE = 8.2
_LINE, _STRONG_LINE = ("4", "D6D6D6"), ("8", "1B1B1B")
_COLOURS: dict[Doubt, str] = {"": "", "suspect": VERMILION, "unknown": QUIET}


def add_table(document: Any, table: BriefTable, *, is_first_bold: bool) -> None:
    """Add a table as wide as the text.

    Parameters
    ----------
    document
        Where it goes.
    table
        What it says.
    is_first_bold
        Whether the first column names the row.
    """
    shared = import_module("docx.shared")
    made = document.add_table(rows=0, cols=len(table.columns))
    made.autofit = False
    whole = sum(column.share for column in table.columns)
    widths = [shared.Mm(TEXT_WIDTH * column.share / whole) for column in table.columns]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    heads = tuple(BriefCell(column.words) for column in table.columns)
    for number, row in enumerate((heads, *table.rows)):
        added = made.add_row()
        _keep_whole(added, is_head=number == 0)
        for at, (cell, held) in enumerate(zip(added.cells, row, strict=True)):
            cell.width = widths[at]
            _border(cell, *(_STRONG_LINE if number == 0 else _LINE))
            _fill(cell.paragraphs[0], held, bold=number == 0 or (is_first_bold and at == 0))
            if table.columns[at].is_number:
                cell.paragraphs[0].alignment = 2  # right


def _fill(paragraph: Any, held: BriefCell, *, bold: bool) -> None:
    shared = import_module("docx.shared")
    spacing = paragraph.paragraph_format
    spacing.space_before = spacing.space_after = shared.Pt(1.4)
    is_doubtful = held.doubt != ""
    add_words(
        paragraph,
        held.words,
        colour=_COLOURS[held.doubt],
        size=_TYPE,
        bold=bold,
        italic=is_doubtful or None,
    )
    if held.local:
        add_words(paragraph, f" {held.local}", size=_TYPE, bold=bold)


def _border(cell: Any, size: str, colour: str) -> None:
    namespace, oxml = import_module("docx.oxml.ns"), import_module("docx.oxml")
    borders = oxml.OxmlElement("w:tcBorders")
    bottom = oxml.OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", colour)):
        bottom.set(namespace.qn(f"w:{key}"), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)


def _keep_whole(row: Any, *, is_head: bool) -> None:
    """Break no row between pages, and repeat the first one on each."""
    oxml = import_module("docx.oxml")
    properties = row._tr.get_or_add_trPr()
    properties.append(oxml.OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(oxml.OxmlElement("w:tblHeader"))


NEEDED_FOR = "the brief as DOCX"
_MAP_WIDTH, _BAR_WIDTH, _PIXELS = 142.0, 112.0, 220.0
"""Widths in millimetres, and pixels per inch."""


def check_can_write() -> None:
    """Make sure that a document can be written.

    Raises
    ------
    MissingExtra
        If python-docx, Typst or a font for East Asian names is not installed.
    """
    _docx()
    check_can_set(NEEDED_FOR)


def document_of(brief: Brief) -> bytes:
    """Write a brief as DOCX; the same brief gives the same bytes.

    Parameters
    ----------
    brief
        The brief.

    Raises
    ------
    MissingExtra
        If python-docx, or Typst for the pictures, is not installed.
    OutputError
        If Typst cannot draw the pictures.
    """
    docx = _docx()
    shown = brief_of(brief.facts, brief.words, COMMON)
    document = docx.Document()
    prepare(document, shown)
    with setter_for(shown, NEEDED_FOR) as setter:
        _first_page(document, shown, setter)
        _second_page(document, shown, setter)
    add_page_number(document, f"sistercities {program_version()}, data {brief.facts.data_version}")
    _date(document, shown)
    packed = io.BytesIO()
    document.save(packed)
    return undated(packed.getvalue(), brief.facts.data_until)


def _docx() -> Any:
    try:
        return import_module("docx")
    except ModuleNotFoundError:
        raise MissingExtra(NEEDED_FOR, "python-docx", EXTRA) from None


def _first_page(document: Any, brief: Brief, setter: Setter) -> None:
    add_words(document.add_paragraph(), brief.kicker, colour=QUIET)
    title = document.add_paragraph(style="Title")
    add_words(title, brief.about)
    add_words(document.add_paragraph(), brief.where, colour=QUIET)
    add_words(document.add_paragraph(style="Subtitle"), brief.sentence)
    if brief.map is None:
        add_words(document.add_paragraph(style="Caption"), brief.map_missing)
    else:
        _picture(document, brief.map, setter, _MAP_WIDTH)
    _heading(document, brief.ties_heading)
    if brief.ties.rows:
        add_table(document, brief.ties, is_first_bold=True)
    _note(document, brief.ties.notes)


def _second_page(document: Any, brief: Brief, setter: Setter) -> None:
    heading = _heading(document, brief.benchmark.heading)
    heading.paragraph_format.page_break_before = brief.has_two_parts
    if brief.bar is not None:
        _picture(document, brief.bar, setter, _BAR_WIDTH)
    add_words(document.add_paragraph(), " ".join(brief.benchmark.sentences))
    _suggested(document, brief)
    _scored(document, brief)
    _block(document, brief.unknown)
    _heading(document, brief.sources.heading)
    for sentence in brief.sources.sentences:
        add_words(document.add_paragraph(style="Caption"), sentence)


def _suggested(document: Any, brief: Brief) -> None:
    part = brief.suggested
    if part is None:
        return
    _heading(document, part.heading)
    _note(document, part.notes)
    if not part.lists:
        return
    table = document.add_table(rows=1, cols=len(part.lists))
    for cell, each in zip(table.rows[0].cells, part.lists, strict=True):
        first = cell.paragraphs[0]
        add_words(first, each[0].list_title, bold=True)
        add_words(cell.add_paragraph(style="Caption"), each[0].list_words, colour=QUIET)
        for one in each:
            _suggestion(cell, one, brief)


def _suggestion(cell: Any, one: BriefSuggestion, brief: Brief) -> None:
    line = cell.add_paragraph()
    add_words(line, f"{one.rank}  ", colour=VERMILION, size=9)
    add_words(line, f"{one.name} {one.local}".strip(), size=9, bold=True)
    add_words(cell.add_paragraph(style="Caption"), one.line, colour=QUIET)
    for warning in one.warnings:
        told = cell.add_paragraph(style="Caption")
        add_words(told, f"{brief.words.warning} ", colour=VERMILION)
        add_words(told, warning)
    for reason in one.reasons:
        add_words(cell.add_paragraph(style="Caption"), reason)


def _scored(document: Any, brief: Brief) -> None:
    part = brief.scored
    if part is None:
        return
    _heading(document, part.heading)
    add_words(document.add_paragraph(), part.sentence)
    if part.first is not None:
        _block(document, part.first)
    for each in part.lists:
        _block(document, each)
    if part.table is not None:
        add_table(document, part.table, is_first_bold=False)
        _note(document, part.table.notes)
    for each in part.blocks:
        _block(document, each)


def _block(document: Any, block: BriefBlock) -> None:
    _heading(document, block.heading)
    if not block.is_list:
        add_words(document.add_paragraph(), " ".join(block.sentences))
        return
    for sentence in block.sentences:
        paragraph = document.add_paragraph(style="List Bullet")
        for words, is_strong in block.parted(sentence):
            add_words(paragraph, words, bold=is_strong or None)


def _heading(document: Any, words: str) -> Any:
    paragraph = document.add_paragraph(style="Heading 1")
    add_words(paragraph, words)
    return paragraph


def _note(document: Any, notes: tuple[str, ...]) -> None:
    if notes:
        add_words(document.add_paragraph(style="Caption"), " ".join(notes))


def _picture(document: Any, drawing: Drawing, setter: Setter, width: float) -> None:
    shared = import_module("docx.shared")
    paragraph = document.add_paragraph()
    paragraph.alignment = 1  # in the middle
    paragraph.paragraph_format.keep_with_next = True
    held = io.BytesIO(setter.png(drawing, width, _PIXELS))
    shape = paragraph.add_run().add_picture(held, width=shared.Mm(width))
    properties = shape._inline.docPr
    properties.set("descr", drawing.described)
    properties.set("title", drawing.title)
    _note(document, drawing.notes)


def _date(document: Any, brief: Brief) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = "sistercities"
    properties.title = brief.about
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = dated(brief.facts.data_until)
