"""SQLite: one file with all tables, keys, references, indexes and a search over names."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from sistercities.dataset.release.datapackage import LICENCES
from sistercities.report.export_formats.content import ExportContent, ExportTable, WrittenFile
from sistercities.terms.schema import Column, Table

FILE = "sistercities.sqlite"
METADATA = "metadata.json"
READING = (
    f"SQLite: open {FILE} with any client; flags are 1 and 0, missing is NULL.",
    "Search names: SELECT * FROM nodes WHERE rowid IN "
    "(SELECT rowid FROM nodes_fts WHERE nodes_fts MATCH 'ningbo').",
    f"On the web: datasette {FILE} --metadata {METADATA}",
)
_TYPES = {"string": "TEXT", "int": "INTEGER", "float": "REAL", "bool": "INTEGER"}
_SEARCHED = ("name", "name_local")


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write the database, and what datasette shows beside it."""
    names = tuple(table.name for table in content.tables)
    return {
        FILE: WrittenFile(_database(content.tables), "application/vnd.sqlite3", names),
        METADATA: WrittenFile(_metadata(content), "application/json", ()),
    }


def _database(tables: Sequence[ExportTable]) -> bytes:
    there = {table.name for table in tables}
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in tables:
            for statement in _statements(table.schema, there):
                connection.execute(statement)
            marks = ", ".join("?" * len(table.schema.columns))
            connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _rows(table))
            if table.name == "nodes":
                _add_search(connection, table.schema)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()


def _statements(table: Table, there: Iterable[str]) -> list[str]:
    held = [reference for reference in table.references if reference[1] in there]
    parts = [_column(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({_quoted(table.key)})")
    parts += [
        f"FOREIGN KEY ({_quoted([column])}) REFERENCES {other} ({_quoted([there_column])})"
        for column, other, there_column in held
    ]
    indexed = dict.fromkeys([*(column for column, _, _ in held), *table.key])
    return [
        f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(parts) + "\n)",
        *(
            f"CREATE INDEX {table.name}_{column} ON {table.name} ({_quoted([column])})"
            for column in indexed
            if column != table.key[0]  # the index of the key begins with it
        ),
    ]


def _column(column: Column) -> str:
    missing = " NOT NULL" if column.is_required else ""
    return f"{_quoted([column.name])} {_TYPES[column.type]}{missing}"


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _rows(table: ExportTable) -> Iterable[tuple[object, ...]]:
    frame = table.frame  # read once: each time it is asked for, it is read anew
    columns = [
        frame[name].astype(object).where(frame[name].notna(), None).tolist()
        for name in table.schema.column_names
    ]
    return zip(*columns, strict=True)


def _add_search(connection: sqlite3.Connection, table: Table) -> None:
    """Add the full-text search that datasette finds by itself; diacritics do not matter."""
    columns = ", ".join(column for column in _SEARCHED if column in table.column_names)
    connection.execute(
        f"CREATE VIRTUAL TABLE {table.name}_fts USING fts5({columns}, content={table.name}, "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute(f"INSERT INTO {table.name}_fts({table.name}_fts) VALUES ('rebuild')")


def _metadata(content: ExportContent) -> bytes:
    described = {
        "title": content.title,
        "description": " ".join(content.notes),
        "license": content.licence,
        "license_url": LICENCES.get(content.licence, ""),
        "databases": {
            "sistercities": {"tables": {table.name: _described(table) for table in content.tables}}
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _described(table: ExportTable) -> dict[str, Any]:
    columns = {
        column.name: f"{column.meaning} ({column.unit})" if column.unit else column.meaning
        for column in table.schema.columns
    }
    described: dict[str, Any] = {"description": table.schema.title, "columns": columns}
    described |= {"license": table.licence}
    return described | ({"label_column": "name"} if table.name == "nodes" else {})
