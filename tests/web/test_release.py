"""The explorer on the release in the package: names in every script, sizes, both languages."""

from __future__ import annotations

import json
import re

import pytest

from sistercities import api
from sistercities.api.explorer.areas import country_names_in
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


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Ning", "Ningbo"), ("Yoko", "Yokohama"), ("Łó", "Łódź"), ("São", "São Paulo"),
        ("上", "Shanghai"), ("寧", "Ningbo"), ("横", "Yokohama"), ("Моск", "Moscow"),
        ("Киї", "Kyiv"), ("서울", "Seoul"), ("القاه", "Cairo"), ("Αθή", "Athens"),
    ],
)  # fmt: skip
def test_a_beginning_in_any_script_suggests_the_place_that_most_mean(
    real: Reader, typed: str, place: str
) -> None:
    held = json.loads(real.page(f"/api/v1/suggestions?q={typed}"))["begins_so"]
    assert place in [one["place"]["name"] for one in held[:3]]
    assert len({one["place"]["place_id"] for one in held}) == len(held)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("München", "Munich"), ("Tokyo", "Tokyo"), ("東京", "Tokyo"), ("Москва", "Moscow"),
        ("Київ", "Kyiv"), ("القاهرة", "Cairo"), ("Αθήνα", "Athens"), ("서울", "Seoul"),
        ("กรุงเทพ", "Bangkok"), ("北京", "Beijing"), ("宁波", "Ningbo"), ("Örebro", "Örebro"),
        ("Wien", "Vienna"),
    ],
)  # fmt: skip
def test_a_whole_name_in_any_script_suggests_the_place_that_bears_it_first(
    real: Reader, typed: str, place: str
) -> None:
    """Kyiv came after its oblast and two quarters, Munich after Münchenbuchsee."""
    held = json.loads(real.page(f"/api/v1/suggestions?q={typed}"))["begins_so"]
    assert held[0]["place"]["name"] == place


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


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("gn:1854371", "埼玉县"),
        ("gn:1845604", "忠清北道"),
        ("gn:2063523", "西澳大利亚州"),
    ],
)
def test_a_chinese_page_says_in_chinese_in_which_region_a_place_lies(
    real: Reader, place: str, region: str
) -> None:
    tree = parsed(real.page(f"/place/{place}?lang=zh"))
    crumbs = [words_of(one) for one in all_of(all_of(tree, "ol")[0], "a")]
    assert region in crumbs


def test_no_page_asks_another_host(real: Reader) -> None:
    for address in ("/", f"/place/{NINGBO}", "/data"):
        for one in parsed(real.page(address)).iter():
            if one.get("rel") in ("canonical", "alternate", "external noreferrer"):
                continue  # what names the page or is followed by hand: a browser does not load it
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


@pytest.mark.parametrize(
    ("typed", "place", "spelling"),
    [("munchen", "Munich", "München"),
     ("Мюн", "Munich", "Мюнхен"), ("Kiew", "Kyiv", "Kiew"), ("القا", "Cairo", "القاهرة")],
)  # fmt: skip
def test_a_spelling_of_a_language_comes_before_one_that_nobody_uses(
    real: Reader, typed: str, place: str, spelling: str
) -> None:
    found = real.ask(f"/api/v1/search?q={typed}").json()["begins_so"]
    held = {line["place"]["name"]: line["known_as"] for line in found if line["n_ties"]}
    assert held[place] == spelling


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


def test_the_page_of_a_tie_says_which_law_concerns_it_in_both_languages(real: Reader) -> None:
    tie_id = "gn:1791388~gn:4705349"  # Wenzhou and Laredo
    said = words_of(parsed(real.page(f"/tie/{tie_id}")))
    law = "Bodies in Texas may not establish, keep or renew sister-city agreements"
    assert law in said
    assert "Whether this partnership has ended since is not known here." in said
    assert "得克萨斯州的机构不得" in words_of(parsed(real.page(f"/tie/{tie_id}?lang=zh")))
    held = json.loads(real.page(f"/api/v1/ties/{tie_id}"))["in_question"]
    assert held[0].startswith(law)
    assert all(one in said for one in held)
    # Of one that ended nothing more is said, nor of one that nothing bars.
    ended, free = "gn:1792947~gn:4684888", "gn:3093133~gn:3521081"
    for other in (ended, free):
        assert json.loads(real.page(f"/api/v1/ties/{other}"))["in_question"] == []


def test_the_page_of_the_data_tells_of_sources_in_chinese(real: Reader) -> None:
    rows = all_of(parsed(real.page("/data?lang=zh")), "tr")
    words = next(words_of(row) for row in rows if "enwiki-2026" in words_of(row))
    assert "英文维基百科" in words
    assert "世界各地的友好关系，没有日期" in words
    # What names no partnership has no number of them.
    geonames = next(words_of(row) for row in rows if "GeoNames：" in words_of(row))
    assert "仅提供事实数据" in geonames


def test_the_page_of_the_data_leads_to_what_read_a_source(real: Reader) -> None:
    links = {one.get("href"): words_of(one) for one in all_of(parsed(real.page("/data")), "a")}
    assert links["https://github.com/Hekman/twincities"] == "2026"
    assert "scraped by Hekman/twincities" in real.page("/data")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/country/US", "The places of the United States have"),
        ("/pair/CN/US", "connect places of China with places of the United States"),
        ("/pair/CN/NL", "China and the Netherlands"),
        ("/pair/CN/TW", "Mainland China and Taiwan"),
        ("/pair/CN/TW?lang=zh", "中国大陆与台湾"),
    ],
)
def test_a_country_has_its_article_inside_a_sentence(real: Reader, address: str, said: str) -> None:
    page = parsed(real.page(address))
    assert said in words_of(page)
    assert "of United States" not in words_of(page)


def test_territories_of_one_list_are_named_alike() -> None:
    """Long official names beside a short one would take a side."""
    names = country_names_in("zh")
    assert [names[code] for code in ("HK", "MO", "TW")] == ["香港", "澳门", "台湾"]


@pytest.mark.parametrize(("place", "is_chosen"), [("gn:1581298", False), ("gn:1799397", True)])
def test_years_are_chosen_only_where_there_are_two(
    real: Reader, place: str, is_chosen: bool
) -> None:
    (timeline,) = [
        one for one in all_of(parsed(real.page(f"/place/{place}")), "figure")
        if one.get("class") == "timeline"
    ]  # fmt: skip
    bars = timeline.get("data-bars")
    assert (bars is not None and int(bars) >= 2) is is_chosen
    assert is_chosen or bars is None


def test_numbers_of_rows_are_written_as_the_other_numbers_of_a_page(real: Reader) -> None:
    text = words_of(parsed(real.page("/country/US/ties?lang=en")))
    total = len(json.loads(real.page("/country/US/ties.json"))["rows"])
    assert total >= 1000
    assert f"Rows 1 to 50 of {total:,}." in " ".join(text.split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_who_published_a_total_is_named_and_no_address_stands_for_a_name(
    real: Reader, lang: str
) -> None:
    tree = parsed(real.page(f"/data/coverage?size=500&lang={lang}"))
    label = "Published by" if lang == "en" else "公布者"
    cells = [one for one in all_of(tree, "td") if one.get("data-label") == label]
    named = [words_of(all_of(one, "span")[0]) for one in cells]
    assert len(named) > 40
    assert [one for one in named if re.search(r"\w/\w|\.html|\d{4}-\d\d", one)] == []
    noted = {row["official_source"] for row in json.loads(real.page("/data/coverage.json"))["rows"]}
    assert "hinews 2015-07" in noted, "the table keeps what was noted"


def test_the_page_of_a_place_lists_the_ties_of_what_was_merged_into_it(real: Reader) -> None:
    page = real.page("/place/gn:12494996")
    table = words_of(all_of(parsed(page), "table")[0])
    assert "Uden" in table
    assert "Lippstadt" in table
    assert "until 2021" in table
    held = json.loads(real.page("/place/gn:12494996.json"))["rows"]
    assert {row["tie_id"] for row in held} == {tie.tie_id for tie in api.ties_of("gn:12494996")}
    assert json.loads(real.page("/api/v1/places/gn:12494996/ties"))["total"] == len(held)


def test_a_country_without_a_partnership_says_so_once(real: Reader) -> None:
    tree = parsed(real.page("/country/TV"))
    (main,) = all_of(tree, "main")
    assert words_of(main).count("We know of no partnership of the places of Tuvalu") == 1
    heads = [words_of(one) for one in all_of(tree, "h2")]
    assert "Regions of Tuvalu" in heads
    assert not [one for one in heads if one.startswith(("Partner countries", "Places of", "Do "))]
    led = [one.get("href") or "" for one in all_of(tree, "a")]
    assert "#partners-heading" not in led


def test_places_that_a_search_finds_are_not_said_to_be_sorted_by_name(real: Reader) -> None:
    """They stand by how near they are and how well known; a list of orders says none of its own."""
    (orders,) = all_of(parsed(real.page("/search?q=Springfield")), "select")
    first = all_of(orders, "option")[0]
    assert (first.get("value"), words_of(first)) == ("", "–")
    (orders,) = all_of(parsed(real.page("/search?q=Springfield&sort=name")), "select")
    assert all(one.get("value") for one in all_of(orders, "option"))


@pytest.mark.parametrize(("asked", "has_form"), [("", False), ("?country=FR", True)])
def test_two_partners_need_no_filter_until_one_is_set(
    real: Reader, asked: str, has_form: bool
) -> None:
    """Gernsbach has two; a filter that an address sets can be seen and cleared."""
    page = real.page(f"/place/gn:2920997{asked}")
    assert ('class="filters"' in page) is has_form


@pytest.mark.parametrize(
    ("typed", "due"),
    [("/country/chn", "/country/CN"), ("/country/DEU?lang=zh", "/country/DE?lang=zh"),
     ("/embed/country/JPN", "/embed/country/JP")],
)  # fmt: skip
def test_a_code_of_three_letters_leads_to_its_country(real: Reader, typed: str, due: str) -> None:
    answer = real.ask(typed)
    assert (answer.status_code, answer.headers.get("location")) == (303, due)


def test_a_year_that_is_refused_is_written_as_years_are(real: Reader) -> None:
    said = words_of(parsed(real.ask("/?until=2100").text))
    assert re.search(r"give a year from 19\d\d to 20\d\d", said)
