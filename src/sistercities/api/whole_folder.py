"""A folder that is there whole or not at all: made aside, then renamed."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sistercities.api.output_folder import checked_folder
from sistercities.errors import InvalidArgument, OutputError
from sistercities.report.exports import UNFINISHED, json_bytes, remove_left_over


@contextmanager
def whole_folder(out: str | Path, mark: str, *, replace: bool = False) -> Iterator[Path]:
    """Give a folder to fill; at the end it takes the place of `out`.

    Parameters
    ----------
    out
        Folder to be made. One that is there is replaced where it is empty or holds the mark, and
        nothing that was put or changed there since.
    mark
        Name of a file by which our own folders are known; it must be among the files
        written, an object of JSON; how many files there are and their bytes are added to it.
    replace
        Whether what was put there since is lost with the rest.

    Yields
    ------
    pathlib.Path
        An empty folder on the same disk. After an error or an interrupt it is gone, and `out` is
        as it was.

    Raises
    ------
    InvalidArgument
        If `out` is a file.
    OutputError
        If it holds something else, the command runs in it, it is the folder of a person or the root
        of a disk, whatever may be replaced; or the disk is full or may not be written to.
    """
    folder = checked_folder(out, by="").absolute()
    _check_place(folder)
    _check_ours(folder, mark, replace=replace)
    folder.parent.mkdir(parents=True, exist_ok=True)
    remove_left_over(folder.parent)
    aside = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{os.getpid()}-", dir=folder.parent))
    try:
        new = aside / "new"
        new.mkdir()
        yield new
        told = json.loads((new / mark).read_bytes())
        (new / mark).write_bytes(json_bytes(told | _held(new, mark)))
        _exchange(folder, new, aside / "older")
    except OSError as failure:
        why = (failure.strerror or "the system refuses").lower()
        raise OutputError(str(folder), why, "free space, or choose another folder") from failure
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _check_place(folder: Path) -> None:
    """Refuse what must not go, even where it is empty or may be replaced."""
    real = folder.resolve()
    if real == real.parent:
        problem = "it is the root of a disk"
    elif _holds(real, Path.cwd):
        problem = "the command runs in it, and another folder would take its place"
    elif _holds(real, Path.home):
        problem = "your own folder is there, and would be lost"
    else:
        return
    raise OutputError(str(folder), problem, "name a folder in it")


def _holds(folder: Path, named: Callable[[], Path]) -> bool:
    """Whether a place is the folder or in it; one that is not there is not."""
    with suppress(OSError, RuntimeError):
        return named().resolve().is_relative_to(folder)
    return False


def _check_ours(folder: Path, mark: str, *, replace: bool) -> None:
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise InvalidArgument("folder", str(folder), "a file stands there; give another name")
    if replace or not any(folder.iterdir()):
        return
    if not (folder / mark).is_file():
        problem = "it holds other files, which would be lost"
    elif _held(folder, mark) != _marked(folder / mark):
        problem = "files were put there or changed since it was made, and would be lost"
    else:
        return
    advice = "give a new or an empty folder, or let them go with --replace (in Python replace=True)"
    raise OutputError(str(folder), problem, advice)


def _held(folder: Path, mark: str) -> dict[str, int]:
    """Count files and their bytes, without the mark itself."""
    sizes = [
        os.stat(os.path.join(above, name)).st_size  # noqa: PTH116, PTH118  a third of the time
        for above, _, names in os.walk(folder)
        for name in names
        if not (name == mark and Path(above) == folder)
    ]
    return {"files": len(sizes), "bytes": sum(sizes)}


def _marked(path: Path) -> dict[str, int]:
    """Read what the mark says; {} where it cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads(path.read_bytes())
        return {"files": held["files"], "bytes": held["bytes"]}
    return {}


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
