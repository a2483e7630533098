"""Which ties can be relied on: who copies whom, and what an official page does."""

from __future__ import annotations

import pytest

from sistercities.dataset.release.store import open_release
from sistercities.network.firm_ties import (
    WIKIMEDIA,
    FirmTies,
    Telling,
    copied_sources,
    find_firm_ties,
    is_copied,
    ruling_on,
)


def told_by(*sources: str, official: str = "") -> FirmTies:
    """Find what is firm of one tie that these sources tell."""
    return find_firm_ties([Telling("a~b", " ".join(sources), official in sources)])


@pytest.mark.parametrize(
    ("sources", "is_firm", "is_strictly_firm"),
    [
        (("enwiki-2026",), False, False),
        (("enwiki-2023", "enwiki-2026"), False, False),
        (("wikidata-2016", "wikidata-2021", "enwiki-2026"), False, False),
        (("enwiki-2026", "zhwiki-2020"), True, False),
        (("zhwiki-2020", "wikidata-2016"), False, False),
        (("zhwiki-2020", "china-2026", "china-web"), False, False),
        (("zhwiki-2020", "regions-2026"), True, True),
        (("enwiki-2026", "regions-2026"), False, False),
        (("regions-2026", "japan-korea-2026"), False, False),
        (("tie-events-2026", "enwiki-2026"), True, True),
        (("register-of-ours", "enwiki-2026"), False, False),
        (("wikidata-2026-05-01", "enwiki-2026"), False, False),
        (("wikipedia-de-2026-05-01", "tie-events-2026"), True, True),
    ],
)
def test_two_sources_that_do_not_copy_make_a_tie_firm(
    sources: tuple[str, ...], is_firm: bool, is_strictly_firm: bool
) -> None:
    found = told_by(*sources)
    assert found.are_firm(["a~b", "c~d"]).tolist() == [is_firm, False]
    assert found.are_firm(["a~b"], "Wikimedia as one").tolist() == [is_strictly_firm]


def test_wikidata_confirms_a_wikipedia_only_where_families_stand_apart() -> None:
    found = told_by("wikidata-2016", "enwiki-2026")
    assert (found.firm, found.loosely_firm) == (frozenset(), frozenset({"a~b"}))
    assert told_by("enwiki-2023", "enwiki-2026").loosely_firm == frozenset()


def test_an_official_page_needs_no_second_source() -> None:
    found = told_by("regions-2026", official="regions-2026")
    assert found.firm == found.official == found.strictly_firm == {"a~b"}


def test_copying_has_no_direction_and_each_source_copies_itself() -> None:
    names = [name.replace("*", "x") for name in copied_sources()]
    for one in names:
        assert is_copied(one, one)
        for other in names:
            assert is_copied(one, other) == is_copied(other, one)
            if is_copied(one, other):
                assert is_copied(one, other, "Wikimedia as one")


def test_each_ruling_names_families_that_exist_and_gives_a_reason() -> None:
    families = {one.family for one in copied_sources().values()}
    assert families >= WIKIMEDIA
    for one in copied_sources().values():
        assert one.copies <= families
        assert len(one.reason) > 20


def test_every_source_of_ties_of_the_release_is_ruled_on() -> None:
    with open_release() as release:
        rows = release.query("SELECT DISTINCT source_id FROM claims")
    assert [row["source_id"] for row in rows if ruling_on(row["source_id"]) is None] == []
