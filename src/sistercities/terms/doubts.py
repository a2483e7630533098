"""What is doubtful about the places of a tie, from the way in which their names were found.

Every tie carries the confidence of its better claim, and how the weaker of that claim's two places
was found (`ties.method`). A few of those ways are less sure than the rest, and a reader is told so
in words: a name that several places bear, of which no source says which is meant; a name that is
spelt otherwise than the place; a place that a person chose from general knowledge, or that two
readers chose, each alone.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Doubt: TypeAlias = Literal["namesake", "spelling", "knowledge", "readers", "reading"]
SURE = 0.95
"""Confidence from which the places of a tie are told without a mark."""
_WORDS: tuple[tuple[str, Doubt], ...] = (
    ("namesake_not_told", "namesake"),
    ("similar_name", "spelling"),
    ("knowledge", "knowledge"),
    ("two_readers", "readers"),
)


def doubt_of(method: str) -> Doubt | None:
    """Tell what is doubtful about a place that was found in this way; None where nothing is.

    Parameters
    ----------
    method
        Words joined by a plus, as in `ties.method` and `claims.method_a`.
    """
    words = method.split("+")
    # Ties in common say which place an item is, whatever its label; a guess behind them stays one.
    told = {"known_ties"} & set(words)
    for word, doubt in _WORDS:
        if word in words and not (told and doubt == "spelling"):
            return doubt
    is_reading = "hint_name" in words and "hint_region" not in words
    return "reading" if is_reading else None


def is_sure(confidence: float, method: str) -> bool:
    """Whether the places of a tie are read so surely that no mark is due.

    Parameters
    ----------
    confidence
        How sure its places are, from 0 to 1.
    method
        As for `doubt_of`.
    """
    return confidence >= SURE and doubt_of(method) is None


def percent_sure(confidence: float) -> str:
    """Give a confidence in percent, as the page of a tie has it: 97.5."""
    return f"{round(100 * confidence, 1):g}"
