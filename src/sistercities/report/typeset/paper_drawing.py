"""A drawing of the page made ready for paper: colours of the light scheme, fonts by name.

On the page a drawing takes its colours from variables of the style sheet, which Typst does not
know; here the same rules go into the drawing, with the values of the light scheme.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from importlib.resources import files

_SCHEME = re.compile(r"^:root \{(.*?)^\}", re.MULTILINE | re.DOTALL)
_VARIABLE = re.compile(r"--([\w-]+):\s*([^;]+);")
_RULE = re.compile(r"^((?:svg\b|\.)[^{\n]*)\{([^}]*)\}(.*)$", re.MULTILINE)
_MORE_RULES = re.compile(r"(\.[^{\n]*)\{([^}]*)\}")
_TITLE = re.compile(r"<title[^>]*>.*?</title>", re.DOTALL)
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
_BETWEEN_TAGS = re.compile(r">([^<]+)<")
_EAST_ASIAN = re.compile(
    r"[\u25a0-\u25ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]+"
)
_HEAD = re.compile(r"<svg\b[^>]*>")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def description(drawing: str) -> str:
    """Give the text alternative of a drawing."""
    found = _DESCRIPTION.search(drawing)
    return unescape(found[1]) if found else ""


def size(drawing: str) -> tuple[float, float]:
    """Width and height of a drawing in pixels."""
    found = _SIZE.search(drawing)
    return (float(found[1]), float(found[2])) if found else (1.0, 1.0)


def on_paper(drawing: str, latin: str, east_asian: str) -> str:
    """Put colours and fonts into a drawing.

    Parameters
    ----------
    drawing
        SVG as it stands on the page.
    latin, east_asian
        Families of the fonts.
    """
    bare = _DESCRIPTION.sub("", _TITLE.sub("", drawing))
    named = _BETWEEN_TAGS.sub(lambda found: _with_family(found[0], east_asian), bare)
    width, height = size(drawing)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}"><style>{light_rules()} '
        f"svg {{ font-family: '{latin}'; font-size: 12px; }}</style>"
    )
    return _HEAD.sub(lambda _: head, named, count=1)


def _with_family(between: str, family: str) -> str:
    """Name the font of East Asian words and of shapes.

    Else another country's shapes may be taken, or a line that begins with a verdict's shape be set
    in whatever font has it.
    """
    return _EAST_ASIAN.sub(
        lambda found: f"<tspan font-family=\"'{family}'\">{found[0]}</tspan>", between
    )


@cache
def light_rules() -> str:
    """Rules of the style sheet for drawings, each variable replaced by its light value."""
    sheet = files("sistercities.report").joinpath("templates", "report.css").read_text("utf-8")
    scheme = _SCHEME.search(sheet)
    values = dict(_VARIABLE.findall(scheme[1])) if scheme else {}
    rules = []
    for selector, body, rest in _RULE.findall(sheet):
        rules += [(selector, body), *_MORE_RULES.findall(rest)]
    kept = [f"{selector.strip()} {{{body}}}" for selector, body in rules if selector != "svg "]
    written = re.sub(r"var\(--([\w-]+)\)", lambda found: values[found[1]], " ".join(kept))
    return written.replace("font-weight: 650", "font-weight: 600")  # drawings know hundreds only
