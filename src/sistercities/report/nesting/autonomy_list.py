"""Figure: autonomy of each home unit as a dot with its interval."""

from __future__ import annotations

import math

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.axes import interval, over_rows
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.nesting import autonomy_tables, autonomy_words, wording
from sistercities.report.nesting.autonomy_map import MOST_UNKNOWN, Tones, sign_mark
from sistercities.report.nesting.wording import foot
from sistercities.report.scales import Scale, linear_ticks
from sistercities.sentences import Sentence, listed, say
from sistercities.studies.nesting.result import Autonomy, NestingResult

_WIDEST = math.log(16)
_LEADING = 21.0
_TOP = 40.0


def _axis(rows: list[Autonomy], start: float, end: float) -> Scale:
    known = [
        value for row in rows for value in (row.low, row.high, row.autonomy) if value is not None
    ]
    reach = min(max([abs(value) for value in known if math.isfinite(value)] + [0.5]), _WIDEST)
    return Scale(-reach * 1.05, reach * 1.05, start, end)


def _row(row: Autonomy, y: float, axis: Scale, width: float, tones: Tones) -> Markup:
    is_wide = width > 500
    label = f"{row.name} {row.name_local}".strip() if is_wide else row.name
    marks = svg.text(
        0,
        y + 4,
        svg.shorten(label, axis.start - 8, 12 if is_wide else 11),
        class_=None if is_wide else "small",
    )
    if row.autonomy is None:
        marks += _unknown(row, y, axis, width)
    else:
        if row.low is not None and row.high is not None:
            marks += interval(row.low, row.high, y, axis)
        marks += svg.circle(axis(row.autonomy), y, 4.5, f"bubble {tones.of(row.autonomy)}")
    beside = sign_mark(row) + " " + numerals.signed(row.autonomy)
    if is_wide:
        inside = numerals.whole(row.n_inside)
        marks += svg.text(width - 118, y + 4, numerals.signed(row.autonomy), anchor="end")
        marks += svg.text(width - 168, y + 4, sign_mark(row), class_="small", anchor="end")
        counted = (
            say("{inside} of {n_ties}", inside=inside, n_ties=numerals.whole(row.n_ties))
            if row.n_inside is not None
            else numerals.MISSING
        )
        return marks + svg.text(width, y + 4, counted, class_="quiet", anchor="end")
    return marks + svg.text(width, y + 4, beside.strip(), class_="small", anchor="end")


def _unknown(row: Autonomy, y: float, axis: Scale, width: float) -> Markup:
    """Say why there is no value, in the space before the column of values."""
    if width <= 500 or not row.note:
        return svg.text(axis(0.0) + 8, y + 4, say("not known"), class_="quiet small halo")
    why, end = say("not known: {note}", note=row.note), width - 136
    left = max(axis.start + 4, min(axis(0.0) + 8, end - svg.width_of(why, 11)))
    return svg.text(left, y + 4, svg.shorten(why, end - left, 11), class_="quiet small halo")


def _heads(axis: Scale, width: float, bottom: float) -> list[Markup]:
    zero = axis(0.0)
    is_wide = width > 500
    marks = [
        svg.line(zero, _TOP - 12, zero, bottom, "centre"),
        svg.text(zero - 6, 12, say("← more inside"), class_="small", anchor="end"),
        svg.text(zero + 6, 12, say("fewer inside →"), class_="small"),
    ]
    shown = (
        (tick, numerals.signed(tick).rstrip("0").rstrip(".") if tick else "0")
        for tick in linear_ticks(axis.low, axis.high, 5 if is_wide else 3)
    )
    marks += over_rows(axis, shown, top=_TOP - 12, bottom=bottom, words_at=25)
    if is_wide:
        marks.append(svg.text(width - 118, 25, say("autonomy"), class_="tiny quiet", anchor="end"))
        marks.append(svg.text(width, 25, say("ties inside"), class_="tiny quiet", anchor="end"))
    return marks


def _draw(result: NestingResult, width: float) -> Drawing:
    every = autonomy_tables.units_in_order(result)
    rows = _shown(every)
    start, end = (220.0, width - 190.0) if width > 500 else (112.0, width - 62.0)
    axis = _axis(rows, start, end)
    n_lines = len(rows) + (len(every) > len(rows))
    bottom = _TOP + _LEADING * n_lines
    marks = _heads(axis, width, bottom)
    tones = Tones.that_tell_apart(rows)
    for number, row in enumerate(rows):
        marks.append(_row(row, _TOP + _LEADING * (number + 0.35), axis, width, tones))
    if len(every) > len(rows):
        words = say("and {n} more without a value, in the table", n=len(every) - len(rows))
        marks.append(svg.text(0, bottom - 0.65 * _LEADING + 4, words, class_="small quiet halo"))
    return Drawing(marks, bottom + 6)


def _shown(rows: list[Autonomy]) -> list[Autonomy]:
    """Rows to draw: those without a value only where they are few."""
    known = [row for row in rows if row.autonomy is not None]
    return rows if len(rows) - len(known) <= MOST_UNKNOWN else known


def _value(row: Autonomy) -> Sentence:
    return say(
        "{name} {value} ({interval})",
        name=row.name,
        value=numerals.signed(row.autonomy),
        interval=numerals.span(numerals.signed(row.low), numerals.signed(row.high)),
    )


def figure(result: NestingResult) -> Figure:
    """Dots and intervals, the most autonomous unit first."""
    title = autonomy_words.autonomy_finding(result)
    rows = autonomy_tables.units_in_order(result)
    words = say("Dot and 95 % interval: {values}", values=listed(map(_value, rows), "semicolon"))
    draw = (
        (lambda width: _draw(result, width))
        if any(row.autonomy is not None for row in rows)
        else empty_drawing(
            say("Nothing can be compared with chance here, by unit either. The verdicts say why.")
        )
    )
    wide, narrow, paper = drawn("autonomy", title, words, draw)
    return Figure(
        id="autonomy",
        title=title,
        subtitle=(
            say(
                "Autonomy with its 95 % interval: 0 is as many city ties inside as expected, "
                "−0.69 twice as many, −1.39 four times as many, +0.69 half as many"
            )
        ),
        foot=foot(
            result,
            say("{n} {units}", n=len(rows), units=wording.home_units(result)),
            result.main_null,
        ),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=autonomy_tables.autonomy_units(result),
        csv_names=("autonomy_units.csv",),
        shares_table_of="map",
    )
