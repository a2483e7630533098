"""Weights: typed words, groups and features, purposes, and the sentences of what is refused."""

from __future__ import annotations

import pytest

from sistercities.errors import InvalidArgument
from sistercities.partners.features.catalogue import BY_NAME, FEATURES, GROUPS
from sistercities.partners.short_lists.weighing import purposes, weights_of_each
from sistercities.partners.short_lists.wish_terms import TERMS
from sistercities.partners.weights import feature_weights, parse_weights


def _of_group(group: str) -> list[str]:
    return [one.name for one in FEATURES if one.group == group and not one.is_of_home]


def test_nothing_asked_is_no_weight() -> None:
    assert feature_weights() == {}
    assert feature_weights("economy=1") == {}


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_weighs_all_its_features_that_order_partners(group: str) -> None:
    assert feature_weights(f"{group}=3") == dict.fromkeys(_of_group(group), 3.0)


def test_a_feature_goes_before_its_group_in_any_order() -> None:
    for typed in ("economy=2,trade=0.5", "trade=0.5, economy=2"):
        weights = feature_weights(typed)
        assert weights["trade"] == 0.5
        assert weights["partner_income"] == weights["income_gap"] == 2.0


def test_words_and_mappings_say_the_same() -> None:
    assert feature_weights("network=0,trade=1.5") == feature_weights({"network": 0, "trade": 1.5})


@pytest.mark.parametrize("purpose", purposes(), ids=lambda one: one.name)
def test_a_purpose_stands_for_its_weights_and_gives_way(purpose) -> None:
    weights = feature_weights(purpose=purpose.name)
    of_features = {one.term: one.weight for one in purpose.weights if not one.is_wish}
    assert weights == feature_weights(of_features)
    assert set(weights) <= set(BY_NAME)
    for name in weights:
        assert name not in feature_weights({name: 1.0}, purpose.name)
        assert feature_weights({BY_NAME[name].group: 7.0}, purpose.name)[name] == 7.0


def test_every_line_of_the_table_weighs_something_once_and_says_why() -> None:
    for (kind, _), lines in weights_of_each().items():
        terms = [one.term for one in lines]
        assert len(set(terms)) == len(terms)
        for one in lines:
            assert one.reason
            # With a purpose a list weighs less of what it weighs else.
            assert one.weight >= 0 or kind == "with_purpose"
            assert one.is_wish == (one.term in TERMS)
    assert {kind for kind, _ in weights_of_each()} == {"list", "purpose", "with_purpose"}
    assert not set(TERMS) & (set(BY_NAME) | set(GROUPS)), "a term has a name of its own"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("economy=-1", "'economy=-1' cannot be used; give one from 0"),
        ("economy=nan", "give one from 0"),
        ("economy=inf", "give one from 0"),
        ("economy=101", "to 100"),
        ("economy=two", "'two' is no number"),
        ("economy=", "'' is no number"),
        ("econmy=2", "nearest: economy"),
        ("zzzz=2", "groups are size, economy"),
        ("economy", "write NAME=NUMBER"),
        ("", "write NAME=NUMBER"),
        ("economy=2,", "write NAME=NUMBER"),
        ("economy=2,economy=2", "stands there twice"),
        ("home_ties=2", "the same for all partners"),
    ],
)
def test_what_is_refused_says_what_to_type(typed: str, said: str) -> None:
    with pytest.raises(InvalidArgument, match="weights=") as caught:
        feature_weights(typed)
    assert said in str(caught.value)


def test_a_purpose_that_is_not_known_and_weights_that_are_no_numbers() -> None:
    with pytest.raises(
        InvalidArgument, match="use trade, culture, education, tourism, environment or youth"
    ):
        feature_weights(purpose="war")
    for wrong in (True, "2", None):
        with pytest.raises(InvalidArgument, match="give one from 0"):
            feature_weights({"economy": wrong})


def test_parsing_keeps_names_and_numbers() -> None:
    assert parse_weights(" economy = 2 ,network=0.5") == {"economy": 2.0, "network": 0.5}


def test_weights_of_0_for_all_order_nothing() -> None:
    with pytest.raises(InvalidArgument, match="leave one above 0"):
        feature_weights(dict.fromkeys(GROUPS, 0.0))


@pytest.mark.parametrize("typed", ["Trade", "TRADE", " trade "])
def test_a_purpose_is_known_in_capitals_too(typed: str) -> None:
    assert feature_weights(purpose=typed) == feature_weights(purpose="trade")
