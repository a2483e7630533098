"""Put what two readers wrote on a sheet of `short_lists_sheet.py` beside the readings before.

    python benchmarks/short_lists_put_readings.py SAMPLE KEY.csv FIRST.csv SECOND.csv [--less-sure]

Each reader's file has the columns row, verdict and remark; the key says which row stands on which
list. Rows of the sample that are there already are replaced. With `--less-sure` they go into the
table of the group beside the lists, with the people of each home where they are known, which
`short_lists_less_sure.py` counts.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from short_lists_less_sure_read import LESS_SURE_READ
from short_lists_readings import BY_TWO_NOW
from short_lists_sheet import called
from short_lists_verdicts import Row
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.partners.ground import Ground

CONTINENTS = {
    "EU": "Europe", "AS": "Asia", "NA": "North America", "AF": "Africa", "SA": "South America",
    "OC": "Oceania",
}  # fmt: skip


def read(path: Path) -> list[Row]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as held:
        return list(csv.DictReader(held))


def judged(
    ground: Ground, sample: str, key: list[Row], readings: list[dict[str, Row]]
) -> list[Row]:
    """Lay out each row of the sheet with its two verdicts and remarks."""
    found = []
    for row in key:
        home, place = (ground.position[row[name]] for name in ("home_id", "place_id"))
        first, second = (each[row["row"]] for each in readings)
        continent = str(ground.countries.continents[ground.places.country[home]])
        found.append({
            "sample": sample, "list": row["list"], "continent": CONTINENTS[continent],
            "home_id": row["home_id"], "home": called(ground, home),
            "place_id": row["place_id"], "place": called(ground, place),
            "first_reading": first["verdict"].strip(), "second_reading": second["verdict"].strip(),
            "note_one": first["remark"], "note_two": second["remark"],
        })  # fmt: skip
    return found


def main() -> None:
    """Put them there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sample", help="seed of the places")
    for name in ("key", "first", "second"):
        parser.add_argument(name, type=Path)
    parser.add_argument(
        "--less-sure", action="store_true", help="rows of the group beside the lists"
    )
    asked = parser.parse_args()
    path = LESS_SURE_READ if asked.less_sure else BY_TWO_NOW
    with open_data(None) as release:
        ground = ground_of(release)
    key = [row for row in read(asked.key) if row.get("sample", asked.sample) == asked.sample]
    readings = [{row["row"]: row for row in read(path)} for path in (asked.first, asked.second)]
    before = read(path) if path.exists() else []
    held = [row for row in before if row["sample"] != asked.sample]
    new = judged(ground, asked.sample, key, readings)
    if asked.less_sure:
        people = ground.places.population
        new = [
            {
                **row,
                "home_people": f"{n:.0f}"
                if (n := people[ground.position[row["home_id"]]]) > 0
                else "",
            }
            for row in new
        ]
    rows = [*held, *new]
    with path.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
