"""What a feature is: a value of a pair, and the sentence that an officer can repeat about it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sistercities.partners.pairs import Pairs
from sistercities.partners.reason import Group as Group
from sistercities.sentences import Sentence, at_start, say, say_count
from twolevel.core.array_types import Real


class PairNames(NamedTuple):
    """How sentences call the two places and their countries, and whose people their sizes are.

    A size may have no year (`undated`), or one (`year`), or be that of the urban area (`wide`) or
    of the former municipalities together (`of_parts`).
    Ties of the two countries may be too few for a ratio (`few_country_ties`: how many there are),
    or something may bar a tie of the two (`is_ratio_barred`).
    """

    home: str
    partner: str
    home_country: str
    partner_country: str
    is_home_undated: bool = False
    is_partner_undated: bool = False
    home_year: int | None = None
    partner_year: int | None = None
    is_home_wide: bool = False
    is_partner_wide: bool = False
    is_home_of_parts: bool = False
    is_partner_of_parts: bool = False
    few_country_ties: int | None = None
    is_ratio_barred: bool = False

    def say(self, template: str, /, **values: object) -> Sentence:
        """Say a sentence (`sentences.say`) with these names in its fields."""
        return say(template, **self._in_fields(), **values)

    def say_count(self, one: str, many: str, /, n: int) -> Sentence:
        """Say a sentence that counts (`sentences.say_count`) with these names in its fields."""
        return say_count(one, many, n=n, **self._in_fields())

    def _in_fields(self) -> dict[str, str]:
        return {
            "home": self.home,
            "partner": self.partner,
            "home_country": self.home_country,
            "partner_country": self.partner_country,
        }


class Feature(NamedTuple):
    """One reason for or against a partner.

    Attributes
    ----------
    name
        Stable name, as in JSON.
    group
        What it belongs to; weights are given by group or by name.
    title
        What it is, in a few words, as the head of a scorecard's line.
    values
        From pairs to one value each; NaN is unknown, infinity does not apply. Pure, and blind to
        the tie of the pair.
    sentence
        From a value (NaN is unknown) and the names to one plain sentence.
    knots
        Values between which the contribution runs straight; for a category, its values.
    is_category
        The values are categories: each has a contribution of its own.
    direction
        1 where a higher value is never a reason against a partner, -1 where never one for it, else
        0: the contribution is kept from turning, so that no reason reads as nonsense.
    is_of_home
        The value depends on the home place alone: it orders no candidates and joins the base.
    is_undated
        The fact is of today, whatever the year of the ground (population, flights, coast).
    evidence
        Where the fact comes from, in a few words; sources by name.
    """

    name: str
    group: Group
    title: str
    values: Callable[[Pairs], Real]
    sentence: Callable[[float, PairNames], str]
    knots: tuple[float, ...]
    evidence: str
    is_category: bool = False
    direction: int = 0
    is_of_home: bool = False
    is_undated: bool = False


NOT_APPLICABLE = np.inf
"""Value of a fact that makes no sense of a pair, such as trade between two countries of a pair
within one. It contributes nothing, while unknown (NaN) contributes what it does on average."""


def abroad(pairs: Pairs, values: Real) -> Real:
    """Keep a fact on two countries where there are two."""
    return np.where(pairs.is_domestic, NOT_APPLICABLE, values)


def sentence_of(feature: Feature, value: float, names: PairNames) -> str:
    """Say the value of a feature in one sentence, also where it is unknown or makes no sense."""
    if value == math.inf and names.home_country == names.partner_country:
        return names.say("Both lie in {home_country}.")
    return at_start(feature.sentence(value, names))


def count_knots(largest: int) -> tuple[float, ...]:
    """Return knots for log2(1 + count): 0, 1, 2, 4, ... up to a largest count."""
    counts = [0, *(2**k for k in range(largest.bit_length()) if 2**k <= largest)]
    return tuple(float(np.log2(1 + count)) for count in counts)


def log2_count(counts: Real) -> Real:
    """Return log2(1 + count), at least 0."""
    return np.asarray(np.log2(1 + np.maximum(counts, 0.0)), dtype=np.float64)


def times(ratio: float) -> str:
    """Write how many times as much, to two figures and without powers of ten: 1.8, 110, 1,300."""
    digits = max(0, math.floor(math.log10(max(ratio, 1.0))) - 1)
    return f"{ratio:.2g}" if ratio < 10 else f"{round(ratio, -digits):,.0f}"


def counted(value: float) -> int:
    """Return the count that a log2(1 + count) stands for."""
    return round(2**value - 1)
