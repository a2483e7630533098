"""What the sentences of a finished report were made of, so that pages say them in other words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sistercities.api.explorer.report_store import ReportStore, State
from sistercities.api.explorer.reports import StudyReport
from sistercities.sentence_records import ReadRecord

_NAME = "sentences.json"
_MARKS = str.maketrans("", "", "`*[]")
"""Marks of code, stress and links inside a sentence."""
_NONE: Mapping[str, ReadRecord] = MappingProxyType({})


def sentences_of(report: StudyReport, study: str = "") -> Mapping[str, ReadRecord]:
    """Read the records of a study's sentences, or those of the verdicts where none is named.

    They are found by their English text as a page shows it.
    Blanks are single spaces, and marks of code, stress and links are left out.

    A report of an older program has none, and what cannot be read is none.
    """
    state = report.store.state(_NAME)
    return _NONE if state is None else _read(report.store, study, state)


def sentences_of_page(report: StudyReport) -> Mapping[str, ReadRecord]:
    """Read the records of all sentences of a report, as its own page sets them together."""
    state = report.store.state(_NAME)
    return _NONE if state is None else _read_all(report.store, state)


@lru_cache(maxsize=32)
def _read(store: ReportStore, study: str, _changed: State) -> Mapping[str, ReadRecord]:
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        whole = _whole(store)
        return _found(whole["studies"][study] if study else whole["sentences"])
    return _NONE


@lru_cache(maxsize=4)
def _read_all(store: ReportStore, _changed: State) -> Mapping[str, ReadRecord]:
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        whole = _whole(store)
        found: dict[str, ReadRecord] = {}
        for held in (whole["sentences"], whole.get("page", {}), *whole["studies"].values()):
            for text, record in _found(held).items():
                found.setdefault(text, record)
        return MappingProxyType(found)
    return _NONE


def _whole(store: ReportStore) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(store.read(_NAME) or b"")
    return whole


def _found(held: dict[str, Any]) -> Mapping[str, ReadRecord]:
    return MappingProxyType(
        {_shown(text): one for text, one in held.items() if isinstance(one, dict)}
    )


def _shown(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())
