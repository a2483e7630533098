"""Figure: city ties inside sister units by partner country, observed against expected."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.axes import over_rows
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.nesting import autonomy_tables, wording
from sistercities.report.nesting.wording import foot
from sistercities.report.scales import Scale, count_scale, linear_ticks
from sistercities.sentences import listed, say, to_say
from sistercities.studies.nesting.result import CountryRow, NestingResult

SHOWN = 25
"""Countries in the figure; the table has all."""
_LEADING = 22.0
_TOP = 42.0


def _row(row: CountryRow, y: float, axis: Scale, width: float) -> Markup:
    is_wide = width > 500
    size = 12 if is_wide else 11
    is_more = row.n_inside > row.expected
    marks = svg.text(
        0,
        y + 4,
        svg.shorten(row.country_name, axis.start - 10, size),
        class_=None if is_wide else "small",
    )
    marks += svg.line(axis(row.expected), y, axis(row.n_inside), y, "bar-line")
    marks += svg.circle(axis(row.expected), y, 4, "hollow")
    marks += svg.diamond(axis(row.n_inside), y, 5.5, "mark-blue" if is_more else "mark-vermilion")
    words = say("{n:,} of {total:,}", n=row.n_inside, total=row.n_ties)
    return marks + svg.text(
        width, y + 4, words, class_="quiet" if is_wide else "small quiet", anchor="end"
    )


def _heads(axis: Scale, width: float, bottom: float) -> list[Markup]:
    marks = [
        svg.text(width, 29, say("inside of all"), class_="tiny quiet", anchor="end"),
        svg.circle(6, 10, 4, "hollow"),
        svg.text(15, 14, say("expected"), class_="small"),
        svg.diamond(84, 10, 5.5, "mark-blue"),
        svg.text(94, 14, say("observed, more"), class_="small"),
        svg.diamond(204, 10, 5.5, "mark-vermilion"),
        svg.text(214, 14, say("observed, not more"), class_="small"),
    ]
    shown = linear_ticks(0, axis.high, 6 if width > 500 else 4)
    numbered = ((tick, numerals.whole(tick)) for tick in shown)
    return marks + over_rows(axis, numbered, top=_TOP - 8, bottom=bottom, words_at=29)


def _draw(rows: list[CountryRow], width: float) -> Drawing:
    start, end = (170.0, width - 90.0) if width > 500 else (116.0, width - 66.0)
    highest = max(max(row.n_inside, row.expected) for row in rows)
    axis = count_scale(highest, start, end)
    bottom = _TOP + _LEADING * len(rows)
    marks = _heads(axis, width, bottom)
    for number, row in enumerate(rows):
        marks.append(_row(row, _TOP + _LEADING * (number + 0.4), axis, width))
    return Drawing(marks, bottom + 4)


def figure(result: NestingResult) -> Figure:
    """Dumbbells, the country with most city ties first."""
    rows = wording.by_ties(result.partner_countries)
    shown = rows[:SHOWN]
    title = wording.countries_finding(result, SHOWN)
    draw = (
        (lambda width: _draw(shown, width))
        if shown
        else empty_drawing(
            say(
                "Nothing can be compared with chance here, by country either. The verdicts say why."
            )
        )
    )
    words = listed(
        (
            say(
                "{country}: {n_inside} observed, {expected} expected",
                country=row.country_name,
                n_inside=row.n_inside,
                expected=numerals.figures(row.expected),
            )
            for row in shown
        ),
        "semicolon",
    )
    wide, narrow, paper = drawn("countries", title, words, draw)
    return Figure(
        id="countries",
        title=title,
        subtitle=wording.in_units(
            to_say(
                "City ties inside sister {units}: observed (diamond) and expected (ring), "
                "number of ties; the {n} of {total} countries with most city ties"
            )
            if len(rows) > len(shown)
            else to_say(
                "City ties inside sister {units}: observed (diamond) and expected (ring), "
                "number of ties, by country"
            ),
            result,
            n=len(shown),
            total=len(rows),
        ),
        foot=foot(
            result, say("{n:,} city ties", n=sum(row.n_ties for row in rows)), result.main_null
        ),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=autonomy_tables.partner_countries(result),
        csv_names=("partner_countries.csv",),
    )
