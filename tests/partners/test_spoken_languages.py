"""Official languages are asked for in many languages, and by their codes."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from sistercities.errors import InvalidArgument
from sistercities.partners.filters import Filters, filtered
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import candidates_of
from sistercities.partners.spoken_languages import language_called

PARIS = "gn:2988507"


@pytest.fixture(scope="module")
def official(package_ground: Ground) -> frozenset[str]:
    """Official languages on record."""
    return frozenset().union(*package_ground.countries.languages)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("French", "french"), (" FRENCH ", "french"), ("Französisch", "french"),
        ("franzosisch", "french"), ("français", "french"), ("法语", "french"), ("法文", "french"),
        ("フランス語", "french"), ("французский", "french"), ("الفرنسية", "french"),
        ("fr", "french"), ("中文", "chinese"), ("汉语", "chinese"), ("Mandarin", "chinese"),
        ("Serbian", "serbo-croatian"), ("hrvatski", "serbo-croatian"), ("Farsi", "persian"),
        ("Kinyarwanda", "rwanda"), ("Norsk bokmål", "norwegian"), ("Español", "spanish"),
    ],
)  # fmt: skip
def test_a_language_is_called_by_many_names(
    official: frozenset[str], typed: str, meant: str
) -> None:
    assert language_called(typed, official) == meant


def test_each_official_language_is_found_by_its_own_name(official: frozenset[str]) -> None:
    assert all(language_called(one.title(), official) == one for one in official)


def test_each_name_of_the_table_is_that_of_one_official_language(
    official: frozenset[str],
) -> None:
    table = files("sistercities").joinpath("sources", "language_words.csv")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert {row["language"] for row in rows} <= official
    assert official - {row["language"] for row in rows} <= {"senoufo"}
    for row in rows:
        assert language_called(row["name"], official) == row["language"], row["name"]


@pytest.mark.parametrize("typed", ["Klingon", "", "France", "法国"])
def test_what_is_no_language_says_what_to_give(package_ground: Ground, typed: str) -> None:
    pairs = candidates_of(package_ground, package_ground.position[PARIS], package_ground.ties.b[:9])
    with pytest.raises(InvalidArgument, match="such as French, Französisch or 法语"):
        filtered(pairs, Filters(languages=(typed,)))
