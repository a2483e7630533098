"""Whom the lists would name without the purpose, where few or none serve it."""

from __future__ import annotations

from sistercities.partners.candidate_scores import CandidateScores
from sistercities.partners.choosing import Wishes
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import name_places
from sistercities.partners.names_in_sentences import named_with_country
from sistercities.partners.short_lists.themes import Theme
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.sentences import Sentence, listed_few, say

_FEW, _NAMED = 3, 5


def without_purpose(
    scores: CandidateScores, wishes: Wishes, lifting: tuple[Theme, ...], named: frozenset[int]
) -> tuple[int, ...]:
    """List whom the lists and the group beside them would name without the purpose, in their order.

    Parameters
    ----------
    scores, wishes, lifting
        As the lists for the purpose were made.
    named
        Positions of the places that are named for the purpose, which are left out.

    Returns
    -------
    tuple of int
        Nobody where three places or more serve the purpose.
    """
    if len(named) >= _FEW:
        return ()
    lists, beside, _ = name_places(scores, wishes.without_purpose(), lifting)
    every = (*lists, *(() if beside is None else (beside,)))
    found = dict.fromkeys(place for each in every for place in each.places)
    return tuple(place for place in found if place not in named)


def say_whom_without_purpose(
    ground: Ground, others: tuple[int, ...], purpose: Purpose, *, are_all: bool
) -> Sentence:
    """Say whom the lists would name without the purpose.

    Parameters
    ----------
    ground
        Facts on the places.
    others
        Whom `without_purpose` lists, one at least.
    purpose
        What is asked for.
    are_all
        Whether nobody is named for it.
    """
    first = [named_with_country(ground, place) for place in others[:_NAMED]]
    places = listed_few(first, len(others))
    if are_all:
        return say(
            "Without a purpose we would name {places}, though not for {purpose}: ask without a "
            "purpose to see why.",
            places=places,
            purpose=purpose.title,
        )
    return say(
        "Without a purpose we would also name {places}, though not for {purpose}: ask without a "
        "purpose to see why.",
        places=places,
        purpose=purpose.title,
    )


def nobody_either(purpose: Purpose) -> Sentence:
    """Say that nobody would be named without the purpose either."""
    return say(
        "Asking for {purpose} is not why: without a purpose nobody would be named either.",
        purpose=purpose.title,
    )
