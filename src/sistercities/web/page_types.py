"""The pages, one line each: the address, what makes the page, what else it is.

The server registers them all; a static site makes those that need no server by the same functions.
A new page is a module in `pages`, a template and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sistercities.web.answers import Answer
from sistercities.web.asked import Asked
from sistercities.web.cards.addresses import ENDING, card_address
from sistercities.web.pages import (
    assess,
    benchmark,
    chapters,
    columns,
    compare,
    country,
    data,
    feed,
    flows,
    imprint,
    maps,
    pair,
    path,
    place,
    recommend,
    region,
    standing,
    start,
    studies,
    tie,
)
from sistercities.web.pages.card import card_answer
from sistercities.web.pages.embed import embed_page
from sistercities.web.pages.search import search_page
from sistercities.web.share import FEED

Make = Callable[[Asked, Mapping[str, str], str], Answer]
"""From what is asked, the parts of the address by name, and the form (html, csv, json, svg)."""


@dataclass(frozen=True, slots=True)
class PageType:
    """A page, or data or a drawing that belongs to pages.

    Attributes
    ----------
    path
        Its address, with parts in braces.
    make
        What makes it.
    has_table
        Whether the address with .csv or .json after it gives its table.
    in_files
        Whether a static site has it; else it needs a server.
    """

    path: str
    make: Make
    has_table: bool = False
    in_files: bool = False

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses that lead to it."""
        return tuple(self.path + end for end in ("", ".csv", ".json")[: 3 if self.has_table else 1])


def _with_parts(
    room: str,
    key: str,
    make: Callable[[Asked, str, str | None, str], Answer],
    tables: Iterable[str],
) -> Iterator[PageType]:
    """Yield a page, and each of the tables that it shows in part."""

    def made(part: str | None) -> Make:
        return lambda asked, parts, form: make(asked, parts[key], part, form)

    path = f"/{room}/{{{key}}}"
    yield PageType(path, made(None), in_files=True)
    for part in tables:
        yield PageType(f"{path}/{part}", made(part), has_table=True, in_files=True)


def _embedded(room: str, parts: str = "{key}") -> PageType:
    return PageType(
        f"/embed/{room}/{parts}",
        lambda asked, parts, _form: embed_page(asked, room, tuple(parts.values())),
    )


def _card(path: str) -> PageType:
    """Return the picture of a page, which has the address of the page before its own."""
    return PageType(
        card_address(path),
        lambda asked, _parts, _form: card_answer(
            replace(asked, path=asked.path.removesuffix(ENDING) or "/")
        ),
    )


def _maps(form: str) -> tuple[PageType, ...]:
    """Give the maps of numbers as drawings or as data."""

    def shown(gather: Callable[[Asked, Mapping[str, str]], maps.CountsShown]) -> Make:
        return lambda asked, parts, form: maps.counts_answer(asked, gather(asked, parts), form)

    return (
        PageType(
            f"/countries/map.{form}", shown(lambda asked, _parts: maps.countries_shown(asked))
        ),
        PageType(
            f"/countries/flows.{form}", lambda asked, _parts, form: flows.flows_answer(asked, form)
        ),
        PageType(
            f"/country/{{code}}/map.{form}",
            shown(lambda asked, parts: maps.country_shown(asked, parts["code"])),
        ),
        PageType(
            f"/country/{{code}}/regions/map.{form}",
            shown(lambda asked, parts: maps.regions_shown(asked, parts["code"])),
        ),
        PageType(
            f"/region/{{key}}/map.{form}",
            shown(lambda asked, parts: maps.region_shown(asked, parts["key"])),
        ),
    )


PAGE_TYPES: list[PageType] = [
    PageType("/", lambda asked, _parts, _form: start.start_page(asked), in_files=True),
    *map(_card, (
        "/", "/place/{key}", "/region/{key}", "/country/{code}", "/pair/{one}/{other}",
        "/tie/{key}", "/studies/{key}", "/studies/{name}/{study}",
    )),
    PageType("/search", lambda asked, _parts, form: search_page(asked, form), has_table=True),
    PageType(
        "/maps/land-{middle}.svg", lambda _asked, parts, _form: maps.land_map(parts["middle"])
    ),
    PageType(
        "/place/{key}/map.svg", lambda asked, parts, _form: maps.place_map(asked, parts["key"])
    ),
    PageType(
        "/place/{key}/map.json",
        lambda asked, parts, _form: maps.place_map_data(asked, parts["key"]),
    ),
    *_maps("svg"),
    *_maps("json"),
    PageType(
        "/place/{key}/standing",
        lambda asked, parts, _form: standing.standing_page(asked, parts["key"]),
    ),
    PageType(
        "/place/{key}",
        lambda asked, parts, form: place.place_page(asked, parts["key"], form),
        in_files=True,
    ),
    *_with_parts("region", "key", region.region_page, region.PARTS),
    PageType(
        "/countries",
        lambda asked, _parts, form: country.countries_page(asked, form),
        has_table=True, in_files=True,
    ),
    PageType(FEED, lambda asked, _parts, _form: feed.changes_feed(asked, None)),
    PageType(
        f"/country/{{code}}{FEED}",
        lambda asked, parts, _form: feed.changes_feed(asked, parts["code"]),
    ),
    *_with_parts("country", "code", country.country_page, country.PARTS),
    *(
        PageType(
            f"/pair/{{one}}/{{other}}/map.{form}",
            lambda asked, parts, form: pair.pair_map_file(
                asked, parts["one"], parts["other"], form
            ),
        )
        for form in ("svg", "json")
    ),
    PageType(
        "/pair/{one}/{other}",
        lambda asked, parts, form: pair.pair_page(asked, parts["one"], parts["other"], form),
        in_files=True,
    ),
    *map(_embedded, ("place", "region", "country", "tie")),
    _embedded("pair", "{one}/{other}"),
    *_with_parts("tie", "key", tie.tie_page, tie.PARTS),
    PageType(
        "/data",
        lambda asked, _parts, form: data.data_page(asked, None, form),
        has_table=True, in_files=True,
    ),
    PageType(
        "/data/coverage",
        lambda asked, _parts, form: data.data_page(asked, "coverage", form),
        has_table=True, in_files=True,
    ),
    PageType(
        "/data/columns",
        lambda asked, _parts, form: columns.columns_page(asked, form),
        has_table=True, in_files=True,
    ),
    PageType(
        "/imprint", lambda asked, _parts, _form: imprint.imprint_page(asked), in_files=True
    ),
    PageType("/methods", lambda asked, _parts, _form: data.methods_page(asked), in_files=True),
    PageType(
        "/recommend",
        lambda asked, _parts, form: recommend.recommend_page(asked, form),
        has_table=True,
    ),
    PageType(
        "/assess", lambda asked, _parts, form: assess.assess_page(asked, form), has_table=True
    ),
    PageType("/path", lambda asked, _parts, form: path.path_page(asked, form), has_table=True),
    PageType(
        "/compare", lambda asked, _parts, form: compare.compare_page(asked, form), has_table=True
    ),
    PageType(
        "/benchmark",
        lambda asked, _parts, form: benchmark.benchmark_page(asked, form),
        has_table=True,
    ),
    PageType(
        "/studies",
        lambda asked, _parts, form: studies.studies_page(asked, form),
        has_table=True, in_files=True,
    ),
    PageType(
        "/studies/{name}/report.css",
        lambda asked, parts, _form: chapters.report_style(asked, parts["name"]),
    ),
    PageType(
        "/studies/{name}/figures/{figure}",
        lambda asked, parts, _form: chapters.report_figure(asked, parts["name"], parts["figure"]),
    ),
    PageType(
        "/studies/{name}/files/{file}",
        lambda asked, parts, form: chapters.report_file(
            asked, parts["name"], parts["file"] if form == "html" else f"{parts['file']}.{form}"
        ),
    ),
    PageType(
        "/studies/{key}",
        lambda asked, parts, form: studies.one_report(asked, parts["key"], form),
        in_files=True,
    ),
    PageType(
        "/studies/{name}/report",
        lambda asked, parts, _form: studies.report_page(asked, parts["name"]),
    ),
    PageType(
        "/studies/{name}/appendix.html",
        lambda asked, parts, _form: studies.appendix_page(asked, parts["name"]),
    ),
    PageType(
        "/studies/{name}/{study}",
        lambda asked, parts, _form: chapters.chapter_page(asked, parts["name"], parts["study"]),
        in_files=True,
    ),
]  # fmt: skip
"""In the order in which addresses are tried."""
