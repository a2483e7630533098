"""Keys of names that may lie near another: those that share runs of three letters with it.

The keys of places that the release holds, and of towns that its gazetteer alone has, stand each in
an FTS5 table by their trigrams, each once a country. The country is a token of its own, so that a
search within one does not rank the names of all others. What is found are candidates: how like they
are `near_names` measures.

How much is gone through does not grow with the names: keys that are one letter off are looked up
one by one, rare runs of letters go before common ones until enough keys have them, and where many
keys begin alike more letters must be the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import accumulate
from string import ascii_lowercase

from sistercities.dataset.release.queried import Queried

HELD, TOWNS, OWN = "held", "towns", "own"
"""Keys of places of the release, of towns of its gazetteer, and of places that overlays bring."""
_OF = {HELD: (HELD, OWN), TOWNS: (TOWNS,)}
"""Which are gone through for which."""
_NONE = "SELECT NULL, NULL WHERE false"
OF_PLACES = """
    SELECT DISTINCT n.key, p.country FROM names n JOIN places p ON p.place_id = n.place_id
    WHERE n.key <> '' AND p.place_id IN ({places}) AND NOT EXISTS (
        SELECT 1 FROM keys_held k WHERE k.key = n.key AND k.country = p.country)
    ORDER BY 1, 2
"""
"""Keys of some places that no place of the release has in that country."""
_KEYS = {
    OWN: _NONE,
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
# How many keys have each run of letters, and each beginning.
_COUNTED = """
    CREATE TABLE counts_{kind} (of, letters, n, PRIMARY KEY (of, letters)) WITHOUT ROWID
"""
_RUNS_COUNTED = "INSERT INTO counts_{kind} SELECT 'run', term, doc FROM terms_{kind}"
# The longest first, for all keys are gone through for them; the shorter ones follow from these.
_BEGINNINGS_COUNTED = """
    CREATE TEMP TABLE beginnings AS
    SELECT substr(key, 1, ?) AS letters, count(*) AS n FROM keys_{kind} GROUP BY 1
"""
_SHORTER_COUNTED = """
    INSERT INTO counts_{kind} SELECT 'beginning', substr(letters, 1, ?1), sum(n) FROM beginnings
    WHERE length(letters) >= ?1 GROUP BY 2
"""
# Those of like length that begin with the same letters.
_LIKE = """
    SELECT DISTINCT key FROM keys_{kind}
    WHERE key >= ? AND key < ? AND (? = '' OR country = ?) AND length(key) BETWEEN ? AND ?
"""
_ONE_OF = "SELECT DISTINCT key FROM keys_{kind} WHERE key IN ({marks}) AND (? = '' OR country = ?)"
_COUNTS = """
    SELECT letters, n FROM counts_{kind} WHERE of = ? AND letters IN ({marks}) ORDER BY n, letters
"""
LAST = chr(0x10FFFF)
"""Sorts behind every letter."""
_RUN = 3
_MOST, _MOST_BEGINNING = 200, 60
_MOST_SHARING = 8_000
"""Keys that are ranked by the runs that they share, counted once for each run."""
_MOST_ALIKE = 45_000
"""Keys with the same beginning that are gone through for those of like length."""
_LONGEST_BEGINNING = 4
_LIKE_LENGTH = 2
_SHORT = 7
"""Letters up to which one in common at the beginning is enough: short names share no runs."""
_FIRST_TWO = 2


def write_near_keys(into: sqlite3.Connection) -> None:
    """Make the tables of keys in a database with places and names; of overlays there are none."""
    for kind, sql in _KEYS.items():
        write_keys(into, kind, sql)


def write_keys(into: sqlite3.Connection, kind: str, sql: str) -> None:
    """Make one table of keys, and their runs of letters, of a query of key and country."""
    into.execute(f"CREATE TABLE keys_{kind} (key, country)")
    into.execute(f"INSERT INTO keys_{kind} {sql}")
    into.execute(f"CREATE INDEX keys_{kind}_by_key ON keys_{kind} (key)")
    write_runs(into, kind)


def write_runs(into: sqlite3.Connection, kind: str) -> None:
    """Make the runs of letters of a table of keys, and count them and beginnings."""
    into.execute(_TRIGRAMS.format(kind=kind))
    into.execute(
        f"INSERT INTO near_{kind} (rowid, country, key) "
        f"SELECT rowid, '_' || country, key FROM keys_{kind}"
    )
    into.execute(_COUNTED.format(kind=kind))
    into.execute(f"CREATE VIRTUAL TABLE temp.terms_{kind} USING fts5vocab(main, near_{kind}, row)")
    into.execute(_RUNS_COUNTED.format(kind=kind))
    into.execute(f"DROP TABLE temp.terms_{kind}")
    into.execute(_BEGINNINGS_COUNTED.format(kind=kind), [_LONGEST_BEGINNING - 1])
    for length in range(1, _LONGEST_BEGINNING):
        into.execute(_SHORTER_COUNTED.format(kind=kind), [length])
    into.execute("DROP TABLE temp.beginnings")


def keys_near(index: Queried, kind: str, key: str, country: str = "") -> list[str]:
    """Find keys that may be near one, those that begin with it first, the best known before others.

    Besides these: keys that share runs of three letters with it, that begin with its first letters
    and are about as long, and that are one letter off or have two neighbours changed about.

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
    for each in _OF[kind]:
        found |= dict.fromkeys(_near(index, each, key, country))
    return list(found)


def _near(index: Queried, kind: str, key: str, country: str) -> Iterator[str]:
    """Yield keys of one table; what they begin with does not matter."""
    runs = _counts(index, kind, "run", [key[at : at + _RUN] for at in range(len(key) - _RUN + 1)])
    begun_so = _counts(index, kind, "beginning", [key[:n] for n in range(1, _LONGEST_BEGINNING)])
    for sql, values in (_by_runs(kind, runs, country), _alike(kind, key, country, begun_so),
                        _one_off(kind, key, country)):  # fmt: skip
        yield from (row["key"] for row in index.query(sql, values)) if sql else ()


def _counts(index: Queried, kind: str, of: str, letters: list[str]) -> dict[str, int]:
    """How many keys have each run of letters, or each beginning, the rarest first."""
    sql = _COUNTS.format(kind=kind, marks=", ".join("?" * len(letters)))
    return {row["letters"]: row["n"] for row in index.query(sql, [of, *letters])}


def _by_runs(kind: str, runs: dict[str, int], country: str) -> tuple[str, list[object]]:
    """Keys that share runs; what is common to many tells little of any, and is left out."""
    n_up_to = accumulate(runs.values())
    rare = [run for run, n in zip(runs, n_up_to, strict=True) if n <= _MOST_SHARING]
    if not runs:
        return "", []
    any_run = " OR ".join(f'"{run}"' for run in rare or list(runs)[:1])
    asked = f'"_{country}" AND ({any_run})' if country else any_run
    return _MATCHED.format(kind=kind), [asked, _MOST]


def _alike(kind: str, key: str, country: str, begun_so: dict[str, int]) -> tuple[str, list[object]]:
    """Keys of like length with the same beginning, as long a one as leaves few enough."""
    shortest, slack = (1, 1) if len(key) <= _SHORT else (_FIRST_TWO, _LIKE_LENGTH)
    begins = (key[:length] for length in range(shortest, _LONGEST_BEGINNING))
    few = (one for one in begins if begun_so.get(one, 0) <= _MOST_ALIKE)
    begin = next(few, key[:_LONGEST_BEGINNING])
    lengths = len(key) - slack, len(key) + slack
    return _LIKE.format(kind=kind), [begin, begin + LAST, country, country, *lengths]


def _one_off(kind: str, key: str, country: str) -> tuple[str, list[object]]:
    """Keys with one letter more, less or another, or two neighbours changed about: Oaska, Osaka."""
    parts = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    others = {a + b[1:] for a, b in parts if b}
    others |= {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    others |= {a + one + rest for a, b in parts for one in ascii_lowercase for rest in (b, b[1:])}
    marks = ", ".join("?" * len(others))
    return _ONE_OF.format(kind=kind, marks=marks), [*sorted(others), country, country]
