"""Maps that lie in the page of a file: what the style sheet says is not said again.

A drawing of its own carries its colours; one in a page is coloured by the styles of the page, which
know light and dark. The outline of the sea is in the picture of the land, which maps share.
"""

from __future__ import annotations

import re

_TOLD = re.compile(
    r'<svg role="img" aria-labelledby="[^"]*"([^>]*)><title[^>]*>.*?</title>'
    r"<desc[^>]*>(.*?)</desc>",
    re.DOTALL,
)
_SEA = re.compile(r'<path d="[^"]*" fill="#\w+" class="map-sea"/>')
_LAND = re.compile(r' class="map-land-picture"></image>')
_LINE = re.compile(
    r' fill="none" stroke="#\w+"( stroke-width="[\d.]+" stroke-opacity="[\d.]+")'
    r'(?: stroke-dasharray="[\d ]+")?(?: stroke-linecap="round")?'
    r'( class="map-line-(?:tie|unlisted|former|stop)")'
)
_USUAL = ' stroke-width="1.2" stroke-opacity="0.7"'
_PLAIN_LINE = ' class="map-line-tie"'
_CIRCLE = re.compile(
    r' fill="#\w+"(?: fill-opacity="0.6")? stroke="#\w+" stroke-width="[\d.]+"'
    r'( class="map-(?:tie|stop|unlisted|former|home|count)")'
)
_PLAIN_CIRCLES = (' class="map-tie"', ' class="map-stop"')
_NAMES = re.compile(r'<g class="map-names .*?</g>', re.DOTALL)
_NAME = re.compile(
    r'<text x="(-?[\d.]+)" y="(-?[\d.]+)" class="([a-z ]*?) ?halo"(?: text-anchor="(middle|end)")?'
)
_NUMBER = re.compile(r'(class="map-n(?: hollow)?") text-anchor="middle"')


def lean_map(svg: str) -> str:
    """Make the drawing of a map small.

    Parameters
    ----------
    svg
        As `report.maps` draws it.
    """
    svg = _TOLD.sub(r'<svg role="img" aria-label="\2"\1>', svg, count=1)
    svg = _SEA.sub('<path class="map-sea"/>', svg, count=1)
    svg = _CIRCLE.sub(_circle, _LINE.sub(_line, _LAND.sub("/>", svg)))
    return _NUMBER.sub(r"\1", _NAMES.sub(_names, svg))


def _line(found: re.Match[str]) -> str:
    """Leave out width and strength where they are those of a map of few lines."""
    look = "" if found[1] == _USUAL else found[1]
    return look + ("" if found[2] == _PLAIN_LINE else found[2])


def _circle(found: re.Match[str]) -> str:
    return "" if found[1] in _PLAIN_CIRCLES else found[1]


def _names(found: re.Match[str]) -> str:
    return _NAME.sub(_name, found[0].replace(' display="none"', "", 1))


def _name(found: re.Match[str]) -> str:
    """Place a name to a whole pixel; all have a halo, and countries stand in the middle."""
    x, y, looks, anchor = found[1], found[2], found[3].split(), found[4]
    if anchor == "end":
        looks.append("e")
    elif (anchor == "middle") != ("country" in looks):
        looks.append("m" if anchor else "s")
    class_ = f' class="{" ".join(looks)}"' if looks else ""
    return f'<text x="{float(x):.0f}" y="{float(y):.0f}"{class_}'
