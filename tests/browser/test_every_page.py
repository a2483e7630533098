"""Every type of page, in both languages, light and dark, wide and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.addresses import ADDRESSES
from browser.visits import PHONE, Visit

Look = Callable[[str], Visit]


@pytest.mark.parametrize("name", ADDRESSES)
def test_axe_finds_nothing(visits: Look, name: str) -> None:
    faults = visits(name).faults
    assert len(faults) == 3
    assert {shown: found for shown, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_request_goes_to_another_host(visits: Look, home: str, name: str) -> None:
    requests = visits(name).requests
    assert len(requests) >= 4
    own = (f"{home}/", "data:", f"blob:{home}/")
    assert [one for one in requests if not one.startswith(own)] == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_browser_has_nothing_to_complain_of(visits: Look, name: str) -> None:
    missing = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
    assert visits(name).complaints == (2 * missing if name == "missing" else [])


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_phone_shows_it_without_scrolling_aside(visits: Look, name: str) -> None:
    found = visits(name)
    assert found.width <= PHONE["width"], found.too_wide
    assert found.too_wide == []
    assert found.table_cells == [], "tables are cards on a phone"


@pytest.mark.parametrize("name", ADDRESSES)
def test_it_fits_at_twice_and_at_four_times_the_size(visits: Look, name: str) -> None:
    found = visits(name).sticking_out
    assert len(found) == 4
    assert {shown: parts for shown, parts in found.items() if parts} == {}


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_moves_by_itself_where_less_motion_is_asked_for(visits: Look, name: str) -> None:
    assert visits(name).moving == 0
