"""Tests in a browser that share a visit go to one worker."""

from __future__ import annotations

import pytest

pytest.importorskip("xdist")

from browser.by_page import scope_of


@pytest.mark.parametrize(
    ("nodeid", "scope"),
    [
        ("tests/browser/test_every_page.py::test_axe_finds_nothing_grave[place]", "place"),
        ("tests/browser/test_every_page.py::test_a_phone[study of order]", "study of order"),
        ("tests/browser/test_without_scripts.py::test_the_same_tables[place]", "place"),
        ("tests/browser/test_static_site.py::test_a_page_is_sound[place]", "test_static_site"),
        ("tests/browser/test_map.py::test_x[/place/gn:1]", None),
        ("tests/browser/test_print.py::test_y", None),
    ],
)
def test_pages_and_the_static_site_go_together(nodeid: str, scope: str | None) -> None:
    assert scope_of(nodeid) == (scope or nodeid)
