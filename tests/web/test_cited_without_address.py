"""A file of a site whose address is not known is cited by what it is, not by the name of a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

import world
from sistercities.web.asked import Asked
from sistercities.web.frame import make_frame
from sistercities.web.languages import Words
from sistercities.web.site import Site, StaticFiles

PATH = f"/place/{world.NINGWAN}"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_without_an_address_a_file_is_cited_by_title_and_data(site: Site, lang: str) -> None:
    files = replace(site, static=StaticFiles())
    frame = make_frame(Asked(files, Words(lang), PATH, {}, ""), "Ningwan", "")
    for said in (frame.citation, frame.bibtex):
        assert "Ningwan" in said
        assert "0.0.0-world" in said
        assert ".html" not in said
    assert "url" not in frame.bibtex
    assert frame.citation.rstrip().endswith(("0.0.0-world.", "0.0.0-world。"))


def test_with_an_address_a_file_is_cited_by_it(site: Site) -> None:
    base = "https://ties.test/here/"
    files = replace(site, static=StaticFiles(base=base))
    frame = make_frame(Asked(files, Words("en"), PATH, {}, base), "Ningwan", "")
    assert f"{base}en/place/" in frame.citation
    assert f"url = {{{base}en/place/" in frame.bibtex


def test_entries_of_two_pages_have_two_keys_without_an_address(site: Site) -> None:
    files = replace(site, static=StaticFiles())
    keys = {
        make_frame(Asked(files, Words("en"), path, {}, ""), "One", "").bibtex.partition(",")[0]
        for path in (PATH, f"/place/{world.PORTCLAIR}")
    }
    assert len(keys) == 2
