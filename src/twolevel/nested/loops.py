"""The arguments of the compiled loops, and the blocks of regions that they run over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from twolevel.core.array_types import Index, Real
from twolevel.nested.city_classes import Side
from twolevel.nested.design import Design, Level
from twolevel.nested.network import STATUS
from twolevel.nested.term_arrays import Effects, stacked_features

Arrays: TypeAlias = tuple[Any, ...]

MOST_BLOCKS = 32  # part of the result: sums are added block by block
FEW_BLOCKS = 4
LEAST_COST = 50_000.0  # less is not worth a block of its own
MANY_COLUMNS = 500
PAIR_COST = 20.0  # a region pair costs about as much as so many cells


@dataclass(frozen=True, slots=True, eq=False)
class Loops:
    """What does not change with the coefficients.

    Attributes
    ----------
    blocks
        Runs of left regions of about equal cost, shape (n_blocks, 2).
    start, city, region
        Arguments of the loops, in their order; see `kernels.nested_moments.moments_of_rows`.
    layout
        Columns of the statistics, as the loops order them.
    """

    design: Design
    blocks: Index
    start: Arrays
    city: Arrays
    region: Arrays
    layout: Arrays


def loops_of(design: Design) -> Loops:
    """Lay the design out for the loops."""
    network = design.network
    city_listed = _city_listed(design)
    return Loops(
        design=design,
        blocks=_blocks(design),
        start=(
            network.is_undirected,
            (
                network.left_country, network.right_country, network.left_signs,
                network.right_signs, STATUS[network.domestic], STATUS[network.within],
            ),
        ),
        city=(stacked_features(design.city.features), city_listed, _effects(design.city)),
        region=(
            stacked_features(design.region.features), _region_listed(design),
            _effects(design.region),
        ),
        layout=(
            design.city.columns,
            np.concatenate((design.varying_columns, design.city.listed_columns)),
            np.array([design.gamma]),
            np.concatenate((design.region.columns, design.region.listed_columns)),
        ),
    )  # fmt: skip


def loop_arguments(loops: Loops, coefficients: Real) -> Arrays:
    """Return what the loops take between the rows and the sums, with these coefficients."""
    design = loops.design
    varying = coefficients[design.varying_columns]
    left, right = design.classes.left, design.classes.right
    n_sum, n_match = left.sums.shape[1], left.labels.shape[1]
    with np.errstate(over="ignore"):
        one = _sorted_side(left, varying[:n_sum])
        other = one if right is left else _sorted_side(right, varying[:n_sum])
        match = np.exp(varying[n_sum : n_sum + n_match])
        growth = float(np.exp(coefficients[design.gamma]))
    city_slopes = (
        coefficients[design.city.columns], match, varying[n_sum + n_match :],
        coefficients[design.city.listed_columns],
    )  # fmt: skip
    features, (first, region, k, c, values, pairs), effects = loops.city
    listed = (first, region, one.place[k], other.place[c], values, pairs)
    return (
        *loops.start, one.side, other.side, one.powers, other.powers, one.tails, other.tails,
        features, listed, effects, *loops.region, loops.layout, city_slopes,
        _by_side(design.city.effects, coefficients, design), growth, coefficients[loops.layout[3]],
        _by_side(design.region.effects, coefficients, design),
    )  # fmt: skip


def members_of(loops: Loops, coefficients: Real) -> Arrays:
    """Return the cities in order of region and the place of their class, for the sampler."""
    design = loops.design
    left, right = design.classes.left, design.classes.right
    sums = coefficients[design.varying_columns][: left.sums.shape[1]]
    return (
        left.first_city, _place(left, sums)[left.city_class[left.order]],
        right.first_city, _place(right, sums)[right.city_class[right.order]],
    )  # fmt: skip


def largest_odds(loops: Loops, coefficients: Real) -> tuple[Real, Real]:
    """Return factors of each left and right region whose product bounds what its cities bring."""
    design = loops.design
    varying = coefficients[design.varying_columns]
    left, right = design.classes.left, design.classes.right
    n_sum, n_match = left.sums.shape[1], left.labels.shape[1]
    slack = float(np.maximum(varying[n_sum : n_sum + n_match], 0).sum())
    slopes = varying[n_sum + n_match :]
    if left.factors.shape[0] and right.factors.shape[0]:
        most = np.abs(left.factors).max(axis=0) * np.abs(right.factors).max(axis=0)
        slack += float(np.abs(slopes) @ most)
    with np.errstate(over="ignore"):
        first, second = (
            np.exp(_largest(side, side.sums @ varying[:n_sum])) for side in (left, right)
        )
        return first * np.exp(slack), second


def _largest(side: Side, values: Real) -> Real:
    """Return the largest value of each region's classes; minus infinity where there are none."""
    largest = np.full(side.first.size - 1, -np.inf)
    np.maximum.at(largest, side.class_region, values)
    return largest


@dataclass(frozen=True, slots=True, eq=False)
class _SortedSide:
    """One side with the classes of each region in order of their factors, largest first.

    Attributes
    ----------
    place
        Of each class in this order.
    side, powers, tails
        See `kernels.nested_pairs`.
    """

    place: Index
    side: Arrays
    powers: Arrays
    tails: Arrays


def _sorted_side(side: Side, slopes: Real) -> _SortedSide:
    from twolevel.kernels.nested_pairs import MOST_TERMS, fill_tails

    order = _order(side, slopes)
    log_factor = (side.sums @ slopes)[order]
    n, sums = side.n_cities[order], side.sums[order]
    n_regions, n_x = side.first.size - 1, sums.shape[1]
    largest = _largest(side, side.sums @ slopes)
    relative = np.exp(log_factor - largest[side.class_region])
    tail = np.zeros((n.size, MOST_TERMS))
    tail_x = np.zeros((n.size, MOST_TERMS, n_x))
    tail_xx = np.zeros((n.size, MOST_TERMS, n_x, n_x))
    fill_tails(side.first, n, relative, sums, tail, tail_x, tail_xx)
    total, with_x, with_xx = (_totals(side, values) for values in (tail, tail_x, tail_xx))
    if side.labels.shape[1] + side.factors.shape[1]:  # these do not factorise: no series
        largest = np.full(n_regions, np.inf)
    return _SortedSide(
        place=_place(side, slopes),
        side=(side.first, n, np.exp(log_factor), sums, side.labels[order], side.factors[order]),
        powers=(np.exp(largest), total, with_x, with_xx),
        tails=(relative, tail, tail_x, tail_xx),
    )


def _order(side: Side, slopes: Real) -> Index:
    """Return the classes region by region, those with the largest factors first."""
    return np.lexsort((-(side.sums @ slopes), side.class_region))


def _place(side: Side, slopes: Real) -> Index:
    place = np.empty(side.class_region.size, dtype=np.int64)
    place[_order(side, slopes)] = np.arange(place.size)
    return place


def _totals(side: Side, tails: Real) -> Real:
    """Return the sums over whole regions, the region last; 0 where a region has no class."""
    has_class = np.diff(side.first) > 0
    totals = np.zeros((has_class.size, *tails.shape[1:]))
    totals[has_class] = tails[side.first[:-1][has_class]]
    return np.ascontiguousarray(np.moveaxis(totals, 0, -1))


def _by_side(effects: tuple[Effects, ...], coefficients: Real, design: Design) -> Arrays:
    """Return the sum of the effects of each left and each right region."""
    network = design.network
    with_none = np.append(coefficients, 0.0)  # column -1 reads the last, which is no effect
    left, right = np.zeros(network.n_left_regions), np.zeros(network.n_right_regions)
    for effect in effects:
        left += with_none[effect.left]
        right += with_none[effect.right]
    return left, right


def _effects(level: Level) -> Arrays:
    n_left, n_right = level.features[0].left.size, level.features[0].right.size
    none = np.zeros((0, n_left), dtype=np.int64), np.zeros((0, n_right), dtype=np.int64)
    if not level.effects:
        return none
    return (
        np.array([effect.left for effect in level.effects]),
        np.array([effect.right for effect in level.effects]),
    )


def _city_listed(design: Design) -> Arrays:
    """Return the listed city pairs that count, sorted by region pair."""
    network, listed = design.network, design.city.listed
    left, right = design.classes.left, design.classes.right
    place_left, place_right = _places(left), _places(right)
    i, j = listed.pairs[:, 0], listed.pairs[:, 1]
    if network.is_undirected:  # the loops meet the pair with its regions, then places, in order
        is_turned = place_left[i] > place_left[j]
        i, j = np.where(is_turned, j, i), np.where(is_turned, i, j)
    p, q = network.left_region[i], network.right_region[j]
    kept = network.statuses(p, q) > 0
    i, j, p, q, values = i[kept], j[kept], p[kept], q[kept], listed.values[kept]
    order = np.lexsort((q, p))
    return (
        np.searchsorted(p[order], np.arange(network.n_left_regions + 1)),
        q[order], left.city_class[i[order]], right.city_class[j[order]],
        np.ascontiguousarray(values[order]),
        np.column_stack((place_left[i[order]], place_right[j[order]])),
    )  # fmt: skip


def _places(side: Side) -> Index:
    place = np.empty(side.order.size, dtype=np.int64)
    place[side.order] = np.arange(side.order.size)
    return place


def _region_listed(design: Design) -> Arrays:
    listed = design.region.listed
    regions = np.arange(design.network.n_left_regions + 1)
    return (
        np.searchsorted(listed.pairs[:, 0], regions),
        np.ascontiguousarray(listed.pairs[:, 1]),
        np.ascontiguousarray(listed.values),
    )


def _blocks(design: Design) -> Index:
    """Cut the left regions into runs of about equal cost."""
    network = design.network
    left = np.diff(design.classes.left.first).astype(np.float64)
    right = np.diff(design.classes.right.first).astype(np.float64)
    n = network.n_left_regions
    if network.is_undirected:
        rest = np.cumsum(right[::-1])[::-1]
        cost = left * rest + PAIR_COST * np.arange(n, 0, -1)
    else:
        cost = left * right.sum() + PAIR_COST * right.size
    most = FEW_BLOCKS if design.size > MANY_COLUMNS else MOST_BLOCKS
    n_blocks = min(n, most, 1 + int(cost.sum() / LEAST_COST))
    wanted = np.arange(1, n_blocks) * (cost.sum() / n_blocks)
    cuts = np.unique(np.concatenate(([0], np.searchsorted(np.cumsum(cost), wanted), [n])))
    return np.column_stack((cuts[:-1], cuts[1:]))
