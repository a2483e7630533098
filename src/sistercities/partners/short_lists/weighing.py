"""What each short list and each purpose weighs: a table, read and checked once.

A feature of the model is multiplied by its weight (1 where none is given); a term of a wish, which
lies between 0 and 1 or counts in log odds, is added so many times (0 where none is given).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sistercities.partners.called import find_called
from sistercities.partners.features.catalogue import BY_NAME, FEATURES, GROUPS
from sistercities.partners.short_lists.wish_terms import TERMS
from sistercities.sentences import Sentence, say

_TABLE = "weighing.csv"


class Weight(NamedTuple):
    """One line of the table.

    Attributes
    ----------
    term
        A feature, a group of features, or a term of a wish.
    weight
        What a feature is multiplied by, or how often a term is added.
    reason
        Why, in a few words.
    """

    term: str
    weight: float
    reason: str

    @property
    def is_wish(self) -> bool:
        """Whether it adds a term that the model does not have."""
        return self.term in TERMS


class Weighing(NamedTuple):
    """What a list or a purpose weighs; both empty for what the model says.

    Attributes
    ----------
    features
        Factor of each feature that has another than 1.
    terms
        How often each term of a wish is added.
    """

    features: Mapping[str, float]
    terms: Mapping[str, float]

    def with_more(self, other: Weighing) -> Weighing:
        """Multiply the factors of features and add up the terms of two."""
        names = dict.fromkeys((*self.features, *other.features))
        factors = {
            name: self.features.get(name, 1.0) * other.features.get(name, 1.0) for name in names
        }
        added = dict.fromkeys((*self.terms, *other.terms))
        terms = {name: self.terms.get(name, 0.0) + other.terms.get(name, 0.0) for name in added}
        return Weighing(factors, terms)


NOTHING = Weighing({}, {})


class Purpose(NamedTuple):
    """What a place wants a partner for.

    Attributes
    ----------
    name, title
        As it is typed, and in words.
    weights
        Lines of the table.
    stands_in
        What nothing is known of, and what of the weights stands in for it; None for nothing.
    """

    name: str
    title: Sentence
    weights: tuple[Weight, ...]
    stands_in: Sentence | None = None

    @property
    def weighing(self) -> Weighing:
        """What it weighs."""
        return _weighing(self.weights)


_TITLES: tuple[tuple[str, Sentence], ...] = (
    ("trade", say("trade")),
    ("culture", say("culture and heritage")),
    ("education", say("education")),
    ("tourism", say("tourism")),
    ("environment", say("environment and climate")),
    ("youth", say("youth and schools")),
)
_STANDS_IN = {
    "education": say(
        "We hold no list of universities: that a place is large, or the capital of its region, "
        "stands in for one."
    ),
}


@cache
def purposes() -> tuple[Purpose, ...]:
    """Return the purposes in the order in which they are listed."""
    table = weights_of_each()
    return tuple(
        Purpose(name, title, table["purpose", name], _STANDS_IN.get(name))
        for name, title in _TITLES
    )


def purpose_called(text: str) -> Purpose:
    """Return the purpose of a name.

    Raises
    ------
    InvalidArgument
        If there is none of that name.
    """
    return find_called("purpose", text, purposes())


def weighing_of_list(name: str) -> Weighing:
    """Return what a list weighs, by its name."""
    return _weighing(weights_of_each()["list", name])


def weighing_with_purpose() -> Weighing:
    """Return what each list weighs otherwise where there is a purpose."""
    return _weighing(weights_of_each()["with_purpose", "any"])


def _weighing(weights: tuple[Weight, ...]) -> Weighing:
    factors: dict[str, float] = {}
    for one in (each for each in weights if each.term in GROUPS):
        factors |= {each.name: one.weight for each in FEATURES if each.group == one.term}
    factors |= {each.term: each.weight for each in weights if each.term in BY_NAME}
    return Weighing(factors, {each.term: each.weight for each in weights if each.is_wish})


@cache
def weights_of_each() -> dict[tuple[str, str], tuple[Weight, ...]]:
    """Read the table: lines by kind (list, purpose or with_purpose) and name.

    Raises
    ------
    ValueError
        If a term is neither a feature, nor a group of features, nor a term of a wish.
    """
    path = Path(__file__).with_name(_TABLE)
    found: dict[tuple[str, str], list[Weight]] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        term = row["term"]
        if term not in BY_NAME and term not in GROUPS and term not in TERMS:
            raise ValueError(f"{_TABLE} weighs {term}, which is no feature, group or term")
        one = Weight(term, float(row["weight"]), row["reason"])
        found.setdefault((row["kind"], row["name"]), []).append(one)
    return {key: tuple(each) for key, each in found.items()}
