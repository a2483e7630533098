"""Which files of a folder this program has written: what is not among them is not overwritten.

A list in the folder has the name of each file and a hash of what was written. A file that has the
name and not the content is somebody else's, or was changed by hand since: it stays as it is.

A large file that is written piece by piece, before it is renamed to where it belongs.

Links that lead nowhere, or in a circle: nothing can be written through them.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import os.path
import stat
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sistercities.errors import OutputError

LIST = ".sistercities-files.json"
_KEPT_HASHES = 2
"""Of the newest writing and of the one before: a process killed between two files leaves both."""
Hashes = dict[str, list[str]]


def require_own(folder: Path, names: Iterable[str], *, replace: bool = False) -> None:
    """Refuse to overwrite what this program did not write.

    Parameters
    ----------
    folder
        Where files are to be written; it may not be there.
    names
        Their names.
    replace
        Whether files of others may be overwritten all the same.

    Raises
    ------
    OutputError
        If the folder is the root of a disk or a link that leads nowhere, or a file of one of the
        names is not as it was written.
    """
    refuse_dead_links(folder)
    if _is_root(folder):
        raise OutputError(str(folder), "it is the root of a disk", "name a folder in it")
    if replace:
        return
    known = _read(folder)
    foreign = [name for name in names if _is_foreign(folder / name, known.get(name, []))]
    if not foreign:
        return
    others = f" (and {len(foreign) - 1:,} more)" if len(foreign) > 1 else ""
    raise OutputError(
        str(folder / foreign[0]),
        f"it is there already{others}, and not as this program wrote it",
        "name another folder, move it, or overwrite it with --replace (in Python replace=True)",
    )


def _is_root(folder: Path) -> bool:
    try:
        whole = folder.absolute().resolve()
    except (
        OSError,
        ValueError,
        RuntimeError,
    ):  # before Python 3.13 that of links in a circle is the latter
        return False
    return whole == whole.parent


def is_own(path: Path) -> bool:
    """Whether a file is there and as this program wrote it."""
    hashes = _read(path.parent).get(path.name, [])
    return path.is_file() and not _is_foreign(path, hashes)


def list_with(folder: Path, files: Mapping[str, Content]) -> bytes:
    """Lay out the list as it is with some files added."""
    known = _read(folder)
    for name, content in files.items():
        newest = sha256_of(content)
        earlier = [one for one in known.get(name, []) if one != newest]
        known[name] = [newest, *earlier][:_KEPT_HASHES]
    held = {"program": "sistercities", "files": dict(sorted(known.items()))}
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


def _read(folder: Path) -> Hashes:
    """Read the list; what cannot be read says nothing."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        held = json.loads((folder / LIST).read_bytes())["files"]
        return {str(name): [str(one) for one in hashes] for name, hashes in held.items()}
    return {}


def _is_foreign(path: Path, hashes: Iterable[str]) -> bool:
    """Whether something has the name that this program did not write: it writes no link, no pipe.

    A folder in the way, or a name that no file can have, is refused where it is written.
    """
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISDIR(mode):
        return False
    try:
        return not stat.S_ISREG(mode) or _hash(path) not in hashes
    except OSError:  # what cannot be read is not known to be ours
        return True


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file written aside, whole and on the disk.

    Attributes
    ----------
    path
        Where it waits.
    size
        Bytes.
    sha256
        Of its content, in hexadecimal.
    """

    path: Path
    size: int
    sha256: str


Content = bytes | StoredFile
"""What a file holds: bytes, or a file that was written aside."""


def store(path: Path, pieces: Iterable[bytes | memoryview]) -> StoredFile:
    """Write pieces one after the other, so that no more than one is in memory."""
    size, found = 0, hashlib.sha256()
    with path.open("xb") as file:
        for piece in pieces:
            file.write(piece)
            found.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return StoredFile(path, size, found.hexdigest())


def size_of(content: Content) -> int:
    """Return the number of bytes."""
    return content.size if isinstance(content, StoredFile) else len(content)


def sha256_of(content: Content) -> str:
    """Return the checksum, in hexadecimal."""
    if isinstance(content, StoredFile):
        return content.sha256
    return hashlib.sha256(content).hexdigest()


_NOWHERE = (errno.ENOENT, errno.ELOOP)


def refuse_dead_links(folder: Path) -> None:
    """Refuse a folder that is such a link, or lies behind one.

    Raises
    ------
    OutputError
        If it is one; it names the link.
    """
    for path in (folder, *_above(folder)):
        if os.path.islink(path) and _leads_nowhere(path):  # noqa: PTH114  asks any name whatever
            problem = "it is a link that leads nowhere"
            raise OutputError(str(path), problem, "remove the link, or name another folder")


def _above(folder: Path) -> Sequence[Path]:
    """Return the folders that it lies in; none where the working folder is gone: writing tells."""
    try:
        return folder.absolute().parents
    except FileNotFoundError:
        return ()


def _leads_nowhere(link: Path) -> bool:
    try:
        link.stat()
    except OSError as failure:
        return failure.errno in _NOWHERE
    return False
