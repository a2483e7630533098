"""What a reader says of whom looser rules would name to homes without partners, for the page."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from sistercities.partners.short_lists.less_sure import FAR_KM

LOOSENED = Path("docs") / "data-quality" / "short-lists-loosened.csv"
"""Rows with the variants that name each, as `short_lists_loosened.py` names them again."""
FIRST, SECOND = "170430", "170431"
"""Seeds of thirty home places, five of each continent, and of those drawn from all others."""
N_DRAWN, N_NOBODY = 1_656, 809
"""Home places without partners gone through for the second sample, and those of them to which
neither the lists nor the group beside them name anybody."""
WANTED = 0.8
"""Share of sensible names from which a variant would be taken up, if none is absurd."""
LEAST = (14, 12, 10, 8)
"""Points that variants ask for; the first are those of the group for a home that has few names."""
RULES = {
    "nothing": "nothing else",
    "quarter": "a quarter of a city may be alike, and loses no points",
    "sea": "one by the sea and one inland may be alike",
    "kind": "both of these, and where sizes are not compared",
    "rank": "capitals and other sizes",
    "two": "no fact or reason of the two",
    "sign": "far away without partners",
    "far": "far away without a link",
    "rank+sign": "capitals and other sizes; far away without partners",
    "rank+two": "capitals and other sizes; no fact or reason of the two",
    "sign+two": "far away without partners; no fact or reason of the two",
}
"""Which rules a variant does not ask for beside points, by the names in the table."""
Row = dict[str, str]


def loosened_rows() -> list[Row]:
    """Read the rows."""
    return list(csv.DictReader(LOOSENED.read_text(encoding="utf-8").splitlines()))


def read_loosened() -> Iterator[str]:
    """Say what the reader says of each variant."""
    rows = loosened_rows()
    yield from ("", "## What looser rules would name to homes without partners", "")
    yield f"Of {N_DRAWN:,} home places without partners drawn from all others, {N_NOBODY} get no"
    yield "name at all, neither on a list nor beside them. Several rules at once keep names away,"
    yield "the points each time, so variants ask for fewer points and leave out another rule with"
    yield "them. One reader, who made the variants, read by the facts in the table, without them,"
    yield f"whom they name to thirty such homes (seed {FIRST}, five of each continent), and then"
    yield f"whom those name that ask for {LEAST[0]} points, to the first 25 homes of the {N_NOBODY}"
    yield f"that got a name so (seed {SECOND}; [{LOOSENED.name}]({LOOSENED.name}))."
    yield f"Beyond {FAR_KM:,.0f} km each asks for more points. Of the names, how many are"
    yield "sensible, and to how many homes they are given:"
    yield from ("", *_table(rows), "")
    n_absurd = sum(row["reading"] == "absurd" for row in rows)
    yield f"To be taken up, {WANTED:.0%} of the names of a variant would be sensible and none"
    yield f"absurd ({n_absurd} is: Goulmima and Gibraltar). None comes near it where more than"
    yield "three names were read, so the rules stay. What is named so is mostly the nearest town"
    yield "abroad of any kind, a thousand kilometres off. Many such homes count as quarters of a"
    yield "city, which the gazetteer has as places (Irving Park in Chicago, Thomastown in"
    yield "Melbourne); these are told to ask for the city."


def _table(rows: list[Row]) -> Iterator[str]:
    first, second = ([row for row in rows if row["sample"] == one] for one in (FIRST, SECOND))
    heads = " | ".join(f"{least} points" for least in LEAST)
    yield f"| beside points not asked for | {heads} | {LEAST[0]} points, second sample |"
    yield "|---" * (len(LEAST) + 2) + "|"
    for rule, title in RULES.items():
        cells = [_cell(first, f"{least} {rule}") for least in LEAST]
        cells.append(_cell(second, f"{LEAST[0]} {rule}"))
        yield f"| {title} | {' | '.join(cells)} |"


def _cell(rows: list[Row], name: str) -> str:
    own = [row for row in rows if name in row["named_by"].split("; ")]
    if not own:
        return ""
    n_homes = len({row["home_id"] for row in own})
    n_sensible = sum(row["reading"] == "sensible" for row in own)
    return f"{n_sensible} of {len(own)} ({n_homes} {'home' if n_homes == 1 else 'homes'})"
