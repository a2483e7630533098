"""Why a list names fewer places than asked for."""

from __future__ import annotations

from collections import Counter

from sistercities.partners.ground import Ground, Index
from sistercities.partners.names_in_sentences import named_country
from sistercities.sentences import Listed, Sentence, listed_few, say, say_count

_NAMED = 3
"""Countries that the sentence names."""


def countries_of(ground: Ground, places: Index) -> Listed:
    """Name the countries of some places, those with most of them first; of no place none."""
    held = Counter(ground.places.country[places].tolist())
    named = [named_country(ground, at) for at, _ in sorted(held.items(), key=_most_first)]
    return listed_few(named[:_NAMED], len(named))


def _most_first(country: tuple[int, int]) -> tuple[int, int]:
    at, n = country
    return -n, at


def why_few(
    n_named: int, n_fitting: int, n_for_care: int, count: int, of_care: str
) -> Sentence | None:
    """Say why a list is short; None where it is as long as asked for.

    Parameters
    ----------
    n_named, n_fitting
        Places that it names, and that fit it.
    n_for_care
        Places that would fit it if nothing called for care.
    count
        Places that are asked for.
    of_care
        The countries of the places that are left out because something calls for care.
    """
    if n_named >= count:
        return None
    if n_for_care > n_fitting:
        return say_count(
            "{n:,} place that fits this list is left out because something calls for care: it is "
            "in {countries}. Name the country to see it.",
            "{n:,} places that fit this list are left out because something calls for care: they "
            "are in {countries}. Name a country to see those in it.",
            n_for_care,
            countries=of_care,
        )
    if not n_fitting:
        return say("No place that we compared fits this list.")
    if n_fitting == n_named:
        return say_count(
            "Only {n} place that we compared fits this list.",
            "Only {n} places that we compared fit this list.",
            n_named,
        )
    if not n_named:
        return say_count(
            "{n:,} place fits this list, but it is part of a larger city, or its country or region "
            "has been named often enough.",
            "{n:,} places fit this list, but they are parts of larger cities, or their countries "
            "and regions have been named often enough.",
            n_fitting,
        )
    return say_count(
        "{n:,} place fits this list, but it is part of a larger city, or its country or region "
        "has been named often enough.",
        "{n:,} places fit this list. The others are parts of larger cities, or their countries and "
        "regions have been named often enough.",
        n_fitting,
    )
