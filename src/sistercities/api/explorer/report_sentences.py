"""What the sentences of a finished report were made of, so that pages say them in other words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sistercities.api.explorer.reports import StudyReport
from sistercities.sentence_records import Record

_NAME = "sentences.json"
_MARKS = str.maketrans("", "", "`*[]")
"""Marks of code, stress and links inside a sentence."""
_LARGEST = 50_000_000
_NONE: Mapping[str, Record] = MappingProxyType({})


def sentences_of(report: StudyReport, study: str = "") -> Mapping[str, Record]:
    """Read the records of a study's sentences, or those of the verdicts where none is named.

    They are found by their English text as a page shows it.
    Blanks are single spaces, and marks of code, stress and links are left out.

    A report of an older program has none, and what cannot be read is none.
    """
    if report.page is None:
        return _NONE
    path = report.page.parent / _NAME
    with suppress(OSError):
        state = path.stat()
        if state.st_size <= _LARGEST:
            return _read(path, study, state.st_mtime_ns, state.st_size)
    return _NONE


@lru_cache(maxsize=16)
def _read(path: Path, study: str, _changed: int, _size: int) -> Mapping[str, Record]:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        whole: dict[str, Any] = json.loads(path.read_bytes())
        held: dict[str, Any] = whole["studies"][study] if study else whole["sentences"]
        found = {_shown(text): one for text, one in held.items() if isinstance(one, dict)}
        return MappingProxyType(found)
    return _NONE


def _shown(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())
