"""What is kept beside an index because it follows from the same data: one file of each kind."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path

from sistercities.dataset.index.ledger import PREFIX, Seen, seen

_LEDGER = ".json"


def mapped_beside(index: Path, kind: str) -> mmap | None:
    """Map what is kept beside an index into memory; None where nothing is.

    Whoever makes another puts it in its place, and leaves what is mapped as it is.
    """
    path = _beside(index, kind)
    if seen(path) is None:
        return None
    try:
        with path.open("rb") as file:
            return mmap(file.fileno(), 0, access=ACCESS_READ)
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None


def write_beside(index: Path, kind: str, content: bytes) -> None:
    """Keep something beside an index; where that fails, nothing is lost."""
    from sistercities.dataset.index.aside import written_aside

    with suppress(OSError), written_aside(_beside(index, kind)) as aside:
        aside.write_bytes(content)


def seen_beside(index: Path, kind: str, made_by: Iterable[Path]) -> list[Seen | None]:
    """Return what the system tells of what is kept, and of the code that made it, unread."""
    return [seen(_beside(index, kind)), *map(seen, made_by)]


def knows_beside(index: Path, kind: str, found: list[Seen | None]) -> bool:
    """Whether its checksum was compared, and its code, when the system told the same of them."""
    ledger = _beside(index, kind + _LEDGER)
    try:
        return None not in found and bool(json.loads(ledger.read_bytes()) == found)
    except (OSError, ValueError, RecursionError):
        return False


def note_beside(index: Path, kind: str, found: list[Seen | None]) -> None:
    """Take down what the system told before the checksum was compared."""
    write_beside(index, kind + _LEDGER, json.dumps(found).encode())


def _beside(index: Path, kind: str) -> Path:
    return index.with_suffix(f"{PREFIX}{kind}")
