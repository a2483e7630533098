"""Whom the lists would name without the purpose, where few or none serve it."""

from __future__ import annotations

from sistercities.errors import InvalidArgument
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.candidate_scores import score_candidates
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.gate.kin import Kin
from sistercities.partners.ground import Ground
from sistercities.partners.named_lists import name_places
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.sentences import Sentence, listed_few, say

_FEW, _NAMED = 3, 5


def without_purpose(
    ground: Ground, model: AdditiveModel, home: int, wishes: Wishes, named: frozenset[int],
    purpose: Purpose | None = None, kin: Kin | None = None,
) -> tuple[int, ...]:  # fmt: skip
    """List whom the lists and the group beside them would name without the purpose, in their order.

    Parameters
    ----------
    ground, model, home, wishes, purpose, kin
        As the lists were made.
    named
        Positions of the places that are named for the purpose, which are left out.

    Returns
    -------
    tuple of int
        Nobody where no purpose is asked for, and where three places or more serve it.
    """
    if purpose is None or len(named) >= _FEW:
        return ()
    try:
        left = choose(ground, model, home, wishes.without_barred(), kin or {})
    except InvalidArgument:
        return ()
    lists, beside, _ = name_places(score_candidates(model, left.facts), wishes, left.lifting)
    every = (*lists, *(() if beside is None else (beside,)))
    found = dict.fromkeys(place for each in every for place in each.places)
    return tuple(place for place in found if place not in named)


def say_whom_without_purpose(
    ground: Ground, others: tuple[int, ...], purpose: Purpose | None, *, are_all: bool
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
    first = [_in_its_country(ground, place) for place in others[:_NAMED]]
    places, title = listed_few(first, len(others)), "" if purpose is None else purpose.title
    if are_all:
        return say(
            "Without a purpose we would name {places}, though not for {purpose}: ask without a "
            "purpose to see why.",
            places=places,
            purpose=title,
        )
    return say(
        "Without a purpose we would also name {places}, though not for {purpose}: ask without a "
        "purpose to see why.",
        places=places,
        purpose=title,
    )


def nobody_either(purpose: Purpose | None, *, n_named: int) -> tuple[Sentence, ...]:
    """Say that nobody would be named without the purpose either, where nobody is named for it."""
    if purpose is None or n_named:
        return ()
    return (
        say(
            "Asking for {purpose} is not why: without a purpose nobody would be named either.",
            purpose=purpose.title,
        ),
    )


def _in_its_country(ground: Ground, place: int) -> Sentence:
    country = named_country(ground, int(ground.places.country[place]))
    return say("{place} ({country})", place=named_place(ground, place), country=country)
