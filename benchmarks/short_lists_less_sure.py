"""How many in ten of the places for which fewer reasons speak readers call sensible.

    python benchmarks/short_lists_less_sure.py [--write]

Counts the rows of lists of before that the group beside the lists could name today, by points, and
compares them with what `short_lists_less_sure_read.py` holds. The numbers in the table
`footing.csv` are those of the rows of the group that two readers have read, of homes of a size; a
size of which too few have been read has none. `--write` puts them there. Ends non-zero where a
number is another.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import mean

from short_lists_less_sure_read import LESS_SURE_BEFORE, less_sure_share
from short_lists_points import SOURCES
from short_lists_readings import TO_LEARN_FROM
from short_lists_verdicts import READINGS
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.errors import InvalidArgument
from sistercities.partners.choosing import Wishes, choose
from sistercities.partners.filters import Filters
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.footing import footing
from sistercities.partners.short_lists.less_sure import (
    HomeSize,
    less_sure_kind,
    sensible_in_ten,
)
from sistercities.partners.stored_model import stored_model

TABLE = Path("src") / "sistercities" / "partners" / "short_lists" / "footing.csv"
STRICT = 4.0
"""Weight of the sources of two strict readers (`short_lists_points.SOURCES`)."""
POINTS = (14, 16, 18, 20, 22)
"""Bounds of the classes of points; from the last on a list names a place of a home that has few."""
HOMES: dict[HomeSize, str] = {
    "other": "homes under 500000 people",
    "large": "homes of 500000 people or more",
}
Judged = dict[int, dict[int, float]]


def judged(ground: Ground) -> Judged:
    """Return the share of two strict readers who call a place sensible, by home and place."""
    found: Judged = defaultdict(dict)
    for path, weight in SOURCES:
        if weight < STRICT or path == TO_LEARN_FROM:
            continue
        with path.open(encoding="utf-8", newline="") as held:
            for row in csv.DictReader(held):
                home, place = (ground.position.get(row[key]) for key in ("home_id", "place_id"))
                if home is not None and place is not None and all(row[each] for each in READINGS):
                    share = mean(row[each] == "sensible" for each in READINGS)
                    found[home].setdefault(place, share)
    return found


def rows_of_the_group(ground: Ground) -> list[tuple[float, float]]:
    """List points and share of each judged place that the group could name to its home."""
    kind, found = less_sure_kind(), []
    for home, places in judged(ground).items():
        wishes = Wishes(filters=Filters(size="near"))
        try:
            facts = choose(ground, stored_model("city"), home, wishes, {}).facts
        except InvalidArgument:
            continue
        could = kind.may_stand(facts) & kind.rests_on_enough(facts, "one")
        points = dict(
            zip(facts.pairs.b[could].tolist(), footing(facts)[could].tolist(), strict=True)
        )
        found += [(points[one], share) for one, share in places.items() if one in points]
    return found


def counted(rows: list[tuple[float, float]]) -> tuple[tuple[str, int, float], ...]:
    """Count rows and share by classes of points, as `LESS_SURE_BEFORE` has them."""
    classes = []
    for low, high in pairwise(POINTS):
        shares = [share for points, share in rows if low <= points < high]
        classes.append((f"{low} to {high - 1}", len(shares), round(mean(shares), 2)))
    return tuple(classes)


def in_ten(size: HomeSize) -> int | None:
    """Return how many in ten readers called sensible for homes of a size; None of too few rows."""
    share = less_sure_share(size)
    return None if share is None else round(10 * share)


def written(text: str) -> str:
    """Put the numbers into the table."""
    kept = [line for line in text.splitlines() if not line.startswith("sensible,")]
    said = [
        f"sensible,{size},{n},of ten places that rest on less readers called so many sensible for "
        f"{of_homes}"
        for size, of_homes in HOMES.items()
        if (n := in_ten(size)) is not None
    ]
    return "\n".join((*kept, *said)) + "\n"


def main() -> None:
    """Count, compare, and write the numbers where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the numbers into the table")
    asked = parser.parse_args()
    if asked.write:
        TABLE.write_text(written(TABLE.read_text(encoding="utf-8")), encoding="utf-8")
        return
    with open_data(None) as release:
        found = counted(rows_of_the_group(ground_of(release)))
    for points, rows, share in found:
        print(f"{points} points: {rows} rows, {share:.0%} sensible")
    wrong = [
        f"The table says {sensible_in_ten(size)} in ten for {of_homes}, not {in_ten(size)}."
        for size, of_homes in HOMES.items()
        if sensible_in_ten(size) != in_ten(size)
    ]
    if found != LESS_SURE_BEFORE:
        wrong.append(f"LESS_SURE_BEFORE is now {found}")
    sys.exit(" ".join(wrong) or 0)


if __name__ == "__main__":
    main()
