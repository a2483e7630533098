"""A release of many times the size, made of that in the package: each place with as many doubles.

A double has the ties, parents and facts of its original among doubles of its own kind. Its names
have other letters, so that they are found, mistyped and compared as names are; names without Latin
letters get one more character. What is told of countries stays as it is. The numbers of ties and of
names of each country grow alike, so whatever walks through a country walks ten times as far.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import duckdb

from sistercities.dataset.release.store import default_folder

_IDS = ("place_id", "parent_id", "place_a", "place_b", "old_id", "new_id", "region", "container",
        "successor", "given_id_a", "given_id_b", "wikidata_id")  # fmt: skip
_TIES = ("tie_id",)
_NAMES = ("name", "name_local", "name_a", "name_b")
_ROWS = ("claim_id", "event_id", "kept_claim", "other_claim")
_NUMBERS = ("geonames_id",)
_DOUBLED = frozenset({
    "places", "names", "parents", "redirects", "ties", "tie_redirects", "claims", "conflicts",
    "tie_events", "gazetteer", "gazetteer_names", "city_covariates", "city_pairs", "flights_odbl",
    "flight_pairs_odbl", "heritage_nearby", "region_covariates", "region_coverage",
})  # fmt: skip
LETTERS = "aeioubdgktlrmnspvfhz"
_ABOVE_ALL = 100_000_000_000
"""No number of GeoNames or Wikidata is as large."""
HAN = "甲乙丙丁戊己庚辛壬癸"


def make_release(folder: Path, times: int = 10, source: Path | None = None) -> Path:
    """Write a release of so many times the places and ties into an empty folder.

    Parameters
    ----------
    folder
        Where it goes.
    times
        How many times as large it is; at most ten.
    source
        The release that it is made of; None takes that of the package.
    """
    source = source or default_folder()
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = json.loads((source / "datapackage.json").read_text("utf-8"))
    with duckdb.connect(config={"threads": 2}) as connection:
        for resource in descriptor["resources"]:
            into = folder / resource["path"]
            _write(connection, source / resource["path"], into, resource["name"], times)
            content = hashlib.sha256(into.read_bytes()).hexdigest()
            counted = connection.execute("SELECT count(*) FROM read_parquet(?)", [str(into)])
            resource["bytes"], resource["hash"] = into.stat().st_size, f"sha256:{content}"
            resource["content_sha256"] = content
            resource["rows"] = (counted.fetchone() or (0,))[0]
    sums = "".join(each["content_sha256"] for each in descriptor["resources"])
    descriptor["content_sha256"] = hashlib.sha256(sums.encode()).hexdigest()
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def _write(
    connection: duckdb.DuckDBPyConnection, source: Path, into: Path, table: str, times: int
) -> None:
    described = connection.execute(f"SELECT * FROM '{source}' LIMIT 0").description or ()
    columns = [one[0] for one in described]
    n = times if table in _DOUBLED else 1
    parts = [
        f"SELECT {', '.join(_doubled(name, table, number) for name in columns)} FROM '{source}'"
        for number in range(n)
    ]
    connection.execute(f"COPY ({' UNION ALL '.join(parts)}) TO '{into}' (FORMAT parquet)")


def _doubled(column: str, table: str, number: int) -> str:
    """Return SQL of a column of the double of some number; the first is the original."""
    kind = _kind(column, table)
    return f'"{column}"' if not number or kind is None else f'{kind(column, number)} AS "{column}"'


def _kind(column: str, table: str) -> Callable[[str, int], str] | None:
    if table == "gazetteer_names" and column == "key":
        return _key
    for names, kind in ((_TIES, _tie), (_NAMES, _name), (_ROWS, _row), (_NUMBERS, _number)):
        if column in names or (names is _TIES and table == "tie_redirects"
                               and column in ("old_id", "new_id")):  # fmt: skip
            return kind
    return _id if column in _IDS else None


def _id(column: str, number: int) -> str:
    return f'CASE WHEN "{column}" IS NOT NULL THEN {_other_id(_quoted(column), number)} END'


def _tie(column: str, number: int) -> str:
    ends = (f"split_part(\"{column}\", '~', {at})" for at in (1, 2))
    a, b = (_other_id(end, number) for end in ends)
    return f"CASE WHEN \"{column}\" IS NOT NULL THEN ({a}) || '~' || ({b}) END"


def _other_id(held: str, number: int) -> str:
    """Return SQL of the id of a double: a number that no place has, or a longer slug."""
    digits = f"regexp_extract({held}, '[0-9]+$')"
    kind = f"regexp_extract({held}, '^[^0-9]*')"
    return (f"CASE WHEN {held} LIKE 'x:%' OR {digits} = '' THEN {held} || '-0{number}' "
            f"ELSE {kind} || {_number(digits, number)} END")  # fmt: skip


def _quoted(column: str) -> str:
    return f'"{column}"'


def _name(column: str, number: int) -> str:
    turned = LETTERS[number:] + LETTERS[:number]
    both = LETTERS + LETTERS.upper(), turned + turned.upper()
    latin = f"translate(\"{column}\", '{both[0]}', '{both[1]}')"
    return (f"CASE WHEN regexp_matches(\"{column}\", '[A-Za-z]') THEN {latin} "
            f"ELSE \"{column}\" || '{HAN[number]}' END")  # fmt: skip


def _key(column: str, number: int) -> str:
    return f"CASE WHEN kind = 'id' THEN {_id(column, number)} ELSE {_name(column, number)} END"


def _row(column: str, number: int) -> str:
    return f"\"{column}\" || '-0{number}'"


def _number(column: str, number: int) -> str:
    return f"({_ABOVE_ALL} + 100 * TRY_CAST({column} AS BIGINT) + {number})"
