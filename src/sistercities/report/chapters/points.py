"""Figures of units as points: a covariate across, the value upwards, names where there is room."""

from __future__ import annotations

from math import hypot
from statistics import median

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.chapters.axes import across_scale, known, value_scale
from sistercities.report.chapters.lines import frame
from sistercities.report.figures.frame import Drawing
from sistercities.report.scales import Scale
from sistercities.studies.findings import Mark, StudyFigure

_HEIGHT = 380.0
_TOP = 26.0
_LEFT = 52.0
_FEW = 25
"""Points up to this number are all named, where there is room; of more only the main ones."""
_OUTERMOST = 12
"""Points that are named where they are many and none is a main one: those farthest out."""

_Box = tuple[float, float, float, float]


def draw(figure: StudyFigure, width: float) -> Drawing:
    """Draw each unit as a point."""
    across = across_scale(figure, _LEFT, width - 10)
    up = value_scale(figure, _TOP + _HEIGHT, _TOP)
    marks = [*frame(figure, across, up, width)]
    placed = [
        (mark, number) for number, series in enumerate(figure.series) for mark in series.marks
    ]
    shown = [(m, n) for m, n in placed if len(known([m.x, m.value])) == 2]
    for mark, number in sorted(shown, key=lambda row: row[0].is_main):
        marks.append(_point(mark, number, across, up))
    marks.append(_labels([mark for mark, _ in shown], across, up))
    names, bottom = _series_names(figure, up.start + 40)
    return Drawing([*marks, names], bottom)


def _at(mark: Mark, across: Scale, up: Scale) -> tuple[float, float]:
    x, value = known([mark.x, mark.value])
    return across(x), up(value)


def _point(mark: Mark, number: int, across: Scale, up: Scale) -> Markup:
    x, y = _at(mark, across, up)
    marks = Markup()
    if mark.low is not None and mark.high is not None:
        marks += svg.line(x, up(mark.low), x, up(mark.high), "interval thin")
    if number == 1:
        return marks + svg.diamond(x, y, 5, "mark-vermilion")
    if number > 1:
        return marks + svg.circle(x, y, 3, "dot-grey")
    return marks + svg.circle(x, y, 4 if mark.is_main else 3, "mark-blue")


def _labels(marks: list[Mark], across: Scale, up: Scale) -> Markup:
    """Names beside their points, the main ones first, none over another."""
    taken: list[_Box] = []
    drawn = Markup()
    for mark in _named(marks, across, up):
        x, y = _at(mark, across, up)
        long = svg.width_of(mark.label, 11)
        for left, anchor in ((x + 7, None), (x - 7 - long, "end")):
            box = (left, y - 7, left + long, y + 7)
            if box[0] >= across.start and box[2] <= across.end + 8 and not _hits(box, taken):
                taken.append(box)
                at = x + 7 if anchor is None else x - 7
                drawn += svg.text(at, y + 4, mark.label, class_="small halo", anchor=anchor)
                break
    return drawn


def _named(marks: list[Mark], across: Scale, up: Scale) -> list[Mark]:
    """Points to be named, the first to be placed first."""
    named = [mark for mark in marks if mark.label]
    main = [mark for mark in named if mark.is_main]
    if len(marks) <= _FEW:
        return [*main, *(mark for mark in named if not mark.is_main)]
    return main or _outermost(named, across, up)


def _outermost(marks: list[Mark], across: Scale, up: Scale) -> list[Mark]:
    """Points farthest from the middle of all, the farthest first."""
    places = [_at(mark, across, up) for mark in marks]
    x, y = (median(one) for one in zip(*places, strict=True))
    far = {id(mark): hypot(at[0] - x, at[1] - y) for mark, at in zip(marks, places, strict=True)}
    return sorted(marks, key=lambda mark: -far[id(mark)])[:_OUTERMOST]


def _hits(box: _Box, others: list[_Box]) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )


def _series_names(figure: StudyFigure, top: float) -> tuple[Markup, float]:
    """Say below which mark is which, where there are several kinds."""
    if len(figure.series) < 2:
        return Markup(), top
    marks = Markup()
    for number, series in enumerate(figure.series):
        y = top + 16 + 18 * number
        if number == 1:
            marks += svg.diamond(8, y - 4, 5, "mark-vermilion")
        else:
            marks += svg.circle(8, y - 4, 4, "mark-blue" if number == 0 else "dot-grey")
        marks += svg.text(20, y, series.name)
    return marks, top + 18 * len(figure.series) + 14
