"""Files that are whole or not there: written aside, then renamed into place.

A new file beside others: whole or not there, and never in the place of one that is there.
"""

from __future__ import annotations

import csv
import dataclasses
import errno
import io
import json
import math
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sistercities.errors import OutputError, SistercitiesError
from sistercities.report.own_files import (
    LIST,
    Content,
    StoredFile,
    list_with,
    refuse_dead_links,
    require_own,
)
from sistercities.report.unfinished import aside_in, remove_left_over
from sistercities.terms.spreadsheet_text import plain_text as plain_text
from sistercities.terms.whole_numbers import whole

BY_OPTION = " with --out"
"""How most commands are told another folder, as advice says it."""
_ADVICE = {
    errno.ENOSPC: "free some space on that disk, or choose another folder{named}",
    errno.EDQUOT: "free some of your quota, or choose another folder{named}",
    errno.EACCES: "choose a folder that you may write to{named}",
    errno.EPERM: "choose a folder that you may write to{named}",
    errno.EROFS: "that disk is read-only; choose another folder{named}",
    errno.ENOTDIR: "a file stands where a folder is needed; choose another folder{named}",
    errno.EEXIST: "a file stands where a folder is needed; choose another folder{named}",
    errno.ENAMETOOLONG: "choose a shorter name{named}",
    errno.ENOENT: "the folder above it is gone; go to a folder that exists, or name one{named}",
    errno.EFBIG: "files may not grow that large here; raise the limit (ulimit -f)",
    errno.EISDIR: "a folder stands where a file is needed; move it, or choose another{named}",
}


def _failure(path: Path, error: OSError | UnicodeError, named: str = BY_OPTION) -> OutputError:
    if isinstance(error, UnicodeError):
        advice = "use a locale of UTF-8, such as LC_ALL=C.UTF-8, or another name{named}"
        problem = "the system cannot spell this name"
        return OutputError(ascii(str(path)), problem, advice.format(named=named))
    problem = (error.strerror or "the system refuses").lower()
    advice = _ADVICE.get(error.errno or 0, "choose another folder{named}")
    return OutputError(str(path), problem, advice.format(named=named))


def _write_synced(path: Path, content: Content) -> None:
    if isinstance(content, StoredFile):
        content.path.replace(path)
        return
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def folder_aside(folder: Path) -> Iterator[Path]:
    """Give a folder for files not finished, on the disk of a folder that may not be there yet.

    Raises
    ------
    OutputError
        If it cannot be made, or what is written there does not fit.
    """
    try:
        nearest = next(path for path in (folder, *folder.absolute().parents) if path.is_dir())
        remove_left_over(nearest)
        with aside_in(nearest) as aside:
            yield aside
    except SistercitiesError:
        raise
    except (OSError, UnicodeError) as error:
        raise _failure(folder, error) from error


def check_name(path: Path, named: str = BY_OPTION) -> None:
    """Ask the system whether it can hold a name, which no file need bear yet.

    Raises
    ------
    OutputError
        If the name is too long.
    """
    try:
        path.lstat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _failure(path, error, named) from None


def check_can_write(folder: Path, named: str = BY_OPTION) -> None:
    """Try to write where a folder is or would be; nothing stays behind.

    Parameters
    ----------
    folder
        The folder.
    named
        How another folder is named, as advice says it; "" where it is an argument of its own.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    refuse_dead_links(folder)
    try:
        # mkdir would say so later; a name too long is asked for here.
        nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        with aside_in(nearest) as aside:
            if not folder.exists():
                (aside / folder.name).mkdir()
    except (OSError, UnicodeError) as error:
        raise _failure(folder, error, named) from None


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


def _make_folders(folder: Path, names: Iterable[str]) -> None:
    """Make the folders that stand in names of files, as `replication` in `replication/a.csv`."""
    for name in {str(Path(name).parent) for name in names}:
        (folder / name).mkdir(parents=True, exist_ok=True)


def _keep_older(folder: Path, older: Path, names: Sequence[str]) -> None:
    """Keep a second name for each file about to be replaced, or a copy where links are unknown."""
    _make_folders(older, names)
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
    made = [below for below in _folders_in(folder, names) if not below.exists()]
    try:
        _make_folders(folder, names)
        for name in names:
            (aside / name).replace(folder / name)
    except BaseException:
        _put_back(folder, older, names)
        for below in made:
            with suppress(OSError):
                below.rmdir()
        raise


def _folders_in(folder: Path, names: Iterable[str]) -> set[Path]:
    return {folder / Path(name).parent for name in names} - {folder}


def write_together(
    folder: Path, files: Mapping[str, Content], *, replace: bool = False
) -> dict[str, Path]:
    """Write a set of files into a folder: all of them, or none.

    A file that is there is overwritten where this program wrote it (`own_files`).

    A folder that is not there yet appears at once with all its files, whatever happens. In a folder
    that is there the files are written aside and then renamed one by one, in the order given: after
    an error or an interrupt the older files are back. Only a process that is killed in the instant
    between two renames, or a machine that loses its power then, leaves new files beside older ones,
    each of them whole; the last of `files` are then those of the older run. What a killed run left
    aside is removed by the next one that writes there.

    Parameters
    ----------
    folder
        Made with its parents if it is not there.
    files
        Content by file name; a name may have one folder before it, as `replication/a.csv`. They are
        renamed into place in this order. A file that was stored in a `folder_aside` moves.
    replace
        Whether files of others are overwritten too.

    Returns
    -------
    dict
        Where each file is.

    Raises
    ------
    OutputError
        The folder or a file cannot be written, or a file is not ours; older files of these names
        are as they were.
    """
    require_own(folder, files, replace=replace)
    try:
        for each in (folder, folder.parent):
            remove_left_over(each)
        # The list comes first: killed between two files, both runs are known.
        every = {LIST: list_with(folder, files), **files}
        if folder.exists():
            _replace_files(folder, every)
        else:
            _make_folder(folder, every)
    except OutputError:
        raise
    except (OSError, UnicodeError) as error:
        raise _failure(_refused_path(folder, error), error) from error
    return {name: folder / name for name in files}


def _refused_path(folder: Path, error: OSError | UnicodeError) -> Path:
    """Return what an error is about: a folder in a file's place, or else the folder of them all."""
    in_the_way = getattr(error, "filename", None)
    is_folder = isinstance(error, IsADirectoryError) and isinstance(in_the_way, str)
    return Path(in_the_way) if is_folder and in_the_way else folder


def _replace_files(folder: Path, files: Mapping[str, Content]) -> None:
    with _folder_ready(folder), aside_in(folder) as aside:
        _make_folders(aside, files)
        for name, content in files.items():
            _write_synced(aside / name, content)
        _move_into_place(aside, folder, list(files))


def _make_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Fill a new folder aside and rename it as a whole."""
    with _folder_ready(folder.parent), aside_in(folder.parent) as aside:
        made = aside / folder.name
        _make_folders(made, files)
        for name, content in files.items():
            _write_synced(made / name, content)
        made.rename(folder)


def json_bytes(value: object) -> bytes:
    """JSON text with two spaces of indent; a number that is not finite is a ValueError."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def dense_json_bytes(value: object) -> bytes:
    """JSON text on one line, for what programs alone read."""
    dense = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return (dense + "\n").encode()


def _csv_value(value: object) -> object:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return str(value).lower() if isinstance(value, bool) else plain_text(whole(value))


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8 with a header; missing is empty, flags are true and false.

    A text that begins with = + - or @ has a single quote before it, so that no spreadsheet runs it.
    """
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


def write_new(path: Path, content: bytes) -> str:
    """Write a file that is not there yet, aside first.

    Parameters
    ----------
    path
        Where it will be, in a folder that is there.
    content
        What it holds.

    Returns
    -------
    str
        Where it is.

    Raises
    ------
    OutputError
        If something of that name is there, or it cannot be written; nothing is left then.
    """
    try:
        _refuse_taken(path)
        with aside_in(path.parent) as aside:
            made = aside / "new"
            with made.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _give_name(made, path)
    except FileExistsError:
        raise OutputError(str(path), "it is there already", "name a new file") from None
    except OSError as reason:
        problem = (reason.strerror or "the system refuses").lower()
        full = reason.errno in (errno.ENOSPC, errno.EDQUOT)
        advice = "free some space on that disk, or name" if full else "name"
        advice += " a file in a folder of your own"
        raise OutputError(str(path), problem, advice) from None
    return str(path)


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _give_name(made: Path, path: Path) -> None:
    """Name a file, which fails where another has the name since; a rename would replace it."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without second names
        _refuse_taken(path)
        made.rename(path)
