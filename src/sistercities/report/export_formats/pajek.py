"""Pajek: the network, partitions (.clu) and vectors (.vec), with labels in UTF-8."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sistercities.report.export_formats import csv_tables
from sistercities.report.export_formats.content import ExportContent, WrittenFile
from sistercities.report.export_formats.network import known_span, rows
from sistercities.report.exports import csv_bytes

FILE, WITH_YEARS = "sistercities.net", "sistercities_years.net"
CLASSES = "classes.csv"
PARTITIONS = ("country", "level")
VECTORS = ("population", "n_ties", "latitude", "longitude")
MISSING = 999999998
"""What Pajek takes for a missing value of a vector."""
READING = (
    f"{FILE}: the network. {WITH_YEARS}: the same as a network in time, in which a line lasts for "
    "the years in which the tie is known alive. A label is the name and the country, with the "
    "place id where two places share both.",
    "Row n of nodes.csv is vertex n, row n of ties.csv is line n of the network.",
    f"{CLASSES} leads from the number of a class in a .clu file to its word; class 0 and the value "
    f"{MISSING} in a .vec file mean not known.",
)
_PLAIN = "text/plain"
# A mark of UTF-8: without it Pajek reads the labels in the code page of the machine.
_MARK = "\ufeff"


def files(content: ExportContent) -> dict[str, WrittenFile]:
    """Write the network, its partitions and vectors, and the tables that lie behind it."""
    nodes, ties = (list(rows(content.table(name))) for name in ("nodes", "ties"))
    there = content.table("nodes").schema.column_names
    labels = pajek_labels(nodes)
    written = {
        FILE: WrittenFile(_network(labels, nodes, ties, with_years=False), _PLAIN, ()),
        WITH_YEARS: WrittenFile(_network(labels, nodes, ties, with_years=True), _PLAIN, ()),
    }
    legend: list[tuple[str, int, str]] = []
    for name in (name for name in PARTITIONS if name in there):
        number = _classes(nodes, name)
        classes = [number.get(row[name], 0) for row in nodes]
        written[f"{name}.clu"] = WrittenFile(_column(classes), _PLAIN, ())
        legend += [(f"{name}.clu", position, word) for word, position in number.items()]
    for name in (name for name in VECTORS if name in there):
        values = [MISSING if row[name] is None else row[name] for row in nodes]
        written[f"{name}.vec"] = WrittenFile(_column(values), _PLAIN, ())
    keys = csv_bytes(("file", "class", "word"), legend)
    return csv_tables.files(content) | written | {CLASSES: WrittenFile(keys, "text/csv", ())}


def _classes(nodes: Sequence[Mapping[str, Any]], name: str) -> dict[str, int]:
    words = sorted({row[name] for row in nodes if row[name] is not None})
    return {word: position for position, word in enumerate(words, start=1)}


def pajek_labels(nodes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Name each place so that no two labels are the same."""
    plain = [_plain(", ".join(filter(None, (r["name"], r.get("country"))))) for r in nodes]
    counted = Counter(plain)
    return [
        label if counted[label] == 1 else f"{label} {row['place_id']}"
        for label, row in zip(plain, nodes, strict=True)
    ]


def _plain(label: str) -> str:
    """Take out what ends a label or a line in Pajek."""
    return " ".join(label.replace('"', "'").replace("\\", "/").split())


def _network(
    labels: Sequence[str],
    nodes: Sequence[Mapping[str, Any]],
    ties: Sequence[Mapping[str, Any]],
    *,
    with_years: bool,
) -> bytes:
    number = {row["place_id"]: position for position, row in enumerate(nodes, start=1)}
    lines = [f"{_MARK}*Network sistercities", f"*Vertices {len(labels)}"]
    lines += [f'{position} "{label}"' for position, label in enumerate(labels, start=1)]
    lines.append("*Edges")
    for row in ties:
        line = f"{number[row['place_a']]} {number[row['place_b']]} 1"
        lines.append(f"{line} {_span(row)}" if with_years else line)
    return ("\r\n".join(lines) + "\r\n").encode()


def _span(tie: Mapping[str, Any]) -> str:
    first, last = known_span(tie)
    return f"[{first}-{'*' if last is None else last}]"


def _column(values: Sequence[object]) -> bytes:
    lines = [f"*Vertices {len(values)}", *map(str, values)]
    return ("\r\n".join(lines) + "\r\n").encode()
