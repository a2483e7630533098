"""Which wish to loosen where a short list names fewer places than asked for."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.partners.choosing import Chosen, Wishes
from sistercities.partners.filters import how_to_loosen
from sistercities.partners.pairs import candidates_of
from sistercities.partners.short_lists.answer import ShortList
from sistercities.sentences import Sentence


def how_to_see_more(
    left: Chosen, lists: Sequence[ShortList], wishes: Wishes
) -> tuple[Sentence, ...]:
    """Say which filter to loosen where a list names too few."""
    short = [one for one in lists if one.is_of_the_three and len(one.suggestions) < wishes.count]
    if not short:
        return ()
    pairs, home = left.rules.pairs, left.facts.home
    everyone = candidates_of(left.facts.ground, home, pairs.b[left.rules.left])
    advice = how_to_loosen(everyone, wishes.filters)
    return () if advice is None else (advice,)
