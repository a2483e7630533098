"""What cannot be compared is a page that says so, whole, in the reader's language."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

import world
from sistercities.web.answers import Page
from sistercities.web.asked import Asked
from sistercities.web.languages import Words
from sistercities.web.rendering import render
from sistercities.web.site import Site
from sistercities.web.static import answering
from sistercities.web.turns import is_dear
from web.reader import Reader, all_of, parsed, words_of

HOME = world.NINGWAN
BAD = {
    "unknown": (("Ningwan", "zzzzzz"), 404, "No place is called “zzzzzz”", "没有名为“zzzzzz”"),
    "near": (("Ningwan", "Shuanhge"), 404, "These come near", "相近的有"),
    "both unknown": (("qqqqqq", "zzzzzz"), 404, "“qqqqqq”", "“qqqqqq”"),
    "several": (("Ningwan", "Kawabe"), 400, "Choose the one you mean", "请选择"),
    "twice": (("Ningwan", "ningwan"), 400, "is named twice", "出现了两次"),
    "two names": (("Ningwan", "宁湾"), 400, "are the same place: Ningwan", "是同一地点：宁湾市"),
    "old id": (("gn:929", HOME), 400, "are the same place", "是同一地点"),
    "country": (("Ningwan", "法国"), 400, "is a country or territory", "是国家或地区"),
    "five": (("a", "b", "c", "d", "e"), 400, "this address names 5", "列出了5个"),
    "eighty letters": (("Ningwan", "x" * 80), 404, "x" * 80, "x" * 80),
    "markup": (("Ningwan", "<b onclick=a>"), 404, "<b onclick=a>", "<b onclick=a>"),
    "only blanks left": (("  ", "%20"), 404, "“%20”", "“%20”"),
}


def _asked(names: tuple[str, ...], form: str = "") -> str:
    return f"/compare{form}?" + "&".join(f"place={quote(one)}" for one in names)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("case", BAD)
def test_the_page_says_why_and_keeps_what_was_typed(reader: Reader, case: str, lang: str) -> None:
    names, status, english, chinese = BAD[case]
    answer = reader.ask(f"{_asked(names)}&lang={lang}")
    assert answer.status_code == status
    tree = parsed(answer.text)
    warnings = [one for one in tree.iter() if one.get("class") == "warning"]
    said = " ".join(words_of(one) for one in warnings)
    assert (english if lang == "en" else chinese) in said
    assert not [one for each in warnings for one in each.iter() if one.get("lang") == "en"]
    typed = [one.get("value") for one in all_of(tree, "input") if one.get("name") == "place"]
    due = [name.strip() for name in names if name.strip()][:4]
    assert typed == [*due, *[""] * (4 - len(due))]
    assert all_of(tree, "b") == []
    assert len(all_of(tree, "h1")) == 1


@pytest.mark.parametrize("form", [".csv", ".json"])
@pytest.mark.parametrize("case", BAD)
def test_data_are_refused_with_a_sentence(reader: Reader, case: str, form: str) -> None:
    names, status, *_ = BAD[case]
    answer = reader.ask(_asked(names, form))
    assert answer.status_code == status or case in ("country", "only blanks left")
    assert answer.status_code in (400, 404)
    assert json.loads(answer.text)["error"]["message"].endswith(".")


@pytest.mark.parametrize("names", [(), ("",), ("Ningwan",)])
def test_too_few_are_no_data(reader: Reader, names: tuple[str, ...]) -> None:
    answer = reader.ask(_asked(names, ".json"))
    assert answer.status_code == 400
    assert "2 to 4 places" in answer.text


@pytest.mark.parametrize("names", [(), ("",), ("", " ", "", "")])
def test_nothing_named_is_the_form(reader: Reader, names: tuple[str, ...]) -> None:
    page = reader.page(_asked(names))
    assert 'class="warning"' not in page
    fields = [one for one in all_of(parsed(page), "input") if one.get("name") == "place"]
    assert [one.get("required") is not None for one in fields] == [True, True, False, False]


@pytest.mark.parametrize("case", ["near", "several", "five"])
def test_each_choice_leads_on_with_the_other_places_kept(reader: Reader, case: str) -> None:
    names = BAD[case][0]
    tree = parsed(reader.ask(_asked(names)).text)
    (warning,) = (one for one in tree.iter() if one.get("class") == "warning")
    choices = [one.get("href") for one in all_of(warning, "a")]
    assert choices
    if case == "five":
        assert choices == ["/compare?place=a&place=b&place=c&place=d"]
        return
    for one in choices:
        assert one.startswith("/compare?place=Ningwan&place=gn%3A")
        assert reader.ask(one).status_code == 200


def test_both_names_that_several_bear_are_asked_back_at_once(reader: Reader) -> None:
    tree = parsed(reader.ask(_asked(("Kawabe", "Kawabe"))).text)
    warnings = [one for one in tree.iter() if one.get("class") == "warning"]
    assert len(warnings) == 2
    first, second = ([one.get("href") for one in all_of(each, "a")] for each in warnings)
    assert {f"/compare?place=gn%3A{one}&place=Kawabe" for one in (812, 821)} == set(first)
    assert {f"/compare?place=Kawabe&place=gn%3A{one}" for one in (812, 821)} == set(second)


def test_three_of_which_two_are_one_lead_to_the_two(reader: Reader) -> None:
    tree = parsed(reader.ask(_asked(("Ningwan", "Tokiwa", HOME))).text)
    (warning,) = (one for one in tree.iter() if one.get("class") == "warning")
    (way,) = all_of(warning, "a")
    assert way.get("href") == "/compare?place=gn%3A921&place=gn%3A811"
    assert words_of(way) == "Compare Ningwan and Tokiwa"


def test_two_countries_lead_to_their_own_page(reader: Reader) -> None:
    tree = parsed(reader.ask(_asked(("法国", "中国"))).text)
    links = {one.get("href") for one in all_of(tree, "a")}
    assert {"/country/FR", "/country/CN", "/pair/CN/FR"} <= links


def test_a_question_waits_among_the_dear_ones_and_the_form_does_not() -> None:
    assert is_dear("/compare", b"place=a&place=b")
    assert is_dear("/compare.csv", b"place=a&place=b")
    assert not is_dear("/compare", b"")


def test_a_static_site_says_that_a_server_is_needed(site: Site) -> None:
    for lang, said in (("en", "has to be computed"), ("zh", "需要计算")):
        made = answering.answer(Asked(site, Words(lang), "/compare", {}, ""), "html")
        assert isinstance(made, Page)
        text = render(made)
        assert said in text
        assert "sistercities serve" in text
