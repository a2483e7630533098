"""What was seen of files when their checksums were compared, so that it need not be done each time.

A file that has the size, the times and the number that it had then has the content that it had: the
time of the last change of a file's record is set by the system alone. Where anything differs the
checksums are compared again, and the ledger is written anew.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

try:
    from _blake2 import blake2b as blake2b
except ImportError:  # a Python of another make
    from hashlib import blake2b as blake2b


_PIECE = 1 << 20
_MOST_FOLDERS = 20
Seen = list[int]
"""Size, times of content and record in nanoseconds, number and device of a file."""
PREFIX = ".of-"
"""How the ending of a file begins that is kept beside an index, and goes when it goes."""


def seen(path: Path) -> Seen | None:
    """Return what the system tells of a file unread; None where it is not there."""
    try:
        told = path.stat()
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(told.st_mode):  # a pipe would be read for ever
        return None
    return [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_dev]


def sum_of(path: Path) -> str:
    """Checksum of a file (BLAKE2b), read in pieces."""
    found = blake2b()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


@dataclass(slots=True)
class Ledger:
    """What is known of one index and of the files that it was made of.

    Attributes
    ----------
    index_sum
        Checksum of the index.
    index_seen
        The index as it was when the checksum was taken.
    releases
        By folder, the files of a release as they were when they had the checksums of its manifest.
    overlays
        Ids of the sources of the overlays that lie on it.
    """

    index_sum: str = ""
    index_seen: Seen = field(default_factory=list)
    releases: dict[str, dict[str, Seen]] = field(default_factory=dict)
    overlays: list[str] = field(default_factory=list)

    def knows(self, folder: Path, files: Iterable[str]) -> bool:
        """Whether the files of a folder are those whose checksums were compared."""
        held = self.releases.get(str(folder.absolute()), {})
        return all(name in held and seen(folder / name) == held[name] for name in files)

    def note(self, folder: Path, found: Mapping[str, Seen | None]) -> None:
        """Take the files of a folder down as they were before their checksums were compared."""
        kept = {key: files for key, files in self.releases.items() if key != str(folder.absolute())}
        self.releases = dict(list(kept.items())[1 - _MOST_FOLDERS :])
        self.releases[str(folder.absolute())] = {
            name: one for name, one in found.items() if one is not None
        }


def seen_of(folder: Path, files: Iterable[str]) -> dict[str, Seen | None]:
    """Return what the system tells of some files of a folder."""
    return {name: seen(folder / name) for name in files}


def read_ledger(path: Path) -> Ledger:
    """Read a ledger; an empty one where there is none, or where it cannot be understood."""
    if seen(path) is None:
        return Ledger()
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return _understood(json.loads(path.read_bytes()))
    return Ledger()


def _understood(read: dict[str, Any]) -> Ledger:
    ledger = Ledger(
        str(read["index_sum"]), list(read["index_seen"]), dict(read["releases"]),
        list(read["overlays"]),
    )  # fmt: skip
    for files in ledger.releases.values():
        files.items()  # else it is no ledger of ours
    return ledger


def write_ledger(path: Path, ledger: Ledger) -> bool:
    """Write a ledger aside and put it into its place; whether that went well."""
    from sistercities.dataset.index.aside import written_aside

    said = {
        "index_sum": ledger.index_sum,
        "index_seen": ledger.index_seen,
        "releases": ledger.releases,
        "overlays": ledger.overlays,
    }
    try:
        with written_aside(path) as aside:
            aside.write_text(json.dumps(said), encoding="utf-8")
    except OSError:
        return False
    return True
