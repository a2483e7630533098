"""What is said of lists that were read, and of those that were not."""

from __future__ import annotations

import itertools
import re

import pytest

from sistercities.sentences import country_name
from sistercities.terms.list_words import (
    ListsRead,
    inside_sentence,
    lists_sentence,
    looked_at,
    own_list_sentence,
)
from sistercities.terms.standing_counts import StandingCount

_JAPAN = country_name("Japan", "JP")


def _lists(*years: int, own: bool | None = None, of: int | None = None) -> ListsRead:
    return ListsRead(_JAPAN, "JP", years, own, of)


def test_where_no_partner_is_known_the_years_of_the_lists_are_named() -> None:
    assert looked_at(_lists(2016, 2026)) == (
        "The lists read for Japan are of 2016 and 2026; they may miss a partner."
    )
    assert looked_at(_lists(2016)) == (
        "The one list read for Japan is of 2016; it may miss a partner."
    )
    assert looked_at(_lists()) == "No list of Japan is among our sources."


def test_of_a_region_it_is_said_whether_its_own_list_was_read() -> None:
    assert looked_at(_lists(2016, own=False)).endswith(
        "No full list of its own partners is among our sources."
    )
    assert own_list_sentence(_lists(2016, own=False)).endswith("it may have more.")
    assert looked_at(_lists(2016, own=True, of=2021)) == (
        "A full list of its own partners of 2021 was read."
    )
    assert own_list_sentence(_lists(2016, own=True)).endswith("it bears no year.")
    assert own_list_sentence(_lists(2016)) == ""


def test_a_country_whose_lists_go_by_region_says_how_many_were_read() -> None:
    held = ListsRead(_JAPAN, "JP", (2016, 2023, 2026), by_region=((2023, 51, 51), (2026, 32, 51)))
    assert lists_sentence(held) == ("Lists read for Japan: 2016, 2023 and 2026 (32 of 51 regions).")


def test_years_that_none_of_the_lists_has_are_said_to_stand_elsewhere() -> None:
    held = (
        StandingCount("listed", 2026, 14), StandingCount("active", 2020, 2),
        StandingCount("no_longer_listed", 2025, 1), StandingCount("listed", 2016, 3),
    )  # fmt: skip
    assert lists_sentence(_lists(2016, 2023), held) == (
        "Lists read for Japan: 2016 and 2023. What is dated 2020 and 2026 stands in other sources, "
        "such as lists of the partners' countries."
    )
    assert lists_sentence(_lists(2016), held[3:]) == "Lists read for Japan: 2016."


@pytest.mark.parametrize("total", [1, 2, 3, 40])
def test_no_count_of_zero_and_none_of_one_whatever_the_numbers(total: int) -> None:
    for told, inside in itertools.product(range(total + 1), repeat=2):
        if inside > told:
            continue
        said = str(inside_sentence(inside, told, total))
        numbers = [int(one) for one in re.findall(r"\d+", said)]
        assert 0 not in numbers
        assert "1 of the 1 " not in said
        assert ("cannot be told" in said) == (told < total)
        assert ("No full list" in said or "no full list" in said) == (told < total)
        if 0 < inside < total:
            assert inside in numbers


def test_what_can_be_told_of_some_is_not_said_of_all() -> None:
    assert inside_sentence(0, 0, 23) == (
        "Whether any of the 23 ever listed lie inside sister regions cannot be told: no full list "
        "of their regions' partners is among our sources."
    )
    assert str(inside_sentence(0, 3, 23)).startswith(
        "3 of the 23 ever listed can be checked: none lies inside sister regions. Of the other "
        "20 it"
    )
    assert inside_sentence(0, 23, 23) == "None of the 23 ever listed lies inside sister regions."
    assert inside_sentence(0, 0, 0) == ""
