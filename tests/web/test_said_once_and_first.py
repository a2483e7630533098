"""What bars several ties of a path is said once; for whom an answer is stands before it."""

from __future__ import annotations

import re

import pytest

from web.reader import Reader, all_of, parsed, words_of

NEW_YORK, MOSCOW, KANDAVA = "gn:5128581", "gn:524901", "gn:459031"
_BESIDE_CHINESE = re.compile("[\u4e00-\u9fff）”]: ")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_bars_several_ties_of_a_path_is_said_once(real: Reader, lang: str) -> None:
    tree = parsed(real.page(f"/path?from={NEW_YORK}&to={MOSCOW}&lang={lang}"))
    marked = [
        one for one in all_of(tree, "p") if words_of(one).startswith("(!)")
    ]  # fmt: skip
    said = [words_of(all_of(one, "span")[0]) for one in marked]
    assert len(said) >= 2
    assert len(set(said)) == len(said)
    war = "at war since 24 February 2022" if lang == "en" else "2022年2月24日起处于战争状态"
    (of_war,) = (words_of(one) for one in marked if war in words_of(one))
    names = ("London and Moscow", "Beijing and Moscow") if lang == "en" else ("伦敦和莫斯科",)
    assert all(one in of_war for one in names), "each tie that it bars is named"


def test_a_chinese_path_sets_chinese_colons_and_no_bracket_in_a_bracket(real: Reader) -> None:
    text = words_of(parsed(real.page(f"/path?from={NEW_YORK}&to={MOSCOW}&lang=zh")))
    assert "（2022年已终止）" in text
    assert re.search("（[^（）]*（", text) is None
    assert _BESIDE_CHINESE.search(text) is None


@pytest.mark.parametrize("more", ["", "&all=yes"])
def test_for_whom_an_answer_is_stands_before_it(real: Reader, more: str) -> None:
    text = words_of(parsed(real.page(f"/recommend?q={KANDAVA}{more}")))
    told = "is now part of Tukums; this is the answer for Tukums."
    assert text.count(told) == 1
    assert text.index(told) < text.index("Places to approach from Tukums")
    assert "this is the answer for" not in words_of(parsed(real.page("/recommend?q=Tukums")))
