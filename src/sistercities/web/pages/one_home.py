"""A country that has no report of its own: what the report of the world found of it.

Whether its cities follow its regions, with the number, or why that cannot be told; and the command
that makes the whole report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from sistercities.api.explorer.report_homes import (
    LINE,
    AmongAll,
    HomeNumbers,
    among_all,
    homes_in,
)
from sistercities.web.addresses import country_path
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.languages import Words
from sistercities.web.pages.beside_homes import BesideHomes, beside_homes, of_the_world
from sistercities.web.pages.chapters import chapter_path, report_label
from sistercities.web.told import one_after

KEYS = (
    "code", "country", "as_of", "n_units", "n_ties", "inside", "expected", "ratio", "low", "high",
    "answer", "why",
)  # fmt: skip
"""Columns of its data, as in the table of the study."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with what it is."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """A country without a report of its own.

    Attributes
    ----------
    title, answer
        Name of the page, and what is found in one sentence.
    facts
        The numbers behind it.
    among_all, all_pairs
        How it lies among all pairs of countries, "" where that is not known; and the address of how
        that was found, None where no report compares them.
    beside
        The countries beside each other; None where no report compares them.
    code, country
        Of the country: its code, for the command, and the address of its page.
    reports
        Addresses of the reports that are here.
    is_older
        Whether the numbers were made from other data than those that are served.
    style
        Address of the styles of the figure.
    """

    frame: Frame
    title: str
    answer: str
    facts: tuple[Fact, ...]
    among_all: str
    all_pairs: str | None
    beside: BesideHomes | None
    code: str
    country: str
    reports: tuple[Way, ...]
    is_older: bool
    style: str


def home_page(asked: Asked, code: str, form: str) -> Answer:
    """Make the page of a country that has no report, or its numbers as data.

    Parameters
    ----------
    code
        ISO 3166-1 alpha-2, of a country in the data.
    """
    found = home_of(asked, code)
    if form != "html":
        rows = [] if found is None else [asdict(found) | {"code": code}]
        return Feed(form, "homes", KEYS, [{key: row[key] for key in KEYS} for row in rows])
    words, world = asked.words, of_the_world(asked)
    title = words("studies.title", country=asked.site.country(code, words.lang))
    answer = home_answer(asked, code)
    return Page(
        "one_home.html",
        HomePage(
            frame=make_frame(asked, title, answer, has_data=True),
            title=title,
            answer=answer,
            facts=() if found is None else tuple(_facts(asked, found)),
            among_all=_among_all(asked, code),
            all_pairs=None if world is None else asked.link(chapter_path(world.name, "world")),
            beside=None if world is None else beside_homes(asked, world),
            code=code,
            country=asked.link(country_path(code)),
            reports=tuple(
                Way(asked.link(f"/studies/{one.name}"),
                    report_label(asked, one, asked.site.finished_reports))
                for one in asked.site.finished_reports
            ),
            is_older=world is not None and asked.site.is_older(world),
            style="" if world is None
            else asked.link(f"/studies/{world.name}/report.css").partition("?")[0],
        ),
    )  # fmt: skip


def home_of(asked: Asked, code: str) -> HomeNumbers | None:
    """Find the numbers of a country; None where no report of the world has any."""
    world = of_the_world(asked)
    return None if world is None else homes_in(world).get(asked.site.country(code, SOURCE))


def homes_here(asked: Asked) -> tuple[str, ...]:
    """List the codes of the countries that the report of the world has numbers of."""
    world = of_the_world(asked)
    held = {} if world is None else homes_in(world)
    codes = {name: code for code, name in asked.site.countries[SOURCE].items()}
    return tuple(codes[name] for name in held if name in codes)


def home_ways(asked: Asked) -> tuple[Way, ...]:
    """Lead to what is said of each country that the report of the world has numbers of."""
    return tuple(
        Way(asked.link(path), asked.site.country(code, asked.words.lang))
        for code in homes_here(asked) if (path := home_path(asked, code))
    )  # fmt: skip


def home_path(asked: Asked, code: str) -> str | None:
    """Address of what the data say of a country: its own report, else its numbers.

    A static site has such a page only where there are numbers; else the path of the world's report,
    and None where none is here.
    """
    for one in asked.site.finished_reports:
        if one.country == code:
            return f"/studies/{one.name}"
    world = of_the_world(asked)
    if world is None:
        return None
    has_page = home_of(asked, code) is not None or asked.site.static is None
    return f"/studies/{code if has_page else world.name}"


def home_answer(asked: Asked, code: str) -> str:
    """Say in a sentence whether the cities of a country follow its regions."""
    words, found = asked.words, home_of(asked, code)
    country = asked.site.country_said(code, words.lang)
    if found is None:
        return words("homes.none", country=country)
    if found.n_ties == 0:
        unit = f"homes.unit.{code}"
        said_unit = words(unit) if words.has(unit) else ""
        return one_after(words("homes.no_ties", country=country), said_unit)
    if found.ratio is None:
        return words.count("homes.few", found.n_units, country=country)
    said = {"country": country, "ratio": f"{found.ratio:.1f}"}
    if found.low is None or found.high is None:
        return words("homes.few_alone", n=str(found.n_units), **said)
    said |= {"low": _end(found.low), "high": _end(found.high)}
    if found.why:
        return words("homes.few_told", n=str(found.n_units), **said)
    if found.low <= LINE <= found.high:
        return one_after(words("homes.open", **said), _of_how_many(words, found))
    side = "homes.above" if found.ratio > LINE else "homes.below"
    if found.inside is None:
        return words(f"{side}_alone", **said)
    said |= {"n": f"{found.n_ties:,}", "outside": f"{100 * (1 - found.inside):.0f}"}
    return one_after(words(side, **said), _of_how_many(words, found))


def _of_how_many(words: Words, found: HomeNumbers) -> str:
    """Say how many of its regions take part; "" where that is not known or all do."""
    if not found.n_regions or found.n_regions <= found.n_units:
        return ""
    return words("homes.part", n=str(found.n_units), of=str(found.n_regions))


def _end(value: float) -> str:
    """Write an end of an interval so that it does not look like the line beside which it lies."""
    return f"{value:.2f}" if round(value, 1) == LINE else f"{value:.1f}"


def _facts(asked: Asked, found: HomeNumbers) -> Iterator[Fact]:
    words, n = asked.words, found.n_ties
    yield Fact(words("homes.compared"), f"{n:,}")
    if found.inside is not None:
        yield Fact(words("homes.inside"), f"{found.inside * n:,.0f}")
    if found.expected is not None:
        yield Fact(words("homes.expected"), f"{found.expected:,.0f}")
    if found.inside is not None:
        yield Fact(words("homes.outside"), f"{(1 - found.inside) * n:,.0f}")
    if found.no_upper is not None:
        yield Fact(words("homes.no_partner"), f"{found.no_upper * n:,.0f}")
    yield Fact(words("homes.regions"), f"{found.n_units:,}")
    yield Fact(words("homes.year"), str(found.as_of))


def _among_all(asked: Asked, code: str) -> str:
    world = of_the_world(asked)
    found: AmongAll | None = None
    if world is not None:
        found = among_all(world).get(asked.site.country(code, SOURCE))
    if found is None:
        return ""
    key = (
        "homes.among_" + ("all", "fewer", "more", "none")[2 * (not found.fewer) + (not found.more)]
    )
    return asked.words(
        key, country=asked.site.country_said(code, asked.words.lang), more=str(found.more),
        fewer=str(found.fewer), most=_called(asked, found.most, found.most_times),
        least=_called(asked, found.least, found.least_times),
    )  # fmt: skip


def _called(asked: Asked, names: Sequence[str], times: Sequence[str] = ()) -> str:
    """Name countries of the report in the language of the page, each with its number if known."""
    codes = {name: code for code, name in asked.site.countries[SOURCE].items()}
    called = (asked.site.country_said(codes[name], asked.words.lang) if name in codes else name
              for name in names)  # fmt: skip
    if len(times) == len(names):
        called = (asked.words("homes.times", country=one, ratio=ratio)
                  for one, ratio in zip(called, times, strict=True))  # fmt: skip
    return asked.words("list.comma").join(called)
