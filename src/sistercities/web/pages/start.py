"""The start: what a sister city is, search, the first finding, the network, ways on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sistercities.api.explorer.areas import countries_with_ties
from sistercities.api.explorer.holdings import Holdings, holdings
from sistercities.api.explorer.report_chance import (
    FIGURE,
    NULLS,
    STUDY,
    InsideByChance,
    inside_by_chance,
)
from sistercities.api.explorer.reports import StudyReport
from sistercities.api.study_names import WORLD
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.chance_figure import ChanceFigure, chance_figure
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.chapters import chapter_path, home_name
from sistercities.web.pages.flows import FlowFigure, flow_figure
from sistercities.web.place_lists import country_listing
from sistercities.web.report_words import report_words, told_of_report
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
    figure
        The finding as a figure; None where the report has no numbers for it.
    title, subtitle, foot
        The finding, what is drawn, and what it rests on; "" without a figure.
    how, table
        Addresses of how it was found, and of the numbers; None without a figure.
    """

    headline: Told
    href: str
    page: str | None
    world: str | None
    is_older: bool
    figure: ChanceFigure | None = None
    title: str = ""
    subtitle: str = ""
    foot: str = ""
    how: str | None = None
    table: str | None = None


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
    """

    frame: Frame
    holdings: str
    finding: StartFinding | None
    doors: tuple[Door, ...]
    countries: Table
    flows: FlowFigure | None
    examples: tuple[Way, ...]


def start_page(asked: Asked) -> Answer:
    """Make the start."""
    words, held = asked.words, holdings(asked.site.explorer)
    listing = country_listing(
        asked, "/countries", words("start.countries"), countries_with_ties(asked.site.explorer)
    )
    start = StartPage(
        frame=make_frame(asked, words("site.name"), words("start.lead")),
        holdings=_holdings(asked, held),
        finding=_finding(asked),
        doors=tuple(
            Door(asked.link(path), words(f"door.{name}"), words(f"door.{name}_said"))
            for name, path in _DOORS
        ),
        countries=listing.beginning(asked, _SHOWN, _COLUMNS),
        flows=flow_figure(asked),
        examples=tuple(Way(asked.link("/search", q=name), name) for name in _EXAMPLES),
    )
    return Page("start.html", start)


def _holdings(asked: Asked, held: Holdings) -> str:
    return asked.words(
        "start.holdings", ties=f"{held.ties:,}", places=f"{held.places:,}",
        countries=f"{held.countries:,}", standing=f"{held.standing:,}", dated=f"{held.dated:,}",
    )  # fmt: skip


def _finding(asked: Asked) -> StartFinding | None:
    """Take the first report of the release; a page that is kept shows none that may change."""
    reports = asked.site.shipped_reports
    if not reports:
        return None
    names = {one.store: one.name for one in asked.site.finished_reports}
    first = reports[0]
    path = f"/studies/{names[first.store]}"
    world = next((one for one in reports[1:] if one.country == WORLD), None)
    found = inside_by_chance(first)
    finding = StartFinding(
        headline=told_of_report(report_words(asked, first), first.headline),
        href=asked.link(path),
        page=asked.link(f"{path}/report") if first.has_page else None,
        world=None if world is None else asked.link(f"/studies/{names[world.store]}"),
        is_older=asked.site.is_older(first),
    )
    return finding if found is None else _drawn(asked, finding, first, names[first.store], found)


def _drawn(
    asked: Asked, finding: StartFinding, report: StudyReport, name: str, found: InsideByChance
) -> StartFinding:
    """Add the figure to what a report found."""
    words, country = asked.words, home_name(asked, report)
    how = asked.link(chapter_path(name, STUDY)) + f"#{FIGURE}"
    return replace(
        finding,
        figure=chance_figure(found, words),
        title=words("finding.title", ratio=f"{found.ratio:.1f}"),
        subtitle=words(
            "finding.subtitle", country=country, n=f"{found.observed:,}", total=f"{found.total:,}"
        ),
        foot=words(
            "finding.foot", total=f"{found.total:,}", draws=f"{found.n_draws:,}", null=found.null,
            seed=found.seed, data=report.data_version, year=report.as_of or "",
        ),
        how=how if report.has_page else None,
        table=asked.link(f"/studies/{name}/files/{NULLS}").partition("?")[0]
        if report.has_page else None,
    )  # fmt: skip
