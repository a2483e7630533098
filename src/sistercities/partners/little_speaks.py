"""For whom little speaks of those that are named because their part of the world is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sistercities.partners.distinct_numbers import are_of
from sistercities.partners.named_lists import NamedList
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.footing import has_footing, rests_on_being_next
from sistercities.partners.short_lists.less_sure import (
    is_worth_naming,
    rests_on_less,
    size_of_home,
)
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.sentences import Sentence, listed_few, say

_NAMED = 5


def say_for_whom_little_speaks(
    facts: CandidateFacts, lists: Sequence[NamedList], purpose: Purpose | None = None, *,
    are_best_alone: bool = False,
) -> tuple[Sentence, ...]:  # fmt: skip
    """Say which places no list would name, had nobody asked for their country or continent.

    Parameters
    ----------
    facts
        The home place with all candidates.
    lists
        The lists, with whom they name.
    purpose
        The purpose that is asked for; None without one.
    are_best_alone
        Whether all of them are named for being asked for, whatever they rest on.
    """
    named = [place for each in lists for place in each.places]
    of_little = [place for each in lists for place in _below_the_floor(facts, each, purpose)]
    if not (of_little or are_best_alone):
        return ()
    if are_best_alone or len(of_little) == len(named):
        return (
            say(
                "Little speaks for these places: they are the best of those that you asked for, "
                "and we would not name them otherwise."
            ),
        )
    first = [named_place(facts.ground, place) for place in of_little[:_NAMED]]
    return (
        say(
            "Little speaks for some of these places, and we would not name them otherwise: "
            "{places}.",
            places=listed_few(first, len(of_little)),
        ),
    )


def _below_the_floor(facts: CandidateFacts, each: NamedList, purpose: Purpose | None) -> list[int]:
    """List the places of a list that have fewer points than any list or group asks for."""
    if not (each.is_asked_for and each.places):
        return []
    from sistercities.partners.short_lists.region_ranks import rests_on_rank

    # Points tell it alone: that a city is far larger is seen beside its name.
    rests = (
        rests_on_rank(facts, "one")
        if is_for_regions(facts)
        else has_footing(facts, each.kind.name, "one")
        | rests_on_being_next(facts, has_purpose=purpose is not None)
    )
    if purpose is None and is_worth_naming(size_of_home(facts)):
        rests = rests | rests_on_less(facts, "one")
    if purpose is None:
        from sistercities.partners.short_lists.for_few import rests_for_few
        from sistercities.partners.short_lists.for_nobody import rests_for_nobody

        rests = rests | rests_for_few(facts) | rests_for_nobody(facts)
    is_named_anyway = are_of(np.array(each.places), facts.pairs.b[rests])
    return [place for place, is_so in zip(each.places, is_named_anyway, strict=True) if not is_so]
