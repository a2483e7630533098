"""Names on a map: the most important first, each where it covers nothing, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.maps.projection import Point

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""
_GAP = 2.0
"""Pixels between two names, and between a name and the frame."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name that a map may bear.

    Attributes
    ----------
    words
        The name.
    at, radius
        Point that it belongs to, and the room that the mark there takes, in pixels; a radius of 0
        lets the name lie on the point.
    class_
        How it looks.
    is_due
        Whether it is written even where it covers marks, if it covers no other name.
    """

    words: str
    at: Point
    radius: float
    class_: str
    is_due: bool = False


def write_labels(
    labels: Sequence[Label], marks: Sequence[tuple[Point, float]], size: Point, type_size: float
) -> list[Markup]:
    """Write the names that have room.

    Parameters
    ----------
    labels
        In their order of importance.
    marks
        Points and radii that no name covers.
    size
        Width and height of the frame, in pixels.
    type_size
        Of the letters, in pixels.
    """
    taken: list[Box] = []
    drawn = []
    for label in labels:
        box = _free_box(label, marks, taken, size, type_size)
        if box is not None:
            taken.append(box)
            drawn.append(_written(label, box, type_size))
    return drawn


def _written(label: Label, box: Box, type_size: float) -> Markup:
    """Write a name from the side of its mark, so that it stays there in letters of any width."""
    left, _, right, bottom = box
    x: float = (left + right) / 2
    anchor: str | None = "middle"
    if label.radius and left > label.at[0]:
        x, anchor = left, None
    elif label.radius and right < label.at[0]:
        x, anchor = right, "end"
    return svg.text(x, bottom - 0.28 * type_size, label.words, class_=label.class_, anchor=anchor)


def _free_box(
    label: Label,
    marks: Sequence[tuple[Point, float]],
    taken: Sequence[Box],
    size: Point,
    type_size: float,
) -> Box | None:
    fits: list[Box] = []
    for box in _places(label, type_size):
        if _is_within(box, size) and not any(_is_over(box, other) for other in taken):
            if not any(_covers(box, at, radius) for at, radius in marks):
                return box
            fits.append(box)
    if not fits or not label.is_due:
        return None
    return min(fits, key=lambda box: sum(_covers(box, at, radius) for at, radius in marks))


def _places(label: Label, type_size: float) -> list[Box]:
    """Where a name may stand: right, left, above and below its mark, or on its point."""
    (x, y), off = label.at, label.radius + 3
    wide, high = svg.width_of(label.words, type_size), 1.2 * type_size
    half = high / 2
    beside = [(x + off, y - half), (x - off - wide, y - half)]
    over = [(x - wide / 2, y - off - high + 2), (x - wide / 2, y + off - 2)]
    if not label.radius:
        beside = [(x - wide / 2, y - half), (x - wide / 2, y - high), (x - wide / 2, y)]
        over = [(x - wide / 2, y - 2 * high), (x - wide / 2, y + high)]
    return [(left, top, left + wide, top + high) for left, top in (*beside, *over)]


def _is_within(box: Box, size: Point) -> bool:
    left, top, right, bottom = box
    return left >= _GAP and top >= 0 and right <= size[0] - _GAP and bottom <= size[1]


def _is_over(one: Box, other: Box) -> bool:
    across = one[0] < other[2] + _GAP and other[0] < one[2] + _GAP
    return across and one[1] < other[3] and other[1] < one[3]


def _covers(box: Box, at: Point, radius: float) -> bool:
    """Whether a box lies over a mark; where they touch a little it does not."""
    reach = 0.8 * radius
    across = box[0] - reach < at[0] < box[2] + reach
    return across and box[1] - reach < at[1] < box[3] + reach
