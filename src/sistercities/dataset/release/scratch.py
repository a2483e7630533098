"""A database in memory for a moment, to read or write one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities.interrupts import interrupts_held

if TYPE_CHECKING:
    import duckdb


def scratch() -> duckdb.DuckDBPyConnection:
    """Open a connection to a database that is gone when the last connection to it is closed.

    DuckDB takes longer to make a database than to write a small file. Whoever opens another one
    meanwhile has the same: tables in it must be temporary, which each connection alone sees.
    """
    with interrupts_held():  # half loaded it would end the process
        import duckdb

    return duckdb.connect(":memory:sistercities", config={"threads": 1})
