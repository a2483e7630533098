"""Records of arrays, sentences and numbers as bytes, to be kept beside the index of a release.

Arrays as narrow as they are exact, all else as JSON, and a checksum before both. Nothing in it is
run: only classes that whoever takes a record back names are made of it. What a dictionary holds by
words is taken back word by word, when somebody asks for it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from sistercities.light_dataclasses import dataclass
from sistercities.partners.taken_when_asked import TakenWhenAsked
from sistercities.sentence_records import records_of, said_from
from sistercities.sentences import Said

UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What is raised where bytes are damaged, or of other code than ours."""
SUM_BYTES = 32
_ALIGNED = 16
_NARROWER = {"i": ("i1", "i2", "i4"), "f": ("f4",)}
"""Types in which arrays are kept where no number of theirs changes by it."""
_SMALL, _NOT_KNOWN = "i1", -128
"""Type of numbers that are small, whole or NaN, and what stands in it for NaN."""
_FEW = 50
"""Keys of a dictionary that is taken back at once."""
_BETWEEN, _NO_WORD = "\x00", "\x01"
"""What stands between words that are kept as one text, and for a word that is None."""
Array = np.ndarray[Any, Any]
Classes = Mapping[str, type]


@dataclass(frozen=True, slots=True)
class Kind:
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
        return _scheme(
            (
                "partners/packed_records.py",
                "partners/taken_when_asked.py",
                "sentence_records.py",
                *self.made_by,
            )
        )


@cache
def _scheme(made_by: tuple[str, ...]) -> str:
    package = Path(__file__).parents[1]
    code = b"\n".join((package / name).read_bytes() for name in made_by)
    return sha256(code).hexdigest()


def packed(record: object, kind: Kind) -> bytes:
    """Write a record as bytes.

    Raises
    ------
    TypeError
        If it holds what cannot be written.
    """
    arrays: list[Array] = []
    said = {"scheme": kind.scheme(), "record": _Saying(arrays, kind.classes).said(record)}
    kept = [np.ascontiguousarray(_narrowed(one)) for one in arrays]
    said["arrays"] = [
        [one.dtype.str, each.dtype.str, list(one.shape)]
        for one, each in zip(arrays, kept, strict=True)
    ]
    head = json.dumps(said, ensure_ascii=False).encode()
    head += b" " * (-(len(head) + 8 + SUM_BYTES) % _ALIGNED)
    body = b"".join(one.tobytes() + bytes(-one.nbytes % _ALIGNED) for one in kept)
    content = len(head).to_bytes(8, "little") + head + body
    return sha256(content).digest() + content


def unpacked(content: bytes, kind: Kind) -> Any:
    """Take a record back from its bytes; its arrays cannot be written to.

    Raises
    ------
    ValueError, KeyError, TypeError, IndexError, AttributeError
        If the bytes are damaged, or of other code than ours.
    """
    rest = memoryview(content)[SUM_BYTES:]
    if sha256(rest).digest() != content[:SUM_BYTES]:
        raise ValueError("its checksum is another")
    end = 8 + int.from_bytes(rest[:8], "little")
    said = json.loads(bytes(rest[8:end]))
    if said["scheme"] != kind.scheme():
        raise ValueError("it was made by other code")
    arrays = _Arrays(rest, end, said["arrays"])
    found = _Taking(arrays, {one.__name__: one for one in kind.classes}).taken(said["record"])
    if not isinstance(found, kind.classes[0]):
        raise TypeError(f"it is no {kind.name}")
    return found


def _narrowed(array: Array) -> Array:
    """Return an array in the narrowest type that holds each of its numbers as it is."""
    if array.dtype.kind == "f" and (small := _small(array)) is not None:
        return small
    for narrower in _NARROWER.get(array.dtype.kind, ()):
        with np.errstate(over="ignore"):
            found = array.astype(narrower)
        if _is_same(found.astype(array.dtype), array):
            return found
    return array


def _small(array: Array) -> Array | None:
    """Return floats that are small, whole or NaN as such; None for others."""
    with np.errstate(invalid="ignore"):
        found = np.where(np.isnan(array), _NOT_KNOWN, array).astype(_SMALL)
    return found if _is_same(_widened(found, array.dtype), array) else None


def _is_same(one: Array, other: Array) -> bool:
    if one.dtype.kind != "f":
        return np.array_equal(one, other)
    return np.array_equal(one, other, equal_nan=True) and np.array_equal(
        np.signbit(one[one == 0]), np.signbit(other[other == 0])
    )


def _widened(kept: Array, wide: np.dtype[Any]) -> Array:
    """Return numbers in the type that they had."""
    found = kept.astype(wide)
    if wide.kind == "f" and kept.dtype.kind == "i":
        found[kept == _NOT_KNOWN] = np.nan
    return found


class _Arrays:
    """The arrays of a record; each is given the type that it had when somebody asks for it."""

    def __init__(self, rest: memoryview, begin: int, laid: list[Any]) -> None:
        self._rest, self._laid, self._at = rest, laid, [begin]
        for _, kept, shape in laid:
            size = np.dtype(kept).itemsize * math.prod(shape)
            self._at.append(self._at[-1] + size + -size % _ALIGNED)
        if self._at[-1] > len(rest):
            raise ValueError("an array is missing")

    def __getitem__(self, number: int) -> Array:
        wide, kept, shape = self._laid[number]
        found = np.frombuffer(self._rest, kept, math.prod(shape), self._at[number]).reshape(shape)
        if wide != kept:
            found = _widened(found, np.dtype(wide))
            found.flags.writeable = False
        return found


@dataclass(frozen=True, slots=True)
class _Saying:
    """Turns values into JSON and puts their arrays aside."""

    arrays: list[Array]
    classes: tuple[type, ...]

    def said(self, value: Any) -> Any:
        if isinstance(value, Said):
            return ["said", str(value), records_of((value,)).get(str(value))]
        if value is None or isinstance(value, str | bool | int | float):
            return value
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, tuple | list | frozenset):
            ordered = sorted(value) if isinstance(value, frozenset) else value
            return [type(value).__name__, [self.said(each) for each in ordered]]
        if is_dataclass(value) and type(value) in self.classes:
            names = (*(each.name for each in fields(value)), *getattr(value, "FOUND_OUT", ()))
            held = {name: self.said(getattr(value, name)) for name in names}
            return ["class", type(value).__name__, held]
        raise TypeError(type(value).__name__)

    def _array(self, value: Array) -> Any:
        if value.dtype != object:
            return ["array", self._aside(value)]
        words = value.tolist()
        if value.ndim == 1 and all(each is None or _is_plain(each) for each in words):
            return ["words", self._text(_NO_WORD if each is None else each for each in words)]
        return ["objects", [self.said(each) for each in words]]

    def _mapping(self, value: Mapping[Any, Any]) -> Any:
        is_small = len(value) <= _FEW
        if is_small or any(isinstance(each, np.ndarray) for each in value.values()):
            return ["dict", [[self.said(key), self.said(held)] for key, held in value.items()]]
        if not all(map(_is_plain, value)):
            raise TypeError("a key that is no word")
        told = (json.dumps(self.said(each), ensure_ascii=False) for each in value.values())
        return ["later", self._text(value), self._text(told)]

    def _text(self, words: Iterable[str]) -> list[int]:
        """Put words aside as one text; return its number and how many there are."""
        listed = list(words)
        text = _BETWEEN.join(listed).encode()
        return [self._aside(np.frombuffer(text, np.uint8)), len(listed)]

    def _aside(self, array: Array) -> int:
        self.arrays.append(array)
        return len(self.arrays) - 1


def _is_plain(word: object) -> bool:
    return type(word) is str and _BETWEEN not in word and word != _NO_WORD


@dataclass(frozen=True, slots=True)
class _Taking:
    """Takes values back from what `_Saying` made of them."""

    arrays: _Arrays
    classes: Classes

    def taken(self, said: Any) -> Any:
        if not isinstance(said, list):
            return said
        kind, *held = said
        if kind in _SEQUENCES:
            plain = held[0]
            if list in map(type, plain):
                return _SEQUENCES[kind](self.taken(each) for each in plain)
            return _SEQUENCES[kind](plain)
        return _TAKEN[kind](self, held)

    def words(self, told: list[int]) -> list[str]:
        """Return words that were put aside as one text."""
        number, count = told
        found = str(self.arrays[number].data, "utf-8").split(_BETWEEN) if count else []
        if len(found) != count:
            raise ValueError("a word is missing")
        return found


class TakenLater(Mapping[str, Any]):
    """A dictionary whose values are taken back when somebody asks for them."""

    def __init__(self, keys: list[str], told: list[str], taken: Callable[[Any], Any]) -> None:
        self._told = dict(zip(keys, told, strict=True))
        self._taken = taken

    def __getitem__(self, key: str) -> Any:
        return self._taken(json.loads(self._told[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def _array_of_words(taking: _Taking, held: list[Any]) -> Array:
    words: list[str | None] = list(taking.words(held[0]))
    if _NO_WORD in words:
        words = [None if word == _NO_WORD else word for word in words]
    return _objects(words)


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
    "words": _array_of_words,
    "objects": lambda taking, held: _objects([taking.taken(each) for each in held[0]]),
    "array": lambda taking, held: taking.arrays[held[0]],
    "dict": lambda taking, held: {taking.taken(k): taking.taken(v) for k, v in held[0]},
    "later": lambda taking, held: TakenLater(
        taking.words(held[0]), taking.words(held[1]), taking.taken
    ),
    "class": _object,
}
