"""Addresses as people type them lead to what is meant, and never to another host."""

from __future__ import annotations

import pytest

import world
from web.reader import Reader


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("/place/Ningwan", "/search?q=Ningwan"),
        ("/place/%E5%AE%81%E6%B9%BE?lang=zh", "/search?q=%E5%AE%81%E6%B9%BE&lang=zh"),
        ("/region/Lanyu", "/search?q=Lanyu"),
        ("/place/Ningwan?columns=all&from=1990", f"/place/{world.NINGWAN}?columns=all&from=1990"),
        ("/place/Kawabe?columns=all", "/search?q=Kawabe"),
        ("/country/China", "/search?q=China"),
        ("/country/XYZ", "/search?q=XYZ"),
        ("/place/Ningwan/", "/search?q=Ningwan"),
        (f"/place/{world.NINGWAN}/", f"/place/{world.NINGWAN}"),
        ("/country/CN/ties/?page=2", "/country/CN/ties?page=2"),
        ("/data/", "/data"),
        ("/embed/place/Ningwan", f"/embed/place/{world.NINGWAN}"),
        ("/embed/place/Ningwan?lang=zh", f"/embed/place/{world.NINGWAN}?lang=zh"),
        ("/embed/place/Lanyu", f"/embed/region/{world.LANYU}"),
        ("/embed/country/%E6%97%A5%E6%9C%AC/?rows=3", "/embed/country/JP?rows=3"),
        ("/embed/place/Kawabe", "/search?q=Kawabe"),
    ],
)
def test_a_name_is_searched_and_a_slash_at_the_end_does_no_harm(
    reader: Reader, typed: str, due: str
) -> None:
    answer = reader.ask(typed)
    assert (answer.status_code, answer.headers.get("location")) == (303, due)


def test_a_name_in_an_address_comes_to_its_place(reader: Reader) -> None:
    searched = reader.ask(reader.ask("/place/Ningwan").headers["location"])
    assert searched.headers["location"] == f"/place/{world.NINGWAN}"


def test_a_study_that_is_not_there_leads_to_those_that_are(reader: Reader) -> None:
    answer = reader.ask("/studies/QQ")
    assert answer.status_code == 404
    assert '<li><a href="/studies"' in answer.text.partition("<main")[2]


@pytest.mark.parametrize(
    "typed",
    ["/place/gn:4040404040", "/country/XX", "/nowhere", "/nowhere/", "/place/Ningwan.json",
     "//elsewhere.example/", "/\\elsewhere.example/", "/embed/tie/Ningwan"],
)  # fmt: skip
def test_what_cannot_be_meant_is_not_here(reader: Reader, typed: str) -> None:
    assert reader.ask(f"http://explorer.test{typed}").status_code == 404
