"""The sentences of a finished report in the language of the page."""

from __future__ import annotations

import re
from contextlib import suppress

from sistercities.api.explorer.report_store import SaidHtml, Say, unbroken
from sistercities.sentences import Listed, Said, Sentence
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.told import Told, told

_PLAIN = re.compile(r"(?<![\w.-])[a-z]{3,} [a-z]{3,}(?![\w.-])")
"""Two words of English, which are no name."""
_NAMES = {"authors"}
"""Values of sentences that are names in every language: "sistercities authors" is one."""


def told_of_report(asked: Asked, said: str) -> Told:
    """Say a sentence of a report in the language of the page, else in English, marked as that."""
    words = words_in(asked)(said) if isinstance(said, Said) else None
    return Told(unbroken(said), SOURCE) if words is None else Told(words)


def said_html(asked: Asked, page: SaidHtml) -> str:
    """Say a page of a report, or a part of one, in the language of the page that is asked for."""
    words = asked.words
    return page.text if words.lang == SOURCE else page.in_words(words_in(asked), words.tag)


def words_in(asked: Asked) -> Say:
    """Give what says a sentence of a report in the language of the page.

    One that the catalogue has no words for has none, and neither has one into which English words
    are set that nobody can say anew.
    """
    if asked.words.lang == SOURCE:
        return lambda _said: None

    def say(said: Said) -> str | None:
        if _has_plain_words(said):
            return None
        with suppress(KeyError, TypeError, ValueError, AttributeError, IndexError):
            found = told(asked, said)
            return None if found.lang == SOURCE else unbroken(found.sentence)
        return None

    return say


def _has_plain_words(said: Said) -> bool:
    held: tuple[object, ...] = ()
    if isinstance(said, Sentence):
        held = tuple(value for key, value in said.values.items() if key not in _NAMES)
    elif isinstance(said, Listed):
        held = said.parts
    return any(
        _has_plain_words(one) if isinstance(one, Said) else bool(_PLAIN.search(str(one)))
        for one in held
    )
