"""A page keeps what its sentences were made of: English to the letter, other languages whole."""

from __future__ import annotations

import json

import pytest
from markupsafe import Markup, escape

from sistercities.report import svg
from sistercities.report.page_environment import page_environment
from sistercities.report.said_html import (
    SaidHtml,
    as_record,
    from_record,
    in_english,
    mark,
)
from sistercities.report.word_manners import broken
from sistercities.sentences import Said, place_name, say

WORDS = {
    "Do they?": "是吗？",
    "Yes, 5 %.": "是，5 %。",
    "It keeps `degree` fixed.": "它固定 `degree`。",
    "A & B": "甲 < 乙 & 丙",
    "Long label of a row": "一行的长标签",
    "and more": "更多",
    "Value": "数值",
    "Ulm": "乌尔姆",
    "Words of *Ulm* stand in the [list].": "*乌尔姆*的词见[列表]。",
}
LONG = f"First sentence here, of some length, so that it stands alone. Second one{' more' * 30}."
_LINK = '<a href="#g">列表</a>'
WORDS[LONG] = "这是第一句，长度足够折叠的一句话。第二句。"


def _page(template: str, **values: object) -> SaidHtml:
    return SaidHtml.read(page_environment().from_string(template).render(values))


def _zh(page: SaidHtml) -> str:
    return page.in_words(lambda said: WORDS.get(str(said)), "zh-Hans")


def _span(words: str) -> str:
    return f'<span lang="zh-Hans">{words}</span>'


@pytest.mark.parametrize(
    ("template", "said", "english", "chinese"),
    [
        ("<h2>{{ said }}</h2>", say("Do they?"),
         "<h2>Do they?</h2>", f"<h2>{_span('是吗？')}</h2>"),
        ("<p>\n{{ said }} <b>x</b></p>", say("Yes, 5 %."),
         "<p>\nYes, 5\u00a0%. <b>x</b></p>", f"<p>\n{_span('是，5 %。')} <b>x</b></p>"),
        ("<p>{{ said | coded }}</p>", say("It keeps `degree` fixed."),
         "<p>It keeps <code>degree</code> fixed.</p>",
         f"<p>{_span('它固定 <code>degree</code>。')}</p>"),
        ("<p>{{ said | coded('#g') }}</p>", say("Words of *Ulm* stand in the [list]."),
         '<p>Words of <em>Ulm</em> stand in the <a href="#g">list</a>.</p>',
         f"<p>{_span('<em>乌尔姆</em>的词见' + _LINK + '。')}</p>"),
        ("<td>{{ said }}</td>", say("A & B"),
         "<td>A &amp; B</td>", f"<td>{_span('甲 &lt; 乙 &amp; 丙')}</td>"),
        ('<td data-label="{{ said }}">1<br>2</td>', say("Value"),
         '<td data-label="Value">1<br>2</td>', '<td data-label="数值">1<br>2</td>'),
        ("<title>{{ said }}</title>", say("Do they?"),
         "<title>Do they?</title>", "<title>是吗？</title>"),
        ("<th>{{ said | beside('烏姆') }}</th>", place_name("Ulm", "p1"),
         '<th>Ulm <span class="local">烏姆</span></th>',
         f'<th>{_span("乌尔姆")} <span class="local">Ulm</span></th>'),
        ("<th>{{ said | beside('DE') }}</th>", place_name("Ulm", "p1"),
         '<th>Ulm <span class="local">DE</span></th>',
         f'<th>{_span("乌尔姆")} <span class="local">DE</span></th>'),
    ],
)  # fmt: skip
def test_a_sentence_is_said_whole_in_each_language(
    template: str, said: Said, english: str, chinese: str
) -> None:
    page = _page(template, said=said)
    assert page.text == english
    assert _zh(page) == chinese


def test_what_has_no_words_stays_english_to_the_letter() -> None:
    page = _page("<p>{{ a }} &amp; {{ b }}</p>", a=say("Nobody says <this>."), b="Value")
    assert page.text == "<p>Nobody says &lt;this&gt;. &amp; Value</p>"
    assert _zh(page) == page.text


def test_a_drawing_names_the_language_of_its_words() -> None:
    drawn = SaidHtml.read(svg.text(1, 2, say("It keeps `degree` fixed.")))
    assert drawn.text == '<text x="1" y="2">It keeps `degree` fixed.</text>'
    assert _zh(drawn) == '<text x="1" y="2" lang="zh-Hans">它固定 degree。</text>'


def test_lines_of_a_drawing_are_one_sentence() -> None:
    lines = svg.wrap(say("Long label of a row"), 70, 12, 2)
    drawn = SaidHtml.read(svg.paragraph(0, 1, lines, 14, ""))
    assert (
        drawn.text
        == str(in_english(drawn.text))
        == ('<g><text x="0" y="1">Long label</text><text x="0" y="15">of a row</text></g>')
    )
    assert _zh(drawn) == (
        '<g><text x="0" y="1" lang="zh-Hans">一行的长标</text>'
        '<text x="0" y="15" lang="zh-Hans">签</text></g>'
    )


def test_what_is_folded_away_is_folded_again_after_a_sentence() -> None:
    page = _page("<span>{{ said | folded }}</span>", said=say(LONG))
    first, second = LONG.split(". ")
    rest = f'<details class="rest"><summary>and more</summary>{second}</details>'
    assert page.text == f"<span>{first}. {rest}</span>"
    assert _zh(page) == (
        f"<span>{_span('这是第一句，长度足够折叠的一句话。' + _folded('第二句。'))}</span>"
    )


def _folded(rest: str) -> str:
    return f'<details class="rest"><summary>{_span("更多")}</summary>{rest}</details>'


def test_a_part_of_a_page_is_said_alone() -> None:
    page = _page("<p>{{ a }}</p><p>{{ b }}</p>", a=say("Do they?"), b=say("Value"))
    second = page.cut(page.text.rindex("<p>"), len(page.text))
    assert second.text == "<p>Value</p>"
    assert _zh(second) == f"<p>{_span('数值')}</p>"
    inner = second.cut(3, len(second.text) - 4).sentence
    assert isinstance(inner, Said)
    assert inner == "Value"
    assert not isinstance(second.sentence, Said)


def test_a_page_comes_back_from_its_record_and_another_page_does_not() -> None:
    page = _page("<p>{{ a }} {{ a }}</p><i>{{ b | coded }}</i>",
                 a=say("Yes, 5 %."), b=say("It keeps `degree` fixed."))  # fmt: skip
    held = json.loads(json.dumps(as_record(page)))
    assert len(held["said"]) == 2
    back = from_record(page.text, held)
    assert (back.text, back.places) == (page.text, page.places)
    assert _zh(back) == _zh(page)
    with pytest.raises(ValueError, match=r"\d"):
        from_record(page.text.replace("Yes", "Yea"), held)


@pytest.mark.parametrize("name", ["\ue000\ue001", '\ue000[{"text": "a"}, "text"]\ue001', "{x}<b>"])
def test_a_name_with_odd_signs_is_a_name(name: str) -> None:
    for held in (name, say("{name} is there", name=name), place_name(name, "p")):
        page = _page("<p>{{ held }}</p>", held=held)
        assert page.text == f"<p>{escape(str(held))}</p>"
        assert in_english(page.text) == page.text


def test_no_space_stands_between_two_chinese_sentences() -> None:
    page = _page("<p>{{ a }} {{ a }} {{ b }}</p>", a=say("Yes, 5 %."), b=say("Value"))
    yes = _span("是，5 %。")
    assert _zh(page) == f"<p>{yes}{yes}{_span('数值')}</p>"


def test_what_no_record_holds_is_english() -> None:
    assert mark(say("{x}", x=object)) == Markup(escape(str(object)))


def test_chinese_lines_do_not_begin_with_a_stop() -> None:
    assert broken("甲乙丙丁，戊己", 2, 8) == ["甲乙丙丁，", "戊己"]
    assert broken("甲乙丙丁戊己庚辛", 2, 4) == ["甲乙丙丁", "戊己庚辛"]
