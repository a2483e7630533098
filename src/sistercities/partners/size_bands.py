"""How large places are: the people of a region, and how large partners may be beside home.

Few sources with leave to ship count the people of regions. The cities and towns in a region that
the data hold are fewer than all, so the sum is a lower bound; it orders regions by size and is said
to be a sum wherever it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sistercities.errors import InvalidArgument, Unanswerable
from sistercities.partners.called import name_behind
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.pairs import Pairs
from sistercities.sentences import Sentence, listed, say
from sistercities.terms.number_words import persons
from twolevel.core.array_types import Flag, Real

ANY_SIZE, USUAL_SIZE = "any", "near"


class SizeBand(NamedTuple):
    """A band of sizes.

    Attributes
    ----------
    name
        As it is typed.
    low, high
        Least and largest population over that of the home place; None is open.
    meaning
        The same in words.
    """

    name: str
    low: float | None
    high: float | None
    meaning: Sentence


BANDS = (
    SizeBand("near", 0.25, 4.0, say("between a quarter and four times its size")),
    SizeBand("like", 0.5, 2.0, say("between half and double its size")),
    SizeBand("larger", 1.0, None, say("of its size or larger")),
    SizeBand("smaller", None, 1.0, say("of its size or smaller")),
)
SIZES = (ANY_SIZE, *(band.name for band in BANDS))


def band_called(name: str) -> SizeBand | None:
    """Return a band by name; None for any size.

    Raises
    ------
    InvalidArgument
        If there is none of that name.
    """
    word = name_behind("size", name).casefold()
    if word == ANY_SIZE:
        return None
    for band in BANDS:
        if band.name == word:
            return band
    raise InvalidArgument("size", name, say("use {names}", names=listed(SIZES, "or")))


def size_step(pairs: Pairs, band: SizeBand) -> tuple[Sentence, Callable[[Pairs], Flag]]:
    """Say a band in persons, and which pairs lie in it.

    Raises
    ------
    InvalidArgument
        If the population of the home place is not known.
    """
    home = int(pairs.a[0])
    own = float(people_of(pairs)[home])
    name = named_place(pairs.ground, home)
    if not own > 0:
        advice = say(
            "The population of {name} is not known. Leave the size out, or give numbers of people.",
            name=name,
        )
        raise Unanswerable("size", band.name, advice)
    low = 0.0 if band.low is None else band.low * own
    high = np.inf if band.high is None else band.high * own
    return _in_words(band, own), lambda asked: _lies_in(asked, low, high)


def _lies_in(pairs: Pairs, low: float, high: float) -> Flag:
    population = people_of(pairs)[pairs.b]
    return np.asarray((population >= low) & (population <= high))


def _in_words(band: SizeBand, own: float) -> Sentence:
    if band.low is None:
        return say("At most {high}", high=persons((band.high or 1.0) * own))
    if band.high is None:
        return say("At least {low}", low=persons(band.low * own))
    return say("{low} to {high}", low=persons(band.low * own), high=persons(band.high * own))


_CITY = LEVELS.index("city")


def people_with_sums(ground: Ground) -> Real:
    """People of each place; of a region without a number, those of the cities and towns in it.

    Returns
    -------
    ndarray
        Shape (n_places,), NaN where neither is known.
    """
    return ground.places.people_with_sums


def is_summed(ground: Ground, place: int) -> bool:
    """Say whether the people of a place are a sum over its cities and towns."""
    return not ground.places.population[place] > 0 and people_with_sums(ground)[place] > 0


def people_of(pairs: Pairs) -> Real:
    """People of all places, with sums where regions are sought for a region, (n_places,)."""
    places = pairs.places
    is_of_regions = len(pairs) > 0 and places.level[pairs.a[0]] < _CITY
    return people_with_sums(pairs.ground) if is_of_regions else places.population
