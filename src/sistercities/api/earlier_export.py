"""Files that an earlier export left in a folder and a new one there does not replace."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from sistercities.report.export_formats.companions import DESCRIPTOR, PACKAGE_NAME
from sistercities.report.own_files import is_own


def files_of_earlier_export(folder: Path) -> tuple[Path, ...]:
    """Files that the description of an earlier export in the folder names.

    Empty where there is none, or it is not ours: what somebody else put there stays.
    """
    try:
        held = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        if held["name"] != PACKAGE_NAME:
            return ()
        names = [resource["path"] for resource in held["resources"]]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    # Only plain names: a description that was tampered with must not lead out of the folder.
    plain = [name for name in names if isinstance(name, str) and Path(name).name == name]
    return tuple(folder / name for name in plain)


def remove_stale(earlier: Collection[Path], written: Collection[str]) -> tuple[str, ...]:
    """Remove the earlier files that are not among those written; return their names.

    A file that was changed since, or cannot be removed, is left; the description no longer names
    it.
    """
    removed = []
    for path in earlier:
        if path.name in written or not is_own(path):
            continue
        with suppress(OSError):
            path.unlink()
            removed.append(path.name)
    return tuple(removed)
