"""Folders for what is not finished, held by a lock while their run lives.

The lock tells a run that goes on from one that was killed, whatever its number and its age: another
container has numbers of its own, and a large site takes hours. The system lets go of it however the
run ends.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

UNFINISHED = ".unfinished-sistercities-"
"""How the names of folders for unfinished files begin; the number of the process follows."""
LEFT_AFTER_SECONDS = 3600
"""Age of a folder without a lock file that is taken as left over."""
HELD = ".held"
"""The file in the folder that is locked."""
TAKEN_AWAY = "taken-away"
"""Folder for a folder whose place a new one is about to take, under its name."""
_UNFINISHED_NAME = re.compile(re.escape(UNFINISHED) + r"(\d+)-\w+")
_TRIES = 100


@contextmanager
def aside_in(folder: Path) -> Iterator[Path]:
    """Give a folder for unfinished files on the same disk; it is gone at the end, come what may.

    Raises
    ------
    OSError
        If none can be made.
    """
    aside, held = _held_folder(folder)
    try:
        yield aside
    finally:
        held.close()
        _remove(aside)


def remove_left_over(folder: Path) -> None:
    """Remove unfinished folders that killed runs have left; no other file is touched.

    A folder that such a run had taken out of its place, and put none there, is put back.
    """
    with suppress(OSError):
        for path in folder.glob(f"{UNFINISHED}*"):
            if _is_left_over(path):
                _remove(path)


def _held_folder(folder: Path) -> tuple[Path, IO[bytes]]:
    """Make a folder and hold it; one that another run removed before it was held is made anew."""
    import tempfile  # most who ask for this write nothing

    for _ in range(_TRIES):
        aside = Path(tempfile.mkdtemp(prefix=f"{UNFINISHED}{os.getpid()}-", dir=folder))
        try:
            held = (aside / HELD).open("xb")
        except FileNotFoundError:
            continue
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        if _lock(held) is not False and _is_at(held, aside / HELD):
            return aside, held
        held.close()
    raise FileNotFoundError(2, "another run removes what is made there", str(folder))


def _lock(file: IO[bytes]) -> bool | None:
    """Lock a file: whether nobody else holds it; None where the system knows no such lock."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows
        return None
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _is_at(file: IO[bytes], path: Path) -> bool:
    """Whether a file that is open is still the one of that name."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _is_left_over(path: Path) -> bool:
    """Tell whether an unfinished folder is of a run that was killed."""
    found = _UNFINISHED_NAME.fullmatch(path.name)
    if not found or path.is_symlink() or not path.is_dir():
        return False
    with suppress(OSError), (path / HELD).open("r+b") as held:
        is_free = _lock(held)
        if is_free is not None:
            return is_free
    if time.time() - path.stat().st_mtime > LEFT_AFTER_SECONDS:
        return True
    return _has_ended(int(found[1]))


def _has_ended(process: int) -> bool:
    """Whether no process of this machine has a number."""
    if os.name != "posix":  # elsewhere asking a process whether it lives may end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _remove(aside: Path) -> None:
    with suppress(OSError):
        for older in (aside / TAKEN_AWAY).iterdir():
            place = aside.parent / older.name
            if older.is_dir() and not os.path.lexists(place):
                older.rename(place)
    shutil.rmtree(aside, ignore_errors=True)
