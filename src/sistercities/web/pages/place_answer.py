"""A place in one sentence: how many partnerships stand, with whom, and what else is on record."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.explorer.comparing import TOLD_EXCHANGE
from sistercities.api.explorer.records import CountryCount
from sistercities.api.explorer.ties import (
    TieFilter,
    count_ties,
    held_by,
    list_ties,
    standing_counts,
)
from sistercities.api.lists_read import looked_at
from sistercities.api.namesakes_told import namesakes_not_told
from sistercities.api.standing import StandingCount, count_alive, others_sentence
from sistercities.records import PlaceCard
from sistercities.web.asked import Asked
from sistercities.web.told import one_after, told

_COUNTRIES_SHOWN = 5
_PARTNERS_NAMED = 2
"""Up to so many partners are named; a country alone would leave the reader to ask which city."""


def place_answer(asked: Asked, card: PlaceCard, partners: list[CountryCount]) -> str:
    """Say how many partnerships stand and where they lead, what is open, and what else is known.

    Parameters
    ----------
    asked
        The request.
    card
        The place.
    partners
        Countries in which its partners lie.
    """
    words, place = asked.words, asked.called(card).first
    if not card.ties["total"]:
        return one_after(_none(asked, card), told(asked, looked_at(card.lists)).sentence)
    others = told(asked, others_sentence(card.standing)).sentence
    n = count_alive(card.standing)
    partners = sorted((one for one in partners if one.n_standing), key=lambda x: -x.n_standing)
    if not n:
        return one_after(words("place.answer_none_stands", place=place), others)
    if len(partners) == 1:
        said = words.count("place.answer_in_one", n, place=place)
    else:
        said = words.count("place.answer", n, place=place, countries=len(partners))
    where = _whom(asked, card) if n <= _PARTNERS_NAMED else _where(asked, partners)
    open_names = (
        told(asked, one).sentence for one in namesakes_not_told(asked.site.explorer, card.place_id)
    )
    return one_after(
        said + where + words("list.stop"), *open_names, _exchange(asked, card, n), others
    )


def _none(asked: Asked, card: PlaceCard) -> str:
    """Say that no partner is known; of a region whose places have some, say that first."""
    place = asked.called(card).first
    if card.level in ("region1", "region2"):
        held = standing_counts(asked.site.explorer, "region", [card.place_id])
        if of_places := places_said(asked, card, held):
            return one_after(of_places, asked.words("place.answer_none_itself", place=place))
    return asked.words("place.answer_none", place=place)


def places_said(asked: Asked, card: PlaceCard, held: Sequence[StandingCount]) -> str:
    """Say how many partnerships of the places in a region stand, and what the others are.

    Parameters
    ----------
    asked
        The request.
    card
        The region.
    held
        Partnerships of its places, by standing.

    Returns
    -------
    str
        "" where none stands.
    """
    n = count_alive(held)
    if not n:
        return ""
    stand = asked.words.count("region.inner", n, place=asked.called(card).first)
    return one_after(stand, told(asked, others_sentence(held)).sentence)


def _whom(asked: Asked, card: PlaceCard) -> str:
    """Name each partner with its country."""
    words, alive = asked.words, TieFilter(standing="alive")
    ties = list_ties(asked.site.explorer, "place", held_by(asked.site.explorer, card), alive)
    named = words("list.comma").join(
        words(
            "list.noted",
            name=asked.called(one.there).first,
            noted=asked.site.country(one.there.country, words.lang),
        )
        for one in ties
    )
    return words("place.answer_where", named=named) if named else ""


def _where(asked: Asked, partners: list[CountryCount]) -> str:
    """Name the countries in which most partners lie."""
    words, few = asked.words, len(partners) <= _COUNTRIES_SHOWN
    most = [one for one in partners[:_COUNTRIES_SHOWN] if few or one.n_standing > 1]
    named = words("list.comma").join(
        words("list.noted", name=asked.site.country(one.country, words.lang), noted=one.n_standing)
        for one in most
    )
    if not named:
        return ""
    return words("place.answer_where" if few else "place.answer_most", named=named)


def _exchange(asked: Asked, card: PlaceCard, n: int) -> str:
    """Say how many are of a kind that most lists leave out, as comparisons do; "" of few."""
    if n < TOLD_EXCHANGE:
        return ""
    wanted = TieFilter(standing="alive", kind="exchange")
    found = count_ties(asked.site.explorer, "place", held_by(asked.site.explorer, card), wanted)
    if found < TOLD_EXCHANGE:
        return ""
    if found == n:
        return asked.words("place.exchange_all")
    return asked.words("place.exchange", n=f"{found:,}", rest=f"{n - found:,}")
