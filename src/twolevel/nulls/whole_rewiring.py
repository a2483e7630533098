"""The nulls of whole networks that rewire ties by swaps, domestic ties among themselves."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance
from twolevel.core.array_types import Flag, Index
from twolevel.core.arrays import Numbers
from twolevel.core.chunks import Progress
from twolevel.core.strata import and_labels, checked_labels, crossed, strata_words
from twolevel.core.whole_arrays import (
    WholeArrays,
    checked_upper_weights,
    country_pairs,
    upper_country_pairs,
)
from twolevel.core.whole_weights import PairWeights, lower_tie_counts, upper_tie_weights
from twolevel.exact.moments import Moments
from twolevel.exact.whole_moments import total_stub_mean, whole_stub_moments
from twolevel.nulls.draws import NullDraws, NullWords
from twolevel.nulls.parallel_runs import DEFAULT_MAX_STEPS, Options, parallel_runs
from twolevel.nulls.whole_blocks import block_graph, fits_in_memory, movable_pairs
from twolevel.nulls.whole_chains import BlockChain, HalfChain
from twolevel.nulls.whole_halves import half_graph
from twolevel.sentences import say


def whole_degree(
    arrays: WholeArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    chain_length: int | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Rewire lower ties, keeping the number of ties of every city.

    H0: the lower ties are a uniform draw from all simple graphs of all cities with the same
    degrees, in each stratum if `strata` are given. Keeps B and the degrees. Breaks the countries
    and units of partners, and with them how many ties are domestic.

    Parameters
    ----------
    arrays
        Cities (n_cities,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed
        At least 1; at least 0.
    strata
        A label for each lower tie, shape (n_ties,): a tie exchanges ends only with ties of its
        label, so each city also keeps its number of ties of each label. All alike if None. Where
        ties of two labels could join one pair, exchanges may not reach every such graph; p stays
        exact.
    weights
        What a lower tie adds inside each upper tie, shape (n_upper,); 1 if None.
    chain_length
        Steps of each run; measured if None. If given, nothing is measured: p stays exact, mean,
        sd and ratio are withheld.
    max_steps
        Cap on the measured chain length.
    executor, on_progress
        Where chunks run, here if None; called with draws done and wanted. Neither changes a draw.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    Besag & Clifford (1989), Biometrika 76(4), 633-642. doi:10.1093/biomet/76.4.633
    Fosdick, Larremore, Nishimura & Ugander (2018), SIAM Review 60(2), 315-355.
    doi:10.1137/16M1087175
    """
    instance("arrays", arrays, WholeArrays, "whole_arrays")
    labels = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    pair_weights = upper_tie_weights(arrays, checked_upper_weights(weights, arrays))
    is_square = np.ones(arrays.n_ties, dtype=np.bool_)
    words = NullWords(
        "degree",
        and_labels(say("the upper ties and the number of ties of every city"), strata),
        say("the countries and units of partners"),
        strata_words("none", strata),
        whole_stub_moments(arrays.tie_units, labels, is_square, pair_weights),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    moving = _Moving(arrays.ties, arrays.city_country, arrays.city_unit, pair_weights)
    return _by_halves(moving, labels, is_square, labels[:, None], words, options)


def whole_degree_totals(
    arrays: WholeArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    chain_length: int | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Rewire lower ties, keeping degrees and the number of ties between each two countries.

    H0: the lower ties are a uniform draw from the simple graphs with the same degrees and the same
    number of ties between each two countries that exchanges of cities of one country reach (not
    always all of them). Keeps B and these numbers. Breaks which cities of a country have its
    ties with another country.

    Parameters
    ----------
    arrays
        Cities (n_cities,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed, weights, chain_length, max_steps, executor, on_progress
        As of `whole_degree`.
    strata
        A label for each lower tie, shape (n_ties,), within which ties exchange ends besides.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    Besag & Clifford (1989), Biometrika 76(4), 633-642. doi:10.1093/biomet/76.4.633
    Fosdick, Larremore, Nishimura & Ugander (2018), SIAM Review 60(2), 315-355.
    doi:10.1137/16M1087175
    """
    instance("arrays", arrays, WholeArrays, "whole_arrays")
    labels = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    pair_weights = upper_tie_weights(arrays, checked_upper_weights(weights, arrays))
    exact = [
        total_stub_mean(arrays.tie_units[labels == label], pair_weights).mean
        for label in np.unique(labels)
    ]
    words = NullWords(
        "degree-totals",
        and_labels(
            say(
                "the upper ties, the number of ties of every city, and the number of ties "
                "between each two countries"
            ),
            strata,
        ),
        say("which cities of a country have its ties with another country"),
        strata_words(say("country of the end that is exchanged"), strata),
        Moments(sum(exact), None),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    country = arrays.city_country[arrays.ties]
    half_class = labels[:, None] * (int(country.max(initial=0)) + 1) + country
    is_square = np.ones(arrays.n_ties, dtype=np.bool_)
    moving = _Moving(arrays.ties, arrays.city_country, arrays.city_unit, pair_weights)
    return _by_halves(moving, labels, is_square, half_class, words, options)


def whole_degree_country(
    arrays: WholeArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    chain_length: int | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Rewire lower ties within each pair of countries, domestic ties within their country.

    H0: given how many ties each city has with each country, its own included, the lower ties are
    a uniform draw from all simple graphs. Keeps B and these numbers. Breaks which city of that
    country each city is tied to. It cannot see the country channel. Pairs of countries in which
    that is cheap are drawn afresh for each draw; the others move by swaps.

    Parameters
    ----------
    arrays
        Cities (n_cities,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed, weights, chain_length, max_steps, executor, on_progress
        As of `whole_degree`.
    strata
        A label for each lower tie, shape (n_ties,), within which ties exchange ends besides.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    Besag & Clifford (1989), Biometrika 76(4), 633-642. doi:10.1093/biomet/76.4.633
    Fosdick, Larremore, Nishimura & Ugander (2018), SIAM Review 60(2), 315-355.
    doi:10.1137/16M1087175
    """
    instance("arrays", arrays, WholeArrays, "whole_arrays")
    pair_weights = upper_tie_weights(arrays, checked_upper_weights(weights, arrays))
    labels = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    stratum = crossed(country_pairs(arrays), labels)
    moving = _Moving(arrays.ties, arrays.city_country, arrays.city_unit, pair_weights)
    words = NullWords(
        "degree-country",
        and_labels(
            say(
                "the upper ties, and each city's number of ties with each country, its own included"
            ),
            strata,
        ),
        say("which city of that country each city is tied to"),
        strata_words(say("pair of countries"), strata),
        moving.stub_moments(stratum),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    return _by_country_pairs(moving, stratum, words, options, has_strata=strata is not None)


def whole_upper_ties(
    arrays: WholeArrays,
    *,
    n_draws: int,
    seed: int,
    strata: ArrayLike | None = None,
    chain_length: int | None = None,
    max_steps: int = DEFAULT_MAX_STEPS,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
) -> NullDraws:
    """Rewire upper ties within each pair of countries; lower ties stay.

    H0: given how many upper ties each unit has with each country, its own included, the upper
    ties are a uniform draw from all simple graphs. Keeps A and these numbers. Breaks which units
    of that country. The statistic is the number of lower ties inside.

    Parameters
    ----------
    arrays
        Cities (n_cities,), lower ties (n_ties, 2), upper ties (n_upper, 2).
    n_draws, seed, chain_length, max_steps, executor, on_progress
        As of `whole_degree`.
    strata
        A label for each upper tie, shape (n_upper,), within which they exchange ends besides.

    Raises
    ------
    InvalidArgument, NetworkError
        If an argument is outside what is allowed.

    References
    ----------
    Besag & Clifford (1989), Biometrika 76(4), 633-642. doi:10.1093/biomet/76.4.633
    Fosdick, Larremore, Nishimura & Ugander (2018), SIAM Review 60(2), 315-355.
    doi:10.1137/16M1087175
    """
    instance("arrays", arrays, WholeArrays, "whole_arrays")
    counts = lower_tie_counts(arrays)
    n_upper = arrays.upper_ties.shape[0]
    labels = checked_labels("strata", strata, n_upper, "upper tie")
    stratum = crossed(upper_country_pairs(arrays), labels)
    units = np.arange(arrays.n_units)
    moving = _Moving(arrays.upper_ties, arrays.unit_country, units, counts)
    words = NullWords(
        "upper-ties",
        and_labels(
            say(
                "the city ties, and each unit's number of upper ties with each country, its own"
                " included"
            ),
            strata,
        ),
        say("which units of that country"),
        strata_words(say("pair of countries"), strata),
        moving.stub_moments(stratum),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    return _by_country_pairs(moving, stratum, words, options, has_strata=strata is not None)


@dataclass(frozen=True, slots=True, eq=False)
class _Moving:
    """Ties that move, the country and the group of each of their ends, and weights of groups."""

    ties: Index
    country: Index
    group: Index
    weights: PairWeights

    @property
    def ends(self) -> Index:
        """The ties with the end of the smaller country first."""
        return turned(self.ties, self.country)

    @property
    def is_domestic(self) -> Flag:
        """Whether both ends lie in one country."""
        same: Flag = self.country[self.ties[:, 0]] == self.country[self.ties[:, 1]]
        return same

    @property
    def statistic(self) -> float:
        """The sum of weights where the ties stand."""
        values: Numbers = self.weights.of(self.group[self.ties])
        return float(values.sum())

    def stub_moments(self, stratum: Index) -> Moments:
        """Moments of stub matching within strata that lie in pairs of countries."""
        groups = self.group[self.ends]
        return whole_stub_moments(groups, stratum, self.is_domestic, self.weights)


def turned(ties: Index, country: Index) -> Index:
    """Return the ties with the end of the smaller country first."""
    is_turned = country[ties[:, 0]] > country[ties[:, 1]]
    return np.where(is_turned[:, None], ties[:, ::-1], ties)


def side_classes(ends: Index, ties: Index, stratum: Index, is_square: Flag) -> Index:
    """Return the class of each end: its stratum, and its side where the stratum has two.

    `ties` are those of `ends` in the order in which they are laid out; shape (n_ties, 2).
    """
    is_first = ties == ends[:, :1]
    side = np.where(is_square[:, None] | is_first, 0, 1)
    return 2 * stratum[:, None] + side


def _by_country_pairs(
    moving: _Moving, stratum: Index, words: NullWords, options: Options, *, has_strata: bool
) -> NullDraws:
    """Draw within pairs of countries: in blocks where they fit and nothing divides them further."""
    if not has_strata and fits_in_memory(moving.ties, moving.country):
        graph = block_graph(moving.ties, moving.country, moving.group, moving.weights)
        return parallel_runs(BlockChain(graph, moving.statistic), graph.n_fixed, words, options)
    is_square = moving.is_domestic
    half_class = side_classes(moving.ends, moving.ties, stratum, is_square)
    return _by_halves(moving, stratum, is_square, half_class, words, options)


def _by_halves(
    moving: _Moving,
    stratum: Index,
    is_square: Flag,
    half_class: Index,
    words: NullWords,
    options: Options,
) -> NullDraws:
    ends = moving.ends
    is_movable = movable_pairs(ends[:, 0], ends[:, 1], stratum, is_square)
    classes = np.broadcast_to(half_class, moving.ties.shape)
    graph = half_graph(moving.ties, classes, is_movable, moving.group, moving.weights)
    chain = HalfChain(graph, moving.statistic, graph.table())
    return parallel_runs(chain, graph.n_fixed, words, options)
