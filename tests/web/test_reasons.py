"""Reasons in Chinese say what the English sentence says: the same feature, the same number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sistercities import api
from sistercities.partners.features.catalogue import FEATURES
from sistercities.partners.features.feature import Feature, PairNames, sentence_of
from sistercities.web.languages import Words
from sistercities.web.pages.partners import PURPOSES
from sistercities.web.reasons import Pair, title_of, told

NAMES = PairNames("Ningwan", "Tokiwa", "China", "Japan")
PAIR = Pair("Ningwan", "Tokiwa", "China", "Japan")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _values(feature: Feature) -> list[float]:
    """Values of each form of the sentence: the knots, and between them."""
    if feature.is_category:
        return list(feature.knots)
    between = [(a + b) / 2 for a, b in zip(feature.knots, feature.knots[1:], strict=False)]
    return sorted([*feature.knots, *between])


def _reason(feature: Feature, value: float | None) -> api.Reason:
    sentence = "Not known." if value is None else sentence_of(feature, value, NAMES)
    return api.Reason(
        feature.name, feature.group, feature.title, value, 0.5, sentence, "", value is not None
    )


@pytest.mark.parametrize("feature", FEATURES, ids=lambda one: one.name)
def test_every_form_of_a_sentence_has_chinese_words_and_the_same_numbers(feature: Feature) -> None:
    chinese = Words("zh")
    assert title_of(chinese, _reason(feature, None)) != feature.name
    for value in _values(feature):
        reason = _reason(feature, value)
        said = told(chinese, reason, PAIR)
        assert said.lang is None, (feature.name, value)
        assert said.sentence.endswith("。")
        numbers = _spelled_out(NUMBER.findall(reason.sentence))
        own = _spelled_out(NUMBER.findall(said.sentence.replace("2014年", "2014")))
        if "million" in reason.sentence:  # Chinese counts in full
            (told_million,), (whole,) = numbers, own
            assert whole == pytest.approx(1e6 * told_million, rel=0.06)
        elif not re.search(r"\b(one|no|last ten)\b", reason.sentence):
            assert own == numbers, (reason.sentence, said.sentence)


def _spelled_out(numbers: list[str]) -> list[float]:
    return [float(one.replace(",", "")) for one in numbers]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda one: one.name)
def test_what_is_not_known_says_so(feature: Feature) -> None:
    said = told(Words("zh"), _reason(feature, None), PAIR)
    assert said.lang is None
    assert said.sentence.endswith("未知。")


def test_english_is_the_sentence_of_the_model(release_folder: Path) -> None:
    found = api.assess("Ningwan", "Tokiwa", purpose=PURPOSES[0], data=release_folder)
    for one in found.criteria:
        assert told(Words("en"), one.reason, PAIR).sentence == one.reason.sentence


def test_a_feature_without_chinese_words_is_marked_as_english() -> None:
    reason = api.Reason("new", "size", "New", 1.0, 0.5, "Something new.", "", True)
    said = told(Words("zh"), reason, PAIR)
    assert (said.sentence, said.lang) == ("Something new.", "en")
