"""Where the files of a finished report lie: in a folder, or packed in one file of the release."""

from __future__ import annotations

import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from lzma import LZMAError
from pathlib import Path

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
