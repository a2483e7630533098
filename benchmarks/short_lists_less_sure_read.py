"""What two readers said of the group beside the lists, for which fewer reasons speak."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from short_lists_last_reader import last_reader_rows
from short_lists_three_readers import three_readers_rows
from short_lists_verdicts import (
    HEAD,
    PAGE,
    READINGS,
    SIZES,
    Row,
    agreement,
    read_rows,
    verdicts,
    words_for_people,
)

LESS_SURE_READ = PAGE.with_name("short-lists-less-sure.csv")
"""Rows of the group beside the lists, read by two with no part in the rules."""
LESS_SURE_SAMPLES = {
    "93101": "sixty homes drawn",
    "93103": "24 large cities, by the rules of before",
    "93201": "sixty other homes",
    "93203": "sixty large cities",
    "20261202": "sixty homes more, read strictly",
    "612": "sixty homes, by the rules of today",
}
"""Samples of homes to which readers read the group, with what each is of; those that nobody has
read yet are in no table."""
LESS_SURE_NOW = ("93101", "93201", "93203", "20261202", "612")
"""Those of them that were drawn when its rules were as they are: what is told rests on these."""
LARGE_HOME = 500_000
"""People from which a home place is counted as a large city."""
ENOUGH_ROWS = 40
"""Rows from which the share is told: of fewer the interval is wider than 30 in a hundred."""
LESS_SURE_BEFORE = (
    ("14 to 15", 7, 0.79),
    ("16 to 17", 19, 0.74),
    ("18 to 19", 34, 0.69),
    ("20 to 21", 57, 0.74),
)
"""Of rows of lists of before that the group could name now, by points: rows, and the share that
two strict readers called sensible (`short_lists_less_sure.py` counts and compares them)."""


def less_sure_rows(size: str) -> list[Row]:
    """List the rows of the group by its rules of today, for homes of a size.

    Parameters
    ----------
    size
        "large" or "other", as `short_lists.less_sure.HomeSize` has it.
    """
    is_large = size == "large"
    return [
        row for row in read_rows(LESS_SURE_READ)
        if row["sample"] in LESS_SURE_NOW
        and row["home_people"]
        and (int(row["home_people"]) >= LARGE_HOME) == is_large
    ]  # fmt: skip


def less_sure_share(size: str) -> float | None:
    """Return which share of them readers called sensible; None where too few have been read."""
    rows, last = less_sure_rows(size), _of_last_readers(size)
    if len(rows) + len(last) < ENOUGH_ROWS:
        return None
    said = [row[each] for row in rows for each in READINGS] + [row["reading"] for row in last]
    return mean(one == "sensible" for one in said)


def _of_last_readers(size: str) -> list[Row]:
    """List the rows of the group that the last readers read alone, for homes of a size."""
    return [
        row for row in (*last_reader_rows(), *three_readers_rows())
        if row["list_now"] == "less_sure" and row["part"] != "regions" and row["home_people"]
        and (int(row["home_people"]) >= LARGE_HOME) == (size == "large")
    ]  # fmt: skip


def less_sure_read() -> Iterator[str]:
    """Say what readers found of places for which fewer reasons speak."""
    yield from ("", "## Less sure", "")
    yield "Where the three lists name fewer than five places in all, the best of the rest follow"
    yield "in a group of their own. Their floor of points stands in `footing.csv` (`less_sure`),"
    yield "with a rule for places far away ([how](../methods/short-lists.md#less-sure)). Of rows of"
    yield "lists of before that the group could name today, which two strict readers each had read,"
    yield "by points (these were fitted to most of the rows, so somewhat less is to be expected):"
    yield from ("", "| points | rows | sensible |", "|---|---|---|")
    for points, n, share in LESS_SURE_BEFORE:
        yield f"| {points} | {n} | {share:.0%} |"
    yield ""
    rows = read_rows(LESS_SURE_READ)
    alike, kappa = agreement(rows)
    yield "Two readers, each alone, who had no part in the rules, then read the rows of the group"
    yield f"to homes drawn for it ([{LESS_SURE_READ.name}]({LESS_SURE_READ.name})). They agree on"
    yield f"{alike:.1%} of {len(rows):,} rows (Cohen's kappa {kappa:.2f}). For 24 large cities they"
    yield "called about half sensible, so its rules for these ask for more since: two points, and"
    yield "two links, or to be among the ten nearest of a kind, from 1,500 to 4,000 km (of 35 rows"
    yield "of any list with one link at such a distance readers called 36% sensible, and of the 18"
    yield "that are not among these ten 11%). The first sentence of the group gives the share of"
    yield "what was read by its rules of today, in tenths, for large cities and for other homes"
    yield f"apart, and says so where fewer than {ENOUGH_ROWS} rows have been read. Each reading"
    yield "counts once, those of the last reader and of the three after (above) too."
    yield ""
    yield from ("| homes | rows read by the rules of today | said |", "|---|---|---|")
    for size, of_homes in (
        ("other", f"under {LARGE_HOME:,} people"), ("large", f"{LARGE_HOME:,} people or more"),
    ):  # fmt: skip
        sensible = less_sure_share(size)
        said = (
            "too few to tell" if sensible is None else f"{sensible:.0%}, {10 * sensible:.0f} in 10"
        )
        n = len(less_sure_rows(size)) + len(_of_last_readers(size))
        yield f"| {of_homes} | {n} | {said} |"
    yield ""
    yield from (f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    yield f"| all that was read | {verdicts(rows)} |"
    for sample, of_homes in LESS_SURE_SAMPLES.items():
        of_sample = [row for row in rows if row["sample"] == sample]
        if of_sample:
            yield f"| {of_homes} | {verdicts(of_sample)} |"
    for least, below in SIZES:
        part = [row for row in rows if least <= int(row["home_people"] or -1) < below]
        yield f"| homes of {words_for_people(least, below)} | {verdicts(part)} |"
    for continent in sorted({row["continent"] for row in rows}):
        there = [row for row in rows if row["continent"] == continent]
        yield f"| {continent} | {verdicts(there)} |"
