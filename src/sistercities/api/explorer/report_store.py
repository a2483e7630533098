"""Where the files of a finished report lie: in a folder, or packed in one file of the release.

What the sentences of a finished report were made of, so that pages say them in other words.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from lzma import LZMAError
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sistercities.report.said_html import SaidHtml, Say, from_record, unbroken
from sistercities.sentence_records import ReadRecord

_LARGEST = 50_000_000
"""Bytes of a file of a report that is read at all."""
_BROKEN = (
    OSError, zipfile.BadZipFile, zlib.error, LZMAError, NotImplementedError, EOFError, RuntimeError,
)  # fmt: skip
State = tuple[int, int]
"""Changes when a file does: when it was written, and its size."""


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """A report as `study all --out` writes it."""

    path: Path

    def names(self) -> tuple[str, ...]:
        """List the files that are its own, in the order of their names."""
        with suppress(OSError):
            inner = (one for one in self.path.iterdir() if one.is_file() and not one.is_symlink())
            return tuple(sorted(one.name for one in inner))
        return ()

    def state(self, name: str) -> State | None:
        """Say when a file changed; None where it is not there, lies elsewhere or is too large."""
        path = self.path / name
        with suppress(OSError):
            state = path.stat()
            is_own = path.is_file() and path.resolve().parent == self.path.resolve()
            if is_own and state.st_size <= _LARGEST:
                return state.st_mtime_ns, state.st_size
        return None

    def read(self, name: str) -> bytes | None:
        """Read a file; None where it is not there or cannot be read."""
        if self.state(name) is None:
            return None
        with suppress(OSError):
            return (self.path / name).read_bytes()
        return None


@dataclass(frozen=True, slots=True)
class PackedReport:
    """A report in one compressed file, as `release_build.reports` packs it."""

    path: Path

    def names(self) -> tuple[str, ...]:
        """List its files, in the order of their names."""
        with suppress(*_BROKEN):
            state = self.path.stat()
            return tuple(sorted(_sizes(self.path, state.st_mtime_ns, state.st_size)))
        return ()

    def state(self, name: str) -> State | None:
        """Say when the packed file changed; None where it does not hold a file of that name."""
        with suppress(*_BROKEN, KeyError):
            state = self.path.stat()
            if _sizes(self.path, state.st_mtime_ns, state.st_size)[name] <= _LARGEST:
                return state.st_mtime_ns, state.st_size
        return None

    def read(self, name: str) -> bytes | None:
        """Read a file; None where it is not there or cannot be read."""
        with suppress(*_BROKEN, KeyError), zipfile.ZipFile(self.path) as packed:
            if packed.getinfo(name).file_size <= _LARGEST:
                return packed.read(name)
        return None


ReportStore = ReportFolder | PackedReport


@lru_cache(maxsize=64)
def _sizes(path: Path, _changed: int, _size: int) -> dict[str, int]:
    """Bytes of each file of a packed one, by name; read again when it changes."""
    with zipfile.ZipFile(path) as packed:
        return {one.filename: one.file_size for one in packed.infolist()}


__all__ = ["NAME", "SaidHtml", "Say", "said_page", "sentences_of", "unbroken"]

NAME = "sentences.json"
_NONE: Mapping[str, Any] = MappingProxyType({})
_BROKEN_SENTENCES = (ValueError, KeyError, TypeError, AttributeError, IndexError)


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
    with suppress(*_BROKEN_SENTENCES):
        if changed[1] is not None:
            return from_record(text, _held(store, "pages")[name])
    return SaidHtml(text)


@lru_cache(maxsize=4)
def _records(store: ReportStore, changed: State | None) -> Mapping[str, ReadRecord]:
    """Keep the records as text: as objects they fill five times the memory of each worker."""
    held = _NONE if changed is None else _held(store, "sentences")
    return _ReadWhenAsked({text: json.dumps(one) for text, one in held.items()})


def _held(store: ReportStore, key: str) -> Mapping[str, Any]:
    with suppress(*_BROKEN_SENTENCES):
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
