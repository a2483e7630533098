"""Reader of the ties on English Wikipedia's lists of twin towns, world-wide and undated.

The lists were scraped by the repository Hekman/twincities on GitHub, 79 pages on 2026-02-08. Two
files: `twin_cities_raw.csv` has one row for each pair, `twin_cities_geocoded.csv` repeats
those rows for which a point was found, in the same order. The claims are the rows of the first;
points are taken from the second. A point belongs to a name under a country label, not to a row:
every row that says `Taizhou, China` carries the same point, whichever Taizhou is meant. It is
evidence where the name is unique, and none between homonyms.

A row stands among those of the list of its first country: the label of that country is the title
of the list without its beginning, and the lists come in the order of their titles, those with
`the` at the end. So the locator names the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from release_build.readers.country_labels import CountryLabels
from sistercities.errors import SourceError
from sistercities.sources.enwiki_names import parse_name
from sistercities.sources.snapshot import file_rows
from sistercities.sources.written_values import is_degrees
from sistercities.terms.claims import NamedEnd, SourceClaim

SOURCE_ID = "enwiki-2026"
LICENCE = "CC-BY-SA-4.0"
PAIRS_FILE = "twin_cities_raw.csv"
POINTS_FILE = "twin_cities_geocoded.csv"
PAIR_COLUMNS = ("city1", "country1", "city2", "country2")
POINT_COLUMNS = ("city1", "country1", "lat1", "lng1", "city2", "country2", "lat2", "lng2")
LIST_TITLE = "List of twin towns and sister cities in "
WITH_ARTICLE = frozenset(
    {"Czech Republic", "Netherlands", "Republic of Ireland", "United Kingdom", "United States"}
)
"""Labels of lists whose title has `the` before them."""

Pair = tuple[str, str, str, str]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class EnwikiReading:
    """The claims, and what was left out by name: `self_ties` are the rows of a place with itself.

    `n_without_points` counts the claims whose row has no geocoded twin.
    """

    claims: tuple[SourceClaim, ...]
    self_ties: tuple[str, ...]
    n_without_points: int


def read_enwiki(folder: Path, labels: CountryLabels) -> EnwikiReading:
    """Read every pair as a claim; a row that ties a place with itself is dropped and reported.

    Raises
    ------
    SourceError
        If a column, a country label, a coordinate, a blank name or a repeated pair is met, or a
        geocoded row has no pair.
    """
    points = dict(_read_points(folder / POINTS_FILE))
    claims: list[SourceClaim] = []
    self_ties: list[str] = []
    pairs = _read_pairs(folder / PAIRS_FILE)
    _check_lists(pairs)
    for line, pair in pairs.items():
        if pair[:2] == pair[2:]:
            self_ties.append(f"{_claim_id(line)} {pair[0]}, {pair[1]}")
        else:
            claims.append(_claim(line, pair, points.get(pair), labels))
    _check_twins(set(pairs.values()), points)
    n_without = sum(claim.a.latitude is None for claim in claims)
    return EnwikiReading(tuple(claims), tuple(self_ties), n_without)


def list_title(label: str) -> str:
    """Return the title of the list that has the rows of a first country, by its label."""
    article = "the " if label in WITH_ARTICLE else ""
    return f"{LIST_TITLE}{article}{label}"


def _check_lists(pairs: dict[int, Pair]) -> None:
    """Refuse a label whose rows stand apart: then they are not those of one list."""
    seen: set[str] = set()
    before = ""
    for line, pair in pairs.items():
        if pair[1] != before and pair[1] in seen:
            advice = "the rows of one list stand together; take the file as it was scraped"
            raise SourceError(PAIRS_FILE, line, "country1", pair[1], advice)
        before = pair[1]
        seen.add(before)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    for line, row in file_rows(path, columns):
        yield line, [row[column] for column in columns]


def _read_pairs(path: Path) -> dict[int, Pair]:
    pairs: dict[int, Pair] = {}
    seen: set[Pair] = set()
    for line, row in _rows(path, PAIR_COLUMNS):
        pair = (row[0], row[1], row[2], row[3])
        if not row[0].strip() or not row[2].strip():
            raise SourceError(path.name, line, "city1, city2", row, "both places need a name")
        if pair in seen:
            raise SourceError(path.name, line, "all", row, "this pair stands above; drop one")
        seen.add(pair)
        pairs[line] = pair
    return pairs


def _read_points(path: Path) -> Iterator[tuple[Pair, tuple[Point, Point]]]:
    for line, row in _rows(path, POINT_COLUMNS):
        a = (_degrees(path, line, row[2], 90.0), _degrees(path, line, row[3], 180.0))
        b = (_degrees(path, line, row[6], 90.0), _degrees(path, line, row[7], 180.0))
        yield (row[0], row[1], row[4], row[5]), (a, b)


def _degrees(path: Path, line: int, text: str, limit: float) -> float:
    if not is_degrees(text, limit):
        advice = f"write decimal degrees between -{limit:g} and {limit:g}"
        raise SourceError(path.name, line, "coordinate", text, advice)
    return float(text)


def _check_twins(pairs: set[Pair], points: dict[Pair, tuple[Point, Point]]) -> None:
    for pair in points:
        if pair not in pairs:
            advice = f"{PAIRS_FILE} has no such pair; take both files from one snapshot"
            raise SourceError(POINTS_FILE, "unknown", "all", pair, advice)


def _claim_id(line: int) -> str:
    return f"{SOURCE_ID}:{line - 1:05d}"


def _claim(
    line: int, pair: Pair, points: tuple[Point, Point] | None, labels: CountryLabels
) -> SourceClaim:
    point_a, point_b = points if points else (None, None)
    return SourceClaim(
        claim_id=_claim_id(line),
        source_id=SOURCE_ID,
        locator=f"English Wikipedia, {list_title(pair[1])}, scraped 2026-02-08, row {line - 1}",
        a=_end(line, "country1", pair[0], pair[1], point_a, labels),
        b=_end(line, "country2", pair[2], pair[3], point_b, labels),
        start="",
        precision="none",
        is_batch_date=False,
        end="",
        status="unknown",
        kind="unknown",
        is_double_entry=False,
        note="",
        licence=LICENCE,
    )


def _end(
    line: int, column: str, name: str, label: str, point: Point | None, labels: CountryLabels
) -> NamedEnd:
    country = labels.country_of(label, name)
    if country is None:
        advice = f"add the label to {labels.file} with its ISO 3166-1 code and a reason"
        raise SourceError(PAIRS_FILE, line, column, label, advice)
    written = parse_name(name, country.country)
    parents = (*written.parents, country.part) if country.part else written.parents
    latitude, longitude = point or (None, None)
    return NamedEnd(
        name=name,
        country=country.country,
        level=written.level,
        context=", ".join(parents),
        parents=parents,
        latitude=latitude,
        longitude=longitude,
    )
