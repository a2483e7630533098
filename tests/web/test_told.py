"""Sentences of the rooms below in the language of the page: whole, with the same numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

import world
from sistercities import api
from sistercities.errors import InvalidArgument, PlaceNotFound
from sistercities.partners.features.catalogue import FEATURES
from sistercities.partners.features.feature import Feature, PairNames, sentence_of
from sistercities.sentences import country_name, listed, place_name, say, say_count
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.site import Site
from sistercities.web.told import told, told_failure
from web.reader import Reader, parsed, words_of

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
OTHER_ORDER = {
    "partner_destinations": (
        (r"(\d[\d,]*) cit(?:y|ies) abroad", r"\d[\d,]*个境外城市"),
        (r"within (\d+) km", r"\d+公里"),
    ),
}
"""Features whose Chinese has the numbers in another order: each number by the words beside it."""
WORDS = {
    "one": 1, "two": 2, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30,
    "hundred": 100,
}  # fmt: skip
"""Numbers that English says in a word and Chinese in figures."""
ENGLISH_WORDS = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,})+")


@pytest.fixture(scope="module")
def chinese(site: Site) -> Asked:
    return Asked(site, Words("zh"), "/", {}, "")


@pytest.fixture(scope="module")
def english(site: Site) -> Asked:
    return Asked(site, Words("en"), "/", {}, "")


@pytest.fixture(scope="module")
def names() -> PairNames:
    return PairNames(
        place_name("Ningwan", world.NINGWAN),
        place_name("Tokiwa", "x:tokiwa"),
        country_name("China", "CN"),
        country_name("Japan", "JP"),
    )


def _values(feature: Feature) -> list[float]:
    """Values of each form of the sentence: the knots, between them, and unknown."""
    if feature.is_category:
        return [*feature.knots, float("nan")]
    between = [(a + b) / 2 for a, b in zip(feature.knots, feature.knots[1:], strict=False)]
    return [*sorted([*feature.knots, *between]), float("nan")]


def _can_be_unknown(feature: Feature, value: float) -> bool:
    return value == value or feature.name not in _ALWAYS_KNOWN


_ALWAYS_KNOWN = {
    "shared_partners", "shared_at_home", "tied_with_alike", "town_network", "country_ties", "kinds",
    "partner_ties", "home_ties", "own_ties_there", "partner_ties_here",
}  # fmt: skip


@pytest.mark.parametrize("feature", FEATURES, ids=lambda one: one.name)
def test_every_reason_is_told_in_chinese_with_the_same_numbers(
    feature: Feature, chinese: Asked, names: PairNames
) -> None:
    assert told(chinese, say(feature.title)).lang is None
    for value in _values(feature):
        if not _can_be_unknown(feature, value):
            continue
        sentence = sentence_of(feature, value, names)
        said = told(chinese, sentence)
        assert said.lang is None, sentence
        assert said.sentence.endswith("。")
        assert not ENGLISH_WORDS.search(said.sentence)
        numbers, own = _numbers(sentence), _numbers(said.sentence.replace("2014年", "2014"))
        if "million" in sentence:  # of which Chinese has no word
            assert own == pytest.approx([1e6 * one for one in numbers], rel=0.006)
        elif not re.search(r"\b(no|last ten|colonial)\b", sentence):
            in_order = _in_order_of(OTHER_ORDER.get(feature.name, ()), sentence, said.sentence)
            spoken = [float(WORDS[one]) for one in re.findall(r"[a-z]+", sentence) if one in WORDS]
            assert own == (in_order or numbers) or sorted(own) == sorted([*numbers, *spoken]), (
                sentence, said.sentence
            )  # fmt: skip


def _in_order_of(pairs: Sequence[tuple[str, str]], sentence: str, said: str) -> list[float]:
    """Numbers of an English sentence in the order in which the Chinese one has their words."""
    found = []
    for english, chinese in pairs:
        of, at = re.search(english, sentence), re.search(chinese, said)
        assert (of is None) == (at is None), (english, sentence, said)
        if of is not None and at is not None:
            found.append((at.start(), _numbers(of[1])[0]))
    return [number for _, number in sorted(found)]


@pytest.mark.parametrize(
    ("said", "is_right"),
    [
        ("按名录，Tokiwa周围60公里内的机场有或曾有通往7个境外城市的航线。", True),
        ("按名录，Tokiwa周围7公里内的机场有或曾有通往60个境外城市的航线。", False),
    ],
)
def test_two_numbers_that_are_swapped_are_seen(said: str, is_right: bool) -> None:
    sentence = "7 cities abroad have a route from within 60 km of Tokiwa on the list."
    pairs = OTHER_ORDER["partner_destinations"]
    assert (_numbers(said) == _in_order_of(pairs, sentence, said)) == is_right


def _numbers(text: str) -> list[float]:
    """Read the numbers of a text; in Chinese people are counted in tens of thousands (万)."""
    return [
        float(found[0].replace(",", "")) * (1e4 if text[found.end() :].startswith("万") else 1)
        for found in NUMBER.finditer(text)
    ]


def test_a_chinese_page_calls_chinese_places_and_countries_by_their_own_names(
    chinese: Asked, english: Asked
) -> None:
    sentence = say(
        "Our sources name {place} as a partner of {partners}, in {states}.",
        place=place_name("Ningwan", world.NINGWAN),
        partners=listed([place_name("Elsewhere", "x:nowhere"), say("{n:,} geese", n=3)]),
        states=listed([country_name("the Netherlands", "NL"), country_name("Japan", "JP")]),
    )
    said = told(chinese, sentence)
    local = chinese.site.explorer.find(world.NINGWAN).name_local
    assert local is not None
    # A part without Chinese words leaves the whole sentence in English.
    assert (said.sentence, said.lang) == (str(sentence), "en")
    whole = say(
        sentence.template,
        **{**sentence.values, "partners": listed([place_name("Elsewhere", "x:nowhere")])},
    )
    assert told(chinese, whole).sentence == (
        f"据我们的来源，{local}与Elsewhere（荷兰和日本）结对。"
    )
    assert told(english, whole).sentence == str(whole)


def test_per_cent_is_written_as_the_language_does(chinese: Asked, english: Asked) -> None:
    shares = listed(["80 %", "20.5 %"], "comma")
    assert told(english, shares).sentence == "80 %, 20.5 %"
    assert told(chinese, shares).sentence == "80%、20.5%"


def test_text_that_keeps_nothing_is_english(chinese: Asked, english: Asked) -> None:
    assert told(chinese, "Something new.").lang == "en"
    assert told(english, "Something new.").lang is None


def test_a_refusal_begins_and_ends_as_a_sentence(chinese: Asked, english: Asked) -> None:
    failure = InvalidArgument("count", 0, say("give a whole number from 1 to {most:,}", most=1000))
    assert told_failure(english, failure).sentence == (
        "“0” cannot be used: give a whole number from 1 to 1,000."
    )
    assert told_failure(chinese, failure).sentence == "“0”不能使用：请给出1至1,000之间的整数。"
    missing = told_failure(chinese, PlaceNotFound("<b>", ["A, CN (gn:1)"]))
    assert missing.lang is None
    assert "“<b>”" in missing.sentence


@pytest.mark.parametrize(
    "address",
    [
        f"/recommend?q={world.NINGWAN}&lang=zh",
        f"/recommend?q={world.NINGWAN}&countries=QQ&lang=zh",
        f"/assess?q={world.NINGWAN}&partner=Tokiwa&lang=zh",
        f"/assess?q={world.NINGWAN}&partner={world.NINGWAN}&lang=zh",
        f"/benchmark?q={world.NINGWAN}&lang=zh",
        f"/place/{world.NINGWAN}/standing?lang=zh",
        "/recommend?q=CN&lang=zh",
        "/place/gn:999999999?lang=zh",
        "/path?from=Ningwan&to=Ningwan&lang=zh",
        "/countries?sort=odd&lang=zh",
        "/tie/none?lang=zh",
    ],
)
def test_no_sentence_of_a_chinese_page_is_english(reader: Reader, address: str) -> None:
    tree = parsed(reader.ask(address).text)
    told_in_english = [
        words_of(one) for one in tree.iter()
        if one.get("lang") == "en" and words_of(one).strip().endswith(".")
    ]  # fmt: skip
    assert told_in_english == []


def test_english_is_the_sentence_of_the_model(release_folder: Path, english: Asked) -> None:
    found = api.assess("Ningwan", "Tokiwa", purpose="trade", data=release_folder)
    for one in found.criteria:
        assert told(english, one.reason.sentence).sentence == one.reason.sentence


def test_places_that_may_be_meant_are_named_in_the_language_of_the_page(reader: Reader) -> None:
    tree = parsed(reader.ask("/recommend?q=Ningwam&lang=zh").text)
    (warning,) = (one for one in tree.iter() if one.get("class") == "warning")
    links = [one for one in warning.iter() if one.get("href")]
    assert links
    assert "城市" in words_of(links[0])
    assert "q=" in (links[0].get("href") or "")
    assert not ENGLISH_WORDS.search(words_of(links[0]).partition("（")[2])


def test_the_map_of_a_chinese_page_says_whose_land_it_is_in_chinese(reader: Reader) -> None:
    page = reader.page(f"/place/{world.NINGWAN}?lang=zh")
    assert "陆地轮廓：Natural Earth" in page
    assert "Land: Natural Earth" not in page


@pytest.mark.parametrize(
    ("lang", "due"), [("en", "(the field “Continent: Europe”)"), ("zh", "（“大洲：欧洲”一栏）")]
)
def test_a_choice_is_named_by_the_words_that_the_form_shows(
    site: Site, lang: str, due: str
) -> None:
    said = say_count(
        "To see the best place in {continent} all the same, though little speaks for it, ask for "
        "the continent (`--continent {code}`).",
        "To see the {n} best places in {continent} all the same, though little speaks for them, "
        "ask for the continent (`--continent {code}`).",
        3, continent=say("Europe"), code="EU",
    )  # fmt: skip
    shown = told(Asked(site, Words(lang), "/recommend", {}, ""), said)
    assert shown.lang is None
    assert due in shown.sentence
    assert "EU" not in shown.sentence
