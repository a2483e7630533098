"""A large file that is written piece by piece, before it is renamed to where it belongs."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


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
