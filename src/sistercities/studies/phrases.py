"""How sentences of studies are set beside and into each other."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.sentences import Sentence, listed, say


def capital(said: str) -> str:
    """Begin with a capital; what a sentence is made of stays."""
    return _in_text(said, said[:1].upper() + said[1:])


def small(said: str) -> str:
    """Begin with a small letter, for a sentence that is set into another."""
    return _in_text(said, said[:1].lower() + said[1:])


def unstopped(said: str) -> str:
    """Leave out the stop, for a sentence that is set into another."""
    return _in_text(said, said.rstrip("."))


def _in_text(said: str, text: str) -> str:
    return said.in_text(text) if isinstance(said, Sentence) else text


def noted(*notes: str) -> str:
    """Set notes in a row after semicolons; empty ones are left out."""
    return listed(filter(None, notes), "semicolon")


def one_after_another(sentences: Iterable[str]) -> str:
    """Let sentences follow each other; empty ones are left out."""
    first, *others = [*filter(None, sentences), ""]
    for each in filter(None, others):
        first = say("{first} {second}", first=first, second=each)
    return first


def ordinal(n: int) -> Sentence:
    """Say a rank: 1st, 2nd, 3rd, 11th."""
    if n % 100 in (11, 12, 13) or n % 10 not in (1, 2, 3):
        return say("{n}th", n=n)
    return {1: say("{n}st", n=n), 2: say("{n}nd", n=n), 3: say("{n}rd", n=n)}[n % 10]
