"""The style sheets of the pages.

A server sends one for the screen and one for paper; a static site has both in one file.
"""

from __future__ import annotations

from importlib.resources import files

STYLE_SHEETS = ("explorer.css", "print.css")
"""Their names, in the order in which their rules hold."""


def style_rules() -> str:
    """Return the rules of all of them."""
    folder = files("sistercities.web").joinpath("assets")
    return "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in STYLE_SHEETS)
