"""Files that are whole or not there: written aside, then renamed into place."""

from __future__ import annotations

import csv
import dataclasses
import errno
import io
import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sistercities.errors import OutputError

_ADVICE = {
    errno.ENOSPC: "free some space on that disk, or choose another folder with --out",
    errno.EDQUOT: "free some of your quota, or choose another folder with --out",
    errno.EACCES: "choose a folder that you may write to with --out",
    errno.EPERM: "choose a folder that you may write to with --out",
    errno.EROFS: "that disk is read-only; choose another folder with --out",
    errno.ENOTDIR: "a file stands where a folder is needed; choose another folder with --out",
    errno.EEXIST: "a file stands where a folder is needed; choose another folder with --out",
    errno.EISDIR: "a folder stands where a file is needed; move it, or choose another with --out",
}


def _failure(path: Path, error: OSError) -> OutputError:
    problem = (error.strerror or "the system refuses").lower()
    advice = _ADVICE.get(error.errno or 0, "choose another folder with --out")
    return OutputError(str(path), problem, advice)


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """Give a folder for unfinished files on the same disk; it is gone at the end, come what may."""
    aside = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _nearest_there(folder: Path) -> Path:
    """Return the first of the folders above that does not exist yet, or the folder itself."""
    missing = folder
    while missing != missing.parent and not missing.parent.exists():
        missing = missing.parent
    return missing


@contextmanager
def _folder_ready(folder: Path) -> Iterator[None]:
    """Make a folder; what was made is taken away again when the writing fails."""
    first_made = None if folder.exists() else _nearest_there(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        if first_made is not None:
            shutil.rmtree(first_made, ignore_errors=True)
        raise


def _keep_older(folder: Path, older: Path, names: Sequence[str]) -> None:
    """Keep a second name for each file about to be replaced, or a copy where links are unknown."""
    older.mkdir()
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
        if not (folder / name).exists():
            continue
        try:
            os.link(folder / name, older / name)
        except OSError:
            shutil.copy2(folder / name, older / name)


def _put_back(folder: Path, older: Path, names: Sequence[str]) -> None:
    for name in names:
        if (older / name).exists():
            (older / name).replace(folder / name)
        else:
            (folder / name).unlink(missing_ok=True)


def _move_into_place(aside: Path, folder: Path, names: Sequence[str]) -> None:
    """Rename file by file; a failure or an interrupt half-way brings the older files back."""
    older = aside / "older"
    _keep_older(folder, older, names)
    try:
        for name in names:
            (aside / name).replace(folder / name)
    except BaseException:
        _put_back(folder, older, names)
        raise


def write_together(folder: Path, files: Mapping[str, bytes]) -> dict[str, Path]:
    """Write a set of files into a folder: all of them, or none.

    Parameters
    ----------
    folder
        Made with its parents if it is not there.
    files
        Content by file name, without folders; they are renamed into place in this order.

    Returns
    -------
    dict
        Where each file is.

    Raises
    ------
    OutputError
        The folder or a file cannot be written; older files of these names are as they were.
    """
    try:
        with _folder_ready(folder), _aside(folder) as aside:
            for name, content in files.items():
                _write_synced(aside / name, content)
            _move_into_place(aside, folder, list(files))
    except OutputError:
        raise
    except OSError as error:
        raise _failure(folder, error) from error
    return {name: folder / name for name in files}


def json_bytes(value: object) -> bytes:
    """JSON text with two spaces of indent; a number that is not finite is a ValueError."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _csv_value(value: object) -> object:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return str(value).lower() if isinstance(value, bool) else value


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8 with a header; missing is empty, flags are true and false."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    return text.getvalue().encode()


def records_csv(kind: type, records: Iterable[object], leave_out: Sequence[str] = ()) -> bytes:
    """CSV of dataclass instances, one column a field.

    Parameters
    ----------
    kind
        The dataclass, so that an empty list still has its header.
    records
        The instances.
    leave_out
        Fields that stand in a file of their own.
    """
    names = [each.name for each in dataclasses.fields(kind) if each.name not in leave_out]
    return csv_bytes(names, ([getattr(row, name) for name in names] for row in records))
