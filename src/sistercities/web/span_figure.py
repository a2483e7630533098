"""A number of ties beside its intervals, drawn: where a place is among places like it."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from sistercities.api.benchmark_words import written_expected
from sistercities.api.explorer.comparing import TOLD_EXCHANGE
from sistercities.records import Benchmark, CountedTies
from sistercities.web.asked import Asked

_WIDTH, _LEFT, _RIGHT = 640.0, 10.0, 30.0
_HEADROOM = 1.08
_LETTERS = 44
"""How many narrow letters have room over the drawing, on a phone too; a wide one counts twice."""


@dataclass(frozen=True, slots=True)
class Span:
    """A number beside its intervals, in units of the drawing.

    Attributes
    ----------
    left80, right80, left95, right95
        Ends of the intervals of 80 and of 95 of 100.
    expected, compared
        Where the expected number is, and the one that is set beside it.
    whole
        Where the number of all partners is, if some are left out of that; None otherwise.
    ticks
        Places and labels of round numbers.
    """

    left80: float
    right80: float
    left95: float
    right95: float
    expected: float
    compared: float
    whole: float | None
    ticks: tuple[tuple[float, str], ...]
    width: float = _WIDTH


@dataclass(frozen=True, slots=True)
class Label:
    """The name of the place over its point, within the drawing.

    Attributes
    ----------
    text
        The name; a long one is cut and ends in an ellipsis.
    x
        Where it is fastened, in units of the drawing.
    end
        Class of a name that begins or ends there; "" where its middle is there.
    """

    text: str
    x: float
    end: str


@dataclass(frozen=True, slots=True)
class SpanFigure:
    """The drawing: numbers, the name of the place over its point, and what it shows in words."""

    span: Span
    label: Label
    words: str


def span_figure(asked: Asked, name: str, found: Benchmark) -> SpanFigure:
    """Draw how many ties a place has, beside what places like it have.

    Exchange partners, of which few lists are read, stand apart where the sentence leaves them out.

    Parameters
    ----------
    asked
        The request.
    name
        What the place is called.
    found
        The comparison.
    """
    ties = found.ties
    left_out = found.n_exchange if found.n_exchange >= TOLD_EXCHANGE else 0
    span = _span(ties, ties.actual - left_out)
    values = {
        "expected": written_expected(ties.expected), "low": ties.low, "high": ties.high,
        "low95": ties.low95, "high95": ties.high95, "actual": ties.actual,
    }  # fmt: skip
    said = (
        asked.words("standing.span_exchange", others=ties.actual - left_out, **values)
        if left_out
        else asked.words("standing.span", **values)
    )
    return SpanFigure(span, label_over(name, span.compared), said)


def label_over(name: str, x: float) -> Label:
    """Set a name over a point of the drawing, so that no end of it is cut off.

    Parameters
    ----------
    name
        The name.
    x
        Where the point is, in units of the drawing.
    """
    text = name
    while _letters(text) > _LETTERS:
        text = f"{text.removesuffix('…')[:-1].rstrip()}…"
    half = _letters(text) * _WIDTH / (2 * _LETTERS)
    if x - half < 0:
        return Label(text, _LEFT if 2 * half > _WIDTH - x else x - 6, "from-here")
    if x + half > _WIDTH:
        return Label(text, _WIDTH if 2 * half > x else x + 6, "to-here")
    return Label(text, x, "")


def _letters(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _span(ties: CountedTies, compared: int) -> Span:
    most = max(ties.high95, ties.actual, 4) * _HEADROOM

    def at(number: float) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * number / most, 1)

    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if most / s <= 8), 200)
    ticks = tuple((at(n), str(n)) for n in range(0, int(most) + 1, step))
    return Span(
        at(ties.low), at(ties.high), at(ties.low95), at(ties.high95), at(ties.expected),
        at(compared), at(ties.actual) if compared < ties.actual else None, ticks,
    )  # fmt: skip
