"""Pages speak to people: no options of a command line, no "1 countries", no title in small letters.

Every type of page of the drawn world is read in both languages, with questions that are answered
and with questions that cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

import world
from sistercities.sentences import say
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.pages.data import counted_cell
from sistercities.web.site import Site, open_site
from sistercities.web.told import told
from web.addresses import PAGES
from web.reader import XHTML, Reader, parsed, words_of

HOME = world.NINGWAN
ASKED = (
    *PAGES,
    "/data/columns",
    f"/place/{HOME}/standing",
    f"/benchmark?q={HOME}",
    f"/assess?q={HOME}&partner=Tokiwa",
    f"/assess?q={HOME}&partner=zzzz",
    f"/recommend?q={HOME}",
    f"/recommend?q={HOME}&all=yes&per_country=1&count=2",
    f"/recommend?q={HOME}&not_countries=JP",
    f"/recommend?q={HOME}&countries=XX",
    f"/recommend?q={HOME}&min_population=2000000000",
    f"/recommend?q={HOME}&language=klingon",
    f"/recommend?q={world.JINGHAI}",
    f"/recommend?q={HOME}&weight_size=9",
    "/search?q=Kawabe&page=9999",
    f"/place/{HOME}?sort=nothing",
    "/place/gn:4040404040",
    "/country/XX",
)
_OPTION = re.compile(r"(?<![\w-])--[a-z]+")
_ONE = re.compile(
    r"(?<![\d.,/–-])\b1 (?:\w+ )?(?:countries|partners|partnerships|ties|places|cities|regions|"
    r"sources|claims|have|are|lie)\b"
)
_CODE = re.compile(r"\b[a-z]+=[\d.]")
_HEADS = ("title", "h1", "h2", "h3", "caption", "summary", "legend")
_OWN_TEXT = ("script", "style", "pre", "code", "textarea")
_CITED = ("citation", "address", "print-cite")


@pytest.fixture(scope="module")
def pages(reader: Reader) -> dict[tuple[str, str], Any]:
    """Read all pages once."""
    found = {}
    for lang in ("en", "zh"):
        for address in ASKED:
            joint = "&" if "?" in address else "?"
            answer = reader.ask(f"{address}{joint}lang={lang}")
            if answer.status_code in (303, 308):
                answer = reader.ask(answer.headers["location"])
            found[address, lang] = parsed(answer.text)
    return found


def _said(element: Any) -> Iterator[str]:
    """Give the texts that readers see, without code that is to be copied."""
    tag = str(element.tag).removeprefix(XHTML)
    if tag not in _OWN_TEXT and (element.get("id") or element.get("class")) not in _CITED:
        for name in ("placeholder", "title", "aria-label", "alt"):
            yield element.get(name) or ""
        yield element.text or ""
        for child in element:
            yield from _said(child)
    yield element.tail or ""


def _each(pages: dict[tuple[str, str], Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for asked, tree in pages.items():
        yield asked, re.sub(r"\s+", " ", " ".join(_said(tree)))


def test_no_page_names_an_option_of_the_command_line(pages: dict[tuple[str, str], Any]) -> None:
    found = [(asked, said) for asked, text in _each(pages) for said in _OPTION.findall(text)]
    assert found == []


def test_one_is_followed_by_one(pages: dict[tuple[str, str], Any]) -> None:
    found = [(asked, one.group()) for asked, text in _each(pages) for one in _ONE.finditer(text)]
    assert found == []


def test_no_page_asks_for_codes(pages: dict[tuple[str, str], Any]) -> None:
    found = [(asked, said) for asked, text in _each(pages) for said in _CODE.findall(text)]
    assert found == []


def test_titles_begin_with_a_capital(pages: dict[tuple[str, str], Any]) -> None:
    for asked, tree in pages.items():
        for head in _HEADS:
            for one in tree.iter(f"{XHTML}{head}"):
                said = words_of(one)
                assert not re.match("[a-z]", said), (asked, head, said)


def test_an_option_is_said_as_the_field_that_it_is(site: Site) -> None:
    asked = Asked(site, Words("en"), "/recommend", {}, "")
    said = say("`--per-country {most}` leaves out {n} places that would be named.", most=2, n=3)
    assert told(asked, said).sentence == (
        "The field “At most this many from one country: 2” leaves out 3 places that would be named."
    )
    level = say(
        "{name} is a region and a city at once. To see regions instead, use `--level region`.",
        name="X",
    )
    assert "--" not in told(asked, level).sentence


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_rows_of_the_coverage_can_be_told_apart(lang: str) -> None:
    """On the release in the package, whose published numbers are many."""
    from sistercities.api.explorer.holdings import official_coverage

    site = open_site()
    try:
        asked = Asked(site, Words(lang), "/data/coverage", {}, "")
        rows = official_coverage(site.explorer)
        cells = [(counted_cell(asked, row), row.official_date) for row in rows]
        named = [(cell.text, cell.note, date) for cell, date in cells]
        assert len(named) == len(set(named)) > 40
        assert not [note for _, note, date in named if date and date in (note or "")], (
            "the date has a column of its own"
        )
        assert not [text for text, _, _ in named if re.match("[A-Z]{2}$|[a-z]", text)]
    finally:
        site.explorer.close()
