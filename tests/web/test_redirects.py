"""Where an address leads that is not the one of its page: for good or once, with what it asked."""

from __future__ import annotations

import pytest

import world
from web.reader import Reader

OLD = "gn:929"
"""An id that Ningwan had."""


@pytest.mark.parametrize(
    ("address", "due"),
    [
        (f"/place/{OLD}", f"/place/{world.NINGWAN}"),
        (f"/place/{OLD}.csv", f"/place/{world.NINGWAN}.csv"),
        (f"/place/{OLD}.json?status=ended&lang=zh",
         f"/place/{world.NINGWAN}.json?status=ended&lang=zh"),
        (f"/place/{world.LANYU}", f"/region/{world.LANYU}"),
        (f"/place/{world.LANYU}.json", f"/region/{world.LANYU}.json"),
        (f"/place/{world.YUNLING}", f"/region/{world.YUNLING}"),
        ("/region/gn:906", f"/place/{world.JINGHAI}"),
        (f"/region/{world.NINGWAN}", f"/place/{world.NINGWAN}"),
        (f"/region/{OLD}?lang=zh", f"/place/{world.NINGWAN}?lang=zh"),
        (f"/region/{world.HUSHI}", f"/place/{world.HUSHI}"),
        (f"/place/{OLD}/standing", f"/place/{world.NINGWAN}/standing"),
        (f"/place/{OLD}/standing?lang=zh", f"/place/{world.NINGWAN}/standing?lang=zh"),
        ("/country/cn", "/country/CN"),
        ("/country/cn?lang=zh", "/country/CN?lang=zh"),
        ("/pair/JP/CN", "/pair/CN/JP"),
        ("/pair/cn/jp", "/pair/CN/JP"),
        ("/pair/JP/CN.csv?sort=-partner&lang=zh", "/pair/CN/JP.csv?sort=-partner&lang=zh"),
        (f"/embed/place/{OLD}", f"/embed/place/{world.NINGWAN}"),
        ("/embed/pair/JP/CN", "/embed/pair/CN/JP"),
        ("/embed/country/cn", "/embed/country/CN"),
    ],
)  # fmt: skip
def test_another_address_of_a_page_leads_to_it_for_good(
    reader: Reader, address: str, due: str
) -> None:
    answer = reader.ask(address)
    where, _, asked = answer.headers.get("location", "").partition("?")
    path, _, wanted = due.partition("?")
    assert (answer.status_code, where) == (308, path)
    kept = {part for part in asked.split("&") if not part.startswith("size=")} - {""}
    assert kept == set(wanted.split("&")) - {""}
    assert reader.ask(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("宁湾", f"/place/{world.NINGWAN}"),
        ("Lanyu", f"/region/{world.LANYU}"),
        (OLD, f"/place/{world.NINGWAN}"),
        ("日本", "/country/JP"),
        ("宁湾&lang=zh", f"/place/{world.NINGWAN}?lang=zh"),
        ("日本&lang=zh", "/country/JP?lang=zh"),
    ],
)
def test_a_search_leads_on_this_once(reader: Reader, typed: str, due: str) -> None:
    """The same words may lead elsewhere tomorrow: nothing may keep the answer."""
    answer = reader.ask(f"/search?q={typed}")
    assert (answer.status_code, answer.headers["location"]) == (303, due)


@pytest.mark.parametrize("typed", ["宁湾", "日本"])
def test_a_search_as_data_leads_nowhere(reader: Reader, typed: str) -> None:
    for form in ("json", "csv"):
        answer = reader.ask(f"/search.{form}?q={typed}")
        assert answer.status_code == 200
        assert form in answer.headers["content-type"]


@pytest.mark.parametrize("typed", ["Kawabe", "Ningwam", "zzzzzz"])
def test_what_several_places_are_called_or_none_is_a_page(reader: Reader, typed: str) -> None:
    answer = reader.ask(f"/search?q={typed}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "address",
    [f"/place/{world.NINGWAN}", f"/region/{world.LANYU}", f"/region/{world.YUNLING}",
     f"/region/{world.JINGHAI}", "/country/CN", "/pair/CN/JP", "/pair/JP/JP"],
)  # fmt: skip
def test_the_address_of_a_page_leads_nowhere(reader: Reader, address: str) -> None:
    assert reader.ask(address).status_code == 200
