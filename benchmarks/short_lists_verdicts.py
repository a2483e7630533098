"""Verdicts of readers on rows of suggestions: how they are counted, and laid out in tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import mean

PAGE = Path("docs") / "data-quality" / "short-lists.md"
SIZES = ((0, 20_000), (20_000, 100_000), (100_000, 500_000), (500_000, 10**9))
"""People of the home place from which on and below which rows are counted together."""
READINGS = ("first_reading", "second_reading")
HEAD = ("| rows | sensible | odd | absurd |", "|---|---|---|---|")
Row = dict[str, str]


def read_rows(path: Path) -> list[Row]:
    """Read a table of verdicts."""
    with path.open(encoding="utf-8", newline="") as held:
        return list(csv.DictReader(held))


def one_reading(rows: list[Row]) -> str:
    """Lay out the rows that one reader read: how many, the share sensible, how many absurd."""
    n_absurd = f"{sum(row['reading'] == 'absurd' for row in rows)}" if rows else "–"
    return f"{len(rows)} | {share_sensible(rows)} | {n_absurd}"


def share_sensible(rows: list[Row]) -> str:
    """Say which share of the rows of one reader is sensible; a dash where there is none."""
    return f"{sum(row['reading'] == 'sensible' for row in rows) / len(rows):.0%}" if rows else "–"


def _interval(n: int, total: int) -> str:
    """Share with the 95% interval of Wilson."""
    share, z = n / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5 / (1 + z * z / total)
    return f"{share:.1%} ({middle - half:.0%} to {middle + half:.0%})"


def verdicts(rows: list[Row]) -> str:
    """Lay out the shares of the two readings, those of "sensible" with intervals."""

    def of(verdict: str, reading: str) -> int:
        return sum(row[reading] == verdict for row in rows)

    sensible = " and ".join(_interval(of("sensible", each), len(rows)) for each in READINGS)
    others = (
        " and ".join(f"{of(verdict, each) / len(rows):.1%}" for each in READINGS)
        for verdict in ("odd", "absurd")
    )
    return " | ".join((str(len(rows)), sensible, *others))


def table_of(what: str, parts: Iterable[tuple[str, list[Row]]]) -> Iterator[str]:
    """Lay out the verdicts on some parts of what was read, after a blank line."""
    yield ""
    yield from (f"| {what} {HEAD[0]}", f"|---{HEAD[1]}")
    for title, some in parts:
        yield f"| {title} | {verdicts(some)} |"


def agreement(rows: list[Row]) -> tuple[float, float]:
    """Return the share of rows that two readings call the same, and Cohen's kappa."""
    first, second = ([row[each] for row in rows] for each in READINGS)
    same = mean(one == other for one, other in zip(first, second, strict=True))
    by_chance = (
        sum(first.count(each) * second.count(each) for each in {*first, *second}) / len(rows) ** 2
    )
    return same, (same - by_chance) / (1 - by_chance)


def words_for_people(least: int, below: int) -> str:
    """Say of which size."""
    if not least:
        return f"under {below:,} people"
    return f"{least:,} people or more" if below >= 10**9 else f"{least:,} to {below:,} people"
