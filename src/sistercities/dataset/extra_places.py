"""Places beyond the table `places`, shown to the queries of one connection as if they stood in it.

They come from the gazetteer, where somebody asks for one, and from the user's overlays. The files
of the release are not touched: on this connection its views `places`, `names` and `parents` show
more rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from sistercities.dataset.index.opened import index_of
from sistercities.dataset.place_rows import name_rows, place_row
from sistercities.dataset.release.store import Release
from sistercities.terms.places import Place
from sistercities.terms.tables import NAMES, PARENTS, PLACES, Table

Row = dict[str, Any]
EXTRA: tuple[Table, ...] = (PLACES, NAMES, PARENTS)
"""Tables of which extra places have rows."""
_TYPES = {"string": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN"}


def rows_of_places(places: Iterable[Place], source: str) -> dict[str, list[Row]]:
    """Rows of places in the tables of `EXTRA`, by table.

    Parameters
    ----------
    places
        The places; their containers must stand in the table `places`.
    source
        Who says where they lie.
    """
    ordered = sorted(places, key=lambda place: place.place_id)
    return {
        PLACES.name: [place_row(place) for place in ordered],
        NAMES.name: name_rows(ordered, {place.place_id for place in ordered}),
        PARENTS.name: [
            {"place_id": place.place_id, "parent_id": parent, "from_year": 0, "to_year": None,
             "source": source}
            for place in ordered
            for parent in sorted(set(place.parent_ids))
        ],
    }  # fmt: skip


def show_places(release: Release, places: Sequence[Place], source: str) -> None:
    """Show places that the release has in its gazetteer alone to the queries of this connection."""
    known = _known(release, [place.place_id for place in places])
    new = [place for place in places if place.place_id not in known]
    if not new:
        return
    rows = rows_of_places(new, source)
    index_of(release).show(rows)
    release.shown = (*release.shown, *sorted(place.place_id for place in new))
    release.when_opened(partial(_show, rows))


def _show(rows: Mapping[str, Sequence[Row]], release: Release) -> None:
    open_to_more(release)
    for table in EXTRA:
        insert_rows(release, table, rows[table.name])


def open_to_more(release: Release) -> None:
    """Make the views of places show the rows of `extra_...` besides; once a connection."""
    if PLACES.name in release.merged:
        return
    for table in EXTRA:
        columns = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in table.columns)
        release.query(f"ALTER VIEW {table.name} RENAME TO {table.name}_of_release")
        release.query(f"CREATE TABLE extra_{table.name} ({columns})")
        release.query(
            f"CREATE VIEW {table.name} AS SELECT * FROM {table.name}_of_release "
            f"UNION ALL BY NAME SELECT * FROM extra_{table.name}"
        )
    release.merge(*(table.name for table in EXTRA))


def insert_rows(release: Release, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to those that a view of `open_to_more` shows besides."""
    if not rows:
        return
    lists = ", ".join(f"unnest(?::{_TYPES[c.type]}[])" for c in table.columns)
    columns = [[row[column.name] for row in rows] for column in table.columns]
    release.query(f"INSERT INTO extra_{table.name} SELECT {lists}", columns)


def _known(release: Release, ids: Sequence[str]) -> set[str]:
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT place_id FROM places WHERE place_id IN ({marks})"
    return {row["place_id"] for row in index_of(release).query(sql, ids)}
