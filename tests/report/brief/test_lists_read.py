"""What a brief says of the lists that were read: silence about a partner is not none."""

from __future__ import annotations

from typing import Any

from report.brief import made_up_brief as made_up
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.facts import BriefFacts
from sistercities.sentences import country_name
from sistercities.terms.list_words import ListsRead

_JAPAN = country_name("Japan", "JP")


def _facts(lists: ListsRead, **given: Any) -> BriefFacts:
    return made_up.facts(lists=lists, **given)


def test_a_place_without_partners_names_the_lists_and_their_years() -> None:
    brief = brief_of(_facts(ListsRead(_JAPAN, "JP", (2016, 2026)), ties=()))
    assert brief.sentence == (
        "We know of no partner of Ningwan. The lists read for Japan are of 2016 and 2026; they "
        "may miss a partner."
    )


def test_what_is_not_known_begins_with_the_lists_that_were_read() -> None:
    said = brief_of(_facts(ListsRead(_JAPAN, "JP", (2016, 2023)))).unknown.sentences
    assert said[0] == (
        "Lists read for Japan: 2016 and 2023. A partnership that none of them names is missing "
        "here."
    )


def test_a_region_says_that_no_full_list_of_its_own_partners_was_read() -> None:
    held = ListsRead(_JAPAN, "JP", (2016,), own_is_read=False)
    assert "No full list of its own partners is among our sources; it may have more." in (
        brief_of(_facts(held)).unknown.sentences
    )


def test_nobody_is_said_to_have_zero_partners() -> None:
    held = made_up.recommendations()
    brief = brief_of(made_up.facts(suggestions=held))
    assert brief.suggested is not None
    assert not [one.line for one in brief.suggested.items if "; 0 " in one.line]
    assert not [line for line in brief.benchmark.sentences if "(0)" in line]
    unknown = brief_of(made_up.facts(ties=(), benchmark=made_up.benchmark(0)))
    assert "known 0" not in unknown.bar.svg
    assert "known 20" in brief_of(made_up.facts(benchmark=made_up.benchmark(20))).bar.svg
    table = brief_of(made_up.facts()).ties
    assert [column.words for column in table.columns][2] == "Began"
