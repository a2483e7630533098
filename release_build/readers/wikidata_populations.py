"""Populations that Wikidata gave in 2017 and 2021, to hold undated ones of GeoNames against.

Both files were made for their ties, which are read elsewhere; the people of each place stand beside
its name and point. A row without a population or a point says nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_number

NODES = ("qid", "label", "country", "longitude", "latitude", "population")
TIES = (
    "origin_country_file", "origincityLabel", "origincountry", "originlat", "originlong",
    "originpopulation", "sistercityLabel", "destinationlat", "destinationlong",
    "destinationpopulation", "destination_countryLabel", "dist", "eu",
)  # fmt: skip
WIKIDATA_2021, WIKIDATA_2017 = "wikidata-2021", "wikidata-2017"
_ENDS = (
    ("origincityLabel", "originlat", "originlong", "originpopulation"),
    ("sistercityLabel", "destinationlat", "destinationlong", "destinationpopulation"),
)


@dataclass(frozen=True, slots=True)
class StatedPopulation:
    """How many people a place has according to a source, with its name and point."""

    name: str
    latitude: float
    longitude: float
    population: int
    source_id: str = WIKIDATA_2021


def read_stated_populations(shared_data: Path) -> tuple[StatedPopulation, ...]:
    """Read both snapshots, each place and number once in each, in order.

    Raises
    ------
    SourceError
        If a column is unknown, or a number or a point is not understood.
    """
    nodes = Snapshot(shared_data / "ties-wikidata-2021" / "nodes.tsv", Origin(WIKIDATA_2021))
    ties = Snapshot(shared_data / "ties-wikidata-2017-eu" / "ties.tsv", Origin(WIKIDATA_2017))
    found = (*_of_nodes(nodes), *_of_ties(ties))
    return tuple(sorted(set(found), key=lambda one: (one.name, one.latitude, one.longitude,
                                                     one.population, one.source_id)))  # fmt: skip


def _of_nodes(snapshot: Snapshot) -> Iterator[StatedPopulation]:
    for line, values in table_rows(snapshot, NODES, "\t", unread=("qid", "country")):
        row = WrittenRow(snapshot.path.name, line, values)
        yield from _stated(row, WIKIDATA_2021, "label", "latitude", "longitude", "population")


def _of_ties(snapshot: Snapshot) -> Iterator[StatedPopulation]:
    for line, values in table_rows(snapshot, TIES, "\t", unread=_UNREAD):
        row = WrittenRow(snapshot.path.name, line, values)
        for columns in _ENDS:
            yield from _stated(row, WIKIDATA_2017, *columns)


_UNREAD = tuple(column for column in TIES if all(column not in end for end in _ENDS))


def _stated(
    row: WrittenRow, source_id: str, name: str, latitude: str, longitude: str, population: str
) -> Iterator[StatedPopulation]:
    row.require_degrees(latitude, 90.0)
    row.require_degrees(longitude, 180.0)
    values = row.values
    if values[population] and not is_number(values[population]):
        raise row.refuse(population, "write a number of persons, or leave the field blank")
    if not all(values[column] for column in (name, latitude, longitude, population)):
        return
    people = float(values[population])
    # One row has 411.5 persons, in thousands or in error: it says nothing.
    if people > 0 and people.is_integer():
        yield StatedPopulation(
            values[name], float(values[latitude]), float(values[longitude]), int(people), source_id
        )
