"""Strict reading of the SPARQL 1.1 results in JSON: the columns asked for, and nothing odd."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.errors import SourceError
from sistercities.sources.snapshot import CONTROL

_KINDS = ("uri", "literal", "typed-literal", "bnode")
_ADVICE = "the page is not an answer to our query; fetch it again, or check --endpoint"


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a row: its kind (uri, literal or bnode), its text, its language if it has one.

    Control characters that no field may hold are taken out of the text.
    """

    kind: str
    text: str
    lang: str = ""


Row = dict[str, Term]
"""Values by column; a column without a value is not there."""


def result_rows(file: str, raw: bytes, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Yield (number, row) of an answer, in its order.

    Raises
    ------
    SourceError
        If the page is not JSON, not a SPARQL answer, or one to another query.
    """
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise SourceError(file, 0, "(all)", raw[:40], _ADVICE) from None
    wrong = wrong_shape(value, columns)
    if wrong:
        raise SourceError(file, 0, "(all)", wrong, _ADVICE)
    for number, binding in enumerate(value["results"]["bindings"], 1):
        yield number, {name: _term(file, number, name, one) for name, one in binding.items()}


def wrong_shape(value: Any, columns: Sequence[str]) -> str:
    """Say what is wrong with the shape of an answer; "" where it is one to our query."""
    if not isinstance(value, dict) or not isinstance(value.get("head"), dict):
        return "no SPARQL answer: it lacks a head"
    stated = value["head"].get("vars")
    if not isinstance(stated, list) or sorted(map(str, stated)) != sorted(columns):
        return f"the columns are {stated!r}, not {list(columns)!r}"[:200]
    results = value.get("results")
    if not isinstance(results, dict) or not isinstance(results.get("bindings"), list):
        return "no SPARQL answer: it lacks results"
    odd = [one for one in results["bindings"] if not isinstance(one, dict) or set(one) - {*columns}]
    return f"a row has other columns: {odd[0]!r}"[:200] if odd else ""


def _term(file: str, row: int, column: str, value: Any) -> Term:
    if not isinstance(value, dict) or value.get("type") not in _KINDS:
        raise SourceError(file, row, column, value, _ADVICE)
    text = value.get("value")
    if not isinstance(text, str):
        raise SourceError(file, row, column, value, _ADVICE)
    kind = "literal" if value["type"] == "typed-literal" else value["type"]
    return Term(kind, CONTROL.sub("", text), str(value.get("xml:lang", "")))
