"""What calls for care with the home place itself stands once, above the lists."""

from __future__ import annotations

import pytest

from sistercities import rank_partners, recommend
from sistercities.cli.recommend_page import recommend_lines, short_lists_lines
from sistercities.cli.screen import Screen

MARIUPOL, DONETSK, AALBORG, HAPARANDA = "gn:701822", "gn:709717", "gn:2624886", "gn:605859"
OF_DONETSK = "Ukraine and the EU reject that Russia counts Donetsk region as its own"


@pytest.mark.parametrize("home", [MARIUPOL, DONETSK])
def test_the_caution_on_home_is_said_once_and_first(home: str) -> None:
    found = recommend(home)
    assert found.suggestions or found.less_sure
    lines = short_lists_lines(found)
    at = [k for k, line in enumerate(lines) if OF_DONETSK in line]
    assert at == [1]
    assert at[0] < next(k for k, line in enumerate(lines) if line.startswith("LIKE YOU"))


def test_the_long_list_says_it_once_too() -> None:
    found = rank_partners(MARIUPOL, count=3)
    lines = recommend_lines(found, Screen(80, None), is_why=False)
    assert sum(OF_DONETSK in line for line in lines) == 1
    assert lines[1].strip().startswith(f"! {OF_DONETSK}")


def test_records_keep_it_of_each_place() -> None:
    found = recommend(MARIUPOL)
    for one in (*found.suggestions, *found.less_sure):
        assert any(OF_DONETSK in each.sentence for each in one.partner.obstacles)
        assert one.caution is None or OF_DONETSK not in one.caution.sentence


def test_what_concerns_the_partner_stays_beside_it() -> None:
    found = rank_partners(AALBORG, countries=["Ukraine"], count=200, per_region=200)
    there = [one for one in found.partners if one.place.place_id in (MARIUPOL, DONETSK)]
    assert not found.of_home
    assert all(one.to_say_of_it == one.to_say_first for one in there)


def test_that_a_place_is_a_neighbour_is_no_caution_where_a_reason_says_how_near_it_lies() -> None:
    found = recommend(HAPARANDA, purpose="youth")
    near = [one for one in found.suggestions
            if any(each.kind == "neighbour" for each in one.partner.obstacles)]  # fmt: skip
    assert near
    for one in near:
        assert any(each.sentence.startswith("Near: ") for each in one.telling)
        assert one.caution is None
