"""A snapshot in the making: pages as they came, kept one by one, and a folder that is whole or not.

    <snapshots>/<kind>/2026-03-01T120000Z.part/   while pages come
    <snapshots>/<kind>/2026-03-01T120000Z/        when all are there
        pages/*.json     each answer, byte by byte
        origin.json      who, where, what was asked, when, how much, on which terms
        SHA256SUMS       checksum of each file, as `sha256sum -c` reads it

`state.json` in the `.part` folder lists the pages that are done, with their checksums. A run that
was interrupted, even killed, goes on there; a page that is not as the list says is fetched again.
A `.part` that asked something else is not gone on with; one older than `STALE_HOURS` neither,
because its pages would be of different days: the next run removes it. Only one run at a time writes
to a folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from sistercities.errors import OutputError, SourceError

SNAPSHOTS = "SISTERCITIES_SNAPSHOTS"
PART = ".part"
STATE, ORIGIN, SUMS, PAGES, LOCK = "state.json", "origin.json", "SHA256SUMS", "pages", ".lock"
STALE_HOURS = 24
_STAMP = "%Y-%m-%dT%H%M%SZ"
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
_AGAIN = "what has been fetched is kept: free space there, or name another folder with --snapshots"
_FETCH = "the snapshot is damaged; fetch it again without --from"


@dataclass(slots=True)
class SnapshotInMaking:
    """A `.part` folder that this run holds; `done` has the checksum of each page that is there."""

    folder: Path
    began: str
    asked: dict[str, str]
    done: dict[str, str] = field(default_factory=dict)
    n_kept: int = 0

    def page(self, name: str, fetch: Callable[[], bytes]) -> bytes:
        """Return a page: the one that is there, else the one that `fetch` brings, kept first.

        Raises
        ------
        OutputError
            If it cannot be kept, as on a full disk; the pages before it are kept.
        """
        there = self._there(name)
        if there is not None:
            self.n_kept += 1
            return there
        raw = fetch()
        with _told(self.folder):
            _write_whole(self.folder / PAGES / name, raw)
            self.done[name] = _sha256(raw)
            self._write_state()
        return raw

    def _there(self, name: str) -> bytes | None:
        if name not in self.done:
            return None
        try:
            raw = (self.folder / PAGES / name).read_bytes()
        except OSError:
            return None
        return raw if _sha256(raw) == self.done[name] else None

    def _write_state(self) -> None:
        state = {"began": self.began, "asked": self.asked, "done": self.done}
        _write_whole(self.folder / STATE, _json_bytes(state))

    def complete(self, origin: Mapping[str, object], extra: Mapping[str, bytes]) -> Path:
        """Write the origin record, other files and the checksums, and give the folder its name.

        Raises
        ------
        OutputError
            If that cannot be done; the `.part` folder stays, to be gone on with.
        """
        files = {ORIGIN: _json_bytes(origin), **extra}
        with _told(self.folder):
            for name, content in files.items():
                _write_whole(self.folder / name, content)
            sums = {f"{PAGES}/{name}": sha256 for name, sha256 in self.done.items()}
            sums |= {name: _sha256(content) for name, content in files.items()}
            lines = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(sums.items()))
            _write_whole(self.folder / SUMS, lines.encode())
            (self.folder / STATE).unlink()
            whole = self.folder.with_suffix("")
            self.folder.rename(whole)
            (whole / LOCK).unlink(missing_ok=True)
        return whole

    def discard(self) -> None:
        """Take the folder away, because what it holds cannot be used."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class WholeSnapshot:
    """A snapshot whose files are as its checksums say: its folder, origin record and pages."""

    folder: Path
    origin: dict[str, Any]
    pages: dict[str, bytes]


def snapshots_folder() -> Path:
    """Folder of the user's snapshots: what the environment names, else the platform's own."""
    named = os.environ.get(SNAPSHOTS)
    return Path(named) if named else _user_data() / "sistercities" / "snapshots"


def _user_data() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


@contextmanager
def snapshot_in_making(
    folder: Path, asked: Mapping[str, str], now: datetime | None = None
) -> Iterator[SnapshotInMaking]:
    """Go on with the newest unfinished snapshot in a folder that asked the same, or begin one.

    Parameters
    ----------
    folder
        Folder of the snapshots of one kind; made if it is not there, and taken away again if
        nothing came.
    asked
        What is asked: an unfinished snapshot that asked something else is not gone on with.
    now
        The time; None takes the clock.

    Raises
    ------
    OutputError
        If the folder cannot be written, or another run is at work in it.
    """
    moment = now or datetime.now(UTC)
    with _told(folder):
        made = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        _remove_stale(folder, moment)
        making = _unfinished(folder, dict(asked), moment) or _begin(folder, dict(asked), moment)
        lock = (making.folder / LOCK).open("wb")
    with lock:
        _hold(lock, making.folder)
        try:
            yield making
        except BaseException:
            if not making.done:  # nothing to go on with
                making.discard()
            _remove_empty(made)
            raise


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders, innermost first, as far as there is nothing in them."""
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def read_whole(folder: Path) -> WholeSnapshot:
    """Read a finished snapshot after comparing each file with its checksum.

    Raises
    ------
    SourceError
        If a file is missing or differs, or the folder is no finished snapshot.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        advice = "name a folder that `data update` has finished"
        raise SourceError(str(folder), 0, SUMS, "(missing)", advice) from None
    files: dict[str, bytes] = {}
    for number, line in enumerate(lines, 1):
        sha256, _, name = line.partition("  ")
        files[name] = _checked_file(folder, number, name, sha256)
    if ORIGIN not in files:
        raise SourceError(str(folder), 0, ORIGIN, "(missing)", _FETCH)
    pages = {name.removeprefix(f"{PAGES}/"): raw for name, raw in files.items() if "/" in name}
    return WholeSnapshot(folder, _read_origin(folder, files[ORIGIN]), pages)


def _read_origin(folder: Path, raw: bytes) -> dict[str, Any]:
    try:
        origin = json.loads(raw)
    except (ValueError, RecursionError):
        origin = None
    if not isinstance(origin, dict):
        raise SourceError(str(folder / ORIGIN), 0, "(all)", raw[:40], _FETCH)
    return origin


def add_file(folder: Path, name: str, content: bytes) -> Path:
    """Put a file beside the pages of a finished snapshot, such as what differs; whole or not.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    with _told(folder):
        _write_whole(folder / name, content)
    return folder / name


def _checked_file(folder: Path, line: int, name: str, sha256: str) -> bytes:
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise SourceError(str(folder / SUMS), line, "name", name, _FETCH)
    try:
        raw = (folder / name).read_bytes()
    except OSError:
        raise SourceError(str(folder / name), 0, "(all)", "(missing)", _FETCH) from None
    if _sha256(raw) != sha256:
        raise SourceError(str(folder / name), 0, "sha256", _sha256(raw), _FETCH)
    return raw


def _unfinished(folder: Path, asked: dict[str, str], now: datetime) -> SnapshotInMaking | None:
    for path in sorted(folder.glob(f"*{PART}"), reverse=True):
        making = _read_state(path)
        if making is not None and making.asked == asked and not _is_stale(making, now):
            return making
    return None


def _is_stale(making: SnapshotInMaking, now: datetime) -> bool:
    return now - _time(making.began) >= timedelta(hours=STALE_HOURS)


def _remove_stale(folder: Path, now: datetime) -> None:
    """Remove what runs of another day have left unfinished, unless one is still at work on it."""
    for path in folder.glob(f"*{PART}"):
        making = _read_state(path)
        if making is None or not _is_stale(making, now):
            continue
        with suppress(OSError), (path / LOCK).open("ab") as lock:
            _hold(lock, path)
            shutil.rmtree(path, ignore_errors=True)


def _read_state(path: Path) -> SnapshotInMaking | None:
    if not _NAME.fullmatch(path.stem):
        return None
    try:
        state = json.loads((path / STATE).read_bytes())
        _time(state["began"])
        return SnapshotInMaking(path, state["began"], dict(state["asked"]), dict(state["done"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _begin(folder: Path, asked: dict[str, str], now: datetime) -> SnapshotInMaking:
    stamp = _free_stamp(folder, now)
    path = folder / f"{stamp}{PART}"
    (path / PAGES).mkdir(parents=True)
    making = SnapshotInMaking(path, stamp, asked)
    making._write_state()
    return making


def _free_stamp(folder: Path, now: datetime) -> str:
    """Name the second, or the next one that no snapshot of the folder bears."""
    stamp = now.strftime(_STAMP)
    while any((folder / f"{stamp}{suffix}").exists() for suffix in ("", PART)):
        now += timedelta(seconds=1)
        stamp = now.strftime(_STAMP)
    return stamp


def _time(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _hold(lock: IO[bytes], folder: Path) -> None:
    """Keep other runs out; the system lets go when this one ends, however it ends."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows: two runs at once are the user's to avoid
        return
    try:
        flock(lock, LOCK_EX | LOCK_NB)
    except OSError:
        advice = "wait for it to end, or name another folder with --snapshots"
        raise OutputError(str(folder), "another run is fetching into it", advice) from None


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Say in a sentence why a folder cannot be written."""
    try:
        yield
    except OSError as reason:
        if isinstance(reason, OutputError):
            raise
        problem = (reason.strerror or "the system refuses").lower()
        raise OutputError(str(folder), problem, _AGAIN) from None


def _write_whole(path: Path, content: bytes) -> None:
    """Write aside, then rename: at any moment the file is whole, old or new."""
    aside = path.with_name(f".{path.name}.unfinished")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _json_bytes(value: Mapping[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
