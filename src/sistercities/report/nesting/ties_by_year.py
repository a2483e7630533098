"""Figure: ties by the year they began, one row a class; undated and suspect ones apart."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.axes import years_below
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.nesting import coverage_tables, wording
from sistercities.report.nesting.wording import foot
from sistercities.report.scales import Scale
from sistercities.sentences import listed, say, to_say
from sistercities.studies.nesting.result import NestingResult, YearRow
from sistercities.terms.words import TIE_CLASSES, TieClass

_LABELS: dict[TieClass, str] = {
    "upper": to_say("Upper: both ends {units}"),
    "lower": say("City ties: both ends below"),
    "cross": say("Cross-level: one end of each"),
    "dual": say("Dual: a place that is both"),
}
_PIXELS_OF_ALL_ROWS = 300.0
_BIN = 46.0
_BIN_TALLEST = 26.0


def undated_of(result: NestingResult, tie_class: TieClass) -> list[tuple[str, int]]:
    """Ties of a class without a usable year, by reason.

    A key of `n_undated` is a class, or a class and a reason: `lower`, `lower suspect`.
    """
    found = []
    for key, count in result.n_undated.items():
        first, _, reason = key.replace("_", " ").replace(":", " ").partition(" ")
        if first == tie_class:
            found.append((_reason_said(reason.strip()), count))
    return found


def _reason_said(reason: str) -> str:
    if reason == "suspect":
        return say("suspect")
    return reason or say("no year")


def undated_elsewhere(result: NestingResult) -> list[tuple[str, int]]:
    """Ties without a usable year that are not counted by class."""
    return [
        (key, count)
        for key, count in result.n_undated.items()
        if key.replace("_", " ").replace(":", " ").partition(" ")[0] not in TIE_CLASSES
    ]


def _count(row: YearRow, tie_class: TieClass) -> int:
    return int(getattr(row, tie_class))


def _row(
    result: NestingResult, tie_class: TieClass, across: Scale, top: float, per_tie: float
) -> tuple[Markup, float]:
    """One class; returns its marks and its height."""
    peak = max((row for row in result.years), key=lambda row: _count(row, tie_class))
    highest = _count(peak, tie_class)
    undated = undated_of(result, tie_class)
    height = max(per_tie * highest, _BIN_TALLEST if undated else 6.0) + 34
    base = top + height
    total = sum(_count(row, tie_class) for row in result.years)
    label = wording.in_units(_LABELS[tie_class], result)
    marks = svg.text(
        0,
        top + 14,
        say("{label} ({total} dated)", label=label, total=numerals.whole(total)),
        class_="strong",
    )
    step = max((across.end - across.start) / (across.high - across.low) - 0.8, 0.8)
    for row in result.years:
        tall = per_tie * _count(row, tie_class)
        if tall:
            marks += svg.rect(across(row.year - 0.5), base - tall, step, tall, "bar-blue")
    marks += svg.line(across.start, base, across.end, base, "axis")
    if highest:
        words = say("{highest} in {year}", highest=highest, year=peak.year)
        half = svg.width_of(words, 10) / 2
        x = min(max(across(peak.year), across.start + half), across.end - half)
        marks += svg.text(
            x, base - per_tie * highest - 4, words, class_="tiny quiet halo", anchor="middle"
        )
    return marks + _bins(undated, across.end + 14, base, per_tie), height


def _bins(counts: list[tuple[str, int]], left: float, base: float, per_tie: float) -> Markup:
    """Ties without a usable year, as dashed bars with their number; long ones are cut open."""
    marks = Markup()
    for number, (reason, count) in enumerate(counts):
        x = left + _BIN * number
        tall = min(per_tie * count, _BIN_TALLEST)
        marks += svg.rect(x, base - tall, _BIN - 14, tall, "bar-undated")
        if tall < per_tie * count:
            marks += svg.line(x - 3, base - tall + 9, x + _BIN - 11, base - tall + 3, "cut")
        middle = x + (_BIN - 14) / 2
        marks += svg.text(
            middle, base - tall - 3, numerals.whole(count), class_="tiny", anchor="middle"
        )
        marks += svg.text(
            middle, base + 12, svg.shorten(reason, _BIN, 9), class_="tiny quiet", anchor="middle"
        )
    return marks


def _draw(result: NestingResult, width: float) -> Drawing:
    most = max((len(undated_of(result, each)) for each in TIE_CLASSES), default=0)
    end = width - 6 - (_BIN * most + 10 if most else 0)
    first = min(row.year for row in result.years)
    last = max(row.year for row in result.years)
    across = Scale(first - 0.5, last + 0.5, 4.0, end)
    peaks = [max(_count(row, each) for row in result.years) for each in TIE_CLASSES]
    per_tie = _PIXELS_OF_ALL_ROWS / max(sum(peaks), 1)
    marks: list[Markup] = []
    top = 0.0
    for tie_class in TIE_CLASSES:
        drawn, height = _row(result, tie_class, across, top, per_tie)
        marks.append(drawn)
        top += height + 22
    return Drawing([*marks, *years_below(across, first, last, top + 2, width)], top + 10)


def figure(result: NestingResult) -> Figure:
    """Small multiples on one time axis, the same height a tie in all rows."""
    title = wording.years_finding(result.years)
    totals = {each: sum(_count(row, each) for row in result.years) for each in TIE_CLASSES}
    undated = sum(result.n_undated.values())
    words = listed(
        (say("{name}: {count} dated", name=name, count=count) for name, count in totals.items()),
        "semicolon",
    )
    draw = (
        (lambda width: _draw(result, width))
        if result.years
        else empty_drawing(say("No tie has a known year, so nothing can be drawn over time."))
    )
    wide, narrow, paper = drawn("years", title, words, draw)
    said = say(
        "Ties by the year they began, number of ties a year, by class; a tie is equally"
        " tall in each row; ties without a usable year stand apart, dashed, cut where "
        "long"
    )
    elsewhere = [
        say("{label}: {n:,}", label=name, n=count) for name, count in undated_elsewhere(result)
    ]
    return Figure(
        id="years",
        title=title,
        subtitle=listed([said, *elsewhere], "semicolon"),
        foot=foot(
            result,
            say(
                "{n:,} dated ties, {undated:,} without a usable year",
                n=sum(totals.values()),
                undated=undated,
            ),
        ),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=coverage_tables.years(result),
        csv_names=("years.csv", "undated.csv"),
    )
