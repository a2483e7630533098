"""The sentences of a finished report in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

from sistercities.api.explorer.report_sentences import sentences_of, sentences_of_page
from sistercities.api.explorer.reports import StudyReport
from sistercities.sentence_records import ReadRecord, said_from
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.chapter_words import Say
from sistercities.web.told import Told, told

_PLAIN = re.compile(r"(?<![\w.-])[a-z]{3,} [a-z]{3,}(?![\w.-])")
"""Two words of English, which are no name."""
_PERCENT = re.compile(r"(?<=\d) %")
"""Lest a line ends between number and sign."""


def report_words(asked: Asked, report: StudyReport, study: str = "") -> Say:
    """Give what says an English text of a report in the language of the page.

    A text of which the report does not keep what it was made of, or that the catalogue has no
    words for, has none: None.
    """
    return _say_from(asked, sentences_of(report, study))


def page_words_of(asked: Asked, report: StudyReport) -> Say:
    """Give what says any English text of the page of a report in the language of the page."""
    return _say_from(asked, sentences_of_page(report))


def _say_from(asked: Asked, held: Mapping[str, ReadRecord]) -> Say:
    if asked.words.lang == SOURCE:
        return lambda _text: None

    @cache
    def say(text: str) -> str | None:
        record = held.get(text)
        if record is None or _has_plain_words(record):
            return None
        with suppress(KeyError, TypeError, ValueError, AttributeError, IndexError):
            said = told(asked, said_from(text, record))
            return None if said.lang == SOURCE else _PERCENT.sub("\u00a0%", said.sentence)
        return None

    return say


def _has_plain_words(record: ReadRecord) -> bool:
    """Whether English words that nobody can say anew are set into a sentence."""
    values = [*record.get("values", {}).values(), *record.get("parts", ())]
    return any(
        _has_plain_words(one) if isinstance(one, dict) else bool(_PLAIN.search(str(one)))
        for one in values
    )


def told_of_report(say: Say, text: str) -> Told:
    """Say an English text of a report in the language of the page, else as it is, marked so."""
    said = say(text)
    return Told(_PERCENT.sub("\u00a0%", text), SOURCE) if said is None else Told(said)
