"""Keys of names that may lie near another: those that share runs of three letters with it.

The keys of places that the release holds, and of towns that its gazetteer alone has, stand each in
an FTS5 table by their trigrams, each once a country. The country is a token of its own, so that a
search within one does not rank the names of all others. What is found are candidates: how like they
are `near_names` measures.
"""

from __future__ import annotations

import sqlite3

from sistercities.dataset.release.queried import Queried

HELD, TOWNS = "held", "towns"
"""Keys of places of the release, and of towns of its gazetteer."""
_KEYS = {
    HELD: "SELECT DISTINCT n.key, p.country FROM names n JOIN places p ON p.place_id = n.place_id "
    "WHERE n.key <> '' ORDER BY 1, 2",
    TOWNS: "SELECT DISTINCT g.key, p.country FROM gazetteer_names g "
    "JOIN gazetteer p ON p.place_id = g.place_id WHERE g.kind <> 'id' ORDER BY 1, 2",
}
_TRIGRAMS = """
    CREATE VIRTUAL TABLE near_{kind} USING fts5(country, key, content = '',
        tokenize = 'trigram case_sensitive 1')
"""
_MATCHED = """
    SELECT DISTINCT k.key FROM (
        SELECT rowid FROM near_{kind} WHERE near_{kind} MATCH ? ORDER BY rank LIMIT ?) m
    JOIN keys_{kind} k ON k.rowid = m.rowid
"""
_BEGINNING = """
    SELECT DISTINCT key FROM keys_{kind}
    WHERE key >= ? AND key < ? AND (? = '' OR country = ?) AND length(key) BETWEEN ? AND ? LIMIT ?
"""
LAST = chr(0x10FFFF)
"""Sorts behind every letter."""
_RUN = 3
_MOST, _MOST_BEGINNING = 200, 3000
_LIKE_LENGTH = 2


def write_near_keys(into: sqlite3.Connection) -> None:
    """Make the tables of keys in a database that has those of places and names."""
    for kind, sql in _KEYS.items():
        into.execute(f"CREATE TABLE keys_{kind} (key, country)")
        into.execute(f"INSERT INTO keys_{kind} {sql}")
        into.execute(f"CREATE INDEX keys_{kind}_by_key ON keys_{kind} (key)")
        into.execute(_TRIGRAMS.format(kind=kind))
        into.execute(
            f"INSERT INTO near_{kind} (rowid, country, key) "
            f"SELECT rowid, '_' || country, key FROM keys_{kind}"
        )


def near_scheme() -> str:
    """Return what changes when the tables are made otherwise."""
    return f"{_KEYS} {_TRIGRAMS}"


def keys_near(index: Queried, kind: str, key: str, country: str = "") -> set[str]:
    """Find keys that share runs of letters with one, begin with it, or begin and are as long as it.

    Parameters
    ----------
    index
        The index.
    kind
        `HELD` or `TOWNS`.
    key
        A key, as `name_key` makes it.
    country
        ISO 3166-1 alpha-2; "" for all.
    """
    found: set[str] = set()
    runs = dict.fromkeys(key[at : at + _RUN] for at in range(len(key) - _RUN + 1))
    if runs:
        any_run = " OR ".join(f'"{run}"' for run in runs)
        asked = f'"_{country}" AND ({any_run})' if country else any_run
        rows = index.query(_MATCHED.format(kind=kind), [asked, _MOST])
        found |= {row["key"] for row in rows}
    size = len(key)
    for begin, low, high in ((key, size, 4 * size + 8),
                             (key[:2], size - _LIKE_LENGTH, size + _LIKE_LENGTH)):  # fmt: skip
        values = [begin, begin + LAST, country, country, low, high, _MOST_BEGINNING]
        found |= {row["key"] for row in index.query(_BEGINNING.format(kind=kind), values)}
    return found
