"""A drawing on paper has the colours of the page's light scheme, and its words in a known font."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

import sistercities.report
from report.made_up_result import many, odd
from report.made_up_study import full
from sistercities.report.chapters.chapter import figures_of as study_figures
from sistercities.report.figures.frame import Figure
from sistercities.report.nesting.chapter import figures_of
from sistercities.report.said_html import in_english
from sistercities.report.typeset.paper_drawing import description, light_rules, on_paper, size

SHEET = Path(sistercities.report.__file__).parent / "templates" / "report.css"
FIGURES = [
    *figures_of(many(is_china=True)).values(),
    *figures_of(odd()).values(),
    *study_figures(full()),
]


def test_no_variable_is_left_and_the_colours_are_those_of_the_light_scheme() -> None:
    rules = light_rules()
    assert "var(" not in rules
    light = re.search(r"--vermilion: (#\w+)", SHEET.read_text(encoding="utf-8"))
    assert light is not None
    assert f".mark-vermilion {{ fill: {light[1]}; }}" in rules


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_each_mark_has_a_rule(figure: Figure) -> None:
    drawn = on_paper(in_english(figure.paper), "Sans", "Han")
    root = ElementTree.fromstring(drawn)
    classes = {name for each in root.iter() for name in each.attrib.get("class", "").split()}
    ruled = set(re.findall(r"\.([a-z][\w-]*)", light_rules()))
    assert classes <= ruled
    assert root.attrib["viewBox"].startswith("0 0 640 ")


def test_east_asian_words_name_their_font_and_others_do_not() -> None:
    drawn = on_paper('<svg viewBox="0 0 1 2"><text>Ningbo 宁波 &lt;</text></svg>', "Sans", "Han")
    (tspan,) = ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}tspan")
    assert (tspan.text, tspan.attrib["font-family"]) == ("宁波", "'Han'")
    assert "Ningbo <tspan" in drawn
    assert "</tspan> &lt;</text>" in drawn


def test_the_text_alternative_and_the_size_are_read() -> None:
    drawing = '<svg viewBox="0 0 640 31.5"><title>t</title><desc id="d">a &lt; b</desc></svg>'
    assert description(drawing) == "a < b"
    assert size(drawing) == (640, 31.5)
    assert "desc" not in on_paper(drawing, "Sans", "Han")
