"""Each compiled loop gives the numbers of its plain twin, also with bounds checked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from two_level.bounds_checked import said_in_python
from two_level.plain_twins import random_words, relabelled, swapped
from two_level.small_worlds import small_world
from twolevel.core.arrays import TwoLevelArrays, hits_of_ties
from twolevel.core.strata import movable_ties
from twolevel.exact.moments import block_hits, upper_stratum
from twolevel.nulls.region_labels import region_labels
from twolevel.nulls.rewiring import degree, degree_country, upper_ties

N_DRAWS, LENGTH, SEED = 12, 300, 5


def twin_runs(ties: np.ndarray, stratum: np.ndarray) -> list[list[tuple[int, int]]]:
    """Run the twin as the null does: hub, then a chunk of runs; fixed ties stay."""
    is_movable = movable_ties(ties[:, 0], ties[:, 1], stratum)
    fixed = [tuple(tie) for tie in ties[~is_movable].tolist()]
    order = np.lexsort((ties[:, 1], ties[:, 0], stratum))
    order = order[is_movable[order]]
    start = [tuple(tie) for tie in ties[order].tolist()]
    groups = stratum[order].tolist()
    _, hub_seed, run_seed = np.random.SeedSequence(SEED).spawn(3)
    hub = swapped(start, groups, LENGTH, random_words(hub_seed))
    words = random_words(run_seed.spawn(1)[0])
    return [swapped(hub, groups, LENGTH, words) + fixed for _ in range(N_DRAWS)]


def inside(world: TwoLevelArrays) -> int:
    return int(hits_of_ties(world).sum())


@pytest.mark.parametrize("null", [degree, degree_country])
def test_lower_swaps_are_those_of_the_twin(null) -> None:
    world = small_world()
    stratum = world.tie_country if null is degree_country else np.zeros(world.n_ties, int)
    runs = twin_runs(world.ties, stratum)
    result = null(world, n_draws=N_DRAWS, seed=SEED, chain_length=LENGTH)
    assert result.draws.tolist() == [inside(replace(world, ties=np.array(r))) for r in runs]
    before = {tuple(tie) for tie in world.ties.tolist()}
    moved = [len(set(run) - before) for run in runs]
    assert result.share_moved == pytest.approx(np.mean(moved) / world.n_ties)


@pytest.mark.parametrize("most", [1, 3])
def test_swaps_among_more_cells_than_lie_near_are_those_of_the_twin(most: int) -> None:
    drawn = np.random.default_rng(SEED)
    n_side, n_ties, n_runs = 2_600, 4_000, 2
    cells = np.sort(drawn.choice(n_side * n_side, n_ties, replace=False))
    ties = np.column_stack(np.divmod(cells, n_side))
    weights = drawn.integers(0, most + 1, (4, n_side))
    none = np.zeros(0, dtype=np.int64)
    world = TwoLevelArrays(
        home_unit=np.arange(n_side) % 4, home_block=np.arange(n_side),
        home_stratum=np.zeros(n_side, dtype=np.int64),
        foreign_country=np.zeros(n_side, dtype=np.int64),
        foreign_unit=np.full((n_side, 1), -1), foreign_unit_country=none, foreign_unit_tier=none,
        ties=ties, upper_ties=np.zeros((0, 2), dtype=np.int64), n_units=4,
    )  # fmt: skip
    runs = twin_runs(ties, np.zeros(n_ties, dtype=np.int64))[:n_runs]
    result = degree(world, n_draws=N_DRAWS, seed=SEED, chain_length=LENGTH, weights=weights)
    due = [weights[np.array(run)[:, 0] % 4, np.array(run)[:, 1]].sum() for run in runs]
    assert len(set(result.draws.tolist())) > 1
    assert result.draws[:n_runs].tolist() == due


def test_upper_swaps_are_those_of_the_twin() -> None:
    world = small_world()
    stratum = upper_stratum(world)[world.upper_ties[:, 1]]
    runs = twin_runs(world.upper_ties, stratum)
    result = upper_ties(world, n_draws=N_DRAWS, seed=SEED, chain_length=LENGTH)
    assert len(set(result.draws.tolist())) > 2
    assert result.draws.tolist() == [inside(replace(world, upper_ties=np.array(r))) for r in runs]


def test_labels_are_those_of_the_twin() -> None:
    world = small_world()
    hits, unit, stratum = block_hits(world)
    _, block = np.unique(world.home_block, return_inverse=True)
    n_ties = np.bincount(block[world.ties[:, 0]], minlength=unit.size)
    order = np.lexsort((n_ties == 0, stratum))
    strata = []
    for value in np.unique(stratum):
        mine = np.flatnonzero(stratum[order] == value)
        strata.append((int(mine[0]), mine.size, int((n_ties[order][mine] > 0).sum())))
    words = random_words(np.random.SeedSequence(SEED).spawn(1)[0])
    draws = relabelled(unit[order].tolist(), strata, N_DRAWS, words)
    by_hand = [int(sum(hits[b, label] for b, label in zip(order, d, strict=True))) for d in draws]
    assert region_labels(world, n_draws=N_DRAWS, seed=SEED).draws.tolist() == by_hand


BOUNDS_SCRIPT = """
from two_level.odd_networks import home_network
from two_level.small_worlds import small_world
from twolevel.nulls import parallel_runs
from twolevel.nulls.home_nulls import NULL_IDS, draw_null
for null_id in NULL_IDS:
    print(draw_null(null_id, small_world(), n_draws=20, seed=5, max_steps=400).draws.tolist())
parallel_runs.SERIAL_RECORDS = 64  # each of these runs is as long as it may be
for seed in range(40):
    arrays = home_network(seed)
    for null_id in NULL_IDS if arrays.home_unit.size else ():
        draw_null(null_id, arrays, n_draws=3, seed=5, max_steps=60)
"""


def test_no_kernel_reads_outside_its_arrays() -> None:
    """Python checks all bounds; the draws are those of the compiled kernels, which check none."""
    printed = said_in_python(BOUNDS_SCRIPT)
    from twolevel.nulls.home_nulls import NULL_IDS, draw_null

    unchecked = [
        draw_null(null_id, small_world(), n_draws=20, seed=5, max_steps=400).draws.tolist()
        for null_id in NULL_IDS
    ]
    assert printed.split("\n")[:-1] == [str(draws) for draws in unchecked]
