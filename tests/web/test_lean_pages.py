"""What is left out of a made page of files is what a browser puts back, or what its styles say."""

from __future__ import annotations

import math
import random

import pytest

from sistercities.report.maps.caption import Caption
from sistercities.report.maps.tie_map import MapPlace, tie_map
from sistercities.web.static.files_of_path import shortened
from sistercities.web.static.lean_drawing import curves, lean_drawings
from web.reader import parsed, words_of

_HEAD = "<!doctype html><html lang=en><title>A</title><body>"
_PAGE = (
    f'{_HEAD}<div class="a b" id="c">\n<p>One <a href="../x.html?y=1" rel="next">two</a></p>\n'
    '<p title="a b">Three &#34;quoted&#34; x=&#34;y&#34;</p></div><pre>\n a="b" \n</pre>'
    '<svg viewBox="0 0 9 9"><path d="M1 2" class="k"/><circle r="3"/></svg><p>Four</p> five'
)


def test_a_shortened_page_is_the_same_page() -> None:
    made = shortened(_PAGE)
    assert len(made) < len(_PAGE)
    before, after = parsed(_PAGE), parsed(made)
    for one, other in zip(before.iter(), after.iter(), strict=True):
        assert (one.tag, dict(one.attrib)) == (other.tag, dict(other.attrib))
    assert "".join(words_of(before).split()) == "".join(words_of(after).split())
    assert '<pre>\n a="b" \n</pre>' in made
    assert "<p>Four</p> five" in made, "words after a paragraph are not in it"


def _line(n: int, bend: float) -> tuple[tuple[float, float], ...]:
    return tuple((200.0 * k, bend * math.sin(math.pi * k / (n - 1))) for k in range(n))


def _on(start: tuple[float, float], curve: tuple[tuple[float, float], tuple[float, float]],
        t: float) -> tuple[float, float]:  # fmt: skip
    (xb, yb), (x1, y1) = curve
    before, w, after = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return before * start[0] + w * xb + after * x1, before * start[1] + w * yb + after * y1


@pytest.mark.parametrize("bend", [5.0, 300.0, 2400.0])
def test_curves_pass_by_every_point_of_their_line(bend: float) -> None:
    line = _line(24, bend)
    found = curves(line)
    assert found is not None
    assert found[-1][1] == line[-1]
    drawn, at = [line[0]], line[0]
    for one in found:
        drawn += [_on(at, one, k / 400) for k in range(1, 401)]
        at = one[1]
    for point in line:
        assert min(math.dist(point, other) for other in drawn) < 3.5 + 8


def test_a_line_that_curves_do_not_shorten_stays() -> None:
    chance = random.Random(22)
    jagged = tuple((200.0 * k, chance.uniform(-900, 900)) for k in range(30))
    assert curves(jagged) is None
    assert curves(((0.0, 0.0), (10.0, 10.0))) is None


def _map() -> str:
    home = MapPlace("Home & <Hearth>", 121.5, 29.9, "tie")
    others = [
        MapPlace("Far", -0.1, 51.5, "tie"), MapPlace("Gone", 2.3, 48.9, "unlisted"),
        MapPlace("Over", 139.7, 35.7, "former"),
    ]  # fmt: skip
    said = Caption("Ties", 'A map of "3" ties.', "/maps/land-{middle}.svg")
    drawn = tie_map(home, others, said, countries=[MapPlace("Landland", 10.0, 45.0, "tie")])
    return f"{_HEAD}<div>{drawn.drawn}</div>"


def test_a_lean_map_shows_the_same_marks_and_leaves_looks_to_the_styles() -> None:
    whole = _map()
    lean = shortened(lean_drawings(whole))
    assert 2 * len(lean) < len(whole)
    before, after = parsed(whole), parsed(lean)
    for name in ("circle", "text", "image"):
        counts = [len(_of(tree, name)) for tree in (before, after)]
        assert counts[0] == counts[1] > 0, name
    assert [words_of(one) for one in _of(after, "text")] == [
        words_of(one) for one in _of(before, "text")
    ]
    (svg,) = _of(after, "svg")
    assert svg.get("aria-label") == 'A map of "3" ties.'
    assert svg.get("role") == "img"
    looks = {one.get("class") for one in _of(after, "path")}
    assert looks == {None, "map-sea", "map-line-unlisted", "map-line-former"}
    assert {one.get("class") for one in _of(after, "circle")} == {
        None, "map-unlisted", "map-former", "map-home",
    }  # fmt: skip
    for one in svg.iter():
        assert not {"fill", "stroke", "stroke-dasharray", "display"} & set(one.attrib)


def _of(tree: object, name: str) -> list[object]:
    return [one for one in tree.iter() if str(one.tag).endswith(f"}}{name}")]  # type: ignore[attr-defined]
