"""Places for which fewer reasons speak, on the pages: plainly apart, in both languages."""

from __future__ import annotations

import json

import pytest

from sistercities import api
from sistercities.records import ShortLists
from sistercities.web.addresses import place_path
from web.reader import Reader, all_of, parsed, words_of

HOMES = ("gn:1854371", "gn:3369157", "gn:8468760")
"""Okegawa, Cape Town and Novoiavorivsk, which have few names on the lists."""


@pytest.fixture(scope="module")
def found() -> ShortLists:
    """Suggest to the first of some places that has names on the lists and beside them."""
    answers = map(api.recommend, HOMES)
    return next(one for one in answers if one.less_sure and one.suggestions)


@pytest.mark.parametrize(
    ("lang", "title", "said"),
    [
        ("en", "Less sure", "test readers called about {n} in 10 such places sensible."),
        ("zh", "把握较小", "试读者认为这样的地方每10个中约有{n}个是合理的建议。"),
    ],
)
def test_the_group_stands_last_under_its_heading_and_sentence(
    real: Reader, found: ShortLists, lang: str, title: str, said: str
) -> None:
    group = found.lists[-1]
    tree = parsed(real.page(f"/recommend?q={found.home.place_id}&lang={lang}"))
    sections = [
        one for one in all_of(tree, "section") if (one.get("class") or "").startswith("short-list")
    ]
    assert [one.get("class") for one in sections][-1] == "short-list apart"
    assert len(sections) == len(found.lists)
    *_, last = sections
    assert words_of(all_of(last, "h2")[0]) == title
    assert said.format(n=group.sensible_in_ten) in words_of(last)
    links = {one.get("href").split("?")[0] for one in all_of(last, "a")}
    assert {place_path(one.place) for one in group.suggestions} <= links
    assert len(all_of(last, "h3")) == len(group.suggestions)
    assert all(words_of(one) for one in all_of(last, "li"))
    # What is drawn from the code has words in Chinese too.
    assert lang == "en" or "for this list" not in words_of(tree)


def test_the_data_of_the_page_mark_them(real: Reader, found: ShortLists) -> None:
    address = f"q={found.home.place_id}"
    held = json.loads(real.page(f"/recommend.json?{address}"))["lists"]
    assert [one["name"] for one in held] == [one.name for one in found.lists]
    assert held[-1]["sensible_in_ten"] == found.lists[-1].sensible_in_ten
    rows = real.page(f"/recommend.csv?{address}").splitlines()
    marked = [row for row in rows if row.startswith("less_sure,")]
    assert len(marked) == len(found.less_sure)
    assert len(rows) == 1 + len(found.suggestions) + len(found.less_sure)


def test_a_large_city_has_none_since_readers_called_half_of_them_odd(real: Reader) -> None:
    """Cape Town is a large city."""
    assert "less_sure" not in {one.name for one in api.recommend("gn:3369157").lists}
    assert "less sure" not in real.page("/recommend?q=gn:3369157").lower()


@pytest.mark.parametrize(("lang", "said"), [("en", "No place that we"), ("zh", "在比较过的地方中")])
def test_why_nobody_is_named_stands_once_and_before_who_is_left_out(
    real: Reader, lang: str, said: str
) -> None:
    """To Lawrence in Kansas nobody is named."""
    found = api.recommend("gn:4274277")
    assert found.why_nobody
    page = words_of(parsed(real.page(f"/recommend?q=gn:4274277&lang={lang}")))
    assert page.count(said) == 1
    leads = {"en": "Of the 60 places most like", "zh": "最相似的60个地方中"}[lang]
    left_out = {"en": "are left out because", "zh": "未列入"}[lang]
    assert page.index(leads) < page.rindex(left_out)
