"""Figures by rows: a value with its interval in each, in groups where there are several series."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.axes import interval, over_rows
from sistercities.report.chapters.axes import tick_words, ticks, value_scale, written
from sistercities.report.figures.frame import Drawing
from sistercities.report.scales import Scale
from sistercities.sentences import listed, say
from sistercities.studies.findings import Mark, Series, StudyFigure

_TOP = 34.0
_LABELS = 250.0
_NUMBERS = 150.0
_GROUP = 30.0
_LINE = 14.0
_LEADING_WIDE, _LEADING_NARROW = 32.0, 44.0
"""Height of a row whose label takes one line, on a page and on a phone."""


def draw(figure: StudyFigure, width: float) -> Drawing:
    """Draw the rows one under the other."""
    is_wide = width > 500
    start, end = (_LABELS, width - _NUMBERS) if is_wide else (6.0, width - 12.0)
    axis = value_scale(figure, start, end)
    rows, y = Markup(), _TOP
    for series in figure.series:
        if len(figure.series) > 1:
            if not is_wide:
                rows += svg.rect(0, y + 4, width, 20, "blank")
            rows += svg.text(0, y + 18, series.name, class_="strong")
            y += _GROUP
        for mark in series.marks:
            lines = _label_lines(figure, mark, width)
            if is_wide:
                leading = _LEADING_WIDE + 8 * (len(lines) - 1)
                rows += _wide_row(figure, mark, lines, y + leading / 2, axis, width)
            else:
                leading = _LEADING_NARROW + _LINE * (len(lines) - 1)
                rows += _narrow_row(figure, mark, lines, y + leading - 12, axis, width)
            y += leading
    return Drawing([*_axis_marks(figure, axis, y, width), rows], y + 12)


def _axis_marks(figure: StudyFigure, axis: Scale, bottom: float, width: float) -> list[Markup]:
    shown = (
        (tick, tick_words(tick, figure.unit, is_log=figure.is_log))
        for tick in ticks(axis, 7 if width > 500 else 5)
    )
    return over_rows(
        axis, shown, top=_TOP - 8, bottom=bottom, words_at=_TOP - 14, centre=figure.reference
    )


def _label_lines(figure: StudyFigure, mark: Mark, width: float) -> list[str]:
    """Break the label into the lines for which there is room: one or two."""
    if width > 500:
        return svg.wrap(mark.label, _LABELS - 14, 12, 2)
    return svg.wrap(mark.label, width - svg.width_of(_beside(figure, mark), 11) - 14, 12, 2)


def _wide_row(
    figure: StudyFigure, mark: Mark, lines: list[str], y: float, axis: Scale, width: float
) -> Markup:
    class_ = "strong" if mark.is_main else ""
    label = svg.paragraph(0, y + 4 - _LINE / 2 * (len(lines) - 1), lines, _LINE, class_)
    number = svg.text(width, y + 4, _beside(figure, mark), class_="small", anchor="end")
    return label + _mark(mark, y, axis) + number


def _narrow_row(
    figure: StudyFigure, mark: Mark, lines: list[str], y: float, axis: Scale, width: float
) -> Markup:
    """Set the label and the number above the mark, for a phone."""
    above = _LINE * (len(lines) - 1)
    blank = svg.rect(0, y - 25 - above, width, 17 + above, "blank")
    class_ = "strong" if mark.is_main else ""
    label = svg.paragraph(0, y - 12 - above, lines, _LINE, class_)
    number = svg.text(width, y - 12 - above, _beside(figure, mark), class_="small", anchor="end")
    return blank + label + _mark(mark, y, axis) + number


def _mark(mark: Mark, y: float, axis: Scale) -> Markup:
    if mark.value is None:
        words = mark.note or say("not known")
        room = axis.end - axis.start
        short = svg.shorten(words, room, 11)
        return svg.text(axis.start + 4, y + 4, short, class_="quiet small halo")
    marks = Markup()
    if mark.low is not None and mark.high is not None:
        marks += interval(mark.low, mark.high, y, axis)
    if not axis.is_inside(mark.value):
        return marks
    if mark.is_main:
        return marks + svg.diamond(axis(mark.value), y, 6, "mark-vermilion")
    return marks + svg.circle(axis(mark.value), y, 4.5, "mark-blue")


def _beside(figure: StudyFigure, mark: Mark) -> str:
    ends = numerals.span(written(mark.low, figure.unit), written(mark.high, figure.unit))
    value = written(mark.value, figure.unit)
    return numerals.with_interval(value, ends)


def series_words(series: Series, unit: str) -> str:
    """Say in words what a series shows, for who does not see the drawing."""
    rows = listed(
        (
            say("{label}: {value}", label=mark.label, value=written(mark.value, unit))
            for mark in series.marks
        ),
        "semicolon",
    )
    return say("{label}: {value}", label=series.name, value=rows) if series.name else rows
