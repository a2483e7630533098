"""Figure: the main ratio under each change of the rules, as a forest plot."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.axes import interval, over_rows, ratio_words
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.nesting import sensitivity_tables, wording
from sistercities.report.nesting.wording import foot
from sistercities.report.scales import Scale, ratio_scale, ratio_ticks
from sistercities.sentences import Sentence, listed, say
from sistercities.studies.nesting.result import NestingResult, SensitivityRow
from sistercities.studies.nesting.sensitivity import DRAWS

_TOP = 46.0


def main_ratio(result: NestingResult) -> float | None:
    """Find the ratio of the main run."""
    estimate = result.estimates.get("observed_over_expected")
    if estimate is not None and numerals.is_known(estimate.value):
        return estimate.value
    return next((row.ratio for row in result.sensitivity if row.name == wording.MAIN_RUN), None)


def _axis(result: NestingResult, start: float, end: float) -> Scale:
    held = [main_ratio(result)]
    for row in result.sensitivity:
        held += [row.ratio, row.ratio_low, row.ratio_high]
    known = [value for value in held if value is not None and numerals.is_known(value)]
    return ratio_scale(known, start, end)


def _mark(row: SensitivityRow, y: float, axis: Scale) -> Markup:
    if row.ratio is None:
        return svg.text(
            (axis.start + axis.end) / 2,
            y + 4,
            say("withheld"),
            class_="quiet small",
            anchor="middle",
        )
    marks = Markup()
    if row.ratio_low is not None and row.ratio_high is not None:
        marks += interval(row.ratio_low, row.ratio_high, y, axis)
    if not axis.is_inside(row.ratio):
        return marks
    if row.is_sign_changed:
        return marks + svg.diamond(axis(row.ratio), y, 6, "mark-vermilion")
    return marks + svg.circle(axis(row.ratio), y, 4.5, "mark-blue")


def _row(row: SensitivityRow, y: float, axis: Scale, width: float) -> Markup:
    is_wide = width > 500
    if is_wide:
        lines = svg.wrap(row.name, axis.start - 14, 12, 2)
        label = svg.paragraph(0, y + 4 - 7 * (len(lines) - 1), lines, 14, "")
    else:
        words = svg.shorten(row.name, width)
        label = svg.rect(0, y - 24, svg.width_of(words) + 4, 17, "blank")
        label += svg.text(0, y - 12, words)
    marks = label + _mark(row, y, axis)
    span = numerals.span(numerals.ratio(row.ratio_low), numerals.ratio(row.ratio_high))
    beside = numerals.with_interval(numerals.ratio(row.ratio), span)
    if row.is_sign_changed:
        other: str = (
            say("n {n_ties:,}; other side of 1", n_ties=row.n_ties)
            if is_wide
            else say("other side of 1")
        )
    else:
        other = f"n {row.n_ties:,}" if is_wide else ""
    marks += svg.text(width, y if is_wide else y + 4, beside, class_="small", anchor="end")
    second = y + 13 if is_wide else y + 17
    return marks + svg.text(width, second, other, class_="tiny quiet", anchor="end")


def _heads(result: NestingResult, axis: Scale, bottom: float) -> list[Markup]:
    shown = ((tick, ratio_words(tick)) for tick in ratio_ticks(axis.low, axis.high))
    marks = over_rows(axis, shown, top=_TOP - 14, bottom=bottom, words_at=26, centre=1)
    main = main_ratio(result)
    if main is not None and numerals.is_known(main):
        x = axis(main)
        words = say("main {main}", main=numerals.ratio(main))
        half = svg.width_of(words, 11) / 2
        marks.append(svg.line(x, _TOP - 14, x, bottom, "main-line"))
        middle = min(max(x, axis.start + half), axis.end - half)
        marks.append(svg.text(middle, 12, words, class_="small blue strong", anchor="middle"))
    return marks


def _draw(result: NestingResult, width: float) -> Drawing:
    is_wide = width > 500
    start, end = (250.0, width - 140.0) if is_wide else (6.0, width - 128.0)
    leading = 32.0 if is_wide else 46.0
    axis = _axis(result, start, end)
    bottom = _TOP + leading * len(result.sensitivity)
    marks = _heads(result, axis, bottom + 4)
    for number, row in enumerate(result.sensitivity):
        y = _TOP + leading * number + (10 if is_wide else 22)
        marks.append(_row(row, y, axis, width))
    return Drawing(marks, bottom + 10)


def _value(row: SensitivityRow) -> Sentence:
    ratio = numerals.ratio(row.ratio)
    if row.is_sign_changed:
        return say("{rule}: {ratio} (other side of 1)", rule=row.name, ratio=ratio)
    return say("{label}: {value}", label=row.name, value=ratio)


def figure(result: NestingResult) -> Figure:
    """Ratios with intervals, one row a change of the rules."""
    title = wording.sensitivity_finding(result.sensitivity)
    draw = (
        (lambda width: _draw(result, width))
        if result.sensitivity
        else empty_drawing(
            say(
                "The study cannot be run, so it was not run under other rules. The verdicts say"
                " why."
            )
        )
    )
    words = listed(map(_value, result.sensitivity), "semicolon")
    wide, narrow, paper = drawn("sensitivity", title, words, draw)
    return Figure(
        id="sensitivity",
        title=title,
        subtitle=(
            say(
                "Observed over expected city ties inside, ratio on a log scale with 95 % "
                "interval; solid line 1 is chance, dashed line the main run; a diamond lies on "
                "the other side"
            )
        ),
        foot=foot(
            result,
            say("{n} runs", n=len(result.sensitivity)),
            result.main_null,
            say(
                "{draws:,} draws for the main run, {other:,} for each other",
                draws=result.draws,
                other=DRAWS,
            ),
        ),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=sensitivity_tables.sensitivity(result),
        csv_names=("sensitivity.csv",),
    )
