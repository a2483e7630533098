"""The style sheets of the pages.

A server sends what stands above a page first and the rest after its first sentence; a static site
has both in one file.
"""

from __future__ import annotations

from importlib.resources import files

STYLE_SHEETS = ("opening.css", "explorer.css")
"""Their names, in the order in which their rules hold."""


def style_rules() -> str:
    """Return the rules of all of them."""
    folder = files("sistercities.web").joinpath("assets")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in STYLE_SHEETS)
