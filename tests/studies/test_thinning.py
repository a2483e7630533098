"""What comes back where ties are taken away: what is stored, a part again, and what is promised."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from reference import thinning
from two_level.thinned_networks import THINNED, made_up_truth
from twolevel.core.arrays import hits_of_ties

STORED: dict[str, Any] = json.loads(thinning.STORED.read_text(encoding="utf-8"))
ROWS = {(row["network"], row["lost"], row["estimate"]): row for row in STORED["rows"]}
NETWORKS = ("made up", "China", "Japan")
PART = 12


@pytest.mark.parametrize("way", THINNED)
def test_a_part_of_the_worlds_agrees_with_what_is_stored(way: str) -> None:
    rng = np.random.default_rng(99)
    draws = [thinning.thinned(made_up_truth(), way, rng) for _ in range(PART)]
    for name in thinning.ESTIMATES:
        row = ROWS["made up", way, name]
        mean = float(np.mean([one[name][0] for one in draws]))
        assert mean == pytest.approx(row["mean"], abs=4 * row["sd"] / np.sqrt(PART))


def test_every_network_lost_ties_in_every_way_often_enough() -> None:
    wanted = {
        (network, way, name)
        for network in NETWORKS
        for way in THINNED
        for name in (*thinning.ESTIMATES, "bounds")
    }
    assert set(ROWS) == wanted
    assert {row["n"] for row in ROWS.values()} == {STORED["worlds"]} == {400}
    assert STORED["seed"] == thinning.SEED


def test_the_networks_are_those_of_the_release() -> None:
    """The page once told of a share of China that no page had any more."""
    for network, arrays in thinning.networks().items():
        today = float(np.mean(hits_of_ties(arrays)))
        stored = ROWS[network, "at random", "share"]["truth"]
        assert today == pytest.approx(stored, abs=0.0025), "run tests/reference/thinning.py"


@pytest.mark.parametrize("network", NETWORKS)
def test_what_is_lost_at_random_the_weights_give_back(network: str) -> None:
    weighted = ROWS[network, "at random", "weighted"]
    error = weighted["sd"] / np.sqrt(weighted["n"])
    assert abs(weighted["mean"] - weighted["truth"]) < 3 * error
    ratio = ROWS[network, "at random", "ratio"]
    assert ratio["mean"] == pytest.approx(ratio["truth"], rel=0.03)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("way", THINNED)
def test_weights_bring_the_share_nearer_and_intervals_and_bounds_hold(
    network: str, way: str
) -> None:
    off = {
        name: abs(ROWS[network, way, name]["mean"] - ROWS[network, way, name]["truth"])
        for name in ("share", "weighted")
    }
    assert off["weighted"] < off["share"] / 2
    for name in ("weighted", "ratio"):
        assert ROWS[network, way, name]["holds"] >= 0.93
    assert ROWS[network, way, "bounds"]["holds"] == 1.0


def test_the_table_of_the_page_is_the_stored_one() -> None:
    page = thinning.PAGE.read_text(encoding="utf-8")
    assert "\n".join(thinning.table(STORED["rows"])) in page
