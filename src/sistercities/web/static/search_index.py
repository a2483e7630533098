"""The search index of a static site: all spellings in their order, cut into small files.

A script finds by the first spelling of each file which files hold the names that begin with what
was typed, and reads those alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from sistercities.api.explorer.everything import (
    Spelt,
    countries_held,
    places_held,
    spellings_held,
)
from sistercities.api.records import PlaceRef
from sistercities.web.addresses import country_path, place_path
from sistercities.web.file_names import page_file
from sistercities.web.site import Site
from sistercities.web.static.site_file import SiteFile
from sistercities.web.tables import json_text

SPELLINGS_OF_A_FILE = 600
_PLAIN = str.maketrans({" ": None, "-": None, "'": None, "’": None})


def index_files(site: Site) -> Iterator[SiteFile]:
    """Make the files of the index.

    `search/index.json` is `{"first": [...]}`, the first spelling of each file; `search/N.json` is
    `{"names": [[spelling, place], ...], "places": [[name, local name, area, ties, file], ...],
    "areas": [[region, country in English, in Chinese], ...]}`, where `place` and `area` are
    positions in `places` and `areas`, and `file` is relative to the folder of a language.
    """
    country = site.static.country if site.static else None
    places = {place.place_id: place for place in places_held(site.explorer, country)}
    rows = [
        (one.key, _record(site, places[one.place_id], one))
        for one in spellings_held(site.explorer, country)
        if one.place_id in places
    ]
    rows += _countries(site, country)
    rows.sort(key=lambda row: (row[0].encode("utf-16-be"), -row[1][3], row[1][4]))
    cuts = range(0, len(rows), SPELLINGS_OF_A_FILE)
    first = [rows[at][0] for at in cuts]
    yield SiteFile("search/index.json", json_text({"first": first}).encode())
    for number, at in enumerate(cuts):
        content = _shard(rows[at : at + SPELLINGS_OF_A_FILE])
        yield SiteFile(f"search/{number}.json", json_text(content).encode())


Record = tuple[str, str, tuple[str, ...], int, str]
Row = tuple[str, Record]


def _record(site: Site, place: PlaceRef, spelt: Spelt) -> Record:
    where = _in_two(site, place.country)
    region = site.regions.get(place.region_iso or "", ("", None, ""))[0]
    is_region = place.level in ("country", "region1")
    inside = "" if is_region or not region else region
    return (
        place.name, place.name_local or "", (inside, *where), spelt.n_ties,
        page_file(place_path(place)),
    )  # fmt: skip


def _countries(site: Site, country: str | None) -> list[Row]:
    """Let the names of a country in the languages of the pages lead to its page."""
    found: list[Row] = []
    for code in countries_held(site.explorer, country):
        english, chinese = _in_two(site, code)
        record: Record = (
            english,
            chinese,
            ("", english, chinese),
            10**6,
            page_file(country_path(code)),
        )
        names = dict.fromkeys(map(_folded, site.names_of_country(code)))
        found += [(name, record) for name in names if name]
    return found


def _in_two(site: Site, code: str) -> tuple[str, str]:
    """English and Chinese name of a country: the list of suggestions has room for two."""
    return site.country(code, "en"), site.country(code, "zh" if "zh" in site.countries else "en")


def _folded(name: str) -> str:
    return name.lower().translate(_PLAIN)


def _shard(rows: list[Row]) -> dict[str, object]:
    positions: dict[str, int] = {}
    areas: dict[tuple[str, ...], int] = {}
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, int]] = []
    for key, (name, local, where, ties, file) in rows:
        if file not in positions:
            positions[file] = len(places)
            area = areas.setdefault(where, len(areas))
            places.append((name, local, area, ties, file))
        names.append((key, positions[file]))
    return {"names": names, "places": places, "areas": list(areas)}
