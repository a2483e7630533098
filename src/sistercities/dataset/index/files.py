"""The file of an index: its name, whether it is whole, and how a new one takes its place."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sistercities.dataset.index.beside import PREFIX
from sistercities.dataset.index.cache_folder import cache_folders, is_own, made_for_own
from sistercities.dataset.index.ledger import Ledger, read_ledger, seen, sum_of, write_ledger
from sistercities.dataset.index.tables import scheme
from sistercities.dataset.index.telling import Told
from sistercities.dataset.index.writing import write_index

if TYPE_CHECKING:
    from sistercities.dataset.release.store import Release

_SUFFIX, _LEDGER = ".sqlite", ".json"
_DIGITS = 32
_UNUSED_DAYS = 60
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class IndexFile:
    """Where the index of some content lies, or would lie, in one folder."""

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / f"{self.name}{_SUFFIX}"

    @property
    def ledger_path(self) -> Path:
        """What is known of it."""
        return self.folder / f"{self.name}{_LEDGER}"

    def ledger(self) -> Ledger:
        """Read what is known of it."""
        return read_ledger(self.ledger_path)

    def is_whole(self) -> bool:
        """Whether the file is there with the bytes that were written."""
        ledger, found = self.ledger(), seen(self.path)
        if found is None or not ledger.index_sum:
            return False
        if found == ledger.index_seen:
            return True
        try:
            is_same = sum_of(self.path) == ledger.index_sum
        except OSError:
            return False
        if is_same:  # copied, or put back from a backup
            ledger.index_seen = found
            write_ledger(self.ledger_path, ledger)
        return is_same


def index_name(release: Release) -> str:
    """Name of the index of a release with its overlays: it follows from their content."""
    files = (entry.sha256 for entry in release.manifest.files)
    said = "\n".join((scheme(), release.manifest.content_sha256, *files, *release.overlay_sums))
    return sha256(said.encode()).hexdigest()[:_DIGITS]


def kept_files(release: Release) -> Iterator[IndexFile]:
    """Where the index of a release may lie, the best place first; folders of others are none."""
    name = index_name(release)
    return (IndexFile(folder, name) for folder in cache_folders() if is_own(folder))


def check_once(release: Release) -> None:
    """Compare the files of a release with their checksums, unless they are as they were then.

    Raises
    ------
    ReleaseError
        If a file is missing, damaged or not ours.
    """
    names = [entry.file for entry in release.manifest.files]
    ledgers = {file: file.ledger() for file in kept_files(release)}
    if any(ledger.knows(release.folder, names) for ledger in ledgers.values()):
        return
    release.check_files()
    for file, ledger in ledgers.items():
        if ledger.index_sum:  # the index was made from another copy of these data
            release.check_unread(*(entry.table for entry in release.manifest.files))
            ledger.note(release.folder, names)
            write_ledger(file.ledger_path, ledger)


def make_file(release: Release, told: Told | None = None) -> IndexFile | None:
    """Write the index of a release into the first folder that takes it; None where none does."""
    name = index_name(release)
    for folder in cache_folders():
        if not made_for_own(folder):
            continue
        file = IndexFile(folder, name)
        with suppress(OSError, sqlite3.OperationalError):  # a full disk, or one that is read-only
            _write(release, file, told)
            _forget_unused(folder, name)
            return file
    return None


def _write(release: Release, file: IndexFile, told: Told | None) -> None:
    aside = file.folder / f".{file.name}.{os.getpid()}{_SUFFIX}"
    try:
        with _created(aside) as connection:
            write_index(release, connection, told)
        ledger = file.ledger()
        ledger.index_sum = sum_of(aside)
        aside.replace(file.path)
        ledger.index_seen = seen(file.path) or []
        ledger.note(release.folder, [entry.file for entry in release.manifest.files])
        write_ledger(file.ledger_path, ledger)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


@contextmanager
def _created(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def _forget_unused(folder: Path, name: str) -> None:
    """Remove indexes whose data nobody has read for long, and what killed runs left."""
    before = time.time() - _UNUSED_DAYS * _DAY
    for path in folder.glob(f"*{_SUFFIX}"):
        with suppress(OSError):
            told = path.stat()
            if path.stem != name and max(told.st_atime, told.st_mtime) < before:
                path.unlink()
                for other in (path.with_suffix(_LEDGER), *folder.glob(f"{path.stem}{PREFIX}*")):
                    other.unlink(missing_ok=True)
    for path in folder.glob(f".*{_SUFFIX}"):
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - _DAY:
                path.unlink()
