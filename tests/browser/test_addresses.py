"""What is looked at in a browser holds a page of every type that there is."""

from __future__ import annotations

import re

import pytest

from browser.addresses import ADDRESSES, COLOURS_ON_A_PHONE
from sistercities.web.cards.addresses import ENDING
from sistercities.web.page_types import PAGE_TYPES
from sistercities.web.share import FEED

_NO_PAGES = (ENDING, FEED, ".svg", ".json", ".css", "/figures/{figure}", "/files/{file}")
"""Pictures, feeds, drawings and data, by how their addresses end."""
_REPORTS = {"/studies/{name}/report", "/studies/{name}/appendix.html"}
"""Whole documents with styles of their own, which `test_reports.py` opens."""
_PAGES = {one.path for one in PAGE_TYPES if not one.path.endswith(_NO_PAGES)} - _REPORTS


def _type_of(address: str) -> str | None:
    """Find the first type of page whose address this is, as the server does."""
    path = address.partition("?")[0]
    for one in PAGE_TYPES:
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", one.path), path):
            return one.path
    return None


@pytest.mark.parametrize("path", sorted(_PAGES))
def test_each_type_of_page_is_looked_at(path: str) -> None:
    assert path in {_type_of(address) for address in ADDRESSES.values()}, (
        f"no address of {path} stands in tests/browser/addresses.py; write one there"
    )


def test_pages_whose_colours_are_looked_at_on_a_phone_are_pages() -> None:
    assert set(ADDRESSES) >= COLOURS_ON_A_PHONE
