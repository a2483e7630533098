"""What cannot be used is said by the name of its field, in the reader's language, with ways on."""

from __future__ import annotations

import pytest

import world
from web.reader import Reader, all_of, parsed, words_of

_PLACE = f"/place/{world.NINGWAN}"


@pytest.mark.parametrize(
    ("address", "lang", "said"),
    [
        (f"{_PLACE}?from=abc", "en", "“abc” cannot be used in the field “From year”"),
        (f"{_PLACE}?from=abc", "zh", "“abc”不能用于“起始年份”一栏"),
        (f"{_PLACE}?country=XX", "en", "“XX” cannot be used in the field “Partner's country”"),
        ("/countries?sort=nothing", "en", "“nothing” cannot be used in the field “Sort by”"),
        ("/countries?page=nothing", "zh", "“nothing”不能使用"),
    ],
)
def test_a_page_names_the_field_and_leads_back(
    reader: Reader, address: str, lang: str, said: str
) -> None:
    answer = reader.ask(f"{address}&lang={lang}")
    assert answer.status_code == 400
    main = all_of(parsed(answer.text), "main")[0]
    assert said in words_of(main)
    path = address.partition("?")[0]
    leads = [one.get("href") for one in all_of(main, "a")]
    assert f"{path}?lang={lang}" in leads
    assert reader.ask(f"{path}?lang={lang}").status_code == 200


@pytest.mark.parametrize("room", ["recommend?q=", "benchmark?q=", "assess?partner=x&q="])
@pytest.mark.parametrize(("lang", "said"), [("en", "is a country or territory"), ("zh", "是国家")])
def test_a_country_is_told_as_one(reader: Reader, room: str, lang: str, said: str) -> None:
    page = parsed(reader.ask(f"/{room}法国&lang={lang}").text)
    warning = next(one for one in all_of(page, "div") if one.get("class") == "warning")
    assert said in words_of(warning)
    assert "gn:" not in words_of(warning)
    assert any("/country/FR" in one.get("href") for one in all_of(warning, "a"))


def test_programs_read_what_they_read_before(reader: Reader) -> None:
    answer = reader.ask(f"{_PLACE}.json?from=abc&lang=zh")
    assert answer.status_code == 400
    assert "whole number from 1 to" in answer.text


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "choose one from its list"), ("zh", "请从其列表中选择")]
)
def test_a_page_names_no_codes_of_a_choice_and_a_program_reads_them(
    reader: Reader, lang: str, said: str
) -> None:
    page = words_of(parsed(reader.ask(f"{_PLACE}?standing=rubbish&lang={lang}").text))
    assert said in page
    assert "no_longer_listed" not in page
    assert "no_longer_listed" in reader.ask(f"{_PLACE}.json?standing=rubbish").text


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "of the code 'ZZ'"), ("zh", "代码为“ZZ”的国家或地区")]
)
def test_a_country_of_no_such_code_is_told_as_a_country(
    reader: Reader, lang: str, said: str
) -> None:
    for path in ("/country/ZZ", "/pair/CN/ZZ"):
        answer = reader.ask(f"{path}?lang={lang}")
        assert answer.status_code == 404
        main = all_of(parsed(answer.text), "main")[0]
        assert said in words_of(main)
        assert f"/countries?lang={lang}" in [one.get("href") for one in all_of(main, "a")]


def test_a_country_without_a_partner_here_is_chosen_where_the_address_asks_for_it(
    reader: Reader,
) -> None:
    tree = parsed(reader.page("/country/FR/ties?country=FR"))
    (field,) = (one for one in all_of(tree, "select") if one.get("name") == "country")
    chosen = [one for one in all_of(field, "option") if one.get("selected") is not None]
    assert [one.get("value") for one in chosen] == ["FR"]


@pytest.mark.parametrize("room", ["recommend", "assess", "benchmark", "path", "compare"])
def test_a_form_without_a_question_leads_to_one_that_these_data_answer(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    def examples(query: str) -> list[str]:
        main = all_of(parsed(reader.ask(f"/{room}?lang=zh{query}").text), "main")[0]
        return [
            one.get("href")
            for one in all_of(main, "a")
            if one.get("href")[1:].startswith(f"{room}?")
        ]

    assert examples("") == [], "the drawn world lacks the places"
    monkeypatch.setattr("sistercities.web.examples.PLACES", (world.NINGWAN, world.TOKIWA))
    (href,) = examples("&size=")
    assert href.endswith("&lang=zh")
    assert reader.ask(href).status_code == 200
