"""What lies beside the exported files: codebook, datapackage.json, README.txt.

The descriptor follows Data Package, version 1 (specs.frictionlessdata.io), and holds in every
format: `frictionless validate datapackage.json` reads CSV and Parquet row by row, and compares any
other file with its size and hash. What it cannot count in a file is not stated of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sistercities.dataset.release.datapackage import LICENCES
from sistercities.report.cited_sources import CitedSource
from sistercities.report.export_formats.content import (
    CodebookLine,
    ExportContent,
    ExportTable,
    ShapeColumn,
    WrittenFile,
    codebook_lines,
)
from sistercities.report.export_formats.parquet_tables import MEDIATYPE as PARQUET
from sistercities.report.exports import json_bytes, records_csv
from sistercities.report.own_files import sha256_of, size_of
from sistercities.terms.schema import Column, Table

CODEBOOK, DESCRIPTOR, README = "codebook.csv", "datapackage.json", "README.txt"
BESIDE = (CODEBOOK, DESCRIPTOR, README)
PACKAGE_NAME = "sistercities-export"
"""Name in the description of an export, by which it is known as ours."""
CSV = "text/csv"
_READ_BY_ROW = (CSV, PARQUET)
"""What frictionless reads as tables: their rows are counted."""
_TYPES = {
    "string": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "geometry": "any",  # bytes (WKB); version 1 has no type for them
    "box": "object",
}
_CODEBOOK_TABLE = Table(
    "codebook",
    "What each column of each file means, with its type and unit",
    ("file", "table", "column"),
    (
        Column("file", "string", "name of the file", "", True),
        Column("table", "string", "table in the file", "", True),
        Column("column", "string", "name of the column", "", True),
        Column("type", "string", "string, int, float or bool; geometry or box", "", True),
        Column("unit", "string", "unit of the values"),
        Column("meaning", "string", "what the column means", "", True),
    ),
)


def codebook_of(content: ExportContent, files: Mapping[str, WrittenFile]) -> list[CodebookLine]:
    """Describe every column of every file, in order."""
    schemas = {table.name: table.schema for table in content.tables}
    return [
        line
        for name, file in files.items()
        for line in codebook_lines(name, [schemas[table] for table in file.tables], file.shapes)
    ]


def companions(
    content: ExportContent, files: Mapping[str, WrittenFile], reading: Sequence[str]
) -> dict[str, bytes]:
    """Write the files that say what the others are; they come last, the README at the end.

    Parameters
    ----------
    content
        What is exported.
    files
        The files that hold it, by name.
    reading
        Sentences on how to read these files.
    """
    encoding = max((file.encoding for file in files.values()), default="utf-8")
    text = records_csv(CodebookLine, codebook_of(content, files)).decode()
    book = text.encode(encoding)  # with a mark where the tables have one
    described = {**files, CODEBOOK: WrittenFile(book, CSV, (), encoding=encoding)}
    return {
        CODEBOOK: book,
        DESCRIPTOR: json_bytes(descriptor(content, described)),
        README: readme(content, described, reading).encode(),
    }


def descriptor(content: ExportContent, files: Mapping[str, WrittenFile]) -> dict[str, Any]:
    """Compose the data package of an export."""
    one_table = {file.tables[0] for file in files.values() if len(file.tables) == 1}
    return {
        "profile": "data-package",
        "name": PACKAGE_NAME,
        "title": content.title,
        "version": content.version,
        "description": " ".join(content.notes),
        "licenses": _licences(sorted({table.licence for table in content.tables})),
        "sources": [_source(source) for source in content.sources],
        "resources": [
            _resource(name, file, content, one_table) for name, file in sorted(files.items())
        ],
    }


def _resource(
    name: str, file: WrittenFile, content: ExportContent, there: Collection[str]
) -> dict[str, Any]:
    tables = [content.table(table) for table in file.tables]
    stem, _, ending = name.lower().rpartition(".")
    described: dict[str, Any] = {
        "name": stem if file.tables or name == CODEBOOK else f"{stem}-{ending}",
        "path": name,
        "title": "; ".join(table.schema.title for table in tables) or _title(name),
        "format": ending,
        "mediatype": file.mediatype,
        "hash": f"sha256:{sha256_of(file.content)}",
        "licenses": _licences(sorted({table.licence for table in tables}) or [content.licence]),
    }
    if file.mediatype != PARQUET:  # of which frictionless counts no bytes
        described["bytes"] = size_of(file.content)
    if file.mediatype == CSV:
        is_table = name == CODEBOOK or len(tables) == 1
        profile = "tabular-data-resource" if is_table else "data-resource"
        described |= {"profile": profile, "encoding": file.encoding}
    if name == CODEBOOK:
        return described | {"schema": _schema(_CODEBOOK_TABLE, ())}
    if len(tables) == 1:
        described["schema"] = _schema(tables[0].schema, there, file.shapes)
        if file.mediatype in _READ_BY_ROW:
            described["rows"] = tables[0].n_rows
    return described


_TITLES = {
    "net": "The network, for Pajek",
    "clu": "{stem} of each vertex of the network, for Pajek",
    "vec": "{stem} of each vertex of the network, for Pajek",
    "csv": "What the numbers of {stem} mean",
    "json": "Titles, sources and licences, for Datasette",
}


def _title(name: str) -> str:
    """Say what a file is that holds no table of ours, by its ending."""
    if name == CODEBOOK:
        return _CODEBOOK_TABLE.title
    stem, _, ending = name.rpartition(".")
    return _TITLES.get(ending, "Settings for {stem}").format(stem=stem)


def _schema(
    table: Table, there: Collection[str], shapes: Sequence[ShapeColumn] = ()
) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": _reference(table, other, there_column)}
        for column, other, there_column in table.references
        if other in there
    ]
    schema: dict[str, Any] = {
        "fields": [
            *(_field(column, is_required=column.is_required) for column in table.columns),
            *(_field(shape, is_required=False) for shape in shapes),
        ],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    return schema | ({"foreignKeys": keys} if keys else {})


def _reference(table: Table, other: str, column: str) -> dict[str, Any]:
    # A table that refers to itself is named "" in version 1.
    return {"resource": "" if other == table.name else other, "fields": [column]}


def _field(column: Column | ShapeColumn, *, is_required: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.meaning,
    }
    if column.unit:
        described["unit"] = column.unit
    if is_required:
        described["constraints"] = {"required": True}
    return described


def _licences(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"name": n, "path": LICENCES[n]} if LICENCES.get(n) else {"name": n} for n in names]


def _source(source: CitedSource) -> dict[str, str]:
    return {
        "title": source.title,
        "id": source.source_id,
        "version": source.version,
        "licence": source.licence,
        "attribution": source.attribution,
    }


def readme(content: ExportContent, files: Mapping[str, WrittenFile], reading: Sequence[str]) -> str:
    """Say in plain text what the files are, how to read them, and on which terms."""
    width = max(len(name) for name in files)
    listed = [f"{name:<{width}}  {_said(name, file, content)}" for name, file in files.items()]
    lines = [
        f"sistercities data {content.version}: {content.title}",
        "",
        *listed,
        "",
        *content.notes,
        *reading,
        "Empty or absent means not known, never 0.",
        "",
        "Licence of each table:",
        *(f"{table.name}: {table.licence}" for table in content.tables),
        "",
        "Attribution:",
        *(f"{source.attribution} ({source.licence})" for source in content.sources),
    ]
    return "\n".join(lines) + "\n"


def _said(name: str, file: WrittenFile, content: ExportContent) -> str:
    tables: list[ExportTable] = [content.table(table) for table in file.tables]
    return "; ".join(table.schema.title for table in tables) or _title(name)
