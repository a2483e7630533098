"""Which pages a static site has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

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
)
from sistercities.web.host import IMPRINT_PATH
from sistercities.web.pages import country, region
from sistercities.web.site import Site
from sistercities.web.static.letters import letters_held
from sistercities.web.static.links import Links
from sistercities.web.static.report_files import report_addresses, report_pages
from sistercities.web.static.share_files import feed_addresses
from sistercities.web.static.sheets import sheets_of

FIXED = (
    "/", "/search", "/places", "/countries", "/recommend", "/assess", "/compare",
    "/benchmark", "/path", "/studies", "/data", "/data/coverage", "/data/columns", "/methods",
)  # fmt: skip
_COMPUTED = ("/recommend", "/assess", "/compare", "/benchmark", "/path")
_WITHOUT_DATA = frozenset(("/", "/search", "/places", "/methods", "/imprint", *_COMPUTED))


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
        Paths of tables that are there as data; some have no page of their own.
    files
        Files of reports by the path that the server has for each.
    sheets
        Ids of the ties on each sheet, by its path.
    links
        What addresses become, by the language, the depth and the folder of the page.
    """

    pages: tuple[str, ...]
    page_set: frozenset[str]
    tables: frozenset[str]
    files: dict[str, str]
    sheets: Mapping[str, tuple[str, ...]]
    links: dict[tuple[str, int, str], Links] = field(default_factory=dict)

    @cached_property
    def ties(self) -> frozenset[str]:
        """Ids of the ties."""
        return frozenset(one for ids in self.sheets.values() for one in ids)


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
        *(sheets := sheets_of(ties_held(explorer, only))),
    ]
    if site.static and site.static.has_benchmarks:
        pages += [f"/benchmark/{place.place_id}" for place in places if place.level != "country"]
    pages = list(dict.fromkeys(pages))
    tables = {path for path in pages if path not in _WITHOUT_DATA}
    tables -= {path for path in pages if path.startswith("/studies/") and path.count("/") > 2}
    tables -= {region_path(one.place_id) for one in regions if not one.n_ties}
    tables |= {path for one in regions for path in _tables_of_region(one)}
    files = report_addresses(site) | feed_addresses(site, pages)
    return Plan(tuple(pages), frozenset(pages), frozenset(tables), files, sheets)


def _of_countries(codes: list[str]) -> Iterator[str]:
    for code in codes:
        yield country_path(code)
        for part in country.PARTS:
            yield f"{country_path(code)}/{part}"


def _tables_of_region(one: RegionSize) -> Iterator[str]:
    """List the tables of a region that have rows; where there are none, no file says so."""
    held = {"places": one.n_places, "ties": one.n_tied, "sisters": one.n_ties}
    for part in region.PARTS:
        if held[part]:
            yield f"{region_path(one.place_id)}/{part}"


_FEW_PLACES = 3
"""Places with ties in a region: with so few, the pages of these show all that a list would."""


def _of_region(one: RegionSize) -> Iterator[str]:
    """List the pages of a region; a table that its own page shows whole needs none."""
    yield region_path(one.place_id)
    needed = {
        "places": one.n_tied > region.SHOWN, "ties": one.n_tied > _FEW_PLACES,
        "sisters": one.n_ties > region.FEW,
    }  # fmt: skip
    for part in region.PARTS:
        if needed[part]:
            yield f"{region_path(one.place_id)}/{part}"
