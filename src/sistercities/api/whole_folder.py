"""A folder that is there whole or not at all: made aside, then renamed."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sistercities.api.output_folder import checked_folder
from sistercities.errors import InvalidArgument, OutputError
from sistercities.report.exports import check_can_write, json_bytes
from sistercities.report.unfinished import TAKEN_AWAY, aside_in, remove_left_over


@contextmanager
def whole_folder(out: str | Path, mark: str, *, replace: bool = False) -> Iterator[Path]:
    """Give a folder to fill; at the end it takes the place of `out`.

    Parameters
    ----------
    out
        Folder to be made; of a link, that to which it leads. One that is there is replaced where
        it is empty or holds the mark, and nothing that was put or changed there since.
    mark
        Name of a file by which our own folders are known; it must be among the files
        written, an object of JSON; how many files there are, their bytes and a hash of them are
        added to it.
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
    folder = _without_link(checked_folder(out, by="").absolute())
    _check_place(folder)
    remove_left_over(folder.parent)  # which may bring back what a killed run took from its place
    _check_ours(folder, mark, replace=replace)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with aside_in(folder.parent) as aside:
            new = aside / "new"
            new.mkdir()
            yield new
            told = json.loads((new / mark).read_bytes())
            (new / mark).write_bytes(json_bytes(told | _held(new, mark)))
            _exchange(folder, new, aside / TAKEN_AWAY / folder.name)
    except OutputError:
        raise
    except OSError as failure:
        why = (failure.strerror or "the system refuses").lower()
        raise OutputError(str(folder), why, "free space, or choose another folder") from failure


def _without_link(folder: Path) -> Path:
    """Return the folder that a link leads to: the link stays, and what it leads to is replaced."""
    if not folder.is_symlink():
        return folder
    real = folder.resolve()
    check_can_write(real, "")
    return real


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
    elif not _is_as_made(folder, mark):
        problem = "files were put there or changed since it was made, and would be lost"
    else:
        return
    advice = "give a new or an empty folder, or let them go with --replace (in Python replace=True)"
    raise OutputError(str(folder), problem, advice)


def _held(folder: Path, mark: str) -> dict[str, int | str]:
    """Count files and their bytes, without the mark itself, and say what they are in one hash.

    Folders, links and what else has a name count in the hash, so that none of them is lost unseen.
    """
    names = sorted(
        os.path.relpath(os.path.join(above, name), folder)  # noqa: PTH118  a third of the time
        for above, folders, files in os.walk(folder, onerror=_raised)
        for name in (*folders, *files)
    )
    names.remove(mark)
    whole, sizes = hashlib.sha256(), []
    for name in names:
        kind = os.lstat(folder / name)
        content = _content(folder / name, kind.st_mode)
        if stat.S_ISREG(kind.st_mode):
            sizes.append(kind.st_size)
        whole.update(f"{Path(name).as_posix()!a} {content}\n".encode())
    return {"files": len(sizes), "bytes": sum(sizes), "sha256": whole.hexdigest()}


def _raised(failure: OSError) -> None:
    raise failure


def _content(path: Path, mode: int) -> str:
    """Say what a name stands for; only a plain file is opened, a pipe would wait for ever."""
    if stat.S_ISDIR(mode):
        return "folder"
    if not stat.S_ISREG(mode):
        return "neither file nor folder"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_as_made(folder: Path, mark: str) -> bool:
    """Whether a folder holds what its mark says; not where either cannot be read."""
    with suppress(OSError, ValueError, TypeError, RecursionError):
        told, held = json.loads((folder / mark).read_bytes()), _held(folder, mark)
        return bool(told | held == told)
    return False


def _exchange(folder: Path, new: Path, older: Path) -> None:
    """Put the new folder in the place of the old one; a failure brings the old one back."""
    is_there = folder.exists()
    if is_there:
        older.parent.mkdir()
        folder.rename(older)
    try:
        new.rename(folder)
    except BaseException:
        if is_there and not folder.exists():
            older.rename(folder)
        raise
