"""Writing a file of the cache aside, and putting it into its place when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ASIDE = ".unfinished"
"""Ending of files that are being written."""
_READABLE = 0o644
"""Mode of what is kept: in a folder of one user nobody else comes to it."""


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """Give an empty file to be filled, which takes the place of another where nothing goes wrong.

    Parameters
    ----------
    path
        The file that it becomes; nobody ever sees half of it.

    Raises
    ------
    OSError
        If it cannot be made, or put into its place.
    """
    with left_aside(path) as aside:
        yield aside
        aside.chmod(_READABLE)
        aside.replace(path)


@contextmanager
def left_aside(path: Path) -> Iterator[Path]:
    """Give an empty file beside another, which is gone afterwards unless it was put elsewhere.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    import tempfile  # most commands write nothing

    number, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=ASIDE, dir=path.parent)
    os.close(number)
    aside = Path(name)
    try:
        yield aside
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
