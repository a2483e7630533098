"""The nulls of whole networks that rewire ties by swaps, domestic ties among themselves."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sistercities.inference.arrays import Numbers
from sistercities.inference.chunks import Progress
from sistercities.inference.moments import Moments
from sistercities.inference.null_draws import NullDraws
from sistercities.inference.parallel_runs import (
    DEFAULT_MAX_STEPS,
    NullWords,
    Options,
    parallel_runs,
)
from sistercities.inference.strata import (
    and_labels,
    checked_labels,
    crossed,
    strata_words,
)
from sistercities.inference.whole_arrays import (
    WholeArrays,
    checked_upper_weights,
    country_pairs,
    upper_country_pairs,
)
from sistercities.inference.whole_blocks import block_graph, fits_in_memory, movable_pairs
from sistercities.inference.whole_chains import BlockChain, HalfChain
from sistercities.inference.whole_halves import half_graph
from sistercities.inference.whole_moments import total_stub_mean, whole_stub_moments
from sistercities.inference.whole_weights import (
    PairWeights,
    lower_tie_counts,
    upper_tie_weights,
)

Index = NDArray[np.int64]
Flag = NDArray[np.bool_]


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
    labels = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    pair_weights = upper_tie_weights(arrays, checked_upper_weights(weights, arrays))
    is_square = np.ones(arrays.n_ties, dtype=np.bool_)
    words = NullWords(
        "degree",
        "the upper ties and the number of ties of every city" + and_labels(strata),
        "the countries and units of partners",
        strata_words("none", strata),
        whole_stub_moments(arrays.tie_units, labels, is_square, pair_weights),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    return _by_halves(arrays, labels, is_square, labels[:, None], pair_weights, words, options)


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
    ties with another country. Parameters, errors and references are those of `whole_degree`.
    """
    labels = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    pair_weights = upper_tie_weights(arrays, checked_upper_weights(weights, arrays))
    exact = [
        total_stub_mean(arrays.tie_units[labels == label], pair_weights).mean
        for label in np.unique(labels)
    ]
    words = NullWords(
        "degree-totals",
        "the upper ties, the number of ties of every city, and the number of ties between each "
        "two countries" + and_labels(strata),
        "which cities of a country have its ties with another country",
        strata_words("country of the end that is exchanged", strata),
        Moments(sum(exact), None),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    country = arrays.city_country[arrays.ties]
    half_class = labels[:, None] * (int(country.max(initial=0)) + 1) + country
    is_square = np.ones(arrays.n_ties, dtype=np.bool_)
    return _by_halves(arrays, labels, is_square, half_class, pair_weights, words, options)


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
    that is cheap are drawn afresh for each draw; the others move by swaps. Parameters, errors and
    references are those of `whole_degree`.
    """
    pair_weights = upper_tie_weights(arrays, checked_upper_weights(weights, arrays))
    labels = checked_labels("strata", strata, arrays.n_ties, "lower tie")
    stratum = crossed(country_pairs(arrays), labels)
    country = arrays.city_country
    ends = turned(arrays.ties, country)
    is_square = country[ends[:, 0]] == country[ends[:, 1]]
    words = NullWords(
        "degree-country",
        "the upper ties, and each city's number of ties with each country, its own included"
        + and_labels(strata),
        "which city of that country each city is tied to",
        strata_words("pair of countries", strata),
        whole_stub_moments(arrays.city_unit[ends], stratum, is_square, pair_weights),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    if strata is None and fits_in_memory(arrays.ties, country):
        graph = block_graph(arrays.ties, country, arrays.city_unit, pair_weights)
        chain = BlockChain(graph, _observed(arrays.tie_units, pair_weights))
        return parallel_runs(chain, graph.n_fixed, words, options)
    half_class = side_classes(ends, arrays.ties, stratum, is_square)
    return _by_halves(arrays, stratum, is_square, half_class, pair_weights, words, options)


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
    of that country. `strata` are labels of upper ties, shape (n_upper,). The statistic is the
    number of lower ties inside. Other parameters, errors and references are those of
    `whole_degree`.
    """
    counts = lower_tie_counts(arrays)
    n_upper = arrays.upper_ties.shape[0]
    labels = checked_labels("strata", strata, n_upper, "upper tie")
    stratum = crossed(upper_country_pairs(arrays), labels)
    ends = turned(arrays.upper_ties, arrays.unit_country)
    is_square = arrays.unit_country[ends[:, 0]] == arrays.unit_country[ends[:, 1]]
    words = NullWords(
        "upper-ties",
        "the city ties, and each unit's number of upper ties with each country, its own included"
        + and_labels(strata),
        "which units of that country",
        strata_words("pair of countries", strata),
        whole_stub_moments(ends, stratum, is_square, counts),
    )
    options = Options(n_draws, seed, chain_length, max_steps, executor, on_progress)
    units = np.arange(arrays.n_units)
    statistic = _observed(arrays.upper_ties, counts)
    if strata is None and fits_in_memory(arrays.upper_ties, arrays.unit_country):
        graph = block_graph(arrays.upper_ties, arrays.unit_country, units, counts)
        return parallel_runs(BlockChain(graph, statistic), graph.n_fixed, words, options)
    is_movable = movable_pairs(ends[:, 0], ends[:, 1], stratum, is_square)
    half_class = side_classes(ends, arrays.upper_ties, stratum, is_square)
    halves = half_graph(arrays.upper_ties, half_class, is_movable, units, counts)
    chain = HalfChain(halves, statistic, halves.table())
    return parallel_runs(chain, halves.n_fixed, words, options)


WHOLE_REWIRING: dict[str, Callable[..., NullDraws]] = {
    "degree": whole_degree,
    "degree-totals": whole_degree_totals,
    "degree-country": whole_degree_country,
}


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


def _by_halves(
    arrays: WholeArrays,
    stratum: Index,
    is_square: Flag,
    half_class: Index,
    weights: PairWeights,
    words: NullWords,
    options: Options,
) -> NullDraws:
    ends = turned(arrays.ties, arrays.city_country)
    is_movable = movable_pairs(ends[:, 0], ends[:, 1], stratum, is_square)
    classes = np.broadcast_to(half_class, arrays.ties.shape)
    graph = half_graph(arrays.ties, classes, is_movable, arrays.city_unit, weights)
    chain = HalfChain(graph, _observed(arrays.tie_units, weights), graph.table())
    return parallel_runs(chain, graph.n_fixed, words, options)


def _observed(groups: Index, weights: PairWeights) -> float:
    values: Numbers = weights.of(groups)
    return float(values.sum())
