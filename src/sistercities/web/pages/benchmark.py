"""A place among places like it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sistercities import api, records
from sistercities.api.benchmark_words import written_expected
from sistercities.errors import SistercitiesError
from sistercities.sentences import say, say_count
from sistercities.web.addresses import country_path
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.examples import example
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.partner_form import (
    NOTHING,
    PartnerForm,
    place_id,
    problem_of,
    read_form,
    with_names,
    with_names_of_ids,
)
from sistercities.web.span_figure import SpanFigure, span_figure
from sistercities.web.tables import Cell, Table, place_cell
from sistercities.web.told import Told, told

BENCHMARK_KEYS = (
    "country",
    "country_name",
    "actual",
    "expected",
    "low",
    "high",
    "low95",
    "high95",
    "bar",
    "care",
)
_FEWEST_EXPECTED = 0.5


@dataclass(frozen=True, slots=True)
class BenchmarkPage:
    """A place among its peers.

    `problem` says why there is none; `figure` draws the answer; `example` is a question to begin
    with.
    """

    frame: Frame
    form: PartnerForm
    problem: Told
    choices: tuple[Way, ...]
    answer: Told
    kinds: tuple[Told, ...]
    countries: Table | None
    bars: tuple[Told, ...]
    care: tuple[tuple[str, tuple[Told, ...]], ...]
    peers: tuple[Cell, ...]
    peers_among: Told
    notes: tuple[Told, ...]
    home: Cell | None
    figure: SpanFigure | None = None
    example: Way | None = None


def benchmark_page(asked: Asked, form: str) -> Answer:
    """Make the page of a place among its peers, or its numbers by country as data."""
    words, typed = asked.words, read_form(asked)
    frame = make_frame(
        asked, words("nav.benchmark"), words("benchmark.lead"), has_data=bool(typed.place)
    )

    def without(problem: Told, choices: tuple[Way, ...], status: int) -> Answer:
        page = BenchmarkPage(
            frame,
            with_names_of_ids(asked, typed),
            problem,
            choices,
            NOTHING,
            (),
            None,
            (),
            (),
            (),
            NOTHING,
            (),
            None,
            example=None if typed.place else example(asked, "q"),
        )
        return Page("benchmark.html", page, status)

    if not typed.place:
        return without(NOTHING, (), 200)
    try:
        found = api.benchmark(place_id(asked, typed.place), data=asked.site.explorer.data)
    except SistercitiesError as failure:
        if form != "html":
            raise
        return without(*problem_of(asked, failure), 400)
    return benchmark_answer(asked, found, form)


def benchmark_answer(asked: Asked, found: records.Benchmark, form: str) -> Answer:
    """Make the page of a comparison that has been computed, or its numbers by country as data."""
    words = asked.words
    listing = _by_country(asked, found)
    if form != "html":
        feed = listing.feed(asked, form)
        return Feed(form, "benchmark", feed.keys, feed.records, found.to_json())
    frame = make_frame(asked, words("nav.benchmark"), words("benchmark.lead"), has_data=True)
    typed = with_names(asked, read_form(asked), found.home)
    kinds = tuple(told(asked, one.sentence or "") for one in (*found.lacking, *found.ample))
    peers = tuple(
        place_cell(asked, peer.place, note=_partners(asked, peer.place.n_ties))
        for peer in found.peers
    )
    return Page("benchmark.html", BenchmarkPage(
        frame, typed, NOTHING, (), told(asked, found.sentence), kinds,
        replace(listing.beginning(asked, 60), is_slim=True),
        _bars(asked, found), _care(asked, found), peers,
        told(asked, found.peers_among),
        tuple(told(asked, one) for one in found.notes), place_cell(asked, found.home),
        span_figure(asked, asked.called(found.home).first, found),
    ))  # fmt: skip


def _partners(asked: Asked, n: int) -> str:
    """Say how many partners a place has; none is known where there is none."""
    said = say_count("{n} partner", "{n} partners", n=n) if n else say("no partner known")
    return told(asked, said).sentence


def _by_country(asked: Asked, found: records.Benchmark) -> Listing[records.CountryLine]:
    words = asked.words

    def cells(line: records.CountryLine) -> tuple[Cell, ...]:
        ties = line.ties
        return (
            Cell(
                asked.site.country(line.country, words.lang),
                asked.link(country_path(line.country)),
                note=_mark(asked, line),
            ),
            Cell(str(ties.actual)),
            Cell(written_expected(ties.expected)),
            Cell(f"{ties.low}–{ties.high}" if ties.low < ties.high else str(ties.low)),
        )

    def record(line: records.CountryLine) -> dict[str, object]:
        ties = line.ties
        values = (
            line.country, line.country_name, ties.actual, ties.expected, ties.low, ties.high,
            ties.low95, ties.high95, line.bar, " ".join(line.care) or None,
        )  # fmt: skip
        return dict(zip(BENCHMARK_KEYS, values, strict=True))

    columns = (
        ListColumn("country_name", words("column.country")),
        ListColumn("actual", words("column.ties"), is_number=True),
        ListColumn("expected", words("column.expected"), is_number=True),
        ListColumn("low", words("column.interval"), is_number=True),
    )
    return Listing(
        "by-country", asked.path, words("benchmark.by_country"), words("countries.none"),
        columns, _worth(found), record, cells, BENCHMARK_KEYS,
    )  # fmt: skip


def _worth(found: records.Benchmark) -> list[records.CountryLine]:
    """List the countries with a tie, or with half an expected one or more."""
    return [
        line for line in found.by_country
        if line.ties.actual or line.ties.expected >= _FEWEST_EXPECTED
    ]  # fmt: skip


def _mark(asked: Asked, line: records.CountryLine) -> str | None:
    """Mark a country where nobody is suggested, or nobody without care."""
    if line.bar:
        return asked.words("benchmark.barred")
    return asked.words("benchmark.care") if line.care else None


def _care(asked: Asked, found: records.Benchmark) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Say of each country of the list what to know of partners there."""
    return tuple(
        (
            asked.site.country(line.country, asked.words.lang),
            tuple(told(asked, one) for one in line.care),
        )
        for line in _worth(found)
        if line.care
    )


def _bars(asked: Asked, found: records.Benchmark) -> tuple[Told, ...]:
    """Say why countries of the list are marked as barred, each reason once."""
    reasons = dict.fromkeys(line.bar for line in _worth(found) if line.bar)
    return tuple(told(asked, one) for one in reasons if one)
