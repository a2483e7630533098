"""Long sentences of a table: the first one stands, the others are folded away."""

from __future__ import annotations

import re

LONGEST = 170
"""Letters that a cell shows without folding."""
SHORTEST = 40
"""A first sentence shorter than this, such as a question, takes the next one with it."""
_END = re.compile(r"[.?!]\s+(?=[A-Z])")


def folded(words: str) -> tuple[str, str]:
    """Part words into those that are shown and those that are folded away, "" where none are."""
    if len(words) <= LONGEST:
        return words, ""
    for end in _END.finditer(words):
        shown = words[: end.start() + 1]
        if len(shown) >= SHORTEST and shown.endswith("."):
            return shown, words[end.end() :]
    return words, ""
