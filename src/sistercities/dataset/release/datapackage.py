"""The Frictionless descriptor of a release: schema, keys, hashes, licences, sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sistercities.dataset.release.manifest import FORMAT, PACKAGE, FileEntry
from sistercities.terms.tables import BY_NAME, Column, Table

LICENCES: dict[str, str] = {
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-3.0-IGO": "https://creativecommons.org/licenses/by/3.0/igo/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "BSD-3-Clause": "https://opensource.org/license/bsd-3-clause",
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "MIT": "https://opensource.org/license/mit",
    "Unicode-3.0": "https://www.unicode.org/license.txt",
    "public domain": "",
    "facts": "",
}
"""Every licence under which a source may enter the release; "none stated" is not among them."""

TABLE_LICENCES: dict[str, str] = {
    "places": "CC-BY-4.0",
    "parents": "CC-BY-4.0",
    "redirects": "CC-BY-4.0",
    "upper_tier": "CC0-1.0",
    "region_coverage": "CC-BY-SA-4.0",
    "coverage": "CC-BY-SA-4.0",
    "names": "CC-BY-SA-4.0",
    "claims": "CC-BY-SA-4.0",
    "ties": "CC-BY-SA-4.0",
    "tie_events": "CC-BY-SA-4.0",
    "source_coverage": "CC-BY-SA-4.0",
    "tie_redirects": "CC-BY-SA-4.0",
    "conflicts": "CC-BY-SA-4.0",
    "sources": "CC0-1.0",
    "countries": "CC-BY-4.0",
    "city_covariates": "CC-BY-SA-4.0",
    "region_covariates": "CC-BY-SA-4.0",
    "country_covariates": "CC-BY-SA-4.0",
    "country_pairs": "CC-BY-SA-4.0",
    "city_pairs": "CC0-1.0",
    "flights_odbl": "ODbL-1.0",
    "flight_pairs_odbl": "ODbL-1.0",
    "heritage_sites": "CC0-1.0",
    "heritage_nearby": "CC-BY-4.0",
    "gazetteer": "CC-BY-4.0",
    "gazetteer_names": "CC-BY-4.0",
    "country_pairs_now": "CC-BY-SA-4.0",
    "laws": "CC-BY-SA-4.0",
}
RELEASE_LICENCE = "CC-BY-SA-4.0"

_FRICTIONLESS = {"string": "string", "int": "integer", "float": "number", "bool": "boolean"}


def describe(
    version: str,
    entries: Sequence[FileEntry],
    sources: Iterable[Mapping[str, Any]],
    notes: Sequence[str],
) -> dict[str, Any]:
    """Compose the descriptor; nothing in it depends on the clock or the machine."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": PACKAGE,
        "title": "Sister ties of cities and provinces, dated, on two levels",
        "version": version,
        "format": FORMAT,
        "content_sha256": release_hash(entries),
        "licenses": [_licence(RELEASE_LICENCE)],
        "sources": [_source(row) for row in sorted(sources, key=lambda row: row["source_id"])],
        "notes": list(notes),
        "resources": [_resource(entry) for entry in entries],
    }


def release_hash(entries: Iterable[FileEntry]) -> str:
    """One hash over the content hashes of all tables."""
    lines = "\n".join(f"{entry.table} {entry.content_sha256}" for entry in entries)
    return hashlib.sha256(lines.encode()).hexdigest()


def to_text(descriptor: Mapping[str, Any]) -> str:
    """Return the descriptor as it stands in the file."""
    return json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"


def _licence(name: str) -> dict[str, str]:
    return {"name": name, "path": LICENCES[name]} if LICENCES[name] else {"name": name}


def _source(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "id": row["source_id"],
        "producer": row["producer"],
        "version": row["version"],
        "licence": row["licence"],
        "attribution": row["attribution"],
    }


def _resource(entry: FileEntry) -> dict[str, Any]:
    table = BY_NAME[entry.table]
    return {
        "name": table.name,
        "path": entry.file,
        "title": table.title,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": entry.bytes,
        "rows": entry.rows,
        "hash": f"sha256:{entry.sha256}",
        "content_sha256": entry.content_sha256,
        "licenses": [_licence(TABLE_LICENCES[table.name])],
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    return {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": other, "fields": [there]}}
            for column, other, there in table.references
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS[column.type],
        "description": column.meaning,
    }
    if column.unit:
        described["unit"] = column.unit
    if column.is_required:
        described["constraints"] = {"required": True}
    return described
