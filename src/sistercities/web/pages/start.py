"""The start: what a sister city is, search, the first finding, the network, ways on."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.areas import busiest_places, countries_with_ties
from sistercities.api.explorer.holdings import Holdings, holdings
from sistercities.api.study_names import WORLD
from sistercities.web.addresses import country_path
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.data import about_data
from sistercities.web.pages.drawn_finding import DrawnFinding, drawn_finding
from sistercities.web.pages.flows import FlowFigure, flow_figure
from sistercities.web.place_lists import country_listing
from sistercities.web.report_words import told_of_report
from sistercities.web.tables import Table
from sistercities.web.told import Told

_SHOWN = 8
_COLUMNS = ("name", "ties", "standing")
_EXAMPLES = ("宁波", "Yokohama", "Ning-po", "München", "Jiangsu")
_DOORS = (("find", "/search"), ("read", "/studies"), ("partners", "/recommend"), ("take", "/data"))


@dataclass(frozen=True, slots=True)
class Door:
    """A way on from the start: where it leads, what it is called, and what is there."""

    href: str
    label: str
    said: str


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
    drawn
        The finding as a figure; None where the report has no numbers for it.
    """

    headline: Told
    href: str
    page: str | None
    world: str | None
    is_older: bool
    drawn: DrawnFinding | None


@dataclass(frozen=True, slots=True)
class StartPage:
    """The start.

    Attributes
    ----------
    holdings
        How much the data hold, in a line.
    finding
        What the studies found first; None where no report came with the release.
    doors
        Four ways on.
    countries
        Countries with most ties.
    flows
        The map of ties from country to country; None where none has a year.
    examples
        Names to try, those that the data know.
    only
        The country that a site of files is about; None where it is about the world.
    """

    frame: Frame
    holdings: str
    finding: StartFinding | None
    doors: tuple[Door, ...]
    countries: Table
    flows: FlowFigure | None
    examples: tuple[Way, ...]
    only: Way | None


def start_page(asked: Asked) -> Answer:
    """Make the start."""
    words, held = asked.words, holdings(asked.site.explorer)
    listing = country_listing(
        asked, "/countries", words("start.countries"), countries_with_ties(asked.site.explorer)
    )
    start = StartPage(
        frame=make_frame(asked, words("site.name"), words("start.lead"), about=about_data(asked)),
        holdings=_holdings(asked, held),
        finding=_finding(asked),
        doors=tuple(
            Door(asked.link(path), words(f"door.{name}"), words(f"door.{name}_said"))
            for name, path in _DOORS
        ),
        countries=listing.beginning(asked, _SHOWN, _COLUMNS),
        flows=flow_figure(asked),
        examples=tuple(Way(asked.link("/search", q=name), name) for name in _examples(asked)),
        only=_only(asked),
    )
    return Page("start.html", start)


def _examples(asked: Asked) -> tuple[str, ...]:
    """Give names to try, of a site of one country those of its places with most ties."""
    code = _code_of_site(asked)
    if code is None:
        return _EXAMPLES
    lines = busiest_places(asked.site.explorer, code)
    names = (asked.called(line.place).first for line in lines)
    return tuple(dict.fromkeys(names))[: len(_EXAMPLES)]


def _only(asked: Asked) -> Way | None:
    """Lead to the country that a site of files is about."""
    code = _code_of_site(asked)
    if code is None:
        return None
    said = asked.site.country_said(code, asked.words.lang)
    return Way(asked.link(country_path(code)), asked.words("country.ties_caption", country=said))


def _code_of_site(asked: Asked) -> str | None:
    return asked.site.static.country if asked.site.static else None


def _holdings(asked: Asked, held: Holdings) -> str:
    numbers = {
        "ties": held.ties, "places": held.places, "countries": held.countries,
        "standing": held.standing, "dated": held.dated,
    }  # fmt: skip
    values, code = {name: f"{n:,}" for name, n in numbers.items()}, _code_of_site(asked)
    if code is None:
        return asked.words("start.holdings", **values)
    said = asked.site.country_said(code, asked.words.lang)
    return asked.words("start.holdings_of_one", country=said, **values)


def _finding(asked: Asked) -> StartFinding | None:
    """Take the first report of the release; a page that is kept shows none that may change."""
    reports = asked.site.reports_of_release
    if not reports:
        return None
    first = reports[0]
    path = f"/studies/{first.name}"
    world = next((one for one in reports[1:] if one.country == WORLD), None)
    return StartFinding(
        headline=told_of_report(asked, first.headline),
        href=asked.link(path),
        page=asked.link(f"{path}/report") if first.has_page else None,
        world=None if world is None else asked.link(f"/studies/{world.name}"),
        is_older=asked.site.is_older(first),
        drawn=drawn_finding(asked, first),
    )
