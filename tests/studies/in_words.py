"""Find the texts of a study that a page in another language cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sistercities.sentences import Listed, Said, Sentence
from sistercities.studies.findings import StudyFigure, StudyResult, StudyTable
from sistercities.studies.parts import PartFinding
from sistercities.web.catalogues import Untold, sentence_words

_ENGLISH = re.compile(r"(?<![\w.-])[A-Za-z]?[a-z]{3,}(?![\w.-])")
"""A word of English, which is no code, no number and no name of a source or a method."""


def without_words(result: StudyResult, lang: str) -> list[str]:
    """List what readers are shown, but for literature, and no catalogue has words for."""
    return sorted({text for shown in _shown(result) for text in _untold(shown, lang)})


def words_missing(parts: Iterable[PartFinding], lang: str) -> list[str]:
    """List what readers are shown of parts of claims, and no catalogue has words for."""
    return sorted(
        {text for part in parts for shown in _of_part(part) for text in _untold(shown, lang)}
    )  # fmt: skip


def _of_part(part: PartFinding) -> Iterator[str]:
    yield from (part.question, part.answer, part.sentence, part.unit, part.n_of, part.method)
    yield from (part.would_change, part.rule, part.note, part.carried_by)
    for row in part.rows:
        yield from (row.name, row.description, row.note)


def _shown(result: StudyResult) -> Iterator[str]:
    yield from (result.headline, result.first_line_warning, result.power, *result.limits)
    yield from (*result.left_out, *result.settings, *result.settings.values())
    for verdict in result.verdicts.values():
        yield from (verdict.claim_text, verdict.sentence, verdict.would_change)
    for row in result.findings:
        yield from (row.label, row.unit, row.n_of, row.method, row.note)
    for other in result.sensitivity:
        yield from (other.name, other.description, other.note)
    method = result.method
    yield from (method.question, method.outcome, method.estimator, method.null)
    yield from (method.assumptions, method.rule)
    for table in result.tables:
        yield from _of_table(table)
    for figure in result.figures:
        yield from _of_figure(figure)


def _of_table(table: StudyTable) -> Iterator[str]:
    yield from (table.title, table.note)
    for column in table.columns:
        yield from (column.label, column.unit)
    yield from (cell for row in table.rows for cell in row if isinstance(cell, str))


def _of_figure(figure: StudyFigure) -> Iterator[str]:
    yield from (figure.title, figure.subtitle, figure.foot, figure.value_label, figure.x_label)
    for series in figure.series:
        yield series.name
        yield from (text for mark in series.marks for text in (mark.label, mark.note))


def _untold(text: str, lang: str) -> Iterator[str]:
    """Give the text, or the part of it, that has no words."""
    if isinstance(text, Sentence):
        try:
            sentence_words(lang, text.template, text.plural, text.n)
        except Untold:
            yield str(text)
        for held in text.values.values():
            if isinstance(held, str):
                yield from _untold(held, lang)
    elif isinstance(text, Listed):
        for part in text.parts:
            yield from _untold(part, lang)
    elif not isinstance(text, Said) and _ENGLISH.search(text):
        yield text
