"""Whether a folder can be written to, asked before the work begins."""

from __future__ import annotations

from pathlib import Path

from sistercities.errors import InvalidArgument
from sistercities.report.exports import BY_OPTION, check_can_write


def checked_folder(folder: str | Path, by: str = BY_OPTION) -> Path:
    """Try to write where the folder is or would be; nothing stays behind.

    Parameters
    ----------
    folder
        The folder.
    by
        How another folder is named, as advice says it; "" where it is an argument of its own.

    Raises
    ------
    InvalidArgument
        If the name is empty.
    OutputError
        If it cannot be written.
    """
    named = named_folder(folder)
    check_can_write(named, by)
    return named


def named_folder(folder: str | Path) -> Path:
    """Return the folder of that name.

    Raises
    ------
    InvalidArgument
        If it is no name of a folder, empty, or holds a character that no file name holds.
    """
    advice = "give the name of a folder, as in 'study-CN'"
    if not isinstance(folder, str | Path):
        raise InvalidArgument("folder", folder, advice)
    text = str(folder)
    if not text.strip() or "\0" in text:
        raise InvalidArgument("folder", text, advice)
    return Path(folder)
