"""Words that are kept as one text, of which a word is read when somebody asks for it.

An answer names a few dozen places of tens of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

NO_WORD = "\x01"
"""What stands for a word that is None."""
_MANY = 1_000
"""Words that were looked for, from which it is cheaper to read all."""
Array = np.ndarray[Any, Any]


class KeptWords:
    """Words in the order in which they were kept; as an array of objects, where one is needed.

    Parameters
    ----------
    text
        All words in UTF-8, one after another.
    ends
        Where each ends in it, shape (n_words,).
    are_sorted
        Whether they are in the order of their letters.

    Raises
    ------
    ValueError
        If the last ends elsewhere than the text.
    """

    def __init__(self, text: memoryview | bytes, ends: Array, *, are_sorted: bool = False) -> None:
        if (int(ends[-1]) if len(ends) else 0) != len(text):
            raise ValueError("a word is missing")
        self._text, self.are_sorted = text, are_sorted
        self._ends = np.ascontiguousarray(ends, dtype=np.int64).data
        self._all: Array | None = None

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, int | np.integer):
            if self._all is not None:
                return self._all[at]
            at = range(len(self))[at]
            return _word(self._text[self._ends[at - 1] if at else 0 : self._ends[at]])
        return np.asarray(self)[at]

    def find(self, word: str) -> int:
        """Return where a word stands among words that are sorted; -1 where it is not."""
        low, high, key = 0, len(self), word.encode()
        text, ends = self._text, self._ends
        while low < high:
            at = (low + high) // 2
            if bytes(text[ends[at - 1] if at else 0 : ends[at]]) < key:
                low = at + 1
            else:
                high = at
        return low if low < len(self) and self[low] == word else -1

    def __iter__(self) -> Iterator[str | None]:
        return iter(self.tolist())

    def __eq__(self, other: object) -> Any:
        return np.asarray(self) == other

    __hash__ = object.__hash__

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Array:
        """Read all words."""
        if self._all is None:
            starts = (0, *self._ends)
            found = np.empty(len(self), dtype=object)
            found[:] = [_word(self._text[begin:end]) for begin, end in pairwise(starts)]
            found.flags.writeable = False
            self._all = found
        return self._all if dtype is None else self._all.astype(dtype)

    def __getattr__(self, name: str) -> Any:
        """Whatever else an array can do."""
        if name.startswith("_"):  # nothing of ours that is not there yet
            raise AttributeError(name)
        return getattr(np.asarray(self), name)

    def __reduce__(self) -> tuple[Any, ...]:
        return KeptWords, (bytes(self._text), np.array(self._ends))


def _word(found: memoryview | bytes) -> str | None:
    word = str(found, "utf-8")
    return None if word == NO_WORD else word


class Positions(Mapping[str, int]):
    """Where each of some words stands; few are looked for one by one where they are in order.

    Parameters
    ----------
    words
        Distinct words.
    """

    def __init__(self, words: Sequence[str] | Array | KeptWords) -> None:
        self._words, self._n_asked = words, 0

    @cached_property
    def _by_word(self) -> dict[str, int]:
        return dict(zip(np.asarray(self._words).tolist(), range(len(self)), strict=True))

    def __getitem__(self, word: str) -> int:
        words = self._words
        if not isinstance(words, KeptWords) or not words.are_sorted or self._reads_all:
            return self._by_word[word]
        self._n_asked += 1
        at = words.find(word)
        if at < 0:
            raise KeyError(word)
        return at

    @property
    def _reads_all(self) -> bool:
        return self._n_asked > _MANY or len(self._words) <= _MANY

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_word)

    def __len__(self) -> int:
        return len(self._words)
