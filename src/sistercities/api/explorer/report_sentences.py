"""What the sentences of a finished report were made of, so that pages say them in other words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sistercities.api.explorer.report_store import ReportStore, State
from sistercities.report.said_html import SaidHtml, Say, from_record, unbroken
from sistercities.sentence_records import ReadRecord

__all__ = ["NAME", "SaidHtml", "Say", "said_page", "sentences_of", "unbroken"]

NAME = "sentences.json"
_NONE: Mapping[str, Any] = MappingProxyType({})
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError)


def sentences_of(store: ReportStore) -> Mapping[str, ReadRecord]:
    """Read the records of the sentences in the numbers of a report, by their English text.

    A report of an older program has none, and what cannot be read is none.
    """
    return _records(store, store.state(NAME))


def said_page(store: ReportStore, name: str) -> SaidHtml:
    """Read a page of a report with its sentences; empty where there is none.

    Its sentences stay English where the report does not keep what they were made of, or where the
    page is not the one that was written.
    """
    return _said_page(store, name, (store.state(name), store.state(NAME)))


@lru_cache(maxsize=8)
def _said_page(
    store: ReportStore, name: str, changed: tuple[State | None, State | None]
) -> SaidHtml:
    text = (store.read(name) or b"").decode("utf-8", "replace")
    with suppress(*_BROKEN):
        if changed[1] is not None:
            return from_record(text, _held(store, "pages")[name])
    return SaidHtml(text)


@lru_cache(maxsize=4)
def _records(store: ReportStore, changed: State | None) -> Mapping[str, ReadRecord]:
    """Keep the records as text: as objects they fill five times the memory of each worker."""
    held = _NONE if changed is None else _held(store, "sentences")
    return _ReadWhenAsked({text: json.dumps(one) for text, one in held.items()})


def _held(store: ReportStore, key: str) -> Mapping[str, Any]:
    with suppress(*_BROKEN):
        held = json.loads(store.read(NAME) or b"")[key]
        return held if isinstance(held, dict) else _NONE
    return _NONE


class _ReadWhenAsked(Mapping[str, ReadRecord]):
    """Records of which few are asked for, each read from its JSON then."""

    def __init__(self, held: dict[str, str]) -> None:
        self._held = held

    def __getitem__(self, text: str) -> ReadRecord:
        record: ReadRecord = json.loads(self._held[text])
        return record

    def __contains__(self, text: object) -> bool:
        return text in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)
