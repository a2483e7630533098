"""A place among places like it: expected and actual ties, and the first places to approach.

It rests on the model of partners, which takes a tenth of a second or more; so it has an address of
its own, to which the page of the place leads, and is computed when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from sistercities import api, records
from sistercities.api.benchmark_words import written_expected
from sistercities.api.explorer.searching import card_by_id
from sistercities.web.addresses import place_path
from sistercities.web.answers import Answer, Page, Redirect
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.suggested import ShownList, shown_lists
from sistercities.web.told import Told, told

_OF_EACH = 3
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
    expected, actual
        Where the two numbers are.
    ticks
        Places and labels of round numbers.
    """

    left80: float
    right80: float
    left95: float
    right95: float
    expected: float
    actual: float
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
class StandingPage:
    """A place among places like it.

    Attributes
    ----------
    name
        What the place is called.
    answer
        How many ties it has, beside what places like it have.
    span, label
        The same as a drawing, with its numbers in words, and the name of the place over its point.
    span_words
        What the drawing shows.
    lists
        First places to approach.
    left_out
        How many places something bars, of which states, and why.
    more
        Addresses of the whole comparison and of the whole list.
    """

    frame: Frame
    name: str
    answer: Told
    span: Span
    label: Label
    span_words: str
    lists: tuple[ShownList, ...]
    left_out: tuple[Told, ...]
    more: tuple[Way, ...]


def standing_page(asked: Asked, key: str) -> Answer:
    """Make the page of how a place stands among places like it.

    Raises
    ------
    PlaceNotFound
        If no place has the id.
    InvalidArgument
        If it is a country or no place of today, or no place like it is in the data.
    """
    card, words = card_by_id(asked.site.explorer, key), asked.words
    if card.place_id != key:
        return Redirect(asked.link(f"/place/{card.place_id}/standing"), is_lasting=True)
    data = asked.site.explorer.data
    found = api.benchmark(key, data=data)
    partners = api.recommend(key, count=_OF_EACH, data=data)
    name = asked.called(card).first
    answer, ties = told(asked, found.sentence), found.ties
    frame = make_frame(
        asked,
        words("standing.title", place=name),
        answer.sentence,
        crumbs=((place_path(card), name),),
    )
    span = _span(ties)
    page = StandingPage(
        frame, name, answer, span, label_over(name, span.actual),
        words(
            "standing.span", actual=ties.actual, expected=written_expected(ties.expected),
            low=ties.low, high=ties.high, low95=ties.low95, high95=ties.high95,
        ),
        shown_lists(asked, partners),
        tuple(told(asked, one) for one in partners.left_out),
        (
            Way(asked.link("/benchmark", q=key), words("standing.benchmark")),
            Way(asked.link("/recommend", q=key), words("standing.recommend")),
        ),
    )  # fmt: skip
    return Page("standing.html", page)


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


def _span(ties: records.CountedTies) -> Span:
    most = max(ties.high95, ties.actual, 4) * _HEADROOM

    def at(number: float) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * number / most, 1)

    step = next((s for s in (1, 2, 5, 10, 20, 50, 100) if most / s <= 8), 200)
    ticks = tuple((at(n), str(n)) for n in range(0, int(most) + 1, step))
    return Span(
        at(ties.low), at(ties.high), at(ties.low95), at(ties.high95), at(ties.expected),
        at(ties.actual), ticks,
    )  # fmt: skip
