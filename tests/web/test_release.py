"""The explorer on the release in the package: names in every script, sizes, both languages."""

from __future__ import annotations

import json

import pytest

from sistercities import api
from web.reader import Reader, all_of, parsed, words_of

LARGEST = 60_000
NINGBO = "gn:1799397"


@pytest.mark.parametrize("typed", ["宁波", "Ningbo", "Ning-po", "寧波", "gn:1799397"])
def test_a_search_in_any_script_leads_to_ningbo(real: Reader, typed: str) -> None:
    assert real.ask(f"/search?q={typed}").headers["location"] == f"/place/{NINGBO}"


@pytest.mark.parametrize(
    ("typed", "place"), [("横浜", "Yokohama"), ("München", "Munich"), ("Санкт-Петербург", "Saint")]
)
def test_a_search_leads_to_places_elsewhere(real: Reader, typed: str, place: str) -> None:
    address = real.ask(f"/search?q={typed}").headers["location"]
    assert words_of(all_of(parsed(real.page(address)), "h1")[0]).startswith(place)


def test_the_ties_of_a_place_are_those_of_the_verb(real: Reader) -> None:
    held = json.loads(real.page(f"/place/{NINGBO}.json"))["rows"]
    assert {row["tie_id"] for row in held} == {tie.tie_id for tie in api.ties_of(NINGBO)}


@pytest.mark.parametrize(
    "address",
    [
        "/", f"/place/{NINGBO}", "/place/gn:498817", "/place/gn:1796236", "/country/CN",
        "/country/DE", "/country/DE/ties", "/pair/CN/JP", "/pair/DE/FR", "/region/gn:1784764",
        "/data", "/countries", "/country/US/ties?size=500",
    ],
)  # fmt: skip
def test_a_page_is_small_and_sound(real: Reader, address: str) -> None:
    answer = real.ask(address, accept_encoding="gzip")
    assert answer.status_code == 200
    parsed(answer.text)
    most = LARGEST if "size=" not in address else 3 * LARGEST
    assert answer.num_bytes_downloaded < most


def test_a_chinese_page_calls_chinese_places_by_their_own_name(real: Reader) -> None:
    tree = parsed(real.page(f"/place/{NINGBO}?lang=zh"))
    assert words_of(all_of(tree, "h1")[0]) == "宁波市 Ningbo"
    crumbs = [words_of(one) for one in all_of(all_of(tree, "ol")[0], "a")]
    assert crumbs == ["中国", "浙江省"]
    english = parsed(real.page(f"/place/{NINGBO}?lang=en"))
    assert words_of(all_of(english, "h1")[0]) == "Ningbo 宁波市"


def test_no_page_asks_another_host(real: Reader) -> None:
    for address in ("/", f"/place/{NINGBO}", "/data"):
        for one in parsed(real.page(address)).iter():
            for name in ("src", "href", "action", "srcset"):
                assert not (one.get(name) or "").startswith(("http", "//"))


def test_where_a_place_sits_says_how_many_ties_its_region_has_of_its_own(real: Reader) -> None:
    text = words_of(parsed(real.page(f"/place/{NINGBO}")))
    own = len(api.ties_of("gn:1784764"))
    assert f"first-level region: {own} partnerships of its own in our sources" in " ".join(
        text.split()
    )


def test_a_suggestion_says_by_which_spelling_it_is_met(real: Reader) -> None:
    found = real.ask("/api/v1/search?q=new+york").json()["begins_so"]
    held = {line["place"]["name"]: line["known_as"] for line in found if line["n_ties"]}
    assert held["New York City"] is None
    others = {name: known for name, known in held.items() if not name.startswith("New York")}
    assert all((known or "").lower().startswith("new york") for known in others.values())


def test_what_stands_in_the_way_of_a_suggested_partner_is_said(real: Reader) -> None:
    """Places in Taiwan are barred to Ningbo: they are named where they are asked for, marked."""
    refused = real.ask(f"/recommend?q={NINGBO}&countries=TW&count=1")
    assert refused.status_code == 400
    (partner,) = api.rank_partners(NINGBO, countries=["TW"], count=1, include_barred=True).partners
    due = [one.sentence for one in partner.to_say_first]
    assert due
    assert due[0] in words_of(parsed(refused.text))
    shown = parsed(
        real.page(f"/recommend?q={NINGBO}&countries=TW&count=1&include_barred=yes&all=yes")
    )
    said = [words_of(one) for one in all_of(shown, "li") if one.get("class") == "before"]
    assert [line.partition(": ")[2] for line in said] == due


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("gn:498817", "圣彼得堡"),
        ("gn:3369157", "开普敦"),
        ("gn:1853909", "大阪"),
        (NINGBO, "宁波市"),
    ],
)
def test_a_chinese_page_calls_places_as_chinese_readers_do(
    real: Reader, place: str, name: str
) -> None:
    heading = words_of(all_of(parsed(real.page(f"/place/{place}?lang=zh")), "h1")[0])
    assert heading.startswith(name)


@pytest.mark.parametrize("typed", ["长冈京", "長岡京", "Nagaoka", "亚琛", "Aachen"])
def test_the_ties_are_found_by_any_spelling_of_the_partner(real: Reader, typed: str) -> None:
    rows = json.loads(real.page(f"/place/{NINGBO}.json?name={typed}"))["rows"]
    assert len(rows) == 1
