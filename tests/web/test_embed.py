"""Pages set into pages of others, and how a page is cited."""

from __future__ import annotations

import html
import re

import pytest

import world
from sistercities.api.page_citation import page_bibtex
from web.addresses import PAGES, TIE
from web.reader import Reader, all_of, parsed, words_of

EMBEDS = (
    f"/embed/place/{world.NINGWAN}",
    f"/embed/place/{world.NINGWAN}?lang=zh",
    f"/embed/region/{world.LANYU}",
    "/embed/country/CN",
    "/embed/pair/CN/JP",
    f"/embed/tie/{TIE}",
)


@pytest.mark.parametrize("address", EMBEDS)
def test_others_may_frame_the_reduced_pages(reader: Reader, address: str) -> None:
    answer = reader.ask(address)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert policy.endswith("frame-ancestors *")
    assert "script-src" not in policy
    assert "x-frame-options" not in answer.headers
    tree = parsed(answer.text)
    assert len(all_of(tree, "h1")) == 1
    assert not all_of(tree, "form")
    assert not all_of(tree, "script")
    assert all_of(tree, "base")[0].get("target") == "_blank"
    whole = [one.get("href") for one in all_of(tree, "a") if "whole" in words_of(one)]
    if "lang" not in address:
        assert whole == [address.removeprefix("/embed").partition("?")[0]]
        assert reader.ask(whole[0]).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, "/api/v1/status", "/nowhere", "/countries/map.svg"])
def test_nobody_may_frame_anything_else(reader: Reader, address: str) -> None:
    headers = reader.ask(address).headers
    assert headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert headers["x-frame-options"] == "DENY"


def test_a_reduced_page_shows_the_first_rows_of_the_whole(reader: Reader) -> None:
    tree = parsed(reader.page(f"/embed/place/{world.SHUANGHE}?rows=2"))
    shown = all_of(all_of(tree, "tbody")[0], "tr")
    whole = all_of(all_of(parsed(reader.page(f"/place/{world.SHUANGHE}")), "tbody")[0], "tr")
    assert [words_of(row[0]) for row in shown] == [words_of(row[0]) for row in whole[:2]]
    assert f"The first 2 of {len(whole)}" in words_of(tree)
    assert all(not all_of(head, "a") for head in all_of(tree, "thead"))


@pytest.mark.parametrize("rows", ["0", "51", "many", "-1"])
def test_a_number_of_rows_out_of_range_is_refused(reader: Reader, rows: str) -> None:
    answer = reader.ask(f"/embed/place/{world.NINGWAN}?rows={rows}")
    assert answer.status_code == 400
    assert "1 to 50" in answer.text
    assert answer.headers["x-frame-options"] == "DENY"


def test_an_old_id_leads_to_the_new_one_in_its_frame(reader: Reader) -> None:
    answer = reader.ask(f"/embed/place/{world.LANYU}?rows=3")
    assert answer.status_code == 308
    assert answer.headers["location"].startswith(f"/embed/region/{world.LANYU}")
    assert reader.ask(answer.headers["location"]).status_code == 200


def test_a_page_tells_how_to_embed_it(reader: Reader) -> None:
    page = reader.page(f"/place/{world.NINGWAN}")
    (element,) = re.findall(r"&lt;iframe src=&#34;(.*?)&#34;", page)
    address = html.unescape(html.unescape(element))
    assert address == f"http://explorer.test/embed/place/{world.NINGWAN}?lang=en"
    assert "Ningwan" in reader.page(address.removeprefix("http://explorer.test"))
    assert "iframe" not in reader.page("/methods")


def test_a_citation_for_bibtex_names_data_and_address(reader: Reader) -> None:
    page = html.unescape(reader.page(f"/place/{world.NINGWAN}"))
    entry = page[page.index("@misc{") :]
    assert f"url = {{http://explorer.test/place/{world.NINGWAN}}}" in entry
    assert "data 0.0.0-world" in entry


def test_an_entry_of_bibtex_keeps_to_its_fields() -> None:
    entry = page_bibtex("A & B {50%} #1_~", "https://ties.test/p?q=a_b", "2026.11.0")
    assert r"title = {{A \& B \{50\%\} \#1\_\textasciitilde{}}}" in entry
    assert "year = {2026},\n  month = {11}" in entry
    assert "url = {https://ties.test/p?q=a_b}" in entry
    assert "year" not in page_bibtex("t", "a", "0.0.0-world")
    assert page_bibtex("t", "a", "1") == page_bibtex("t", "a", "1") != page_bibtex("t", "b", "1")
