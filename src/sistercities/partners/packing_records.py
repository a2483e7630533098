"""Records of arrays, sentences and numbers as bytes, to be kept beside the index of a release.

Loaded when something is kept: most commands take back what another one kept (`packed_records`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from sistercities.partners.packed_records import (
    ALIGNED,
    LENGTH_BYTES,
    NO_WORD,
    SUM_BYTES,
    Array,
    Kind,
)
from sistercities.partners.taken_when_asked import TakenWhenAsked
from sistercities.sentence_records import records_of
from sistercities.sentences import Said

_FEW = 50
"""Keys of a dictionary that is taken back at once."""
_LONG = 40
"""Bytes of a field, in the mean of many records, from which each is taken back by itself."""


def packed(record: object, kind: Kind) -> bytes:
    """Write a record as bytes.

    Raises
    ------
    TypeError
        If it holds what cannot be written.
    """
    arrays: list[Array] = []
    said = {"scheme": kind.scheme(), "record": _Saying(arrays, kind.classes).said(record)}
    said["arrays"] = [[one.dtype.str, list(one.shape)] for one in arrays]
    head = json.dumps(said, ensure_ascii=False).encode()
    head += b" " * (-(len(head) + LENGTH_BYTES + SUM_BYTES) % ALIGNED)
    body = b"".join(one.tobytes() + bytes(-one.nbytes % ALIGNED) for one in arrays)
    content = len(head).to_bytes(LENGTH_BYTES, "little") + head + body
    return sha256(content).digest() + content


class _Saying(NamedTuple):
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
        if isinstance(value, tuple) and len(value) > _FEW and self._are_of_one_class(value):
            return ["table", type(value[0]).__name__, len(value), self._columns(value)]
        if isinstance(value, tuple | list | frozenset):
            ordered = sorted(value) if isinstance(value, frozenset) else value
            return [type(value).__name__, [self.said(each) for each in ordered]]
        if is_dataclass(value) and type(value) in self.classes:
            names = (*(each.name for each in fields(value)), *getattr(value, "FOUND_OUT", ()))
            held = {name: self.said(getattr(value, name)) for name in names}
            return ["class", type(value).__name__, held]
        raise TypeError(type(value).__name__)

    def _are_of_one_class(self, records: tuple[Any, ...]) -> bool:
        first = type(records[0])
        is_ours = first in self.classes and issubclass(first, TakenWhenAsked)
        return is_ours and all(type(one) is first for one in records)

    def _columns(self, records: tuple[TakenWhenAsked, ...]) -> dict[str, int | list[int]]:
        """Put each field of many records aside as one text; return their numbers.

        Of long ones, of which an answer reads a few, each record has its own.
        """
        found: dict[str, int | list[int]] = {}
        at_once = type(records[0]).taken_at_once()
        for name in (one.name for one in fields(records[0])):  # type: ignore[arg-type]
            column = [self.said(getattr(one, name)) for one in records]
            text = json.dumps(column, ensure_ascii=False).encode()
            if len(text) > _LONG * len(records) and name not in at_once:
                found[name] = self._text(json.dumps(one, ensure_ascii=False) for one in column)
            else:
                found[name] = self._aside(np.frombuffer(text, np.uint8))
        return found

    def _array(self, value: Array) -> Any:
        if value.dtype != object:
            return ["array", self._aside(value)]
        words = value.tolist()
        if value.ndim == 1 and all(each is None or _is_plain(each) for each in words):
            return ["words", self._text(NO_WORD if each is None else each for each in words)]
        return ["objects", [self.said(each) for each in words]]

    def _mapping(self, value: Mapping[Any, Any]) -> Any:
        is_small = len(value) <= _FEW
        if is_small or any(isinstance(each, np.ndarray) for each in value.values()):
            return ["dict", [[self.said(key), self.said(held)] for key, held in value.items()]]
        if not all(map(_is_plain, value)):
            raise TypeError("a key that is no word")
        in_order = sorted(value)  # so that one is found without reading all
        told = (json.dumps(self.said(value[key]), ensure_ascii=False) for key in in_order)
        return ["later", self._text(in_order), self._text(told)]

    def _text(self, words: Iterable[str]) -> list[int]:
        """Put words aside as one text; return its number, that of their ends, and their order."""
        listed = [word.encode() for word in words]
        ends = np.cumsum([len(word) for word in listed], dtype=np.int64)
        text = np.frombuffer(b"".join(listed), np.uint8)
        are_sorted = all(one < other for one, other in pairwise(listed))
        return [self._aside(text), self._aside(ends), int(are_sorted)]

    def _aside(self, array: Array) -> int:
        self.arrays.append(array)
        return len(self.arrays) - 1


def _is_plain(word: object) -> bool:
    return type(word) is str and word != NO_WORD
