"""What two strict readers said of the lists of today, and where strict readers part from others.

`short_lists_put_strict.py` writes the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from short_lists_verdicts import HEAD, PAGE, Row, agreement, read_rows, verdicts

STRICT_PAIR = PAGE.with_name("short-lists-strict-pair.csv")
N_HOMES, N_NAMED = 60, 43
"""Homes drawn (seed 20261202), and those of them to which somebody is named."""
LISTS = {"near": "near your network", "like": "like you", "new": "new ground"}
_Part = Callable[[Row], bool]
_BETWEEN: dict[str, _Part] = {
    "neither has a partner in the country of the other": lambda row: not _of_one(row),
    "the place has one in the country of home": lambda row: row["place_ties_here"] != "0",
    "home has one in the country of the place": lambda row: row["home_ties_there"] != "0",
    "up to 150 km apart": lambda row: int(row["km"]) <= 150,
    "150 to 400 km apart": lambda row: 150 < int(row["km"]) <= 400,
    "farther": lambda row: int(row["km"]) > 400,
}


def _of_one(row: Row) -> bool:
    return (row["place_ties_here"], row["home_ties_there"]) != ("0", "0")


def strict_pair() -> Iterator[str]:
    """Say what they found."""
    rows = read_rows(STRICT_PAIR)
    same, kappa = agreement(rows)
    yield from ("", "## What two strict readers said of the lists of today", "")
    yield f"Of {N_HOMES} places drawn when the rules stood (seed 20261202) {N_NAMED} have names."
    yield "Two readers, each alone, saw names and facts, without list or reason"
    yield f"([{STRICT_PAIR.name}]({STRICT_PAIR.name})). They were told to call a row"
    yield "odd where nothing speaks for it but what holds of thousands of places, and that a letter"
    yield f"costs little. They agree on {same:.0%} of the rows (Cohen's kappa {kappa:.2f}). The bar"
    yield "of 80 % is met by the two readers above and missed by these two. The one row that both"
    yield "called absurd was a place that stood twice in the gazetteer (Mont-Dore), and is mended."
    yield from ("", f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    yield f"| the three lists | {verdicts(rows)} |"
    for name, title in LISTS.items():
        yield f"| {title} | {verdicts([row for row in rows if row['list'] == name])} |"
    for title, holds in _BETWEEN.items():
        yield f"| {title} | {verdicts([row for row in rows if holds(row)])} |"
    yield ""
    yield "Readers part most over a place that has a partner in the country of home already. To"
    yield "some it is taken; the two above called more of these sensible than of others. So no rule"
    yield "was made of it."
