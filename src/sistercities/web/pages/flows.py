"""Ties from country to country, as a map with a year and a country to choose, and as data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sistercities.api.explorer.flows import (
    MOST_FLOWS,
    FlowLine,
    Flows,
    draw_flows,
    flow_width,
    flows_held,
    largest_flows,
)
from sistercities.api.explorer.map import Caption, DrawnMap, middle_of
from sistercities.api.explorer.map_points import country_points
from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.addresses import country_path
from sistercities.web.answers import Answer, Drawing, Feed, Refusal
from sistercities.web.asked import Asked
from sistercities.web.map_figure import LAND, MapFigure, figure_of

_WORLD_MIDDLE = 0.0
_SAMPLES = (10, 100)
"""Ties whose lines are shown under the map, to read the widths by; the widest is a fourth."""
COUNTRY, UNTIL = "flows", "until"
"""Parameters of an address: a country, and the last year that counts."""


@dataclass(frozen=True, slots=True)
class FlowSample:
    """A line under the map: its width in pixels, and the number of ties that it stands for."""

    width: float
    n: str


@dataclass(frozen=True, slots=True)
class FlowFigure:
    """The map of ties from country to country.

    Attributes
    ----------
    map
        The map as it is without a script: of all ties, or until the year that was asked for.
    answer
        What it shows, in a sentence.
    coverage
        How many of the ties have a year, in a sentence.
    samples
        Lines to read the widths by.
    first, last, until
        Years of the slider, and where it stands; the step after the last year is all ties, dated
        or not.
    until_words
        Where it stands, in words.
    country
        Code of the country whose ties alone are shown; "" for all.
    countries
        Codes and names to choose from, in the order of the names.
    action, kept
        Address that the form asks without a script, and what else that address keeps; the action
        is "" where no server answers.
    most
        Lines that are shown at most.
    """

    map: MapFigure
    answer: str
    coverage: str
    samples: tuple[FlowSample, ...]
    first: int
    last: int
    until: int
    until_words: str
    country: str
    countries: tuple[tuple[str, str], ...]
    action: str
    kept: tuple[tuple[str, str], ...]
    most: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which flows are drawn."""

    country: str | None
    until: int | None
    lines: tuple[FlowLine, ...]
    most: int


def flow_figure(asked: Asked) -> FlowFigure | None:
    """Make the map of flows for a page, for the macro `flow_map` of `flow_map.html`.

    Parameters
    ----------
    asked
        The request. Of its address `flows`, the code of a country, and `until`, a year, are read.

    Returns
    -------
    FlowFigure or None
        None where no tie between two countries has a year.

    Raises
    ------
    InvalidArgument
        If the country or the year of the address is none that there is.
    """
    held = flows_held(asked.site.explorer)
    if held.first_year is None or held.last_year is None:
        return None
    wanted = _wanted(asked, held)
    static = asked.site.static is not None
    return FlowFigure(
        map=_figure(asked, held, wanted),
        answer=_answer(asked, held, wanted),
        coverage=_coverage(asked, held, wanted.country),
        samples=_samples(wanted.most),
        first=held.first_year, last=held.last_year, until=wanted.until or held.last_year + 1,
        until_words=str(wanted.until or asked.words("flows.every")),
        country=wanted.country or "",
        countries=_countries(asked, held),
        action="" if static else asked.link(asked.path).partition("?")[0],
        kept=tuple((k, v) for k, v in asked.params.items() if v and k not in (COUNTRY, UNTIL)),
        most=MOST_FLOWS,
    )  # fmt: skip


def flows_answer(asked: Asked, form: str) -> Answer:
    """Answer with all flows as data, or with the drawing of those that are asked for.

    Raises
    ------
    InvalidArgument
        If the country or the year of the address is none that there is.
    """
    held = flows_held(asked.site.explorer)
    if form == "json":
        return Feed("json", "flows", (), [], flows_content(asked))
    if held.last_year is None:
        return Refusal(404, asked.words("map.none"))
    return Drawing(_drawn(asked, held, _wanted(asked, held), land=None).svg)


def flows_content(asked: Asked) -> dict[str, object]:
    """Give all flows: pairs of countries, ties per year, the points of countries, undated ties."""
    held, words = flows_held(asked.site.explorer), asked.words
    points = country_points(asked.site.explorer)
    codes = sorted({code for one in held.flows for code in (one.one, one.other)})
    pages = {
        "country": asked.link(country_path("ONE")),
        "pair": asked.link("/pair/ONE/OTHER"),
    }
    return {
        "data_version": asked.site.explorer.version,
        "pages": None if asked.site.static else pages,
        "first_year": held.first_year,
        "last_year": held.last_year,
        "n_dated": held.n_dated,
        "n_undated": held.n_undated,
        "n_domestic": held.n_domestic,
        "countries": {
            code: {
                "name": asked.site.country(code, words.lang),
                "said": asked.site.country_said(code, words.lang),
                "longitude": round(points[code][0], 2) if code in points else None,
                "latitude": round(points[code][1], 2) if code in points else None,
            }
            for code in codes
        },
        "flows": [
            {"one": one.one, "other": one.other, "undated": one.n_undated,
             "years": [list(each) for each in one.years]}
            for one in held.flows
        ],
    }  # fmt: skip


def _wanted(asked: Asked, held: Flows) -> _Wanted:
    assert held.first_year is not None
    assert held.last_year is not None
    code = asked.text(COUNTRY).upper() or None
    if code is not None and not held.of(code):
        advice = say("no tie of it with another country is known; give an ISO 3166-1 code as in JP")
        raise InvalidArgument(COUNTRY, code, advice)
    # One beyond the last, where the slider ends, stands for every year, known or not.
    until = None
    if asked.text(UNTIL) != str(held.last_year + 1):
        until = asked.year(UNTIL, held.first_year, held.last_year)
    explorer = asked.site.explorer
    lines = largest_flows(explorer, until, code)
    largest = largest_flows(explorer, None, code, most=1)
    return _Wanted(code, until, tuple(lines), max((one.n for one in largest), default=1))


def _figure(asked: Asked, held: Flows, wanted: _Wanted) -> MapFigure:
    query = {COUNTRY: wanted.country, UNTIL: str(wanted.until or "")}
    file = None if asked.site.static else asked.link(
        "/countries/flows.svg", **{key: value for key, value in query.items() if value}
    )  # fmt: skip
    figure = figure_of(
        asked, _drawn(asked, held, wanted, land=LAND), "flows", _title(asked, wanted),
        foot=(asked.words("flows.foot"),),
        data=_data_address(asked), file=file,
    )  # fmt: skip
    return replace(figure, place_id=wanted.country or "")


def _data_address(asked: Asked) -> str:
    static = asked.site.static
    return f"/maps/flows-{asked.words.lang}.json" if static else asked.link("/countries/flows.json")


def _title(asked: Asked, wanted: _Wanted) -> str:
    if wanted.country is None:
        return asked.words("flows.title")
    name = asked.site.country_said(wanted.country, asked.words.lang)
    return asked.words("flows.title_of", country=name)


def _drawn(asked: Asked, held: Flows, wanted: _Wanted, land: str | None) -> DrawnMap:
    explorer, words = asked.site.explorer, asked.words
    point = country_points(explorer).get(wanted.country or "")
    return draw_flows(
        explorer, wanted.lines, asked.site.countries[words.lang],
        Caption(_title(asked, wanted), _answer(asked, held, wanted), land, "flow-map"),
        most=wanted.most, middle=_WORLD_MIDDLE if point is None else middle_of(point[0]),
    )  # fmt: skip


def _answer(asked: Asked, held: Flows, wanted: _Wanted) -> str:
    """Say how many ties there are, or had begun until the year, and which pair has the most."""
    words, lang = asked.words, asked.words.lang
    flows = held.of(wanted.country)
    counts = [n for n in (one.count(wanted.until) for one in flows) if n]
    if not wanted.lines:
        return words("flows.none", year=wanted.until or held.last_year)
    first = wanted.lines[0]
    one, other = (asked.site.country_said(code, lang) for code in (first.one, first.other))
    key = "flows.answer" if wanted.until else "flows.answer_all"
    said = words.count(key, sum(counts), pairs=f"{len(counts):,}", year=wanted.until or "")
    largest = words.count("flows.largest", first.n, one=one, other=other)
    shown = words("flows.shown", n=len(wanted.lines)) if len(counts) > len(wanted.lines) else ""
    return f"{said} {largest} {shown}".strip() if lang == "en" else f"{said}{largest}{shown}"


def _coverage(asked: Asked, held: Flows, country: str | None) -> str:
    flows = held.of(country)
    dated = sum(n for one in flows for _, n in one.years)
    total = dated + sum(one.n_undated for one in flows)
    share = f"{100 * dated / max(total, 1):.0f}"
    return asked.words("flows.coverage", dated=f"{dated:,}", total=f"{total:,}", share=share)


def _samples(most: int) -> tuple[FlowSample, ...]:
    shown = [n for n in _SAMPLES if n < most / 1.5]
    return tuple(FlowSample(round(flow_width(n, most), 1), f"{n:,}") for n in (*shown, most))


def _countries(asked: Asked, held: Flows) -> tuple[tuple[str, str], ...]:
    lang = asked.words.lang
    codes = {code for one in held.flows for code in (one.one, one.other)}
    return tuple(sorted(((c, asked.site.country(c, lang)) for c in codes), key=lambda one: one[1]))
