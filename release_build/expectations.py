"""Counts that the build must keep to, in `data/expectations.yml`, and which rows moved if not.

An expectation names a table, conditions on its columns and bounds on the number of rows, or on
the share of those rows that meet a second condition. A broken one fails the build; the message
lists what the table gained and lost against the release in the package, so that the cause is seen
before the bound is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sistercities.errors import BuildError
from sistercities.terms.tables import BY_NAME, Table

_KEYS = {"name", "table", "where", "share", "at_least", "at_most"}
MAX_SHOWN = 5
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Expectation:
    """Bounds on the rows of `table` that meet `where`, or on the share of them that meet `share`.

    A condition is column: value; a list allows each of its values, `present` any value at all.
    """

    name: str
    table: str
    where: Mapping[str, Any]
    share: Mapping[str, Any] = field(default_factory=dict)
    at_least: float = 0
    at_most: float = float("inf")

    def measure(self, rows: Iterable[Row]) -> float:
        """Return the number of rows that count, or their share."""
        counted = meeting(rows, self.where)
        if not self.share:
            return float(len(counted))
        return len(meeting(counted, self.share)) / len(counted) if counted else 0.0


def meeting(rows: Iterable[Row], conditions: Mapping[str, Any]) -> list[Row]:
    """Rows that meet every condition, sifted by one condition after the other."""
    left = list(rows)
    for column, wanted in conditions.items():
        left = _sifted(left, column, wanted)
    return left


def _sifted(rows: Sequence[Row], column: str, wanted: object) -> list[Row]:
    if wanted == "present":
        return [row for row in rows if row[column] is not None]
    if isinstance(wanted, list):
        return [row for row in rows if row[column] in wanted]
    return [row for row in rows if row[column] == wanted]


def read_expectations(path: Path) -> list[Expectation]:
    """Read every expectation.

    Raises
    ------
    BuildError
        If an entry has an unknown key, table or column, or no bound.
    """
    import yaml

    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_expectation(path, entry) for entry in entries]


def _expectation(path: Path, entry: Mapping[str, Any]) -> Expectation:
    odd = set(entry) - _KEYS
    if (
        odd
        or not {"name", "table", "where"} <= set(entry)
        or not set(entry)
        & {
            "at_least",
            "at_most",
        }
    ):
        raise BuildError(
            f"{path}: {entry.get('name', entry)!r} needs name, table, where and a bound, and knows "
            f"nothing else{' than ' + ', '.join(sorted(odd)) if odd else ''}; correct the entry"
        )
    table = BY_NAME.get(entry["table"])
    columns = {*entry["where"], *entry.get("share", {})}
    if table is None or not columns <= set(table.column_names):
        raise BuildError(
            f"{path}: {entry['name']!r} speaks of a table or column that is not in "
            "terms/tables.py; correct the entry"
        )
    return Expectation(**entry)


def check_expectations(
    expectations: Sequence[Expectation],
    tables: Mapping[str, Sequence[Row]],
    before: Callable[[str], Sequence[Row]],
) -> list[str]:
    """Check every expectation; return one sentence for each that holds.

    Parameters
    ----------
    expectations
        What must hold.
    tables
        Rows just built.
    before
        Gives the rows of a table of the release in the package, to say what moved; none where
        there is no release. It is asked only for a table that broke an expectation.

    Raises
    ------
    BuildError
        Naming every broken expectation, its value, its bounds and the rows that moved.
    """
    facts, broken = [], []
    for one in expectations:
        value = one.measure(tables[one.table])
        bounds = f"{one.at_least:g} to {one.at_most:g}"
        if one.at_least <= value <= one.at_most:
            facts.append(f"{one.name}: {value:g} lies in {bounds}")
        else:
            moved = _moved(one, tables[one.table], before(one.table))
            broken.append(f"{one.name}: {value:g} is outside {bounds}{moved}")
    if broken:
        raise BuildError(
            "; ".join(broken) + "; mend the cause, or change data/expectations.yml and say why"
        )
    return facts


def _moved(one: Expectation, after: Sequence[Row], before: Sequence[Row]) -> str:
    table = BY_NAME[one.table]
    conditions = {**one.where, **one.share}
    now, then = (_keys(table, rows, conditions) for rows in (after, before))
    parts = [
        f"{word} {len(keys)} ({', '.join(sorted(keys)[:MAX_SHOWN])})"
        for word, keys in (("gained", now - then), ("lost", then - now))
        if keys and before
    ]
    return f" [against the release: {'; '.join(parts)}]" if parts else ""


def _keys(table: Table, rows: Iterable[Row], conditions: Mapping[str, Any]) -> set[str]:
    return {" ".join(str(row[column]) for column in table.key) for row in meeting(rows, conditions)}
