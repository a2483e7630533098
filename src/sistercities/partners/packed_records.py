"""Records of arrays, sentences and numbers taken back from the bytes beside the index of a release.

Arrays as they are, all else as JSON, and a checksum before both (`packing_records` writes them).
Nothing in it is run: only classes that whoever takes a record back names are made of it. Arrays,
words and what a dictionary holds are read when somebody asks for them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise
from mmap import mmap
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sistercities.partners.taken_when_asked import TakenWhenAsked
from sistercities.sentence_records import said_from

UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What is raised where bytes are damaged, or of other code than ours."""
SUM_BYTES, LENGTH_BYTES = 32, 8
"""Bytes of the checksum, and of the length of what is JSON."""
ALIGNED = 16
"""Bytes of which each array begins at a multiple."""
_OWN_CODE = (
    "partners/packed_records.py", "partners/packing_records.py", "partners/packed_records.py",
    "partners/taken_when_asked.py", "sentence_records.py",
)  # fmt: skip
_MANY = 1_000
"""Words that are read one by one."""
Array = np.ndarray[Any, Any]
Classes = Mapping[str, type]


class Kind(NamedTuple):
    """One kind of record that is kept.

    Attributes
    ----------
    name
        Ending of its files.
    classes
        The classes of which it may be made, its own first.
    made_by
        Files of the package whose change makes another record.
    """

    name: str
    classes: tuple[type, ...]
    made_by: tuple[str, ...]

    def scheme(self) -> str:
        """Return what changes when a record is made, or kept, in another way."""
        return _scheme(self.code())

    def code(self) -> tuple[Path, ...]:
        """Return the files of the package of which that is a checksum."""
        package = Path(__file__).parents[1]
        return tuple(package / name for name in (*_OWN_CODE, *self.made_by))


@cache
def _scheme(code: tuple[Path, ...]) -> str:
    from hashlib import sha256  # it brings OpenSSL, and most find the same as the last to ask

    return sha256(b"\n".join(path.read_bytes() for path in code)).hexdigest()


def unpacked(content: bytes | mmap, kind: Kind, *, is_known: bool = False) -> Any:
    """Take a record back from its bytes; its arrays cannot be written to.

    Parameters
    ----------
    content
        The bytes, or a file that is mapped into memory.
    kind
        Of which kind it is.
    is_known
        Whether its checksum and its code were compared before.

    Raises
    ------
    ValueError, KeyError, TypeError, IndexError, AttributeError
        If the bytes are damaged, or of other code than ours.
    """
    rest = memoryview(content)[SUM_BYTES:]
    if not is_known:
        _compare(rest, content[:SUM_BYTES])
    end = LENGTH_BYTES + int.from_bytes(rest[:LENGTH_BYTES], "little")
    said = json.loads(bytes(rest[LENGTH_BYTES:end]))
    if not is_known and said["scheme"] != kind.scheme():
        raise ValueError("it was made by other code")
    arrays = _Arrays(rest, end, said["arrays"])
    found = _Taking(arrays, {one.__name__: one for one in kind.classes}).taken(said["record"])
    if not isinstance(found, kind.classes[0]):
        raise TypeError(f"it is no {kind.name}")
    return found


def _compare(rest: memoryview, expected: bytes) -> None:
    from hashlib import sha256

    if sha256(rest).digest() != expected:
        raise ValueError("its checksum is another")


class _Arrays:
    """The arrays of a record; each is read when somebody asks for it."""

    def __init__(self, rest: memoryview, begin: int, laid: list[Any]) -> None:
        self._rest, self._laid, self._at = rest, laid, [begin]
        for kind, shape in laid:
            size = np.dtype(kind).itemsize * math.prod(shape)
            self._at.append(self._at[-1] + size + -size % ALIGNED)
        if self._at[-1] > len(rest):
            raise ValueError("an array is missing")

    def __getitem__(self, number: int) -> Array:
        kind, shape = self._laid[number]
        found = np.frombuffer(self._rest, kind, math.prod(shape), self._at[number])
        return found.reshape(shape)


class _Taking(NamedTuple):
    """Takes values back from what `packing_records` made of them."""

    arrays: _Arrays
    classes: Classes

    def taken(self, said: Any) -> Any:
        if not isinstance(said, list):
            return said
        make = _SEQUENCES.get(said[0])
        return _TAKEN[said[0]](self, said[1:]) if make is None else make(self.all_taken(said[1]))

    def all_taken(self, values: list[Any]) -> list[Any]:
        """Take values back one by one; those that are as they were said are most."""
        if list not in map(type, values):
            return values
        return [
            one if type(one) is not list
            else self.taken(one) if one[0] not in _SEQUENCES
            # Of the sequences in a column most are empty.
            else _SEQUENCES[one[0]](self.all_taken(one[1]) if one[1] else ())
            for one in values
        ]  # fmt: skip

    def words(self, told: list[int]) -> KeptWords:
        """Return words that were put aside as one text."""
        text, ends, are_sorted = told
        return KeptWords(self.arrays[text].data, self.arrays[ends], are_sorted=bool(are_sorted))


class TakenLater(Mapping[str, Any]):
    """A dictionary whose values are taken back when somebody asks for them."""

    def __init__(self, keys: KeptWords, told: KeptWords, taken: Callable[[Any], Any]) -> None:
        self._at, self._told = Positions(keys), told
        self._taken = taken

    def __getitem__(self, key: str) -> Any:
        return self._taken(json.loads(self._told[self._at[key]]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class ArraysLater(Mapping[str, Array]):
    """A dictionary of arrays, each of which is read when somebody asks for it."""

    def __init__(self, held: dict[str, Any], taken: Callable[[Any], Any]) -> None:
        self._held, self._taken, self._read = held, taken, dict[str, Array]()

    def __getitem__(self, key: str) -> Array:
        if key not in self._read:
            self._read[key] = self._taken(self._held[key])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class _Lines:
    """A long field of many records, of which each is read by itself."""

    def __init__(self, told: KeptWords) -> None:
        self._told = told

    def __getitem__(self, at: int) -> Any:
        return json.loads(self._told[at])


class _Columns:
    """Fields of many records of one class, each of which is read when somebody asks for it."""

    def __init__(self, taking: _Taking, columns: dict[str, int | list[int]]) -> None:
        self._taking, self.numbers = taking, columns
        self._read = dict[str, list[Any] | _Lines]()

    def __getitem__(self, name: str) -> list[Any] | _Lines:
        if name not in self._read:
            number = self.numbers[name]
            self._read[name] = (
                json.loads(self._taking.arrays[number].tobytes()) if isinstance(number, int)
                else _Lines(self._taking.words(number))
            )  # fmt: skip
        return self._read[name]

    def whole(self, name: str) -> list[Any]:
        """Return what is kept of a field of all records, of one that all are asked for.

        Raises
        ------
        TypeError
            If it was put aside record by record.
        """
        found = self[name]
        if isinstance(found, _Lines):
            raise TypeError(name)
        return found


class _Row(Mapping[str, Any]):
    """What is kept of the fields of one of them."""

    def __init__(self, columns: _Columns, at: int) -> None:
        self._columns, self._at = columns, at

    def __getitem__(self, name: str) -> Any:
        return self._columns[name][self._at]

    def __contains__(self, name: object) -> bool:
        return name in self._columns.numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns.numbers)

    def __len__(self) -> int:
        return len(self._columns.numbers)


def _table(taking: _Taking, held: list[Any]) -> tuple[Any, ...]:
    its_class, columns = taking.classes[held[0]], _Columns(taking, held[2])
    if not issubclass(its_class, TakenWhenAsked):
        raise TypeError(its_class.__name__)
    names = [name for name in its_class.taken_at_once() if name in columns.numbers]
    # What is asked of all is taken back column by column: record by record takes far longer.
    at_once = zip(*(taking.all_taken(columns.whole(name)) for name in names), strict=True)
    rows = at_once if names else ((),) * held[1]
    return tuple(
        its_class.taken_with(dict(zip(names, row, strict=True)), _Row(columns, k), taking.taken)
        for k, row in enumerate(rows)
    )


def _words(taking: _Taking, held: list[Any]) -> Array | KeptWords:
    found = taking.words(held[0])
    return np.asarray(found) if len(found) < _MANY else found


def _dictionary(taking: _Taking, held: list[Any]) -> Mapping[Any, Any]:
    if held[0] and all(type(k) is str and type(v) is list and v[0] == "array" for k, v in held[0]):
        return ArraysLater(dict(held[0]), taking.taken)
    return {taking.taken(k): taking.taken(v) for k, v in held[0]}


def _objects(values: list[Any]) -> Array:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _object(taking: _Taking, held: list[Any]) -> object:
    its_class, given = taking.classes[held[0]], dict(held[1])
    if issubclass(its_class, TakenWhenAsked):
        return its_class.taken_later(given, taking.taken)
    return its_class(**{name: taking.taken(each) for name, each in given.items()})


_SEQUENCES: dict[str, type] = {"tuple": tuple, "list": list, "frozenset": frozenset}
_TAKEN: dict[str, Callable[[_Taking, list[Any]], Any]] = {
    "said": lambda _, held: said_from(held[0], held[1]),
    "words": _words,
    "objects": lambda taking, held: _objects([taking.taken(each) for each in held[0]]),
    "array": lambda taking, held: taking.arrays[held[0]],
    "dict": _dictionary,
    "later": lambda taking, held: TakenLater(
        taking.words(held[0]), taking.words(held[1]), taking.taken
    ),
    "class": _object,
    "table": _table,
}


NO_WORD = "\x01"
"""What stands for a word that is None."""
_MANY_ASKED = 1_000
"""Words that were looked for, from which it is cheaper to read all."""


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
        return self._n_asked > _MANY_ASKED or len(self._words) <= _MANY_ASKED

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_word)

    def __len__(self) -> int:
        return len(self._words)
