"""Scorecards: sums, ranks, percentiles by brute force, unknown facts, comparable ties."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from partners.gate.made_up_rows import row
from partners.made_up_ground import made_up_ground
from sistercities.partners.additive_model import AdditiveModel, class_members, probability
from sistercities.partners.assessing import Found, assess_pair, percentile
from sistercities.partners.assessment import Assessment
from sistercities.partners.candidate_scores import candidates
from sistercities.partners.chance_words import (
    TESTED,
    chance_in_short,
    chance_in_words,
    rests_on_one,
)
from sistercities.partners.comparable import FARTHEST, comparable_pairs
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.gate.gate import Gate
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.third_states import _named
from sistercities.partners.pairs import Pairs, candidates_of
from sistercities.partners.reason import Reason
from sistercities.partners.train import train

GROUND = made_up_ground()
HOME = int(GROUND.ties.a[0])
WEIGHTS = {"distance": 2.5, "partner_size": 0.0, "shared_partners": 0.5}
FREE = [k for k in class_members(GROUND, "city").tolist()
        if k != HOME and not GROUND.ties.holds(np.array([HOME]), np.array([k]))[0]]  # fmt: skip
TIED = int(next(k for k in GROUND.ties.partners(HOME) if k in class_members(GROUND, "city")))
PARTNERS = [*FREE[:6], TIED]


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def _all_criteria(found: Assessment) -> list:
    return [*found.criteria, *found.unknown]


def _named_by(reason: Reason) -> tuple[str, ...]:
    """Names of the features of a reason: two where they are told as one."""
    return reason.parts or (reason.feature,)


def _others(partner: int) -> list[int]:
    """Say by hand who else may be suggested: on the partner's side of the border, no quarter."""
    country, level = GROUND.places.country, GROUND.places.level
    is_domestic = country[partner] == country[HOME]
    return [
        k for k in candidates(GROUND, HOME, "city").b.tolist()
        if k != partner and (country[k] == country[HOME]) == is_domestic
        and (level[k] != 4 or GROUND.ties.degree[k])
    ]  # fmt: skip


@pytest.mark.parametrize("partner", PARTNERS)
@pytest.mark.parametrize("weights", [{}, WEIGHTS])
def test_base_and_contributions_add_up_to_the_score(
    model: AdditiveModel, partner: int, weights: dict[str, float]
) -> None:
    found = assess_pair(GROUND, model, HOME, partner, weights)
    total = found.standing.base + math.fsum(
        each.reason.contribution for each in _all_criteria(found)
    )
    assert total == pytest.approx(found.standing.score, abs=1e-9)
    pair = candidates_of(GROUND, HOME, np.array([partner]))
    assert found.standing.score == pytest.approx(float(model.score(pair, weights)[0]), abs=1e-9)
    assert sum(found.groups.values()) == pytest.approx(
        found.standing.score - found.standing.base, abs=1e-9
    )
    assert sorted(
        name for each in _all_criteria(found) for name in _named_by(each.reason)
    ) == sorted(feature.name for feature in model.features)


def test_weights_change_the_score_and_leave_the_chance(model: AdditiveModel) -> None:
    plain = assess_pair(GROUND, model, HOME, FREE[0], {})
    weighed = assess_pair(GROUND, model, HOME, FREE[0], WEIGHTS)
    assert weighed.standing.score != plain.standing.score
    assert weighed.standing.probability == plain.standing.probability
    assert plain.standing.probability == pytest.approx(
        float(probability(np.array([plain.standing.score]))[0])
    )
    for before, after in zip(_sorted(plain), _sorted(weighed), strict=True):
        weight = WEIGHTS.get(before.reason.feature, 1.0)
        assert after.weight == weight
        assert after.reason.contribution == pytest.approx(weight * before.reason.contribution)
        assert after.among_candidates == before.among_candidates
    assert any("chance" in note for note in weighed.notes)


def _sorted(found: Assessment) -> list:
    return sorted(_all_criteria(found), key=lambda each: each.reason.feature)


@pytest.mark.parametrize("partner", PARTNERS)
def test_percentiles_are_those_of_a_slow_count(model: AdditiveModel, partner: int) -> None:
    found = assess_pair(GROUND, model, HOME, partner, {"distance": 0.0})
    every = _others(partner)
    tied = [k for k in GROUND.ties.partners(HOME).tolist() if k != partner]
    assert found.n_partners == len(tied)
    for criterion in _all_criteria(found):
        features = [BY_NAME[name] for name in _named_by(criterion.reason)]

        def adds(other: int, features=features) -> float | None:
            pair = Pairs(GROUND, np.array([HOME]), np.array([other]))
            values = [each.values(pair) for each in features]
            if not all(np.isfinite(value[0]) for value in values):
                return None
            both = zip(features, values, strict=True)
            return sum(float(model.contribution(each, value)[0]) for each, value in both)

        own = adds(partner)
        for others, said in ((every, criterion.among_candidates), (tied, criterion.among_partners)):
            known = [each for each in map(adds, others) if each is not None]
            if own is None or not known:
                assert said is None
                continue
            below = sum(each < own - 1e-9 for each in known)
            equal = sum(abs(each - own) <= 1e-9 for each in known)
            assert said == pytest.approx(100 * (below + equal / 2) / len(known))


@pytest.mark.parametrize("partner", PARTNERS)
def test_rank_is_that_of_scores_computed_one_by_one(model: AdditiveModel, partner: int) -> None:
    found = assess_pair(GROUND, model, HOME, partner, {})
    every = {*_others(partner), partner}
    # A tie of the pair itself is not counted for it, so its base may be lower: bases are left out.
    pairs = {k: candidates_of(GROUND, HOME, np.array([k])) for k in every}
    scores = {k: float((model.score(p) - model.base(p))[0]) for k, p in pairs.items()}
    better = sum(score > scores[partner] + 1e-12 for score in scores.values())
    assert found.standing.rank == better + 1
    assert found.standing.n_candidates == len(every)
    assert found.standing.percentile == pytest.approx(
        100 * (len(every) - 1 - better) / (len(every) - 1)
    )


def test_what_is_unknown_stands_apart_and_adds_all_the_same(model: AdditiveModel) -> None:
    seen = 0
    for partner in FREE[:40]:
        found = assess_pair(GROUND, model, HOME, partner, {})
        for criterion in found.unknown:
            value = BY_NAME[criterion.reason.feature].values(
                Pairs(GROUND, np.array([HOME]), np.array([partner]))
            )
            assert np.isnan(value[0])
            assert criterion.reason.value is None
            assert criterion.among_candidates is None
            assert "not known" in criterion.reason.sentence
            seen += 1
        assert all(criterion.reason.is_known for criterion in found.criteria)
    assert seen > 10


def test_a_tie_of_the_pair_itself_changes_no_criterion(model: AdditiveModel) -> None:
    """The sentence tells that the two are tied; the numbers are those of a candidate."""
    tied = Obstacle("tied", "note", "They are tied.", "somewhere")
    found = assess_pair(GROUND, model, HOME, TIED, {}, Found((tied,)))
    assert found.obstacles == found.own_ties == (tied,)
    assert found.sentence.startswith("They are tied. By its score alone it would rank ")
    assert 1 <= found.standing.rank <= found.standing.n_candidates


def test_a_partnership_that_is_over_is_the_first_point_against_a_new_one(
    model: AdditiveModel,
) -> None:
    over = Obstacle("suspended", "caution", "It was suspended in 2012.", "somewhere")
    strained = Obstacle("sanctions", "caution", "Sanctions hold.", "somewhere")
    found = assess_pair(GROUND, model, HOME, TIED, {}, Found((strained, over)))
    assert found.is_over
    assert found.in_short.against[:2] == ("It was suspended in 2012.", "Sanctions hold.")
    assert "rank" not in found.sentence
    assert found.standing.chance not in found.sentence
    assert not assess_pair(GROUND, model, HOME, TIED, {}, Found((strained,))).is_over


def test_the_sentence_goes_by_the_rank(model: AdditiveModel) -> None:
    ranked = sorted(
        (assess_pair(GROUND, model, HOME, k, {}) for k in FREE[:40]),
        key=lambda each: each.standing.rank,
    )
    last = ranked[-1].sentence
    assert "ranks 84 of 85 places" in last
    assert f"ranks {ranked[-1].standing.rank} of {ranked[-1].standing.n_candidates}" in last
    assert ranked[0].standing.rank > 3 or ranked[0].verdict != "unlikely"


def test_percentile_counts_equal_ones_by_half() -> None:
    others = np.array([1.0, 2.0, 2.0, 3.0, np.nan])
    assert percentile(2.0, others) == 50.0
    assert percentile(0.0, others) == 0.0
    assert percentile(9.0, others) == 100.0
    assert percentile(math.nan, others) is None
    assert percentile(1.0, np.array([np.nan])) is None


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.97, "At least 1 in 3 pairs"),
        (0.3, "At least 1 in 3 pairs"),
        (0.29, "About 1 in 3 pairs of places like these two are partners."),
        (0.1, "About 1 in 10 pairs"),
        (0.025, "About 1 in 40 pairs"),
        (0.0024, "About 1 in 420 pairs"),
        (0.001, "About 1 in 1,000 pairs"),
        (3e-6, "Places like these two are hardly ever partners."),
    ],
)
def test_a_chance_in_words(share: float, words: str) -> None:
    assert chance_in_words(share).startswith(words)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.97, "at least 1 in 3"),
        (0.3, "at least 1 in 3"),
        (0.29, "about 1 in 3"),
        (0.025, "about 1 in 40"),
        (0.0024, "about 1 in 420"),
        (0.001, "about 1 in 1,000"),
        (3e-6, "such pairs are hardly ever partners"),
    ],
)
def test_a_chance_in_a_few_words(share: float, words: str) -> None:
    assert chance_in_short(share) == words


def test_a_chance_that_rests_on_one_partner_in_common_is_said_carefully() -> None:
    """A fifth of such pairs are partners where the model says a half."""
    assert [rests_on_one(n) for n in (0, 1, 2, 3)] == [False, True, False, False]
    assert chance_in_short(0.5, on_one=True) == "about 1 in 5"
    assert chance_in_words(0.5, on_one=True).startswith("About 1 in 5 pairs")
    assert chance_in_short(0.17, on_one=True) == "about 1 in 10"
    assert chance_in_short(0.02, on_one=True) == chance_in_short(0.02)


def test_no_chance_is_said_beyond_what_was_tested() -> None:
    """The last class of the printed calibration holds all that is said as its least share."""
    printed = (Path(__file__).parents[2] / "docs" / "methods" / "recommendation.md").read_text(
        encoding="utf-8"
    )
    classes = re.findall(r"^\| ([\d.e-]+) to 1 \| [\d.]+ \| ([\d.]+) \|", printed, re.MULTILINE)
    assert {float(begins) for begins, _ in classes} == {TESTED}
    assert max(float(tied) for _, tied in classes) >= 1 / 3 > TESTED


@pytest.mark.parametrize("partner", PARTNERS)
def test_comparable_ties_are_the_nearest_of_a_slow_search(
    model: AdditiveModel, partner: int
) -> None:
    country = GROUND.places.country
    is_domestic = bool(country[partner] == country[HOME])
    found, among = comparable_pairs(model, GROUND, HOME, partner)
    # No two countries have a hundred ties here, so those of the home country with the continent of
    # the partner serve; for two places of one country those within it.
    assert among == f"Looked for among {_within(HOME) if is_domestic else _around(partner)}."
    member = set(class_members(GROUND, "city").tolist())
    ties = GROUND.ties
    both = [*zip(ties.a.tolist(), ties.b.tolist(), strict=True)]
    both = [(a, b) for pair in both for a, b in (pair, pair[::-1])]
    both = [p for p in both if set(p) <= member and not {HOME, partner} & set(p)]
    if is_domestic:
        both = [p for p in both if {int(country[one]) for one in p} == {int(country[HOME])}]
    else:
        near = GROUND.countries.continents[country] == GROUND.countries.continents[country[partner]]
        both = [(a, b) for a, b in both if country[a] == country[HOME] and near[b]]
    features = (*model.features, *model.home_features)

    def adds(a: int, b: int) -> np.ndarray:
        pair = Pairs(GROUND, np.array([a]), np.array([b]))
        return np.array([model.contribution(f, f.values(pair))[0] for f in features])

    table, own = np.array([adds(a, b) for a, b in both]), adds(HOME, partner)
    spread = table.std(axis=0)
    used = spread > 1e-9
    apart = np.minimum(np.abs(table[:, used] - own[used]) / spread[used], FARTHEST)
    distance = np.sqrt((apart**2).mean(axis=1))
    assert found[0].distance == pytest.approx(distance.min())
    by_pair = {pair: float(each) for pair, each in zip(both, distance, strict=True)}
    places: list[int] = []
    for one in found:
        ends = (GROUND.position[one.home.place_id], GROUND.position[one.partner.place_id])
        assert one.distance == pytest.approx(by_pair[ends])
        places += ends
    assert len(set(places)) == 2 * len(found)
    shown = [one.distance for one in found]
    assert shown == sorted(shown)


def _within(place: int) -> str:
    name = GROUND.countries.names[GROUND.places.country[place]]
    return f"the ties within {name}"


def _around(partner: int) -> str:
    country, names = GROUND.places.country, GROUND.countries.names
    return f"the ties of {names[country[HOME]]} with the continent of {names[country[partner]]}"


def test_where_something_calls_for_care_no_tie_is_an_example(model: AdditiveModel) -> None:
    country, codes = GROUND.places.country, GROUND.countries.codes
    partner = next(one for one in FREE if country[one] != country[HOME])
    ends = sorted(str(codes[country[one]]) for one in (HOME, partner))
    for strength, is_shown in (("note", True), ("caution", False), ("bar", False)):
        ground = replace(GROUND, barriers=(row("no_relations", *ends, strength),))  # type: ignore[arg-type]
        obstacles = Gate(ground).obstacles(HOME, partner)
        found = assess_pair(ground, model, HOME, partner, {}, Found(obstacles=obstacles))
        assert bool(found.comparable) == is_shown


def test_no_tie_of_two_states_at_war_is_an_example(model: AdditiveModel) -> None:
    country, codes = GROUND.places.country, GROUND.countries.codes
    partner = next(one for one in FREE if country[one] != country[HOME])
    plain, _ = comparable_pairs(model, GROUND, HOME, partner)
    abroad = [one for one in plain if one.home.country != one.partner.country]
    ends = sorted((abroad[0].home.country, abroad[0].partner.country))
    assert set(ends) <= set(codes.tolist())
    at_war = replace(GROUND, barriers=(row("war", *ends, "bar"),))
    found, _ = comparable_pairs(model, at_war, HOME, partner)
    assert found
    assert all(sorted((one.home.country, one.partner.country)) != ends for one in found)


def test_as_many_partnerships_as_chance_gives_speak_for_nobody() -> None:
    neutral, many = (
        Reason("country_ties", "network", "T", value, 0.4, "S.", "E", is_known=True)
        for value in (0.2, 1.4)
    )
    assert not neutral.is_argument
    assert many.is_argument


def test_places_of_one_name_are_named_once() -> None:
    """A city and its prefecture: `Fukuoka, Fukuoka and Aichi` says less than it seems to."""
    names = GROUND.places.names.copy()
    names[:5] = ["Hill", "Hill", "Dale", "Brook", "Ford"]
    ground = replace(GROUND, places=replace(GROUND.places, names=names))
    assert _named(ground, [0, 1, 2]) == "Hill and Dale"
    assert _named(ground, [1, 0]) == "Hill"
    assert _named(ground, [0, 1, 2, 3, 4]) == "Hill, Dale, Brook and 1 more"


def test_the_terms_of_a_purpose_change_the_order_and_not_the_chance(model: AdditiveModel) -> None:
    """As `recommend` adds them: the reasons add up, and no wish speaks for anybody."""
    terms = {"has_port": 3.0, "is_near": 2.0}
    partner = FREE[3]
    plain = assess_pair(GROUND, model, HOME, partner, {})
    wished = assess_pair(GROUND, model, HOME, partner, {}, terms=terms)
    every = (*wished.criteria, *wished.unknown)
    total = wished.standing.base + sum(one.reason.contribution for one in every)
    assert total == pytest.approx(wished.standing.score, abs=1e-9)
    of_wishes = [one for one in every if one.reason.group == "wish"]
    assert {one.reason.feature for one in of_wishes} == set(terms)
    assert wished.standing.probability == plain.standing.probability
    assert not {one.reason.sentence for one in of_wishes} & set(wished.in_short.in_favour)
    pairs = candidates_of(GROUND, HOME, np.array([partner]))
    near = 2.0 * math.exp(-float(pairs.distance_km[0]) / 1500)
    (added,) = (one.reason for one in of_wishes if one.reason.feature == "is_near")
    assert added.contribution == pytest.approx(0.0 if math.isnan(near) else near)
