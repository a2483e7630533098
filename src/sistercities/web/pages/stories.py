"""What a report found, one finding a screen: the finding, its number, the figure, ways on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup
from rich.cells import cell_len

from sistercities.api.explorer.chapters import PAGE, chapters_of, drawings_in, numbers_of, text_of
from sistercities.api.explorer.report_parts import ReportPart, claim_words, number_words
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.chapter_words import in_words
from sistercities.web.pages.chapters import chapter_path
from sistercities.web.report_words import page_words_of, report_words, told_of_report
from sistercities.web.told import Told, told

_UNTOLD = "cannot be told from these data"
_ONE_SENTENCE = re.compile(r"(.{20,}?(?:(?<!\b[A-Z])\.(?= [A-Z])|。(?=.)))\s*(.+)", re.DOTALL)
_LONGEST_TITLE = 120
"""Columns of letters, of which one of Chinese takes two."""


@dataclass(frozen=True, slots=True)
class Story:
    """One finding.

    Attributes
    ----------
    claim, words
        Number of the claim that it speaks of, and the claim as it stands.
    title, rest
        The finding in one sentence, and what else is said of it; `rest` may be empty.
    mark, verdict
        Shape and words of the verdict.
    number, interval
        As they are shown; "" where there is none.
    figure
        Drawings of all parts of the claim; None where the report has none.
    how, table
        Addresses of how it was found and of the numbers; None where the report has none.
    """

    claim: str
    words: Told
    title: Told
    rest: Told
    mark: str
    verdict: str
    number: str
    interval: str
    figure: Markup | None
    how: str | None
    table: str | None


def stories_of(asked: Asked, report: StudyReport) -> tuple[Story, ...]:
    """Tell what a report found of each claim; () of a report that has no parts.

    Parameters
    ----------
    asked
        The request.
    report
        The report.
    """
    page = text_of(report, PAGE) if report.has_page else ""
    return tuple(
        _story(asked, report, claim, list(parts), page)
        for claim, parts in groupby(report.parts, key=lambda part: part.claim)
    )


def _story(
    asked: Asked, report: StudyReport, claim: str, parts: list[ReportPart], page: str
) -> Story:
    part = _first_told(parts)
    said = told_of_report(report_words(asked, report, part.study), part.sentence)
    title, rest = _parted(said)
    number, interval = number_words(part)
    has_study = any(one.study == part.study for one in chapters_of(report))
    table = f"{part.study}-parts.csv"
    if table not in numbers_of(report):
        table = "parts.csv"
    return Story(
        claim=claim,
        words=told(asked, claim_words(claim)),
        title=title,
        rest=rest,
        mark=part.mark,
        verdict=asked.words.listed("verdict", part.verdict),
        number=number,
        interval=told(asked, interval).sentence,
        figure=_figure(asked, report, claim, page),
        how=asked.link(chapter_path(report.name, part.study)) if has_study else None,
        table=f"/studies/{quote(report.name)}/files/{table}"
        if table in numbers_of(report) else None,
    )  # fmt: skip


def _first_told(parts: list[ReportPart]) -> ReportPart:
    """Choose the part that a claim is told by: the first with a number beside a line."""
    told_parts = [one for one in parts if one.verdict != _UNTOLD]
    measured = [one for one in told_parts if one.value is not None and one.line is not None]
    return (measured or told_parts or parts)[0]


def _parted(said: Told) -> tuple[Told, Told]:
    """Part a long sentence or two into the finding and the rest."""
    found = _ONE_SENTENCE.fullmatch(said.sentence)
    if found is None or cell_len(said.sentence) <= _LONGEST_TITLE:
        return said, Told("")
    return Told(found[1], said.lang), Told(found[2], said.lang)


def _figure(asked: Asked, report: StudyReport, claim: str, page: str) -> Markup | None:
    drawn = drawings_in(page, f"figure-claim-{claim.lower()}")
    if drawn is None:
        return None
    if asked.words.lang != SOURCE:
        drawn = in_words(drawn, page_words_of(asked, report), asked.words.tag)
    return Markup(drawn)
