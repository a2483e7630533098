"""Two files of one index: where the upper one holds no table of a name, the lower one is read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

BELOW = "below"
"""What the lower file is called beside the upper one."""


def read_only(path: Path) -> str:
    """Name a file that nobody writes to any more, as SQLite opens it by a URI."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def attach(upper: sqlite3.Connection, below: Path) -> None:
    """Let a connection that was opened by a URI read from a file what its own does not hold."""
    upper.execute(f"ATTACH ? AS {BELOW}", [read_only(below)])
