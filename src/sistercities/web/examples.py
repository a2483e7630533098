"""A question to begin with, for a form that has none yet."""

from __future__ import annotations

from sistercities.api.explorer.searching import card_by_id
from sistercities.errors import PlaceNotFound
from sistercities.web.asked import Asked
from sistercities.web.frame import Way

PLACES = ("gn:1799397", "gn:2735943")
"""Ningbo and Porto: each is known for partners, and they are none of each other."""


def example(asked: Asked, *fields: str) -> Way | None:
    """Return the page of the request as it answers for places that the data know.

    Parameters
    ----------
    asked
        The request.
    fields
        Parameter for each place; the same one twice names it twice.

    Returns
    -------
    Way or None
        None where the data lack a place.
    """
    ids = PLACES[: len(fields)]
    try:
        cards = [card_by_id(asked.site.explorer, one) for one in ids]
    except PlaceNotFound:
        return None
    given: dict[str, object] = {
        field: tuple(i for f, i in zip(fields, ids, strict=True) if f == field) for field in fields
    }
    label = " – ".join(asked.called(card).first for card in cards)
    return Way(asked.link(asked.path, **given), label)
