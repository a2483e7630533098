"""Figure: the home units on a map, coloured by autonomy."""

from __future__ import annotations

import math
from collections.abc import Callable

from markupsafe import Markup

from sistercities.report import numerals, svg, tables, wording
from sistercities.report.figures.frame import Drawing, Figure, drawn_twice, empty_drawing, foot
from sistercities.report.figures.tile_layouts import Tile, tiles_of
from sistercities.report.scales import Scale, linear_ticks
from sistercities.studies.nesting_result import Autonomy, NestingResult

_STEPS = (0.1, 0.35, 0.7)
"""Ends of the colour classes on either side of 0; 0.7 is about half or double."""


def colour_class(autonomy: float | None) -> str:
    """CSS class of a value: vermilion below 0, blue above, grey about 0, none where not known."""
    if autonomy is None or not math.isfinite(autonomy):
        return "tone-none"
    step = sum(abs(autonomy) > end for end in _STEPS)
    return f"tone-{'minus' if autonomy < 0 else 'plus'}-{step}" if step else "tone-0"


def sign_mark(row: Autonomy) -> str:
    """Say by shape what the interval says: above, below, cannot say, not known."""
    where = wording.side(row.low, row.high, 0.0)
    return {"above": "▲", "below": "▼", "neither": "", "unknown": ""}[where]


def _radius(n_ties: int, most: int, largest: float) -> float:
    """Circle by area."""
    return max(largest * math.sqrt(n_ties / most), 1.5) if n_ties and most else 0.0


def _value(row: Autonomy) -> str:
    if not numerals.is_known(row.autonomy):
        return "not known"
    return f"{sign_mark(row)} {numerals.signed(row.autonomy)}".strip()


def _short(name: str) -> str:
    return name.split()[0] if not name.startswith("Inner") else "Inner M."


def _tile(row: Autonomy, x: float, y: float, size: float, most: int) -> Markup:
    middle = x + size / 2
    is_known = numerals.is_known(row.autonomy)
    local = row.name_local[: 3 if row.name_local[:1] in "内黑" else 2]
    type_size = 11.0 if size > 60 else 9.0
    name = svg.shorten(_short(row.name), size - 6, type_size)
    class_ = "small" if size > 60 else "tiny"
    marks = svg.rect(x + 1, y + 1, size - 2, size - 2, "tile" if is_known else "tile unknown")
    if is_known:
        band = f"band {colour_class(row.autonomy)}"
        marks += svg.rect(x + 1, y + 1, size - 2, 8 if size > 60 else 5, band)
    if size > 60:
        marks += svg.text(middle, y + 22, local, class_="small strong", anchor="middle")
        marks += svg.text(middle, y + 34, name, class_=class_, anchor="middle")
    else:
        marks += svg.text(middle, y + 15, local or name, class_="tiny strong", anchor="middle")
    centre = y + size * (0.63 if size > 60 else 0.56)
    radius = _radius(row.n_ties, most, size * 0.175)
    marks += svg.circle(middle, centre, radius, f"bubble {colour_class(row.autonomy)}")
    words = _value(row) if is_known or size > 60 else "?"
    return marks + svg.text(middle, y + size - 5, words, class_=class_, anchor="middle")


def _key(width: float, top: float, most: int) -> tuple[Markup, float]:
    """Direct words for colour and size; returns marks and height."""
    tones = ["minus-3", "minus-2", "minus-1", "0", "plus-1", "plus-2", "plus-3"]
    is_wide = width > 500
    box = 38.0 if is_wide else 32.0
    left = 250.0 if is_wide else 48.0
    marks = Markup()
    for number, tone in enumerate(tones):
        marks += svg.rect(left + box * number, top, box - 1, 12, f"tone-{tone}")
    ends = [*(f"−{end:g}" for end in reversed(_STEPS)), *(f"+{end:g}" for end in _STEPS)]
    for number, end in enumerate(ends):
        x = left + box * (number + 1)
        marks += svg.text(x, top + 25, end, class_="tiny", anchor="middle")
    marks += svg.text(left - 6, top + 10, "follow", class_="small", anchor="end")
    marks += svg.text(left + 7 * box + 5, top + 10, "own way", class_="small")
    lines = [
        "▲ ▼ the interval leaves 0 out; dashed: not known",
        f"area of a circle: city ties; largest {most:,}",
    ]
    radius = 5.0
    y = top + 46
    start = left - 40
    marks += svg.paragraph(start, y, lines[:1], 16, "small quiet")
    marks += svg.circle(start + radius, y + 12, radius, "bubble tone-0")
    marks += svg.text(start + 2 * radius + 6, y + 16, lines[1], class_="small quiet")
    return marks, 74.0


def _tile_map(rows: tuple[Autonomy, ...], tiles: list[Tile], width: float) -> Drawing:
    columns = max(column for column, _ in tiles) + 1
    deep = max(row for _, row in tiles) + 1
    size = min(width / columns, 78.0)
    left = (width - size * columns) / 2
    most = max((row.n_ties for row in rows), default=0)
    marks = [
        _tile(row, left + size * column, size * deep_row, size, most)
        for row, (column, deep_row) in zip(rows, tiles, strict=True)
    ]
    key, height = _key(width, size * deep + 14, most)
    return Drawing([*marks, key], size * deep + 14 + height)


def _frame(rows: list[Autonomy], width: float) -> tuple[Scale, Scale, float]:
    """Longitude and latitude to paper, equirectangular, true to scale at the middle latitude."""
    longitudes = [row.longitude or 0.0 for row in rows]
    latitudes = [row.latitude or 0.0 for row in rows]
    middle = math.radians((min(latitudes) + max(latitudes)) / 2)
    wide = max(max(longitudes) - min(longitudes), 1.0) * math.cos(middle) * 1.2
    deep = max(max(latitudes) - min(latitudes), 1.0) * 1.2
    height = min(max(width * deep / wide, 220.0), width * 1.1, 560.0)
    per_degree = min(width / wide, height / deep)
    half_x = width / per_degree / 2 / math.cos(middle)
    half_y = height / per_degree / 2
    x0 = (min(longitudes) + max(longitudes)) / 2
    y0 = (min(latitudes) + max(latitudes)) / 2
    return (
        Scale(x0 - half_x, x0 + half_x, 0, width),
        Scale(y0 - half_y, y0 + half_y, height, 0),
        height,
    )


def _graticule(across: Scale, up: Scale, width: float, height: float) -> list[Markup]:
    marks = [svg.rect(0, 0, width, height, "sea")]
    for east in linear_ticks(across.low, across.high, 6):
        side = "E" if east >= 0 else "W"
        marks.append(svg.line(across(east), 0, across(east), height, "grid"))
        marks.append(
            svg.text(across(east) + 3, height - 4, f"{abs(east):g}° {side}", class_="tiny quiet")
        )
    for north in linear_ticks(up.low, up.high, 5):
        side = "N" if north >= 0 else "S"
        marks.append(svg.line(0, up(north), width, up(north), "grid"))
        marks.append(svg.text(3, up(north) - 3, f"{abs(north):g}° {side}", class_="tiny quiet"))
    return marks


def _overlaps(box: tuple[float, float, float, float], others: list[tuple[float, ...]]) -> bool:
    left, top, right, bottom = box
    return any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        for other in others
    )


def _label(
    row: Autonomy, x: float, y: float, radius: float, width: float, boxes: list[tuple[float, ...]]
) -> Markup:
    """Write the name under its circle, else above it, else not at all: the table lists it."""
    words = f"{row.name} {sign_mark(row) if row.autonomy is not None else '?'}".strip()
    half = svg.width_of(words, 11) / 2
    middle = min(max(x, half + 2), width - half - 2)
    for low in (y + radius + 12, y - radius - 4):
        box = (middle - half, low - 9, middle + half, low + 3)
        if not _overlaps(box, boxes):
            boxes.append(box)
            return svg.text(middle, low, words, class_="small halo", anchor="middle")
    return Markup()


def _symbol_map(rows: list[Autonomy], width: float) -> Drawing:
    across, up, height = _frame(rows, width)
    most = max(row.n_ties for row in rows)
    largest = 22.0 if width > 500 else 14.0
    marks = _graticule(across, up, width, height)
    boxes: list[tuple[float, ...]] = []
    labels: list[Markup] = []
    ordered = sorted(rows, key=lambda row: (-row.n_ties, row.name))
    for row in ordered:
        x, y = across(row.longitude or 0.0), up(row.latitude or 0.0)
        radius = max(_radius(row.n_ties, most, largest), 2.5)
        marks.append(svg.circle(x, y, radius, f"bubble {colour_class(row.autonomy)}"))
        boxes.append((x - radius, y - radius, x + radius, y + radius))
    for row in ordered:
        x, y = across(row.longitude or 0.0), up(row.latitude or 0.0)
        radius = max(_radius(row.n_ties, most, largest), 2.5)
        labels.append(_label(row, x, y, radius, width, boxes))
    key, key_height = _key(width, height + 12, most)
    return Drawing([*marks, *labels, key], height + 12 + key_height)


def _words(result: NestingResult) -> str:
    parts = [
        f"{row.name} {numerals.signed(row.autonomy)}"
        if numerals.is_known(row.autonomy)
        else f"{row.name} not known"
        for row in tables.units_in_order(result)
    ]
    return f"Autonomy of each {wording.unit_word(result)}: " + ", ".join(parts) + "."


def _drawing_of(
    rows: tuple[Autonomy, ...], tiles: list[Tile] | None, placed: list[Autonomy]
) -> Callable[[float], Drawing]:
    if tiles:
        return lambda width: _tile_map(rows, tiles, width)
    if placed:
        return lambda width: _symbol_map(placed, width)
    return empty_drawing("No unit with a known position can be judged, so there is no map.")


def figure(result: NestingResult) -> Figure:
    """Draw a tile grid where there is a layout, else circles at true places on a graticule."""
    title = wording.map_finding(result)
    rows = result.autonomy_units
    placed = [row for row in rows if row.latitude is not None and row.longitude is not None]
    tiles = tiles_of(result.country, rows) if rows else None
    kind = "tiles about where the units lie" if tiles else "circles at true places"
    draw = _drawing_of(rows, tiles, placed)
    wide, narrow = drawn_twice("map", title, _words(result), draw)
    return Figure(
        id="map",
        title=title,
        subtitle=(
            f"Autonomy by {wording.unit_word(result)}, log(expected / observed) of city ties "
            f"inside, shrunk; {kind}, area of a circle by number of city ties"
        ),
        foot=foot(result, f"{len(rows)} {wording.unit_word(result)}s", result.main_null),
        wide=wide,
        narrow=narrow,
        table=tables.autonomy_units(result),
        csv_names=("autonomy_units.csv",),
    )
