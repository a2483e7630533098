"""The older observations of ties: what was seen in 2017, 2021 and 2023, undated."""

from __future__ import annotations

from sistercities.sources.source_record import Source

OBSERVATION_FOLDERS: dict[str, str] = {
    "wikidata-2017": "ties-wikidata-2017-eu",
    "wikidata-2021": "ties-wikidata-2021",
    "enwiki-2023": "ties-enwiki-2023",
}
"""Folder of the snapshot of each observation."""

OBSERVATION_SOURCES: tuple[Source, ...] = (
    Source(
        "wikidata-2017",
        "Wikidata, ties (P190) of municipalities of the European Union",
        "Wikidata contributors",
        "queries of May to July 2017 (repository rogorido/sistercities)",
        2017,
        False,
        "CC0-1.0",
        "Wikidata contributors, statements P190, queries of May to July 2017, CC0 1.0",
        "ties of municipalities of 25 countries of the European Union, with the points of both "
        "ends; undated",
        "no ids, no status, no dates; no origins in Greece, Luxembourg and Malta; ties that had "
        "ended by 2017 may stand as if alive",
    ),
    Source(
        "wikidata-2021",
        "Wikidata, ties (P190) between cities of more than 10,000 persons",
        "Wikidata contributors",
        "query of November 2021 (repository albertoursino/graphs-comparison, file of 2022-01-09)",
        2021,
        False,
        "CC0-1.0",
        "Wikidata contributors, statements P190, query of November 2021, CC0 1.0",
        "ties between 4,566 cities of the world with their ids and points; undated",
        "only items that are cities (Q515) with a population and a point, so a missing place says "
        "nothing; no status, no dates",
    ),
    Source(
        "enwiki-2023",
        "English Wikipedia, lists of twin towns and sister cities, May 2023",
        "Wikipedia contributors",
        "as collected on 2023-05-10 (repository TheKompot/SisterCities)",
        2023,
        False,
        "CC-BY-SA-4.0",
        "Wikipedia contributors, English Wikipedia lists of twin towns and sister cities, state of "
        "May 2023, CC BY-SA 4.0",
        "ties of places of 180 countries and territories, the states of the United States but "
        "Florida and Maryland among them; undated",
        "the lists of Germany, France, England, Italy, Poland, Japan, China, Hungary and Czechia "
        "among others were not read; of places of one name the last one read alone is there; no "
        "points; no status, no dates",
    ),
)
