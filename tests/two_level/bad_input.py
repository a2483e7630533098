"""Arguments that a careless user gives, and what must come of each: a result or one sentence."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from scipy import sparse

from sistercities.errors import InvalidArgument, NetworkError

Call = Callable[..., object]
Found = list[str]

EXPECTED = (InvalidArgument, NetworkError)
SCALARS: dict[str, tuple[object, ...]] = {
    "count": (0, -1, 1.5, 10**12, None, "10", True, np.nan, np.inf, [5], 2**200, np.array([3])),
    "count or None": (0, -1, 1.5, 10**12, "10", True, np.nan, [5], 2**200),
    "number of ties": (-1, 1.5, 10**12, None, "10", True, np.nan, [5], 2**200),
    "number of trials": (0, -1, 1.5, None, "10", True, np.nan, [5]),
    "a few": (0, -1, 1.5, None, "10", True, np.nan, 2**200),
    "top": (-1, 1001, 1.5, None, "10", True, np.nan),
    "ranks": ("x", 3, [0], [1.5], [None], True),
    "no text": ("", 3, [], None, True, np.nan),
    "year": (-1, 1.5, 10**12, None, "10", True, np.nan, np.inf, [1980], 2**200),
    "lag": (-1, 1.5, 10**12, None, "1", True, np.nan, [1], 2**200),
    "seed": (-1, 1.5, None, "a", True, np.nan, [1]),
    "level": (0, 1, 2, np.nan, -0.1, "x", None, True, [0.5], 1 - 1e-16, np.inf, 1 + 0j),
    "number": (np.nan, np.inf, "x", [1.0], 1j, True),
    "word": ("x", None, 3, [], True, np.nan, 1.5),
    "words": ("x", None, 3, True, np.nan, 1.5),
    "record": ("x", None, 3, [], True, np.nan),
    "executor": (object(), 3, "four"),
    "on_progress": (3, "x"),
    "names": ("ab", 3, [None, None], [["a"], ["b"]], ["a", "a"], ["a"] * 7),
    "flag": (None, "x", 2, np.nan),
    "list": ("x", 3, True, np.nan, {1, 2}),
}
"""By kind of argument, values that are refused."""


def alike(values: object) -> Iterator[tuple[str, object]]:
    """Yield the same numbers in other layouts and types, which must give the same result."""
    a = np.asarray(values)
    yield "a list", a.tolist()
    yield "read-only", _read_only(a)
    yield "not contiguous", np.repeat(a, 2, axis=0)[::2]
    yield "by columns", np.asfortranarray(a)
    if a.dtype.kind == "f":
        yield "big-endian", a.astype(">f8")
        return
    if a.dtype.kind == "b":
        return
    kinds = ["int32", "int16", ">i8", "float64"]
    for kind in kinds + (["uint64", "uint32"] if a.min(initial=0) >= 0 else []):
        yield kind, a.astype(kind)


def broken(values: object) -> Iterator[tuple[str, object]]:
    """Yield arrays that are no such array, or hold what it may not hold."""
    a = np.asarray(values)
    yield "text", "abc"
    yield "a dictionary", {}
    yield "ragged", [[1, 2], [3]]
    yield "None in it", np.array([None] * len(a), dtype=object)
    yield "complex", a.astype(complex)
    yield "dates", np.zeros(a.shape, dtype="datetime64[s]")
    yield "masked", np.ma.MaskedArray(a, mask=np.ones(a.shape, bool))
    yield "sparse", sparse.csr_array(np.atleast_2d(a.astype(float)))
    yield "a dimension more", a[..., None, None]
    for value in (np.nan, np.inf, -np.inf, 1e300):
        first = a.astype(np.float64)
        first.flat[-1] = value
        yield f"{value} in it", first


def odd(values: object) -> Iterator[tuple[str, object]]:
    """Yield arrays that may be right or wrong: either a result or a sentence."""
    a = np.asarray(values)
    yield "empty", []
    yield "one shorter", a[:-1]
    yield "one longer", np.concatenate((a, a[:1]))
    yield "zeros", np.zeros_like(a)
    yield "one value", np.full_like(a, a.flat[0])
    yield "flags", a.astype(bool)
    for value in (0.5, -1, -5, 1e-300, 1e9, 2.0**31, 2.0**53, 2.0**62):
        first = a.astype(np.float64)
        first.flat[0] = value
        yield f"{value} in it", first
    for scale in (1e300, 1e155, 1e-300, -1.0):
        with np.errstate(over="ignore"):
            yield f"times {scale}", a.astype(np.float64) * scale
    largest = np.nan_to_num(a).astype(np.int64).astype(np.uint64)
    largest.flat[0] = 2**64 - 1
    yield "2^64 - 1 in it", largest


def faults(
    call: Call,
    kinds: Mapping[str, str],
    *,
    allowed: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    **right: Any,
) -> Found:
    """Return what goes wrong where one argument after the other is changed; nothing should.

    Parameters
    ----------
    kinds
        Kind of each argument that is changed: `array`, `any array` where all numbers are allowed
        and only some shapes, or a key of SCALARS.
    allowed
        Fields of the result that may hold NaN or infinity, as their docstring says.
    names
        What else than the arguments a sentence may begin with, such as names of covariates.
    right
        All arguments, as they are right.
    """
    base = call(**right)
    said = (*right, *kinds, *names)
    found = not_finite(base, allowed)
    for argument, kind in kinds.items():
        for what, value, must in _changes(kind, right.get(argument)):
            fault = _fault(call, {**right, argument: value}, must, base, allowed, said)
            if fault:
                found.append(f"{argument} {what}: {fault}")
    return found


def fault_of(call: Callable[[], object], allowed: tuple[str, ...] = ()) -> str:
    """Return what is wrong with a call: nothing where it gives a finite result or a sentence."""
    return _fault(lambda: call(), {}, "either", None, allowed, ())


def not_finite(value: object, allowed: tuple[str, ...] = (), path: str = "") -> Found:
    """Return the fields that hold NaN or infinity."""
    if path.rpartition(".")[2] in allowed and path:
        return []
    if dataclasses.is_dataclass(value):
        parts = [(f".{f.name}", getattr(value, f.name)) for f in dataclasses.fields(value)]
    elif isinstance(value, tuple | list):
        parts = [(f"[{k}]", one) for k, one in enumerate(value)]
    elif isinstance(value, dict):
        parts = [(f"[{k}]", one) for k, one in value.items()]
    else:
        is_number = isinstance(value, float) or (
            isinstance(value, np.ndarray) and value.dtype.kind == "f"
        )
        return [path or "result"] if is_number and not np.isfinite(value).all() else []
    return [one for name, part in parts for one in not_finite(part, allowed, path + name)]


def difference(a: object, b: object, path: str = "result") -> str:
    """Return where two results differ; labels may come back in the type that was given."""
    if dataclasses.is_dataclass(a):
        pairs = [(f".{f.name}", f.name) for f in dataclasses.fields(a)]
        found = (difference(getattr(a, n), getattr(b, n, None), path + p) for p, n in pairs)
        return next(filter(None, found), "")
    if sparse.issparse(a):
        return "" if abs(a - b).sum() == 0 else path
    if isinstance(a, tuple | list):
        if len(a) != len(b):  # type: ignore[arg-type]
            return path
        found = (difference(x, y, f"{path}[{k}]") for k, (x, y) in enumerate(zip(a, b)))  # type: ignore[call-overload]  # noqa: B905
        return next(filter(None, found), "")
    if isinstance(a, np.ndarray) and a.dtype.kind in "biuf":
        same = a.shape == np.shape(b) and np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)  # type: ignore[arg-type]
        return "" if same else path
    if isinstance(a, float):
        return "" if np.isclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True) else path  # type: ignore[arg-type]
    return "" if not isinstance(a, str | int | None) or a == b else path


def shut_down() -> ThreadPoolExecutor:
    """Return an executor that takes no more jobs."""
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    return executor


def _changes(kind: str, right: object) -> Iterator[tuple[str, object, str]]:
    if kind == "labels":
        yield from (
            ("a list", np.asarray(right).tolist(), "same"),
            ("dates", np.zeros(np.shape(right), "datetime64[s]"), "refused"),
        )
        yield from ((what, value, "either") for what, value in broken(right))
        return
    if kind not in ("array", "any array"):
        yield from ((repr(value)[:40], value, "refused") for value in SCALARS[kind])
        return
    yield from ((what, value, "same") for what, value in alike(right))
    must = "refused" if kind == "array" else "either"
    yield from ((what, value, must) for what, value in broken(right))
    yield from ((what, value, "either") for what, value in odd(right))


def _fault(
    call: Call,
    arguments: dict[str, Any],
    must: str,
    base: object,
    allowed: tuple[str, ...],
    said: tuple[str, ...],
) -> str:
    try:
        result = call(**arguments)
    except EXPECTED as reason:
        return _fault_of_sentence(reason, must, said)
    except Exception as reason:  # noqa: BLE001  # what a user must never see
        return f"raised {type(reason).__name__}: {reason}"
    if must == "refused":
        return "was accepted"
    if must == "same":
        return difference(base, result)
    return ", ".join(not_finite(result, allowed))


def _fault_of_sentence(reason: Exception, must: str, said: tuple[str, ...]) -> str:
    sentence = str(reason)
    if must == "same":
        return f"was refused: {sentence}"
    if "; " not in sentence:
        return f"no remedy in: {sentence}"
    begins = not said or sentence.startswith(said)
    return "" if begins else f"the argument is not named in: {sentence}"


def _read_only(a: np.ndarray) -> np.ndarray:
    copy = a.copy()
    copy.flags.writeable = False
    return copy
