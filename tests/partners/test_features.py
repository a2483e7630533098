"""Features: blind to the tie of the pair, right by a slow count, a sentence for every value."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.features import network, openness
from sistercities.partners.features.catalogue import BY_NAME, FEATURES
from sistercities.partners.features.feature import Feature, PairNames, sentence_of, times
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs

GROUND = made_up_ground()
NAMES = PairNames("Aachen", "Ningbo", "Germany", "China")


def without(ground: Ground, tie: int) -> Ground:
    """Delete one tie as if nobody had ever known of it."""
    kept = np.arange(len(ground.ties.a)) != tie
    ties = replace(
        ground.ties, a=ground.ties.a[kept], b=ground.ties.b[kept], year=ground.ties.year[kept]
    )
    return replace(ground, ties=ties, recorded=ties.keys)


def partners(ground: Ground, place: int) -> set[int]:
    """Partners of a place by going through all ties."""
    ends = zip(ground.ties.a.tolist(), ground.ties.b.tolist(), strict=True)
    return {b if a == place else a for a, b in ends if place in (a, b)}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_no_feature_knows_the_tie_of_its_own_pair(name: str) -> None:
    """A tie that exists looks exactly as it would if it did not."""
    for tie in range(0, len(GROUND.ties.a), 3):
        for a, b in (
            (GROUND.ties.a[tie], GROUND.ties.b[tie]), (GROUND.ties.b[tie], GROUND.ties.a[tie]),
        ):  # fmt: skip
            pair = np.array([a]), np.array([b])
            with_it = BY_NAME[name].values(Pairs(GROUND, *pair))
            # The newest start of the ground dates what is recent; it stays as it was.
            year = 2024 if name == "recent_ties" else None
            deleted = replace(without(GROUND, tie), as_of=year)
            kept = BY_NAME[name].values(Pairs(replace(GROUND, as_of=year), *pair))
            # Sums from which the own path is taken away may differ in the last digit.
            np.testing.assert_allclose(BY_NAME[name].values(Pairs(deleted, *pair)), kept, 1e-12)
            if year is None:
                np.testing.assert_array_equal(with_it, kept)


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    """Draw a thousand pairs, and add the ties."""
    rng = np.random.default_rng(2)
    a, b = rng.integers(0, 120, (2, 1000))
    a, b = np.concatenate([a, GROUND.ties.a]), np.concatenate([b, GROUND.ties.b])
    return Pairs(GROUND, a[a != b], b[a != b])


def test_shared_partners_are_those_of_a_slow_count(pairs: Pairs) -> None:
    found = network.partners_in_common(pairs)
    for a, b, value in zip(pairs.a.tolist(), pairs.b.tolist(), found, strict=True):
        both = partners(GROUND, a) & partners(GROUND, b)
        slow = sum(1 / math.log(len(partners(GROUND, c))) for c in both)
        assert value == pytest.approx(slow)


def test_paths_of_three_are_those_of_a_slow_walk_without_the_tie_itself(pairs: Pairs) -> None:
    found = network.tied_with_alike(pairs)
    for k in range(0, len(pairs), 11):
        a, b = int(pairs.a[k]), int(pairs.b[k])
        slow = 0.0
        for last in partners(GROUND, b) - {a}:
            for first in (partners(GROUND, a) & partners(GROUND, last)) - {b}:
                logs = [math.log(len(partners(GROUND, each))) for each in (first, last)]
                slow += 1 / (logs[0] * logs[1])
        assert found[k] == pytest.approx(math.log2(1 + slow))


def test_counts_of_places_are_those_of_a_slow_count(pairs: Pairs) -> None:
    region, country = GROUND.places.region, GROUND.places.country
    for k in range(0, len(pairs), 7):
        a, b = int(pairs.a[k]), int(pairs.b[k])
        one = Pairs(GROUND, pairs.a[k : k + 1], pairs.b[k : k + 1])
        of_a, of_b = partners(GROUND, a) - {b}, partners(GROUND, b) - {a}
        slow = {
            openness.partner_ties: len(of_b),
            openness.home_ties: len(of_a),
            openness.own_ties_there: sum(country[c] == country[b] for c in of_a),
            openness.own_ties_in_region: sum(region[c] == region[b] for c in of_a),
            openness.partner_ties_here: sum(country[c] == country[a] for c in of_b),
        }
        for values, count in slow.items():
            assert values(one)[0] == pytest.approx(math.log2(1 + count)), values.__name__
        if country[a] != country[b]:
            near = sum(region[c] == region[a] for c in of_b)
            assert network.neighbours_tied(one)[0] == pytest.approx(math.log2(1 + near))


def test_ties_of_regions_are_those_of_a_slow_count(pairs: Pairs) -> None:
    region, country = GROUND.places.region, GROUND.places.country
    ends = list(zip(GROUND.ties.a.tolist(), GROUND.ties.b.tolist(), strict=True))
    found = network.region_ties(pairs)
    for k in range(0, len(pairs), 5):
        a, b = int(pairs.a[k]), int(pairs.b[k])
        if country[a] == country[b]:
            assert np.isposinf(found[k])
            continue
        others = [end for end in ends if set(end) != {a, b}]
        count = sum({region[c], region[d]} == {region[a], region[b]} for c, d in others)
        assert found[k] == pytest.approx(math.log2(1 + count))


def test_sister_regions_are_those_whose_containers_are_tied(pairs: Pairs) -> None:
    found, containers = network.sister_region(pairs), GROUND.places.containers[:, 0]
    listed = GROUND.places.is_listed
    for k in range(len(pairs)):
        a, b = int(pairs.a[k]), int(pairs.b[k])
        if containers[a] >= 0 and containers[b] in partners(GROUND, int(containers[a])):
            assert found[k] == 1
        elif containers[a] >= 0 and containers[b] >= 0 and (listed[a] or listed[b]):
            assert found[k] == 0
        else:
            assert np.isnan(found[k])


def test_features_are_the_same_for_one_home_as_for_any_pairs(pairs: Pairs) -> None:
    home = int(pairs.a[0])
    others = np.array([k for k in range(120) if k != home])
    together = Pairs(GROUND, np.full(len(others), home), others)
    for feature in FEATURES:
        single = [
            feature.values(Pairs(GROUND, np.array([home]), np.array([other])))[0]
            for other in others
        ]
        np.testing.assert_allclose(feature.values(together), single, err_msg=feature.name)


ALWAYS_KNOWN = {
    "kinds", "shared_partners", "shared_at_home", "country_ties", "partner_ties", "home_ties",
    "own_ties_there", "partner_ties_here", "tied_with_alike", "town_network",
}  # fmt: skip
"""Counts on the ties that are held, and levels: never unknown."""


def shown(feature: Feature) -> list[float]:
    """Values at, between and beyond the knots, unknown, and without sense."""
    knots = list(feature.knots)
    between = [] if feature.is_category else [(a + b) / 2 for a, b in pairwise(knots)]
    unknown = [] if feature.name in ALWAYS_KNOWN else [math.nan]
    return [*knots, *between, *unknown, math.inf]


@pytest.mark.parametrize("name", sorted(ALWAYS_KNOWN))
def test_what_is_counted_is_never_unknown(name: str, pairs: Pairs) -> None:
    assert not np.isnan(BY_NAME[name].values(pairs)).any()


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_value_has_a_sentence(name: str) -> None:
    feature = BY_NAME[name]
    home = PairNames("Aachen", "Bonn", "Germany", "Germany")
    for value in shown(feature):
        sentence = sentence_of(feature, value, home if math.isinf(value) else NAMES)
        assert sentence.endswith("."), sentence
        assert "nan" not in sentence.lower().split(), sentence
        assert sentence[0].isupper() or sentence[0].isdigit(), sentence


def test_unknown_is_said_not_filled() -> None:
    said = sentence_of(BY_NAME["partner_size"], math.nan, NAMES)
    assert said == "The population of Ningbo is not known."


def test_no_number_is_told_in_powers_of_ten() -> None:
    assert [times(ratio) for ratio in (1.84, 9.6, 37.4, 109.6, 1312.0)] == [
        "1.8", "9.6", "37", "110", "1,300",
    ]  # fmt: skip


def test_none_known_to_be_young_is_not_none() -> None:
    said = [sentence_of(BY_NAME["recent_ties"], math.log2(1 + n), NAMES) for n in (0, 1, 3)]
    assert [words.split(" of ")[0] for words in said] == [
        "No partnership",
        "1 partnership",
        "3 partnerships",
    ]
    assert all("known to have begun" in words for words in said)
