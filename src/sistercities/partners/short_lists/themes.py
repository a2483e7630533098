"""Themes that partners shall have, as wishes: a port, an island, mountains, and their like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from sistercities.errors import Unanswerable
from sistercities.partners.called import find_called
from sistercities.partners.ground import PlaceFacts
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.sentences import Sentence, capital, listed, say, say_count
from twolevel.core.array_types import Flag, Index, Real

LEAST_LEFT = 25
"""Candidates with all themes from which only these are named; with fewer, themes lift."""
LIFT = 3.0
"""Log odds that a theme adds where it lifts."""


class Theme(NamedTuple):
    """One theme.

    Attributes
    ----------
    name, title
        As it is typed, and in words.
    has_it
        1 where a place has it, 0 where not, NaN where that is not known.
    """

    name: str
    title: Sentence
    has_it: Callable[[PlaceFacts], Real]


THEMES = (
    Theme("port", say("a listed seaport"), lambda one: one.is_port),
    Theme("coast", say("the sea within 50 km"), lambda places: places.is_coastal),
    Theme("mountain", say("mountains"), lambda places: places.is_mountain),
    Theme("regional-capital", say("capital of its region"), lambda one: one.is_seat),
    Theme("capital", say("national capital"), lambda places: places.is_capital),
    Theme("island", say("an island"), lambda places: places.is_island),
    Theme("border", say("a land border within 25 km"), lambda places: places.is_border_city),
    Theme("heritage", say("a World Heritage site within 25 km"),
          lambda places: np.minimum(places.heritage_sites, 1.0)),
    Theme("hot", say("a hot climate"), lambda places: places.is_hot),
    Theme("cold", say("a climate with frost in winter"), lambda places: places.is_cold),
)  # fmt: skip
"""All themes, in the order in which they are listed."""


def themes_called(names: Sequence[str]) -> tuple[Theme, ...]:
    """Return the themes of some names, each once.

    Raises
    ------
    InvalidArgument
        If there is none of a name.
    """
    return tuple(dict.fromkeys(find_called("theme", name, THEMES) for name in names_in(names)))


def names_in(names: Sequence[str]) -> list[str]:
    """Take names apart that stand in one text with commas between."""
    return [name for text in names for name in text.split(",") if name.strip()]


class ChosenThemes(NamedTuple):
    """What themes do with some candidates.

    Attributes
    ----------
    passes
        Which candidates are left; all of them where themes lift.
    lifting
        Themes that lift; none where they filter.
    sentence
        What they did, in one sentence; None without themes.
    """

    passes: Flag
    lifting: tuple[Theme, ...] = ()
    sentence: Sentence | None = None


def choose_by_themes(facts: CandidateFacts, themes: tuple[Theme, ...]) -> ChosenThemes:
    """Leave the candidates that have all themes, or lift them where they are too few.

    Raises
    ------
    InvalidArgument
        If no candidate is known to have one of the themes.
    """
    everyone = np.ones(len(facts.pairs), dtype=np.bool_)
    if not themes:
        return ChosenThemes(everyone)
    flags = np.array([facts.of_partner(theme.has_it(facts.places)) for theme in themes])
    for theme, has_it in zip(themes, flags, strict=True):
        if not (has_it == 1).any():
            advice = say(
                "None of the {n:,} places that your other wishes leave is known to have what you "
                "look for ({theme}). Leave that out, or ask for more places.",
                n=len(facts.pairs),
                theme=theme.name,
            )
            raise Unanswerable("theme", theme.name, advice)
    has_all = np.asarray((flags == 1).all(axis=0))
    if has_all.sum() >= LEAST_LEFT:
        return ChosenThemes(has_all, (), _filtering(themes, has_all, flags))
    return ChosenThemes(everyone, themes, _lifting(themes, has_all, flags))


def n_held(facts: CandidateFacts, themes: tuple[Theme, ...]) -> Index:
    """Count the themes that each candidate is known to have, shape (n_pairs,)."""
    found = np.zeros(len(facts.pairs), dtype=np.int64)
    for theme in themes:
        found += facts.of_partner(theme.has_it(facts.places)) == 1
    return found


def _filtering(themes: tuple[Theme, ...], has_all: Flag, flags: Real) -> Sentence:
    return say(
        "{titles}: {n:,} of {total:,} places have it, and only these are named{unknown}.",
        titles=_titles(themes),
        n=int(has_all.sum()),
        total=len(has_all),
        unknown=_unknown(flags),
    )


def _lifting(themes: tuple[Theme, ...], has_all: Flag, flags: Real) -> Sentence:
    if not has_all.any():
        return say(
            "{titles}: none of {total:,} places has them together, so those that have most of them "
            "come first{unknown}.",
            titles=_titles(themes),
            total=len(has_all),
            unknown=_unknown(flags),
        )
    return say_count(
        "{titles}: only {n:,} of {total:,} places has all that, so it comes first if enough "
        "speaks for it, and others follow{unknown}.",
        "{titles}: only {n:,} of {total:,} places have all that, so these come first where enough "
        "speaks for them, and others follow{unknown}.",
        int(has_all.sum()),
        titles=_titles(themes),
        total=len(has_all),
        unknown=_unknown(flags),
    )


def _titles(themes: tuple[Theme, ...]) -> str:
    return capital(listed([theme.title for theme in themes]))


def _unknown(flags: Real) -> str:
    n = int(np.isnan(flags).any(axis=0).sum())
    return say_count("; of {n:,} it is not known", "; of {n:,} it is not known", n) if n else ""
