"""What must hold in every release: content, keys, references, vocabularies, classes, licences.

Each check is one query over the opened release, so a release that another tool wrote is judged
by what is in it, not by how it came about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import Any

from sistercities.dataset.release.column_content import content_hash_of_columns
from sistercities.dataset.release.datapackage import LICENCES, release_hash
from sistercities.dataset.release.manifest import MANIFEST, MEND, file_name
from sistercities.dataset.release.parquet import content_hash
from sistercities.dataset.release.store import Release
from sistercities.errors import ReleaseError
from sistercities.terms.heritage import CATEGORIES, PLACE, SPREAD, WRONG_POINT
from sistercities.terms.tables import BY_NAME, TABLES, Table
from sistercities.terms.words import (
    CERTAINTIES,
    DIRECTIONS,
    EVENTS,
    KINDS,
    LEVELS,
    NAME_KINDS,
    OBSTACLE_KINDS,
    PRECISIONS,
    STANDINGS,
    STATUSES,
    STRENGTHS,
    TIE_CLASSES,
)

VOCABULARIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("places", "level", LEVELS),
    ("upper_tier", "level", ("region1", "region2")),
    ("region_coverage", "level", ("upper", "lower")),
    ("gazetteer", "level", ("city", "county", "district", "region2")),
    ("gazetteer_names", "kind", NAME_KINDS),
    ("claims", "level_a", LEVELS),
    ("claims", "level_b", LEVELS),
    ("claims", "precision", PRECISIONS),
    ("claims", "status", STATUSES),
    ("claims", "kind", KINDS),
    ("claims", "licence", tuple(LICENCES)),
    ("ties", "tie_class", TIE_CLASSES),
    ("ties", "start_precision", PRECISIONS),
    ("ties", "status", STATUSES),
    ("ties", "standing", STANDINGS),
    ("tie_events", "event", EVENTS),
    ("ties", "kind", KINDS),
    ("conflicts", "field", ("start", "end", "status", "kind", "place")),
    ("sources", "licence", tuple(LICENCES)),
    ("heritage_sites", "category", CATEGORIES),
    ("heritage_sites", "reach", (PLACE, SPREAD, WRONG_POINT)),
    ("country_pairs_now", "kind", OBSTACLE_KINDS),
    ("country_pairs_now", "direction", DIRECTIONS),
    ("country_pairs_now", "strength", STRENGTHS),
    ("country_pairs_now", "certainty", CERTAINTIES),
    ("laws", "strength", STRENGTHS),
    ("laws", "certainty", CERTAINTIES),
)

_IS_SIGNING = "(SELECT country, level FROM upper_tier)"
_CLASS = f"""
    SELECT t.tie_id, t.tie_class, CASE
        WHEN a.is_dual OR b.is_dual THEN 'dual'
        WHEN (a.country, a.level) IN {_IS_SIGNING} AND (b.country, b.level) IN {_IS_SIGNING}
            THEN 'upper'
        WHEN (a.country, a.level) IN {_IS_SIGNING} OR (b.country, b.level) IN {_IS_SIGNING}
            THEN 'cross'
        ELSE 'lower' END AS due
    FROM ties t
    JOIN places a ON a.place_id = t.place_a JOIN places b ON b.place_id = t.place_b
"""
_RULES: tuple[tuple[str, str, str], ...] = (
    (
        "ties",
        "ends are sorted, differ, and make the id",
        "SELECT tie_id AS found FROM ties "
        "WHERE place_a >= place_b OR tie_id <> place_a || '~' || place_b",
    ),
    (
        "ties",
        "class follows from the levels of the ends and upper_tier",
        f"SELECT tie_id AS found FROM ({_CLASS}) WHERE tie_class <> due",
    ),
    (
        "ties",
        "each end lies in a country that upper_tier knows",
        "SELECT country AS found FROM places WHERE place_id IN "
        "(SELECT place_a FROM ties UNION ALL SELECT place_b FROM ties) "
        "AND country NOT IN (SELECT country FROM upper_tier)",
    ),
    (
        "claims",
        "a claim names a tie exactly where both its ends are resolved to two places",
        "SELECT claim_id AS found FROM claims WHERE (tie_id IS NOT NULL) <> "
        "(place_a IS NOT NULL AND place_b IS NOT NULL AND place_a <> place_b)",
    ),
    (
        "ties",
        "number of claims is the number of claims that name the tie",
        "SELECT t.tie_id AS found FROM ties t LEFT JOIN "
        "(SELECT tie_id, count(*) AS n FROM claims GROUP BY tie_id) c USING (tie_id) "
        "WHERE t.n_claims IS DISTINCT FROM c.n",
    ),
    (
        "ties",
        "a year stands exactly where a start does, and no end lies before its start",
        "SELECT tie_id AS found FROM ties WHERE (start IS NULL) <> (start_year IS NULL) "
        "OR (start_precision = 'none') <> (start IS NULL) OR end_year < start_year",
    ),
    (
        "upper_tier",
        "each country has one finest tier",
        "SELECT country AS found FROM upper_tier GROUP BY country "
        "HAVING count(*) FILTER (WHERE is_finest) <> 1",
    ),
    (
        "parents",
        "spans run forward and no place lies in itself",
        "SELECT place_id AS found FROM parents WHERE place_id = parent_id OR to_year < from_year",
    ),
    (
        "claims",
        "a claim names the tie of its two places, or the one that it is held as",
        "SELECT claim_id AS found FROM claims LEFT JOIN tie_redirects "
        "ON old_id = least(place_a, place_b) || '~' || greatest(place_a, place_b) "
        "WHERE tie_id <> coalesce(new_id, least(place_a, place_b) || '~' || "
        "greatest(place_a, place_b))",
    ),
    (
        "tie_redirects",
        "no old id is a tie",
        "SELECT old_id AS found FROM tie_redirects WHERE old_id IN (SELECT tie_id FROM ties)",
    ),
    (
        "redirects",
        "no old id is a place",
        "SELECT old_id AS found FROM redirects WHERE old_id IN (SELECT place_id FROM places)",
    ),
)


def check_release(release: Release) -> list[str]:
    """Run every check; each returned sentence is one fact that holds.

    Raises
    ------
    ReleaseError
        At the first fact that does not hold.
    """
    release.check_unread(*BY_NAME)
    facts = [  # what opening it has made sure of
        f"{len(TABLES)} files have the size and the SHA-256 of the manifest",
        "all columns have the names and types of the schema",
    ]
    checks: Iterable[Callable[[Release], str]] = (
        _contents,
        _keys,
        _required,
        _references,
        _vocabularies,
    )
    facts += [check(release) for check in checks]
    facts += [_rule(release, *rule) for rule in _RULES]
    return facts


def _fail(release: Release, table: str, problem: str) -> ReleaseError:
    return ReleaseError(str(release.folder / file_name(table)), problem, MEND)


def _contents(release: Release) -> str:
    for entry in release.manifest.files:
        table = BY_NAME[entry.table]
        if _rows_and_hash(release, table) != (entry.rows, entry.content_sha256):
            raise _fail(release, entry.table, "rows differ from the content hash of the manifest")
    if release_hash(release.manifest.files) != release.manifest.content_sha256:
        problem = "its content hash does not follow from those of its tables"
        raise ReleaseError(str(release.folder / MANIFEST), problem, MEND)
    return "all rows have the content hash of the manifest"


def _rows_and_hash(release: Release, table: Table) -> tuple[int, str]:
    """Count the rows of a table and hash its content: by column where Arrow is installed."""
    if find_spec("pyarrow") is not None:
        columns = release.columns(table.name)
        return columns.num_rows, content_hash_of_columns(table, columns)
    n_rows = int(release.query(f"SELECT count(*) AS n FROM {table.name}")[0]["n"])
    return n_rows, content_hash(table, release.rows(table.name))


def _keys(release: Release) -> str:
    for table in TABLES:
        key = ", ".join(f'"{name}"' for name in table.key)
        _none(
            release,
            table,
            f"SELECT {key} FROM {table.name} GROUP BY {key} HAVING count(*) > 1",
            "has a key twice",
        )
    return "all keys are unique"


def _required(release: Release) -> str:
    for table in TABLES:
        missing = [f'"{c.name}" IS NULL' for c in table.columns if c.is_required]
        sql = f"SELECT * FROM {table.name} WHERE {' OR '.join(missing)}"
        _none(release, table, sql, "lacks a required value")
    return "no required value is missing"


def _references(release: Release) -> str:
    for table in TABLES:
        for column, other, there in table.references:
            sql = (
                f"SELECT {column} FROM {table.name} WHERE {column} IS NOT NULL "
                f"AND {column} NOT IN (SELECT {there} FROM {other})"
            )
            _none(release, table, sql, f"{column} refers to what is not in {other}")
    return "all foreign keys refer to a row"


def _vocabularies(release: Release) -> str:
    for name, column, allowed in VOCABULARIES:
        marks = ", ".join("?" for _ in allowed)
        sql = f"SELECT {column} FROM {name} WHERE {column} NOT IN ({marks})"
        _none(release, BY_NAME[name], sql, f"{column} holds an unknown word", allowed)
    return f"all words of {len(VOCABULARIES)} closed vocabularies are known, licences among them"


def _rule(release: Release, table: str, fact: str, sql: str) -> str:
    _none(release, BY_NAME[table], sql, f"does not hold that {fact}")
    return f"{table}: {fact}"


def _none(
    release: Release, table: Table, sql: str, problem: str, parameters: Iterable[Any] = ()
) -> None:
    found = release.query(f"{sql} LIMIT 1", list(parameters))
    if found:
        first = ", ".join(f"{name}={value!r}" for name, value in list(found[0].items())[:3])
        raise _fail(release, table.name, f"{problem} ({first})")
