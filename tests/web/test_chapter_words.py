"""A chapter in another language: whole sentences, marked, and nothing else touched."""

from __future__ import annotations

import pytest

from sistercities.web.chapter_words import broken, in_words

WORDS = {
    "Do they?": "是吗？",
    "Yes, 5 %.": "是，5 %。",
    "It keeps `degree` fixed.": "它固定 `degree`。",
    "It keeps degree fixed.": "它固定 `degree`。",
    "A & B": "甲 < 乙 & 丙",
    "Long label of a row": "一行的长标签",
    "First sentence here. Second one.": "这是第一句，长度足够折叠的一句话。第二句。",
    "and more": "更多",
    "Value": "数值",
    "exist": "存在",
    "Ulm": "乌尔姆",
    "Words of Ulm stand in the list.": "*乌尔姆*的词见[列表]。",
}


def _said(html: str) -> str:
    return in_words(html, WORDS.get, "zh-Hans")


@pytest.mark.parametrize(
    ("html", "due"),
    [
        ("<h2>Do they?</h2>", '<h2 lang="zh-Hans">是吗？</h2>'),
        ("<p>\nYes, 5\u00a0%. <a>Do they?</a></p>",
         '<p>\n<span lang="zh-Hans">是，5 %。</span> <a lang="zh-Hans">是吗？</a></p>'),
        ("<p>It keeps <code>degree</code> fixed.</p>",
         '<p lang="zh-Hans">它固定 <code>degree</code>。</p>'),
        ("<svg><text>It keeps degree fixed.</text></svg>",
         '<svg><text lang="zh-Hans">它固定 degree。</text></svg>'),
        ("<td>A &amp; B</td>", '<td lang="zh-Hans">甲 &lt; 乙 &amp; 丙</td>'),
        ("<svg><title>Do they?</title><text x=\"1\">Do they?</text></svg>",
         '<svg><title lang="zh-Hans">是吗？</title><text x="1" lang="zh-Hans">是吗？</text></svg>'),
        ('<th>Ulm <span class="local">烏姆</span><small>Value</small></th>',
         '<th><span lang="zh-Hans">乌尔姆</span> <span class="local">Ulm</span>'
         '<small lang="zh-Hans">数值</small></th>'),
        ('<th>Ulm <span class="local">DE</span></th>',
         '<th><span lang="zh-Hans">乌尔姆</span> <span class="local">DE</span></th>'),
        ('<p>Words of <em>Ulm</em> stand in the <a href="#g">list</a>.</p>',
         '<p lang="zh-Hans"><em>乌尔姆</em>的词见<a href="#g">列表</a>。</p>'),
        ('<td data-label="Value">1<br>2</td>', '<td data-label="数值">1<br>2</td>'),
    ],
)  # fmt: skip
def test_a_whole_sentence_is_said_and_marked(html: str, due: str) -> None:
    assert _said(html) == due


@pytest.mark.parametrize(
    "html",
    [
        "<p>That they <em>exist</em> is known.</p>",
        "<p>Something else &lt;b&gt; &amp; more</p>",
        "<style>Value</style><code>Value</code>",
        '<th>Bonn <span class="local">波恩</span></th>',
        '<g><text y="1">Long label</text><text y="2">of another</text></g>',
        '<p title="a &quot;b&quot;">\n<br><img src="x">text</p><!-- Value -->',
    ],
)
def test_what_has_no_words_stays_to_the_letter(html: str) -> None:
    assert _said(html) == html


def test_lines_of_a_drawing_are_one_sentence() -> None:
    said = _said('<g><text y="1">Long label</text><text y="2">of a row</text></g>')
    assert said == (
        '<g><text y="1" lang="zh-Hans">一行的长标</text><text y="2" lang="zh-Hans">签</text></g>'
    )


def test_what_is_folded_away_is_folded_again_after_a_sentence() -> None:
    said = _said(
        '<span>First sentence here. <details class="rest"><summary>and more</summary>'
        "Second one.</details><small>Value</small></span>"
    )
    assert said == (
        '<span><span lang="zh-Hans">这是第一句，长度足够折叠的一句话。<details class="rest" '
        'lang="zh-Hans"><summary lang="zh-Hans">更多</summary>第二句。</details></span>'
        '<small lang="zh-Hans">数值</small></span>'
    )


def test_chinese_lines_do_not_begin_with_a_stop() -> None:
    assert broken("甲乙丙丁，戊己", 2, 8) == ["甲乙丙丁，", "戊己"]
    assert broken("甲乙丙丁戊己庚辛", 2, 4) == ["甲乙丙丁", "戊己庚辛"]
