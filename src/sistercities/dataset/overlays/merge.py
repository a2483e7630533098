"""Laying overlays over an opened release: claims joined, the ties they touch weighed again.

The files of the release are not touched: what changes is what the queries of this one connection
see. Ties that no overlay speaks of stay as they are, so an overlay costs what its own ties cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sistercities.dataset.assemble import signing_levels
from sistercities.dataset.claim_rows import place_end, resolved_claim
from sistercities.dataset.extra_places import EXTRA, open_to_more
from sistercities.dataset.heirs import HEIRS
from sistercities.dataset.overlays.laying import name_overlays, refuse_twins
from sistercities.dataset.overlays.overlay import MEND, Overlay
from sistercities.dataset.overlays.own_rulings import lay_rulings
from sistercities.dataset.release.store import Release
from sistercities.dataset.release.table_files import failures_of_duckdb
from sistercities.dataset.two_levels import FIELD
from sistercities.dataset.weigh import weigh
from sistercities.dataset.weighing_ground import weighing_ground
from sistercities.errors import OverlayError, ReleaseError
from sistercities.terms.notices import SEEKING
from sistercities.terms.tables import BY_NAME, CLAIMS, CONFLICTS, PLACES, SOURCES, TIES, Table

MERGED = ("claims", "ties", "conflicts", "sources")
_TYPES = {"string": "VARCHAR", "int": "BIGINT", "float": "DOUBLE", "bool": "BOOLEAN"}
_TOUCHED = "SELECT tie_id FROM laid_claims WHERE tie_id IS NOT NULL"
# A place that has moved to another id since is found; one that is gone makes the name wait. Of a
# municipality that was merged away the tie of what took it over is meant, where it has none itself.
_CLAIM_SQL = f"""
    SELECT c.* REPLACE (a.place_id AS place_a, b.place_id AS place_b,
        coalesce(t.new_id, own.tie_id, h.tie_id, CASE WHEN a.place_id <> b.place_id
            THEN least(a.place_id, b.place_id) || '~' || greatest(a.place_id, b.place_id)
            END) AS tie_id,
        CASE WHEN a.place_id IS NOT NULL THEN c.method_a END AS method_a,
        CASE WHEN b.place_id IS NOT NULL THEN c.method_b END AS method_b,
        CASE WHEN a.place_id IS NOT NULL THEN c.confidence_a END AS confidence_a,
        CASE WHEN b.place_id IS NOT NULL THEN c.confidence_b END AS confidence_b)
    FROM laid c
    LEFT JOIN redirects ra ON ra.old_id = c.place_a
    LEFT JOIN redirects rb ON rb.old_id = c.place_b
    LEFT JOIN places a ON a.place_id = coalesce(ra.new_id, c.place_a)
    LEFT JOIN places b ON b.place_id = coalesce(rb.new_id, c.place_b)
    LEFT JOIN tie_redirects t
        ON t.old_id = least(a.place_id, b.place_id) || '~' || greatest(a.place_id, b.place_id)
    LEFT JOIN ties_of_release own
        ON own.place_a = least(a.place_id, b.place_id)
        AND own.place_b = greatest(a.place_id, b.place_id)
    LEFT JOIN ({HEIRS}) ha ON ha.ended = a.place_id
    LEFT JOIN ({HEIRS}) hb ON hb.ended = b.place_id
    LEFT JOIN ties_of_release h
        ON h.place_a = least(coalesce(ha.heir, a.place_id), coalesce(hb.heir, b.place_id))
        AND h.place_b = greatest(coalesce(ha.heir, a.place_id), coalesce(hb.heir, b.place_id))
"""
_BEHIND = f"""
    SELECT * FROM (SELECT * FROM claims_of_release UNION ALL BY NAME SELECT * FROM laid_claims)
    WHERE tie_id IN ({_TOUCHED}) ORDER BY claim_id
"""
_ENDS = f"""
    SELECT place_id, name, level, country, is_dual, valid_to FROM places WHERE place_id IN (
        SELECT unnest(split(tie_id, '~')) FROM ({_TOUCHED}))
"""

# Overlays that were made before unions were understood have no column of them.
_NOTICES_HELD = """
    SELECT NULL::VARCHAR AS unions WHERE false UNION ALL BY NAME SELECT * FROM read_parquet(?)
"""
_KNOWN_IDS = "SELECT place_id FROM places UNION SELECT old_id FROM redirects"
_NOTICE_SQL = """
    SELECT n.* REPLACE (p.place_id AS place_id,
        CASE WHEN p.place_id IS NOT NULL THEN n.method END AS method,
        CASE WHEN p.place_id IS NOT NULL THEN n.confidence END AS confidence)
    FROM laid n
    LEFT JOIN redirects r ON r.old_id = n.place_id
    LEFT JOIN places p ON p.place_id = coalesce(r.new_id, n.place_id)
"""


def lay_over(release: Release, overlays: Sequence[Overlay]) -> None:
    """Make the queries of an opened release see the overlays too.

    Raises
    ------
    OverlayError
        If two overlays have one source, or a file of one does not hold what it must.
    """
    if not overlays:
        return
    refuse_twins(overlays)
    _lay_places(release, [one for one in overlays if one.n_places])
    _rename_tables(release)
    for overlay in overlays:
        _load(release, overlay)
    _add(release, "claims", is_weighed=False)
    _add(release, "sources", is_weighed=False)
    _weigh_again(release)
    _lay_notices(release, [one for one in overlays if one.is_of_notices])
    lay_rulings(release, [one for one in overlays if one.n_rulings])
    name_overlays(release, overlays)
    has_notices = any(one.is_of_notices for one in overlays)
    more = (*MERGED, SEEKING.name) if has_notices else MERGED
    release.merge(*more)


def check_overlay(release: Release, overlay: Overlay) -> list[str]:
    """Check one overlay against a release on which nothing lies; return facts that hold.

    Raises
    ------
    OverlayError
        At the first fact that does not hold.
    """
    sql = "SELECT * FROM read_parquet(?)"
    for table, path in ((CLAIMS, overlay.claims_file), (SOURCES, overlay.sources_file)):
        _query(release, overlay, f"{_columns(table, sql)} LIMIT 0", [str(path)])
    own = [str(overlay.places_file(PLACES.name))] if overlay.n_places else []
    ids = f"{_KNOWN_IDS} UNION SELECT place_id FROM read_parquet(?)" if own else _KNOWN_IDS
    known = _query(
        release,
        overlay,
        f"WITH ids AS MATERIALIZED ({ids}) SELECT count(*) AS n, count(tie_id) AS tied, "
        "count(*) FILTER (WHERE place_a NOT IN (SELECT place_id FROM ids) OR "
        "place_b NOT IN (SELECT place_id FROM ids)) AS gone FROM read_parquet(?)",
        [*own, str(overlay.claims_file)],
    )[0]
    if (known["n"], known["tied"]) != (overlay.n_claims, overlay.n_resolved):
        raise OverlayError(overlay.name, "is damaged: it holds other claims than it says", MEND)
    facts = [f"overlay {overlay.name}: all files have the SHA-256 of its manifest"]
    facts += _check_notices(release, overlay) if overlay.is_of_notices else []
    facts += _check_places(release, overlay) if overlay.n_places else []
    if known["gone"]:
        facts.append(
            f"overlay {overlay.name}: {known['gone']} of {known['n']} claims name places that "
            "these data no longer hold, so they wait; import the register again"
        )
    return facts


def _check_places(release: Release, overlay: Overlay) -> list[str]:
    """Check the places that an overlay brings; return facts that hold."""
    for table in EXTRA:
        path = [str(overlay.places_file(table.name))]
        _query(release, overlay, f"SELECT * FROM {_held(table, '?')} LIMIT 0", path)
    path = [str(overlay.places_file(PLACES.name))]
    n = _query(release, overlay, "SELECT count(*) AS n FROM read_parquet(?)", path)[0]["n"]
    if n != overlay.n_places:
        raise OverlayError(overlay.name, "is damaged: it holds other places than it says", MEND)
    return [f"overlay {overlay.name}: {n} places that the table places of these data lacks"]


def _check_notices(release: Release, overlay: Overlay) -> list[str]:
    """Check the notices of an overlay; return facts that hold."""
    path = [str(overlay.notices_file)]
    _query(release, overlay, f"{_columns(SEEKING, _NOTICES_HELD)} LIMIT 0", path)
    known = _query(
        release,
        overlay,
        "SELECT count(*) AS n, count(place_id) AS placed, count(*) FILTER (WHERE place_id NOT IN "
        "(SELECT place_id FROM places UNION SELECT old_id FROM redirects)) AS gone "
        "FROM read_parquet(?)",
        path,
    )[0]
    if (known["n"], known["placed"]) != (overlay.n_notices, overlay.n_placed):
        raise OverlayError(overlay.name, "is damaged: it holds other notices than it says", MEND)
    facts = [f"overlay {overlay.name}: {known['n']} notices, the places of {known['placed']} known"]
    if known["gone"]:
        facts.append(
            f"overlay {overlay.name}: the places of {known['gone']} notices are no longer in these "
            "data, so they wait; import the list again"
        )
    return facts


def _rename_tables(release: Release) -> None:
    for name in MERGED:
        columns = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in BY_NAME[name].columns)
        release.query(f"ALTER VIEW {name} RENAME TO {name}_of_release")
        release.query(f"CREATE TABLE laid_{name} ({columns})")


def _load(release: Release, overlay: Overlay) -> None:
    """Load the claims and the source of one overlay, by the columns of the schema."""
    claims = _columns(CLAIMS, "SELECT * FROM read_parquet(?)")
    sql = f"INSERT INTO laid_claims {_CLAIM_SQL.replace('FROM laid c', f'FROM ({claims}) c')}"
    _query(release, overlay, sql, [str(overlay.claims_file)])
    sources = _columns(SOURCES, "SELECT * FROM read_parquet(?)")
    _query(release, overlay, f"INSERT INTO laid_sources {sources}", [str(overlay.sources_file)])
    odd = "SELECT 1 FROM laid_claims WHERE source_id NOT IN (SELECT source_id FROM laid_sources)"
    if release.query(f"{odd} LIMIT 1"):
        raise OverlayError(overlay.name, "is damaged: it holds claims of another source", MEND)


def _lay_places(release: Release, overlays: Sequence[Overlay]) -> None:
    """Show the places of overlays that the release lacks; of one that two hold, the first."""
    if not overlays:
        return
    open_to_more(release)
    for overlay in overlays:
        new = f"SELECT place_id FROM {_held(PLACES, '?')} WHERE place_id NOT IN (FROM known_ids)"
        path = str(overlay.places_file(PLACES.name))
        release.query(f"CREATE OR REPLACE TEMP TABLE known_ids AS {_KNOWN_IDS}")
        _query(release, overlay, f"CREATE OR REPLACE TEMP TABLE new_ids AS {new}", [path])
        for table in EXTRA:
            sql = f"INSERT INTO extra_{table.name} SELECT * FROM {_held(table, '?')} "
            sql += "WHERE place_id IN (FROM new_ids)"
            _query(release, overlay, sql, [str(overlay.places_file(table.name))])


def _held(table: Table, path: str) -> str:
    """Rows of a table in a file that may lack columns that came later."""
    columns = ", ".join(f'NULL::{_TYPES[c.type]} AS "{c.name}"' for c in table.columns)
    rows = f"SELECT {columns} WHERE false UNION ALL BY NAME SELECT * FROM read_parquet({path})"
    return f"({_columns(table, rows)})"


def _lay_notices(release: Release, overlays: Sequence[Overlay]) -> None:
    """Make the table `seeking`, which no release has, of the overlays that hold notices."""
    if not overlays:
        return
    _make_table_of_notices(release)
    held = _columns(SEEKING, _NOTICES_HELD)
    sql = f"INSERT INTO {SEEKING.name} {_NOTICE_SQL.replace('FROM laid n', f'FROM ({held}) n')}"
    for overlay in overlays:
        _query(release, overlay, sql, [str(overlay.notices_file)])


def _make_table_of_notices(release: Release) -> None:
    columns = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in SEEKING.columns)
    release.query(f"CREATE TABLE IF NOT EXISTS {SEEKING.name} ({columns})")


def lay_rows_of_notices(release: Release, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add notices to those that the queries of an opened release see."""
    _make_table_of_notices(release)
    _insert(release, SEEKING, SEEKING.name, rows)
    release.merge(SEEKING.name)


def _columns(table: Table, source: str) -> str:
    columns = ", ".join(f'"{c.name}"::{_TYPES[c.type]} AS "{c.name}"' for c in table.columns)
    return f"SELECT {columns} FROM ({source})"


def _query(
    release: Release, overlay: Overlay, sql: str, parameters: Sequence[object]
) -> list[dict[str, Any]]:
    try:
        return release.query(sql, parameters)
    except ReleaseError as reason:
        if Path(reason.file) != release.folder:
            raise  # it is a file of the release that cannot be read
    except failures_of_duckdb():
        pass
    file = next((Path(str(one)).name for one in parameters), "a table")
    problem = f"is damaged: {file} in {overlay.state} does not hold the table that it must"
    raise OverlayError(overlay.name, problem, MEND)


def _add(release: Release, name: str, *, is_weighed: bool) -> None:
    """Show the rows of the release, less those that are weighed again, and the new ones."""
    left = f" WHERE tie_id NOT IN ({_TOUCHED})" if is_weighed else ""
    if left and name == CONFLICTS.name:
        left += f" OR field = '{FIELD}'"  # it is between two ties, and not weighed
    release.query(
        f"CREATE VIEW {name} AS SELECT * FROM {name}_of_release{left} "
        f"UNION ALL BY NAME SELECT * FROM laid_{name}"
    )


def _weigh_again(release: Release) -> None:
    touched = {row["tie_id"] for row in release.query(_TOUCHED)}
    if touched:
        _weigh(release, touched)
    for table in (TIES, CONFLICTS):
        _add(release, table.name, is_weighed=True)


def _weigh(release: Release, touched: set[str]) -> None:
    ground = weighing_ground(release, touched, claims="claims_of_release")
    resolved = [resolved_claim(row) for row in release.query(_BEHIND)]
    places = {row["place_id"]: place_end(row) for row in release.query(_ENDS)}
    signing = signing_levels(release.query("SELECT country, level FROM upper_tier"))
    weighed = weigh(resolved, places, signing, ground)
    for table, rows in ((TIES, weighed.ties), (CONFLICTS, weighed.conflicts)):
        _insert(release, table, f"laid_{table.name}", rows)


def _insert(release: Release, table: Table, into: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert column by column: row by row would cost a hundred times as much."""
    if not rows:
        return
    lists = ", ".join(f"unnest(?::{_TYPES[c.type]}[])" for c in table.columns)
    columns = [[row[column.name] for row in rows] for column in table.columns]
    release.query(f"INSERT INTO {into} SELECT {lists}", columns)
