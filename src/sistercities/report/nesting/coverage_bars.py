"""Figure: how many ties the data know, beside published totals: two counts, and no share."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.nesting import coverage_tables, wording
from sistercities.report.nesting.wording import foot
from sistercities.report.scales import Scale
from sistercities.sentences import listed, say
from sistercities.studies.nesting.result import CoverageRow, NestingResult

SHOWN = 24
"""Lines in the figure; the table has all."""
_TOP = 24.0


def _dated_label(row: CoverageRow) -> str:
    label = wording.coverage_label(row)
    if not row.official_date:
        return label
    return say("{label}, {date}", label=label, date=wording.month_and_year(row.official_date))


def _row(row: CoverageRow, top: float, axis: Scale, width: float) -> Markup:
    """Ours as a bar above the published count as a frame, both on one scale of the row."""
    most = max(row.ours, row.official or 0.0, 1.0)
    size = 12 if width > 500 else 11
    label = svg.shorten(_dated_label(row), width - 8, size)
    marks = svg.text(0, top + 12, label, class_=None if width > 500 else "small")
    marks += svg.rect(axis(0), top + 18, axis(row.ours / most) - axis(0), 5, "bar-blue")
    published = axis((row.official or 0.0) / most) - axis(0)
    marks += svg.rect(axis(0), top + 25, published, 5, "bar-frame")
    return marks + svg.text(width, top + 28, _counts(row), class_="small quiet", anchor="end")


def _counts(row: CoverageRow) -> str:
    """Both counts; a share only where one is a part of the other."""
    ours, official = numerals.whole(row.ours), numerals.whole(row.official)
    if not row.is_like_with_like:
        return say("{ours} and {official}", ours=ours, official=official)
    share = numerals.percent(row.ours / (row.official or 1.0))
    return say("{ours} of {official}, {share}", ours=ours, official=official, share=share)


def _draw(rows: list[CoverageRow], width: float) -> Drawing:
    axis = Scale(0.0, 1.0, 0.0, width - (130.0 if width > 500 else 100.0))
    bottom = _TOP + 40 * len(rows)
    heads = say("bar: ours; frame: published; each line has its own scale")
    marks = [svg.text(0, 11, heads, class_="tiny quiet")]
    for number, row in enumerate(rows):
        marks.append(_row(row, _TOP + 40 * number, axis, width))
    return Drawing(marks, bottom + 4)


def figure(result: NestingResult) -> Figure:
    """Bars of our count and of the published one."""
    rows = wording.with_official(result.coverage)
    shown = rows[:SHOWN]
    title = wording.coverage_finding(result.coverage)
    draw = (
        (lambda width: _draw(shown, width))
        if shown
        else empty_drawing(
            say("No total is published for these ties. See the table for our counts.")
        )
    )
    words = listed(
        (
            say("{label}: {value}", label=wording.coverage_label(row), value=_counts(row))
            for row in shown
        ),
        "semicolon",
    )
    wide, narrow, paper = drawn("coverage", title, words, draw)
    return Figure(
        id="coverage",
        title=title,
        subtitle=(
            say(
                "Ties known to have begun by the date (bar) and the published total (frame), which "
                "are counts of different things, so no share is made; {n} of {total} lines with a "
                "published total",
                n=len(shown),
                total=len(rows),
            )
        ),
        foot=foot(result, say("{n} lines", n=len(result.coverage))),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=coverage_tables.coverage(result),
        csv_names=("coverage.csv",),
    )
