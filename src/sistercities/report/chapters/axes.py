"""Axes that hold the marks of a figure: which values there are, the scale, the ticks, the words."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from sistercities.report import numerals
from sistercities.report.scales import Scale, linear_ticks, ratio_ticks
from sistercities.studies.findings import Mark, StudyFigure

WIDEST = 64.0
"""Ratios beyond this to either side of their middle are cut off, with an arrow."""
BEYOND = 8.0
"""Intervals that end this many times beyond the outermost value are cut off, with an arrow."""


def finite(figure: StudyFigure) -> StudyFigure:
    """Take what is not finite for what it is: not known."""

    def plain(value: float | None) -> float | None:
        return value if value is not None and math.isfinite(value) else None

    series = tuple(
        replace(
            each,
            marks=tuple(
                replace(m, value=plain(m.value), low=plain(m.low), high=plain(m.high), x=plain(m.x))
                for m in each.marks
            ),
        )
        for each in figure.series
    )
    return replace(figure, series=series)


def marks_of(figure: StudyFigure) -> list[Mark]:
    """All marks of a figure, series after series."""
    return [mark for series in figure.series for mark in series.marks]


def known(values: Iterable[float | None]) -> list[float]:
    """Values that are there and finite."""
    return [value for value in values if value is not None and math.isfinite(value)]


def values_of(figure: StudyFigure) -> list[float]:
    """All values and ends of intervals, with the value of no effect."""
    found = [figure.reference]
    for mark in marks_of(figure):
        found += [mark.value, mark.low, mark.high]
    return known(found)


def value_scale(figure: StudyFigure, start: float, end: float) -> Scale:
    """Scale of the values of a figure from one pixel to another."""
    found = values_of(figure)
    if figure.is_log:
        values = known([figure.reference, *(mark.value for mark in marks_of(figure))])
        held = [value for value in values if value > 0] or [1.0]
        low, high = min(held) / BEYOND, max(held) * BEYOND
        found = [min(max(value, low), high) for value in found if value > 0]
    return _scale(found, start, end, is_log=figure.is_log)


def across_scale(figure: StudyFigure, start: float, end: float) -> Scale:
    """Scale of what stands across, in a figure of lines or points."""
    found = known(mark.x for mark in marks_of(figure))
    return _scale(found, start, end, is_log=figure.is_x_log)


def _scale(values: list[float], start: float, end: float, *, is_log: bool) -> Scale:
    if is_log:
        held = [value for value in values if value > 0] or [1.0]
        middle = math.exp(sum(math.log(value) for value in held) / len(held))
        low = max(min(held), middle / WIDEST)
        high = min(max(held), middle * WIDEST)
        return Scale(low / 1.12, high * 1.12, start, end, is_log=True)
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = 0.06 * (high - low) or 0.5
    # Nothing that cannot be below zero gets an axis that goes there.
    bottom = 0.0 if 0 <= low < room else low - room
    return Scale(bottom, high + room, start, end)


def ticks(scale: Scale, wanted: int) -> list[float]:
    """Round values on a scale."""
    if scale.is_log:
        return ratio_ticks(scale.low, scale.high, wanted)
    return linear_ticks(scale.low, scale.high, wanted)


def unit_across(figure: StudyFigure) -> str:
    """Return the unit of what stands across: a year where the axis is one of time."""
    return "year" if figure.x_label.lower() in ("year", "decade") else ""


def tick_words(value: float, unit: str, *, is_log: bool = False) -> str:
    """Write a tick: shares as per cent, years without comma, others as short as they are.

    On an axis of ratios what is one part of a whole is written so: 1/4 stands across from 4.
    """
    if unit == "year":
        return f"{value:.0f}"
    if is_log and 0 < value < 1 and abs(1 / value - round(1 / value)) < 1e-6 / value:
        return f"1/{1 / value:.0f}"
    if unit.split(" ")[0] == "share":
        return f"{100 * value:g} %"
    written = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return written.replace("-", "−")


def written(value: float | None, unit: str) -> str:
    """Write a value of a figure beside its mark."""
    if unit == "year":
        return numerals.MISSING if value is None else f"{value:.0f}"
    return numerals.in_unit(value, unit)
