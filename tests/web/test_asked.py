"""What an address asks for, at its edges: lengths, numbers, words, and addresses that follow."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from sistercities.errors import InvalidArgument
from sistercities.web.asked import Asked, split_form

HERE = "/country/CN/ties"


def asked(params: dict[str, str], path: str = HERE, static: Any = None) -> Asked:
    site: Any = SimpleNamespace(static=static)
    words: Any = SimpleNamespace(lang="fr")
    return Asked(site, words, path, params, "https://host.example")


def test_a_text_may_have_two_hundred_characters_and_blanks_around_it_are_none() -> None:
    assert asked({"q": "a" * 200}).text("q") == "a" * 200
    assert asked({"q": f"  {'a' * 200} "}).text("q") == "a" * 200
    with pytest.raises(InvalidArgument, match="201 characters"):
        asked({"q": "a" * 201}).text("q")
    assert asked({}).text("q") == ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2", 2), ("9", 9), ("007", 7), (" 5 ", 5), ("", None), ("-3", -3), ("00000000009", 9)],
)
def test_a_whole_number_within_the_range_is_read(typed: str, number: int | None) -> None:
    least = min(2, number or 2)
    assert asked({"count": typed}).whole("count", least, 9) == number


@pytest.mark.parametrize(
    "typed",
    ["1", "10", "-2", "--3", "2.0", "two", "٣", "2²", "-", "000000000009", "9" * 40],
)
def test_any_other_number_is_refused_with_the_range(typed: str) -> None:
    with pytest.raises(InvalidArgument, match="from 2 to 9"):
        asked({"count": typed}).whole("count", 2, 9)


def test_a_word_is_one_of_those_allowed_or_missing() -> None:
    assert asked({"sort": "name"}).word("sort", ("name", "since")) == "name"
    assert asked({"sort": ""}).word("sort", ("name", "since")) is None
    assert asked({}).word("sort", ("name", "since")) is None
    with pytest.raises(InvalidArgument, match="use one of name, since"):
        asked({"sort": "nam"}).word("sort", ("name", "since"))


def test_pages_and_rows_have_their_first_and_last_number() -> None:
    for typed, page in (("", 1), ("1", 1), ("2", 2), ("100000", 100_000)):
        assert asked({"page": typed}).page == page
    for typed, size in (("", 50), ("1", 1), ("500", 500)):
        assert asked({"size": typed}).size == size
    assert asked({}).size_or(100) == 100
    for name, typed in (("page", "0"), ("page", "100001"), ("size", "0"), ("size", "501")):
        with pytest.raises(InvalidArgument):
            _ = asked({name: typed}).page, asked({name: typed}).size


def test_a_page_that_is_a_file_has_all_rows_and_is_cited_by_its_name() -> None:
    filed = asked({"size": "7"}, static=SimpleNamespace(base="https://host.example/held/"))
    assert filed.size == filed.size_or(100) == 500
    assert filed.address.startswith("https://host.example/held/fr/country/CN/ties")
    assert asked({"page": "2"}).address == f"https://host.example{HERE}?page=2"


def test_an_address_without_some_parameters_keeps_the_others() -> None:
    here = asked({"standing": "ended", "page": "3", "size": "20"})
    assert here.without("standing", "page") == f"{HERE}?size=20"
    assert here.without() == f"{HERE}?standing=ended&page=3&size=20"
    assert here.elsewhere("/map.svg", ("page", "size")) == "/map.svg?standing=ended"
    assert here.again(page=4) == f"{HERE}?standing=ended&page=4&size=20"
    assert here.again("csv", page=None) == f"{HERE}.csv?standing=ended&size=20"


def test_a_parameter_that_is_named_several_times_goes_along_whole() -> None:
    here = replace(asked({"place": "b", "x": "1"}, "/compare"), several={"place": ("a", "b")})
    assert here.texts("place") == ("a", "b")
    assert here.texts("other") == ()
    assert here.again(x=None) == "/compare?place=a&place=b"
    assert here.again("csv") == "/compare.csv?place=a&place=b&x=1"
    assert here.again(place=("c", "ü&", "d")) == "/compare?place=c&place=%C3%BC%26&place=d&x=1"
    assert here.without("x") == "/compare?place=a&place=b"
    assert here.elsewhere("/else", ("place",)) == "/else?x=1"
    with pytest.raises(InvalidArgument, match="201 characters"):
        replace(here, several={"place": ("a", "b" * 201)}).texts("place")


def test_the_language_goes_along_only_where_the_address_asked_for_one() -> None:
    assert asked({}).link("/place/gn:1", page=0, q="") == "/place/gn:1?page=0"
    assert asked({"lang": "fr"}).link("/place/gn:1") == "/place/gn:1?lang=fr"
    assert asked({"lang": "fr"}).link("/place/gn:1", lang="zh") == "/place/gn:1?lang=zh"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("gn:1.csv", ("gn:1", "csv")),
        ("gn:1.json", ("gn:1", "json")),
        ("gn:1", ("gn:1", "html")),
        ("gn:1.pdf", ("gn:1.pdf", "html")),
        ("csv", ("csv", "html")),
        (".csv", ("", "csv")),
        ("St. Ives.csv", ("St. Ives", "csv")),
    ],
)
def test_the_ending_of_a_data_file_is_parted_from_the_name(
    name: str, parts: tuple[str, str]
) -> None:
    assert split_form(name) == parts


def test_a_parameter_that_no_page_may_read_is_an_error_of_the_page() -> None:
    with pytest.raises(LookupError, match=r"name it in web/parameters\.py"):
        asked({"count": "1"}).text("utm_source")


@pytest.mark.parametrize(
    ("size", "total", "leads"),
    [(50, 50, False), (50, 51, True), (50, 500, True), (50, 501, False), (500, 500, False)],
)
def test_all_rows_have_an_address_where_some_are_left_out_and_one_page_holds_them(
    size: int, total: int, *, leads: bool
) -> None:
    here = asked({"page": "2"})
    assert here.all_rows(size, total) == (f"{HERE}?size=500" if leads else None)
    filed = asked({}, static=SimpleNamespace(base="https://host.example/held/"))
    assert filed.all_rows(size, total) is None
