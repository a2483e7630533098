"""How many ends of a register become a place, and how many the right one.

`python benchmarks/register_ends.py --shared FOLDER [--seed N] [--region] [--year] [--show]`.
Lines are drawn with a seed from a register that the project may not hold (RGRE 2015) and imported
as an association would have them: German names with the country, no geocodes. Printed are the
share of ends that are placed and how far those lie from the geocode that stands in the file; the
geocodes are wrong at times, so the far ones are for a reader to look at (`--show`).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sistercities as sc
from sistercities.dataset.gazetteer.evidence import distance_km
from sistercities.dataset.release.store import Release, open_release
from sistercities.terms.places import Place

SEED, N_LINES = 20261128, 200
FAR_KM = 15.0
_FILE = Path("ties-rgre-2015") / "TwinTowns_clean.csv"
_ID = re.compile(r"((?:gn|wd|x):\S+)\)$")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a line: what was written, what it became, and how far that is from the geocode."""

    name: str
    country: str
    place: str
    km: float | None
    told: str


def read_lines(shared: Path, country: str = "") -> list[Row]:
    """Read the register; with a country only the lines with partners there."""
    with (shared / _FILE).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["land"]]
    return [row for row in rows if row["land"] == country] if country else rows


def import_lines(
    rows: Sequence[Row], *, has_region: bool, has_year: bool = False
) -> list[tuple[End, End]]:
    """Import lines as a register without geocodes; say what became of each end."""
    beside = [*([("Bundesland", "bundesland")] if has_region else []),
              *([("Seit", "seit")] if has_year else [])]  # fmt: skip
    heads = ["Kommune", "Partnergemeinde", "Land", *(head for head, _ in beside)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        with path.open("w", encoding="utf-8", newline="") as sink:
            writer = csv.writer(sink, delimiter=";")
            writer.writerow(heads)
            for row in rows:
                cells = [row["municipality"], row["partnergemeinde"], row["land"]]
                writer.writerow([*cells, *(row[key] for _, key in beside)])
        found = sc.import_register(path, country="DE", year=2015, write=False)
    points = Points()
    pairs = []
    for row, line in zip(rows, found.account, strict=True):
        a = _end(points, row["municipality"], "DE", line.place_a,
                 (row["latitude"], row["longitude"]), line.told)  # fmt: skip
        b = _end(points, row["partnergemeinde"], row["land"], line.place_b,
                 (row["partner_latitude"], row["partner_longitude"]), line.told)  # fmt: skip
        pairs.append((a, b))
    return pairs


class Points:
    """Where the places of the release lie, those of its gazetteer too."""

    def __init__(self) -> None:
        with open_release() as release:
            self._at = {row["place_id"]: row for row in _all_points(release)}

    def km(self, place_id: str, latitude: float, longitude: float) -> float | None:
        """Distance of a place from a point; None where the place has none."""
        row = self._at[place_id]
        place = Place("", "", "", "city", "", "", latitude=row["latitude"],
                      longitude=row["longitude"])  # fmt: skip
        return distance_km(place, latitude, longitude)


def _all_points(release: Release) -> list[dict[str, Any]]:
    sql = "SELECT place_id, latitude, longitude FROM {table}"
    tables = ("places", "gazetteer")
    return [row for table in tables for row in release.query(sql.format(table=table))]


def _end(
    points: Points, name: str, country: str, shown: str, geocode: tuple[str, str], told: str
) -> End:
    found = _ID.search(shown)
    if not found or not all(geocode):
        return End(name, country, shown, None, told)
    return End(
        name, country, shown, points.km(found[1], float(geocode[0]), float(geocode[1])), told
    )


def describe(pairs: Sequence[tuple[End, End]]) -> dict[str, Any]:
    """Count ends: placed, near the geocode, far from it."""
    ends = [end for pair in pairs for end in pair]
    placed = [end for end in ends if end.place]
    kms = sorted(end.km for end in placed if end.km is not None)
    return {
        "lines": len(pairs),
        "lines_whole": sum(bool(a.place and b.place) for a, b in pairs),
        "ends": len(ends),
        "placed": len(placed),
        "share_placed": round(len(placed) / len(ends), 4) if ends else None,
        "with_geocode": len(kms),
        "median_km": round(kms[len(kms) // 2], 2) if kms else None,
        "over_15_km": sum(km > FAR_KM for km in kms),
    }


def shown_ends(pairs: Sequence[tuple[End, End]]) -> Iterator[str]:
    """Yield a line for each end that waits or lies far from its geocode."""
    for pair in pairs:
        for end in pair:
            if not end.place:
                yield f"waits\t{end.name}\t{end.country}\t{end.told}"
            elif end.km is not None and end.km > FAR_KM:
                yield f"far {end.km:.0f} km\t{end.name}\t{end.country}\t{end.place}"


def main(arguments: Sequence[str]) -> None:
    """Draw, import, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--lines", type=int, default=N_LINES)
    parser.add_argument("--country", default="", help="only partners there, as in Frankreich")
    parser.add_argument("--region", action="store_true", help="state the Bundesland too")
    parser.add_argument("--year", action="store_true", help="state the year of the tie too")
    parser.add_argument("--show", action="store_true", help="list the ends that wait or lie far")
    asked = parser.parse_args(arguments)
    rows = read_lines(asked.shared, asked.country)
    drawn = random.Random(asked.seed).sample(rows, min(asked.lines, len(rows)))
    pairs = import_lines(drawn, has_region=asked.region, has_year=asked.year)
    print(json.dumps(describe(pairs), indent=1))
    if asked.show:
        print("\n".join(shown_ends(pairs)))


if __name__ == "__main__":
    main(sys.argv[1:])
