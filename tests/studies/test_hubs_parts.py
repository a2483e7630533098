"""The parts of C8: ratios beside those of other countries, classes of size, four measures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit

from reference.placebo_homes import hub_world
from sistercities.studies.hubs.among_countries import (
    expected_shares,
    interval_of,
    ratio_among_countries,
    ratios_among_countries,
)
from sistercities.studies.hubs.evidence import Evidence, gather_evidence
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.network import CityNetwork
from sistercities.studies.hubs.part_rows import class_rows
from sistercities.studies.hubs.part_rules import PART_RULES
from sistercities.studies.hubs.part_words import change_sentence, hubs_sentence
from sistercities.studies.hubs.parts import why_no_ratio
from sistercities.studies.part_rules import Side
from twolevel.rates.counts_among_others import count_among_others


@pytest.fixture(scope="module")
def world() -> tuple[CityNetwork, Evidence]:
    network, both = hub_world(1.0, np.random.default_rng(12))
    evidence = gather_evidence(network, both, hub_share=0.1, n_draws=2, n_sources=40,
                               n_change_sources=40, seed=3)  # fmt: skip
    return network, evidence


def test_the_ratio_is_that_of_the_study_and_its_interval_holds_more(world) -> None:
    network, evidence = world
    found = ratios_among_countries(network, evidence.draws, evidence.beyond, evidence.traits)
    assert list(found) == list(MEASURES)
    for measure, one in found.items():
        ratio = evidence.beyond[measure]
        assert one.value == pytest.approx(ratio.value)
        low, high = one.interval()
        alone = ratio.interval()
        assert low < alone[0] or high > alone[1]


def test_the_counts_of_other_countries_are_those_of_their_cities(world) -> None:
    """Observed and expected added up city by city."""
    network, evidence = world
    ratio, traits = evidence.beyond["ties"], evidence.traits
    membership = evidence.draws.membership[:, 0].mean(axis=0)
    found = ratio_among_countries(network, membership, ratio, traits)
    observed, expected = {}, {}
    for k, city in enumerate(network.comparable):
        code = int(network.country[city])
        x = [1.0, *(network.x[k, j] for j in traits)]
        observed[code] = observed.get(code, 0.0) + membership[k]
        expected[code] = expected.get(code, 0.0) + expit(np.dot(x, ratio.coefficients))
    others = [c for c in expected if c != network.home and expected[c] >= 1]
    assert found.n_others == len(others)
    peer = count_among_others(
        found.observed, found.expected, [observed[c] for c in others],
        [expected[c] for c in others],
    )  # fmt: skip
    assert found.weight == pytest.approx(peer.weight)
    assert found.expected == pytest.approx(expected[network.home])


def test_classes_of_size_add_up_to_the_country(world) -> None:
    network, evidence = world
    ratio, traits = evidence.beyond["ties"], evidence.traits
    found = ratios_among_countries(network, evidence.draws, evidence.beyond, traits)["ties"]
    rows = list(class_rows(network, evidence.draws, ratio, traits, found))
    shares, size = expected_shares(network, ratio, traits), np.exp2(network.x[:, 0])
    n, hubs = 0, 0.0
    ends = [15_000, 100_000, 500_000, 1_000_000, 5_000_000, np.inf]
    for row, low, high in zip(rows, ends, ends[1:], strict=False):
        home = network.is_home & (size >= low) & (size < high)
        n += row.n
        hubs += (row.interval.value or 0.0) * float(shares[home].sum())
    assert n == network.is_home.sum()
    assert hubs == pytest.approx(found.observed)


def test_where_hardly_a_hub_is_expected_of_others_there_is_no_interval(world) -> None:
    network, evidence = world
    membership = evidence.draws.membership[:, 0].mean(axis=0)
    ratio = evidence.presence["ties"]
    rare = replace(ratio, coefficients=ratio.coefficients - 20)
    assert ratio_among_countries(network, membership, ratio, ()) is not None
    assert ratio_among_countries(network, membership, rare, ()) is None
    assert interval_of(None).low is None


def test_a_part_needs_what_its_rule_asks(world) -> None:
    _, evidence = world
    assert why_no_ratio(evidence, evidence.beyond["ties"]) == ""
    nothing = Evidence(0, 0, {}, {}, None, None)
    assert "list" in why_no_ratio(nothing, None)
    assert "needs 30" in why_no_ratio(Evidence(9, 400, {}, {}, None, None), None)


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (("open",) * 4, "so whether Poland has more or fewer than that cannot be told"),
        (("below",) * 4, "fewer than countries usually differ by"),
        (("above",) * 4, "more than countries usually differ by"),
        (("below", "below", "below", "open"), "By 3 of 4 measures it has fewer"),
        (("above", "open", "open", "open"), "By 1 of 4 measures it has more"),
    ],
)
def test_the_sentence_says_what_all_measures_say(world, sides: tuple[Side, ...], said) -> None:
    network, evidence = world
    found = ratios_among_countries(network, evidence.draws, evidence.presence, ())["ties"]
    assert said in hubs_sentence("share", found, sides, 215.0, "Poland")
    low, high = found.range_of_others()
    assert 0 < low < 1 < high
    assert found.interval()[1] <= found.most / found.expected + 1e-9
    rule = next(rule for rule in PART_RULES if rule.name == "share")
    assert len(sides) == len(MEASURES)
    assert rule.supports == ("above",)


@pytest.mark.parametrize(("n_since", "is_older"), [(10, True), (90, False)])
def test_a_list_that_grew_is_not_taken_for_partners_gained(world, n_since, is_older) -> None:
    _, evidence = world
    change = evidence.change.by_measure["ties"]
    said = change_sentence(change, "above", "Poland", (n_since, 100), ("A of 1", "B of 2"))
    assert "earlier list (A of 1)" in said
    assert "later one (B of 2)" in said
    assert ("it is the list that has grown" in said) == is_older
    assert f"{n_since} % began since" in said
