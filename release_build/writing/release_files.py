"""Writing a release whole or not at all, and verifying one."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from release_build.writing.encoding import TableEncoder, plain_rows
from sistercities.dataset.release.datapackage import describe, to_text
from sistercities.dataset.release.manifest import MANIFEST, Manifest, read_manifest
from sistercities.dataset.release.parquet import Row
from sistercities.dataset.release.store import open_release
from sistercities.dataset.release.verify import check_release
from sistercities.errors import OutputError

if TYPE_CHECKING:
    import pandas as pd

DATA_VERSION = "2026.11.0"
_REPORTS = "reports"
"""Folder of the packed reports (`release_build.reports`), which say what data they are of."""
_KEPT_ASIDE = {".gitkeep", _REPORTS}


def write_release(
    tables: Mapping[str, Iterable[Row] | pd.DataFrame],
    folder: str | Path,
    *,
    version: str = DATA_VERSION,
    notes: Sequence[str] = (),
    before_moving: Callable[[Path], None] = lambda _: None,
    encoder: TableEncoder | None = None,
) -> Manifest:
    """Write every table of the schema as Parquet, with `datapackage.json`, into a folder.

    All files are written into a folder beside it first, then the two change places; an error, a
    full disk or an interrupt leaves the old release as it was.

    Parameters
    ----------
    tables
        Rows of every table in `terms.tables`, as dicts, as `ColumnRows` or as a pandas frame.
    folder
        Where the release goes. A release there is replaced, its reports stay; a folder that holds
        anything else is refused.
    version
        Version of the data.
    notes
        What the reader of the release should know, for example what was left out for size.
    before_moving
        Called with the folder beside once it is whole; what it raises stops the writing.
    encoder
        Where some of the tables have been begun.

    Raises
    ------
    BuildError
        If a table is missing or a row does not fit the schema.
    OutputError
        If the folder cannot be written.
    """
    target = Path(folder)
    with nullcontext(encoder) if encoder else TableEncoder() as working:
        encoded = working.finish(tables)
    entries = [entry for entry, _ in encoded]
    descriptor = describe(version, entries, plain_rows(tables["sources"]), notes)
    contents = {entry.file: content for entry, content in encoded}
    contents[MANIFEST] = to_text(descriptor).encode()
    _replace(target, contents, before_moving)
    return read_manifest(target)


def verify_release(folder: str | Path | None = None) -> list[str]:
    """Check a release against its manifest and the schema; return what was checked, as sentences.

    Raises
    ------
    ReleaseError
        At the first fact that does not hold: which file, what is wrong, how to mend it.
    """
    with open_release(folder) as release:
        return check_release(release)


def _replace(
    target: Path, contents: Mapping[str, bytes], before_moving: Callable[[Path], None]
) -> None:
    _refuse_foreign(target, set(contents))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as reason:
        raise _cannot_write(target, reason) from None
    try:
        for name, content in contents.items():
            (fresh / name).write_bytes(content)
        before_moving(fresh)
        if (target / _REPORTS).is_dir():
            shutil.copytree(target / _REPORTS, fresh / _REPORTS)
        fresh.chmod(0o755)
        _swap(fresh, target)
    except OSError as reason:
        raise _cannot_write(target, reason) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
        return
    aside = fresh.with_name(fresh.name + "-old")
    target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _refuse_foreign(target: Path, ours: set[str]) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise OutputError(str(target), "it is a file", "name a folder")
    foreign = sorted(path.name for path in target.iterdir() if path.name not in ours | _KEPT_ASIDE)
    if foreign:
        raise OutputError(
            str(target), f"it holds {foreign[0]}, which is not of a release", "name another folder"
        )


def _cannot_write(target: Path, reason: OSError) -> OutputError:
    return OutputError(
        str(target),
        reason.strerror or str(reason),
        "the old release stands as it was; free space or name another folder",
    )
