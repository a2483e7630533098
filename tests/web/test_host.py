"""Who runs a site: what a host says is shown whole, as text, or refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import world
from sistercities.api.data_choice import Data
from sistercities.api.explorer.report_store import ReportFolder
from sistercities.api.explorer.reports import StudyReport
from sistercities.errors import InvalidArgument
from sistercities.web.answers import Page
from sistercities.web.application import robots_text
from sistercities.web.asked import Asked
from sistercities.web.cards.layout import card_svg
from sistercities.web.cards.lettering import width
from sistercities.web.host import CONTACT, TITLE, Host, read_host
from sistercities.web.languages import Words
from sistercities.web.pages import card
from sistercities.web.pages.place import place_page
from sistercities.web.report_way import with_way_back
from sistercities.web.rooted import Rooted, read_root, rooted_html
from sistercities.web.site import Site, StaticFiles, open_site
from sistercities.web.static.building import build_site
from web.reader import Reader, all_of, parsed, words_of
from web.test_cards import CARD, PLACE

MARKED = "<b>Ties</b> & “twins” of Ōtsu"
HOST = Host(
    title=MARKED, contact="mail@town.example", imprint_text="Town hall\nMarket 1\n\nRoom <3>",
    licence="CC BY 4.0",
)  # fmt: skip


@pytest.fixture(scope="module")
def hosted(release_folder: Path) -> Iterator[Reader]:
    """Ask a site whose host says all there is to say."""
    site = open_site(release_folder, host=HOST)
    asking = Reader(site)
    yield asking
    asking.close()
    site.explorer.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("path", ["/", "/place/gn:921", "/nowhere", "/imprint"])
def test_a_title_with_markup_is_shown_as_text_and_whole(
    hosted: Reader, path: str, lang: str
) -> None:
    tree = parsed(hosted.ask(f"{path}?lang={lang}").text)
    (name,) = (one for one in all_of(tree, "a") if one.get("class") == "site-name")
    assert words_of(name) == MARKED
    assert words_of(all_of(tree, "title")[0]).endswith(MARKED)
    foot = all_of(tree, "footer")[0]
    assert "CC BY 4.0" in words_of(foot)
    hrefs = {one.get("href") for one in all_of(foot, "a")}
    assert "mailto:mail@town.example" in hrefs
    assert f"/imprint?lang={lang}" in hrefs


def test_a_long_name_of_the_site_has_a_line_of_its_own_and_a_short_one_has_not(
    release_folder: Path, reader: Reader
) -> None:
    named = replace(HOST, title="Partner cities and friendly towns of Exampleton")
    site = open_site(Data(release_folder, ()), host=named)
    asking = Reader(site)
    page, other = parsed(asking.ask("/data").text), parsed(reader.ask("/data").text)
    assert all_of(page, "header")[0].get("data-long") is not None
    assert all_of(other, "header")[0].get("data-long") is None
    assert f"{HOST.contact} ·" in words_of(all_of(page, "footer")[0])
    asking.close()
    site.explorer.close()


def test_the_way_back_from_a_report_and_the_card_bear_the_name_of_the_site(
    release_folder: Path, tmp_path: Path
) -> None:
    site = open_site(release_folder, host=HOST)
    asked = Asked(site, Words("zh"), PLACE, {}, "")
    report = StudyReport("CN", "CN", 2020, "1", "Yes.", (), (), ReportFolder(tmp_path), True)
    way = parsed(with_way_back(asked, report, "<!DOCTYPE html><title>a</title><body></body>"))
    assert words_of(all_of(way, "a")[0]) == f"← {MARKED}：全部发现"
    made = place_page(asked, world.NINGWAN, "html")
    assert isinstance(made, Page)
    assert card._plain(asked, made).site == MARKED
    site.explorer.close()


def test_a_long_name_of_the_site_stays_on_one_line_of_the_card() -> None:
    long = replace(CARD, site="Partnerships of all the towns and regions of the whole world " * 2)
    line = re.findall(r"<text[^>]*>([^<]*)</text>", card_svg(long))[2]
    assert line.startswith("Partnerships of all the towns")
    assert line.endswith("…")
    assert width(line, 26, is_bold=True) <= 1080


def test_an_imprint_of_text_is_a_page_with_its_lines(hosted: Reader, reader: Reader) -> None:
    tree = parsed(hosted.page("/imprint"))
    said = words_of(all_of(tree, "main")[0])
    assert "Town hall" in said
    assert "Room <3>" in said
    assert len(all_of(all_of(tree, "main")[0], "br")) == 1
    assert reader.ask("/imprint").status_code == 404
    none = words_of(parsed(reader.ask("/imprint").text))
    assert "This site has no imprint; whoever runs it gives one with `--imprint FILE`." in none


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ({"contact": "javascript:alert(1)"}, "begins with https://"),
        ({"contact": "http://town.example"}, "begins with https://"),
        ({"contact": "https://a:b@town.example"}, "begins with https://"),
        ({"contact": "mail@town"}, "begins with https://"),
        ({"contact": 'a"b@town.example'}, "begins with https://"),
        ({"title": "x" * 81}, "at most 80"),
        ({"title": "a\u202eb"}, "one line of plain text"),
        ({"title": "a\nb"}, "one line of plain text"),
        ({"licence": "https://"}, "a whole https address"),
        ({"licence": "y" * 201}, "at most 200"),
        ({"imprint": "nowhere.txt"}, "a file of plain text in UTF-8"),
        ({"imprint": "ftp://town.example"}, "begins with https://"),
    ],
)
def test_what_cannot_be_shown_ends_in_a_next_step(given: dict[str, str], advice: str) -> None:
    with pytest.raises(InvalidArgument, match=advice):
        read_host(**given)


@pytest.mark.parametrize(
    ("content", "advice"),
    [(b"", "1 to 20,000"), (b"x" * 20_001, "1 to 20,000"), (b"\xff\xfe\x00", "in UTF-8")],
)
def test_an_imprint_that_is_no_text_is_refused(tmp_path: Path, content: bytes, advice: str) -> None:
    file = tmp_path / "imprint.txt"
    file.write_bytes(content)
    with pytest.raises(InvalidArgument, match=advice):
        read_host(imprint=str(file))


def test_the_environment_says_it_too_and_an_option_goes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(TITLE, "From the environment")
    monkeypatch.setenv(CONTACT, "https://town.example/write?to=us")
    host = read_host(title="From an option")
    assert host.title == "From an option"
    assert host.contact_href == "https://town.example/write?to=us"
    assert host.mail_href("a", "b") == ""
    assert read_host().title == "From the environment"


def test_a_mail_begins_with_what_it_is_about() -> None:
    made = HOST.mail_href("Ties & years", "first\nsecond")
    assert made == "mailto:mail@town.example?subject=Ties%20%26%20years&body=first%0Asecond"


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("site", "build", "out")])
def test_the_commands_refuse_it_before_anything_is_made(
    typed: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    said = typed(*command, "--contact", "nobody")
    assert said.code == 2
    assert "begins with https://" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_site_of_files_names_its_host_on_each_page(release_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    static = StaticFiles(country="CN", languages=("en",))
    build_site(out, data=release_folder, static=static, host=HOST)
    for page in out.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "&lt;b&gt;Ties&lt;/b&gt; &amp; “twins” of Ōtsu" in text, page
        assert "<b>Ties" not in text, page
        if page.parent != out:
            assert "mailto:mail@town.example" in text, page
    assert "Market 1" in (out / "en" / "imprint.html").read_text("utf-8")
    assert (out / "favicon.ico").read_bytes()[:4] == b"\x00\x00\x01\x00"


def test_the_foot_names_the_licence_of_each_register_that_lies_over_the_data(
    site: Site,
) -> None:
    from sistercities.api.explorer.holdings import OverlaySource

    laid = Site(site.explorer, scripts=None)
    vars(laid)["overlay_sources"] = (
        OverlaySource("own-1", "Register of the town", "CC0-1.0"),
        OverlaySource("own-2", "Old register", "not stated"),
    )
    asking = Reader(laid)
    foot = words_of(all_of(parsed(asking.page("/")), "footer")[0])
    asking.close()
    assert "“Register of the town” lies over these data: CC0-1.0." in foot
    assert "“Old register” lies over these data and states no licence; ask who made it" in foot


def test_browsers_and_robots_find_what_they_ask_for_unnamed(reader: Reader) -> None:
    icon = reader.ask("/favicon.ico")
    assert icon.headers["content-type"] == "image/x-icon"
    assert icon.content[:4] == b"\x00\x00\x01\x00"
    assert reader.ask("/icon.svg").text.startswith("<svg")
    robots = reader.ask("/robots.txt")
    assert robots.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Disallow: /search\n" in robots.text
    assert "Disallow: /ties/recommend\n" in robots_text("/ties")


def test_below_a_folder_each_address_names_it(release_folder: Path) -> None:
    site = open_site(release_folder)
    site.root = "/ties"
    asking = Reader(site)
    asking_below = Reader(site)
    vars(asking_below)["_client"]._transport.app = Rooted(
        vars(asking_below)["_client"]._transport.app, "/ties"
    )
    for path in ("/", "/place/gn:921", "/country/CN", "/nowhere"):
        page = asking_below.ask(f"/ties{path}")
        assert page.text == asking.ask(path).text
        for one in parsed(page.text).iter():
            for name in ("href", "src", "action", "data-suggest"):
                target = one.get(name) or ""
                assert not target.startswith("/") or target.startswith("/ties/"), (path, target)
    assert asking_below.ask("/ties").status_code == 200
    assert asking_below.ask("/ties/place/CN").headers.get("location", "/ties/").startswith("/ties/")
    asking.close()
    asking_below.close()
    site.explorer.close()


@pytest.mark.parametrize("given", ["ties", "/ti es", "/../x", "/<b>", "/" + "x" * 120])
def test_a_folder_that_no_address_has_is_refused(given: str) -> None:
    with pytest.raises(InvalidArgument, match="such as /ties"):
        read_root(given)
    assert read_root("/ties/") == "/ties"
    assert rooted_html('<a href="//elsewhere"><a href="/x">', "/t") == (
        '<a href="//elsewhere"><a href="/t/x">'
    )


def test_a_host_is_part_of_what_an_answer_is_known_by(release_folder: Path) -> None:
    site = open_site(Data(release_folder, ()), host=HOST)
    other = replace(site, host=Host())
    assert site.tag != other.tag
    site.explorer.close()
