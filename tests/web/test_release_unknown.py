"""What the explorer says of ill covered places on the release in the package."""

from __future__ import annotations

import json
import re

import pytest

from web.reader import Reader, all_of, parsed, words_of

KRAKOW, PORTO, LVIV, BUESUM, OKEGAWA = (
    "gn:3094802", "gn:2735943", "gn:702550", "gn:2940669", "gn:1854371",
)  # fmt: skip
HONOLULU, FRESNO, GUIZHOU, THIMPHU = "gn:5856195", "gn:5350937", "gn:1809445", "gn:1252416"
_ADDRESSES = (
    *(f"/place/{key}" for key in (KRAKOW, PORTO, LVIV, BUESUM, OKEGAWA, HONOLULU, FRESNO, THIMPHU)),
    f"/region/{GUIZHOU}", "/country/BT", "/country/GL", "/country/AW", "/country/US", "/country/PL",
    "/pair/BT/US", "/pair/US/US", "/pair/FJ/KR", "/pair/PL/UA", "/countries",
)  # fmt: skip
_ZERO = re.compile(r"\b0 (?:of|partner|tie|in our sources|countr)", re.IGNORECASE)
_WRONG_ONE = re.compile(
    r"(?<![\d,.])1 (?:countries|partnerships|ties|partners|places|regions)\b|\b1 of (?:the )?1\b"
)


def _said(reader: Reader, address: str) -> str:
    return words_of(all_of(parsed(reader.page(address)), "main")[0])


@pytest.mark.parametrize("address", _ADDRESSES)
def test_no_page_counts_zero_or_one_of_many(real: Reader, address: str) -> None:
    said = _said(real, address)
    assert not _ZERO.search(said)
    assert not _WRONG_ONE.search(said)


def test_what_lies_inside_sister_regions_is_said_as_far_as_it_can_be_told(real: Reader) -> None:
    """No full list of a region of Portugal was read, so its ties are told by the other end."""
    said = _said(real, f"/place/{PORTO}")
    assert re.search(r"\d+ of the \d+ ever listed can be checked: none lies inside", said)
    assert "it cannot be told: no full list of their regions' partners" in said


def test_a_city_of_a_state_names_the_lists_of_that_state(real: Reader) -> None:
    """The page of California was not read in 2026, that of Hawaii was."""
    assert "Lists read for California: 2016 and 2023." in _said(real, f"/place/{FRESNO}")
    assert re.search(r"Lists read for Hawai.*?: [^.]*2026\.", _said(real, f"/place/{HONOLULU}"))


def test_a_place_without_a_partner_names_its_lists_in_both_languages(real: Reader) -> None:
    assert "The lists read for Japan are of 2016 and 2026" in _said(real, f"/place/{OKEGAWA}")
    chinese = _said(real, f"/place/{OKEGAWA}?lang=zh")
    assert "2016" in chinese
    assert "lists" not in chinese


def test_a_province_without_a_list_of_its_own_says_so(real: Reader) -> None:
    said = _said(real, f"/region/{GUIZHOU}")
    assert "No full list of its own partners is among our sources; it may have more." in said


def test_a_country_that_no_list_of_today_covers_has_no_zeros(real: Reader) -> None:
    assert "Lists read for Bhutan: 2016." in _said(real, "/country/BT")
    rows = json.loads(real.page("/country/BT/regions.json"))["rows"]
    assert {row["ties"] for row in rows} == {None}


def test_where_no_year_is_known_no_timeline_is_drawn(real: Reader) -> None:
    page = real.page(f"/place/{LVIV}")
    assert "No source gives the year in which any of them began." in page
    assert '<rect class="bar' not in page
    assert 'class="timeline"' not in page, "no heading and no column stand for what is not drawn"


def test_the_years_after_the_lists_of_china_end_are_shaded(real: Reader) -> None:
    page = real.page("/country/CN")
    assert "come from sources of 2020 or earlier." in page
    assert page.count('class="after-sources"') == 1
