"""The colours of autonomy: blue above 0, vermilion below, grey about 0; a shape for the sign."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.nesting import wording
from sistercities.sentences import say
from sistercities.studies.nesting.result import Autonomy

_LADDERS = ((0.1, 0.35, 0.7), (0.2, 0.7, 1.4), (0.5, 1.5, 3.0))
"""Ends of the three classes on either side of 0; 0.7 is about twice or half, 1.4 four times."""


@dataclass(frozen=True, slots=True)
class Tones:
    """Classes of colour; `ends` are the values where one class gives way to the next."""

    ends: tuple[float, float, float]

    @classmethod
    def that_tell_apart(cls, rows: Iterable[Autonomy]) -> Tones:
        """Choose the finest classes that hold nine in ten values up to twice the last beginning."""
        known = [abs(row.autonomy) for row in rows if row.autonomy is not None]
        sizes = sorted(value for value in known if math.isfinite(value)) or [0.0]
        high = sizes[math.ceil(0.9 * (len(sizes) - 1))]
        return cls(next((each for each in _LADDERS if high <= 2 * each[-1]), _LADDERS[-1]))

    def of(self, autonomy: float | None) -> str:
        """CSS class of a value."""
        if autonomy is None or not math.isfinite(autonomy):
            return "tone-none"
        step = sum(abs(autonomy) > end for end in self.ends)
        return f"tone-{'minus' if autonomy < 0 else 'plus'}-{step}" if step else "tone-0"


def sign_mark(row: Autonomy) -> str:
    """Say by shape what the interval says: above, below; nothing where it cannot say."""
    where = wording.side(row.low, row.high, 0.0)
    return {"above": "▲", "below": "▼", "neither": "", "unknown": ""}[where]


def key(width: float, top: float, tones: Tones, most: int) -> tuple[Markup, float]:
    """Say beside the map what colour, shape and size mean; returns marks and height."""
    names = ["minus-3", "minus-2", "minus-1", "0", "plus-1", "plus-2", "plus-3"]
    box, left = (38.0, 250.0) if width > 500 else (30.0, 72.0)
    marks = Markup()
    for number, name in enumerate(names):
        marks += svg.rect(left + box * number, top, box - 1, 12, f"tone-{name}")
    signed = [*(-end for end in reversed(tones.ends)), *tones.ends]
    for number, end in enumerate(signed, 1):
        words = f"{end:+g}".replace("-", "−")
        marks += svg.text(left + box * number, top + 25, words, class_="tiny", anchor="middle")
    marks += svg.text(left - 6, top + 10, say("more inside"), class_="small", anchor="end")
    marks += svg.text(left + 7 * box + 5, top + 10, say("fewer"), class_="small")
    x, y = (left - 40 if width > 500 else 8.0), top + 46
    shapes = say("▲ ▼ the interval leaves 0 out; dashed: no value, see the list")
    marks += svg.text(x, y, shapes, class_="small quiet")
    marks += svg.circle(x + 5, y + 12, 5.0, "bubble tone-0")
    sizes = say("area of a circle: city ties; largest {most:,}", most=most)
    return marks + svg.text(x + 16, y + 16, sizes, class_="small quiet"), 74.0
