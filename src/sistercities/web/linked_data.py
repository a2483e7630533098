"""What pages are about, in the words of schema.org, for search engines and reference managers."""

from __future__ import annotations

import json
from collections.abc import Mapping

import sistercities
from sistercities.api.explorer.holdings import Holdings
from sistercities.api.page_citation import makers, release_month
from sistercities.records import PlaceCard
from sistercities.web.place_facts import names_of

LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
_CITIES = frozenset(("city", "dual"))
_MOST_NAMES = 20


def linked_data(
    name: str,
    address: str,
    about: Mapping[str, object] | None,
    trail: tuple[tuple[str, str], ...],
) -> str:
    """Write the JSON-LD of a page, safe within an element of HTML; "" where there is nothing.

    Parameters
    ----------
    name, address
        Of the page; the address is "" where it is not known.
    about
        What it is about; None for nothing more than a page.
    trail
        Whole addresses and names of the pages above it; empty where they are not told.
    """
    graph: list[dict[str, object]] = []
    if about is not None:
        thing = {key: value for key, value in about.items() if value not in (None, "", [], ())}
        graph.append({"url": address, **thing} if address else thing)
    if trail and trail[0][0] != address:
        graph.append(_breadcrumbs((*trail, (address, name))))
    if not graph:
        return ""
    content = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _breadcrumbs(trail: tuple[tuple[str, str], ...]) -> dict[str, object]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (address, name) in enumerate(trail, 1)
        ],
    }


def place_data(card: PlaceCard, name: str) -> dict[str, object]:
    """Describe a place: its names, its point, and the same place in other lists.

    Parameters
    ----------
    card
        What is known of it.
    name
        What the page calls it.
    """
    level = "dual" if card.is_dual else card.level
    named = [one.name for one in names_of(card)[0]]
    others = [
        one
        for one in dict.fromkeys((card.name, card.name_local, *named))
        if one not in (None, name)
    ]
    point = None
    if card.latitude is not None and card.longitude is not None:
        point = {"@type": "GeoCoordinates", "latitude": card.latitude, "longitude": card.longitude}
    same = [
        f"https://www.wikidata.org/entity/{card.wikidata_id}" if card.wikidata_id else "",
        f"https://www.geonames.org/{card.geonames_id}" if card.geonames_id else "",
    ]
    return {
        "@type": "City" if level in _CITIES else "AdministrativeArea",
        "name": name,
        "alternateName": others[:_MOST_NAMES],
        "geo": point,
        "sameAs": [one for one in same if one],
    }


def country_data(name: str, code: str) -> dict[str, object]:
    """Describe a country or territory by its name and its code of ISO 3166-1."""
    return {"@type": "Place", "name": name, "identifier": code}


def dataset_data(
    *,
    name: str,
    description: str,
    held: Holdings,
    version: str,
    address: str,
    tables: tuple[tuple[str, str], ...],
) -> dict[str, object]:
    """Describe the data: by whom, of which version, under which terms, where they are taken.

    Parameters
    ----------
    name, description
        What they are called, and what they hold.
    held
        How much they hold; first and last year are those of what is dated.
    version
        Of the data; the month of the release is told from it.
    address
        Whole address of the page on them; "" where not known.
    tables
        Whole addresses and names of tables that can be taken; empty where not known.
    """
    years = f"{held.first_year}/{held.until}" if held.first_year and held.until else ""
    return {
        "@type": "Dataset",
        "name": name,
        "description": description,
        "version": version,
        "datePublished": release_month(version),
        "temporalCoverage": years,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": [{"@type": "Organization", "name": one} for one in makers()],
        "url": address,
        "keywords": ["sister cities", "twin towns", "city diplomacy"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": label,
                "encodingFormat": "text/csv",
                "contentUrl": where,
            }
            for where, label in tables
        ],
        "measurementTechnique": f"sistercities {sistercities.__version__}",
    }
