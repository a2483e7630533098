"""Partnerships that stand and that something bars: a law, a war, broken relations."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.partners.gate.barred_partners import MOST_NAMED, said_of_each_bar
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import Sentence

__all__ = ["MOST_NAMED", "partners_in_question"]


def partners_in_question(
    ground: Ground, home: int, partners: Sequence[int]
) -> tuple[Sentence, ...]:
    """Say of the partners of a place whom something bars, and what: a sentence for each row.

    Parameters
    ----------
    ground
        Facts on the places, and the rows that count.
    home, partners
        Positions of the place and of its partners.
    """
    if not len(partners):
        return ()
    found = gate_of(ground).obstacles_of_each(home, list(partners))
    named = (named_place(ground, at) for at in partners)
    return said_of_each_bar(named_place(ground, home), zip(named, found, strict=True))
