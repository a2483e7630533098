"""How sentences of studies are set beside and into each other."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.sentences import Sentence, listed, say

NO_ORDINARY = say(
    "A country so unlike the others that the interval leaves 1 out, although it counts how much "
    "countries differ."
)
"""What would change the answer on a country whose interval holds the spread between countries."""


def noted(*notes: str) -> str:
    """Set notes in a row after semicolons; empty ones are left out."""
    return listed(filter(None, notes), "semicolon")


def one_after_another(sentences: Iterable[str]) -> str:
    """Let sentences follow each other; empty ones are left out."""
    return listed(filter(None, sentences), "space")


def bare(reason: Exception) -> Exception:
    """Give an error of the statistics without where it was raised, which would hold its arrays.

    Its words are English: set into a sentence as it is, and not as text, it keeps the whole
    sentence English on pages in another language, rather than half of it.
    """
    return reason.with_traceback(None)


def ordinal(n: int) -> Sentence:
    """Say a rank: 1st, 2nd, 3rd, 11th."""
    if n % 100 in (11, 12, 13) or n % 10 not in (1, 2, 3):
        return say("{n}th", n=n)
    return {1: say("{n}st", n=n), 2: say("{n}nd", n=n), 3: say("{n}rd", n=n)}[n % 10]
