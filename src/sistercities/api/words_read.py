"""Purposes and themes by the words that were typed for them, and what these were read as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sistercities.errors import (
    InvalidArgument,
)
from sistercities.partners.called import is_called, say_read_as
from sistercities.partners.short_lists.themes import THEMES, Theme, names_in, themes_called
from sistercities.partners.short_lists.weighing import Purpose, purpose_called, purposes
from sistercities.sentences import Sentence, say


class WordsRead(NamedTuple):
    """What was typed for a purpose and for themes.

    Attributes
    ----------
    purpose, themes
        What they are.
    said
        One sentence for each word that stands for another.
    """

    purpose: Purpose | None
    themes: tuple[Theme, ...]
    said: tuple[Sentence, ...]


def read_words(purpose: str | None, themes: Sequence[str]) -> WordsRead:
    """Read what was typed; a word for something else is answered with where it belongs.

    Raises
    ------
    InvalidArgument
        If a word is no purpose or no theme.
    """
    typed = names_in(themes)
    _refuse_the_other(purpose, typed)
    found = None if purpose is None else purpose_called(purpose)
    has_it = themes_called(typed)
    said = [] if purpose is None or found is None else [say_read_as(purpose, found)]
    said += [say_read_as(word, themes_called([word])[0]) for word in typed]
    return WordsRead(found, has_it, tuple(one for one in said if one is not None))


def _refuse_the_other(purpose: str | None, typed: Sequence[str]) -> None:
    """Say of a theme that was given as a purpose, or the other way round, how to give it."""
    is_theme = purpose is not None and is_called("theme", purpose, THEMES)
    if is_theme and not is_called("purpose", purpose or "", purposes()):
        advice = say("that is a theme, which partners shall have: give it with `--theme`")
        raise InvalidArgument("purpose", purpose, advice)
    for word in typed:
        if is_called("purpose", word, purposes()) and not is_called("theme", word, THEMES):
            advice = say("that is a purpose, for which a partner is sought: give it with "
                         "`--purpose`")  # fmt: skip
            raise InvalidArgument("theme", word, advice)
