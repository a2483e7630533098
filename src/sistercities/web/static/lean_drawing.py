"""Drawings that lie in the page itself: small, without what the page says beside them.

Lines of one look become one path, and points are written as steps from the point before.
"""

from __future__ import annotations

import re

_TITLES = re.compile(r"<(title|desc)\b[^>]*>.*?</\1>", re.DOTALL)
_NAMED = re.compile(r' (?:role|aria-[a-z]+|class|id)="[^"]*"')
_PATH = re.compile(r'<path d="([^"]*)"([^>]*?)(?:/>|></path>)')
_SAME = re.compile(r'(<path d="[^"]*"([^>]*)/>)(?:<path d="[^"]*"\2/>)+')
_DATA = re.compile(r'd="([^"]*)"')
_STEP = re.compile(r"([ML])(-?[\d.]+) (-?[\d.]+)")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_DRAWN = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_EMPTY = re.compile(r"></(?:circle|rect|line|ellipse)>")
_RULE = re.compile(r'\[(fill|stroke)="([^"]*)"\]\{[a-z]+:([^}]*)\}')
_DARK = "@media (prefers-color-scheme:dark){"
_TWO_CLASSES = re.compile(r'<(\w+)([^>]*?) class="(\w)"([^>]*?) class="(\w)"')
_ESCAPED = str.maketrans({"<": "%3C", ">": "%3E", "#": "%23", "%": "%25", '"': "%27"})


def lean_svg(svg: str) -> str:
    """Make a drawing small.

    Parameters
    ----------
    svg
        A file of `web.drawings.svg_file`; what it calls itself stands beside it in the page.
    """
    svg = _with_short_paths(_NAMED.sub("", _TITLES.sub("", svg)))
    svg = _STYLE.sub(lambda found: f"<style>{_used(found[1], svg)}</style>", svg)
    return _with_letters(svg)


def lean_drawings(html: str) -> str:
    """Make the drawings small that stand in a page."""
    return _DRAWN.sub(lambda found: _with_short_paths(found[0]), html) if "<path" in html else html


def _with_short_paths(svg: str) -> str:
    svg = _PATH.sub(lambda found: f'<path d="{_steps(found[1])}"{found[2]}/>', svg)
    return _SAME.sub(_joined, _EMPTY.sub("/>", svg))


def data_address(svg: str) -> str:
    """Write a drawing as an address that holds it: `data:image/svg+xml,...`."""
    return f"data:image/svg+xml,{svg.translate(_ESCAPED)}"


def _steps(path: str) -> str:
    """Write straight lines as steps from point to point, to a tenth; other paths stay."""
    points = _STEP.findall(path)
    if "".join(f"{kind}{x} {y}" for kind, x, y in points) != path:
        return path
    made, at = [], (0, 0)
    for kind, x, y in points:
        point = round(float(x) * 10), round(float(y) * 10)
        if kind == "M":
            made.append(f"M{_tenths(point[0])}{_after(point[1])}")
        elif point != at:
            step = _tenths(point[0] - at[0]) + _after(point[1] - at[1])
            follows = made[-1].startswith(("l", "-", "."))
            made.append(step if follows and step.startswith("-") else f"l{step}")
        at = point
    return "".join(made)


def _tenths(n: int) -> str:
    whole = f"{n / 10:g}"
    return whole.replace("0.", ".", 1) if whole.startswith(("0.", "-0.")) else whole


def _after(n: int) -> str:
    """Write a second number: a minus parts it from the first, else a blank does."""
    return _tenths(n) if n < 0 else f" {_tenths(n)}"


def _joined(found: re.Match[str]) -> str:
    return f'<path d="{"".join(_DATA.findall(found[0]))}"{found[2]}/>'


def _with_letters(svg: str) -> str:
    """Give colours that several marks have as a class of one letter, in light and in dark."""
    light, dark = "", ""
    for letter, rule in zip("abcdefghij", dict.fromkeys(_RULE.findall(svg)), strict=False):
        what, colour, other = rule
        whole = f'[{what}="{colour}"]{{{what}:{other}}}'
        svg = svg.replace(whole, "").replace(f' {what}="{colour}"', f' class="{letter}"')
        light += f".{letter}{{{what}:{colour}}}"
        dark += f".{letter}{{{what}:{other}}}"
    svg = _TWO_CLASSES.sub(r'<\1 class="\3 \5"\2\4', svg)
    return svg.replace("<style>", f"<style>{light}", 1).replace(_DARK, f"{_DARK}{dark}", 1)


def _used(style: str, svg: str) -> str:
    """Keep the rules for colours that the drawing has."""
    return _RULE.sub(lambda one: one[0] if f' {one[1]}="{one[2]}"' in svg else "", style)
