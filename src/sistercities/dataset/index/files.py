"""The file of an index: its name, whether it is whole, and how a new one takes its place.

Where the index may lie: the user's cache, else the machine's folder for passing files.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sistercities.dataset.index.ledger import (
    PREFIX,
    Ledger,
    blake2b,
    read_ledger,
    seen,
    seen_of,
    sum_of,
    write_ledger,
)
from sistercities.dataset.index.tables import IDENTITY, attach, read_only, scheme
from sistercities.dataset.index.telling import Told

if TYPE_CHECKING:
    from sistercities.dataset.release.store import Release

FOLDER = "SISTERCITIES_INDEX"
"""Names the folder of indexes; an empty word keeps none, and memory is used."""
_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def cache_folders() -> Iterator[Path]:
    """Give the folders in which an index may be kept, the best first; they need not exist.

    Where the environment names a folder, no other is used.
    """
    named = os.environ.get(FOLDER)
    if named is not None:
        if named.strip():
            yield Path(named).expanduser()
        return
    with suppress(RuntimeError):  # a user without a home
        yield _user_cache() / "sistercities" / "index"
    yield _passing()


def is_named() -> bool:
    """Whether the environment names the folder: then others may read what is in it."""
    return FOLDER in os.environ


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _passing() -> Path:
    who = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    import tempfile

    return Path(tempfile.gettempdir()) / f"sistercities-{who}" / "index"


def is_own(folder: Path) -> bool:
    """Whether a folder is there and this user's alone, with the one above it; one named is."""
    if is_named() or not hasattr(os, "getuid"):
        return folder.is_dir()
    try:
        return all(_is_ours(one.lstat()) for one in (folder, folder.parent))
    except OSError:
        return False


def _is_ours(told: os.stat_result) -> bool:
    """Whether it is a folder, no link to one, that nobody else may write to."""
    is_folder = stat.S_ISDIR(told.st_mode)
    return is_folder and told.st_uid == os.getuid() and not told.st_mode & _BY_OTHERS


def made_for_own(folder: Path) -> bool:
    """Make a folder for this user; whether it is theirs and may be written to."""
    mode = 0o755 if is_named() else 0o700
    try:
        for one in (folder.parent, folder):
            one.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError:
        return False
    return is_own(folder) and os.access(folder, os.W_OK | os.X_OK)


_SUFFIX, _LEDGER = ".sqlite", ".json"
_DIGITS = 32
_UNUSED_DAYS = 60
_DAY, _HOUR = 86_400, 3_600
_OURS = re.compile(rf"[0-9a-f]{{{_DIGITS}}}{re.escape(_SUFFIX)}")


class IndexFile(NamedTuple):
    """Where the index of some content lies, or would lie, in one folder.

    Attributes
    ----------
    folder
        Of the cache.
    name
        What it is called by its content.
    kind
        Of a second file of the same content, which lies beside the index and goes with it; "" for
        the index itself.
    """

    folder: Path
    name: str
    kind: str = ""

    @property
    def path(self) -> Path:
        """The file itself."""
        return self.folder / f"{self.name}{self._ending or _SUFFIX}"

    @property
    def ledger_path(self) -> Path:
        """What is known of it."""
        return self.folder / f"{self.name}{self._ending}{_LEDGER}"

    @property
    def lock_path(self) -> Path:
        """What its maker holds."""
        return self.folder / f".{self.name}.lock"

    @property
    def _ending(self) -> str:
        return f"{PREFIX}{self.kind}" if self.kind else ""

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

    def is_sound(self) -> bool:
        """Whether it is the index of its name by its bytes, whatever the system tells of them."""
        try:
            is_same = self.is_whole() and sum_of(self.path) == self.ledger().index_sum
            return is_same and self._said() == self.name
        except (OSError, sqlite3.DatabaseError):
            return False

    def _said(self) -> str:
        """Read what an index says that it is called."""
        with closing(sqlite3.connect(read_only(self.path), uri=True)) as connection:
            return str(connection.execute(f"SELECT name FROM {IDENTITY}").fetchone()[0])


def index_name(release: Release) -> str:
    """Name of the index of a release with its overlays: it follows from their content."""
    return _name_with(release, release.overlay_sums)


def _name_with(release: Release, overlay_sums: Iterable[str]) -> str:
    files = (entry.sha256 for entry in release.manifest.files)
    said = "\n".join((scheme(), release.manifest.content_sha256, *files, *overlay_sums))
    return blake2b(said.encode(), digest_size=_DIGITS // 2).hexdigest()


def kept_files(release: Release) -> Iterator[IndexFile]:
    """Where the index of a release may lie, the best place first; folders of others are none."""
    return _kept(index_name(release))


def whole_below(release: Release) -> IndexFile | None:
    """Return the index of a release without its overlays, on which theirs lies; None where none is.

    Nothing lies below the index of a release without overlays.
    """
    if not release.overlay_sums:
        return None
    return next((file for file in _kept(_name_with(release, ())) if file.is_whole()), None)


def _kept(name: str) -> Iterator[IndexFile]:
    return (IndexFile(folder, name) for folder in cache_folders() if is_own(folder))


def check_once(release: Release) -> None:
    """Compare the files of a release with their checksums, unless they are as they were then.

    Raises
    ------
    ReleaseError
        If a file is missing, damaged or not ours.
    """
    names = [entry.file for entry in release.manifest.files]
    ledgers = {}
    for file in kept_files(release):
        ledgers[file] = ledger = file.ledger()
        if ledger.knows(release.folder, names):
            return
    before = seen_of(release.folder, names)
    release.check_files()
    for file, ledger in ledgers.items():
        if ledger.index_sum:  # the index was made from another copy of these data
            release.check_unread(*(entry.table for entry in release.manifest.files))
            ledger.note(release.folder, before)
            write_ledger(file.ledger_path, ledger)


def make_file(
    release: Release, told: Told | None = None, *, is_doubted: bool = False
) -> IndexFile | None:
    """Write the index of a release into the first folder that takes it; None where none does.

    Whoever waited for another maker takes what that one made. With overlays the index of the
    release is made first where it is not there.

    Parameters
    ----------
    release
        An opened release with its overlays.
    told
        Hears of each step.
    is_doubted
        Whether what is there was found wanting: then the bytes of the index of the release decide
        whether it is made again too.
    """
    from sistercities.dataset.index.making_lock import making

    if release.overlay_sums and not _has_below(release, told, is_doubted=is_doubted):
        return None
    name = index_name(release)
    for folder in cache_folders():
        if not made_for_own(folder):
            continue
        file, was = IndexFile(folder, name), seen(folder / f"{name}{_SUFFIX}")
        with making(file.lock_path), suppress(OSError, sqlite3.DatabaseError):
            if seen(file.path) == was or not file.is_whole():
                _write(release, file, told)
                _forget(folder, file.ledger(), name)
            return file
    return None


def _has_below(release: Release, told: Told | None, *, is_doubted: bool) -> bool:
    """Whether the index of the release without its overlays is there, or can be made."""
    below = whole_below(release)
    if below is not None and (not is_doubted or below.is_sound()):
        return True
    with release.bare() as bare:
        check_once(bare)
        return make_file(bare, told) is not None


def _write(release: Release, file: IndexFile, told: Told | None) -> None:
    from sistercities.dataset.index.layer import write_layer
    from sistercities.dataset.index.writing import write_index

    names = [entry.file for entry in release.manifest.files]
    before = seen_of(release.folder, names)
    ledger, below = file.ledger(), whole_below(release)
    ledger.overlays = [said.partition(" ")[0] for said in release.overlay_sums]

    def fill(connection: sqlite3.Connection) -> None:
        if below is None:
            write_index(release, connection, file.name, told)
        else:
            attach(connection, below.path)
            write_layer(release, connection, file.name, told)
        ledger.note(release.folder, before)

    put_in_place(file, ledger, fill)


def put_in_place(
    file: IndexFile,
    ledger: Ledger,
    fill: Callable[[sqlite3.Connection], None],
) -> None:
    """Fill a database aside and let it take the place of a file, with its sum in the ledger.

    Parameters
    ----------
    file
        What it becomes.
    ledger
        What else is known of it.
    fill
        Fills it through a connection in autocommit.

    Raises
    ------
    OSError, sqlite3.DatabaseError
        If it cannot be written; without its ledger it is removed again.
    """
    put_file_in_place(file, ledger, lambda aside: fill_database(aside, fill))


def fill_database(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Fill an empty file through a connection in autocommit; it raises as `put_in_place`."""
    uri = path.absolute().as_uri()
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        fill(connection)


def put_file_in_place(file: IndexFile, ledger: Ledger, fill: Callable[[Path], object]) -> None:
    """Do what `put_in_place` does with a file that is filled, or replaced, by its path."""
    from sistercities.dataset.index.aside import written_aside

    with written_aside(file.path) as aside:
        fill(aside)
        ledger.index_sum = sum_of(aside)
    ledger.index_seen = seen(file.path) or []
    if not write_ledger(file.ledger_path, ledger):
        file.path.unlink(missing_ok=True)  # nobody could tell whether it is whole
        raise OSError("no room for the ledger of the index")


def forget_overlay(source_id: str) -> None:
    """Remove the indexes in which the rows of an overlay are, because it is removed."""
    for folder in cache_folders():
        for file in _files_of(folder) if is_own(folder) else ():
            if source_id in file.ledger().overlays:
                _remove(file)


def _forget(folder: Path, of: Ledger, name: str) -> None:
    """Remove older states of the same overlays, what lay unused, and what killed runs left."""
    from sistercities.dataset.index.aside import ASIDE  # most find a whole index

    unfinished = re.compile(rf"\.[0-9a-f]{{{_DIGITS}}}\..*{re.escape(ASIDE)}")
    now = time.time()
    for file in _files_of(folder):
        with suppress(OSError):
            told = file.path.stat()
            is_old = max(told.st_atime, told.st_mtime) < now - _UNUSED_DAYS * _DAY
            is_replaced = bool(of.overlays) and file.ledger().overlays == of.overlays
            if file.name != name and (is_old or is_replaced):
                _remove(file)
    for path in folder.glob(f".*{ASIDE}"):
        with suppress(OSError):
            if unfinished.fullmatch(path.name) and path.stat().st_mtime < now - _HOUR:
                path.unlink()


def _files_of(folder: Path) -> list[IndexFile]:
    """List the indexes of a folder, by names that are ours alone."""
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [IndexFile(folder, one[:_DIGITS]) for one in names if _OURS.fullmatch(one)]


def _remove(file: IndexFile) -> None:
    beside = file.folder.glob(f"{file.name}{PREFIX}*")
    for path in (file.path, file.ledger_path, *beside, file.lock_path):
        with suppress(OSError):
            path.unlink(missing_ok=True)
