"""Numbers of ties in words."""

from __future__ import annotations

from sistercities.sentences import Sentence, say, say_count


def ties(count: int) -> Sentence:
    """Say a number of ties: no tie, 1 tie, 12 ties."""
    return say_count("{n} tie", "{n} ties", n=count) if count else say("no tie")
