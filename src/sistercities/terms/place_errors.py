"""What is said of places that are known and yet have no answer together."""

from __future__ import annotations

from sistercities.sentences import PlaceName, Sentence, say


def given_twice(name: PlaceName) -> Sentence:
    """Say that both ends that were given are one place."""
    return say("Both names lead to {place}. Give another place for one of the two.", place=name)
