"""Figures over time or another axis: a line for each series, its band, its name at its end."""

from __future__ import annotations

from itertools import pairwise

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.chapters.axes import (
    across_scale,
    tick_words,
    ticks,
    unit_across,
    value_scale,
)
from sistercities.report.figures.frame import Drawing
from sistercities.report.scales import Scale
from sistercities.studies.findings import Mark, Series, StudyFigure

_HEIGHT = 300.0
_TOP = 26.0
_LEFT = 52.0
_NAME_LEADING = 15.0
_STYLES = ("line-blue", "line-vermilion", "line-grey")
"""The first two series are told apart by colour and dash; the others are context, without band."""


def draw(figure: StudyFigure, width: float) -> Drawing:
    """Draw the series above one axis; on a phone the names stand below."""
    is_wide = width > 500
    end = width - (_room_for_names(figure) if is_wide else 8)
    across = across_scale(figure, _LEFT, end)
    up = value_scale(figure, _TOP + _HEIGHT, _TOP)
    marks = [*frame(figure, across, up, width)]
    for number, series in enumerate(figure.series):
        style = _STYLES[min(number, len(_STYLES) - 1)]
        band = _band(series, across, up, style) if style != _STYLES[-1] else Markup()
        marks.append(band + _line(series, across, up, style))
    names, bottom = _names(figure, across, up, width)
    return Drawing([*marks, names], bottom)


def frame(figure: StudyFigure, across: Scale, up: Scale, width: float) -> list[Markup]:
    """Ticks and words at both axes, and the line of no effect."""
    base = up.start
    marks = [svg.text(0, 12, figure.value_label, class_="small quiet")]
    for tick in ticks(up, 6):
        y = up(tick)
        is_reference = figure.reference is not None and abs(tick - figure.reference) < 1e-9
        class_ = "centre" if is_reference else "grid"
        marks.append(svg.line(across.start, y, across.end, y, class_))
        words = tick_words(tick, figure.unit, is_log=figure.is_log)
        marks.append(svg.text(across.start - 6, y + 4, words, class_="tiny quiet", anchor="end"))
    for tick in ticks(across, 8 if width > 500 else 4):
        marks.append(svg.line(across(tick), base, across(tick), base + 4, "axis"))
        words = tick_words(tick, unit_across(figure), is_log=figure.is_x_log)
        x = across(tick)
        marks.append(svg.text(x, base + 16, words, class_="tiny quiet", anchor="middle"))
    marks.append(svg.line(across.start, base, across.end, base, "axis"))
    if figure.x_label.lower() != "year":
        marks.append(
            svg.text(across.end, base + 32, figure.x_label, class_="small quiet", anchor="end")
        )
    return marks


def _room_for_names(figure: StudyFigure) -> float:
    longest = max((svg.width_of(series.name) for series in figure.series), default=0.0)
    return min(longest + 22, 220.0)


def _drawn(series: Series) -> list[tuple[float, float, Mark]]:
    """Return the marks that have a place, from left to right."""
    found = [
        (mark.x, mark.value, mark)
        for mark in series.marks
        if mark.x is not None and mark.value is not None
    ]
    return sorted(found, key=lambda row: row[0])


def _line(series: Series, across: Scale, up: Scale, style: str) -> Markup:
    rows = _drawn(series)
    marks = Markup()
    for (x1, y1, _), (x2, y2, _) in pairwise(rows):
        marks += svg.line(across(x1), up(y1), across(x2), up(y2), style)
    for x, y, _ in rows:
        marks += svg.circle(across(x), up(y), 2.6, style.replace("line", "dot"))
    return marks


def _band(series: Series, across: Scale, up: Scale, style: str) -> Markup:
    rows = [(x, mark.low, mark.high) for x, _, mark in _drawn(series)]
    known = [(x, low, high) for x, low, high in rows if low is not None and high is not None]
    if len(known) < 2:
        return Markup()
    there = [(across(x), up(high)) for x, _, high in known]
    back = [(across(x), up(low)) for x, low, _ in reversed(known)]
    return svg.polygon(there + back, style.replace("line", "band"))


def _names(figure: StudyFigure, across: Scale, up: Scale, width: float) -> tuple[Markup, float]:
    bottom = up.start + 40
    if width <= 500:
        marks = Markup()
        for number, series in enumerate(figure.series):
            y = bottom + 14 + 18 * number
            style = _STYLES[min(number, len(_STYLES) - 1)]
            marks += svg.line(0, y - 4, 26, y - 4, style)
            marks += svg.text(34, y, svg.shorten(series.name, width - 40))
        return marks, bottom + 18 * len(figure.series) + 10
    ends = [(up(rows[-1][1]), series.name) for series in figure.series if (rows := _drawn(series))]
    marks, last = Markup(), 0.0
    for y, name in sorted(ends):
        y = max(y + 4, last + _NAME_LEADING)
        last = y
        marks += svg.text(across.end + 10, y, svg.shorten(name, 210), class_="halo")
    return marks, max(bottom, last + 12)
