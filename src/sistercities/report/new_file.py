"""A new file beside others: whole or not there, and never in the place of one that is there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from sistercities.errors import OutputError
from sistercities.report.unfinished import aside_in


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
