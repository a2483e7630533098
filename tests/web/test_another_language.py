"""A language is added by a folder of two files, as decision 0013 says, and every page speaks it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sistercities.web import catalogues
from sistercities.web.site import open_site
from web.addresses import PAGES
from web.reader import Reader, parsed

LANG = "fr"


@pytest.fixture(scope="module")
def french(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Read the explorer with the folder of a language that begins, with one word of it there."""
    own = tmp_path_factory.mktemp("words") / "locale"
    shutil.copytree(catalogues.LOCALE, own)
    shutil.rmtree(own / LANG, ignore_errors=True)
    folder = own / LANG / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for name in ("pages", "sentences"):
        shutil.copyfile(own / f"{name}.pot", folder / f"{name}.po")
    words = folder / "pages.po"
    told = words.read_text("utf-8").replace(
        'msgctxt "nav.search"\nmsgid "Search"\nmsgstr ""',
        'msgctxt "nav.search"\nmsgid "Search"\nmsgstr "Rechercher"',
    )
    words.write_text(told, "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(catalogues, "LOCALE", own)
        _forget()
        opened = open_site(release_folder)
        asking = Reader(opened)
        yield asking
        asking.close()
        opened.explorer.close()
    _forget()


def _forget() -> None:
    for each in vars(catalogues).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()


@pytest.mark.parametrize("page", PAGES)
def test_each_page_speaks_it(french: Reader, page: str) -> None:
    asked = f"{page}{'&' if '?' in page else '?'}lang={LANG}"
    answer = french.ask(asked)
    assert answer.status_code == french.ask(page).status_code
    assert answer.status_code < 500
    assert parsed(answer.text).get("lang") == LANG


def test_what_has_words_is_said_in_it_and_countries_are_called_as_it_calls_them(
    french: Reader,
) -> None:
    page = french.ask(f"/country/DE?lang={LANG}").text
    assert "Rechercher" in page
    assert "Allemagne" in page


def test_it_is_in_the_menu_of_the_other_languages(french: Reader) -> None:
    assert f"lang={LANG}" in french.ask("/").text
