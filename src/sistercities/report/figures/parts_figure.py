"""All parts in one drawing: each in a few words, its number and interval beside no effect.

Each number stands on a scale of its own kind, so that the line of no effect is one line for all:
ratios on a scale of halves and doubles, shares from 0 to 1, correlations from -1 to 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.axes import beyond
from sistercities.report.figures.frame import WIDE, Drawing
from sistercities.report.scales import Scale
from sistercities.report.tables import VERDICT_MARKS
from sistercities.sentences import Sentence, capital, say
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.connectivity.part_numbers import CATCHMENT_TERMS
from sistercities.studies.hubs.part_rows import MEASURE_ROWS
from sistercities.studies.part_rules import CHANGED_MARK, Side, label_of
from sistercities.studies.parts import PartFinding, PartRow, count_words

MOST_DOUBLINGS = 4.0
"""A ratio is drawn as far as sixteen times no effect, or a sixteenth of it."""

_TICKS_OF_RATIOS = ("1/16", "⅛", "¼", "½", "1", "2", "4", "8", "16")
"""Halves and doubles, as far as ratios are drawn."""
_TICKS_OF_OTHERS = (-1.0, -0.5, 0.0, 0.5, 1.0)

_TOP = 18.0
_LINE = 15.0
_WIDE_LABELS, _WIDE_NUMBERS = 0.45, 0.24
"""Shares of the width of a page for what was asked, and for numbers."""
_MARK = 22.0
"""Width of a verdict's shape: its own text, lest a font that has the shape sets the words too."""
_TICK = 13.0
"""Height of the ticks of one scale."""
_NAME = 12.0
"""Height of the name of a scale above its ticks, where none stands beside them."""
_HEAD = 24.0
_SHORT = 18.0
"""Height of a part."""
_ON_PAPER = 0.75
"""Of these heights on a sheet, where all parts stand below a headline."""


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


class Row(NamedTuple):
    """A line of the drawing: a part, or one of the ways in which a mixed one is measured."""

    label: str
    part: PartFinding
    number: str
    is_drawn: bool = True
    is_way: bool = False


WAYS = frozenset(map(str, (*(term.label for term in CATCHMENT_TERMS), *MEASURE_ROWS)))
"""Names of the rows that measure the number of a part in another way, all of which it asks."""


def rows_of(part: PartFinding) -> list[Row]:
    """Set a part on a line; one that depends on how it is measured on one, and each way below."""
    ways = [row for row in part.rows if str(row.name) in WAYS and row.value is not None]
    label = label_of(part.id)
    if part.verdict != "mixed" or len(ways) < 2:
        return [Row(label, part, number_words(part))]
    below = [replace(part, value=row.value, low=row.low, high=row.high, side=_side(part, row))
             for row in ways]  # fmt: skip
    return [
        Row(label, part, say("it depends, see below"), is_drawn=False),
        *(
            Row(capital(row.description), one, number_words(one), is_way=True)
            for row, one in zip(ways, below, strict=True)
        ),
    ]


def _side(part: PartFinding, row: PartRow) -> Side:
    if row.verdict == CANNOT_TELL or row.value is None or part.line is None:
        return "open"
    return "above" if row.value > part.line else "below"


class _Rows:
    """Rows that are set one under the other."""

    def __init__(
        self, parts: Sequence[PartFinding], heads: Callable[[str], str] | None, width: float
    ) -> None:
        self.parts, self.heads, self.width = parts, heads, width
        self.is_wide = width > 500
        self.leading = _ON_PAPER if self.is_wide and width < WIDE else 1.0
        start = width * _WIDE_LABELS + 10 if self.is_wide else 8.0
        end = width * (1 - _WIDE_NUMBERS) - 14 if self.is_wide else width - 8
        self.axis = Scale(-1.0, 1.0, start, end)

    def drawing(self) -> Drawing:
        """Set all rows, then the line through them."""
        scales = self._scales()
        first = _TOP + self._pace(scales) * len(scales) + 4
        marks, y, claim = Markup(), first, ""
        for part in self.parts:
            if self.heads is not None and part.claim != claim:
                head, taken = self._head(self.heads(part.claim), y)
                marks, y, claim = marks + head, y + taken, part.claim
            for one in rows_of(part):
                row, taken = self._wide(one, y) if self.is_wide else self._narrow(one, y)
                marks, y = marks + row, y + taken
        centre = self.axis(0.0)
        ends = (
            svg.text(self.axis.start, _TOP - 8, say("less"), class_="tiny quiet"),
            svg.text(centre, _TOP - 8, say("no difference"), class_="tiny quiet", anchor="middle"),
            svg.text(self.axis.end, _TOP - 8, say("more"), class_="tiny quiet", anchor="end"),
        )
        pace = self._pace(scales)
        ticks = [self._ticks(scale, first - 8 - pace * k, y, is_named=pace > _TICK)
                 for k, scale in enumerate(reversed(scales))]  # fmt: skip
        line = svg.line(centre, first - 4, centre, y, "centre")
        return Drawing([*ticks, line, *ends, marks], y + 6)

    def _pace(self, scales: Sequence[object]) -> float:
        """Return the height of the ticks of a scale: on a phone two scales have names above."""
        return _TICK if self.is_wide or len(scales) < 2 else _TICK + _NAME

    def _scales(self) -> list[tuple[Sentence, Sequence[tuple[float, str]]]]:
        """Return the scales that the drawn parts stand on, each with its ticks."""
        drawn = [part for part in self.parts if part.line is not None and part.value is not None]
        ratios = [(k / MOST_DOUBLINGS - 1, words) for k, words in enumerate(_TICKS_OF_RATIOS)]
        others = [(at, f"{at:g}".replace("-", "\N{MINUS SIGN}")) for at in _TICKS_OF_OTHERS]
        found: list[tuple[Sentence, Sequence[tuple[float, str]]]] = []
        if any("ratio" in part.unit for part in drawn):
            found.append((say("ratio"), ratios))
        if any("ratio" not in part.unit for part in drawn):
            found.append((say("correlation, difference of shares"), others))
        return found

    def _ticks(
        self, scale: tuple[Sentence, Sequence[tuple[float, str]]], y: float, bottom: float,
        *, is_named: bool,
    ) -> Markup:  # fmt: skip
        """Write the ticks of a scale above the rows, with a faint line from each."""
        name, ticks = scale
        marks = Markup()
        for at, words in ticks:
            x = self.axis(at)
            anchor = "start" if at <= -1 else "end" if at >= 1 else "middle"
            marks += svg.text(x, y, words, class_="tiny quiet", anchor=anchor)
            marks += svg.line(x, y + 4, x, bottom, "grid") if at else Markup()
        if self.is_wide:
            marks += svg.text(self.axis.start - 8, y, name, class_="tiny quiet", anchor="end")
        elif is_named:
            marks += svg.text(self.axis.start, y - _NAME, name, class_="tiny quiet")
        return marks

    def _head(self, words: str, y: float) -> tuple[Markup, float]:
        lines = svg.wrap(words, self.width - 4, 13, 3)
        blank = svg.rect(0, y, self.width, self.leading * (8 + _LINE * len(lines)), "blank")
        paragraph = svg.paragraph(0, y + 18 * self.leading, lines, _LINE, "strong")
        return blank + paragraph, self.leading * _HEAD + _LINE * (len(lines) - 1)

    def _wide(self, row: Row, y: float) -> tuple[Markup, float]:
        at = self.width * (1 - _WIDE_NUMBERS)
        label = svg.shorten(row.label, self.width * _WIDE_LABELS - _MARK, 12)
        down = y + 14 * self.leading
        words = svg.text(_MARK, down, label)
        number = svg.text(at, down, row.number, class_="small")
        return (
            _shape(row, down) + words + number + self._mark(row, down - 4),
            _SHORT * self.leading,
        )

    def _narrow(self, row: Row, y: float) -> tuple[Markup, float]:
        label = svg.shorten(row.label, self.width - _MARK - 4, 12)
        blank = svg.rect(0, y, self.width, 2 * _LINE + 6, "blank")
        words = svg.text(_MARK, y + 14, label)
        number = svg.text(_MARK, y + 14 + _LINE, row.number, class_="small quiet")
        is_drawn = row.is_drawn and row.part.value is not None and row.part.line is not None
        taken = 2 * _LINE + (34 if is_drawn else 12)
        drawn = blank + _shape(row, y + 14) + words + number
        return drawn + self._mark(row, y + 2 * _LINE + 16), taken

    def _mark(self, row: Row, y: float) -> Markup:
        part = row.part
        if not row.is_drawn or part.value is None or part.line is None:
            return Markup()
        x = self.axis(away(part, part.value))
        point = (
            svg.circle(x, y, 4.5, "mark-open") if part.side == "open"
            else svg.diamond(x, y, 6, "mark-vermilion")
        )  # fmt: skip
        if part.low is None or part.high is None:
            return point
        low, high = away(part, part.low), away(part, part.high)
        line = svg.line(self.axis(low), y, self.axis(high), y, "interval")
        return line + point + beyond(low, high, y, self.axis)


def _shape(row: Row, y: float) -> Markup:
    part = row.part
    if row.is_way:
        return Markup()
    shape = svg.text(0, y, VERDICT_MARKS[part.verdict], class_="small")
    return shape + svg.text(12, y, CHANGED_MARK, class_="small") if part.changed else shape


def number_words(part: PartFinding) -> str:
    """Write the number of a part with its interval; of a count how many are confirmed."""
    if part.is_count:
        return count_words(part)
    if part.value is None:
        return numerals.MISSING
    ends = numerals.span(
        numerals.in_unit(part.low, part.unit), numerals.in_unit(part.high, part.unit)
    )
    said = numerals.with_interval(numerals.in_unit(part.value, part.unit), ends)
    return say("r = {number}", number=said) if part.unit == "correlation" else said
