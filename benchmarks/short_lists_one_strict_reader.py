"""What one strict reader said of suggestions for a purpose, before rules changed."""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import PAGE, Row, read_rows

PURPOSES = PAGE.with_name("short-lists-purposes-one-reader.csv")
"""Rows as they were named then; `named_since` says whether the rules of today name them."""
BEFORE = "170413"
"""Seed of the draw that was read before the rule was made; another was read after it."""
_HEAD = (
    "| rows | sensible | odd | absurd | of these with a fact | sensible |",
    "|---|---|---|---|---|---|",
)


def one_strict_reader() -> Iterator[str]:
    """Say what he said, and what the rules that were made against it keep."""
    rows = read_rows(PURPOSES)
    purposes = [row for row in rows if row["sample"] == BEFORE]
    after = [row for row in rows if row["sample"] != BEFORE]
    yield from ("", "## What one strict reader said of purposes", "")
    yield "Thirty towns (four with a partner and one without of each continent) with two purposes"
    yield f"each, five names of each answer at most ([{PURPOSES.name}]({PURPOSES.name})), were read"
    yield "by one strict reader who saw facts alone. The rows stand as they were named before the"
    yield "rules changed. Most of what he called odd had no fact that serves the purpose: the size,"
    yield "the country and the clock, and no sight, no sea, no problem in common."
    yield ""
    yield "Then a purpose named those alone of whom one line of its facts holds"
    yield "([which](../methods/short-lists.md#purposes)). The rule was made against these rows, so"
    yield "of others less is to be expected; rows that come in their place nobody has read."
    yield ""
    yield from (f"| part {_HEAD[0]}", f"|---{_HEAD[1]}")
    yield f"| all purposes | {_counted(purposes)} |"
    for name in dict.fromkeys(row["purpose"] for row in purposes):
        yield f"| {name} | {_counted([row for row in purposes if row['purpose'] == name])} |"
    yield ""
    yield f"So {_kept(purposes)} of what he called sensible was named still. Of the sixty"
    yield "questions, which all had named somebody, 26 named nobody."
    yield ""
    said = [row["reading"] for row in after]
    yield f"Another reader then read blind {len(after)} names to twenty other towns by that rule:"
    yield f"{said.count('sensible') / len(said):.0%} sensible, {said.count('absurd')} absurd (a"
    yield "town of Israel and one of Jordan for schools). He called odd what has the fact and is no"
    yield "place for it: coal ports and suburbs for visitors, resorts for trade. Since then who"
    yield "serves a purpose has the points, too, that are enough without it: of these rows with 20"
    yield "points or more four in five of both samples are sensible, and half of the others."


def _share(n: int, of: int) -> str:
    return f"{n / of:.0%}" if of else "–"


def _kept(rows: list[Row]) -> str:
    sensible = [row for row in rows if row["reading"] == "sensible"]
    return _share(sum(row["named_since"] == "yes" for row in sensible), len(sensible))


def _counted(rows: list[Row]) -> str:
    said = [row["reading"] for row in rows]
    named = [row["reading"] for row in rows if row["named_since"] == "yes"]
    of_all = (str(said.count(one)) for one in ("odd", "absurd"))
    sensible = f"{said.count('sensible')} ({_share(said.count('sensible'), len(said))})"
    kept = f"{named.count('sensible')} ({_share(named.count('sensible'), len(named))})"
    return " | ".join((str(len(rows)), sensible, *of_all, str(len(named)), kept))
