"""What the index holds: tables of the release that look-ups read, and what two files hold together.

Of two files of one index the lower one is read where the upper one holds no table of a name. A
table of which the upper file has only more rows is seen with those of the lower one.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import unidata_version

from sistercities.dataset.index.ledger import blake2b


class Held(NamedTuple):
    """One table of the index.

    Attributes
    ----------
    name
        Its name, the same as in the release where its rows are the same.
    sql
        Query of its rows, in the words of DuckDB.
    key
        Columns by which it is kept in order, "" for the order in which the rows come.
    indexes
        Columns by which it is found besides, each as in `CREATE INDEX`.
    keys
        Columns that hold the keys of names, each with the column of the names.
    """

    name: str
    sql: str
    key: str = ""
    indexes: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


HELD = (
    Held("places", "SELECT * FROM places ORDER BY place_id", "place_id",
         ("region_iso", "country, level", "wikidata_id", "name_key", "local_key", "successor"),
         (("name_key", "name"), ("local_key", "name_local"))),
    Held("countries", "SELECT * FROM countries ORDER BY country", "country", ("iso3",)),
    Held("names", "SELECT place_id, name, lang, script FROM names ORDER BY ALL", "",
         ("place_id", "key, place_id"), (("key", "name"),)),
    Held("parents", "SELECT place_id, parent_id, from_year, to_year FROM parents ORDER BY ALL", "",
         ("place_id", "parent_id, place_id")),
    Held("redirects", "SELECT old_id, new_id FROM redirects ORDER BY ALL", "old_id", ("new_id",)),
    # With the newest list that covers both ends and lacks it, and the ends that have no partner
    # there: `dataset.index.absences`.
    Held("ties", "SELECT t.*, n.absent_from, n.silent_at FROM ties t "
         "LEFT JOIN absences n USING (tie_id) ORDER BY tie_id", "tie_id", ("place_a", "place_b")),
    Held("tie_redirects", "SELECT old_id, new_id FROM tie_redirects ORDER BY old_id", "old_id"),
    Held("tie_events", "SELECT * FROM tie_events ORDER BY event_id", "event_id"),
    Held("conflicts", "SELECT * FROM conflicts ORDER BY ALL", "", ("tie_id", "other")),
    Held("claims", "SELECT * FROM claims ORDER BY claim_id", "claim_id",
         ("place_a", "place_b", "tie_id")),
    # A spelling that no gazetteer has leads to the place that was found to be meant by it; one that
    # was taken for its likeness alone is nobody's name.
    Held("claimed", "SELECT DISTINCT name, place_id FROM ("
         "SELECT name_a AS name, place_a AS place_id, method_a AS method FROM claims "
         "UNION ALL SELECT name_b, place_b, method_b FROM claims) "
         "WHERE place_id IS NOT NULL AND NOT contains(method, 'similar_name') ORDER BY ALL",
         "name, place_id"),
    Held("given_ids", "SELECT DISTINCT given_id, place_id FROM ("
         "SELECT given_id_a AS given_id, place_a AS place_id FROM claims "
         "UNION ALL SELECT given_id_b, place_b FROM claims) "
         "WHERE place_id IS NOT NULL AND given_id IS NOT NULL ORDER BY ALL",
         "given_id, place_id"),
    Held("tie_counts", "SELECT place_id, count(*) AS n FROM ("
         "SELECT place_a AS place_id FROM ties UNION ALL SELECT place_b FROM ties) "
         "GROUP BY place_id ORDER BY place_id", "place_id"),
    Held("sources", "SELECT * FROM sources ORDER BY source_id", "source_id"),
    Held("source_ties", "SELECT source_id, count(DISTINCT tie_id) AS ties FROM claims "
         "GROUP BY source_id ORDER BY source_id", "source_id"),
    Held("source_coverage", "SELECT * FROM source_coverage ORDER BY ALL", "", ("country",)),
    Held("region_coverage", "SELECT * FROM region_coverage ORDER BY ALL", "", ("place_id",)),
    Held("upper_tier", "SELECT * FROM upper_tier ORDER BY ALL"),
    Held("coverage", "SELECT * FROM coverage ORDER BY ALL"),
    Held("country_pairs_now", "SELECT * FROM country_pairs_now ORDER BY pair_id", "pair_id"),
    Held("laws", "SELECT * FROM laws ORDER BY law_id", "law_id"),
    Held("gazetteer", "SELECT * FROM gazetteer ORDER BY place_id", "place_id"),
    Held("gazetteer_names", "SELECT key, place_id, kind FROM gazetteer_names ORDER BY ALL",
         "key, place_id, kind"),
    # The last year in which a list tells of a strain between two states.
    Held("strain_years", "SELECT variable, country_a, country_b, max(year) AS year "
         "FROM country_pairs WHERE variable IN ('rivalry_tss', 'dispute_level') "
         "GROUP BY ALL ORDER BY ALL"),
    # Made for the index: see `index.tie_tables`.
    Held("around", "SELECT * FROM around ORDER BY ALL", "place_id, region_id, first, last",
         ("region_id",)),
    Held("inside", "SELECT tie_id, region_tie FROM inside ORDER BY ALL", "tie_id, region_tie",
         ("region_tie",)),
    Held("own_lists", "SELECT * FROM own_lists ORDER BY place_id", "place_id"),
    Held("tie_ends", "SELECT * FROM tie_ends ORDER BY here_id, tie_id", "here_id, tie_id",
         ("tie_id", "here_country, there_country")),
)  # fmt: skip


IDENTITY = "index_name"
"""Table in which an index says what it is called."""
_PACKAGE = Path(__file__).parents[2]
_MADE_BY = ("dataset/index/tables.py", "dataset/index/near_keys.py", "dataset/index/writing.py",
            "dataset/index/tie_tables.py", "dataset/index/layer.py", "dataset/index/absences.py",
            "dataset/standing.py", "dataset/source_coverage.py", "dataset/domestic_lists.py",
            "terms/standing_rule.py", "dataset/scripts.py", "dataset/overlays/merge.py",
            "terms/normal_forms.py")  # fmt: skip
"""Files whose change makes other rows of the same data."""


@cache
def scheme() -> str:
    """Return what changes when the index is to hold other tables, or the same made otherwise."""
    code = [(_PACKAGE / name).read_bytes() for name in _MADE_BY]
    return blake2b(b"\n".join((unidata_version.encode(), *code))).hexdigest()


BELOW = "below"
"""What the lower file is called beside the upper one."""
ADDED = "added_"
"""How the name of a table begins of which the upper file has only the rows that come besides."""
_ADDED_TABLES = f"""
    SELECT name FROM main.sqlite_schema WHERE type = 'table' AND substr(name, 1, {len(ADDED)}) = ?
"""


def read_only(path: Path) -> str:
    """Name a file that nobody writes to any more, as SQLite opens it by a URI."""
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"


def attach(upper: sqlite3.Connection, below: Path) -> None:
    """Let a connection that was opened by a URI read from a file what its own does not hold."""
    upper.execute(f"ATTACH ? AS {BELOW}", [read_only(below)])
    show_added(upper)


def show_added(upper: sqlite3.Connection) -> None:
    """Show the rows that come besides with those below: once the upper one is written."""
    for (added,) in upper.execute(_ADDED_TABLES, [ADDED]).fetchall():
        name = added.removeprefix(ADDED)
        upper.execute(
            f"CREATE TEMP VIEW {name} AS SELECT * FROM {BELOW}.{name} "
            f"UNION ALL SELECT * FROM main.{added}"
        )
