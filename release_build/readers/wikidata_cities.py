"""Reader of the ties between large cities that Wikidata stated in November 2021.

Two files: `nodes.tsv` has an item a line with label, country, point and population, `edges.tsv` a
pair of items a line, undirected. An item is there if it is a city (Q515) of more than 10,000
persons with a point, so it is no whole list of anybody's ties.

The source gives no level, no date and no status.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from release_build.readers.country_labels import CountryLabels
from sistercities.errors import SourceError
from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.undated_claims import rows_locator, undated_claim
from sistercities.sources.written_values import WrittenRow, is_whole_number
from sistercities.terms.claims import NamedEnd, SourceClaim

SOURCE_ID = "wikidata-2021"
LICENCE = "CC0-1.0"
NODES_FILE, EDGES_FILE = "nodes.tsv", "edges.tsv"
NODE_COLUMNS = ("qid", "label", "country", "longitude", "latitude", "population")
EDGE_COLUMNS = ("qid_a", "qid_b")
_ITEM = re.compile(r"Q[1-9][0-9]{0,14}")


def read_wikidata_cities(folder: Path, labels: CountryLabels) -> tuple[SourceClaim, ...]:
    """Read each pair of items as one claim, in the order of the rows.

    Raises
    ------
    BuildError
        If a file cannot be read.
    SourceError
        If a column or a value is not understood, an item stands there twice or in no pair, a pair
        stands there twice, or an item is tied to itself or to one that is not there.
    """
    nodes = _read_nodes(folder / NODES_FILE, labels)
    claims: dict[frozenset[str], SourceClaim] = {}
    for row in _rows(folder / EDGES_FILE, EDGE_COLUMNS):
        pair = _pair(row, nodes)
        if pair in claims:
            raise row.refuse("qid_b", "a row above has this pair; keep one of them")
        claims[pair] = _claim(row, nodes)
    _require_tied(nodes, {item for pair in claims for item in pair})
    return tuple(claims.values())


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[WrittenRow]:
    for line, values in table_rows(Snapshot(path, Origin(SOURCE_ID)), columns, "\t"):
        yield WrittenRow(path.name, line, values)


def _read_nodes(path: Path, labels: CountryLabels) -> dict[str, NamedEnd]:
    nodes: dict[str, NamedEnd] = {}
    for row in _rows(path, NODE_COLUMNS):
        row.require("label", "longitude", "latitude")
        row.require_degrees("longitude", 180.0)
        row.require_degrees("latitude", 90.0)
        if not _ITEM.fullmatch(row.values["qid"]):
            raise row.refuse("qid", "an item is written Q and its number")
        if not is_whole_number(row.values["population"]):
            raise row.refuse("population", "write a whole number of persons in digits")
        if row.values["qid"] in nodes:
            raise row.refuse("qid", "a row above has this item; keep one of them")
        nodes[row.values["qid"]] = _node(row, labels)
    return nodes


def _node(row: WrittenRow, labels: CountryLabels) -> NamedEnd:
    values = row.values
    country = labels.country_of(values["country"], values["label"])
    if country is None:
        advice = f"add the label to {labels.file} with its ISO 3166-1 code and a reason"
        raise row.refuse("country", advice)
    return NamedEnd(
        name=values["label"],
        country=country.country,
        latitude=float(values["latitude"]),
        longitude=float(values["longitude"]),
        given_id=f"wd:{values['qid']}",
        population=int(values["population"]),
    )


def _pair(row: WrittenRow, nodes: Mapping[str, NamedEnd]) -> frozenset[str]:
    for column in EDGE_COLUMNS:
        if row.values[column] not in nodes:
            advice = f"{NODES_FILE} has no such item; take both files from one snapshot"
            raise row.refuse(column, advice)
    pair = frozenset(row.values[column] for column in EDGE_COLUMNS)
    if len(pair) == 1:
        raise row.refuse("qid_b", "an item is no twin of itself; take the row out")
    return pair


def _claim(row: WrittenRow, nodes: Mapping[str, NamedEnd]) -> SourceClaim:
    a, b = sorted((row.values[column] for column in EDGE_COLUMNS), key=lambda item: int(item[1:]))
    locator = rows_locator([int(row.line) - 1])
    return undated_claim(f"{SOURCE_ID}:{a}~{b}", locator, nodes[a], nodes[b], licence=LICENCE)


def _require_tied(nodes: Mapping[str, NamedEnd], tied: set[str]) -> None:
    for line, item in enumerate(nodes, 2):
        if item not in tied:
            advice = f"{EDGES_FILE} has no pair of it; take both files from one snapshot"
            raise SourceError(NODES_FILE, line, "qid", item, advice)
