"""Figure: the home units on a map, coloured by autonomy.

Tile-grid maps: each unit a square about where it lies, where shapes and areas would mislead.

The colours of autonomy: blue above 0, vermilion below, grey about 0; a shape for the sign.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sistercities.report import numerals, svg
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.report.nesting import autonomy_tables, autonomy_words, wording
from sistercities.report.nesting.wording import foot
from sistercities.report.scales import Scale, linear_ticks
from sistercities.sentences import listed, say
from sistercities.studies.nesting.result import Autonomy, NestingResult

Tile = tuple[int, int]
"""Column and row, from the upper left."""

_CHINA: tuple[tuple[str, str, Tile], ...] = (
    ("黑龙江", "Heilongjiang", (7, 0)),
    ("内蒙古", "Inner Mongolia|Nei Mongol|Neimenggu", (5, 1)),
    ("吉林", "Jilin", (7, 1)),
    ("新疆", "Xinjiang", (0, 2)),
    ("甘肃", "Gansu", (2, 2)),
    ("宁夏", "Ningxia", (3, 2)),
    ("山西", "Shanxi", (4, 2)),
    ("北京", "Beijing", (5, 2)),
    ("天津", "Tianjin", (6, 2)),
    ("辽宁", "Liaoning", (7, 2)),
    ("西藏", "Tibet|Xizang", (0, 3)),
    ("青海", "Qinghai", (1, 3)),
    ("陕西", "Shaanxi", (3, 3)),
    ("河南", "Henan", (4, 3)),
    ("河北", "Hebei", (5, 3)),
    ("山东", "Shandong", (6, 3)),
    ("四川", "Sichuan", (2, 4)),
    ("重庆", "Chongqing", (3, 4)),
    ("湖北", "Hubei", (4, 4)),
    ("安徽", "Anhui", (5, 4)),
    ("江苏", "Jiangsu", (6, 4)),
    ("上海", "Shanghai", (7, 4)),
    ("云南", "Yunnan", (2, 5)),
    ("贵州", "Guizhou", (3, 5)),
    ("湖南", "Hunan", (4, 5)),
    ("江西", "Jiangxi", (5, 5)),
    ("浙江", "Zhejiang", (6, 5)),
    ("广西", "Guangxi", (3, 6)),
    ("广东", "Guangdong", (4, 6)),
    ("福建", "Fujian", (5, 6)),
    ("海南", "Hainan", (3, 7)),
)


def _is_named(row: Autonomy, local: str, latin: str) -> bool:
    if row.name_local:
        return row.name_local.startswith(local)
    return row.name.casefold().startswith(tuple(latin.casefold().split("|")))


def tile_names() -> tuple[str, ...]:
    """Names in Chinese of the units of the layout."""
    return tuple(local for local, _, _ in _CHINA)


def tiles_of(country: str, rows: Sequence[Autonomy]) -> list[Tile] | None:
    """Tile of each row, or None where there is no layout that holds every row.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2.
    rows
        Units; matched by the name in the local script, else by the Latin one.
    """
    if country != "CN":
        return None
    found = [
        next((tile for local, latin, tile in _CHINA if _is_named(row, local, latin)), None)
        for row in rows
    ]
    tiles = [tile for tile in found if tile is not None]
    return tiles if len(tiles) == len(rows) and len(set(tiles)) == len(rows) else None


@dataclass(frozen=True, slots=True)
class _Look:
    """What all units of one map share: colours, and the largest number of ties."""

    tones: Tones
    most: int


def _look(rows: Sequence[Autonomy]) -> _Look:
    return _Look(Tones.that_tell_apart(rows), max((row.n_ties for row in rows), default=0))


def _radius(n_ties: int, most: int, largest: float) -> float:
    """Circle by area."""
    return max(largest * math.sqrt(n_ties / most), 1.5) if n_ties and most else 0.0


def _value(row: Autonomy) -> str:
    if not numerals.is_known(row.autonomy):
        return say("not known")
    return f"{sign_mark(row)} {numerals.signed(row.autonomy)}".strip()


def _fitting(name: str, width: float) -> tuple[str, str]:
    """Name of a tile and its class of type: whole if it fits, smaller if it must, else cut."""
    for class_, size in (("small", 11.0), ("tiny", 10.0)):
        for words in (name, name.split()[0]):
            if svg.width_of(words, size) <= width:
                return words, class_
    return svg.shorten(name.split()[0], width, 10), "tiny"


def _on_two_lines(name: str, width: float) -> list[str]:
    """Break a name of two words that fits only so, as Inner Mongolia; else nothing."""
    words = name.split()
    breaks = len(words) == 2 and svg.width_of(name, 10) > width
    return words if breaks and all(svg.width_of(word, 10) <= width for word in words) else []


def _names(row: Autonomy, middle: float, y: float, size: float) -> Markup:
    local = row.name_local[: 3 if row.name_local[:1] in "内黑" else 2]
    name, class_ = _fitting(row.name, size - 6)
    lines = _on_two_lines(row.name, size - 6)
    if lines and size > 60:
        marks = svg.text(middle, y + 19, local, class_="small strong", anchor="middle")
        for number, words in enumerate(lines):
            marks += _english(middle, y + 30 + 10 * number, words, "tiny halo")
        return marks
    if size <= 60:
        return svg.text(middle, y + 15, local or name, class_="tiny strong", anchor="middle")
    first = svg.text(middle, y + 22, local, class_="small strong", anchor="middle")
    return first + _english(middle, y + 34, name, class_)


def _english(x: float, y: float, name: str, class_: str) -> Markup:
    """Write the English name below the local one; it is English in every language of a page."""
    return svg.element("text", str(name), x=x, y=y, class_=class_, text_anchor="middle", lang="en")


def _tile(row: Autonomy, place: tuple[float, float], size: float, look: _Look) -> Markup:
    x, y = place
    middle = x + size / 2
    is_large = size > 60
    is_known = numerals.is_known(row.autonomy)
    tone = look.tones.of(row.autonomy)
    marks = svg.rect(x + 1, y + 1, size - 2, size - 2, "tile" if is_known else "tile unknown")
    if is_known:
        marks += svg.rect(x + 1, y + 1, size - 2, 8 if is_large else 5, f"band {tone}")
    radius = _radius(row.n_ties, look.most, size * 0.175)
    centre = y + size * (0.63 if is_large else 0.56)
    marks += _names(row, middle, y, size)
    marks += svg.circle(middle, centre, radius, f"bubble {tone}")
    words = _value(row) if is_known or is_large else "?"
    class_ = "small" if is_large else "tiny"
    return marks + svg.text(middle, y + size - 5, words, class_=class_, anchor="middle")


def _tile_map(rows: tuple[Autonomy, ...], tiles: list[Tile], width: float) -> Drawing:
    columns = max(column for column, _ in tiles) + 1
    deep = max(row for _, row in tiles) + 1
    size = min(width / columns, 78.0)
    left = (width - size * columns) / 2
    look = _look(rows)
    marks = [
        _tile(row, (left + size * column, size * deep_row), size, look)
        for row, (column, deep_row) in zip(rows, tiles, strict=True)
    ]
    words, height = key(width, size * deep + 14, look.tones, look.most)
    return Drawing([*marks, words], size * deep + 14 + height)


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
    sign = sign_mark(row) if row.autonomy is not None else "?"
    words = say("{name} {value}", name=row.name, value=sign) if sign else row.name
    half = svg.width_of(words, 11) / 2
    middle = min(max(x, half + 2), width - half - 2)
    for low in (y + radius + 12, y - radius - 4):
        box = (middle - half, low - 9, middle + half, low + 3)
        if not _overlaps(box, boxes):
            boxes.append(box)
            return svg.text(middle, low, words, class_="small halo", anchor="middle")
    return Markup()


MOST_UNKNOWN = 10
"""Units without a value that a figure names; more would drown the others."""


def _symbol_map(rows: list[Autonomy], width: float) -> Drawing:
    across, up, height = _frame(rows, width)
    look = _look(rows)
    largest = 22.0 if width > 500 else 14.0
    marks = _graticule(across, up, width, height)
    boxes: list[tuple[float, ...]] = []
    labels: list[Markup] = []
    ordered = sorted(rows, key=lambda row: (-row.n_ties, row.name))
    named = _named(ordered)
    for row in ordered:
        x, y = across(row.longitude or 0.0), up(row.latitude or 0.0)
        radius = max(_radius(row.n_ties, look.most, largest), 2.5)
        marks.append(svg.circle(x, y, radius, f"bubble {look.tones.of(row.autonomy)}"))
        if row in named:
            boxes.append((x - radius, y - radius, x + radius, y + radius))
    for row in named:
        x, y = across(row.longitude or 0.0), up(row.latitude or 0.0)
        radius = max(_radius(row.n_ties, look.most, largest), 2.5)
        labels.append(_label(row, x, y, radius, width, boxes))
    words, key_height = key(width, height + 12, look.tones, look.most)
    return Drawing([*marks, *labels, words], height + 12 + key_height)


def _named(rows: list[Autonomy]) -> list[Autonomy]:
    """Units to be named: those without a value only where they are few."""
    known = [row for row in rows if row.autonomy is not None]
    return rows if len(rows) - len(known) <= MOST_UNKNOWN else known


def _words(result: NestingResult) -> str:
    parts = [
        say("{name} {value}", name=row.name, value=numerals.signed(row.autonomy))
        if numerals.is_known(row.autonomy)
        else say("{name} not known", name=row.name)
        for row in autonomy_tables.units_in_order(result)
    ]
    return say(
        "Autonomy of each {unit}: {values}.",
        unit=wording.home_unit(result),
        values=listed(parts, "comma"),
    )


def _drawing_of(
    rows: tuple[Autonomy, ...], tiles: list[Tile] | None, placed: list[Autonomy]
) -> Callable[[float], Drawing]:
    if tiles and any(row.autonomy is not None for row in rows):
        return lambda width: _tile_map(rows, tiles, width)
    if any(row.autonomy is not None for row in placed):
        return lambda width: _symbol_map(placed, width)
    return empty_drawing(say("No unit with a known position can be judged, so there is no map."))


def figure(result: NestingResult) -> Figure:
    """Draw a tile grid where there is a layout, else circles on a graticule."""
    title = autonomy_words.map_finding(result)
    rows = result.autonomy_units
    placed = [row for row in rows if row.latitude is not None and row.longitude is not None]
    tiles = tiles_of(result.country, rows) if rows else None
    kind = (
        say("tiles about where the units lie") if tiles else say("circles where their cities lie")
    )
    draw = _drawing_of(rows, tiles, placed)
    wide, narrow, paper = drawn("map", title, _words(result), draw)
    return Figure(
        id="map",
        title=title,
        subtitle=(
            say(
                "Autonomy by {home_unit}: below 0 more city ties lie inside than expected, "
                "above 0 fewer; {kind}, area of a circle by number of city ties",
                home_unit=wording.home_unit(result),
                kind=kind,
            )
        ),
        foot=foot(
            result,
            say("{n} {units}", n=len(rows), units=wording.home_units(result)),
            result.main_null,
        ),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=autonomy_tables.autonomy_units(result),
        csv_names=("autonomy_units.csv",),
    )


_LADDERS = ((0.1, 0.35, 0.7), (0.2, 0.7, 1.4), (0.5, 1.5, 3.0))
"""Ends of the three classes on either side of 0; 0.7 is about twice or half, 1.4 four times."""


@dataclass(frozen=True, slots=True)
class Tones:
    """Classes of colour; `ends` are the values where one class gives way to the next."""

    ends: tuple[float, float, float]

    @classmethod
    def that_tell_apart(cls, rows: Iterable[Autonomy]) -> Tones:
        """Choose the finest classes that hold nine in ten values up to twice the last beginning."""
        known = [abs(row.autonomy) for row in rows if row.autonomy is not None]
        sizes = sorted(value for value in known if math.isfinite(value)) or [0.0]
        high = sizes[math.ceil(0.9 * (len(sizes) - 1))]
        return cls(next((each for each in _LADDERS if high <= 2 * each[-1]), _LADDERS[-1]))

    def of(self, autonomy: float | None) -> str:
        """CSS class of a value."""
        if autonomy is None or not math.isfinite(autonomy):
            return "tone-none"
        step = sum(abs(autonomy) > end for end in self.ends)
        return f"tone-{'minus' if autonomy < 0 else 'plus'}-{step}" if step else "tone-0"


def sign_mark(row: Autonomy) -> str:
    """Say by shape what the interval says: above, below; nothing where it cannot say."""
    where = wording.side(row.low, row.high, 0.0)
    return {"above": "▲", "below": "▼", "neither": "", "unknown": ""}[where]


def key(width: float, top: float, tones: Tones, most: int) -> tuple[Markup, float]:
    """Say beside the map what colour, shape and size mean; returns marks and height."""
    names = ["minus-3", "minus-2", "minus-1", "0", "plus-1", "plus-2", "plus-3"]
    box, left = (38.0, 250.0) if width > 500 else (30.0, 72.0)
    marks = Markup()
    for number, name in enumerate(names):
        marks += svg.rect(left + box * number, top, box - 1, 12, f"tone-{name}")
    signed = [*(-end for end in reversed(tones.ends)), *tones.ends]
    for number, end in enumerate(signed, 1):
        words = f"{end:+g}".replace("-", "−")
        marks += svg.text(left + box * number, top + 25, words, class_="tiny", anchor="middle")
    marks += svg.text(left - 6, top + 10, say("more inside"), class_="small", anchor="end")
    marks += svg.text(left + 7 * box + 5, top + 10, say("fewer"), class_="small")
    x, y = (left - 40 if width > 500 else 8.0), top + 46
    shapes = say("▲ ▼ the interval leaves 0 out; dashed: no value, see the list")
    marks += svg.text(x, y, shapes, class_="small quiet")
    marks += svg.circle(x + 5, y + 12, 5.0, "bubble tone-0")
    sizes = say("area of a circle: city ties; largest {most:,}", most=most)
    return marks + svg.text(x + 16, y + 16, sizes, class_="small quiet"), 74.0
