"""What stands in the way, on the pages of the drawn world with its made-up rows."""

from __future__ import annotations

import json

import pytest

import world
from web.reader import Reader, all_of, parsed, words_of

WAR = "Germany and France are at war, as of May 2026."
TO_FRANCE = f"q={world.ALTWERDER}&partner={world.ROQUEFEUILLE}"


def _said(reader: Reader, address: str) -> str:
    return " ".join(words_of(parsed(reader.page(address))).split())


def _countries(held: dict[str, list[dict[str, list[dict[str, dict[str, str]]]]]]) -> set[str]:
    return {one["place"]["country"] for each in held["lists"] for one in each["partners"]}


def test_a_scorecard_says_the_bar_in_its_first_sentence(guarded: Reader) -> None:
    said = _said(guarded, f"/assess?{TO_FRANCE}")
    assert f"Roquefeuille cannot be suggested to Altwerder. {WAR}" in said
    assert "What speaks for it" not in said
    assert said.index("What speaks against it") < said.index("What to find out")
    assert "Looked at: 3 entries" in said
    assert "Numbers are left out, since it cannot be suggested." in said
    assert not all_of(parsed(guarded.page(f"/assess?{TO_FRANCE}")), "table")
    held = json.loads(guarded.page(f"/assess.json?{TO_FRANCE}"))
    assert held["verdict"] == "barred"
    assert [one["row_id"] for one in held["obstacles"]] == ["war:DE:FR"]
    assert set(held["in_short"]) == {"in_favour", "against", "to_find_out"}
    assert WAR in held["in_short"]["against"]
    assert held["looked_at"].startswith("Looked at: 3 entries")


def test_a_page_in_chinese_has_words_for_it(guarded: Reader) -> None:
    said = _said(guarded, f"/assess?{TO_FRANCE}&lang=zh")
    assert "不能向Altwerder建议Roquefeuille" in said
    assert "反对的理由" in said
    assert "这一对不能推荐，因此不列数字。" in said
    assert "已查看：关于战争、外交关系" in said


def test_barred_places_are_counted_and_a_link_names_them(guarded: Reader) -> None:
    page = parsed(guarded.page(f"/recommend?q={world.ALTWERDER}"))
    said = " ".join(words_of(page).split())
    assert "cannot be suggested to Altwerder" in said
    assert WAR in said
    (link,) = (
        one for one in all_of(page, "a") if "include_barred=yes" in (one.get("href") or "")
    )  # fmt: skip
    shown = parsed(guarded.page(link.get("href")))
    before = [words_of(one) for one in all_of(shown, "li") if one.get("class") == "before"]
    assert any(WAR in one for one in before)
    held = json.loads(guarded.page(f"/recommend.json?q={world.ALTWERDER}"))
    assert "FR" not in _countries(held)


@pytest.mark.parametrize("name", ["include_barred", "domestic"])
def test_a_tick_of_the_form_is_seen_where_it_is_in_use(guarded: Reader, name: str) -> None:
    for asked, due in ((f"&{name}=yes", True), ("", False)):
        page = parsed(guarded.page(f"/recommend?q={world.NINGWAN}{asked}"))
        (tick,) = (one for one in all_of(page, "input") if one.get("name") == name)
        assert (tick.get("checked") is not None) is due
        (folded,) = (one for one in all_of(page, "details") if one.get("class") == "wishes")
        assert (folded.get("open") is not None) is due
    assert guarded.ask(f"/recommend?q={world.NINGWAN}&{name}=maybe").status_code == 400


def test_places_at_home_are_named_where_they_are_asked_for(guarded: Reader) -> None:
    held = json.loads(guarded.page(f"/recommend.json?q={world.NINGWAN}&domestic=yes&all=yes"))
    assert {one["place"]["country"] for one in held} == {"CN"}
    lists = json.loads(guarded.page(f"/recommend.json?q={world.NINGWAN}&domestic=yes&size=any"))
    assert _countries(lists) <= {"CN"}


def test_a_barred_country_is_marked_beside_its_expected_number(guarded: Reader) -> None:
    said = _said(guarded, f"/benchmark?q={world.ROQUEFEUILLE}")
    held = json.loads(guarded.page(f"/benchmark.json?q={world.ROQUEFEUILLE}"))
    bars = {one["country"]: one["bar"] for one in held["by_country"]}
    assert bars.get("DE") == WAR
    assert bars.get("CN") is None
    shown = [
        one["country"] for one in held["by_country"] if one["actual"] or one["expected"] >= 0.5
    ]
    assert ("no partnership with places there is suggested" in said) == ("DE" in shown)


def test_the_first_partners_beside_a_place_leave_barred_ones_out(real: Reader) -> None:
    said = _said(real, "/place/gn:706483/standing")
    assert "cannot be suggested to Kharkiv" in said
    assert "Russia and Ukraine have been at war since 24 February 2022" in said


def test_a_path_says_what_stands_between_its_ends(guarded: Reader) -> None:
    said = _said(guarded, f"/path?from={world.ALTWERDER}&to={world.ROQUEFEUILLE}")
    assert f"What stands between the two: {WAR}" in said
    held = json.loads(guarded.page(f"/path.json?from={world.ALTWERDER}&to={world.ROQUEFEUILLE}"))
    assert [one["strength"] for one in held["obstacles"]] == ["bar"]
    # Who is a partner of both is shown to whom asks for it, in both languages.
    asked = f"/path?from={world.ALTWERDER}&to={world.ROQUEFEUILLE}"
    stop = {"en": "Who is a partner of both is left out here.", "zh": "此处不列出。"}
    for lang, words in stop.items():
        assert words in _said(guarded, f"{asked}&lang={lang}")
        assert words not in _said(guarded, f"{asked}&lang={lang}&anyway=yes")
    # A note, such as a duty with every partner, is no matter of a path.
    plain = _said(guarded, f"/path?from={world.NINGWAN}&to={world.TOKIWA}")
    assert "Between the two ends" not in plain


def test_the_page_of_two_countries_at_war_says_so_before_it_lists_their_partnerships(
    guarded: Reader,
) -> None:
    said = _said(guarded, "/pair/DE/FR")
    assert f"What stands between the two: {WAR}" in said
    assert "What stands between the two" not in _said(guarded, "/pair/DE/DE")
