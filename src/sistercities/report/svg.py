"""SVG marks as escaped text: every name that reaches a figure passes through here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from markupsafe import Markup, escape
from rich.cells import cell_len

from sistercities.report.said_html import line_marks, mark
from sistercities.sentences import Said, retold

Attribute = str | float | int | None
_CELL_PER_PIXEL_OF_TYPE = 0.56
"""Mean advance of a Latin letter of the system's sans, as a part of the type size."""


def _spelled(value: str | float | int) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)


def _escaped(value: str | float | int) -> str:
    """Spell a value; a number has nothing to escape, and most values are numbers."""
    return _set(value) if isinstance(value, str) else _spelled(value)


@cache
def _named(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def element(tag: str, *children: str | Markup, **attributes: Attribute) -> Markup:
    """One element; text and attribute values are escaped, markup is kept.

    Parameters
    ----------
    tag
        Element name.
    *children
        Plain text is escaped; `Markup` is taken as it is.
    **attributes
        `class_` means `class`, other underscores mean hyphens; None leaves an attribute out.
    """
    said = children[0] if len(children) == 1 else ""
    return _element(tag, children, attributes, said if isinstance(said, Said) else "")


def _element(
    tag: str, children: Iterable[str], attributes: Mapping[str, Attribute], said: str
) -> Markup:
    """One element; `said` is the sentence that it is, which may come in another language."""
    spelled = "".join(
        f' {_named(name)}="{_escaped(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if isinstance(said, Said) and said:
        spelled += str(mark(said, "language"))
    inside = "".join(map(_set, children))
    return Markup(f"<{tag}{spelled}>{inside}</{tag}>")


def _set(words: str) -> Markup:
    if type(words) is Markup:
        return words
    return mark(words, "bare") if isinstance(words, Said) and words else escape(words)


def text(
    x: float,
    y: float,
    content: str,
    *,
    class_: str | None = None,
    anchor: str | None = None,
) -> Markup:
    """Words with their baseline at y."""
    return element("text", content, x=x, y=y, class_=class_, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """Draw a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rect(x: float, y: float, width: float, height: float, class_: str) -> Markup:
    """Draw a rectangle; a negative height or width is drawn as none."""
    return element("rect", x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), class_=class_)


def circle(x: float, y: float, radius: float, class_: str) -> Markup:
    """Draw a circle."""
    return element("circle", cx=x, cy=y, r=radius, class_=class_)


def polygon(points: Iterable[tuple[float, float]], class_: str) -> Markup:
    """Draw a closed shape."""
    spelled = " ".join(f"{_spelled(x)},{_spelled(y)}" for x, y in points)
    return element("polygon", points=spelled, class_=class_)


def diamond(x: float, y: float, radius: float, class_: str) -> Markup:
    """Draw a diamond around a point."""
    return polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], class_)


def triangle(x: float, y: float, radius: float, class_: str, *, is_up: bool) -> Markup:
    """Draw a triangle around a point, tip up or down."""
    tip = -radius if is_up else radius
    return polygon([(x, y + tip), (x + radius, y - tip), (x - radius, y - tip)], class_)


def steps(bars: Iterable[tuple[float, float, float]], base: float, class_: str) -> Markup:
    """Draw an area of touching bars (left, right, top), as one shape down to the base line."""
    listed = list(bars)
    if not listed:
        return Markup()
    points: list[tuple[float, float]] = [(listed[0][0], base)]
    for left, right, top in listed:
        points += [(left, top), (right, top)]
    points.append((listed[-1][1], base))
    kept = [points[0]] + [new for old, new in pairwise(points) if new != old]
    return polygon(kept, class_)


def width_of(words: str, size: float = 12.0) -> float:
    """Estimated width of words in pixels; a Chinese character is as wide as the type size."""
    wide = cell_len(words) - len(words)
    return (len(words) - wide) * size * _CELL_PER_PIXEL_OF_TYPE + wide * size


def shorten(words: str, width: float, size: float = 12.0) -> str:
    """Words cut to a width, with an ellipsis where they were cut."""
    if width_of(words, size) <= width:
        return words
    kept = words
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return retold(words, kept.rstrip() + "…")  # other languages may have room for it


class Lines(list[str]):
    """Lines that words were broken into; `words` are those words."""

    words: str = ""


def wrap(words: str, width: float, size: float = 12.0, most: int = 4) -> Lines:
    """Words broken into at most `most` lines of a width; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    current = ""
    for word in words.split():
        longer = f"{current} {word}".strip()
        if current and width_of(longer, size) > width:
            lines.append(current)
            current = word
        else:
            current = longer
    lines.append(current)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    made = Lines(shorten(each, width, size) for each in lines if each)
    made.words = words
    return made


def paragraph(x: float, y: float, lines: Iterable[str], leading: float, class_: str) -> Markup:
    """Lines of text, one under the other; more than one are a group, which is one sentence."""
    held = list(lines)
    said = lines.words if isinstance(lines, Lines) else ""
    if not isinstance(said, Said) or not held:
        set_ = [text(x, y + at * leading, each, class_=class_ or None)
                for at, each in enumerate(held)]  # fmt: skip
    elif len(held) == 1:
        set_ = [text(x, y, said.in_text(held[0]), class_=class_ or None)]
    else:
        set_ = [_line(x, y + at * leading, each, said, class_)
                for at, each in enumerate(line_marks(said, held))]  # fmt: skip
    return element("g", *set_) if len(set_) > 1 else Markup().join(set_)


def _line(x: float, y: float, words: Markup, said: Said, class_: str) -> Markup:
    """Set one line of a sentence."""
    return _element("text", [words], {"x": x, "y": y, "class_": class_ or None}, said)


def picture(
    identifier: str, width: float, height: float, marks: Iterable[Markup], title: str, words: str
) -> Markup:
    """Give the whole drawing with its text alternative.

    Parameters
    ----------
    identifier
        Unique in the page; title and description carry it with a suffix.
    title, words
        What the drawing finds, and what it shows, for who does not see it.
    """
    return element(
        "svg",
        element("title", title, id=f"{identifier}-title"),
        element("desc", words, id=f"{identifier}-desc"),
        *marks,
        role="img",
        aria_labelledby=f"{identifier}-title {identifier}-desc",
        viewBox=f"0 0 {_spelled(width)} {_spelled(height)}",
        style=f"max-width:{_spelled(width)}px",
    )
