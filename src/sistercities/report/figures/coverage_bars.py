"""Figure: how many ties the data hold, against published totals."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.report import coverage_tables, numerals, svg, wording
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing, foot
from sistercities.report.scales import Scale
from sistercities.sentences import listed, say
from sistercities.studies.nesting_result import CoverageRow, NestingResult

SHOWN = 24
"""Lines in the figure; the table has all."""
_TOP = 24.0


def _dated_label(row: CoverageRow) -> str:
    label = wording.coverage_label(row)
    if not row.official_date:
        return label
    return say("{label}, {date}", label=label, date=wording.month_and_year(row.official_date))


def _row(row: CoverageRow, top: float, axis: Scale, width: float) -> Markup:
    """Ours as a bar against the published total as a frame of full width."""
    official = row.official or 1.0
    share = row.ours / official
    size = 12 if width > 500 else 11
    label = svg.shorten(_dated_label(row), width - 48, size)
    marks = svg.text(0, top + 12, label, class_=None if width > 500 else "small")
    marks += svg.text(width, top + 12, numerals.percent(share), class_="strong", anchor="end")
    marks += svg.rect(axis(0), top + 18, axis(1) - axis(0), 11, "bar-frame")
    marks += svg.rect(axis(0), top + 18, axis(share) - axis(0), 11, "bar-blue")
    words = say(
        "{ours} of {official}", ours=numerals.whole(row.ours), official=numerals.whole(row.official)
    )
    if row.held is not None and width > 500:
        words = say("{words}; held {held}", words=words, held=numerals.whole(row.held))
    return marks + svg.text(width, top + 28, words, class_="small quiet", anchor="end")


def _draw(rows: list[CoverageRow], width: float) -> Drawing:
    end = width - (130.0 if width > 500 else 100.0)
    highest = max(row.ours / (row.official or 1.0) for row in rows)
    axis = Scale(0.0, min(max(highest, 1.0), 2.0), 0.0, end)
    full = axis(1.0)
    bottom = _TOP + 40 * len(rows)
    marks = [
        svg.line(full, _TOP - 8, full, bottom, "grid"),
        svg.text(min(full, end), 11, say("published total"), class_="tiny quiet", anchor="end"),
    ]
    for number, row in enumerate(rows):
        marks.append(_row(row, _TOP + 40 * number, axis, width))
    return Drawing(marks, bottom + 4)


def figure(result: NestingResult) -> Figure:
    """Bars of our share of each published total."""
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
            say(
                "{label}: {ours} of {official}",
                label=wording.coverage_label(row),
                ours=numerals.whole(row.ours),
                official=numerals.whole(row.official),
            )
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
                "Ties known to exist by the date (bar) as a share of the published total "
                "(frame); held: all ties of that kind in the data, undated and later ones too; "
                "{n} of {total} lines with a published total",
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
