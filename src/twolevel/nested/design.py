"""Covariates laid out for the loops: features of region pairs, classes of cities, listed pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, plain_array, text
from twolevel.core.array_types import Index
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.nested.city_classes import Classes, classes_of
from twolevel.nested.network import NestedNetwork
from twolevel.nested.term_arrays import (
    Effects,
    Feature,
    Listed,
    effects_of,
    feature_of,
    listed_of,
    stacked_features,
)
from twolevel.nested.terms import GroupEffects, ListedPairs, NodeProduct, NodeSum, SameLabel, Term

GAMMA = "gamma"
MOST_COLUMNS = 5_000
"""Coefficients of one model; their covariance is laid out in full."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """The terms of one level.

    Attributes
    ----------
    features
        Those that are the same for all dyads of a region pair; the first is the intercept.
    listed
        Values of listed pairs.
    effects
        Effects of groups of regions.
    columns
        Column of each feature.
    listed_columns
        Column of each listed term.
    """

    features: tuple[Feature, ...]
    listed: Listed
    effects: tuple[Effects, ...]
    columns: Index
    listed_columns: Index


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """A network and the terms of both levels.

    Attributes
    ----------
    names
        Of the coefficients: `city: intercept` and the city terms as given, `gamma`, `region:
        intercept` and the region terms as given; effects of groups one after the other.
    city, region
        The terms of each level.
    classes
        Cities of a region that are alike in all that varies within regions, and their features.
    varying_columns
        Column of each feature that varies within regions.
    gamma
        Column of the term across levels.
    """

    network: NestedNetwork
    names: tuple[str, ...]
    city: Level
    region: Level
    classes: Classes
    varying_columns: Index
    gamma: int

    @property
    def size(self) -> int:
        """Number of coefficients."""
        return len(self.names)


@dataclass(slots=True)
class _Names:
    """Gives out columns in order."""

    level: str
    names: list[str]

    def add(self, names: Sequence[str]) -> Index:
        """Return the columns of these names."""
        start = len(self.names)
        self.names += [f"{self.level}: {name}" for name in names]
        return np.arange(start, len(self.names))


def design_of(
    network: NestedNetwork, city_terms: Sequence[Term], region_terms: Sequence[Term]
) -> Design:
    """Check the terms against the network and lay them out.

    Raises
    ------
    NetworkError
        If a term has the wrong shape, NaN, labels out of range, or a name that is taken.
    InvalidArgument
        If the network or a term is none.
    """
    instance("network", network, NestedNetwork, "nested_network or nested_bipartite")
    _check_terms("city_terms", city_terms)
    _check_terms("region_terms", region_terms)
    names: list[str] = []
    varying = [term for term in city_terms if _varies(term, network)]
    classes = classes_of(network, varying)
    taken = _Names("city", names)
    city, varying_columns = _level(network, taken, city_terms, varying, classes, is_city=True)
    gamma = len(names)
    names.append(GAMMA)
    last = _Names("region", names)
    region, _ = _level(network, last, region_terms, (), None, is_city=False)
    _check_names(names)
    return Design(
        network=network, names=tuple(names), city=city, region=region, classes=classes,
        varying_columns=varying_columns, gamma=gamma,
    )  # fmt: skip


def _check_terms(name: str, terms: object) -> None:
    is_list = isinstance(terms, list | tuple)
    wrong = [one for one in terms if not isinstance(one, Term)] if is_list else [terms]  # type: ignore[attr-defined]
    if wrong:
        raise InvalidArgument(
            name,
            type(wrong[0]).__name__,
            "give a list of terms of twolevel.nested.terms",
        )
    for term in terms:  # type: ignore[attr-defined]
        text(f"name of a term of {name}", term.name)


def _varies(term: Term, network: NestedNetwork) -> bool:
    """Whether a term about cities differs between cities of one region."""
    if isinstance(term, NodeSum):
        side = network.right_region if term.side == "right" else network.left_region
        return _differs(term, term.values, side)
    if isinstance(term, NodeProduct | SameLabel):
        left = term.labels if isinstance(term, SameLabel) else term.values
        right = term.right_labels if isinstance(term, SameLabel) else term.right_values
        return _differs(term, left, network.left_region) or (
            right is not None and _differs(term, right, network.right_region)
        )
    return False


def _differs(term: Term, given: ArrayLike, region: Index) -> bool:
    """Whether cities of one region have different values; what cannot be compared does."""
    values = plain_array(term.name, given, "numbers")
    if values.shape != region.shape:
        return True
    first = np.zeros(int(region.max(initial=0)) + 1, dtype=np.int64)
    first[region[::-1]] = np.arange(region.size)[::-1]
    return bool((values != values[first[region]]).any())


def _level(
    network: NestedNetwork,
    taken: _Names,
    terms: Sequence[Term],
    varying: Sequence[Term],
    classes: Classes | None,
    *,
    is_city: bool,
) -> tuple[Level, Index]:
    """Lay out a level: the intercept, then the terms in the order in which they were given."""
    make = partial(feature_of, network=network, is_city=is_city)
    features, effects = [Feature.constant(network)], []
    (intercept,) = taken.add(["intercept"])
    columns, listed_columns, listed_terms, column_of = [intercept], [], [], {}
    for term in terms:
        if isinstance(term, GroupEffects):
            found = effects_of(network, term, first_column=len(taken.names))
            effects.append(found)
            taken.add([f"{term.name} {label}" for label in found.labels])
            continue
        (column_of[term.name],) = taken.add([term.name])
        if isinstance(term, ListedPairs):
            listed_terms.append(term)
            listed_columns.append(column_of[term.name])
        elif not any(term is one for one in varying):
            features.append(make(term))
            columns.append(column_of[term.name])
    if len(taken.names) > MOST_COLUMNS:
        raise NetworkError(
            "city_terms" if is_city else "region_terms",
            f"{len(taken.names):,} coefficients",
            f"give at most {MOST_COLUMNS:,}; take coarser groups",
        )
    of_classes = [column_of[name] for name in classes.names] if classes is not None else []
    level = Level(
        tuple(features), listed_of(network, listed_terms, is_city=is_city), tuple(effects),
        np.array(columns, dtype=np.int64), np.array(listed_columns, dtype=np.int64),
    )  # fmt: skip
    return level, np.array(of_classes, dtype=np.int64)


def _check_names(names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            level, _, short = name.partition(": ")
            raise NetworkError(
                f"{level}_terms", f"two terms are called {short!r}", "give each a name of its own"
            )


__all__ = ["GAMMA", "Design", "Level", "design_of", "stacked_features"]
