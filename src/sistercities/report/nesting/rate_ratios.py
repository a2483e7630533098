"""Figure: the two rate ratios, inside a country and to the country, each with its interval."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.axes import interval, over_rows, ratio_words
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.nesting import rate_words
from sistercities.report.nesting import tables as nesting_tables
from sistercities.report.nesting.wording import foot
from sistercities.report.scales import Scale, ratio_scale, ratio_ticks
from sistercities.sentences import listed, say
from sistercities.studies.nesting.result import Estimate, NestingResult

_TOP = 30.0


def _axis(rows: list[Estimate], start: float, end: float) -> Scale:
    held = [value for row in rows for value in (row.value, row.low, row.high)]
    known = [value for value in held if value is not None and numerals.is_known(value)]
    return ratio_scale(known, start, end)


def _mark(row: Estimate, y: float, axis: Scale) -> Markup:
    if row.value is None or not numerals.is_known(row.value):
        x = (axis.start + axis.end) / 2
        return svg.text(x, y + 4, say("cannot be told"), class_="quiet small halo", anchor="middle")
    marks = Markup()
    if row.low is not None and row.high is not None:
        marks += interval(row.low, row.high, y, axis)
    if axis.is_inside(row.value):
        marks += svg.circle(axis(row.value), y, 5, "mark-blue")
    return marks


def _row(row: Estimate, result: NestingResult, y: float, axis: Scale, width: float) -> Markup:
    is_wide = width > 500
    name, compared = rate_words.rate_ratio_label(row.name, result)
    lines = svg.wrap(compared, axis.start - 20 if is_wide else width - 90, 11)
    marks = svg.text(0, y if is_wide else y - 34, name, class_="strong")
    marks += svg.paragraph(0, y + 16 if is_wide else y - 18, lines, 14, "quiet small")
    if not is_wide:
        y += 14 * (len(lines) - 1) + 4
    marks += _mark(row, y, axis)
    beside = numerals.span(numerals.ratio(row.low), numerals.ratio(row.high))
    at = (width, y - 1, y + 14) if is_wide else (width, y - 2, y + 13)
    marks += svg.text(at[0], at[1], numerals.ratio(row.value), class_="strong", anchor="end")
    if beside != numerals.MISSING:
        marks += svg.text(at[0], at[2], beside, class_="small quiet", anchor="end")
    return marks


def _heads(axis: Scale, bottom: float) -> list[Markup]:
    shown = ((tick, ratio_words(tick)) for tick in ratio_ticks(axis.low, axis.high, 6))
    return over_rows(axis, shown, top=_TOP - 12, bottom=bottom, words_at=12, centre=1)


def _draw(result: NestingResult, rows: list[Estimate], width: float) -> Drawing:
    is_wide = width > 500
    start, end = (300.0, width - 110.0) if is_wide else (6.0, width - 84.0)
    leading, first = (66.0, 22.0) if is_wide else (104.0, 42.0)
    axis = _axis(rows, start, end)
    bottom = _TOP + leading * len(rows)
    marks = _heads(axis, bottom - 14)
    if not is_wide:  # the words of a row stand over the lines of the axis
        marks += [svg.rect(0, _TOP + leading * k - 8, width, 56, "blank") for k in range(len(rows))]
    for number, row in enumerate(rows):
        marks.append(_row(row, result, _TOP + leading * number + first, axis, width))
    return Drawing(marks, bottom)


def figure(result: NestingResult) -> Figure:
    """Two dots with intervals on one axis, under two questions that are not the same."""
    rows = rate_words.rate_ratios(result)
    title = rate_words.rate_ratios_finding(result)
    draw = (
        (lambda width: _draw(result, rows, width))
        if any(numerals.is_known(row.value) for row in rows)
        else empty_drawing(
            say("Neither ratio can be told here. The table of key numbers says why.")
        )
    )
    words = listed(
        (
            say(
                "{name}: {value} ({interval})",
                name=rate_words.rate_ratio_label(row.name, result)[0],
                value=numerals.ratio(row.value),
                interval=numerals.span(numerals.ratio(row.low), numerals.ratio(row.high)),
            )
            for row in rows
        ),
        "semicolon",
    )
    wide, narrow, paper = drawn("rates", title, words, draw)
    n_ties = numerals.whole(max((row.n for row in rows), default=0))
    return Figure(
        id="rates",
        title=title,
        subtitle=(
            say(
                "Times as many city ties, log scale with 95 % interval; the line at 1 is no "
                "difference"
            )
        ),
        foot=foot(result, say("{n_ties} city ties", n_ties=n_ties)),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=nesting_tables.rate_ratios(result),
        csv_names=("estimates.csv",),
    )
