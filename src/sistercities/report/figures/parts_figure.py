"""All parts in one drawing: each in a few words, its number and interval beside no effect.

Each number stands on a scale of its own kind, so that the line of no effect is one line for all:
ratios on a scale of halves and doubles, shares from 0 to 1, correlations from -1 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.axes import interval
from sistercities.report.figures.frame import Drawing
from sistercities.report.scales import Scale
from sistercities.report.tables import VERDICT_MARKS
from sistercities.sentences import say
from sistercities.studies.part_labels import label_of
from sistercities.studies.parts import PartFinding

MOST_DOUBLINGS = 3.0
"""A ratio is drawn as far as eight times no effect, or an eighth of it."""

_TOP = 32.0
_LINE = 15.0
_WIDE_LABELS, _WIDE_NUMBERS = 0.42, 0.24
"""Shares of the width of a page for what was asked, and for numbers."""
_MARK = 18.0
"""Width of a verdict's shape: its own text, lest a font that has the shape sets the words too."""
_HEAD = 24.0
_SHORT = 18.0
"""Height of a part."""


def away(part: PartFinding, value: float) -> float:
    """Return how far a value lies from no effect on the scale of its kind; drawn from -1 to 1."""
    line = part.line or 0.0
    if "ratio" in part.unit:
        if value <= 0:
            return -math.inf
        found = math.log2(value / line) / MOST_DOUBLINGS
    elif part.unit.startswith("share"):
        found = (value - line) / (1 - line if value > line else max(line, 1e-9))
    else:
        found = value - line
    return found


def draw_parts(
    parts: Sequence[PartFinding], heads: Callable[[str], str] | None = None
) -> Callable[[float], Drawing]:
    """Return what draws parts one under the other, at any width.

    Parameters
    ----------
    heads
        Gives the words above the parts of a claim; None sets no heads.
    """

    def draw(width: float) -> Drawing:
        return _Rows(parts, heads, width).drawing()

    return draw


class _Rows:
    """Rows that are set one under the other."""

    def __init__(
        self, parts: Sequence[PartFinding], heads: Callable[[str], str] | None, width: float
    ) -> None:
        self.parts, self.heads, self.width = parts, heads, width
        self.is_wide = width > 500
        start = width * _WIDE_LABELS + 10 if self.is_wide else 8.0
        end = width * (1 - _WIDE_NUMBERS) - 14 if self.is_wide else width - 8
        self.axis = Scale(-1.0, 1.0, start, end)

    def drawing(self) -> Drawing:
        """Set all rows, then the line through them."""
        marks, y, claim = Markup(), _TOP, ""
        for part in self.parts:
            if self.heads is not None and part.claim != claim:
                head, taken = self._head(self.heads(part.claim), y)
                marks, y, claim = marks + head, y + taken, part.claim
            row, taken = self._wide(part, y) if self.is_wide else self._narrow(part, y)
            marks, y = marks + row, y + taken
        centre = self.axis(0.0)
        ends = (
            svg.text(self.axis.start, _TOP - 22, say("less"), class_="tiny quiet"),
            svg.text(centre, _TOP - 22, say("no difference"), class_="tiny quiet", anchor="middle"),
            svg.text(self.axis.end, _TOP - 22, say("more"), class_="tiny quiet", anchor="end"),
        )
        return Drawing([svg.line(centre, _TOP - 16, centre, y, "centre"), *ends, marks], y + 6)

    def _head(self, words: str, y: float) -> tuple[Markup, float]:
        lines = svg.wrap(words, self.width - 4, 13, 3)
        blank = svg.rect(0, y, self.width, 8 + _LINE * len(lines), "blank")
        paragraph = svg.paragraph(0, y + 18, lines, _LINE, "strong")
        return blank + paragraph, _HEAD + _LINE * (len(lines) - 1)

    def _wide(self, part: PartFinding, y: float) -> tuple[Markup, float]:
        at = self.width * (1 - _WIDE_NUMBERS)
        label = svg.shorten(label_of(part.id), self.width * _WIDE_LABELS - _MARK, 12)
        words = svg.text(_MARK, y + 14, label)
        number = svg.text(at, y + 14, number_words(part), class_="small")
        return _shape(part, y + 14) + words + number + self._mark(part, y + 10), _SHORT

    def _narrow(self, part: PartFinding, y: float) -> tuple[Markup, float]:
        label = svg.shorten(label_of(part.id), self.width - _MARK - 4, 12)
        blank = svg.rect(0, y, self.width, 2 * _LINE + 6, "blank")
        words = svg.text(_MARK, y + 14, label)
        number = svg.text(_MARK, y + 14 + _LINE, number_words(part), class_="small quiet")
        is_drawn = part.value is not None and part.line is not None
        taken = 2 * _LINE + (34 if is_drawn else 12)
        row = blank + _shape(part, y + 14) + words + number
        return row + self._mark(part, y + 2 * _LINE + 16), taken

    def _mark(self, part: PartFinding, y: float) -> Markup:
        if part.value is None or part.line is None:
            return Markup()
        marks = Markup()
        if part.low is not None and part.high is not None:
            marks = interval(away(part, part.low), away(part, part.high), y, self.axis)
        x = self.axis(away(part, part.value))
        if part.side == "open":
            return marks + svg.circle(x, y, 4.5, "mark-blue")
        return marks + svg.diamond(x, y, 6, "mark-vermilion")


def _shape(part: PartFinding, y: float) -> Markup:
    return svg.text(0, y, VERDICT_MARKS[part.verdict], class_="small")


def number_words(part: PartFinding) -> str:
    """Write the number of a part with its interval; a count stands alone."""
    if part.is_count:
        return numerals.whole(part.n if part.value is None else part.value)
    if part.value is None:
        return numerals.MISSING
    ends = numerals.span(
        numerals.in_unit(part.low, part.unit), numerals.in_unit(part.high, part.unit)
    )
    return numerals.with_interval(numerals.in_unit(part.value, part.unit), ends)
