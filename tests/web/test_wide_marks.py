"""No blank follows a full-width mark on any page in Chinese."""

from __future__ import annotations

import re

import pytest

import world
from sistercities.web.wide_marks import closed_up
from web.addresses import PAGES
from web.reader import Reader

ASKED = (
    *PAGES, "/data/columns", "/nowhere", f"/place/{world.NINGWAN}/standing",
    f"/embed/place/{world.NINGWAN}", f"/recommend?q={world.NINGWAN}",
    f"/assess?q={world.NINGWAN}&partner=Tokiwa", f"/benchmark?q={world.NINGWAN}",
    "/changes.atom",
)  # fmt: skip
_OWN = re.compile(r"<(pre|textarea|script|style)\b.*?</\1>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|code|em|i|q|small|span|strong|time)\b[^>]*>")
_APART = re.compile(r"[^<>\n]{0,20}[。！？；：，、][ \n]+[^<>\s][^<>\n]{0,20}")


@pytest.mark.parametrize("address", ASKED)
def test_no_blank_follows_a_full_width_mark(reader: Reader, address: str) -> None:
    answer = reader.ask(address + ("&" if "?" in address else "?") + "lang=zh")
    if answer.status_code in (303, 308):
        answer = reader.ask(answer.headers["location"])
    assert re.search(r"[\u4e00-\u9fff]", answer.text)
    assert _APART.findall(_INLINE.sub("", _OWN.sub("", answer.text))) == []


def test_no_blank_parts_two_paragraphs_that_stand_in_one_line() -> None:
    """Lists without a place are set as one line: 规模相近的地方。 适合这份名单的 had a gap."""
    assert closed_up("<p>相近的地方。</p>\n<p>适合的3个地方。</p>", "zh") == (
        "<p>相近的地方。</p><p>适合的3个地方。</p>"
    )
    assert closed_up("<p>Near.</p>\n<p>Far.</p>", "en") == "<p>Near.</p>\n<p>Far.</p>"


@pytest.mark.parametrize("address", ASKED)
def test_numbers_and_names_stand_in_chinese_as_chinese_sets_them(
    reader: Reader, address: str
) -> None:
    answer = reader.ask(address + ("&" if "?" in address else "?") + "lang=zh")
    said = _INLINE.sub("", _OWN.sub("", answer.text))
    assert re.findall(r"[^<>\n]{0,20}\d[ \u00a0]+%", said) == []
    assert re.findall(r"[^<>\n]{0,20}[\u4e00-\u9fff]: ?[\u4e00-\u9fff][^<>\n]{0,20}", said) == []
    assert re.findall(r"[^<>\n]{0,20}\d +(?:年|月|日|公里|项)", said) == []


def test_blanks_of_other_languages_and_of_text_to_copy_stay() -> None:
    text = "<p>甲。 <a href='/'>乙：</a> 丙</p><pre>丁： 戊</pre>"
    assert closed_up(text, "zh") == "<p>甲。<a href='/'>乙：</a>丙</p><pre>丁： 戊</pre>"
    assert closed_up(text, "en") == text
    assert closed_up("One. Two: three", "zh") == "One. Two: three"
