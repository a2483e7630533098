"""Figure: where the partner cities of a country lie, each a dot, the countries with most named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from sistercities.network.measures.overview import PartnerCountry, TieOverview
from sistercities.report import svg
from sistercities.report.figures.frame import WIDE, Drawing, Figure, drawn
from sistercities.report.maps.arcs import nearest_middle
from sistercities.report.maps.land import ATTRIBUTION, land_path
from sistercities.report.maps.projection import Sheet
from sistercities.report.tables import ReportTable
from sistercities.sentences import Sentence, listed, say, with_article
from sistercities.terms.words import WORLD

NAMED = 12
"""Countries whose names and numbers stand on the map."""
_NORTH, _SOUTH = 76.0, -54.0
_TYPE = 11.0
_SMALLEST, _LARGEST = 1.1, 8.0

Box = tuple[float, float, float, float]


def figure(
    overview: TieOverview, names: Mapping[str, str], whose: str, data_version: str
) -> Figure:
    """Draw the partner cities on a world map.

    Parameters
    ----------
    overview
        The ties.
    names
        Of countries, by code.
    whose
        Name of the home country as it stands in a sentence.
    data_version
        Of the data.
    """
    title = _title(overview, names, whose)
    words = listed(
        (
            say("{label}: {n:,}", label=names[one.country], n=one.n)
            for one in overview.countries[:NAMED]
        ),
        "semicolon",
    )
    wide, narrow, paper = drawn("map", title, words, lambda width: _draw(overview, names, width))
    return Figure(
        id="map", title=title, subtitle=_subtitle(overview, whose),
        foot=say(
            "{n:,} city partnerships that the sources let stand, {unknown:,} of them with a city "
            "whose point is not known. Source: sistercities data {data_version}. {land}.",
            n=overview.n_ties, unknown=overview.n_without_point, data_version=data_version,
            land=say(ATTRIBUTION),
        ),
        wide=wide, narrow=narrow, paper=paper, table=ReportTable(title, (), ()),
        csv_names=("partner-countries.csv",), stays=True, highest=35.0,
    )  # fmt: skip


def _title(overview: TieOverview, names: Mapping[str, str], whose: str) -> Sentence:
    most = listed(
        say("{country} ({n:,})", country=with_article(names[one.country]), n=one.n)
        for one in overview.countries[:3]
    )
    n = len(overview.countries)
    if overview.country == WORLD:
        return say(
            "Cities of {n} countries and territories have partners in others; most have those of "
            "{most}",
            n=n, most=most,
        )  # fmt: skip
    return say(
        "Cities of {whose} have partners in {n} countries and territories; most in {most}",
        whose=whose, n=n, most=most,
    )  # fmt: skip


def _subtitle(overview: TieOverview, whose: str) -> Sentence:
    if overview.country == WORLD:
        return say(
            "Each dot is a city with partners in another country; its area stands for how many. "
            "The numbers are of the countries with most."
        )
    return say(
        "Each dot is a partner city, its area its partnerships with cities of {whose}; named are "
        "the countries with most.",
        whose=whose,
    )


def _draw(overview: TieOverview, names: Mapping[str, str], width: float) -> Drawing:
    middle = 10.0 if overview.home is None else nearest_middle(overview.home[0])
    sheet, height = _part(middle, width)
    land = svg.element("path", d=land_path(sheet), class_="land", fill_rule="evenodd")
    n_named = NAMED if width > 500 else NAMED // 2
    marks = [land, *_dots(sheet, overview, width), *_home(sheet, overview)]
    return Drawing(
        [*marks, *_labels(sheet, overview.countries[:n_named], names, overview.home)],
        round(height, 1),
    )


def _part(middle: float, width: float) -> tuple[Sheet, float]:
    """Give the sheet of the world, moved so that the far north is left out, and the height kept."""
    whole = Sheet(middle, width, width / 2)
    top, bottom = (whole.of(middle, latitude)[1] for latitude in (_NORTH, _SOUTH))
    return Sheet(middle, width, width / 2, top=top), bottom - top


def _dots(sheet: Sheet, overview: TieOverview, width: float) -> list[Markup]:
    """Draw the cities with as many ties as one path: a dot is a line of no length, ends round."""
    most = max(one.n for one in overview.points)
    scale = width / WIDE
    drawn = []
    for n, points in groupby(overview.points, key=lambda one: one.n):
        r = max(
            _SMALLEST, min(_LARGEST, 1.5 * n**0.5) if most < 30 else _LARGEST * (n / most) ** 0.5
        )
        at = (_at(sheet, (one.longitude, one.latitude)) for one in points)
        path = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in at)
        drawn.append(
            svg.element("path", d=path, class_="dots", stroke_width=f"{2 * r * scale**0.5:.1f}")
        )
    return drawn


def _home(sheet: Sheet, overview: TieOverview) -> list[Markup]:
    if overview.home is None:
        return []
    x, y = _at(sheet, overview.home)
    return [svg.diamond(x, y, 6, "mark-vermilion")]


def _labels(
    sheet: Sheet,
    countries: Sequence[PartnerCountry],
    names: Mapping[str, str],
    home: tuple[float, float] | None,
) -> list[Markup]:
    """Write name and number at the middle of each country, where it covers none before it."""
    taken: list[Box] = [] if home is None else [_around(*_at(sheet, home), 14.0)]
    drawn = []
    for one in countries:
        words = say("{country} {n:,}", country=names[one.country], n=one.n)
        x, y = _at(sheet, (one.longitude, one.latitude))
        place = next((at for at in _beside(x, y, sheet, words) if _is_free(at, words, taken)), None)
        if place is not None:
            taken.append(_around(*place, svg.width_of(words, _TYPE)))
            drawn.append(
                svg.text(place[0], place[1] + 4, words, class_="small strong halo", anchor="middle")
            )
    return drawn


def _at(sheet: Sheet, point: tuple[float, float]) -> tuple[float, float]:
    return sheet.at(sheet.turned(point[0]), point[1])


def _around(x: float, y: float, wide: float) -> Box:
    return x - wide / 2, y - 7, x + wide / 2, y + 7


def _beside(x: float, y: float, sheet: Sheet, words: str) -> Iterator[tuple[float, float]]:
    """Give the places of a label, best first: on the point, below, above, right, left."""
    half = svg.width_of(words, _TYPE) / 2
    for dx, dy in ((0, 0), (0, 14), (0, -14), (half + 4, 0), (-half - 4, 0), (half, 14)):
        yield min(max(x + dx, half), sheet.width - half), y + dy


def _is_free(at: tuple[float, float], words: str, taken: Sequence[Box]) -> bool:
    box = _around(*at, svg.width_of(words, _TYPE))
    return box[1] >= 0 and not any(_is_over(box, other) for other in taken)


def _is_over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
