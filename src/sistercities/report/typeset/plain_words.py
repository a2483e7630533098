"""Words as paper takes them: without control characters, and with places to break long ones."""

from __future__ import annotations

import re

from sistercities.report.said_html import unbroken

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNBROKEN = re.compile(r"[^\s\u200b\u2e80-\uffef]{33,}")
_STEP = 16


def without_control(text: str) -> str:
    """Put a space for each character that is no letter, sign or space."""
    return _CONTROL.sub(" ", text)


def plain_words(words: str) -> str:
    """Make words ready for paper.

    A control character becomes a space. A word of more than 32 letters in a script that breaks
    between words may break after every 16. A number and its per cent sign stay together.
    """
    kept = unbroken(without_control(words))
    return _UNBROKEN.sub(_breakable, kept)


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    return "\u200b".join(word[start : start + _STEP] for start in range(0, len(word), _STEP))
