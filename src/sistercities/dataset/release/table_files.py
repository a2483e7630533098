"""The files of a release as DuckDB sees them: a view each, checked by its footer, or damaged.

What a failure of a reader means stands here too: whose fault it is, and which file is damaged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from reprlib import repr as shortened
from typing import TYPE_CHECKING

from sistercities.dataset.release.manifest import MEND, file_name
from sistercities.errors import ReleaseError
from sistercities.interrupts import interrupts_held
from sistercities.terms.tables import TABLES, ColumnType, Table

if TYPE_CHECKING:
    import duckdb

# Physical, converted and logical type of a column in a Parquet footer; DuckDB writes INT_64.
_FOOTER_TYPES: dict[ColumnType, tuple[str, str, str]] = {
    "string": ("BYTE_ARRAY", "UTF8", ""),
    "int": ("INT64", "", ""),
    "float": ("DOUBLE", "", ""),
    "bool": ("BOOLEAN", "", ""),
}
_OUR_FAULTS = frozenset({"BinderException", "CatalogException", "ParserException"})
"""A query of ours that DuckDB cannot even plan is our fault, never that of the data."""
# What a damaged page makes a reader raise; the Arrow errors are among the built-in ones.
UNREADABLE = (OSError, ValueError, TypeError, NotImplementedError, MemoryError, RuntimeError)


def failures_of_duckdb() -> type[Exception]:
    """Class of all failures of DuckDB, those of a query that it cannot plan among them."""
    import duckdb

    return duckdb.Error


def readers_faults() -> tuple[type[Exception], ...]:
    """Return what reading a file may raise, DuckDB's own failures among it."""
    return (failures_of_duckdb(), *UNREADABLE)


def failure_of(folder: Path, reason: Exception) -> BaseException:
    """Say what a failed query means; one that could not even be planned is our own fault.

    Parameters
    ----------
    folder
        Of the release that was asked.
    reason
        What the reader raised.
    """
    if type(reason).__name__ in _OUR_FAULTS:
        return reason
    if _is_interrupt(reason):
        return KeyboardInterrupt()
    return unreadable(_damaged_file(folder), reason)


def unreadable(path: Path, reason: Exception) -> ReleaseError:
    """Say that a file cannot be read, and how to mend it."""
    return ReleaseError(str(path), f"cannot be read: {_first_line(reason)}", MEND)


def connect_tables(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open the tables of a release as views of their names.

    Raises
    ------
    ReleaseError
        If a file cannot be read or its columns are not those of the schema; it says which and how
        to mend it.
    """
    with interrupts_held():  # half loaded it would end the process
        import duckdb

    connection = duckdb.connect(config={"threads": 2})
    _draw_no_bar(connection)
    try:
        for table in TABLES:
            _create_view(connection, folder, table)
        _check_columns(connection, folder)
    except ReleaseError:
        connection.close()
        raise
    return connection


def _draw_no_bar(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep DuckDB from drawing a bar into the output, also into JSON, after two seconds.

    Where it draws none it is left alone: in a Jupyter without ipywidgets the setting itself fails.
    """
    found = connection.execute("SELECT current_setting('enable_progress_bar')").fetchone()
    if found is not None and found[0]:
        connection.execute("SET enable_progress_bar_print = false")


def _create_view(connection: duckdb.DuckDBPyConnection, folder: Path, table: Table) -> None:
    path = folder / file_name(table.name)
    # A folder named level=city must not become a column.
    source = f"read_parquet('{_literal(path)}', hive_partitioning = false)"
    try:
        connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM {source}")
    except readers_faults() as reason:
        raise unreadable(path, reason) from None


def _literal(path: Path) -> str:
    """Write a path so that DuckDB reads this very file: no pattern, no home, no address."""
    return re.sub(r"[*?\[]", r"[\g<0>]", str(path.absolute())).replace("'", "''")


@dataclass(frozen=True, slots=True)
class _Stated:
    """One column as the footer of a file states it."""

    name: str
    type: ColumnType | None
    may_be_missing: bool


def _check_columns(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Compare the columns that the footers state with the schema."""
    stated = _footers(connection, folder)
    for table in TABLES:
        found = [(column.name, column.type) for column in stated[table.name]]
        due = [(column.name, column.type) for column in table.columns]
        if found != due:
            odd = sorted({name for name, _ in set(found) ^ set(due)})
            problem = f"columns differ from the schema: {shortened(odd) if odd else 'their order'}"
            raise ReleaseError(str(folder / file_name(table.name)), problem, MEND)
        required = {column.name for column in table.columns if column.is_required}
        loose = [c.name for c in stated[table.name] if c.may_be_missing and c.name in required]
        if loose:
            _look_for_missing(connection, folder, table, loose)


def _footers(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, list[_Stated]]:
    """Columns of each table; the footers alone are read, which costs next to nothing."""
    files = ", ".join(f"'{_literal(folder / file_name(table.name))}'" for table in TABLES)
    sql = (
        "SELECT file_name, name, type, coalesce(converted_type, ''), coalesce(logical_type, ''), "
        f"repetition_type FROM parquet_schema([{files}])"
    )
    try:
        rows = connection.execute(sql).fetchall()
    except readers_faults() as reason:
        raise unreadable(_damaged_file(folder), reason) from None
    stated: dict[str, list[_Stated]] = {table.name: [] for table in TABLES}
    for file, name, physical, converted, logical, repetition in rows:
        kind = _type_of(physical, converted, logical)
        stated[Path(file).stem].append(_Stated(name, kind, repetition != "REQUIRED"))
    return {table: columns[1:] for table, columns in stated.items()}  # the root comes first


def _type_of(physical: str | None, converted: str, logical: str) -> ColumnType | None:
    if (physical, converted) == ("INT64", "INT_64"):
        return "int"
    found = (physical, converted, "" if converted == "UTF8" else logical)
    return next((kind for kind, due in _FOOTER_TYPES.items() if due == found), None)


def _look_for_missing(
    connection: duckdb.DuckDBPyConnection, folder: Path, table: Table, columns: Sequence[str]
) -> None:
    path = folder / file_name(table.name)
    is_missing = " OR ".join(f'"{column}" IS NULL' for column in columns)
    try:
        found = connection.execute(f"SELECT 1 FROM {table.name} WHERE {is_missing} LIMIT 1")
        is_lacking = found.fetchone() is not None
    except readers_faults() as reason:
        raise unreadable(path, reason) from None
    if is_lacking:
        problem = f"lacks a required value in one of {', '.join(columns)}"
        raise ReleaseError(str(path), problem, MEND)


def _damaged_file(folder: Path) -> Path:
    """Find the file that cannot be read by reading each; the folder where each one can be."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        for table in TABLES:
            path = folder / file_name(table.name)
            try:
                connection.execute(f"FROM parquet_schema('{_literal(path)}')").fetchall()
                _create_view(connection, folder, table)
                connection.execute(f"FROM {table.name}").fetchall()
            except ReleaseError:
                return path
            except readers_faults():
                return path
    return folder


def _is_interrupt(reason: Exception) -> bool:
    """Whether it is Ctrl-C, which DuckDB turns into an error of its own while a query runs."""
    return type(reason).__name__ == "InterruptException" or str(reason) == "Query interrupted"


def _first_line(reason: Exception) -> str:
    lines = str(reason).strip().splitlines()
    return lines[0][:200] if lines else type(reason).__name__
