"""Which page has a card, and where it is."""

from __future__ import annotations

from sistercities.web.file_names import file_stem

ENDING = "/card.png"
"""What stands behind the path of a page in the address of its card."""
_PARTS = {
    "": (0,), "place": (1,), "region": (1,), "country": (1,), "pair": (2,), "tie": (1,),
    "studies": (1, 2),
}  # fmt: skip
"""Rooms whose pages have cards, and of how many parts their addresses are."""
_IN_FILES = ("", "country", "studies")
"""The same where the pages are files: one for the site, for each country and each finding."""


def has_card(path: str) -> bool:
    """Whether the page of a path has a card of its own."""
    room, *parts = path.strip("/").split("/")
    return len(parts) in _PARTS.get(room, ())


def has_card_file(path: str) -> bool:
    """Whether a static site has a card of its own for the page of a path."""
    return has_card(path) and path.strip("/").partition("/")[0] in _IN_FILES


def card_path(path: str, above: tuple[str, ...], *, in_files: bool = False) -> str:
    """Choose the page whose card stands for a page.

    Parameters
    ----------
    path
        Path of the page.
    above
        Paths of the pages above it.
    in_files
        Whether the pages are files.

    Returns
    -------
    str
        The page itself, else the one that it is a part of, else the nearest above, else the start.
    """
    has = has_card_file if in_files else has_card
    part_of = path.rpartition("/")[0]
    tried = (path, part_of, *reversed(above))
    return next((one for one in tried if one.strip("/") and has(one)), "/")


def card_address(path: str) -> str:
    """Path of a card on a server."""
    return f"{path.rstrip('/')}{ENDING}"


def card_file(path: str, lang: str) -> str:
    """Name of the file of a card."""
    return f"cards/{file_stem(path).replace('/', '-')}-{lang}.png"
