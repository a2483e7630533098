"""Every page: sound HTML, links that answer, nothing inline, what a reader finds by it."""

from __future__ import annotations

import base64
import codecs
import csv
import hashlib
import io
import json
import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

import world
from web.addresses import PAGES, TABLES, TIE
from web.reader import XHTML, Reader, all_of, parsed, run_scripts, words_of


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound_html_for_everyone(reader: Reader, address: str, lang: str) -> None:
    joint = "&" if "?" in address else "?"
    tree = parsed(reader.page(f"{address}{joint}lang={lang}"))
    (html,) = [tree] if tree.tag == f"{XHTML}html" else all_of(tree, "html")
    assert html.get("lang") == {"en": "en", "zh": "zh-Hans"}[lang]
    assert len(all_of(tree, "main")) == len(all_of(tree, "h1")) == len(all_of(tree, "title")) == 1
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    labelled = {one.get("for") for one in all_of(tree, "label")}
    for kind in ("input", "select", "textarea"):
        for field in all_of(tree, kind):
            assert field.get("type") == "hidden" or field.get("id") in labelled
    assert all_of(all_of(tree, "body")[0], "a")[0].get("href") == "#content"


@pytest.mark.parametrize("address", PAGES)
def test_headings_stand_in_order(reader: Reader, address: str) -> None:
    tree = parsed(reader.page(address))
    levels = [
        int(one.tag[-1]) for one in tree.iter() if re.fullmatch(r"\{.*\}h[1-6]", str(one.tag))
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(reader: Reader, address: str) -> None:
    answer = reader.ask(address)
    assert "unsafe" not in answer.headers["content-security-policy"]
    tree = parsed(answer.text)
    for one in tree.iter():
        assert one.get("style") is None
        assert not [name for name in one.keys() if str(name).startswith("on")]  # noqa: SIM118
        for name in ("src", "href", "action"):
            if re.match(r"(https?:)?//", one.get(name) or ""):  # a source, which the reader opens
                tag = one.tag.rpartition("}")[2]
                if (tag, one.get("rel")) in (("link", "canonical"), ("link", "alternate")):
                    continue  # the page's own address, which a browser does not load
                assert (tag, name) == ("a", "href")
                assert one.get("rel") == "external noreferrer"
    named = re.search(r"style-src ([^;]+)", answer.headers["content-security-policy"])[1].split()
    rules = [hashlib.sha256((one.text or "").encode()).digest() for one in all_of(tree, "style")]
    assert len(rules) == (not address.startswith("/embed"))
    assert named == [
        "'self'", *(f"'sha256-{base64.b64encode(one).decode()}'" for one in rules)
    ]  # fmt: skip
    assert [one for one in run_scripts(tree) if one.get("src") is None] == []


def test_every_link_of_every_page_answers(reader: Reader) -> None:
    found: dict[str, str] = {}
    for address in (*PAGES, f"/place/{world.NINGWAN}?lang=zh"):
        for one in parsed(reader.page(address)).iter():
            target = one.get("href") or one.get("action") or ""
            if target.startswith("/"):
                found.setdefault(target.partition("#")[0], address)
    asked_of_the_model = ("/recommend?", "/assess?", "/benchmark?")
    links = {to: at for to, at in found.items() if not to.startswith(asked_of_the_model)}
    assert len(links) > 150
    for target, where in links.items():
        answer = reader.ask(target)
        assert answer.status_code in (200, 303, 308), (target, where, answer.status_code)
        if answer.status_code != 200:
            assert reader.ask(answer.headers["location"]).status_code in (200, 308), target


@pytest.mark.parametrize("address", TABLES)
def test_every_table_is_csv_and_json_under_its_address(reader: Reader, address: str) -> None:
    path, mark, query = address.partition("?")
    rows = list(csv.DictReader(io.StringIO(reader.page(f"{path}.csv{mark}{query}"))))
    held = json.loads(reader.page(f"{path}.json{mark}{query}"))
    assert rows
    assert len(rows) == len(held["rows"])
    assert list(rows[0]) == held["columns"] == list(held["rows"][0])
    assert held["data_version"]
    page = reader.page(address)
    assert f'href="{path}.csv' in page
    assert f'href="{path}.json' in page


def _ties_of(tree: Any) -> tuple[list[str], list[list[str]]]:
    heads = [words_of(one) for one in all_of(all_of(tree, "thead")[0], "th")]
    return heads, [
        [words_of(cell) for cell in row] for row in all_of(all_of(tree, "tbody")[0], "tr")
    ]


def test_a_place_lists_its_ties_with_year_and_standing_which_leads_to_the_evidence(
    reader: Reader,
) -> None:
    tree = parsed(reader.page(f"/place/{world.NINGWAN}"))
    heads, rows = _ties_of(tree)
    assert heads == ["Partner", "Country", "Since ▲", "Standing"]
    by_hand = {pair for pair in world.TIES if world.NINGWAN in pair}
    assert len(rows) == len(by_hand)
    assert [row[2] for row in rows] == sorted(row[2] for row in rows)
    tokiwa = next(row for row in rows if row[0].startswith("Tokiwa"))
    assert tokiwa[0] == "Tokiwa 常盤市 inside sister regions"
    assert tokiwa[2:] == ["1992", "active 2020; listed in 2026"]
    body = all_of(all_of(tree, "tbody")[0], "tr")
    links = [all_of(one, "a")[-1].get("href") for one in body]
    for row, link in zip(rows, links, strict=True):  # the evidence is that of this row's partner
        assert row[0].split()[0] in words_of(all_of(parsed(reader.page(link)), "h1")[0])
    assert len(set(links)) == len(links)
    assert {link.rpartition("/")[0] for link in links} == {"/tie"}
    assert len(links) == len(by_hand)


def test_more_columns_are_shown_when_asked_for(reader: Reader) -> None:
    tree = parsed(reader.page(f"/place/{world.NINGWAN}?columns=all"))
    heads, rows = _ties_of(tree)
    assert heads[:6] == ["Partner", "Country", "Began ▲", "Standing", "Kind", "Sources"]
    tokiwa = next(row for row in rows if row[0].startswith("Tokiwa"))
    assert tokiwa[2:4] == ["1992-04-11", "active 2020; listed in 2026"]
    assert tokiwa[5] == "English Wikipedia 2026; Chinese Wikipedia 2020"
    assert re.fullmatch(r"\d+ %", tokiwa[6]), "how sure the places are, as pages of ties say it"
    links = {words_of(one): one.get("href") for one in all_of(tree, "a")}
    assert links["Fewer columns"] == f"/place/{world.NINGWAN}#ties"


def test_a_year_in_doubt_and_one_not_known_look_different(reader: Reader) -> None:
    page = reader.page(f"/place/{world.SONGGANG}")
    assert '<span class="suspect">1979?</span>' in page
    assert '<span class="unknown">not known</span>' in page
    assert '<rect class="bar suspect"' in page
    assert '<rect class="bar unknown"' in page


def test_a_tie_inside_sister_regions_is_said_with_the_regions_of_its_time(reader: Reader) -> None:
    """Saint-Orme lay in Valmont, Lanyu's sister, when Meiping signed in 1988.

    The tie with Tokiwa has no date: the regions of today are taken.
    """
    held = json.loads(reader.page(f"/place/{world.MEIPING}.json?inside=yes"))["rows"]
    assert {row["there_id"]: row["region_tie"] for row in held} == {
        world.SAINT_ORME: "~".join(sorted((world.LANYU, world.VALMONT))),
        world.TOKIWA: "~".join(sorted((world.LANYU, world.MINAMIHARA))),
    }
    assert "inside sister regions" in reader.page(f"/place/{world.MEIPING}")


def test_a_place_leads_to_what_it_took_in_and_that_to_its_successor(reader: Reader) -> None:
    successor = reader.page(f"/region/{world.GRAND_VAL}")
    assert "Places that it took in keep the partnerships" in successor
    assert re.search(r'<a href="[^"]*">Valmont</a>.*… to 2015', successor)
    former = reader.page(f"/region/{world.VALMONT}")
    assert re.search(r'What followed it: <a href="[^"]*">Grand-Val</a>', former)
    assert "Places that it took in" not in former


def test_ties_inside_sister_regions_are_those_found_by_hand(reader: Reader) -> None:
    known, lies = world.places(), world.parents()

    def regions(place: str, year: int) -> set[str]:
        found, level = set(), {place}
        while level:
            found |= {one for one in level if known[one].level in ("region1", "region2")}
            level = {
                row["parent_id"] for row in lies
                if row["place_id"] in level
                and row["from_year"] <= year <= (row["to_year"] or 9999)
            }  # fmt: skip
        return found

    due = set()
    for pair, tie in world.TIES.items():
        one, other = sorted(pair)
        year = int(tie.start[:4]) if tie.start else 9999
        outer = {
            frozenset((a, b)) for a in regions(one, year) for b in regions(other, year) if a != b
        } - {pair}  # fmt: skip
        if any(
            up in world.TIES and world.TIES[up].status not in ("ended", "pending") for up in outer
        ):
            due.add(f"{one}~{other}")
    held = json.loads(reader.page("/api/v1/ties?is_inside=true"))
    assert {tie["tie_id"] for tie in held["ties"]} == due
    assert len(due) >= 3


def test_a_search_leads_to_the_one_place_in_any_script(reader: Reader) -> None:
    for typed in ("宁湾", "寧灣", "Ning-wan", "Нинвань", "닝완", world.NINGWAN):
        answer = reader.ask(f"/search?q={typed}")
        assert answer.status_code == 303, typed
        assert answer.headers["location"] == f"/place/{world.NINGWAN}"


def test_a_search_for_a_shared_name_lists_the_candidates(reader: Reader) -> None:
    page = reader.page("/search?q=Kawabe")
    assert f'href="/place/{world.KAWABE_M}"' in page
    assert f'href="/place/{world.KAWABE_K}"' in page
    assert "Several places are called “Kawabe”" in page


def test_a_region_leads_to_its_own_page_and_an_old_id_to_the_new_one(reader: Reader) -> None:
    answer = reader.ask(f"/place/{world.LANYU}?lang=zh")
    assert (answer.status_code, answer.headers["location"]) == (
        308, f"/region/{world.LANYU}?lang=zh",
    )  # fmt: skip
    moved = reader.ask("/place/gn:929")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/place/{world.NINGWAN}")


def test_a_tie_shows_its_claims_and_its_life(reader: Reader) -> None:
    tree = parsed(reader.page(f"/tie/{TIE}"))
    life, claims = all_of(tree, "tbody")[:2]
    assert [words_of(row) for row in all_of(life, "tr")] == [
        "8 August 1981 Began Lists of the drawn world",
        "2020 On a list, as active Lists of the drawn world",
        "2026 On a list; status not stated Pages of the drawn world",
    ]
    rows = [words_of(row) for row in all_of(claims, "tr")]
    assert len(rows) == 2
    assert "drawn page, row Z0008" in " ".join(rows)
    ended = words_of(parsed(reader.page("/tie/gn:723~gn:931")))
    assert "(begun 14 July 1999): ended in 2010." in ended


def test_two_claims_that_differ_are_shown_as_a_conflict(reader: Reader) -> None:
    page = words_of(parsed(reader.page("/tie/gn:821~gn:912")))
    assert "1986-06-01" in page
    assert "Where they differ" in page


def test_the_order_and_the_filters_stand_in_the_address(reader: Reader) -> None:
    held = json.loads(reader.page("/country/CN/ties.json?sort=-partner&country=JP"))["rows"]
    names = [row["there"] for row in held]
    assert names == sorted(names, reverse=True)
    assert {row["there_country"] for row in held} == {"JP"}
    page = parsed(reader.page("/country/CN/ties?sort=-partner&country=JP&size=5"))
    heads = [one.get("aria-sort") for one in all_of(page, "th") if one.get("aria-sort")]
    assert heads == ["descending"]
    chosen = [one.get("value") for one in all_of(page, "option") if one.get("selected") is not None]
    assert chosen == ["JP", "-partner"]
    nexts = [one.get("href") for one in all_of(page, "a") if one.get("rel") == "next"]
    assert nexts
    assert all(part in nexts[0] for part in ("sort=-partner", "country=JP", "size=5", "page=2"))


def test_pages_of_a_table_hold_each_row_once(reader: Reader) -> None:
    whole = json.loads(reader.page("/api/v1/ties?country=CN&size=500"))
    seen, page = [], 1
    while page:
        part = json.loads(reader.page(f"/api/v1/ties?country=CN&size=7&page={page}"))
        seen += [tie["tie_id"] for tie in part["ties"]]
        page = part["next_page"]
    assert seen == [tie["tie_id"] for tie in whole["ties"]]
    assert len(set(seen)) == len(seen) == whole["total"]


def test_counts_of_the_start_are_those_of_the_world(reader: Reader) -> None:
    page = parsed(reader.page("/"))
    (line,) = (words_of(one) for one in all_of(page, "p") if one.get("class") == "holdings")
    counts = re.findall(r"[\d,]+(?= (?:such|are|have))", line)
    sound = [tie for tie in world.TIES.values() if tie.precision in ("day", "month", "year")]
    stands = ("active", "listed")
    over = [one for one in world.STANDING.values() if one[0] not in stands]
    assert counts == [str(n) for n in (len(world.TIES), len(world.TIES) - len(over), len(sound))]


def test_every_page_can_be_cited_with_its_own_address(reader: Reader) -> None:
    page = words_of(parsed(reader.page(f"/place/{world.NINGWAN}?sort=country")))
    assert f"http://explorer.test/place/{world.NINGWAN}?sort=country." in page
    assert "CC BY-SA 4.0" in page


def _maps(page: Any) -> list[Any]:
    return [one for one in all_of(page, "figure") if one.get("data-map") == "ties"]


def _lines(drawn: Any) -> list[Any]:
    """Lines of ties of a drawing, without the samples under it."""
    return [
        one for part in drawn.iter() if part.get("class") == "map-lines" for one in part.iter()
        if str(one.get("class")).startswith("map-line-")
    ]  # fmt: skip


def test_the_map_shows_the_ties_of_the_table_and_follows_its_filters(reader: Reader) -> None:
    page = parsed(reader.page(f"/place/{world.SONGGANG}?status=suspended"))
    (figure,) = _maps(page)
    (file,) = (one.get("href") for one in all_of(figure, "a") if ".svg" in one.get("href"))
    answer = reader.ask(file)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sha256-" in answer.headers["content-security-policy"]
    drawn = ElementTree.fromstring(answer.text)
    assert len(_lines(drawn)) == len(_lines(figure)) == 1
    whole = ElementTree.fromstring(reader.page(f"/place/{world.SONGGANG}/map.svg"))
    assert len(_lines(whole)) == sum(world.SONGGANG in pair for pair in world.TIES)
    assert reader.ask(f"/place/{world.TIANTAI}/map.svg").status_code == 404
    assert _maps(parsed(reader.page(f"/place/{world.TIANTAI}"))) == []


def test_the_map_tells_of_the_ties_that_fit_and_is_left_out_where_none_does(
    reader: Reader,
) -> None:
    held = json.loads(reader.page(f"/place/{world.ZHUTAN}.json?status=ended"))["rows"]
    assert len(held) == 1
    (figure,) = _maps(parsed(reader.page(f"/place/{world.ZHUTAN}?status=ended&lang=en")))
    assert "A map of one partnership of" in words_of(figure)
    without = parsed(reader.page(f"/place/{world.ZHUTAN}?status=pending"))
    assert _maps(without) == []


@pytest.mark.parametrize("typed", ["中国", "日本"])
def test_the_name_of_a_country_leads_to_its_page(reader: Reader, typed: str) -> None:
    code = {"中国": "CN", "日本": "JP"}[typed]
    answer = reader.ask(f"/search?q={typed}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/country/{code}"


def test_a_table_begins_with_the_mark_that_excel_needs(reader: Reader) -> None:
    for address in ("/countries.csv", f"/place/{world.NINGWAN}.csv"):
        assert reader.ask(address).content.startswith(codecs.BOM_UTF8)
