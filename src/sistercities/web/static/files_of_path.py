"""The files that one path of a static site becomes: pages in each language, data, a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sistercities.api.explorer.count_map import draw_count_layer
from sistercities.api.explorer.map import MapLayer
from sistercities.api.explorer.map_points import point_of
from sistercities.records import PlaceCard
from sistercities.web.answers import Drawing, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.drawings import svg_file
from sistercities.web.file_names import page_file, table_file
from sistercities.web.languages import Words
from sistercities.web.pages.country import CountryPage, RegionMap
from sistercities.web.pages.maps import (
    countries_map,
    country_map,
    counts_content,
    regions_shown,
)
from sistercities.web.pages.place import MapHome, PlacePage, place_layer
from sistercities.web.pages.region import PARTS, RegionPage
from sistercities.web.pages.start import StartPage
from sistercities.web.rendering import render
from sistercities.web.site import Site, StaticFiles
from sistercities.web.static.answering import answer
from sistercities.web.static.lean_drawing import data_address, lean_drawings, lean_svg
from sistercities.web.static.lean_templates import lean_environment
from sistercities.web.static.links import FORM, Links, forms_of, with_relative_links
from sistercities.web.static.plan import Plan
from sistercities.web.static.sheets import sheet_feed, sheet_page
from sistercities.web.static.site_file import SiteFile
from sistercities.web.tables import csv_text, json_text, marked_point

_NEXT = b' rel="next"'
_LIVELY = frozenset(
    f"{name}.html" for name in ("start", "place", "region", "country", "pair", "list")
)
"""Templates of pages with a map, years or a table that can be sorted."""


def land_file(middle: float) -> str:
    """Name of the picture of the land around a meridian."""
    return f"maps/land-{middle:.0f}.svg"


def files_of_path(site: Site, plan: Plan, path: str) -> Iterator[SiteFile]:
    """Make the files of one path.

    Parameters
    ----------
    site
        The opened data, with static settings.
    plan
        What else is built, so that links lead there.
    path
        One of the plan's pages.
    """
    static = site.static or StaticFiles()
    with site.explorer.remembering():
        if path in plan.sheets:
            yield from _sheet(site, plan, path)
            return
        for lang in static.languages:
            yield from _pages(site, plan, path, lang)
        for table in (path, *_tables_without_page(path, plan)):
            if table in plan.tables:
                yield from _tables(site, table)


def _sheet(site: Site, plan: Plan, path: str) -> Iterator[SiteFile]:
    """Make the sheet of some ties in each language, and their claims as data."""
    static = site.static or StaticFiles()
    for lang in static.languages:
        asked = Asked(site, Words(lang), path, {}, static.base)
        yield _written(sheet_page(asked, plan.sheets[path]), plan, asked, path)
    feed = sheet_feed(Asked(site, Words("en"), path, {}, static.base), plan.sheets[path])
    yield SiteFile(table_file(path, FORM), _data(site, feed).encode())


def _tables_without_page(path: str, plan: Plan) -> Iterator[str]:
    """List the tables of a region that its own page shows whole."""
    if path.startswith("/region/") and path.count("/") == 2:
        for part in PARTS:
            if f"{path}/{part}" not in plan.page_set:
                yield f"{path}/{part}"


def _tables(site: Site, path: str) -> Iterator[SiteFile]:
    """Make the files of a table, the same for all languages."""
    base = (site.static or StaticFiles()).base
    for form in forms_of(path):
        made = answer(Asked(site, Words("en"), path, {}, base), form)
        if isinstance(made, Feed):
            yield SiteFile(table_file(path, form), _data(site, made).encode())


def _pages(site: Site, plan: Plan, path: str, lang: str) -> Iterator[SiteFile]:
    """Make a page and those that follow it, where its table is long."""
    static = site.static or StaticFiles()
    page, is_last = 1, False
    while not is_last:
        asked = Asked(site, Words(lang), path, {"page": str(page)} if page > 1 else {}, static.base)
        made = answer(asked, "html")
        if not isinstance(made, Page):
            return
        if page == 1:
            made, map_files = _with_maps(asked, plan, made)
            yield from map_files
        written = _written(made, plan, asked, path)
        yield written
        page, is_last = page + 1, _NEXT not in written.content


def _written(made: Page, plan: Plan, asked: Asked, path: str) -> SiteFile:
    """Make the file of a page; one that a script can make livelier takes it along."""
    lang = asked.words.lang
    name = f"{lang}/{page_file(path, asked.page)}"
    scripts = asked.site.scripts if made.template in _LIVELY else None
    html = lean_drawings(render(made, scripts, lean_environment()))
    html = with_relative_links(html, _links(asked, plan, name))
    return SiteFile(name, html.encode())


def _links(asked: Asked, plan: Plan, name: str) -> Links:
    static, lang, depth = asked.site.static or StaticFiles(), asked.words.lang, name.count("/")
    if (lang, depth) not in plan.links:
        plan.links[lang, depth] = Links(
            lang, static.languages, plan.page_set, plan.sheets, plan.tables, plan.files, depth
        )
    return plan.links[lang, depth]


def _with_maps(asked: Asked, plan: Plan, made: Page) -> tuple[Page, list[SiteFile]]:
    """Draw the maps of a page, and let the page lead to their files."""
    context = made.context
    if isinstance(context, StartPage | CountryPage):
        return _with_counts(asked, plan, made, context)
    if isinstance(context, RegionPage):
        context = replace(context, drawing=None)
        made = replace(made, context=context)
    place = context.place if isinstance(context, RegionPage) else context
    if isinstance(place, PlacePage) and place.drawing is not None:
        return _with_ties(asked, plan, made, place)
    return made, []


def _with_counts(
    asked: Asked, plan: Plan, made: Page, context: StartPage | CountryPage
) -> tuple[Page, list[SiteFile]]:
    """Draw how many ties lead to each country, and those of each region."""
    drawn, files = _drawing(asked, context), []
    shown = replace(context, drawing=None)
    if drawn is not None:
        stem = f"country-{context.code}" if isinstance(context, CountryPage) else "countries"
        name = f"maps/{stem}-{asked.words.lang}.svg"
        files.append(SiteFile(name, svg_file(drawn.svg).encode()))
        data = _counts_of(asked, plan, context)
        shown = replace(context, drawing=f"/{name}", drawing_data=data)
    if isinstance(shown, CountryPage) and shown.region_map is not None:
        region_map, file = _with_regions(asked, plan, shown.code, shown.region_map)
        shown = replace(shown, region_map=region_map)
        files.append(file)
    return replace(made, context=shown), files


def _drawing(asked: Asked, context: StartPage | CountryPage) -> Drawing | None:
    if context.drawing is None:
        return None
    if isinstance(context, CountryPage):
        drawn = country_map(asked, context.code, "svg")
    else:
        drawn = countries_map(asked, "svg")
    return drawn if isinstance(drawn, Drawing) else None


def _counts_of(asked: Asked, plan: Plan, context: StartPage | CountryPage) -> str:
    if isinstance(context, CountryPage):
        feed = country_map(asked, context.code, "json")
    else:
        feed = countries_map(asked, "json")
    assert isinstance(feed, Feed)
    return _for_script(asked, plan, feed.content)


def _with_regions(
    asked: Asked, plan: Plan, code: str, region_map: RegionMap
) -> tuple[RegionMap, SiteFile]:
    """Draw the regions of a country, to be laid over the land that all maps share."""
    shown = regions_shown(asked, code)
    layer = draw_count_layer(
        shown.counts, shown.middle, title=shown.title, words=shown.words, closest=shown.closest
    )
    name = f"maps/regions-{code}-{asked.words.lang}.svg"
    data = _for_script(asked, plan, counts_content(asked, shown))
    made = replace(region_map, address=f"/{name}", land=_land(layer), data=data)
    return made, SiteFile(name, svg_file(layer.svg).encode())


def _for_script(asked: Asked, plan: Plan, content: Any) -> str:
    """Give what a map of numbers shows, with links as the page has them, for a script."""
    if not asked.site.is_sorted_in_browser:
        return ""
    links = _links(asked, plan, f"{asked.words.lang}/{page_file(asked.path)}")
    counts = [one | {"href": links.relative(one["href"])} for one in content["counts"]]
    return json_text(content | {"counts": counts}).replace("<", "\\u003c")


def _land(layer: MapLayer) -> str:
    """Address of the part of the land that lies under a layer."""
    view = ",".join(f"{each:g}" for each in layer.view)
    return f"/{land_file(layer.middle)}#svgView(viewBox({view}))"


def _with_ties(
    asked: Asked, plan: Plan, made: Page, place: PlacePage
) -> tuple[Page, list[SiteFile]]:
    """Draw the ties of a place, to be laid over the land that all maps share."""
    layer = _drawn_once(asked, plan, place.card)
    if layer is None:
        shown = replace(place, drawing=None)
        return _holding(made, shown), []
    drawing = data_address(lean_svg(svg_file(layer.svg)))
    shown = replace(
        place, drawing=drawing, land=_land(layer), home=_home(asked, place, layer.middle)
    )
    return _holding(made, shown), []


def _drawn_once(asked: Asked, plan: Plan, card: PlaceCard) -> MapLayer | None:
    """Draw the ties of a place, once for the languages that call it the same."""
    key = card.place_id, asked.called(card).first
    if key not in plan.drawn:
        plan.drawn.clear()
        plan.drawn[key] = place_layer(asked, card)
    return plan.drawn[key]


def _home(asked: Asked, place: PlacePage, middle: float) -> MapHome | None:
    if not asked.site.is_sorted_in_browser:
        return None
    return MapHome(marked_point(point_of(asked.site.explorer, place.card)), middle)


def _holding(made: Page, place: PlacePage) -> Page:
    if isinstance(made.context, RegionPage):
        return replace(made, context=replace(made.context, place=place))
    return replace(made, context=place)


def _data(site: Site, feed: Feed) -> str:
    if feed.form == FORM:
        return csv_text(feed.records, feed.keys)
    rows = [{key: record.get(key) for key in feed.keys} for record in feed.records]
    content = {"data_version": site.explorer.version, "columns": list(feed.keys), "rows": rows}
    return json_text(content if feed.content is None else feed.content)
