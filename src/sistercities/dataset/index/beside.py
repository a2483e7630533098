"""What is kept beside an index because it follows from the same data: one file of each kind."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sistercities.dataset.index.aside import written_aside
from sistercities.dataset.index.ledger import seen

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
    with suppress(OSError), written_aside(_beside(index, kind)) as aside:
        aside.write_bytes(content)


def _beside(index: Path, kind: str) -> Path:
    return index.with_suffix(f"{PREFIX}{kind}")
