"""What two strict readers said of the lists of today, and where strict readers part from others.

`python benchmarks/short_lists_strict_pair.py KEY.csv FIRST.csv SECOND.csv` puts what two wrote on a
sheet of `short_lists_sheet.py` into short-lists-strict-pair.csv, with what is known of the two.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from short_lists_verdicts import HEAD, PAGE, Row, agreement, read_rows, verdicts
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of

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


def _described(ground: Ground, home: int, place: int) -> dict[str, str]:
    """Partners of each in the country of the other, and how far apart they are."""
    country, partners = ground.places.country, ground.ties.partners
    pair = candidates_of(ground, home, np.array([place]))
    return {
        "home_ties_there": str(sum(country[one] == country[place] for one in partners(home))),
        "place_ties_here": str(sum(country[one] == country[home] for one in partners(place))),
        "km": f"{float(pair.distance_km[0]):.0f}",
    }


def _called(ground: Ground, at: int) -> str:
    return f"{ground.places.names[at]}, {ground.countries.names[ground.places.country[at]]}"


def _rows(ground: Ground, key: Path, first: Path, second: Path) -> Iterator[Row]:
    one, two = ({row["row"]: row for row in read_rows(path)} for path in (first, second))
    for row in read_rows(key):
        if row["list"] not in LISTS:
            continue
        home, place = (ground.position[row[name]] for name in ("home_id", "place_id"))
        yield {
            "list": row["list"], "home_id": row["home_id"], "home": _called(ground, home),
            "place_id": row["place_id"], "place": _called(ground, place),
            **_described(ground, home, place),
            "first_reading": one[row["row"]]["verdict"],
            "second_reading": two[row["row"]]["verdict"],
            "first_note": one[row["row"]]["remark"], "second_note": two[row["row"]]["remark"],
        }  # fmt: skip


def main() -> None:
    """Put the readings there."""
    with open_data(None) as release:
        ground = ground_of(release)
    rows = list(_rows(ground, *(Path(one) for one in sys.argv[1:4])))
    with STRICT_PAIR.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
