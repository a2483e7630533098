"""Places whose names are markup, on every page and in every file that they appear in."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

import world
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.web.site import open_site
from web.addresses import PAGES, TABLES
from web.reader import Reader, all_of, parsed, run_scripts, words_of

NAME = "<script>alert('宁')</script>"
LOCAL = '"><svg onload=alert(1)>'
OTHER = "=cmd()|' /C calc'!A0</textarea><img src=x onerror=alert(2)>"
REGION = "{{7331*7}}</title><b onclick=alert(3)>"
ASKED = (
    f"/recommend?q={world.SONGGANG}&count=50",
    f"/recommend?q={world.NINGWAN}",
    f"/assess?q={world.NINGWAN}&partner={world.SAKURAI}",
    f"/benchmark?q={world.NINGWAN}",
    f"/compare?place={world.NINGWAN}&place={world.LANYU}&place={world.TOKIWA}",
    f"/path?from={world.NINGWAN}&to={world.SAKURAI}",
    "/search?q=%3Cscript%3Ealert('%E5%AE%81')%3C/script%3E",
)
FEEDS = (
    f"/place/{world.NINGWAN}/map.json",
    f"/api/v1/places/{world.NINGWAN}",
    f"/api/v1/places/{world.NINGWAN}/ties",
    f"/compare.json?place={world.NINGWAN}&place={world.SONGGANG}",
    "/api/v1/ties?size=500",
    "/api/v1/places?size=500",
    "/api/v1/search?q=%3Cscr",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Ask an explorer of the drawn world in which some names are markup."""
    places = dict(world.places())
    ning = places[world.NINGWAN]
    names = ((NAME, "en"), (LOCAL, "zh"), (OTHER, "und"))
    places[world.NINGWAN] = dataclasses.replace(ning, name=NAME, name_local=LOCAL, names=names)
    partner = places[world.TOKIWA]
    places[world.TOKIWA] = dataclasses.replace(partner, name=OTHER, names=((OTHER, "en"),))
    lanyu = places[world.LANYU]
    places[world.LANYU] = dataclasses.replace(lanyu, name=REGION, names=((REGION, "en"),))
    folder = tmp_path_factory.mktemp("hostile") / "release"
    made = dataclasses.replace(world.ingredients(), places=places)
    write_release(assemble(made), folder, version="0.0.0-hostile")
    site = open_site(folder)
    reader = Reader(site)
    yield reader
    reader.close()
    site.explorer.close()


def _is_own(script: str) -> bool:
    return re.fullmatch(r"/assets/[\w./?=-]+", script) is not None


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("address", [*PAGES, *ASKED])
def test_a_page_says_such_a_name_and_runs_nothing(hostile: Reader, address: str, lang: str) -> None:
    joint = "&" if "?" in address else "?"
    answer = hostile.ask(f"{address}{joint}lang={lang}")
    if answer.status_code == 303:
        answer = hostile.ask(answer.headers["location"])
    assert answer.status_code == 200, address
    tree = parsed(answer.text)
    assert all(_is_own(one.get("src") or "") for one in run_scripts(tree))
    assert all_of(tree, "b") == []
    for one in tree.iter():
        assert not [name for name in one.keys() if str(name).startswith("on")]  # noqa: SIM118
        assert not (one.get("href") or "").lower().startswith("javascript")
    assert all(_is_own(one.get("src") or "/assets/x") or "map" in one.get("src")
               for one in all_of(tree, "img"))  # fmt: skip
    assert "51317" not in answer.text


def test_the_names_are_there_as_words(hostile: Reader) -> None:
    tree = parsed(hostile.page(f"/place/{world.NINGWAN}?lang=en"))
    assert words_of(all_of(tree, "h1")[0]) == f"{NAME} {LOCAL}"
    assert words_of(all_of(tree, "title")[0]).startswith(f"{NAME} {LOCAL}")
    assert OTHER in words_of(tree)
    for address in ("/search?q=gn:921", "/country/CN/places", "/country/CN/ties"):
        answer = hostile.ask(address)
        page = answer if answer.status_code == 200 else hostile.ask(answer.headers["location"])
        assert NAME in words_of(parsed(page.text)), address
    assert REGION in words_of(parsed(hostile.page(f"/region/{world.LANYU}")))


def test_a_map_holds_such_a_name_as_words(hostile: Reader) -> None:
    for lang in ("en", "zh"):
        answer = hostile.ask(f"/place/{world.NINGWAN}/map.svg?lang={lang}")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        drawn = ElementTree.fromstring(answer.text)
        tags = {one.tag.rpartition("}")[2] for one in drawn.iter()}
        assert tags & {"script", "img", "foreignObject", "a", "b"} == set()
        assert not [k for one in drawn.iter() for k in one.attrib if k.lower().startswith("on")]
        assert (NAME if lang == "en" else LOCAL) in "".join(drawn.itertext())
        assert "script-src" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("address", FEEDS)
def test_data_hold_such_a_name_as_it_is_and_are_no_page(hostile: Reader, address: str) -> None:
    answer = hostile.ask(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert NAME in json.dumps(answer.json(), ensure_ascii=False).replace('\\"', '"')


@pytest.mark.parametrize("form", ["csv", "json"])
def test_tables_as_data_hold_such_a_name_as_it_is(hostile: Reader, form: str) -> None:
    n_named = 0
    for address in TABLES:
        path, mark, asked = address.partition("?")
        answer = hostile.ask(f"{path}.{form}{mark}{asked}")
        assert answer.headers["content-type"].startswith(
            {"csv": "text/csv", "json": "application/json"}[form]
        )
        assert re.fullmatch(
            rf'inline; filename="[A-Za-z0-9._-]+\.{form}"', answer.headers["content-disposition"]
        )
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))]
            n_named += NAME in cells
        else:
            n_named += NAME in json.dumps(answer.json(), ensure_ascii=False)
    assert n_named >= 4
