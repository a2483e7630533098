"""SVG marks: escaping, wrapping, widths."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from sistercities.report import svg


def test_text_and_attributes_are_escaped_and_markup_is_kept():
    mark = svg.element("g", "<b>", svg.text(0, 0, 'a"&'), id='x" onload="y')
    assert "<b>" not in mark
    assert ' onload="' not in mark
    root = ElementTree.fromstring(str(mark))
    assert root.text == "<b>"
    assert root.attrib == {"id": 'x" onload="y'}
    assert root[0].text == 'a"&'


def test_a_braced_name_is_not_a_format():
    assert svg.text(0, 0, "{0} %s {x}") == '<text x="0" y="0">{0} %s {x}</text>'


@given(st.lists(st.text("abcdefgh宁波", min_size=1, max_size=12), max_size=12))
def test_wrapped_lines_fit(words):
    lines = svg.wrap(" ".join(words), 90, 12, 3)
    assert len(lines) <= 3
    assert all(svg.width_of(line) <= 90 for line in lines)


def test_nothing_is_lost_where_there_is_room():
    assert " ".join(svg.wrap("one two three four", 60, 12, 9)) == "one two three four"
    assert svg.shorten("short", 100) == "short"
    assert svg.shorten("far too long for this", 60).endswith("…")


def test_a_chinese_character_is_as_wide_as_the_type():
    assert svg.width_of("宁波", 12) == 24


def test_an_area_stands_on_its_base():
    mark = svg.steps([(0, 1, 5), (1, 2, 3)], 10, "a")
    assert 'points="0,10 0,5 1,5 1,3 2,3 2,10"' in mark
    assert svg.steps([], 10, "a") == ""
