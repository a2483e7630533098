"""A tie with a place that is no more: no sentence of today, its last year, and what followed."""

from __future__ import annotations

import world
from web.reader import Reader, all_of, parsed, words_of

TIE = "~".join(sorted((world.LANYU, world.VALMONT)))


def _paragraphs(reader: Reader, address: str) -> list[str]:
    return [words_of(one) for one in all_of(parsed(reader.page(address)), "p")]


def test_a_tie_with_a_place_that_ended_is_told_as_what_sources_name(reader: Reader) -> None:
    said = _paragraphs(reader, f"/tie/{TIE}")
    assert any(
        one.startswith("Our sources name a partnership of") and "Valmont (until 2015)" in one
        for one in said
    )
    (former,) = (one for one in said if one.startswith("Valmont ended in 2015;"))
    assert former.endswith("What followed it: Grand-Val")
    assert not any(" are partners (" in one for one in said)


def test_in_a_list_of_ties_it_stands_with_its_last_year(reader: Reader) -> None:
    page = parsed(reader.page(f"/region/{world.LANYU}"))
    cells = [words_of(one) for one in all_of(page, "th")]
    assert any("Valmont" in one and "until 2015" in one for one in cells)


def test_a_tie_of_places_of_today_says_nothing_of_that(reader: Reader) -> None:
    other = "~".join(sorted((world.NINGWAN, world.TOKIWA)))
    assert not any(
        "until" in one or "followed" in one for one in _paragraphs(reader, f"/tie/{other}")
    )
