"""What is kept beside an index because it follows from the same data: one file of each kind."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sistercities.dataset.index.ledger import ASIDE, READABLE, seen

PREFIX = ".of-"
"""How the ending of such a file begins; it goes when its index goes."""


def read_beside(index: Path, kind: str) -> bytes | None:
    """Read what is kept beside an index; None where nothing is."""
    path = _beside(index, kind)
    if seen(path) is None:
        return None
    try:
        return path.read_bytes()
    except OSError:
        return None


def write_beside(index: Path, kind: str, content: bytes) -> None:
    """Keep something beside an index; where that fails, nothing is lost."""
    with suppress(OSError):
        number, name = tempfile.mkstemp(prefix=f".{index.stem}.", suffix=ASIDE, dir=index.parent)
        aside = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
            aside.chmod(READABLE)
            aside.replace(_beside(index, kind))
        finally:
            aside.unlink(missing_ok=True)


def _beside(index: Path, kind: str) -> Path:
    return index.with_suffix(f"{PREFIX}{kind}")
