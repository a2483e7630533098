"""The start: search, what this is, how much there is."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.areas import countries_with_ties
from sistercities.api.explorer.holdings import Holdings, holdings
from sistercities.api.study_names import WORLD
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.data import about_data
from sistercities.web.place_lists import country_listing
from sistercities.web.report_words import report_words, told_of_report
from sistercities.web.tables import Table
from sistercities.web.told import Told

_SHOWN = 12
_EXAMPLES = ("宁波", "Yokohama", "Ning-po", "München", "Jiangsu")


@dataclass(frozen=True, slots=True)
class StartFinding:
    """What a report of the release found first.

    Attributes
    ----------
    headline
        The answer in one sentence.
    href, page, world
        Addresses of its claims and of the report as it is printed, and of the report of the world;
        None where there is none.
    is_older
        Whether it was made from other data than those that are served.
    """

    headline: Told
    href: str
    page: str | None
    world: str | None
    is_older: bool


@dataclass(frozen=True, slots=True)
class StartPage:
    """The start.

    Attributes
    ----------
    held
        How much the data hold.
    finding
        What the studies found first; None where no report came with the release.
    countries
        Countries with most ties.
    drawing, drawing_words
        Address of the map of countries, and what it shows, for who does not see it.
    drawing_data
        What the map shows, as JSON, for a script that asks no server; else "".
    examples
        Names to try, those that the data know.
    """

    frame: Frame
    held: Holdings
    finding: StartFinding | None
    countries: Table
    drawing: str | None
    drawing_words: str
    examples: tuple[Way, ...]
    drawing_data: str = ""


def start_page(asked: Asked) -> Answer:
    """Make the start."""
    words, held = asked.words, holdings(asked.site.explorer)
    listing = country_listing(
        asked, "/countries", words("start.countries"), countries_with_ties(asked.site.explorer)
    )
    start = StartPage(
        frame=make_frame(asked, words("site.name"), words("start.lead"), about=about_data(asked)),
        held=held,
        finding=_finding(asked),
        countries=listing.beginning(asked, _SHOWN),
        drawing=asked.link("/countries/map.svg"),
        drawing_words=words.count("map.count_words", held.countries),
        examples=tuple(Way(asked.link("/search", q=name), name) for name in _EXAMPLES),
    )
    return Page("start.html", start)


def _finding(asked: Asked) -> StartFinding | None:
    """Take the first report of the release; a page that is kept shows none that may change."""
    reports = asked.site.shipped_reports
    if not reports:
        return None
    names = {one.store: one.name for one in asked.site.finished_reports}
    first = reports[0]
    path = f"/studies/{names[first.store]}"
    world = next((one for one in reports[1:] if one.country == WORLD), None)
    return StartFinding(
        headline=told_of_report(report_words(asked, first), first.headline),
        href=asked.link(path),
        page=asked.link(f"{path}/report") if first.has_page else None,
        world=None if world is None else asked.link(f"/studies/{names[world.store]}"),
        is_older=asked.site.is_older(first),
    )
