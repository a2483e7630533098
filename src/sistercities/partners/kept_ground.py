"""The ground of a release kept beside its index, so that an answer need not read all tables again.

It is one file: arrays as they lie in memory, all else as JSON, and a checksum before both. Nothing
in it is run: only the classes named here are made of it. Where it is missing, damaged, or of other
code than ours, the ground is read from the release and kept anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from sistercities.dataset.index.beside import read_beside, write_beside
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.release.store import Release
from sistercities.partners.barriers import Barrier
from sistercities.partners.ground import CountryFacts, Ground, HeritageFacts, PlaceFacts
from sistercities.partners.read_ground import read_ground
from sistercities.partners.tie_graph import TieGraph
from sistercities.sentence_records import records_of, said_from
from sistercities.sentences import Said

_CLASSES = {
    one.__name__: one
    for one in (Ground, PlaceFacts, CountryFacts, HeritageFacts, TieGraph, Barrier)
}
_MADE_BY = (
    "partners/read_ground.py", "partners/ground.py", "partners/ground_places.py",
    "partners/ground_countries.py", "partners/ground_heritage.py", "partners/uncounted.py",
    "partners/barriers.py", "partners/tie_graph.py", "partners/kept_ground.py",
    "terms/obstacle_sentences.py", "terms/obstacle_templates.py", "sentence_records.py",
)  # fmt: skip
"""Files whose change makes another ground."""
_KIND = "ground"
_SUM_BYTES, _ALIGNED = 32, 16
_UNREADABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError)


def kept_ground(release: Release) -> Ground:
    """Return the ground of a release of today, from the file beside its index where it can be.

    Parameters
    ----------
    release
        An opened release; with towns of its gazetteer shown the ground is read anew.

    Raises
    ------
    ReleaseError
        If it must be read, and a file of the release is damaged.
    """
    path = index_of(release).path
    if path is None or release.shown:
        return read_ground(release)
    found = _read(path)
    if found is not None:
        return found
    ground = read_ground(release)
    with suppress(TypeError):  # a value that has no place in the file
        write_beside(path, _KIND, packed(ground))
    return ground


def _read(path: Path) -> Ground | None:
    content = read_beside(path, _KIND)
    if content is None:
        return None
    try:
        return unpacked(content)
    except _UNREADABLE:
        return None


@cache
def _scheme() -> str:
    """Return what changes when a ground is made, or kept, in another way."""
    package = files("sistercities")
    code = b"\n".join(package.joinpath(name).read_bytes() for name in _MADE_BY)
    return blake2b(code, digest_size=_SUM_BYTES).hexdigest()


def packed(ground: Ground) -> bytes:
    """Write a ground as bytes.

    Raises
    ------
    TypeError
        If it holds what cannot be written.
    """
    arrays: list[np.ndarray[Any, Any]] = []
    said = {"scheme": _scheme(), "ground": _said(ground, arrays)}
    said["arrays"] = [[one.dtype.str, list(one.shape)] for one in arrays]
    head = json.dumps(said, ensure_ascii=False).encode()
    head += b" " * (-(len(head) + 8 + _SUM_BYTES) % _ALIGNED)
    body = b"".join(
        one.tobytes() + bytes(-one.nbytes % _ALIGNED) for one in map(np.ascontiguousarray, arrays)
    )
    content = len(head).to_bytes(8, "little") + head + body
    return blake2b(content, digest_size=_SUM_BYTES).digest() + content


def unpacked(content: bytes) -> Ground:
    """Take a ground back from its bytes; its arrays cannot be written to.

    Raises
    ------
    ValueError, KeyError, TypeError, IndexError, AttributeError
        If the bytes are damaged, or of other code than ours.
    """
    rest = memoryview(content)[_SUM_BYTES:]
    if blake2b(rest, digest_size=_SUM_BYTES).digest() != content[:_SUM_BYTES]:
        raise ValueError("its checksum is another")
    end = 8 + int.from_bytes(rest[:8], "little")
    said = json.loads(bytes(rest[8:end]))
    if said["scheme"] != _scheme():
        raise ValueError("it was made by other code")
    kinds = [(np.dtype(kind), tuple(shape)) for kind, shape in said["arrays"]]
    sizes = [kind.itemsize * int(np.prod(shape)) for kind, shape in kinds]
    starts = accumulate((size + -size % _ALIGNED for size in sizes), initial=end)
    arrays = [
        np.frombuffer(rest, kind, size // kind.itemsize, start).reshape(shape)
        for (kind, shape), size, start in zip(kinds, sizes, starts, strict=False)
    ]
    found = _taken(said["ground"], arrays)
    if not isinstance(found, Ground):
        raise TypeError("it is no ground")
    return found


def _said(value: Any, arrays: list[np.ndarray[Any, Any]]) -> Any:
    """Return a value as JSON, with its arrays of numbers put aside."""
    if isinstance(value, Said):
        return ["said", str(value), records_of((value,)).get(str(value))]
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, np.ndarray):
        if value.dtype == object:
            words = value.tolist()
            if all(each is None or type(each) is str for each in words):
                return ["plain", words]
            return ["words", [_said(each, arrays) for each in words]]
        arrays.append(value)
        return ["array", len(arrays) - 1]
    if isinstance(value, dict):
        pairs = [[_said(key, arrays), _said(held, arrays)] for key, held in value.items()]
        return ["dict", pairs]
    if isinstance(value, tuple | list | frozenset):
        name = type(value).__name__
        ordered = sorted(value) if isinstance(value, frozenset) else value
        return [name, [_said(each, arrays) for each in ordered]]
    if is_dataclass(value) and _CLASSES.get(type(value).__name__) is type(value):
        held = {each.name: _said(getattr(value, each.name), arrays) for each in fields(value)}
        return ["class", type(value).__name__, held]
    raise TypeError(type(value).__name__)


def _taken(said: Any, arrays: list[np.ndarray[Any, Any]]) -> Any:
    """Take a value back from what `_said` made of it."""
    if not isinstance(said, list):
        return said
    kind, *held = said
    return _TAKEN[kind](held, arrays)


def _words(words: list[Any]) -> np.ndarray[Any, Any]:
    found = np.empty(len(words), dtype=object)
    found[:] = words
    return found


def _object(held: list[Any], arrays: list[np.ndarray[Any, Any]]) -> object:
    return _CLASSES[held[0]](**{name: _taken(each, arrays) for name, each in held[1].items()})


_TAKEN: dict[str, Callable[[list[Any], list[np.ndarray[Any, Any]]], Any]] = {
    "said": lambda held, _: said_from(held[0], held[1]),
    "plain": lambda held, _: _words(held[0]),
    "words": lambda held, arrays: _words([_taken(each, arrays) for each in held[0]]),
    "array": lambda held, arrays: arrays[held[0]],
    "dict": lambda held, arrays: {_taken(k, arrays): _taken(v, arrays) for k, v in held[0]},
    "tuple": lambda held, arrays: tuple(_taken(each, arrays) for each in held[0]),
    "list": lambda held, arrays: [_taken(each, arrays) for each in held[0]],
    "frozenset": lambda held, arrays: frozenset(_taken(each, arrays) for each in held[0]),
    "class": _object,
}
