"""The map of a place shows the ties of its table, as a picture and as one that moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.addresses import NINGBO, ZHEJIANG

Open = Callable[..., Any]
PLACES = (f"/place/{NINGBO}", f"/place/{NINGBO}?country=JP", f"/region/{ZHEJIANG}")


def _listed(page: Any) -> list[str]:
    """Ids of the ties in the table, in its order."""
    links = page.locator("#ties tbody td:last-child a").evaluate_all(
        "all => all.map(one => decodeURIComponent(one.getAttribute('href')))"
    )
    return [link.partition("?")[0].rpartition("/")[2] for link in links]


@pytest.mark.parametrize("address", PLACES)
def test_the_map_that_moves_draws_the_ties_of_the_table(open_page: Open, address: str) -> None:
    page = open_page(address)
    figure = page.locator("figure[data-map=place]")
    figure.scroll_into_view_if_needed()
    page.locator("figure[data-map=place][data-state]").wait_for()
    assert figure.get_attribute("data-reason") is None
    assert figure.get_attribute("data-state") == "live"
    drawn, missing = figure.get_attribute("data-ids").split(), figure.get_attribute("data-missing")
    listed = _listed(page)
    assert int(figure.get_attribute("data-count")) == len(drawn)
    assert len(drawn) + int(missing) == len(listed)
    assert set(drawn) <= set(listed)
    assert drawn == [one for one in listed if one in drawn], "another order than the table"


@pytest.mark.parametrize("address", PLACES)
def test_the_picture_draws_the_ties_of_the_table(open_page: Open, address: str) -> None:
    page = open_page(address, java_script_enabled=False)
    listed = len(_listed(page))
    picture = page.locator("figure[data-map=place] img.drawn").last
    said = picture.get_attribute("alt")
    svg = page.request.get(picture.get_attribute("src")).text()
    assert f" {listed} " in f" {said} ".replace("one partnership", "1 partnership")
    circles = svg.count("<circle") - 1  # the place itself
    assert listed - 3 <= circles <= listed
