"""What a page says to those who pass it on: address, card, JSON-LD, where corrections go."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest

import world
from sistercities.report.citation_file import project
from sistercities.web.asked import Asked
from sistercities.web.cards.picture import can_draw
from sistercities.web.frame import make_frame
from sistercities.web.host import Host
from sistercities.web.languages import Words
from sistercities.web.site import Site, StaticFiles
from web.addresses import PAGES, TIE
from web.reader import BASE, Reader, all_of, parsed, words_of

PLACE = f"/place/{world.NINGWAN}"


def _meta(page: str) -> dict[str, str]:
    return {
        one.get("property") or one.get("name"): one.get("content")
        for one in all_of(parsed(page), "meta") if one.get("property") or one.get("name")
    }  # fmt: skip


def _links(page: str, rel: str) -> list[Any]:
    return [one for one in all_of(parsed(page), "link") if one.get("rel") == rel]


def _linked(page: str) -> list[dict[str, Any]]:
    held = [
        one.text for one in all_of(parsed(page), "script")
        if one.get("type") == "application/ld+json"
    ]  # fmt: skip
    return [thing for text in held for thing in json.loads(text)["@graph"]]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_title_a_sentence_and_an_address(reader: Reader, address: str) -> None:
    page = reader.page(address)
    meta = _meta(page)
    assert meta["og:title"]
    assert meta["og:description"]
    (canonical,) = _links(page, "canonical")
    assert meta["og:url"] == canonical.get("href")
    assert canonical.get("href").startswith(BASE)
    assert reader.ask(canonical.get("href").removeprefix(BASE)).status_code == 200
    if can_draw():
        assert meta["og:image"].startswith(BASE)
        assert meta["twitter:card"] == "summary_large_image"


def test_a_page_has_one_address_whatever_its_order_and_filters(reader: Reader) -> None:
    for more in ("", "?sort=-year", "?size=3", "?status=ended", "?standing=alive&sort=year"):
        (canonical,) = _links(reader.page(PLACE + more), "canonical")
        assert canonical.get("href") == BASE + PLACE
    (chinese,) = _links(reader.page(f"{PLACE}?lang=zh&sort=year"), "canonical")
    assert chinese.get("href") == f"{BASE}{PLACE}?lang=zh"
    question = f"/path?from={world.NINGWAN}&to={world.TOKIWA}"
    (asked,) = _links(reader.page(question), "canonical")
    assert unquote(asked.get("href")) == BASE + question


def test_a_page_leads_to_itself_in_each_language(reader: Reader) -> None:
    found = {
        one.get("hreflang"): one.get("href") for one in _links(reader.page(PLACE), "alternate")
    }
    assert found["zh-Hans"] == f"{BASE}{PLACE}?lang=zh"
    assert found["en"] == f"{BASE}{PLACE}?lang=en"


def test_a_page_that_says_why_there_is_no_answer_is_not_passed_on(reader: Reader) -> None:
    page = reader.ask("/place/gn:4040404040").text
    assert _links(page, "canonical") == []
    assert "og:title" not in _meta(page)
    assert _meta(page)["robots"] == "noindex"
    assert _linked(page) == []
    assert 'id="share"' not in page


def test_a_place_is_told_as_linked_data(reader: Reader) -> None:
    place, trail = _linked(reader.page(PLACE))
    assert (place["@type"], place["name"]) == ("City", "Ningwan")
    assert "宁湾市" in place["alternateName"]
    assert set(place["geo"]) == {"@type", "latitude", "longitude"}
    assert place["url"] == BASE + PLACE
    steps = trail["itemListElement"]
    assert [one["position"] for one in steps] == list(range(1, len(steps) + 1))
    assert [steps[0]["item"], steps[1]["item"]] == [f"{BASE}/", f"{BASE}/country/CN"]
    region = _linked(reader.page(f"/region/{world.LANYU}"))[0]
    assert region["@type"] == "AdministrativeArea"
    country = _linked(reader.page("/country/CN"))[0]
    assert country["@type"] == "Place", "no word of ours says what is a country"


@pytest.mark.parametrize("address", ["/", "/data"])
def test_the_data_are_told_as_a_dataset(reader: Reader, address: str) -> None:
    data = next(one for one in _linked(reader.page(address)) if one["@type"] == "Dataset")
    assert data["version"] == "0.0.0-world"
    assert data["license"].startswith("https://creativecommons.org/")
    assert [one["name"] for one in data["creator"]] == list(project().authors)
    assert "datePublished" not in data, "this version names no month"
    for one in data["distribution"]:
        answer = reader.ask(one["contentUrl"].removeprefix(BASE))
        assert answer.headers["content-type"].startswith(one["encodingFormat"])


def test_markup_in_a_name_ends_no_element(site: Site) -> None:
    asked = Asked(site, Words("en"), "/data", {}, BASE)
    hostile = "</script><script>alert(1)</script>"
    frame = make_frame(asked, hostile, about={"@type": "Place", "name": hostile})
    assert "<" not in frame.share.linked
    assert json.loads(frame.share.linked)["@graph"][0]["name"] == hostile


def test_without_an_address_of_its_own_a_static_site_names_none(site: Site) -> None:
    nowhere = replace(site, static=StaticFiles())
    share = make_frame(Asked(nowhere, Words("en"), PLACE, {}, ""), "Ningwan").share
    assert (share.canonical, share.picture, share.alternates) == ("", "", ())
    there = replace(site, static=StaticFiles(base="https://ties.test/here/"))
    asked = Asked(there, Words("zh"), PLACE, {}, "https://ties.test/here/")
    share = make_frame(asked, "Ningwan", crumbs=(("/country/CN", "China"),)).share
    assert share.canonical.startswith("https://ties.test/here/zh/place/")
    if can_draw():
        assert share.picture == "https://ties.test/here/cards/country-CN-zh.png"


@pytest.fixture
def hosted(site: Site) -> Any:
    """Give a reader of a site with a host."""
    opened: list[Reader] = []

    def ask(host: Host) -> Reader:
        opened.append(Reader(replace(site, host=host)))
        return opened[-1]

    yield ask
    for one in opened:
        one.close()


def test_a_correction_is_an_e_mail_that_names_the_page(hosted: Callable[[Host], Reader]) -> None:
    page = hosted(Host(contact="right@ties.example")).page(f"/tie/{TIE}")
    (href,) = re.findall(r'href="(mailto:[^"]+subject[^"]+)"', page)
    written = unquote(unescape(href))
    assert written.startswith("mailto:right@ties.example?subject=Correction")
    assert TIE in written.partition("&body=")[0]
    assert f"{BASE}/tie/{TIE}" in written.partition("&body=")[2]
    assert "Write to right@ties.example" in page


def test_a_correction_is_handed_in_at_the_page_of_the_host(
    hosted: Callable[[Host], Reader],
) -> None:
    page = hosted(Host(contact="https://ties.example/contact")).page(PLACE)
    assert 'href="https://ties.example/contact" rel="external noreferrer"' in page
    assert "mailto:" not in page


def test_without_a_contact_the_page_says_how_to_mend_a_copy(reader: Reader) -> None:
    page = reader.page(PLACE)
    assert "names no address for corrections" in page
    assert "sistercities import" in page


@pytest.mark.parametrize("address", PAGES)
def test_citing_embedding_and_correcting_stand_on_one_sheet(reader: Reader, address: str) -> None:
    tree = parsed(reader.page(address))
    (sheet,) = (one for one in tree.iter() if one.get("id") == "share")
    assert any(one.get("href") == "#share-cite" for one in all_of(tree, "a"))
    aims = [one.get("href") for one in all_of(tree, "a") if (one.get("href") or "")[:6] == "#share"]
    assert {one[1:] for one in aims} <= {one.get("id") for one in sheet.iter()}
    said = words_of(sheet)
    for part in ("Cite this page", "BibTeX", "Something is wrong?"):
        assert part in said
    copied = {one.get("data-copies") for one in all_of(sheet, "button")}
    held = {one.get("id") for one in sheet.iter()}
    assert {"citation", "bibtex", "correction"} <= copied <= held
    assert all(one.get("hidden") is not None for one in all_of(sheet, "button"))


@pytest.mark.parametrize("address", [PLACE, f"{PLACE}?kind=friendship", "/"])
def test_what_others_hung_on_a_link_is_in_no_link_of_the_page(reader: Reader, address: str) -> None:
    hung = "utm_source=a%20letter&fbclid=Iw1"
    end = "&" if "?" in address else "?"
    passed_on = reader.page(address + end + hung)
    assert passed_on == reader.page(address)
    assert "fbclid" not in passed_on


def test_the_same_page_has_one_tag_whatever_was_hung_on_its_address(reader: Reader) -> None:
    tags = {
        reader.ask(PLACE + end).headers["etag"]
        for end in ("", "?fbclid=1", "?utm_source=x&fbclid=2", "?x[]=1")
    }
    assert len(tags) == 1
    assert reader.ask(f"{PLACE}?page=1").headers["etag"] not in tags


@pytest.mark.parametrize("address", [f"/place/{world.NINGWAN}", "/country/CN", f"/tie/{TIE}"])
def test_a_sentence_to_print_names_where_it_comes_from(reader: Reader, address: str) -> None:
    tree = parsed(reader.page(address))
    (lead,) = (one for one in all_of(tree, "p") if one.get("class") == "lead")
    (quoted,) = (one for one in tree.iter() if one.get("id") == "quotable")
    said = words_of(quoted)
    assert said.startswith(f"{words_of(lead)} (Source: ")
    assert address in said
    assert any(one.get("data-copies") == "quotable" for one in all_of(tree, "button"))


def test_a_page_of_a_form_has_no_sentence_to_print(reader: Reader) -> None:
    assert 'id="quotable"' not in reader.page("/compare")
