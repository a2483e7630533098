"""How a place stands among places like it: the numbers of the verbs, as sentence and drawing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import world
from sistercities import api
from sistercities.web.span_figure import label_over
from web.reader import Reader, all_of, parsed, words_of

LYON = "gn:2996944"


def test_the_page_says_what_the_verbs_say(reader: Reader, release_folder: Path) -> None:
    due = api.benchmark(world.HUSHI, data=release_folder)
    partners = api.recommend(world.HUSHI, count=3, data=release_folder).lists
    address = f"/place/{world.HUSHI}/standing"
    assert f'href="{address}"' in reader.page(f"/place/{world.HUSHI}")
    tree = parsed(reader.page(address))
    assert due.sentence.rstrip(".") in words_of(tree)
    lists = [one for one in all_of(tree, "section") if one.get("class") == "short-list"]
    named = [len(all_of(one, "h3")) for one in lists]
    assert named == [len(one.suggestions) for one in partners]
    assert sum(len(all_of(one, "ol")) for one in lists) == sum(map(bool, named))


def test_the_page_names_who_is_suggested(real: Reader) -> None:
    partners = api.recommend(LYON, count=3).lists
    tree = parsed(real.page(f"/place/{LYON}/standing"))
    lists = [one for one in all_of(tree, "section") if one.get("class") == "short-list"]
    assert [len(all_of(one, "h3")) for one in lists] == [len(one.suggestions) for one in partners]
    names = [one.place.name for each in partners for one in each.suggestions]
    assert names
    assert [name for name in names if name not in words_of(tree)] == []


def test_the_chinese_page_has_the_same_numbers(reader: Reader, release_folder: Path) -> None:
    ties = api.benchmark(world.NINGWAN, data=release_folder).ties
    tree = parsed(reader.page(f"/place/{world.NINGWAN}/standing?lang=zh"))
    assert f"有{ties.actual}个已知伙伴" in words_of(tree)
    assert f"通常有{ties.low}至{ties.high}个" in words_of(tree)
    english = [one for one in tree.iter() if one.get("lang") == "en" and words_of(one)]
    assert all("." not in words_of(one) for one in english), "a sentence is still English"


def test_a_region_is_reached_and_an_unknown_place_is_not(reader: Reader) -> None:
    assert reader.ask("/place/gn:999999999/standing").status_code == 404
    tree = parsed(reader.page(f"/place/{world.JINGHAI}/standing"))
    assert len(all_of(tree, "h1")) == 1


@pytest.mark.parametrize("x", [10.0, 190.0, 320.0, 480.0, 610.0])
@pytest.mark.parametrize(
    "name", ["Ōtsu", "Karachi University Employees Society", "a" * 80, "宁" * 80]
)
def test_the_name_over_the_drawing_is_never_cut_off_by_its_edge(name: str, x: float) -> None:
    label = label_over(name, x)
    wide = 14.5 if name.isascii() or len(name) < 9 else 29.0
    long = len(label.text) * wide
    begins = {"from-here": label.x, "to-here": label.x - long, "": label.x - long / 2}[label.end]
    assert begins >= -5, "the name begins in the drawing"
    assert begins + long <= 650, "and ends in it"
    assert label.text == name or (label.text.endswith("…") and name.startswith(label.text[:-1]))
    assert label.text == name or len(name) > 44 or wide > 20


def test_exchange_partners_stand_apart_where_the_sentence_leaves_them_out(real: Reader) -> None:
    for path in ("/benchmark?q=gn:1799397", "/place/gn:1799397/standing"):
        tree = parsed(real.page(f"{path}&lang=en" if "?" in path else f"{path}?lang=en"))
        (figure,) = (one for one in all_of(tree, "figure") if one.get("class") == "span")
        lead = next(words_of(one) for one in all_of(tree, "p") if one.get("class") == "lead")
        without, whole = (re.search(rule, lead) for rule in (r"has (\d+);", r"has (\d+) known"))
        assert without
        assert whole
        said = words_of(figure)
        assert f"exchange partners, {without[1]}; ring: with them, {whole[1]}." in said
        points = {
            one.get("class"): float(one.get("cx")) for one in figure.iter()
            if str(one.get("class")).startswith("actual")
        }  # fmt: skip
        assert points["actual"] < points["actual whole-number"]
