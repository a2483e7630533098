"""The files that one path of a static site becomes: pages in each language, and data.

The last bytes of a page of files: what HTML lets one leave out once all is in its place.

Templates leave out what they can before they are compiled, see `lean_templates`. What follows from
what stands beside a tag in the made page is left out here: line ends beside blocks, ends of
paragraphs that the next tag implies, quotes around values that need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sistercities.web.answers import Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.file_names import page_file, table_file
from sistercities.web.languages import Words
from sistercities.web.pages.country import CountryPage
from sistercities.web.pages.maps import (
    CountsShown,
    country_shown,
    counts_content,
    regions_shown,
)
from sistercities.web.pages.region import PARTS
from sistercities.web.rendering import render
from sistercities.web.site import Site, StaticFiles
from sistercities.web.static.answering import answer
from sistercities.web.static.lean_drawing import lean_drawings
from sistercities.web.static.lean_templates import lean_environment
from sistercities.web.static.links import FORM, Links, forms_of, with_relative_links
from sistercities.web.static.plan import Plan
from sistercities.web.static.share_files import share_files
from sistercities.web.static.sheets import sheet_feed, sheet_page
from sistercities.web.static.site_file import SiteFile
from sistercities.web.tables import csv_text, json_text

_NEXT = b" rel=next"
_IN_A_ROOM = 2
"""Folders above a page that lies with others of its kind: that of its language, and theirs."""
_LIVELY = frozenset(
    f"{name}.html" for name in ("start", "place", "region", "country", "pair", "list")
)
"""Templates of pages with a map, years or a table that can be sorted."""


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
            yield from share_files(asked, made)
            made = _with_maps(asked, plan, made)
        written = _written(made, plan, asked, path)
        yield written
        page, is_last = page + 1, _NEXT not in written.content


def _written(made: Page, plan: Plan, asked: Asked, path: str) -> SiteFile:
    """Make the file of a page; one that a script can make livelier takes it along."""
    lang = asked.words.lang
    name = f"{lang}/{page_file(path, asked.page)}"
    scripts = asked.site.scripts if made.template in _LIVELY else None
    html = lean_drawings(render(made, scripts, lean_environment()))
    html = shortened(with_relative_links(html, _links(asked, plan, name)))
    return SiteFile(name, html.encode())


def _links(asked: Asked, plan: Plan, name: str) -> Links:
    static, lang, depth = asked.site.static or StaticFiles(), asked.words.lang, name.count("/")
    room = name.split("/")[1] if depth == _IN_A_ROOM else ""
    if (lang, depth, room) not in plan.links:
        plan.links[lang, depth, room] = Links(
            lang, static.languages, plan.page_set, plan.sheets, plan.tables, plan.files, depth, room
        )
    return plan.links[lang, depth, room]


def _with_maps(asked: Asked, plan: Plan, made: Page) -> Page:
    """Put what the maps of numbers of a page show into the page, for its script."""
    context = made.context
    if not asked.site.is_sorted_in_browser:
        return made
    if isinstance(context, CountryPage):
        shown = context
        if shown.map is not None:
            held = _for_script(asked, plan, country_shown(asked, context.code))
            shown = replace(shown, map=shown.map.with_data(held))
        if shown.region_map is not None:
            held = _for_script(asked, plan, regions_shown(asked, context.code))
            shown = replace(shown, region_map=shown.region_map.with_data(held))
        return replace(made, context=shown)
    return made


def _for_script(asked: Asked, plan: Plan, shown: CountsShown) -> str:
    """Give what a map of numbers shows, with links as the page has them, for a script."""
    content = counts_content(asked, shown)
    links = _links(asked, plan, f"{asked.words.lang}/{page_file(asked.path)}")
    counts = [one | {"href": links.relative(one["href"])} for one in content["counts"]]
    return json_text(content | {"counts": counts}).replace("<", "\\u003c")


def _data(site: Site, feed: Feed) -> str:
    if feed.form == FORM:
        return csv_text(feed.records, feed.keys)
    rows = [{key: record.get(key) for key in feed.keys} for record in feed.records]
    content = {"data_version": site.explorer.version, "columns": list(feed.keys), "rows": rows}
    return json_text(content if feed.content is None else feed.content)


_BLOCKS = (
    "html|head|body|meta|link|title|script|header|nav|ul|ol|li|main|section|h1|h2|h3|p|div|table|"
    "caption|thead|tbody|tr|th|td|footer|details|summary|dl|dt|dd|figure|figcaption|form|select|"
    "option|pre|fieldset|legend|svg"
)
_KEPT = re.compile(r"(<(?:pre|textarea|script|style)\b.*?</(?:pre|textarea|script|style)>)", re.S)
_BEFORE = re.compile(rf"\s*\n\s*(?=</?(?:{_BLOCKS})\b)")
_END_OF_P = re.compile(
    r"</p>(?=</(?:div|section|main|footer|figcaption|li|dd|td|figure|details|fieldset|nav|header)>"
    r"|<(?:p|div|ul|ol|dl|section|h[1-6]|nav|figure|footer|form|details|table|fieldset)\b)"
)
"""HTML, 4.4.1: the end tag may be left out before these, and at the end of the parent."""
_CLOSED = re.compile(r"""=\"([^\s"'=<>`]+)\"/>""")
_QUOTED = re.compile(r"""=\"([^\s"'=<>`]+)\"(?=[ >])""")


def shortened(html: str) -> str:
    """Leave out of a page what a browser puts back.

    Parameters
    ----------
    html
        A whole page whose text has no bare quotation mark; what stands in `pre`, `textarea`,
        `script` and `style` keeps its lines.
    """
    parts = _KEPT.split(html)
    for at in range(0, len(parts), 2):
        parts[at] = _short(parts[at])
    for at in range(1, len(parts), 2):
        opening, mark, rest = parts[at].partition(">")
        parts[at] = _QUOTED.sub(r"=\1", opening + mark) + rest
    return "".join(parts)


def _short(text: str) -> str:
    text = _END_OF_P.sub("", _BEFORE.sub("", text))
    return _QUOTED.sub(r"=\1", _CLOSED.sub(r"=\1 />", text))
