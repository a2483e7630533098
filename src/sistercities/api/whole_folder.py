"""A folder that is there whole or not at all: made aside, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sistercities.api.output_folder import checked_folder
from sistercities.errors import InvalidArgument, OutputError
from sistercities.report.exports import UNFINISHED, remove_left_over


@contextmanager
def whole_folder(out: str | Path, mark: str) -> Iterator[Path]:
    """Give a folder to fill; at the end it takes the place of `out`.

    Parameters
    ----------
    out
        Folder to be made. One that is there is replaced where it is empty or holds the mark.
    mark
        Name of a file by which our own folders are known; it must be among the files written.

    Yields
    ------
    pathlib.Path
        An empty folder on the same disk. After an error or an interrupt it is gone, and `out` is
        as it was.

    Raises
    ------
    InvalidArgument
        If `out` is a file, or a folder that holds something else.
    OutputError
        If the disk is full or may not be written to.
    """
    folder = checked_folder(out, by="").absolute()
    _check_ours(folder, mark)
    folder.parent.mkdir(parents=True, exist_ok=True)
    remove_left_over(folder.parent)
    aside = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{os.getpid()}-", dir=folder.parent))
    try:
        new = aside / "new"
        new.mkdir()
        yield new
        _exchange(folder, new, aside / "older")
    except OSError as failure:
        why = (failure.strerror or "the system refuses").lower()
        raise OutputError(str(folder), why, "free space, or choose another folder") from failure
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _check_ours(folder: Path, mark: str) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise InvalidArgument("folder", str(folder), "a file stands there; give another name")
    if any(folder.iterdir()) and not (folder / mark).is_file():
        advice = "it holds other files, which would be lost; give a new or an empty folder"
        raise InvalidArgument("folder", str(folder), advice)


def _exchange(folder: Path, new: Path, older: Path) -> None:
    """Put the new folder in the place of the old one; a failure brings the old one back."""
    is_there = folder.exists()
    if is_there:
        folder.rename(older)
    try:
        new.rename(folder)
    except BaseException:
        if is_there and not folder.exists():
            older.rename(folder)
        raise
