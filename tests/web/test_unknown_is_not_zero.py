"""No number of zero where no list was read, and no word that claims more than is known."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

import world
from web.addresses import PAGES
from web.reader import Reader, all_of, parsed, words_of

_ZERO = re.compile(r"\b0 (?:of|partner|tie|in our sources|countr)", re.IGNORECASE)
_WRONG_ONE = re.compile(
    r"(?<![\d,.])1 (?:countries|partnerships|ties|partners|places|regions)\b|\b1 of (?:the )?1\b"
)
_TOO_MUCH = ("each with its year", "No list of today", "First year", "the first in")


def _said(reader: Reader, address: str) -> str:
    return words_of(all_of(parsed(reader.page(address)), "main")[0])


@pytest.mark.parametrize("address", PAGES)
def test_no_page_counts_zero_partners_or_one_of_many(reader: Reader, address: str) -> None:
    said = _said(reader, address)
    assert not _ZERO.search(said), said
    assert not _WRONG_ONE.search(said), said
    assert not [words for words in _TOO_MUCH if words in said]


def test_a_place_whose_regions_have_no_list_cannot_be_told_to_lie_outside(reader: Reader) -> None:
    """Wuting's own ties are on no list, and no list of a Japanese region was read."""
    said = _said(reader, f"/place/{world.MOQI}")
    assert "Whether the one ever listed lies inside sister regions cannot be told" in said
    told = _said(reader, f"/place/{world.JINGHAI}")
    assert "None of the 2 ever listed lies inside sister regions." in told


def test_of_which_ties_it_can_be_told_is_that_found_by_hand(reader: Reader) -> None:
    """Of the regions those of the home country but Wuting have a full list of their own.

    No tie without such a region is inside one: Moqi's region is Wuting, others have no Chinese end.
    """
    known = world.places()
    listed = {world.LANYU, world.QINGMO, world.BAISHA, world.JINGHAI}

    def has_list(place: str) -> bool:
        return place in listed or bool(listed & set(known[place].parent_ids))

    due = {"~".join(sorted(pair)) for pair in world.TIES if any(has_list(place) for place in pair)}
    held = json.loads(reader.page("/api/v1/ties?size=500"))["ties"]
    assert {one["tie_id"] for one in held if one["is_inside_told"]} == due
    assert 0 < len(due) < len(held)
    assert not [one for one in held if one["region_tie"] and not one["is_inside_told"]]


def test_a_place_without_a_partner_names_the_years_of_the_lists(reader: Reader) -> None:
    said = _said(reader, f"/place/{world.TIANTAI}")
    assert "We know of no partner of Tiantai. The lists read for CN are of 2020 and 2026" in said
    town = _said(reader, f"/place/{world.BUESCHOW}")
    assert "The one list read for DE is of 2026; it may miss a partner." in town


def test_a_region_without_a_list_of_its_own_says_so(reader: Reader) -> None:
    wuting = _said(reader, f"/region/{world.WUTING}")
    assert "No full list of its own partners is among our sources" in wuting
    lanyu = _said(reader, f"/region/{world.LANYU}")
    assert "A full list of its own partners was read; it bears no year." in lanyu
    assert "No full list" not in lanyu


def test_numbers_of_ties_that_are_not_known_are_empty_in_tables_and_data(reader: Reader) -> None:
    rows = list(csv.DictReader(io.StringIO(reader.page("/country/CN/regions.csv"))))
    ties = {row["place_id"]: (row["ties"], row["ties_inside"]) for row in rows}
    assert ties[world.WUTING] == ("", "1")
    assert ties[world.LANYU][0] == "3"
    assert "none known" in _said(reader, "/country/CN/regions")
    held = json.loads(reader.page("/api/v1/places?country=CN&size=500"))["places"]
    counts = {one["place"]["place_id"]: one["n_ties"] for one in held}
    assert counts[world.TIANTAI] is None
    assert counts[world.NINGWAN] == sum(world.NINGWAN in pair for pair in world.TIES)
    assert 0 not in counts.values()


def test_what_is_not_known_comes_last_in_either_order(reader: Reader) -> None:
    for sort in ("ties", "-ties"):
        rows = json.loads(reader.page(f"/country/CN/regions.json?sort={sort}"))["rows"]
        known = [row["ties"] is not None for row in rows]
        assert known == sorted(known, reverse=True)


def test_a_pair_and_a_country_name_the_lists_that_were_read(reader: Reader) -> None:
    said = _said(reader, "/pair/CN/JP")
    assert "Lists read for CN: 2020 and 2026." in said
    assert "Lists read for JP: 2026." in said
    assert "14 of the 15 ever listed can be checked" in said
    assert "Lists read for FR: 2026." in _said(reader, "/country/FR")
    assert "DE: we know of no partnership." in _said(reader, "/pair/DE/DE")


def test_a_timeline_says_the_share_and_by_when_the_sources_end(reader: Reader) -> None:
    said = _said(reader, "/country/CN")
    assert re.search(r"\d+ of \d+ partnerships have a known year: \d{4} to \d{4}\.", said)
    assert "At least half of these years come from sources of 2020 or earlier." in said
    few = _said(reader, f"/place/{world.MEIPING}")
    assert "come from sources" not in few


def test_the_card_of_a_place_for_programs_has_the_lists(reader: Reader) -> None:
    card = json.loads(reader.page(f"/api/v1/places/{world.WUTING}"))
    assert card["lists"] == {
        "area": "CN", "area_id": "CN", "years": [2020, 2026], "own_is_read": False,
        "own_year": None, "by_region": [],
    }  # fmt: skip
