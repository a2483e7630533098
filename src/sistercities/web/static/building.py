"""Building a static site: all its files, aside first, then in place at once.

What search engines read: the addresses of all pages, and that they may read them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import sistercities
from sistercities.api.data_choice import AnyData, as_data
from sistercities.api.explorer.map import draw_land, map_middles
from sistercities.api.records import (
    Amount,
    CountryCode,
    Holds,
    JsonRecord,
    Positive,
    Text,
    one_of,
)
from sistercities.api.whole_folder import whole_folder
from sistercities.errors import InvalidArgument
from sistercities.interrupts import deaf_to_interrupts
from sistercities.sentences import say
from sistercities.web.asked import Asked
from sistercities.web.catalogues import languages, page_words
from sistercities.web.drawings import svg_file
from sistercities.web.file_names import page_file
from sistercities.web.host import Host, read_host
from sistercities.web.languages import Words, name_of, tag_of
from sistercities.web.map_figure import LAND
from sistercities.web.pages.flows import flows_content
from sistercities.web.scripts import Scripts, built_scripts
from sistercities.web.site import Site, StaticFiles, open_site
from sistercities.web.static.files_of_path import files_of_path
from sistercities.web.static.lean_templates import Heads, heads_css, heads_seen
from sistercities.web.static.moved import moved_files
from sistercities.web.static.plan import Plan, make_plan
from sistercities.web.static.report_files import report_files
from sistercities.web.static.search_index import index_files
from sistercities.web.static.site_file import SiteFile
from sistercities.web.style_sheets import style_rules
from sistercities.web.tables import json_text

MOST_OF_A_FILE = 50_000
"""Addresses of one file, as the protocol of sitemaps.org has it."""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap_files(plan: Plan, static: StaticFiles) -> Iterator[SiteFile]:
    """Make `robots.txt`, `sitemap.xml` and the lists that it names.

    Parameters
    ----------
    plan
        The pages.
    static
        With the address of the site.
    """
    addresses = [
        f"{static.base}{lang}/{page_file(path)}" for lang in static.languages for path in plan.pages
    ]
    lists = [addresses[at : at + MOST_OF_A_FILE] for at in range(0, len(addresses), MOST_OF_A_FILE)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(lists) + 1)]
    for name, some in zip(names, lists, strict=True):
        yield _written(name, "urlset", "url", some)
    yield _written("sitemap.xml", "sitemapindex", "sitemap", [static.base + one for one in names])
    robots = f"User-agent: *\nAllow: /\nSitemap: {static.base}sitemap.xml\n"
    yield SiteFile("robots.txt", robots.encode())


def _written(name: str, whole: str, part: str, addresses: list[str]) -> SiteFile:
    lines = "".join(f"<{part}><loc>{escape(one)}</loc></{part}>\n" for one in addresses)
    return SiteFile(name, f"{_HEAD}<{whole} {_SPACE}>\n{lines}</{whole}>\n".encode())


MARK = "sistercities-site.json"
"""A file by which a folder is known as one of ours, which may be replaced."""
MOST_WORKERS = 64
_STYLES = "explorer.css"
_CHUNK = 40
_Done = tuple[int, int, int, dict[str, Heads]]
"""Of a chunk: pages, files, bytes, and the heads of its tables."""


@dataclass(frozen=True, slots=True)
class BuiltSite(JsonRecord):
    """A static site that was built.

    Attributes
    ----------
    folder
        Where it is.
    pages, files, megabytes
        Addresses with a page, files in all, and their size in million bytes.
    seconds
        What it took.
    languages, country, base
        As asked for.
    data_version
        Version of the data.
    left_out
        Overlays that are damaged and left out, with the sentence of each.
    """

    folder: str
    pages: Positive
    files: Positive
    megabytes: Amount
    seconds: Amount
    languages: Annotated[tuple[Annotated[str, one_of(languages())], ...], Holds(minItems=1)]
    country: CountryCode | None
    base: str
    data_version: Text
    left_out: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Settings:
    """What a process needs to open the site again."""

    data: AnyData
    reports: Path | None
    static: StaticFiles
    host: Host


def build_site(
    out: Path,
    *,
    data: AnyData = None,
    reports: Path | None = None,
    static: StaticFiles | None = None,
    host: Host | None = None,
    workers: int = 1,
    replace: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> BuiltSite:
    """Write the explorer as static files.

    Parameters
    ----------
    out
        Folder to be made, or one of an earlier site, which is replaced at the end.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
    reports
        Folder of finished reports; None has none.
    static
        Languages, country, address; None takes the whole world in all languages.
    host
        Who runs the site; None takes what the environment says.
    workers
        Processes that make pages.
    replace
        Whether what others put into a folder of an earlier site is lost with it.
    progress
        Told what is done, how many pages, out of how many.

    Raises
    ------
    InvalidArgument
        If the folder holds other files, or a setting is none that there is.
    ReleaseError
        If the release is damaged; damaged overlays are left out, and the pages say so.
    OutputError
        If a file cannot be written; what was there before is as it was.
    """
    began, chosen = time.monotonic(), static or StaticFiles()
    _check(chosen, workers)
    settings = _Settings(as_data(data), reports, chosen, host or read_host())
    with whole_folder(out, MARK, replace=replace) as aside:
        site = _opened(settings)
        plan = make_plan(site)
        _check_country(site, chosen, plan)
        written = _Written(aside)
        written.all(shared_files(site, plan))
        with _passed_over():
            heads = _write_pages(settings, site, plan, written, workers, progress or _silent)
        written.all(iter([_styles(heads)]))
        site.explorer.close()
    return BuiltSite(
        folder=str(out), pages=len(plan.pages), files=written.files,
        megabytes=round(written.bytes / 1e6, 1), seconds=round(time.monotonic() - began, 1),
        languages=chosen.languages, country=chosen.country, base=chosen.base,
        data_version=site.explorer.version, left_out=dict(site.explorer.left_out),
    )  # fmt: skip


def _silent(_what: str, _done: int, _total: int) -> None:
    pass


def _check(static: StaticFiles, workers: int) -> None:
    if not 1 <= workers <= MOST_WORKERS:
        raise InvalidArgument(
            "workers", workers, say("give a whole number from 1 to {most}", most=MOST_WORKERS)
        )
    for lang in static.languages:
        if lang not in languages():
            raise InvalidArgument(
                "lang", lang, say("use one of {allowed}", allowed=", ".join(languages()))
            )
    if not static.languages:
        raise InvalidArgument(
            "lang", "", say("name at least one of {allowed}", allowed=", ".join(languages()))
        )
    if static.base and not static.base.startswith(("https://", "http://")):
        advice = say("give the address that the folder will have, as in https://example.org/ties/")
        raise InvalidArgument("base", static.base, advice)


def _check_country(site: Site, static: StaticFiles, plan: Plan) -> None:
    code = static.country
    if code is not None and f"/country/{code}" not in plan.page_set:
        is_known = site.explorer.has_country(code)
        advice = (
            say("no tie of a place there is known; leave --country out to build the world")
            if is_known
            else say("give an ISO 3166-1 code such as CN or JP")
        )
        raise InvalidArgument("country", code, advice)


@contextmanager
def _passed_over() -> Iterator[None]:
    """Let the search for cycles pass over what is held to the end: data, plan and templates.

    A page makes none that matter, and each search would go through all of it again: a twentieth of
    the time.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _opened(settings: _Settings) -> Site:
    site = open_site(settings.data, settings.reports, settings.host)
    site.static, site.scripts = settings.static, built_scripts()
    return site


@dataclass
class _Written:
    """What has been written into a folder."""

    folder: Path
    files: int = 0
    bytes: int = 0

    def all(self, made: Iterator[SiteFile]) -> None:
        """Write some files."""
        for one in made:
            path = self.folder / one.name
            if path.exists():  # the map of a place is the same in each language
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.content)
            self.files += 1
            self.bytes += len(one.content)


def shared_files(site: Site, plan: Plan) -> Iterator[SiteFile]:
    """Make what all pages share, and the mark of the folder."""
    static = site.static or StaticFiles()
    yield SiteFile("index.html", _entrance(static, site.host).encode())
    yield from moved_files(static, site.host)
    yield from _assets()
    if site.scripts is not None:
        yield from _scripts(site.scripts, static.languages)
    for middle in map_middles():
        name = LAND.format(middle=f"{middle:.0f}")[1:]
        yield SiteFile(name, svg_file(draw_land(middle)).encode())
    for lang in static.languages:
        flows = flows_content(Asked(site, Words(lang), "/", {}, static.base))
        yield SiteFile(f"maps/flows-{lang}.json", json_text(flows).encode())
    yield from index_files(site)
    yield from report_files(site)
    if static.base:
        yield from sitemap_files(plan, static)
    mark = {
        "program": f"sistercities {sistercities.__version__}",
        "data_version": site.explorer.version,
        "country": static.country,
        "languages": list(static.languages),
        "pages": len(plan.pages),
    }
    yield SiteFile(MARK, json_text(mark).encode())


def _assets() -> Iterator[SiteFile]:
    """Copy the styles, the picture and the script of the search."""
    root = Path(str(files("sistercities.web").joinpath("assets")))
    for name in ("icon.svg", "site-search.js", "sheet.js", "reduced.js", "moved.js"):
        yield SiteFile(f"assets/{name}", root.joinpath(name).read_bytes())
    for name in ("favicon.ico", "icon.svg"):
        yield SiteFile(name, root.joinpath(name).read_bytes())


def _styles(heads: Mapping[str, Heads]) -> SiteFile:
    """Write the styles, and what follows from the heads of tables."""
    return SiteFile(f"assets/{_STYLES}", (style_rules() + heads_css(heads)).encode())


def _scripts(scripts: Scripts, languages: Sequence[str]) -> Iterator[SiteFile]:
    """Copy what was built from npm, once for all pages, and what it says in each language."""
    for name, one in scripts.files.items():
        yield SiteFile(f"assets/built/{name}", one.content)
    for lang in languages:
        words = scripts.words(lang).encode()
        yield SiteFile(f"assets/built/{scripts.words_file(lang)}", words)


def _entrance(static: StaticFiles, host: Host) -> str:
    """Make the first page: it leads to each language."""
    start = page_file("/")
    items = "".join(
        f'<li><a href="{lang}/{start}" lang="{tag_of(lang)}" hreflang="{tag_of(lang)}">'
        f"{name_of(lang)}</a></li>\n"
        for lang in static.languages
    )
    first = static.languages[0]
    title = escape(host.title_or(page_words(first, "site.name")))
    return (
        f'<!doctype html>\n<html lang="{tag_of(first)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={first}/{start}">\n<title>{title}</title>\n'
        '<link rel="stylesheet" href="assets/explorer.css">\n</head>\n<body>\n<main>\n'
        f"<h1>{title}</h1>\n<ul>\n{items}</ul>\n</main>\n</body>\n</html>\n"
    )


def _write_pages(
    settings: _Settings,
    site: Site,
    plan: Plan,
    written: _Written,
    workers: int,
    progress: Callable[[str, int, int], None],
) -> dict[str, Heads]:
    """Write all pages; give the heads of their tables, by the class of the table."""
    total, done = len(plan.pages), 0
    chunks = [plan.pages[at : at + _CHUNK] for at in range(0, total, _CHUNK)]
    progress("pages", 0, total)
    if workers == 1:
        for chunk in chunks:
            for path in chunk:
                written.all(files_of_path(site, plan, path))
            done += len(chunk)
            progress("pages", done, total)
        return heads_seen()
    heads: dict[str, Heads] = {}
    with _processes(settings, written.folder, workers) as pool:
        for pages, number, size, seen in _each(pool, chunks, 4 * workers):
            heads |= seen
            written.files += number
            written.bytes += size
            done += pages
            progress("pages", done, total)
    return heads


def _each(
    pool: ProcessPoolExecutor, chunks: Sequence[tuple[str, ...]], ahead: int
) -> Iterator[_Done]:
    """Hand out chunks, a few ahead, so that an interrupt waits for no more than those."""
    waiting: set[Future[_Done]] = set()
    left = iter(chunks)
    while True:
        for chunk in left:
            waiting.add(pool.submit(_write_chunk, chunk))
            if len(waiting) >= ahead:
                break
        if not waiting:
            return
        finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for one in finished:
            yield one.result()


@contextmanager
def _processes(settings: _Settings, folder: Path, workers: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(settings, folder)
    )
    try:
        with deaf_to_interrupts():
            # A process begins with a task that finds none idle: so many tasks, so many processes.
            for _ in range(workers):
                pool.submit(_is_ready)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _is_ready() -> bool:
    return True


_held: dict[str, tuple[Site, Plan, Path]] = {}


def _begin(settings: _Settings, folder: Path) -> None:
    """Open the data in a process of its own."""
    site = _opened(settings)
    _held["site"] = (site, make_plan(site), folder)
    gc.freeze()


def _write_chunk(paths: tuple[str, ...]) -> _Done:
    site, plan, folder = _held["site"]
    written = _Written(folder)
    for path in paths:
        written.all(files_of_path(site, plan, path))
    return len(paths), written.files, written.bytes, heads_seen()
