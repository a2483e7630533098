"""Partnerships that stand and that something bars: a law, a war, broken relations."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import Sentence, listed_few, say_count

MOST_NAMED = 5
"""Partners that one sentence names."""


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
    by_row: dict[str, list[int]] = {}
    reasons: dict[str, str] = {}
    found = gate_of(ground).obstacles_of_each(home, list(partners)) if len(partners) else []
    for partner, obstacles in zip(partners, found, strict=True):
        bar = next((one for one in obstacles if one.strength == "bar"), None)
        if bar is not None:
            by_row.setdefault(str(bar.row_id), []).append(partner)
            reasons[str(bar.row_id)] = bar.sentence
    return tuple(_sentence(ground, home, at, reasons[row]) for row, at in by_row.items())


def _sentence(ground: Ground, home: int, partners: list[int], reason: str) -> Sentence:
    names = (named_place(ground, at) for at in partners[:MOST_NAMED])
    return say_count(
        "This touches {n} partner of {home}, {places}: {reason} Whether the two have ended it "
        "since is not known here.",
        "This touches {n} partners of {home}, {places}: {reason} Whether they have ended it since "
        "is not known here.",
        len(partners),
        home=named_place(ground, home),
        places=listed_few(names, len(partners)),
        reason=reason,
    )
