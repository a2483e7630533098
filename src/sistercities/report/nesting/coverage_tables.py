"""What the nesting study rests on: ties by year, coverage, ties left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sistercities.report import numerals
from sistercities.report.nesting import wording
from sistercities.report.tables import Cell, Heading, ReportTable, number_cell, word_headings
from sistercities.sentences import Sentence, listed, say
from sistercities.studies.coverage_words import dimension_said
from sistercities.studies.nesting.result import CoverageRow, NestingResult


def years(result: NestingResult) -> ReportTable:
    """Ties by year and class."""
    headings = (
        Heading(say("Year"), is_number=False),
        Heading(say("Upper"), say("ties")),
        Heading(say("City"), say("ties")),
        Heading(say("Cross-level"), say("ties")),
        Heading(say("Dual"), say("ties")),
    )
    rows = tuple(
        (
            Cell(str(row.year)),
            Cell(numerals.whole(row.upper)),
            Cell(numerals.whole(row.lower)),
            Cell(numerals.whole(row.cross)),
            Cell(numerals.whole(row.dual)),
        )
        for row in sorted(result.years, key=lambda row: row.year)
    )
    undated = listed(
        (say("{label} {n:,}", label=_undated_label(name), n=n)
         for name, n in result.n_undated.items()),
        "comma",
    )  # fmt: skip
    notes = (say("Without a usable year: {undated}.", undated=undated),) if undated else ()
    return ReportTable(say("Ties that began in each year"), headings, rows, notes)


UNDATED = {
    "upper": say("of regions"), "lower": say("of cities"), "cross": say("of a city and a region"),
    "dual": say("of places that are region and city at once"),
}  # fmt: skip
"""Levels of ties without a usable year."""


def _undated_label(name: str) -> str:
    """Say of which level ties are, and that their year is suspect; other names as they are."""
    level, _, suspect = name.partition(" ")
    if level not in UNDATED:
        return name
    return say("{level} (suspect)", level=UNDATED[level]) if suspect else UNDATED[level]


def _coverage_row(row: CoverageRow, share_of_it: str) -> tuple[Cell, ...]:
    origin = ", ".join(part for part in (row.official_source, row.official_date) if part)
    ours = numerals.percent(row.ours) if 0 < row.ours < 1 else numerals.whole(row.ours)
    return (
        Cell(
            _group_words(row),
            small="" if row.dimension == row.group else dimension_said(row.dimension),
        ),
        Cell(wording.coverage_label(replace(row, group=""))),
        Cell(ours, small=share_of_it),
        number_cell(numerals.whole(row.held), say("the count is of all")),
        number_cell(numerals.whole(row.official), say("no total is published")),
        _share_held(row),
        Cell(origin, small=row.note) if origin or row.note else number_cell("–", "none"),
    )


def _group_words(row: CoverageRow) -> str:
    year = row.group.removesuffix("s")
    is_decade = row.dimension == "decade" and year.isdecimal()
    return say("{year}s", year=year) if is_decade else row.group


def _share_held(row: CoverageRow) -> Cell:
    """Give a share only where ours is a part of what is published; it is never above 100 %."""
    if not row.official:
        return Cell(numerals.MISSING, say("no total is published"))
    if not row.is_like_with_like:
        return Cell(numerals.MISSING, say("not comparable: counts differ"))
    return Cell(numerals.percent(row.ours / row.official))


def _shares_of_counts(rows: Sequence[CoverageRow]) -> dict[tuple[str, str], CoverageRow]:
    """Rows that say which part of a group's count is dated or resolved, by group."""
    counted = {(row.dimension, row.group) for row in rows if row.measure in ("ties", "claims")}
    return {
        (row.dimension, row.group): row
        for row in rows
        if row.measure.startswith("share_") and (row.dimension, row.group) in counted
    }


def _share_of_it(part: CoverageRow) -> Sentence:
    """Say which part of a count is dated, or resolved."""
    share = numerals.percent(part.ours)
    if part.measure == "share_dated":
        return say("{share} dated", share=share)
    if part.measure == "share_resolved":
        return say("{share} resolved", share=share)
    return say("{share} {kind}", share=share, kind=part.measure.removeprefix("share_"))


def coverage(result: NestingResult) -> ReportTable:
    """Ours against published totals, in the order of the figure; then counts without a total."""
    shares = _shares_of_counts(result.coverage)
    compared = wording.with_official(result.coverage)
    aside = {id(row) for row in (*compared, *shares.values())}
    rows = [_coverage_row(row, "") for row in compared]
    for row in result.coverage:
        if id(row) not in aside:
            part = shares.get((row.dimension, row.group))
            rows.append(_coverage_row(row, _share_of_it(part) if part else ""))
    headings = (
        *word_headings(say("Group"), say("What is counted")),
        Heading(say("Ours, known by then")),
        Heading(say("Held at all")),
        Heading(say("Published")),
        Heading(say("Share held"), "%"),
        Heading(say("Published where and when"), is_number=False),
    )
    caption = say("Coverage card: our data beside published totals, then our counts without one")
    n_printed = len(compared) or None
    notes = (wording.HELD_AT_ALL, wording.NOT_COMPARABLE) if compared else ()
    return ReportTable(caption, headings, tuple(rows), notes, n_printed=n_printed)


def left_out(result: NestingResult) -> ReportTable:
    """Ties that took no part, by reason."""
    rows = tuple(
        (Cell(reason), Cell(numerals.whole(count)))
        for reason, count in sorted(result.left_out.items(), key=lambda item: (-item[1], item[0]))
    )
    headings = (Heading(say("Reason"), is_number=False), Heading(say("Ties")))
    return ReportTable(say("Why they took no part, and how many"), headings, rows)
