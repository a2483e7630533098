"""Which pages a static site has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sistercities.api.explorer.everything import (
    countries_held,
    country_pairs_held,
    places_held,
    regions_held,
    ties_held,
)
from sistercities.web.addresses import (
    country_path,
    pair_path,
    place_path,
    region_path,
    tie_path,
)
from sistercities.web.pages import country, region
from sistercities.web.site import Site
from sistercities.web.static.letters import letters_held

FIXED = (
    "/", "/search", "/places", "/countries", "/recommend", "/assess", "/benchmark", "/path",
    "/studies", "/data", "/data/coverage", "/methods",
)  # fmt: skip
_WITHOUT_DATA = frozenset(
    ("/", "/search", "/places", "/recommend", "/assess", "/benchmark", "/path", "/methods")
)


@dataclass(frozen=True)
class Plan:
    """The paths of a static site.

    Attributes
    ----------
    pages
        Paths of pages, in the order in which they are built.
    page_set
        The same, to look up.
    tables
        Those that have a table as data.
    """

    pages: tuple[str, ...]
    page_set: frozenset[str]
    tables: frozenset[str]


def make_plan(site: Site) -> Plan:
    """List the pages of all places with ties, and of what leads to them.

    Parameters
    ----------
    site
        The opened data; its static settings say whether one country alone is wanted.
    """
    only = site.static.country if site.static else None
    explorer = site.explorer
    places = places_held(explorer, only)
    pages = [
        *FIXED,
        *(f"/places/{letter}" for letter in letters_held(site)),
        *_with_parts(map(country_path, countries_held(explorer, only)), country.PARTS),
        *(pair_path(*codes) for codes in country_pairs_held(explorer, only)),
        *_with_parts(map(region_path, regions_held(explorer, only)), region.PARTS),
        *(path for path in map(place_path, places) if path.startswith("/place/")),
        *(tie_path(tie_id) for tie_id in ties_held(explorer, only)),
    ]
    if site.static and site.static.has_benchmarks:
        pages += [f"/benchmark/{place.place_id}" for place in places if place.level != "country"]
    pages = list(dict.fromkeys(pages))
    return Plan(
        tuple(pages),
        frozenset(pages),
        frozenset(path for path in pages if path not in _WITHOUT_DATA),
    )


def _with_parts(paths: Iterator[str], parts: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        yield path
        for part in parts:
            yield f"{path}/{part}"
