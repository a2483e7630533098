"""A place among its peers: numbers that add up, its own ties left out, peers by a slow search."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.additive_model import AdditiveModel, class_members
from sistercities.partners.benchmark import Benchmark, CountedTies
from sistercities.partners.benchmarking import (
    SIGNIFICANT,
    all_ties,
    benchmark_place,
    compared,
    country_lines,
    kind_lines,
)
from sistercities.partners.expected_partners import (
    ExpectedPartners,
    expected_partners,
    mixed_shares,
    without_ties_of,
)
from sistercities.partners.expected_ties import expected_ties
from sistercities.partners.ground import Ground
from sistercities.partners.partner_kinds import dimensions
from sistercities.partners.peers import DOUBLE, UNKNOWN, peers_of
from sistercities.partners.train import train

GROUND = made_up_ground(n_places=300, n_ties=500)
CITIES = class_members(GROUND, "city")
REGIONS = [int(k) for k in class_members(GROUND, "region") if not GROUND.places.is_dual[k]]
BUSY = CITIES[np.argsort(-GROUND.ties.degree[CITIES], kind="stable")]
HOMES = [int(k) for k in (*BUSY[:3], *BUSY[100:102], BUSY[-1])]


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


@pytest.fixture(scope="module")
def found(model: AdditiveModel) -> list[Benchmark]:
    """Benchmarks of busy places, of middling ones, and of one without ties."""
    expected = expected_ties(GROUND, "city")
    return [benchmark_place(GROUND, model, expected, home) for home in HOMES]


def test_numbers_by_country_and_by_kind_add_up(found: list[Benchmark]) -> None:
    for home, one in zip(HOMES, found, strict=True):
        assert one.ties.actual == len(GROUND.ties.partners(home))
        assert sum(line.ties.actual for line in one.by_country) == one.ties.actual
        assert sum(line.ties.expected for line in one.by_country) == pytest.approx(
            one.ties.expected, abs=1e-9
        )
        assert one.n_partners == np.isin(GROUND.ties.partners(home), CITIES).sum()
        for name in {line.dimension for line in one.kinds}:
            lines = [line for line in one.kinds if line.dimension == name]
            assert sum(line.actual for line in lines) == one.n_partners
            assert sum(line.expected for line in lines) == pytest.approx(one.n_partners)


def test_intervals_lie_in_each_other_and_the_sentence_agrees(found: list[Benchmark]) -> None:
    for one in found:
        ties = one.ties
        assert ties.low95 <= ties.low <= ties.high <= ties.high95
        assert ties.is_beyond_chance == (not ties.low95 <= ties.actual <= ties.high95)
        if "Its size is not known here" in one.sentence:
            assert one.home.population is None
            continue
        assert f"between {ties.low} and {ties.high}." in one.sentence
        if ties.low <= ties.actual <= ties.high:
            assert "about as many as places like it" in one.sentence
        for line in one.kinds:
            assert line.low <= line.high
            assert (line.sentence is not None) == (line.p < SIGNIFICANT)


def test_exchange_partners_are_not_compared_with_places_without_a_list_of_them(
    model: AdditiveModel,
) -> None:
    home = int(np.argmax(GROUND.ties.degree[:100]))
    n = int(GROUND.ties.degree[home])
    expected = expected_ties(GROUND, "city")
    few = benchmark_place(GROUND, model, expected, home, n_exchange=4)
    assert few.sentence == benchmark_place(GROUND, model, expected, home).sentence
    many = benchmark_place(GROUND, model, expected, home, n_exchange=5)
    assert f"has {n} known partners" in many.sentence
    assert "5 of them are called exchange partners; for most places no list" in many.sentence
    assert f"Without them it has {n - 5};" in many.sentence
    assert "places like it, " not in many.sentence
    assert many.to_json()["n_exchange"] == 5


def test_partners_that_are_expected_do_not_know_the_place_s_own_ties(
    model: AdditiveModel,
) -> None:
    home = HOMES[0]
    bare = replace(GROUND, ties=without_ties_of(GROUND.ties, home))
    ours, theirs = (expected_partners(g, model, home, 4.0) for g in (GROUND, bare))
    np.testing.assert_array_equal(ours.at, theirs.at)
    np.testing.assert_allclose(ours.share, theirs.share)
    assert ours.share.sum() == pytest.approx(1)
    np.testing.assert_allclose(
        np.bincount(GROUND.places.country[ours.at], weights=ours.share, minlength=4),
        ours.by_country,
    )


def test_own_ties_hardly_move_what_is_expected() -> None:
    """Left out by one step of the whole fit: near what a fit without the ties says."""
    home = int(next(k for k in BUSY if GROUND.places.population[k] > 15_000))
    with_them = expected_ties(GROUND, "city")
    degree = GROUND.ties.degree.copy()
    again = replace(GROUND, ties=_with_more(GROUND, home, 15))
    more = expected_ties(again, "city")
    assert again.ties.degree[home] > 2 * degree[home]
    row = with_them.row[home]
    assert more.mean()[row] < 1.5 * with_them.mean()[row]


def _with_more(ground: Ground, home: int, count: int) -> object:
    ties = ground.ties
    others = [k for k in CITIES.tolist() if k != home and k not in ties.partners(home)][:count]
    return replace(
        ties,
        a=np.concatenate([ties.a, np.full(count, home)]),
        b=np.concatenate([ties.b, others]),
        year=np.concatenate([ties.year, np.full(count, np.nan)]),
    )


def test_shares_are_spread_the_more_the_more_ties_they_stand_for() -> None:
    model, peers = np.array([8.0, 2.0, 0.0]), np.array([6.0, 2.0, 2.0])
    plain = mixed_shares(model, peers, 10, model_share=0.5, spreading=0.0)
    np.testing.assert_allclose(plain, [(0.8 + 0.75) / 2, (0.2 + 0.25) / 2, 0])
    few, many = (mixed_shares(model, peers, total, spreading=0.2) for total in (1, 50))
    assert plain[0] > few[0] > many[0] > many[1] > few[1] > plain[1]
    for shares in (few, many):
        assert shares.sum() == pytest.approx(1)
        assert shares[2] == 0  # nobody there may be a partner


def test_the_ties_of_all_other_places_are_those_with_neither_end_there() -> None:
    """Counted by hand: a place stands first in some of its ties and second in others."""
    ties = GROUND.ties
    whole = list(zip(ties.a.tolist(), ties.b.tolist(), ties.year.tolist(), strict=True))
    home = next(k for k in CITIES.tolist() if k in ties.a and k in ties.b)
    left = without_ties_of(ties, home)
    kept = list(zip(left.a.tolist(), left.b.tolist(), left.year.tolist(), strict=True))
    assert str(kept) == str([one for one in whole if home not in one[:2]])
    assert 0 < len(whole) - len(kept) == len(ties.partners(home))


def test_a_place_that_chose_one_kind_alone_is_told_so(model: AdditiveModel) -> None:
    """Of twelve partners all in Africa, where few are expected, and none elsewhere."""
    home = HOMES[-1]
    country = GROUND.places.country
    african = [k for k in CITIES.tolist() if country[k] == 3 and k != home][:12]
    ties = without_ties_of(GROUND.ties, home)
    tied = replace(
        ties,
        a=np.concatenate([ties.a, np.full(12, home)]),
        b=np.concatenate([ties.b, african]),
        year=np.concatenate([ties.year, np.full(12, np.nan)]),
    )
    ground = replace(GROUND, ties=tied)
    at = CITIES[home != CITIES]
    even = np.full(len(at), 1 / len(at))
    shares = ExpectedPartners(at, even, np.bincount(country[at], weights=even, minlength=4))
    lines, total = kind_lines(ground, shares, home)
    assert total == 12
    (africa,) = [line for line in lines if line.kind == "in Africa"]
    assert africa.actual == 12
    assert africa.p < 0.01
    assert africa.sentence is not None
    assert africa.sentence.startswith("All of its 12 partners are in Africa; places like Place")
    (europe,) = [line for line in lines if line.kind == "in Europe"]
    assert europe.sentence is not None
    assert europe.sentence.startswith("None of its 12 partners is in Europe; places like Place")
    by_country = country_lines(ground, shares, home, 6.0)
    assert sum(line.ties.expected for line in by_country) == pytest.approx(6.0)


def test_partners_of_which_it_is_not_known_are_no_kind_that_is_lacking(
    model: AdditiveModel,
) -> None:
    """Of twelve partners no population is known, and hardly any such is expected."""
    home = HOMES[-1]
    chosen = [k for k in CITIES.tolist() if k != home][:12]
    ties = without_ties_of(GROUND.ties, home)
    tied = replace(
        ties,
        a=np.concatenate([ties.a, np.full(12, home)]),
        b=np.concatenate([ties.b, chosen]),
        year=np.concatenate([ties.year, np.full(12, np.nan)]),
    )
    population = GROUND.places.population.copy()
    population[CITIES] = 100_000.0
    population[chosen] = np.nan
    ground = replace(GROUND, ties=tied, places=replace(GROUND.places, population=population))
    at = CITIES[home != CITIES]
    even = np.full(len(at), 1 / len(at))
    country = GROUND.places.country
    shares = ExpectedPartners(at, even, np.bincount(country[at], weights=even, minlength=4))
    lines, _ = kind_lines(ground, shares, home)
    (unknown,) = [line for line in lines if line.kind == "of unknown size"]
    assert (unknown.actual, unknown.sentence) == (12, None)
    assert unknown.p < 0.01
    (known,) = [line for line in lines if line.kind == "with 100,000 to 500,000 people"]
    assert known.sentence is not None


def test_kinds_are_those_of_a_slow_look(model: AdditiveModel) -> None:
    places, countries = GROUND.places, GROUND.countries
    sorted_by = {one.name: one for one in dimensions(GROUND, HOMES[0], CITIES)}
    for k, place in enumerate(CITIES.tolist()):
        words = {name: one.words[one.kind[k]] for name, one in sorted_by.items()}
        continent = countries.continents[places.country[place]]
        assert (
            words["continent"] == {"AS": "in Asia", "EU": "in Europe", "AF": "in Africa"}[continent]
        )
        people = places.population[place]
        if np.isnan(people):
            assert words["size"] == "of unknown size"
        elif people >= 2_000_000:
            assert words["size"] == "with 2,000,000 or more people"
        elif 100_000 <= people < 500_000:
            assert words["size"] == "with 100,000 to 500,000 people"
        coast = places.is_coastal[place]
        said = {1.0: "within 50 km of the sea", 0.0: "more than 50 km from the sea"}
        assert words["coast"] == said.get(coast, sorted_by["coast"].words[-1])
        if places.country[place] == places.country[HOMES[0]]:
            assert words["language"] == "in its own country"


@pytest.mark.parametrize("home", HOMES[:3])
def test_peers_are_the_nearest_of_a_slow_search(home: int) -> None:
    expected = expected_ties(GROUND, "city")
    peers, among = peers_of(GROUND, expected, home)
    facts, country = expected.facts, GROUND.places.country
    pool = [
        k for k in expected.at.tolist()
        if k != home and country[k] == country[home] and facts.kind[k] == facts.kind[home]
        and not (np.isnan(facts.size[k]) and not np.isnan(facts.size[home]))
    ]  # fmt: skip
    assert f"{len(pool)} places of the same kind in Country" in among

    def distance(k: int) -> float:
        total = 0.0
        for values, step in ((facts.size, DOUBLE), (facts.destinations, 2), (facts.is_capital, 1),
                             (facts.is_seat, 1), (facts.is_coastal, 1)):  # fmt: skip
            one, other = values[home], values[k]
            unknown = np.isnan([one, other]).sum()
            total += (UNKNOWN if unknown == 1 else 0 if unknown else abs(one - other) / step) ** 2
        return float(np.sqrt(total))

    slow = sorted((distance(k), k) for k in pool)[: len(peers)]
    assert [GROUND.position[peer.place.place_id] for peer in peers] == [k for _, k in slow]
    np.testing.assert_allclose([peer.distance for peer in peers], [d for d, _ in slow])
    for peer in peers:
        assert peer.place.n_ties == GROUND.ties.degree[GROUND.position[peer.place.place_id]]


def test_regions_are_compared_with_regions() -> None:
    n = len(REGIONS)
    pairs = [(REGIONS[k], REGIONS[(k + 4) % n]) for k in range(n)]
    ties = GROUND.ties
    ties = replace(
        ties,
        a=np.concatenate([ties.a, [a for a, _ in pairs]]),
        b=np.concatenate([ties.b, [b for _, b in pairs]]),
        year=np.concatenate([ties.year, np.full(n, np.nan)]),
    )
    ground = replace(GROUND, ties=ties)
    model = train(ground, place_class="region", seed=1, per_tie=5)
    found = benchmark_place(ground, model, expected_ties(ground, "region"), REGIONS[0])
    assert found.ties.actual == ground.ties.degree[REGIONS[0]]
    assert {peer.place.level for peer in found.peers} == {"region1"}


def test_small_places_have_one_tie_at_least() -> None:
    """A place below 15,000 people is there for its tie; the others may have none."""
    places = GROUND.places
    population = places.population.copy()
    small = CITIES[(CITIES % 3 == 0) & (GROUND.ties.degree[CITIES] > 0)]
    population[small] = 5_000
    ground = replace(GROUND, places=replace(places, population=population))
    expected = expected_ties(ground, "city")
    is_small = ~(population[expected.at] >= 15_000) & ~places.is_dual[expected.at]
    np.testing.assert_array_equal(expected.floor, is_small.astype(int))
    assert (expected.mean()[is_small] > 1).all()
    low, _ = expected.interval(0.95)
    assert (low[is_small] >= 1).all()
    ties = all_ties(ground, expected, int(small[0]))
    assert isinstance(ties, CountedTies)
    assert ties.low >= 1


@pytest.mark.parametrize(
    ("actual", "words"),
    [(0, "fewer than nearly all"), (2, "fewer than most"), (5, "about as many as"),
     (9, "more than most"), (30, "more than nearly all")],
)  # fmt: skip
def test_a_number_is_told_by_the_intervals_that_hold_it(actual: int, words: str) -> None:
    assert compared(CountedTies(actual, 5.0, 3, 8, 1, 12, 50.0)).startswith(words)


@pytest.mark.parametrize("home", HOMES[:3])
def test_what_lies_in_a_place_and_what_it_lies_in_are_no_peers_of_it(home: int) -> None:
    def peers(ground: Ground) -> list[str]:
        found, _ = peers_of(ground, expected_ties(ground, "city"), home)
        return [peer.place.place_id for peer in found]

    first, second, *others = peers(GROUND)
    municipality = GROUND.places.municipality.copy()
    municipality[GROUND.position[first]] = home
    municipality[home] = GROUND.position[second]
    ground = replace(GROUND, places=replace(GROUND.places, municipality=municipality))
    assert peers(ground)[: len(others)] == others


def test_of_a_place_of_unknown_size_no_rank_is_said(model: AdditiveModel) -> None:
    home = HOMES[0]
    population = GROUND.places.population.copy()
    population[home] = np.nan
    ground = replace(GROUND, places=replace(GROUND.places, population=population))
    found = benchmark_place(ground, model, expected_ties(ground, "city"), home)
    assert "Its size is not known here" in found.sentence
    assert "usually" not in found.sentence
    assert "like it" not in found.sentence
    told = [one for one in (found.sentence, *found.notes) if "not known" in one]
    assert told == [found.sentence]
