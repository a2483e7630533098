"""A place among places like it: expected and actual ties, and the first places to approach.

It rests on the model of partners, which takes a tenth of a second or more; so it has an address of
its own, to which the page of the place leads, and is computed when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities import api
from sistercities.api.explorer.searching import card_by_id
from sistercities.web.addresses import place_path
from sistercities.web.answers import Answer, Page, Redirect
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.suggested import ShownList, shown_lists
from sistercities.web.span_figure import SpanFigure, span_figure
from sistercities.web.told import Told, told

_OF_EACH = 3


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A place among places like it.

    Attributes
    ----------
    name
        What the place is called.
    answer
        How many ties it has, beside what places like it have.
    figure
        The same as a drawing.
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
    figure: SpanFigure
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
    answer = told(asked, found.sentence)
    frame = make_frame(
        asked,
        words("standing.title", place=name),
        answer.sentence,
        crumbs=((place_path(card), name),),
    )
    page = StandingPage(
        frame, name, answer, span_figure(asked, name, found),
        shown_lists(asked, partners),
        tuple(told(asked, one) for one in partners.left_out),
        (
            Way(asked.link("/benchmark", q=key), words("standing.benchmark")),
            Way(asked.link("/recommend", q=key), words("standing.recommend")),
        ),
    )  # fmt: skip
    return Page("standing.html", page)
