"""What is kept beside an index because it follows from the same data: one file of each kind."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

PREFIX = ".of-"
"""How the ending of such a file begins; it goes when its index goes."""


def read_beside(index: Path, kind: str) -> bytes | None:
    """Read what is kept beside an index; None where nothing is."""
    try:
        return _beside(index, kind).read_bytes()
    except OSError:
        return None


def write_beside(index: Path, kind: str, content: bytes) -> None:
    """Keep something beside an index; where that fails, nothing is lost."""
    path = _beside(index, kind)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        aside.write_bytes(content)
        aside.replace(path)
    with suppress(OSError):
        aside.unlink(missing_ok=True)


def _beside(index: Path, kind: str) -> Path:
    return index.with_suffix(f"{PREFIX}{kind}")
