"""The data: coverage, downloads, licence, how to cite, how to correct; and the methods."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sistercities.api.explorer.holdings import (
    CoverageRow,
    Holdings,
    SourceRow,
    holdings,
    official_coverage,
    sources_of,
)
from sistercities.api.explorer.ties import standing_counts
from sistercities.api.standing import counted_standings, standing_word
from sistercities.web.answers import Answer, Page
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.languages import Region, Words
from sistercities.web.linked_data import dataset_data
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.pages.drawn_finding import drawn_finding
from sistercities.web.pages.region import list_answer
from sistercities.web.published_by import published_by
from sistercities.web.share import table_address, whole_address
from sistercities.web.tables import COLUMNS_PATH, Cell, Table
from sistercities.web.told import told, told_source

_ROWS_OF_COVERAGE = 15
"""Each has a paragraph: a page of them is as long as one of other lists."""
_ADDRESS = re.compile(r"https://[^/\s]+/(?P<path>[^\s;,)]+)")

SOURCE_KEYS = (
    "source_id", "title", "producer", "version", "snapshot_year", "licence", "attribution",
    "covers", "gaps", "ties",
)  # fmt: skip
COVERAGE_KEYS = (
    "scope", "dimension", "group", "measure", "ours", "held", "official", "official_date",
    "official_source", "is_like_with_like", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DataPage:
    """The data; `standing` says how many ties stand how."""

    frame: Frame
    held: Holdings
    standing: str
    content: str
    sources: Table
    coverage: Table
    openapi: str
    columns: str


@dataclass(frozen=True, slots=True)
class MethodsPage:
    """About the methods: words, and by the key of a part the ways from it to what it speaks of."""

    frame: Frame
    ways: dict[str, tuple[Way, ...]]


def data_page(asked: Asked, part: str | None, form: str) -> Answer:
    """Make the page of the data, or one of its tables."""
    words, explorer = asked.words, asked.site.explorer
    coverage = _coverage(asked)
    if part == "coverage":
        return list_answer(asked, coverage, words("nav.data"), "/data", form)
    sources = _sources(asked)
    if form != "html":
        return sources.feed(asked, form)
    frame = make_frame(
        asked, words("nav.data"), words("data.lead"), has_data=True, about=about_data(asked)
    )
    return Page(
        "data.html",
        DataPage(
            frame, holdings(explorer), _standing(asked), explorer.content,
            sources.beginning(asked, 50), coverage.beginning(asked, 8),
            "/api/v1/openapi.json", asked.link(COLUMNS_PATH),
        ),
    )  # fmt: skip


def about_data(asked: Asked) -> dict[str, object]:
    """Describe the data for search engines."""
    words, explorer = asked.words, asked.site.explorer
    tables = (
        ("/countries", words("start.all_countries")), ("/data", words("data.sources")),
        ("/data/coverage", words("data.coverage")),
    )  # fmt: skip
    return dataset_data(
        name=words("data.title"), description=words("start.lead"), held=holdings(explorer),
        version=explorer.version, address=whole_address(asked, "/data"),
        tables=tuple((table_address(asked, path), name) for path, name in tables if asked.base),
    )  # fmt: skip


def _standing(asked: Asked) -> str:
    """Count the ties by standing, in words."""
    words = asked.words
    explorer = asked.site.explorer
    counts = explorer.once("standing of all", lambda: standing_counts(explorer, "all"))
    held = counted_standings(counts)
    counted = words("list.comma").join(
        words("data.standing_n", n=f"{n:,}", word=told(asked, standing_word(word)).sentence)
        for word, n in held.items()
    )
    return words("data.standing", counted=counted)


def methods_page(asked: Asked) -> Answer:
    """Make the page about the methods."""
    words = asked.words
    frame = make_frame(asked, words("nav.methods"), words("methods.lead"))
    gaps = (Way(asked.link("/data"), words("start.gaps_link")),)
    return Page("methods.html", MethodsPage(frame, {"nesting": _nesting(asked), "gaps": gaps}))


def _nesting(asked: Asked) -> tuple[Way, ...]:
    """Lead to the rule of the random networks, their numbers, and the finding beside others."""
    reports = asked.site.reports_of_release
    if not reports:
        return ()
    drawn = drawn_finding(asked, reports[0])
    found = (
        (drawn and drawn.how, "finding.how"),
        (drawn and drawn.table, "finding.table"),
        (asked.link(f"/studies/{reports[0].name}"), "start.claims"),
    )
    return tuple(Way(href, asked.words(key)) for href, key in found if href)


def _sources(asked: Asked) -> Listing[SourceRow]:
    words, no_ties = asked.words, asked.words("source.only_facts")
    english = None if words.lang == SOURCE else SOURCE

    def cells(row: SourceRow) -> tuple[Cell, ...]:
        year = "" if row.snapshot_year is None else str(row.snapshot_year)
        title, covers, gaps = (
            told_source(asked, text) for text in (row.title, row.covers, row.gaps)
        )
        return (
            Cell(title.sentence, note=row.source_id, lang=title.lang),
            Cell(f"{row.ties:,}" if row.ties else "", note=None if row.ties else no_ties),
            _state_cell(row, year or words("source.no_year"), english),
            Cell(row.licence, note=row.attribution, note_lang=english),
            Cell(covers.sentence, lang=covers.lang),
            Cell(gaps.sentence, lang=gaps.lang),
        )

    columns = (
        ListColumn("title", words("column.source")),
        ListColumn("ties", words("column.named"), is_number=True),
        ListColumn("snapshot_year", words("column.state"), is_number=True),
        ListColumn("licence", words("column.licence")),
        ListColumn("covers", words("column.covers")),
        ListColumn("gaps", words("column.gaps")),
    )
    return Listing(
        "sources", "/data", words("data.sources"), words("data.no_sources"), columns,
        sources_of(asked.site.explorer),
        lambda row: {key: getattr(row, key) for key in SOURCE_KEYS}, cells, SOURCE_KEYS,
    )  # fmt: skip


def _state_cell(row: SourceRow, year: str, english: str | None) -> Cell:
    """Say of which year a source is, and lead to what read it where its version names that."""
    found = _ADDRESS.search(row.version)
    if found is None:
        return Cell(year) if row.snapshot_year else Cell("", note=year)
    # The address is the link; its words are short enough for a column.
    note = row.version.replace(found[0], found["path"])
    return Cell(year, found[0], note=note, note_lang=english)


def _coverage(asked: Asked) -> Listing[CoverageRow]:
    words = asked.words
    english = None if words.lang == SOURCE else SOURCE

    def cells(row: CoverageRow) -> tuple[Cell, ...]:
        note, is_said = undated_note(asked, row.note)
        name, address = published_by(words, row.official_source or "")
        return (
            counted_cell(asked, row),
            Cell(f"{row.ours:,.0f}"),
            Cell(f"{row.official:,.0f}"),
            Cell(_share_held(row, words)),
            Cell(row.official_date or "", mark="date"),
            Cell(name, address, note=note, note_lang=None if is_said else english),
        )

    columns = (
        ListColumn("scope", words("column.scope")),
        ListColumn("ours", words("column.ours"), is_number=True),
        ListColumn("official", words("column.official"), is_number=True),
        ListColumn("is_like_with_like", words("column.held_of_it")),
        ListColumn("official_date", words("column.state")),
        ListColumn("official_source", words("column.published")),
    )
    return Listing(
        "coverage", "/data/coverage", words("data.coverage"), words("data.no_coverage"), columns,
        official_coverage(asked.site.explorer),
        lambda row: {key: getattr(row, key) for key in COVERAGE_KEYS}, cells, COVERAGE_KEYS,
        usual_size=_ROWS_OF_COVERAGE,
    )  # fmt: skip


def _share_held(row: CoverageRow, words: Words) -> str:
    """Say which share we hold where that can be told: where ours is a part of what is published."""
    if not row.is_like_with_like:
        return words("coverage.not_comparable")
    return words("coverage.share", share=f"{100 * row.ours / row.official:.0f}")


_UNDATED = re.compile(r"of the ([\d,]+) that we hold, ([\d,]+) have no sound start.*")
_OF_COUNTRY = re.compile(r"(?:.*, )?country: ([A-Z]{2})")
_OF_FORM = re.compile(r"form: (.+)")
_OF_PEOPLE = re.compile(r"(?:.*, )?persons: (.+)")
_RANGE = re.compile(r"([\d,]+) to ([\d,]+)|([\d,]+) and more|under ([\d,]+)")


def counted_cell(asked: Asked, row: CoverageRow) -> Cell:
    """Name what a row counts, so that no two rows of one date are called the same.

    Parameters
    ----------
    asked
        The request: it knows the language and the names of places.
    row
        The row.
    """
    words = asked.words
    country = asked.site.country(row.scope, words.lang)
    parts = [part for part in (_part(asked, row), _level(asked, row)) if part]
    return Cell(_whole(asked, row, country), note=words("list.comma").join(parts) or None)


def undated_note(asked: Asked, note: str | None) -> tuple[str | None, bool]:
    """Say in the language of the page how many have no sound start, and whether that was known.

    A note that says something else stays as it is.
    """
    found = _UNDATED.fullmatch(note or "")
    if found is None:
        return note, False
    n = int(found[2].replace(",", ""))
    return asked.words.count("coverage.undated", n, total=found[1]), True


def _whole(asked: Asked, row: CoverageRow, country: str) -> str:
    words = asked.words
    if row.dimension == "country":
        other = asked.site.country_said(row.group, words.lang)
        return words("coverage.with", country=country, other=other)
    if row.dimension == "province" and row.group in asked.site.regions:
        name, local, place_id = asked.site.regions[row.group]
        called = asked.called(Region(name, local, place_id, row.scope)).first
        return words("coverage.in", region=called, country=country)
    if row.dimension == "register":
        return words("coverage.register", country=country)
    return words("coverage.all", country=country)


def _level(asked: Asked, row: CoverageRow) -> str:
    """Say of which level the places are, where not all are counted."""
    named = row.measure.split(", ")
    key = f"coverage.level.{named[1].replace(' ', '_')}" if len(named) > 1 else ""
    return asked.words(key) if asked.words.has(key) else ""


def _part(asked: Asked, row: CoverageRow) -> str:
    """Say which part of a list is counted; "" where it is the whole."""
    words, group = asked.words, row.group
    if row.dimension != "register" or group == "all":
        return ""
    if found := _OF_COUNTRY.fullmatch(group):
        country = asked.site.country_said(found[1], words.lang)
        return words("coverage.partners_in", country=country)
    if found := _OF_FORM.fullmatch(group):
        return words.listed("coverage.form", found[1].replace(" ", "_"))
    if found := _OF_PEOPLE.fullmatch(group):
        said = _range(found[1])
        return words("coverage.people", range=said) if said else words("coverage.people_unknown")
    return words("coverage.other_countries")


def _range(text: str) -> str:
    """Write a span of inhabitants by signs that both languages read; "" where it is not known."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return ""
    low, high, least, below = found.groups()
    return f"{low}–{high}" if low else f"≥ {least}" if least else f"< {below}"
