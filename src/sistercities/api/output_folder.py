"""Whether a folder can be written to, asked before the work begins."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sistercities.errors import OutputError


def checked_folder(folder: Path) -> None:
    """Try to write where the folder is or would be; nothing stays behind.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        Path(tempfile.mkdtemp(prefix=".can-write-", dir=nearest)).rmdir()
    except OSError as reason:
        raise OutputError(
            str(folder), (reason.strerror or "the system refuses").lower(), "name another folder"
        ) from None
