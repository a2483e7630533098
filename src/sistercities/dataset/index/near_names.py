"""Names that are near one that nobody bears: proposals for whoever asked, never an answer.

A name that begins with what was typed, or holds it as a word, is nearer than one that is spelt
alike; how alike two spellings are is the similarity of Jaro and Winkler, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.dataset.index.near_keys import keys_near
from sistercities.dataset.release.queried import Queried

FIRST_WORDS, A_WORD, BEGINNING = 3.0, 2.5, 2.0
"""Likeness of a name whose first words, one of whose words, or whose first letters were typed."""
_SHORTEST_BEGINNING = 4
_MOST_KEYS = 60
_REPEATED = 3
"""Letters from which one letter over and over is a slip of the hand, and like no name."""


def keys_by_likeness(
    index: Queried, kind: str, key: str, country: str = "", at_least: float = 0.75
) -> dict[str, float]:
    """Keys near a key with how like they are, the likest first.

    Parameters
    ----------
    index, kind, key, country
        As in `keys_near`.
    at_least
        Least likeness of a key that does not begin with what was typed.
    """
    from jellyfish import jaro_winkler_similarity

    scored = {
        one: BEGINNING
        if len(key) >= _SHORTEST_BEGINNING and one.startswith(key)
        else jaro_winkler_similarity(key, one)
        for one in keys_near(index, kind, key, country)
    }
    # Equal ones stay in their order: of those that begin so the best known come first.
    likest = sorted(scored, key=lambda one: -scored[one])[:_MOST_KEYS]
    least = BEGINNING if _is_one_letter_again(key) else at_least
    return {one: scored[one] for one in likest if scored[one] >= least}


def _is_one_letter_again(key: str) -> bool:
    """Whether a key is one letter over and over; "zzzzzz" is as like "szzz" as a name is."""
    return len(key) >= _REPEATED and len(set(key)) == 1


def likeness_of_words(asked: Iterable[str], name: Iterable[str]) -> float:
    """Whether the words typed are the first of a name, or stand in it; 0 where they do not."""
    typed, words = tuple(asked), tuple(name)
    if not typed or len(typed) > len(words):
        return 0.0
    if words[: len(typed)] == typed:
        return FIRST_WORDS if len(words) > len(typed) else 0.0
    starts = range(1, len(words) - len(typed) + 1)
    return A_WORD if any(words[at : at + len(typed)] == typed for at in starts) else 0.0
