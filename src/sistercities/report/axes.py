"""What the figures by rows share: an axis over the rows, with its numbers, and one of years."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.scales import Scale, linear_ticks


def over_rows(
    axis: Scale,
    ticks: Iterable[tuple[float, str]],
    *,
    top: float,
    bottom: float,
    words_at: float,
    centre: float | None = None,
) -> list[Markup]:
    """Draw a line over all rows at each tick, with its number.

    Parameters
    ----------
    axis
        Where values stand across.
    ticks
        Values and what is written of them.
    top, bottom, words_at
        Where the lines begin and end, and where the numbers stand, in pixels.
    centre
        Value of no effect, whose line stands out; None where there is none.
    """
    marks = []
    for tick, words in ticks:
        is_centre = centre is not None and abs(tick - centre) < 1e-9
        x = axis(tick)
        marks.append(svg.line(x, top, x, bottom, "centre" if is_centre else "grid"))
        marks.append(svg.text(x, words_at, words, class_="tiny quiet", anchor="middle"))
    return marks


def ratio_words(tick: float) -> str:
    """Write a ratio at an axis."""
    return f"{tick:g}" if tick >= 1 or tick < 0.01 else f"{tick:.3g}"


def years_below(across: Scale, first: int, last: int, y: float, width: float) -> list[Markup]:
    """Write years under a figure, none of them over its edge."""
    return [
        svg.text(min(max(across(tick), 16), width - 16), y, f"{tick:.0f}", class_="small",
                 anchor="middle")
        for tick in linear_ticks(first, last, 8 if width > 500 else 4)
        if tick == int(tick)
    ]  # fmt: skip


def interval(low: float, high: float, y: float, axis: Scale, class_: str = "interval") -> Markup:
    """Draw a bar from low to high; an arrow where it goes on beyond the axis."""
    return svg.line(axis(low), y, axis(high), y, class_) + beyond(low, high, y, axis)


def beyond(low: float, high: float, y: float, axis: Scale) -> Markup:
    """Draw an arrow where an interval goes on beyond the axis; over a point at its end too."""
    marks = Markup()
    if not axis.is_inside(low):
        x = axis(low)
        marks += svg.polygon([(x, y), (x + 6, y - 4), (x + 6, y + 4)], "arrow")
    if not axis.is_inside(high):
        x = axis(high)
        marks += svg.polygon([(x, y), (x - 6, y - 4), (x - 6, y + 4)], "arrow")
    return marks
