"""What is said of a place that has a theme that was asked for: the officer sees why it is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from sistercities.partners.gate.gate import gate_of
from sistercities.partners.short_lists.arguments import ARGUMENTS, Argument, are_at_peace
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.purpose_arguments import (
    LISTED_PORT,
    OF_THE_PLACE,
    OF_TWO_FOR_PURPOSE,
)
from sistercities.partners.short_lists.themes import Theme
from sistercities.sentences import Sentence, say
from twolevel.core.array_types import Flag

_SAID_BY = {
    "port": ("nearest_port", "port", "port_of_both", "port_there"),
    "coast": ("nearest_sea", "coast", "coast_there"),
    "mountain": ("nearest_mountains", "mountains", "mountains_there"),
    "regional-capital": ("nearest_seat", "seat", "seat_of_both", "seat_there"),
    "capital": ("nearest_capital", "capital"),
    "island": ("nearest_island", "island"),
    "border": ("border",),
    "heritage": ("heritage_of_both", "heritage", "heritage_there"),
}
"""Arguments that say that a place has a theme; what they say is not said again."""
_PLAIN = {
    "port": LISTED_PORT,
    "coast": say("It lies within {km} km of the sea.", km=50),
    "mountain": say("It lies among or beside mountains."),
    "regional-capital": say("It is the capital of its region."),
    "capital": say("It is a national capital."),
    "island": say("It lies on an island."),
    "border": say("It lies within {km} km of a land border of its country.", km=25),
    "hot": say("Its climate is hot."),
    "cold": say("It has frost in winter."),
}
"""What is said where none of these holds. World Heritage is named with its site, or not at all."""


def arguments_for_themes(themes: Sequence[Theme]) -> tuple[tuple[Argument, ...], ...]:
    """Return, theme by theme, what may be said of a place that has it, the most telling first."""
    by_name = {one.name: one for one in (*ARGUMENTS, *OF_THE_PLACE, *OF_TWO_FOR_PURPOSE)}
    return tuple(
        (*(by_name[name] for name in _SAID_BY.get(theme.name, ())), *_plain(theme))
        for theme in themes
    )


def _plain(theme: Theme) -> tuple[Argument, ...]:
    sentence = _PLAIN.get(theme.name)
    if sentence is None:
        return ()
    return (Argument(f"theme_{theme.name}", _has(theme), _always(sentence)),)


def _has(theme: Theme) -> Callable[[CandidateFacts], Flag]:
    def holds(facts: CandidateFacts) -> Flag:
        found = np.asarray(facts.of_partner(theme.has_it(facts.places)) == 1)
        if theme.name == "port":
            return np.asarray(found & are_at_peace(facts))
        if theme.name == "capital":
            # Whose capital it is, states see differently.
            return np.asarray(found & ~gate_of(facts.ground).has_status[facts.pairs.b])
        return found

    return holds


def _always(sentence: Sentence) -> Callable[[CandidateFacts, int], str]:
    return lambda _facts, _at: sentence
