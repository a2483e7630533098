"""Numbers of partners in words."""

from __future__ import annotations

from sistercities.sentences import Sentence, say, say_count


def partners(count: int) -> Sentence:
    """Say a number of partners: no partner, 1 partner, 12 partners."""
    return say_count("{n} partner", "{n} partners", n=count) if count else say("no partner")
