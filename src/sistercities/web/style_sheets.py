"""The style sheets of the pages.

A page of a server carries the rules for what stands above it and opens it, so that a browser waits
for no second answer before it paints; the rest it asks for after its first sentence. A static site
has both in one file.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

OPENING = "opening.css"
STYLE_SHEETS = (OPENING, "explorer.css")
"""Their names, in the order in which their rules hold."""
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


def style_rules() -> str:
    """Return the rules of all of them."""
    return "".join(map(_read, STYLE_SHEETS))


@cache
def opening_rules() -> str:
    """Return the rules that a page carries, without remarks and indents."""
    lines = _REMARK.sub("", _read(OPENING)).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _read(name: str) -> str:
    sheet = files("sistercities.web").joinpath("assets", name)
    return sheet.read_text(encoding="utf-8")
