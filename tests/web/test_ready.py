"""A server makes what all pages take before the first reader asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.web import catalogues, rendering
from sistercities.web.ready import make_ready, ready_soon
from sistercities.web.site import Site, open_site
from web.reader import Reader


@pytest.fixture
def opened(release_folder: Path) -> Iterator[Site]:
    """Open a site in a process that has answered nothing."""
    for kept in (rendering.environment, catalogues.translations, catalogues.english_words):
        kept.cache_clear()
    site = open_site(release_folder)
    yield site
    site.explorer.close()


def test_the_first_pages_compile_and_read_nothing(
    opened: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ready(opened)

    def refuse(*_given: Any, **_named: Any) -> None:
        raise AssertionError("this was to be ready")

    monkeypatch.setattr(rendering.environment(), "compile", refuse)
    monkeypatch.setattr(catalogues, "_read", refuse)
    asking = Reader(opened)
    for address in ("/", f"/place/{world.NINGWAN}", "/pair/CN/JP", "/nowhere", "/compare"):
        for lang in ("en", "zh"):
            answer = asking.ask(f"{address}?lang={lang}")
            assert answer.status_code == (404 if address == "/nowhere" else 200), answer.text[:500]
    asking.close()


def test_it_is_made_beside_the_answers_and_a_fault_of_it_stops_none(opened: Site) -> None:
    ready_soon(opened, 0.0).join(60)
    assert catalogues.translations.cache_info().currsize >= 4
    opened.explorer.close()
    thread = ready_soon(opened, 0.0)
    thread.join(60)
    assert not thread.is_alive()
    assert thread.daemon
