"""Places that the score alone has among the first, and that no list names: why they are not."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sistercities.partners.gate.gate import gate_of
from sistercities.partners.names_in_sentences import named_with_country
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.footing import is_out_of_rank
from sistercities.partners.short_lists.region_facts import is_for_regions
from sistercities.sentences import Sentence, listed, say_count
from twolevel.core.array_types import Index, Real

FIRST = 5
"""Places that count as the first by the score."""


def say_high_and_unnamed(
    facts: CandidateFacts, score: Real, named: Collection[int]
) -> tuple[Sentence, ...]:
    """Say which of the first by the score no list names; nothing where there is none.

    One of another size or rank, or at which something calls for care, is missed by nobody.

    Parameters
    ----------
    facts, score
        The home place with its candidates, and the score of each without wishes.
    named
        Positions of the places that are named.
    """
    first = _highest(score)
    at = facts.pairs.b[first]
    is_other = is_out_of_rank(facts)[first]
    if is_for_regions(facts):
        from sistercities.partners.short_lists.region_ranks import is_of_like_rank

        is_other = is_other | ~is_of_like_rank(facts)[first]
    is_missed = ~is_other & ~gate_of(facts.ground).calls_for_care(facts.home, at)
    missed = [place for place in at[is_missed].tolist() if place not in named]
    if not missed:
        return ()
    ground = facts.ground
    places = [named_with_country(ground, one) for one in missed]
    return (
        say_count(
            "The long list (`--all`) has {places} among its first five, and no short list names "
            "it: the short lists also ask for something that joins the two places, and name few of "
            "one country.",
            "The long list (`--all`) has {places} among its first five, and no short list names "
            "them: the short lists also ask for something that joins the two places, and name few "
            "of one country.",
            len(missed), places=listed(places),
        ),
    )  # fmt: skip


def _highest(score: Real) -> Index:
    """Give the positions of the `FIRST` highest scores, the highest first; of equals the first."""
    if len(score) <= FIRST:
        at = np.arange(len(score))
    else:
        at = np.flatnonzero(score >= np.partition(score, -FIRST)[-FIRST])
    return np.asarray(at[np.argsort(-score[at], kind="stable")[:FIRST]])
