"""Where nothing is known or nothing fits: said once, and with what would fit."""

from __future__ import annotations

import pytest

import world
from web.reader import Reader, all_of, parsed, words_of

FUNAFUTI, NINGBO, GERNSBACH = "/region/gn:2110384", "/place/gn:1799397", "/place/gn:2920997"


def _empty(reader: Reader, address: str) -> str:
    tree = parsed(reader.page(address))
    (said,) = (words_of(one) for one in all_of(tree, "p") if one.get("class") == "empty")
    return said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"{NINGBO}?from=1800&to=1900", "the known years are 1983 to 2016."),
        (f"{NINGBO}?to=1900&lang=zh", "已知的年份为1983至2016年。"),
        ("/country/CN/ties?from=2200", "the known years are 1973 to "),
        ("/pair/DE/FR?from=2200", "the known years are "),
        (f"{NINGBO}?country=TV", "Clear some of them."),
    ],
)
def test_a_filter_that_leaves_nothing_names_the_known_years(
    real: Reader, address: str, said: str
) -> None:
    assert said in _empty(real, address)


def test_where_no_year_is_known_a_filter_by_years_says_so(real: Reader) -> None:
    assert _empty(real, f"{GERNSBACH}?from=1990").endswith("Clear the years: none is known here.")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_region_of_which_nothing_is_known_says_so_once(real: Reader, lang: str) -> None:
    tree = parsed(real.page(f"{FUNAFUTI}?lang={lang}"))
    main = all_of(tree, "main")[0]
    none = "We know of no partner of Funafuti" if lang == "en" else "我们不知道Funafuti有友好伙伴"
    assert words_of(main).count(none) == 1, words_of(main)
    assert not [one for one in all_of(main, "p") if one.get("class") == "empty"]
    assert "#ties-heading" not in {one.get("href") for one in all_of(tree, "a")}


def test_a_list_without_a_known_year_says_so_once(real: Reader) -> None:
    text = words_of(all_of(parsed(real.page(GERNSBACH)), "main")[0])
    assert text.count("known year") + text.count("gives the year") == 1
    assert text.index("Baccarat") < text.index("inside sister regions cannot be told")


def test_a_place_of_the_drawn_world_without_a_tie_has_what_leads_on(reader: Reader) -> None:
    tree = parsed(reader.page(f"/place/{world.TIANTAI}"))
    assert "Partners" not in {words_of(one) for one in all_of(tree, "h2")}
    assert f"/recommend?q={world.TIANTAI.replace(':', '%3A')}" in {
        one.get("href") for one in all_of(tree, "a")
    }
