"""A page is one line of the table of pages: server and static site ask the same function."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sistercities.errors import InvalidArgument
from sistercities.web import page_types
from sistercities.web.answers import Page
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages import data
from sistercities.web.site import Site
from sistercities.web.static import answering
from web.reader import Reader


@pytest.fixture
def _made_up() -> Iterator[None]:
    added = page_types.PageType(
        "/made-up/{word}",
        lambda asked, _parts, form: data.data_page(asked, None, form),
        has_table=True,
        in_files=True,
    )
    page_types.PAGE_TYPES.append(added)
    answering._by_room.cache_clear()
    yield
    page_types.PAGE_TYPES.remove(added)
    answering._by_room.cache_clear()


@pytest.mark.usefixtures("_made_up")
def test_a_new_line_is_a_page_of_the_server_and_of_a_static_site(site: Site) -> None:
    asking = Reader(site)
    try:
        assert "<h1>" in asking.page("/made-up/one")
        assert asking.page("/made-up/one.csv").startswith("source_id,")
    finally:
        asking.close()
    made = answering.answer(Asked(site, Words("en"), "/made-up/one", {}, ""), "html")
    assert isinstance(made, Page)


@pytest.mark.parametrize("path", ["/path/x", "/tie/x/no-part", "/place/x/map.svg", "/nowhere"])
def test_what_needs_a_server_is_no_page_of_a_static_site(site: Site, path: str) -> None:
    with pytest.raises(InvalidArgument, match="no page of a static site has it"):
        answering.answer(Asked(site, Words("en"), path, {}, ""), "html")


def test_no_address_stands_twice() -> None:
    addresses = [path for one in page_types.PAGE_TYPES for path in one.addresses]
    assert len(addresses) == len(set(addresses))
