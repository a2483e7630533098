"""A status that stands in the column of notes, where no cell states one: `ended 2010`, `beendet`.

A part of a note that is a word for a status and no more is one. A word within a sentence may speak
of something else (`suspended in 1990 and signed anew`): it states nothing, but a status that is
given for the lines that state none is not taken for such a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sistercities.sources.register_codes import UNDECIDED, meaning_of
from sistercities.sources.register_words import folded, words_as_written, words_of
from sistercities.terms.late_expressions import late_expression

_PARTS = late_expression(r"[;；。,，、\n()（）\[\]]|\.\s|\.$")
_YEAR = late_expression(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_YEAR_BEHIND = late_expression(r"\s*[,，(（\[]?\s*((?:1[89]|20)\d\d)\s*(?:[)）\]]|$|[,;，；。])")
_WORDS = late_expression(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WITHOUT_SPACES = late_expression(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_NOT_STANDING = frozenset({"ended", "suspended", "never_valid"})
_LONGEST_PART, _LONGEST_NOTE, _SHORTEST_WORD = 80, 2_000, 5
Meanings = Mapping[str, Mapping[str, str]]


class NotedStatus(NamedTuple):
    """What a note says of the status.

    `words` are its words; `is_stated` says whether they are a status and no more.
    """

    words: str
    is_stated: bool


def noted_status(note: str, meanings: Meanings, default: str) -> NotedStatus | None:
    """Return what a note says of a status that does not stand; None where it says nothing.

    Parameters
    ----------
    note
        As written.
    meanings
        What the words of the register mean.
    default
        Status of the lines that state none; "" where there is none.

    Examples
    --------
    >>> noted_status("signed by letter; ended 2010", {}, "active")
    NotedStatus(words='ended 2010', is_stated=True)
    >>> noted_status("It was suspended in 1990 and signed anew", {}, "active")
    NotedStatus(words='suspended', is_stated=False)
    >>> noted_status("signed by letter", {}, "active")
    """
    if not note or len(note) > _LONGEST_NOTE:
        return None
    due = _NOT_STANDING | {"pending", "doubted"} | (set(UNDECIDED) if default else set())
    parts = [part for one in _PARTS.split(note) if (part := one.strip())]
    read = {part: meaning_of("status", part, meanings) for part in parts
            if len(part) <= _LONGEST_PART}  # fmt: skip
    said = [part for part, meaning in read.items() if meaning in due and meaning != default]
    if said and _is_last_word(said[0], parts, read):
        return NotedStatus(_with_year(said[0], note), is_stated=True)
    word = said[0] if said else next(_within(note), "")
    return NotedStatus(word, is_stated=False) if word and default in ("active", "pending") else None


def _is_last_word(said: str, parts: Sequence[str], read: Mapping[str, str | None]) -> bool:
    """Whether no other part states another status, and none behind it tells of another year."""
    others = {meaning for part, meaning in read.items() if meaning and part != said}
    after = parts[parts.index(said) + 1 :]
    after = after[1:] if after and _YEAR.fullmatch(after[0]) else after  # its own: 중단(2007)
    return not others - {read[said]} and not any(map(_YEAR.search, after))


def _with_year(said: str, note: str) -> str:
    """Return the words with the year that stands in brackets or after a comma behind them."""
    at = note.index(said) + len(said)
    behind = _YEAR_BEHIND.match(note[at:])
    return f"{said} {behind[1]}" if behind else said


def _within(note: str) -> Iterator[str]:
    """Yield the words of a sentence that say of a tie that it does not stand."""
    statuses = words_of("status")
    for word in _WORDS.findall(note):
        if len(word) >= _SHORTEST_WORD and statuses.get(folded(word)) in _NOT_STANDING:
            yield word
    for word, meaning in words_as_written("status").items():
        if meaning in _NOT_STANDING and _WITHOUT_SPACES.fullmatch(word) and word in note:
            yield word
