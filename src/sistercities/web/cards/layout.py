"""A card as a drawing: name, sentence, a few figures, a map or an interval; 1200 by 630 pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sistercities.web.cards.lettering import can_write, line_of_text, shortened, width
from sistercities.web.cards.picture import HEIGHT, WIDTH
from sistercities.web.wide_marks import closed_up

_INK, _GREY, _BLUE, _RED, _PAPER = "#1b1b1b", "#5c5c5c", "#0072b2", "#d55e00", "#ffffff"
_LAND, _SEA, _SHARP = 'class="map-land"', 'class="map-sea"', 'shape-rendering="crispEdges"'
"""A pale coast without half-tones looks the same, and takes a quarter of the bytes of a card."""
_LEFT, _RIGHT = 60.0, WIDTH - 60.0
_BOTTOM = 560.0
_TEXT = re.compile(r"<(text(?! class=\"kept\")|title|desc)\b.*?</\w+>", re.DOTALL)
_STROKE = re.compile(r'stroke-width="([\d.]+)"')
_DOT = re.compile(r'r="([12]\.?\d*)"')
_BOLDER = 1.7
"""Maps are looked at in half their size, so that hair lines would be lost."""
_VIEW = re.compile(r'viewBox="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Interval:
    """A number with its interval on an axis, and the value of no effect.

    Attributes
    ----------
    value, low, high, line
        The number, the ends of its interval, and what there would be without any effect.
    number, span, none
        The number, its interval and `line` in words.
    """

    value: float
    low: float
    high: float
    line: float
    number: str
    span: str
    none: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows.

    Attributes
    ----------
    site
        Name of the site, and what the card belongs to.
    title, local, local_lang
        Name of what the page is about, its local name, and the language of that.
    sentence
        What the page says first.
    lang
        Language of the card.
    figures
        Numbers with what they count.
    drawing
        A map, as an SVG element; "" for none.
    interval
        A number of a study; None for none.
    foot
        Data, licence, address.
    """

    site: str
    title: str
    local: str
    local_lang: str | None
    sentence: str
    lang: str
    figures: tuple[tuple[str, str], ...]
    drawing: str
    interval: Interval | None
    foot: str


def is_writable(card: Card) -> bool:
    """Whether the fonts here can write all of a card but the local name, which can be left out."""
    labels = [label for _, label in card.figures]
    texts = [card.site, card.title, card.sentence, card.foot, *labels]
    return all(can_write(text, card.lang) for text in texts)


def card_svg(card: Card) -> str:
    """Draw a card; what no font here can write is left out of it."""
    top, heading = _heading(card)
    is_tall = bool(card.drawing or card.figures or card.interval)
    said, after = _paragraph(card, top, 3 if is_tall else 8) if card.sentence else ("", top)
    lower = _lower(card, max(after + 24, 260.0))
    foot = _line(card, card.foot, _LEFT, 604, 21, f' fill="{_GREY}"')
    lower = lower.replace(_LAND, f"{_SHARP} {_LAND}").replace(_SEA, f"{_SHARP} {_SEA}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{_PAPER}"/>'
        f'<rect width="{WIDTH}" height="10" fill="{_BLUE}"/>'
        f"{lower}{heading}{said}{foot}</svg>"
    )


def _line(card: Card, text: str, x: float, y: float, size: float, style: str) -> str:
    return line_of_text(text, x, y, size, lang=card.lang, style=style)


def _heading(card: Card) -> tuple[float, str]:
    """Set the names; a local name stands beside the other where there is room, else below it."""
    site = shortened(card.site, 26, _RIGHT - _LEFT, 1, is_bold=True)[0]
    made = _line(card, site, _LEFT, 58, 26, f' fill="{_BLUE}" font-weight="bold"')
    size = next(
        (one for one in (72, 62, 54, 46) if width(card.title, one, is_bold=True) < _RIGHT - _LEFT),
        46,
    )
    y = 72.0 + size
    lines = shortened(card.title, size, _RIGHT - _LEFT, 4, is_bold=True)
    for line in lines:
        made += _line(card, line, _LEFT, y, size, f' fill="{_INK}" font-weight="bold"')
        y += size * 1.15
    beside = _LEFT + width(lines[-1], size, is_bold=True) + 0.4 * size if lines else _LEFT
    if card.local and can_write(card.local, card.local_lang):
        other = size * 0.8
        local = shortened(card.local, other, _RIGHT - _LEFT, 1)[0]
        fits = beside + width(local, other) < _RIGHT
        at, base = (beside, y - size * 1.15) if fits else (_LEFT, y)
        y += 0 if fits else other * 1.2
        made += line_of_text(local, at, base, other, lang=card.local_lang, style=f' fill="{_GREY}"')
    return y - size * 1.15, made


def _paragraph(card: Card, top: float, count: int) -> tuple[str, float]:
    made, y, size = "", top + 54, 34
    for line in shortened(closed_up(card.sentence, card.lang), size, _RIGHT - _LEFT, count):
        made += _line(card, line, _LEFT, y, size, f' fill="{_INK}"')
        y += size * 1.3
    return made, y - size * 1.3


def _lower(card: Card, top: float) -> str:
    """Set the figures at the left, and the map or the interval at the right."""
    if card.interval is not None:
        return _interval(card, card.interval, top)
    made, step = "", min((_BOTTOM - top) / max(len(card.figures), 1), 108.0)
    y = top + (_BOTTOM - top - step * len(card.figures)) / 2
    for number, label in card.figures:
        made += _line(card, number, _LEFT, y + 54, 54, f' fill="{_BLUE}" font-weight="bold"')
        made += _line(card, label, _LEFT, y + 82, 24, f' fill="{_GREY}"')
        y += step
    return made + _placed(card.drawing, 420 if card.figures else _LEFT, top, _RIGHT, _BOTTOM + 10)


def _placed(drawing: str, left: float, top: float, right: float, bottom: float) -> str:
    """Fit a map into a frame; its own words would be too small to read."""
    view = _VIEW.search(drawing)
    if view is None:
        return ""
    inner = _TEXT.sub("", drawing.partition(">")[2].rpartition("</svg>")[0])
    inner = _STROKE.sub(lambda one: f'stroke-width="{_BOLDER * float(one[1]):g}"', inner)
    inner = _DOT.sub(lambda one: f'r="{1.4 * float(one[1]):g}"', inner)
    # As large as what is seen of it: a wider one would show land beyond the edge of the map.
    _, _, wide, high = map(float, view[1].split())
    scale = min((right - left) / wide, (bottom - top) / high)
    x, y = right - scale * wide, top + (bottom - top - scale * high) / 2
    return (
        f'<svg x="{x:g}" y="{y:g}" width="{scale * wide:g}" height="{scale * high:g}" '
        f'viewBox="{view[1]}">{inner}</svg>'
    )


def _interval(card: Card, one: Interval, top: float) -> str:
    """Draw a number as a dot on its interval, with a line where there would be no effect."""
    ends = (one.low, one.high, one.line, one.value)
    room = (max(ends) - min(ends)) * 0.12 or 1.0
    low, high = min(ends) - room, max(ends) + room
    y = (top + _BOTTOM) / 2 + 34

    def at(value: float) -> float:
        return 480 + (value - low) / (high - low) * (_RIGHT - 500)

    made = _line(card, one.number, _LEFT, y + 22, 96, f' fill="{_BLUE}" font-weight="bold"')
    made += _line(card, one.span, _LEFT, y + 66, 28, f' fill="{_GREY}"')
    made += (
        f'<path d="M{at(low):.1f} {y:.1f}H{at(high):.1f}" stroke="#d0d0cc" stroke-width="2"/>'
        f'<path d="M{at(one.line):.1f} {y - 62:.1f}V{y + 34:.1f}" stroke="{_RED}" '
        'stroke-width="3" stroke-dasharray="8 6"/>'
        f'<path d="M{at(one.low):.1f} {y:.1f}H{at(one.high):.1f}" stroke="{_BLUE}" '
        'stroke-width="14" stroke-linecap="round" opacity="0.45"/>'
        f'<circle cx="{at(one.value):.1f}" cy="{y:.1f}" r="17" fill="{_BLUE}"/>'
    )
    wide = width(one.none, 24)
    x = min(max(at(one.line) - wide / 2, 480.0), _RIGHT - wide)
    return made + _line(card, one.none, x, y + 66, 24, f' fill="{_RED}"')
