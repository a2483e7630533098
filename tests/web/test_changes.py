"""Feeds of changes: sound Atom, the newest first, no day that no source names."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from sistercities.api.explorer.changes import changes
from sistercities.web.site import Site
from web.reader import BASE, Reader

ATOM = "{http://www.w3.org/2005/Atom}"
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00Z")


def _read(reader: Reader, address: str) -> Any:
    answer = reader.ask(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.text)


@pytest.mark.parametrize(
    "address", ["/changes.atom", "/changes.atom?lang=zh", "/country/CN/changes.atom"]
)
def test_a_feed_is_sound_and_each_entry_leads_to_a_page(reader: Reader, address: str) -> None:
    feed = _read(reader, address)
    for one in (feed, *feed.iter(f"{ATOM}entry")):
        assert one.findtext(f"{ATOM}title")
        assert one.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert _INSTANT.fullmatch(one.findtext(f"{ATOM}updated"))
    ids = [one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) > 1
    days = [one.findtext(f"{ATOM}updated") for one in feed.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)
    (own,) = (one for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self")
    assert own.get("href") == BASE + address
    for one in feed.iter(f"{ATOM}link"):
        assert reader.ask(one.get("href").removeprefix(BASE)).status_code == 200


def test_an_id_stays_the_same_in_each_language_and_feed(reader: Reader) -> None:
    ids = [
        {one.findtext(f"{ATOM}id") for one in _read(reader, at).iter(f"{ATOM}entry")}
        for at in ("/changes.atom", "/changes.atom?lang=zh", "/country/CN/changes.atom")
    ]
    assert ids[0] == ids[1] >= ids[2]


def test_only_what_has_a_day_is_told(site: Site) -> None:
    found = changes(site.explorer)
    assert found
    for one in found:
        named = one.tie.start if one.told is None else one.told.date or one.told.known_on
        assert one.day == named
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", one.day)


def test_a_country_has_the_changes_of_its_own_places(site: Site) -> None:
    found = changes(site.explorer, "CN")
    assert found
    assert all("CN" in (one.tie.here.country, one.tie.there.country) for one in found)
    assert changes(site.explorer, "XX") == []


def test_the_feed_of_no_country_is_refused(reader: Reader) -> None:
    assert reader.ask("/country/XX/changes.atom").status_code == 404


def test_a_page_names_its_feed(reader: Reader) -> None:
    assert 'href="/country/CN/changes.atom?lang=en"' in reader.page("/country/CN")
    assert 'href="/changes.atom?lang=en"' in reader.page("/data")
