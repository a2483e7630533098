"""The manifest of a release, `datapackage.json`: reading it, and knowing whether it is ours.

Light on purpose: JSON and hashes only, because every command opens a release.

Names of the tables of a release: all that is asked of them by whoever opens one.

Their columns are in `terms.tables`, which a list of ties does not load.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from reprlib import repr as shortened
from typing import Any, NamedTuple, cast

from sistercities.errors import ReleaseError

MANIFEST = "datapackage.json"
PACKAGE = "sistercities-release"
FORMAT = 1
MEND = "reinstall sistercities, or run `make build` where the snapshots are"
ALLOW = "make the folder and the files in it readable for you, or name another folder"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_VERSION = 64


class FileEntry(NamedTuple):
    """One file of the release as the manifest states it: its bytes, rows and two hashes."""

    table: str
    file: str
    bytes: int
    rows: int
    sha256: str
    content_sha256: str


class Manifest(NamedTuple):
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
    content = _read(path)
    try:
        descriptor = json.loads(content.decode("utf-8"))
    except ValueError:
        raise ReleaseError(str(path), "is not JSON, so it is damaged", MEND) from None
    except RecursionError:
        raise ReleaseError(str(path), "is nested too deeply to be a manifest", MEND) from None
    return _checked(path, descriptor)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ReleaseError(str(path), "is missing", MEND) from None
    except PermissionError as reason:
        raise ReleaseError(str(path), f"cannot be read: {reason.strerror}", ALLOW) from None
    except OSError as reason:
        raise ReleaseError(str(path), f"cannot be read: {reason.strerror}", MEND) from None
    except ValueError:  # a NUL in the name of the folder
        raise ReleaseError(ascii(str(path)), "is not a path", "name another folder") from None


def _checked(path: Path, descriptor: object) -> Manifest:
    if not isinstance(descriptor, dict) or descriptor.get("name") != PACKAGE:
        raise ReleaseError(str(path), "does not describe a sistercities release", MEND)
    found = descriptor.get("format")
    if found != FORMAT or not isinstance(found, int):
        raise ReleaseError(
            str(path),
            f"has format {shortened(found)}, this version reads format {FORMAT}",
            "install the version of sistercities that wrote it",
        )
    try:
        resources = _all_tables(descriptor["resources"])
        files = tuple(_entry(resource) for resource in resources)
        manifest = Manifest(_version(descriptor["version"]), files, descriptor)
        _hash("content_sha256", descriptor["content_sha256"])
    except KeyError as lacking:
        problem = f"lacks what a manifest must hold: {lacking.args[0]}"
        raise ReleaseError(str(path), problem, MEND) from None
    except _Odd as odd:
        raise ReleaseError(str(path), str(odd), MEND) from None
    return manifest


class _Odd(ValueError):
    """What the manifest says that no manifest of ours does."""


def _all_tables(resources: object) -> list[dict[str, Any]]:
    """Require each table of this version once, in order, and no other."""
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise _Odd("has resources that are not a list of tables")
    listed = [resource["name"] for resource in resources]
    unknown = [name for name in listed if name not in TABLE_NAMES]
    if unknown:
        raise _Odd(f"lists a table that this version does not know: {shortened(unknown)}")
    missing = [name for name in TABLE_NAMES if name not in listed]
    if missing:
        raise _Odd(f"lacks tables: {shortened(missing)}")
    if listed != list(TABLE_NAMES):
        raise _Odd("lists a table twice or the tables in another order")
    return resources


def _entry(resource: dict[str, Any]) -> FileEntry:
    table = resource["name"]
    if resource["path"] != file_name(table):
        raise _Odd(f"says that {table} stands in {shortened(resource['path'])}, not in its file")
    return FileEntry(
        table=table,
        file=file_name(table),
        bytes=_count(f"bytes of {table}", resource["bytes"]),
        rows=_count(f"rows of {table}", resource["rows"]),
        sha256=_file_hash(table, resource["hash"]),
        content_sha256=_hash(f"content_sha256 of {table}", resource["content_sha256"]),
    )


def file_name(table: str) -> str:
    """Name of the one file in which a table may stand; the manifest cannot choose another."""
    return f"{table}.parquet"


def _count(what: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Odd(f"{what} is {shortened(value)}, not a whole number")
    return value


def _file_hash(table: str, value: object) -> str:
    algorithm, _, digits = value.partition(":") if isinstance(value, str) else ("", "", value)
    if algorithm != "sha256":
        raise _Odd(f"hash of {table} is {shortened(value)}, not a SHA-256")
    return _hash(f"hash of {table}", digits)


def _hash(what: str, value: object) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise _Odd(f"{what} is {shortened(value)}, not a SHA-256")
    return value


def _version(value: object) -> str:
    if isinstance(value, str) and value.isprintable() and 0 < len(value) <= _MAX_VERSION:
        return value
    raise _Odd(f"version is {shortened(value)}, not a short line of text")


def check_bytes(folder: Path, entry: FileEntry) -> None:
    """Compare one file with the size and the SHA-256 that the manifest states.

    Raises
    ------
    ReleaseError
        If the file is missing, shorter, longer or different.
    """
    import hashlib  # it brings OpenSSL, and look-ups compare no file

    path = folder / entry.file
    content = _read(path)
    _require_size(path, len(content), entry)
    if hashlib.sha256(content).hexdigest() != entry.sha256:
        raise ReleaseError(str(path), "differs from its checksum in the manifest", MEND)


def check_size(folder: Path, entry: FileEntry) -> None:
    """Compare the size of one file with the manifest, without reading it.

    Raises
    ------
    ReleaseError
        If the file is missing, shorter or longer.
    """
    path = folder / entry.file
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise ReleaseError(str(path), "is missing", MEND) from None
    except OSError as reason:
        raise ReleaseError(str(path), f"cannot be read: {reason.strerror}", ALLOW) from None
    _require_size(path, size, entry)


def _require_size(path: Path, size: int, entry: FileEntry) -> None:
    if size != entry.bytes:
        raise ReleaseError(str(path), f"has {size} bytes, the manifest says {entry.bytes}", MEND)


LARGE_TABLES = ("gazetteer", "gazetteer_names")
"""Those that most commands never read."""
TABLE_NAMES = (
    "places", "parents", "redirects", "upper_tier", "region_coverage", "coverage", "names",
    "claims", "ties", "tie_events", "source_coverage", "tie_redirects", "conflicts", "sources",
    "countries", "city_covariates", "region_covariates", "country_covariates", "country_pairs",
    "city_pairs", "flights_odbl", "flight_pairs_odbl", "heritage_sites", "heritage_nearby",
    *LARGE_TABLES, "country_pairs_now", "laws",
)  # fmt: skip
"""All, in the order in which a manifest lists them: that of `terms.tables.TABLES`."""
