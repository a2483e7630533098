"""Links that lead nowhere, or in a circle: nothing can be written through them."""

from __future__ import annotations

import errno
import os.path
from collections.abc import Sequence
from pathlib import Path

from sistercities.errors import OutputError

_NOWHERE = (errno.ENOENT, errno.ELOOP)


def refuse_dead_links(folder: Path) -> None:
    """Refuse a folder that is such a link, or lies behind one.

    Raises
    ------
    OutputError
        If it is one; it names the link.
    """
    for path in (folder, *_above(folder)):
        if os.path.islink(path) and _leads_nowhere(path):  # noqa: PTH114  asks any name whatever
            problem = "it is a link that leads nowhere"
            raise OutputError(str(path), problem, "remove the link, or name another folder")


def _above(folder: Path) -> Sequence[Path]:
    """Return the folders that it lies in; none where the working folder is gone: writing tells."""
    try:
        return folder.absolute().parents
    except FileNotFoundError:
        return ()


def _leads_nowhere(link: Path) -> bool:
    try:
        link.stat()
    except OSError as failure:
        return failure.errno in _NOWHERE
    return False
