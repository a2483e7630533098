"""What lies under all that a map shows: the sea in its frame, and the land."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from sistercities.report import svg
from sistercities.report.maps.caption import Caption
from sistercities.report.maps.land import land_path, land_steps, sea_path, sea_points
from sistercities.report.maps.projection import MOST_ZOOM, Sheet

LAND, SEA, PAPER, INK = "#e2e2dc", "#f1f5f8", "#ffffff", "#1b1b1b"
_NARROW = 16.0
"""Type size from which on names are those of narrow screens."""


def ground(sheet: Sheet, land: str | None = None) -> list[Markup]:
    """Draw the sea and the land of a sheet.

    Parameters
    ----------
    sheet
        The map.
    land
        Address of a picture of the land, with `{middle}` for its meridian; None draws it.
    """
    sea = svg.element("path", d=sea_path(sheet), fill=SEA, class_="map-sea")
    if land is None:
        shape = svg.element(
            "path", d=land_path(sheet), fill=LAND, fill_rule="evenodd", class_="map-land"
        )
        return [sea, shape]
    picture = svg.element(
        "image", href=land.format(middle=f"{sheet.middle:.0f}"), x=-sheet.left, y=-sheet.top,
        width=sheet.width * sheet.zoom, height=sheet.height * sheet.zoom, class_="map-land-picture",
    )  # fmt: skip
    return [sea, picture]


def land_picture(middle: float) -> Markup:
    """Draw the whole earth around a meridian, its sea and land, fine enough for the closest map.

    The land is the first path: a script that draws it reads that.

    Parameters
    ----------
    middle
        Meridian in the middle, degrees.
    """
    sheet = Sheet(middle).whole(MOST_ZOOM)
    width, height = MOST_ZOOM * sheet.width, MOST_ZOOM * sheet.height
    sea = svg.element("polygon", points=sea_points(sheet), fill=SEA)
    land = svg.element("path", d=land_steps(sheet), fill=LAND, fill_rule="evenodd")
    return svg.element("svg", sea, land, viewBox=f"0 0 {width:.0f} {height:.0f}")


def framed(sheet: Sheet, marks: Sequence[Markup], caption: Caption) -> Markup:
    """Make the picture of a map, with its text alternative.

    Parameters
    ----------
    sheet
        The map.
    marks
        What is drawn on it, the ground first.
    caption
        What the map says of itself.
    """
    return svg.picture(
        caption.identifier, sheet.width, sheet.height, marks, caption.title, caption.words
    )


def names_group(names: Sequence[Markup], size: float) -> Markup:
    """Put names of one size together; those of narrow screens are shown by a style sheet alone."""
    is_narrow = size > _NARROW
    return svg.element(
        "g", *names, class_=f"map-names {'narrow' if is_narrow else 'wide'}",
        display="none" if is_narrow else None,
    )  # fmt: skip
