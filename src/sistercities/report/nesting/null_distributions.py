"""Figure: the observed number of city ties inside, against each null distribution."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.nesting import tables as nesting_tables
from sistercities.report.nesting import wording
from sistercities.report.nesting.wording import foot
from sistercities.report.scales import Scale, linear_ticks
from sistercities.sentences import as_clause, listed, say, to_say
from sistercities.studies.nesting.result import NestingResult, NullComparison

_MOST_BARS = 90
_TOP = 44.0
_PLOT = 62.0


def _axis(result: NestingResult, start: float, end: float) -> Scale:
    """One axis for all rows: every draw and the observed value lie inside."""
    values = [row.observed for row in result.nulls.values()]
    values += [value for row in result.nulls.values() for value in row.histogram]
    low, high = min(values), max(values)
    margin = max((high - low) * 0.04, 1.0)
    return Scale(max(low - margin, -0.5), high + margin, start, end)


def binned(histogram: Mapping[int, int], width: int) -> dict[int, int]:
    """Draws by bins of whole numbers; a bin is named by its lowest value."""
    bins: dict[int, int] = {}
    for value, draws in sorted(histogram.items()):
        start = value // width * width
        bins[start] = bins.get(start, 0) + draws
    return bins


def _area(row: NullComparison, axis: Scale, base: float) -> Markup:
    """Draw the null's draws as touching bars; each row is scaled to its own peak."""
    if not row.histogram:
        return Markup()
    if len(row.histogram) == 1:  # a bar would look like a spread
        x = axis(next(iter(row.histogram)))
        return svg.line(x, base - _PLOT + 14, x, base, "interval")
    width = max(int((axis.high - axis.low) // _MOST_BARS), 1)
    bins = binned(row.histogram, width)
    tallest = max(bins.values())
    bars = []
    for start in range(min(bins), max(bins) + width, width):
        top = base - (_PLOT - 14) * bins.get(start, 0) / tallest
        bars.append((axis(start - 0.5), axis(start + width - 0.5), top))
    return svg.steps(bars, base, "null-area")


def _expected(row: NullComparison, axis: Scale, base: float) -> Markup:
    if row.mean is None:
        return Markup()
    words = say("expected {mean}", mean=numerals.figures(row.mean))
    x = axis(row.mean)
    half = svg.width_of(words, 11) / 2
    return svg.triangle(x, base + 5, 4, "mean-mark", is_up=True) + svg.text(
        min(max(x, axis.start + half), axis.end - half),
        base + 20,
        words,
        class_="quiet small",
        anchor="middle",
    )


def _numbers(row: NullComparison) -> list[tuple[str, str]]:
    """Lines beside a row: ratio, interval, p, each with its class."""
    if list(row.histogram) == [row.observed]:
        return [(say("cannot vary"), "strong"), (say("says nothing"), "quiet")]
    if row.ratio is None:
        head: list[tuple[str, str]] = [(say("ratio withheld"), "strong")]
    else:
        interval = numerals.span(numerals.ratio(row.ratio_low), numerals.ratio(row.ratio_high))
        head = [
            (say("{ratio} × chance", ratio=numerals.ratio(row.ratio)), "strong"),
            (interval, "quiet"),
        ]
    return [*head, (f"p {_with_sign(numerals.probability(row.p))}", "quiet")]


def _with_sign(written: str) -> str:
    return written if written.startswith("<") else f"= {written}"


def _row(
    result: NestingResult, row: NullComparison, axis: Scale, top: float, width: float
) -> tuple[Markup, float]:
    """One null model; returns its marks and its height."""
    is_wide = width > 500
    words_width = axis.start - 20 if is_wide else width
    label = wording.null_label(row.id, result)
    kept = svg.wrap(
        say("Keeps {kept}.", kept=as_clause(row.keeps)), words_width, 11, 4 if is_wide else 3
    )
    broken = svg.wrap(
        say("Breaks {broken}.", broken=as_clause(row.breaks)), words_width, 11, 3 if is_wide else 2
    )
    name = say("{id} (main)", id=row.id) if row.id == result.main_null else row.id
    heads = svg.wrap(label, words_width, 13, 2)
    marks = svg.paragraph(0, top + 14, heads, 15, "strong")
    below = top + 14 + 15 * len(heads)
    marks += svg.text(0, below, name, class_="quiet small")
    below += 16
    marks += svg.paragraph(0, below, kept, 14, "quiet small")
    marks += svg.paragraph(0, below + 14 * len(kept), broken, 14, "quiet small")
    words_height = below - top + 14 * len([*kept, *broken])
    base = top + _PLOT if is_wide else top + words_height + _PLOT - 8
    marks += svg.line(axis.start, base, axis.end, base, "axis")
    marks += _area(row, axis, base) + _expected(row, axis, base)
    if is_wide:
        for number, (words, class_) in enumerate(_numbers(row)):
            marks += svg.text(width, base - 34 + 16 * number, words, class_=class_, anchor="end")
        return marks, max(words_height, _PLOT + 26) + 10
    x = axis(row.observed)
    marks += svg.line(x, base - _PLOT + 8, x, base + 4, "observed")
    beside = listed((words for words, _ in _numbers(row)), "comma")
    marks += svg.text(0, base + 37, beside, class_="strong")
    return marks, base + 52 - top


def _draw(result: NestingResult, width: float) -> Drawing:
    start, end = (250.0, width - 130.0) if width > 500 else (6.0, width - 6.0)
    axis = _axis(result, start, end)
    marks: list[Markup] = []
    top = _TOP
    for row in wording.ordered_nulls(result):
        drawn, height = _row(result, row, axis, top, width)
        marks.append(drawn)
        top += height
    observed = next(iter(result.nulls.values())).observed
    x = axis(observed)
    anchor = "start" if x < (start + end) / 2 else "end"
    words = say("observed: {observed}", observed=numerals.whole(observed))
    for tick in linear_ticks(axis.low, axis.high, 6 if width > 500 else 4):
        if tick >= 0 and tick == int(tick):
            marks.append(svg.line(axis(tick), top, axis(tick), top + 4, "axis"))
            marks.append(
                svg.text(
                    axis(tick), top + 18, numerals.whole(tick), class_="small", anchor="middle"
                )
            )
    shift = 5 if anchor == "start" else -5
    marks += [
        svg.line(start, top, end, top, "axis"),
        svg.line(x, 22, x, top if width > 500 else 36, "observed"),
        svg.text(x + shift, 26, words, class_="blue strong", anchor=anchor),
        svg.text(end, top + 36, say("city ties inside"), class_="quiet small", anchor="end"),
    ]
    return Drawing(marks, top + 44)


def _words(result: NestingResult) -> str:
    parts = []
    for row in wording.ordered_nulls(result):
        numbers = listed((words for words, _ in _numbers(row)), "comma")
        parts.append(
            say("{label}: {value}", label=wording.null_label(row.id, result), value=numbers)
        )
    return say(
        "Observed against the draws of each null model. {parts}.",
        parts=listed(parts, "semicolon"),
    )


def figure(result: NestingResult) -> Figure:
    """Small multiples, one row a null model, on one axis."""
    title = wording.null_finding(result)
    draw = (
        (lambda width: _draw(result, width))
        if result.nulls
        else empty_drawing(say("No null model was run. The verdicts say why."))
    )
    wide, narrow, paper = drawn("nulls", title, _words(result), draw)
    counted = next(iter(result.estimates.values())).n if result.estimates else 0
    share = result.estimates.get("share_inside")
    return Figure(
        id="nulls",
        title=title,
        subtitle=wording.in_units(
            to_say(
                "City ties inside sister {units}: observed (line) and in the draws of each "
                "null model (area, each scaled to its own peak); number of ties"
            ),
            result,
        ),
        foot=foot(
            result,
            say("{n:,} city ties", n=share.n if share else counted),
            ", ".join(row.id for row in wording.ordered_nulls(result)),
        ),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=nesting_tables.nulls(result),
        csv_names=("nulls.csv", "null_draws.csv"),
        notes=tuple(
            say("{label}: {value}", label=row.id, value=row.warning)
            for row in result.nulls.values()
            if row.warning
        ),
    )
