"""The manifest of a release, `datapackage.json`: reading it, and knowing whether it is ours.

Light on purpose: JSON and hashes only, because every command opens a release.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sistercities.errors import ReleaseError
from sistercities.terms.tables import TABLES

MANIFEST = "datapackage.json"
PACKAGE = "sistercities-release"
FORMAT = 1
MEND = "reinstall sistercities, or run `make build` where the snapshots are"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of the release as the manifest states it: its bytes, rows and two hashes."""

    table: str
    file: str
    bytes: int
    rows: int
    sha256: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `datapackage.json` says: the version, the files, and the whole descriptor."""

    version: str
    files: tuple[FileEntry, ...]
    descriptor: dict[str, Any]

    @property
    def content_sha256(self) -> str:
        """Hash of the content of all tables, independent of how Parquet is encoded."""
        return cast(str, self.descriptor["content_sha256"])


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a release folder.

    Raises
    ------
    ReleaseError
        If it is missing, is not JSON, or does not describe a release of this package.
    """
    path = folder / MANIFEST
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReleaseError(str(path), "is missing", MEND) from None
    except OSError as reason:
        raise ReleaseError(str(path), f"cannot be read: {reason.strerror}", MEND) from None
    except ValueError:
        raise ReleaseError(str(path), "is not JSON, so it is damaged", MEND) from None
    return _checked(path, descriptor)


def _checked(path: Path, descriptor: object) -> Manifest:
    if not isinstance(descriptor, dict) or descriptor.get("name") != PACKAGE:
        raise ReleaseError(str(path), "does not describe a sistercities release", MEND)
    if descriptor.get("format") != FORMAT:
        found = descriptor.get("format")
        raise ReleaseError(
            str(path),
            f"has format {found!r}, this version reads format {FORMAT}",
            "install the version of sistercities that wrote it",
        )
    try:
        files = tuple(_entry(resource) for resource in descriptor["resources"])
        manifest = Manifest(str(descriptor["version"]), files, descriptor)
        _ = manifest.content_sha256
    except (KeyError, TypeError, ValueError):
        raise ReleaseError(str(path), "lacks what a manifest must hold", MEND) from None
    _require_all_tables(path, manifest)
    return manifest


def _entry(resource: dict[str, Any]) -> FileEntry:
    return FileEntry(
        table=str(resource["name"]),
        file=str(resource["path"]),
        bytes=int(resource["bytes"]),
        rows=int(resource["rows"]),
        sha256=str(resource["hash"]).removeprefix("sha256:"),
        content_sha256=str(resource["content_sha256"]),
    )


def _require_all_tables(path: Path, manifest: Manifest) -> None:
    listed = [entry.table for entry in manifest.files]
    expected = [table.name for table in TABLES]
    if listed != expected:
        odd = sorted(set(listed) ^ set(expected)) or listed
        raise ReleaseError(str(path), f"lists other tables than this version: {odd}", MEND)


def check_bytes(folder: Path, entry: FileEntry) -> None:
    """Compare one file with the size and the SHA-256 that the manifest states.

    Raises
    ------
    ReleaseError
        If the file is missing, shorter, longer or different.
    """
    path = folder / entry.file
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ReleaseError(str(path), "is missing", MEND) from None
    except OSError as reason:
        raise ReleaseError(str(path), f"cannot be read: {reason.strerror}", MEND) from None
    if len(content) != entry.bytes:
        raise ReleaseError(
            str(path), f"has {len(content)} bytes, the manifest says {entry.bytes}", MEND
        )
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise ReleaseError(str(path), "differs from its checksum in the manifest", MEND)
