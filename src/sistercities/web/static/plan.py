"""Which pages a static site has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sistercities.api.explorer.everything import (
    RegionSize,
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
from sistercities.web.frame import EMBEDDED_IN_FILES
from sistercities.web.host import IMPRINT_PATH
from sistercities.web.pages import country, region
from sistercities.web.site import Site
from sistercities.web.static.letters import letters_held
from sistercities.web.static.report_files import report_addresses, report_pages

FIXED = (
    "/", "/search", "/places", "/countries", "/recommend", "/assess", "/benchmark", "/path",
    "/studies", "/data", "/data/coverage", "/methods",
)  # fmt: skip
_WITHOUT_DATA = frozenset(
    (
        "/",
        "/search",
        "/places",
        "/recommend",
        "/assess",
        "/benchmark",
        "/path",
        "/methods",
        "/imprint",
    )
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
    reduced
        Paths of the reduced forms of pages; no list names them, since each is part of a page.
    tables
        Paths of tables that are there as data; some have no page of their own.
    files
        Files of reports by the path that the server has for each.
    """

    pages: tuple[str, ...]
    page_set: frozenset[str]
    reduced: frozenset[str]
    tables: frozenset[str]
    files: dict[str, str]


def make_plan(site: Site) -> Plan:
    """List the pages of all places with ties, and of what leads to them.

    Parameters
    ----------
    site
        The opened data; its static settings say whether one country alone is wanted.
    """
    only = site.static.country if site.static else None
    explorer = site.explorer
    places, regions = places_held(explorer, only), regions_held(explorer, only)
    pages = [
        *FIXED,
        *(f"/places/{letter}" for letter in letters_held(site)),
        *report_pages(site),
        *([IMPRINT_PATH] if site.host.imprint_text else []),
        *_of_countries(countries_held(explorer, only)),
        *(pair_path(*codes) for codes in country_pairs_held(explorer, only)),
        *(path for one in regions for path in _of_region(one)),
        *(path for path in map(place_path, places) if path.startswith("/place/")),
        *(tie_path(tie_id) for tie_id in ties_held(explorer, only)),
    ]
    if site.static and site.static.has_benchmarks:
        pages += [f"/benchmark/{place.place_id}" for place in places if place.level != "country"]
    pages = list(dict.fromkeys(pages))
    tables = {path for path in pages if path not in _WITHOUT_DATA}
    tables -= {path for path in pages if path.startswith("/studies/") and path.count("/") > 2}
    tables |= {f"{region_path(one.place_id)}/{part}" for one in regions for part in region.PARTS}
    reduced = frozenset(f"/embed{path}" for path in pages if _has_reduced(path))
    return Plan(tuple(pages), frozenset(pages), reduced, frozenset(tables), report_addresses(site))


def _has_reduced(path: str) -> bool:
    room, *parts = path.strip("/").split("/")
    return room in EMBEDDED_IN_FILES and len(parts) == 1


def _of_countries(codes: list[str]) -> Iterator[str]:
    for code in codes:
        yield country_path(code)
        for part in country.PARTS:
            yield f"{country_path(code)}/{part}"


def _of_region(one: RegionSize) -> Iterator[str]:
    """List the pages of a region; a table that its own page shows whole needs none."""
    yield region_path(one.place_id)
    needed = {
        "places": one.n_places > region.SHOWN, "ties": one.n_tied > 0,
        "sisters": one.n_ties > region.SHOWN,
    }  # fmt: skip
    for part in region.PARTS:
        if needed[part]:
            yield f"{region_path(one.place_id)}/{part}"
