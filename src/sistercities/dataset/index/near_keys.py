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
# Those that begin with what was typed, the best known first.
_BEGINNING = {
    HELD: """
        SELECT n.key FROM names n LEFT JOIN tie_counts k ON k.place_id = n.place_id
        JOIN places p ON p.place_id = n.place_id
        WHERE n.key >= ? AND n.key < ? AND (? = '' OR p.country = ?)
        GROUP BY n.key ORDER BY max(coalesce(k.n, 0)) DESC, max(p.population) DESC, n.key LIMIT ?
    """,
    TOWNS: """
        SELECT n.key FROM gazetteer_names n JOIN gazetteer p ON p.place_id = n.place_id
        WHERE n.key >= ? AND n.key < ? AND n.kind <> 'id' AND (? = '' OR p.country = ?)
        GROUP BY n.key ORDER BY max(p.population) DESC, n.key LIMIT ?
    """,
}
# Those of like length that begin with the same letters.
_LIKE = """
    SELECT DISTINCT key FROM keys_{kind}
    WHERE key >= ? AND key < ? AND (? = '' OR country = ?) AND length(key) BETWEEN ? AND ?
"""
_ONE_OF = "SELECT DISTINCT key FROM keys_{kind} WHERE key IN ({marks}) AND (? = '' OR country = ?)"
LAST = chr(0x10FFFF)
"""Sorts behind every letter."""
_RUN = 3
_MOST, _MOST_BEGINNING = 200, 60
_LIKE_LENGTH = 2
_SHORT = 7
"""Letters up to which one in common at the beginning is enough: short names share no runs."""
_FIRST_TWO = 2


OF_NEAR_KEYS = frozenset({"names", "places", "gazetteer", "gazetteer_names"})
"""Tables of which the keys are those."""


def write_near_keys(into: sqlite3.Connection) -> None:
    """Make the tables of keys, anew where they are there, in a database with places and names."""
    for kind, sql in _KEYS.items():
        into.execute(f"DROP TABLE IF EXISTS keys_{kind}")
        into.execute(f"DROP TABLE IF EXISTS near_{kind}")
        into.execute(f"CREATE TABLE keys_{kind} (key, country)")
        into.execute(f"INSERT INTO keys_{kind} {sql}")
        into.execute(f"CREATE INDEX keys_{kind}_by_key ON keys_{kind} (key)")
        into.execute(_TRIGRAMS.format(kind=kind))
        into.execute(
            f"INSERT INTO near_{kind} (rowid, country, key) "
            f"SELECT rowid, '_' || country, key FROM keys_{kind}"
        )


def keys_near(index: Queried, kind: str, key: str, country: str = "") -> list[str]:
    """Find keys that may be near one, those that begin with it first, the best known before others.

    Besides these: keys that share runs of three letters with it, that begin with its first letters
    and are about as long, and that are the same with two neighbouring letters changed about.

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
    begun = index.query(_BEGINNING[kind], [key, key + LAST, country, country, _MOST_BEGINNING])
    found = dict.fromkeys(row["key"] for row in begun)
    for sql, values in (_by_runs(kind, key, country), _alike(kind, key, country),
                        _swapped(kind, key, country)):  # fmt: skip
        found |= dict.fromkeys(row["key"] for row in index.query(sql, values)) if sql else {}
    return list(found)


def _by_runs(kind: str, key: str, country: str) -> tuple[str, list[object]]:
    runs = dict.fromkeys(key[at : at + _RUN] for at in range(len(key) - _RUN + 1))
    if not runs:
        return "", []
    any_run = " OR ".join(f'"{run}"' for run in runs)
    asked = f'"_{country}" AND ({any_run})' if country else any_run
    return _MATCHED.format(kind=kind), [asked, _MOST]


def _alike(kind: str, key: str, country: str) -> tuple[str, list[object]]:
    is_short = len(key) <= _SHORT
    begin, slack = (key[:1], 1) if is_short else (key[:_FIRST_TWO], _LIKE_LENGTH)
    lengths = len(key) - slack, len(key) + slack
    return _LIKE.format(kind=kind), [begin, begin + LAST, country, country, *lengths]


def _swapped(kind: str, key: str, country: str) -> tuple[str, list[object]]:
    """Keys that are the same with two neighbours changed about: Oaska is Osaka."""
    others = {key[:at] + key[at + 1] + key[at] + key[at + 2 :] for at in range(len(key) - 1)} - {
        key
    }
    if not others:
        return "", []
    marks = ", ".join("?" * len(others))
    return _ONE_OF.format(kind=kind, marks=marks), [*sorted(others), country, country]
