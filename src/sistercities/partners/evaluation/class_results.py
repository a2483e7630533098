"""The ties of one class: of size of the home place, of country at either end, of continent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from sistercities.partners.evaluation.classes import (
    OTHER_COUNTRIES,
    Text,
    continent_class,
    country_class,
    size_class,
)
from sistercities.partners.evaluation.measures import MEASURES, OF_CLASSES, Resampling, measured
from sistercities.partners.evaluation.ranks import TieRanks
from sistercities.partners.evaluation.result import ClassResult
from sistercities.partners.ground import Ground

FEWEST = 10
"""Ties from which a class has a line of its own."""
FEWEST_OF_COUNTRY = 25
"""The same of a country: the others have a line together."""


def class_results(
    ranks: dict[str, TieRanks], names: Sequence[str], ground: Ground, resampling: Resampling
) -> Iterator[ClassResult]:
    """Measure some methods on the ties of each class.

    Parameters
    ----------
    ranks
        Of the same ties, by method.
    names
        The methods to measure; the ties are those of the first.
    ground
        Sizes and countries of the places.
    resampling
        Draws of the home places of these ties.
    """
    for kind, groups in _kinds(ranks[names[0]], ground):
        for group in sorted(set(groups.tolist())):
            chosen = groups == group
            if chosen.sum() >= FEWEST:
                methods = {
                    name: {
                        measure: measured(MEASURES[measure](ranks[name]), resampling, chosen)
                        for measure in OF_CLASSES
                    }
                    for name in names
                }
                yield ClassResult(kind, group, int(chosen.sum()), methods)


def _kinds(ties: TieRanks, ground: Ground) -> Iterator[tuple[str, Text]]:
    """Name the class of each tie, kind by kind; a kind with a single class tells nothing."""
    found = (
        ("size of the home place", size_class(ground, ties.home)),
        ("country of the home place", _large(country_class(ground, ties.home))),
        ("country of the partner", _large(country_class(ground, ties.partner))),
        ("continent of the partner", continent_class(ground, ties.partner)),
    )
    yield from ((kind, groups) for kind, groups in found if len(set(groups.tolist())) > 1)


def _large(countries: Text) -> Text:
    """Leave the countries with enough ties, and put the others into one class."""
    n_of = Counter(countries.tolist())
    has_enough = np.array([n_of[name] >= FEWEST_OF_COUNTRY for name in countries.tolist()])
    return np.where(has_enough, countries, OTHER_COUNTRIES)
