"""What the sentences of a finished report were made of, so that pages say them in other words."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
    return _held(store, store.state(NAME), "sentences")


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
        return from_record(text, _held(store, changed[1], "pages")[name])
    return SaidHtml(text)


def _held(store: ReportStore, changed: State | None, key: str) -> Mapping[str, Any]:
    held = _NONE if changed is None else _read(store, changed).get(key)
    return held if isinstance(held, Mapping) else _NONE


@lru_cache(maxsize=4)
def _read(store: ReportStore, _changed: State) -> Mapping[str, Any]:
    with suppress(*_BROKEN):
        whole = json.loads(store.read(NAME) or b"")
        return whole if isinstance(whole, dict) else _NONE
    return _NONE
