"""Put what two strict readers wrote on a sheet of `short_lists_sheet.py` where it is counted.

`python benchmarks/short_lists_put_strict.py KEY.csv FIRST.csv SECOND.csv` writes
short-lists-strict-pair.csv, with the partners of each place in the country of the other.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from short_lists_sheet import called
from short_lists_strict_pair import LISTS, STRICT_PAIR
from short_lists_verdicts import Row, read_rows
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of


def _described(ground: Ground, home: int, place: int) -> dict[str, str]:
    """Partners of each in the country of the other, and how far apart they are."""
    country, partners = ground.places.country, ground.ties.partners
    pair = candidates_of(ground, home, np.array([place]))
    return {
        "home_ties_there": str(sum(country[one] == country[place] for one in partners(home))),
        "place_ties_here": str(sum(country[one] == country[home] for one in partners(place))),
        "km": f"{float(pair.distance_km[0]):.0f}",
    }


def _rows(ground: Ground, key: Path, first: Path, second: Path) -> Iterator[Row]:
    one, two = ({row["row"]: row for row in read_rows(path)} for path in (first, second))
    for row in read_rows(key):
        if row["list"] not in LISTS:
            continue
        home, place = (ground.position[row[name]] for name in ("home_id", "place_id"))
        yield {
            "list": row["list"], "home_id": row["home_id"], "home": called(ground, home),
            "place_id": row["place_id"], "place": called(ground, place),
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
