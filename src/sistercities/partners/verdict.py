"""The word for a partner: from its rank and its chance together, and never above its obstacles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import Sentence, say

Word = Literal["among_the_first", "likely", "possible", "unlikely", "barred"]


@dataclass(frozen=True, slots=True)
class Step:
    """What a word asks for.

    Attributes
    ----------
    word, said
        The word, and how a sentence says it.
    most_percent
        The rank is among the best so many percent of all candidates; the first always is.
    least_chance
        Of pairs like this one at least this share is tied.
    """

    word: Word
    said: Sentence
    most_percent: float
    least_chance: float


STEPS = (
    Step("among_the_first", say("among the first"), 0.1, 0.05),
    Step("likely", say("likely"), 1.0, 0.01),
    Step("possible", say("possible"), 3.0, 0.001),
    Step("unlikely", say("unlikely"), 100.0, 0.0),
)
"""Words, the best first; the last is for all others."""
BEST_WITH_CARE: Word = "possible"
"""No better word is said where something calls for care."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word for a partner, how a sentence says it, and whether an obstacle held it down."""

    word: Word
    said: Sentence
    is_held_down: bool


def verdict_of(
    rank: int, n_candidates: int, chance: float, obstacles: tuple[Obstacle, ...],
    *, is_withheld: bool = False,
) -> Verdict:  # fmt: skip
    """Find the word for a partner.

    Parameters
    ----------
    rank, n_candidates
        Its rank among all candidates.
    chance
        Share of the pairs like this one that are tied.
    obstacles
        What stands in the way: a bar allows no word of praise, and care none above "possible".
    is_withheld
        Whether the place is suggested to nobody, as where no source tells who holds it.
    """
    # What is so of the home place with every partner makes none of them less likely.
    strengths = {one.strength for one in obstacles if not one.is_of_home}
    at = next(
        k for k, one in enumerate(STEPS)
        if rank <= max(1, one.most_percent * n_candidates / 100) and chance >= one.least_chance
    )  # fmt: skip
    if is_withheld or "bar" in strengths:
        return Verdict("barred", say("cannot be suggested"), is_held_down=True)
    lowest = next(k for k, one in enumerate(STEPS) if one.word == BEST_WITH_CARE)
    if "caution" in strengths and at < lowest:
        return Verdict(BEST_WITH_CARE, STEPS[lowest].said, is_held_down=True)
    return Verdict(STEPS[at].word, STEPS[at].said, is_held_down=False)


def rule_of_words() -> tuple[Sentence, ...]:
    """Say what each word asks for, as the steps have it."""
    lines = [
        say(
            "{word}: among the first {percent:g} % of all candidates, and at least {chance:g} % of "
            "pairs like this are partners.",
            word=one.said,
            percent=one.most_percent,
            chance=100 * one.least_chance,
        )
        for one in STEPS[:-1]
    ]
    return (
        *lines,
        say("{word}: all others.", word=STEPS[-1].said),
        say(
            "Where something calls for care no word is better than “{word}”; where something bars, "
            "it is said that the place cannot be suggested.",
            word=next(one.said for one in STEPS if one.word == BEST_WITH_CARE),
        ),
    )
