"""A map in a page: the drawing in the page itself, and what a script needs to make it move.

Templates show it by the macros of `map_parts.html` and `flow_map.html`. The land lies in a picture
that all maps around one meridian share.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from sistercities.api.explorer.map import DrawnMap, LineKind, MapNames, land_source
from sistercities.web.asked import Asked
from sistercities.web.told import told_source

LAND = "/maps/land-{middle}.svg"
"""Address of the picture of the land around a meridian."""


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A map of a page.

    Attributes
    ----------
    kind
        What a script makes of its data: ties, counts, chains, suggested or flows.
    title
        The head of the figure.
    svg
        The drawing, with names escaped.
    middle, view
        As in `DrawnMap`, so that a script draws the same part of the world.
    foot
        Sentences under the map.
    source
        Where its land comes from.
    lines
        How ties are drawn that occur: each kind with its words, as direct samples.
    data
        Address of what it shows, as JSON; "" where the page has it.
    held
        The same as JSON in the page; "" where the server has it, or the table of the page.
    file
        Address of the drawing as a file of its own; None where there is none.
    place_id, at
        What it is about: id, and longitude and latitude in degrees with a blank between, for a page
        whose head and table hold the rest; "" elsewhere.
    """

    kind: str
    title: str
    svg: Markup
    middle: float
    view: str
    foot: tuple[str, ...] = ()
    source: str = ""
    lines: tuple[tuple[LineKind, str], ...] = ()
    data: str = ""
    held: str = ""
    file: str | None = None
    place_id: str = ""
    at: str = ""

    def with_data(self, held: str) -> MapFigure:
        """Give the same with its data in the page, for one that no server answers."""
        return replace(self, data="", held=held, file=None)


def figure_of(
    asked: Asked,
    drawn: DrawnMap,
    kind: str,
    title: str,
    *,
    foot: tuple[str, ...] = (),
    lines: tuple[tuple[LineKind, str], ...] = (),
    data: str = "",
    file: str | None = None,
) -> MapFigure:
    """Make the figure of a drawing.

    Parameters
    ----------
    asked
        The request.
    drawn
        The map.
    kind, title, foot, lines, data, file
        As in `MapFigure`.
    """
    view = " ".join(f"{each:g}" for each in drawn.view)
    return MapFigure(
        kind, title, Markup(drawn.svg), drawn.middle, view, foot,
        told_source(asked, land_source()).sentence, lines, data, file=file,
    )  # fmt: skip


def map_names(asked: Asked) -> MapNames:
    """Give what the page calls places and countries, for the names on its maps."""
    return MapNames(
        place=lambda place: asked.called(place).first,
        country=lambda code: asked.site.country(code, asked.words.lang),
    )


def line_words(asked: Asked, kinds: set[LineKind]) -> tuple[tuple[LineKind, str], ...]:
    """Say what the lines of the kinds that occur stand for."""
    every: tuple[LineKind, ...] = ("tie", "unlisted", "former")
    return tuple((kind, asked.words(f"map.line.{kind}")) for kind in every if kind in kinds)
