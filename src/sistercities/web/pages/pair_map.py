"""The map of the ties between two countries: in their page, and as a file."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.explorer.between_map import draw_between
from sistercities.api.explorer.map import DrawnMap, land_source, line_kind
from sistercities.api.explorer.records import TieLine
from sistercities.web.addresses import pair_path
from sistercities.web.answers import Answer, Drawing, Refusal
from sistercities.web.asked import Asked
from sistercities.web.map_figure import (
    LAND,
    MapFigure,
    figure_of,
    line_words,
    map_names,
    without_borders,
)
from sistercities.web.tie_table import read_ties
from sistercities.web.told import told_source

_KEPT_OUT = ("page", "size", "sort", "columns")


def pair_figure(asked: Asked, codes: Sequence[str], title: str) -> MapFigure | None:
    """Make the map of the ties between two countries that fit the filters of the address.

    Parameters
    ----------
    asked
        The request.
    codes
        ISO 3166-1 alpha-2 codes, in the order of the address.
    title
        What the page calls the two.

    Returns
    -------
    MapFigure or None
        None where no tie has a point at both ends.
    """
    held = read_ties(asked, "pair", codes, limit=None)
    drawn = _drawn(asked, held, title, LAND)
    if drawn is None:
        return None
    file = asked.elsewhere(f"{pair_path(codes[0], codes[1])}/map.svg", without=_KEPT_OUT)
    return figure_of(
        drawn, "between", asked.words("pair.map", title=title),
        foot=(without_borders(asked, told_source(asked, land_source()).sentence),),
        lines=line_words(asked, {line_kind(tie.standing) for tie in held}),
        file=None if asked.site.static else file,
    )  # fmt: skip


def pair_map(asked: Asked, codes: Sequence[str], title: str) -> Answer:
    """Draw the ties between two countries that fit the filters of the address, as a file.

    Parameters
    ----------
    asked, codes, title
        As in `pair_figure`.
    """
    drawn = _drawn(asked, read_ties(asked, "pair", codes, limit=None), title, None)
    return Drawing(drawn.svg) if drawn else Refusal(404, asked.words("map.none"))


def _drawn(asked: Asked, held: Sequence[TieLine], title: str, land: str | None) -> DrawnMap | None:
    words = asked.words.count("pair.map_words", len(held), title=title)
    said = asked.words("pair.map", title=title)
    return draw_between(
        asked.site.explorer, held, map_names(asked), title=said, words=words, land=land
    )  # fmt: skip
