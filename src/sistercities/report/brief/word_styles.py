"""Styles of the brief in word processors: A4, one family, names in every script."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, NamedTuple

from sistercities.report.brief.parts import Brief
from sistercities.report.typeset.plain_words import without_control

INK, QUIET, VERMILION = "1B1B1B", "575757", "A84A00"
LATIN, COMPLEX = "Calibri", "Arial"
_EAST_ASIAN = {
    "JP": ("Yu Gothic", "ja-JP"),
    "KR": ("Malgun Gothic", "ko-KR"),
    "KP": ("Malgun Gothic", "ko-KR"),
    "TW": ("Microsoft JhengHei", "zh-TW"),
    "HK": ("Microsoft JhengHei", "zh-HK"),
    "MO": ("Microsoft JhengHei", "zh-HK"),
}
"""Fonts that come with word processors, by country; all others take those of China."""
_OF_CHINA = ("Microsoft YaHei", "zh-CN")
_RIGHT_TO_LEFT = re.compile(r"([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+(?:[ \u200f]+"
                            r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+)*)")  # fmt: skip
_MARGINS = {"left": 17.0, "right": 17.0, "top": 13.0, "bottom": 13.0}
_A4 = (210.0, 297.0)
TEXT_WIDTH = _A4[0] - _MARGINS["left"] - _MARGINS["right"]
"""Millimetres."""


class _Look(NamedTuple):
    """Size in points, weight, colour, space before and after in points."""

    size: float
    is_bold: bool
    colour: str
    before: float
    after: float


_STYLES = {
    "Normal": _Look(9.5, False, INK, 0.0, 3.0),
    "Title": _Look(21.0, True, INK, 0.0, 1.0),
    "Subtitle": _Look(12.5, True, INK, 4.0, 5.0),
    "Heading 1": _Look(11.5, True, INK, 8.0, 3.0),
    "Heading 2": _Look(10.5, True, INK, 4.0, 1.0),
    "List Bullet": _Look(9.2, False, INK, 0.0, 0.5),
    "Caption": _Look(8.0, False, QUIET, 1.0, 1.0),
}


def east_asian_of(country: str) -> tuple[str, str]:
    """Name the font of Chinese characters as a country writes them, and its language."""
    return _EAST_ASIAN.get(country, _OF_CHINA)


def prepare(document: Any, brief: Brief) -> None:
    """Set page and styles.

    Parameters
    ----------
    document
        A new document of python-docx.
    brief
        The brief; its country decides on the East Asian font.
    """
    shared = import_module("docx.shared")
    page = document.sections[0]
    page.page_width, page.page_height = (shared.Mm(each) for each in _A4)
    for side, width in _MARGINS.items():
        setattr(page, f"{side}_margin", shared.Mm(width))
    page.header_distance = page.footer_distance = shared.Mm(7)
    font, language = east_asian_of(brief.country)
    for name, look in _STYLES.items():
        _set_style(document.styles[name], look, font, language)
    bullet = document.styles["List Bullet"].paragraph_format
    bullet.left_indent, bullet.first_line_indent = shared.Mm(5), shared.Mm(-4)


def _set_style(style: Any, look: _Look, font: str, language: str) -> None:
    shared, namespace = import_module("docx.shared"), import_module("docx.oxml.ns")
    style.font.name, style.font.size = LATIN, shared.Pt(look.size)
    style.font.bold, style.font.italic = look.is_bold, False
    style.font.color.rgb = shared.RGBColor.from_string(look.colour)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = shared.Pt(look.before), shared.Pt(look.after)
    spacing.line_spacing = 1.0
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        if key.endswith("Theme"):  # a theme's font would go before ours
            del fonts.attrib[key]
    for key, family in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", font), ("cs", COMPLEX)):
        fonts.set(namespace.qn(f"w:{key}"), family)
    _set_complex(style, look.size, look.is_bold)
    _set_language(properties, language)
    _undecorate(style)


def _undecorate(style: Any) -> None:
    """Take away the line under a title and the space between its letters."""
    namespace = import_module("docx.oxml.ns")
    for parent, child in (("w:pPr", "w:pBdr"), ("w:rPr", "w:spacing")):
        for held in style.element.findall(f"{namespace.qn(parent)}/{namespace.qn(child)}"):
            held.getparent().remove(held)


def _set_complex(held: Any, size: float | None, bold: bool | None) -> None:
    """Give letters written from right to left the size and weight of the others."""
    namespace, oxml = import_module("docx.oxml.ns"), import_module("docx.oxml")
    held.font.cs_bold = bold
    if size is None:
        return
    properties = held.element.get_or_add_rPr()
    for old in properties.findall(namespace.qn("w:szCs")):
        properties.remove(old)
    half_points = oxml.OxmlElement("w:szCs")
    half_points.set(namespace.qn("w:val"), str(round(2 * size)))
    properties.find(namespace.qn("w:sz")).addnext(half_points)


def _set_language(properties: Any, language: str) -> None:
    namespace, oxml = import_module("docx.oxml.ns"), import_module("docx.oxml")
    held = properties.find(namespace.qn("w:lang"))
    if held is None:
        held = oxml.OxmlElement("w:lang")
        properties.append(held)
    held.set(namespace.qn("w:val"), "en-GB")
    held.set(namespace.qn("w:eastAsia"), language)


def add_words(
    paragraph: Any,
    words: str,
    *,
    colour: str = "",
    size: float | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
) -> None:
    """Add words to a paragraph; those written from right to left become runs of their own.

    Parameters
    ----------
    paragraph
        Where they go.
    words
        Plain text; control characters become spaces.
    colour
        Six hexadecimal digits; empty takes that of the style.
    size
        Points; None takes that of the style.
    bold, italic
        None takes what the style has.
    """
    for number, part in enumerate(_RIGHT_TO_LEFT.split(without_control(words))):
        if part:
            run = paragraph.add_run(part)
            _set_run(run, colour, size, bold, italic)
            if number % 2:
                run.font.rtl = True
                _set_complex(run, size, bold)


def _set_run(
    run: Any, colour: str, size: float | None, bold: bool | None, italic: bool | None
) -> None:
    shared = import_module("docx.shared")
    if colour:
        run.font.color.rgb = shared.RGBColor.from_string(colour)
    if size is not None:
        run.font.size = shared.Pt(size)
    if bold is not None:
        run.font.bold = bold
    if italic is not None:
        run.font.italic = italic


def add_page_number(document: Any, words: str) -> None:
    """Put words and the number of the page at the foot of each page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    add_words(paragraph, f"{words}    ", colour=QUIET, size=7.5)
    namespace, oxml = import_module("docx.oxml.ns"), import_module("docx.oxml")
    number = paragraph.add_run("1")
    _set_run(number, QUIET, 7.5, None, None)
    field = oxml.OxmlElement("w:fldSimple")
    field.set(namespace.qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    field.append(number._r)
