"""Two files of one index: where the upper one holds no table of a name, the lower one is read.

A table of which the upper file has only more rows is seen with those of the lower one.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

BELOW = "below"
"""What the lower file is called beside the upper one."""
ADDED = "added_"
"""How the name of a table begins of which the upper file has only the rows that come besides."""
_ADDED_TABLES = f"""
    SELECT name FROM main.sqlite_schema WHERE type = 'table' AND substr(name, 1, {len(ADDED)}) = ?
"""


def read_only(path: Path) -> str:
    """Name a file that nobody writes to any more, as SQLite opens it by a URI."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def attach(upper: sqlite3.Connection, below: Path) -> None:
    """Let a connection that was opened by a URI read from a file what its own does not hold."""
    upper.execute(f"ATTACH ? AS {BELOW}", [read_only(below)])
    show_added(upper)


def show_added(upper: sqlite3.Connection) -> None:
    """Show the rows that come besides with those below: once the upper one is written."""
    for (added,) in upper.execute(_ADDED_TABLES, [ADDED]).fetchall():
        name = added.removeprefix(ADDED)
        upper.execute(
            f"CREATE TEMP VIEW {name} AS SELECT * FROM {BELOW}.{name} "
            f"UNION ALL SELECT * FROM main.{added}"
        )
