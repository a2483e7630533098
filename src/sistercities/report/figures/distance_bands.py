"""Figure: how far partner cities lie from each other, beside shuffled partnerships."""

from __future__ import annotations

from markupsafe import Markup

from sistercities.network.measures.overview import DistanceBand, TieOverview
from sistercities.report import numerals, svg
from sistercities.report.figures.frame import Drawing, Figure, drawn
from sistercities.report.scales import Scale
from sistercities.report.tables import ReportTable
from sistercities.sentences import Sentence, listed, say
from sistercities.terms.words import WORLD

_HEIGHT, _TOP, _BASE = 172.0, 22.0, 150.0


def figure(overview: TieOverview, whose: str, data_version: str, seed: int) -> Figure:
    """Draw the ties by bands of distance.

    Parameters
    ----------
    overview
        The ties.
    whose
        Name of the home country as it stands in a sentence.
    data_version, seed
        Of the data, and of the shuffled ties.
    """
    title = _title(overview, whose)
    words = listed(
        (
            say("{label}: {n:,}, by chance {by_chance:,.0f}", label=_label(one), n=one.n,
                by_chance=one.by_chance)
            for one in overview.bands
        ),
        "semicolon",
    )  # fmt: skip
    wide, narrow, _ = drawn("distance", title, words, lambda width: _draw(overview, width))
    n = overview.n_ties - overview.n_without_point
    return Figure(
        id="distance", title=title,
        subtitle=say(
            "City partnerships by distance, in bands of unequal width, in thousands of km. Bars: "
            "as known. Black lines: by chance, if every city of the world kept its number of "
            "partners and they were dealt out anew; grey: 95 of 100 such worlds."
        ),
        foot=say(
            "n = {n:,} partnerships with another country; chance deals out those within countries "
            "too, and leaves {by_chance:,.0f} with another; 100 shuffled worlds; seed {seed}. "
            "Source: sistercities data {data_version}.",
            n=n, by_chance=sum(one.by_chance for one in overview.bands), seed=seed,
            data_version=data_version,
        ),
        wide=wide, narrow=narrow, paper=narrow, table=ReportTable(title, (), ()),
        csv_names=("distances.csv",), stays=True, is_half=True,
    )  # fmt: skip


def _title(overview: TieOverview, whose: str) -> Sentence:
    km, by_chance = (round(one, -2) for one in (overview.mean_km, overview.mean_km_by_chance))
    if overview.country == WORLD:
        return say(
            "Partner cities of two countries lie {km:,.0f} km apart on average; by chance it "
            "would be {by_chance:,.0f}",
            km=km, by_chance=by_chance,
        )  # fmt: skip
    return say(
        "Partners of cities of {whose} lie {km:,.0f} km away on average; by chance it would be "
        "{by_chance:,.0f}",
        whose=whose, km=km, by_chance=by_chance,
    )  # fmt: skip


def _label(band: DistanceBand) -> str:
    """Name a band by its thousands of km, in signs that need no words."""
    return f"{band.start / 1000:.0f}–{band.end / 1000:.0f}"


def _draw(overview: TieOverview, width: float) -> Drawing:
    bands = overview.bands
    highest = max(max(one.n, one.high) for one in bands)
    up = Scale(0.0, highest, _BASE, _TOP)
    step = (width - 8) / len(bands)
    marks = [svg.line(4, _BASE, width - 4, _BASE, "axis")]
    for k, one in enumerate(bands):
        marks.append(_band(one, 4 + step * k, step, up))
    return Drawing(marks, _HEIGHT)


def _band(one: DistanceBand, left: float, step: float, up: Scale) -> Markup:
    start, bar = left + step * 0.12, step * 0.76
    top, middle = up(one.n), left + step / 2
    chance = up(one.by_chance)
    marks = svg.rect(start - 3, up(one.high), bar + 6, up(one.low) - up(one.high), "null-area")
    marks += svg.rect(start, top, bar, _BASE - top, "bar-blue faint")
    marks += svg.line(start - 3, chance, start + bar + 3, chance, "centre")
    # Above the bar, and above what chance gives where that lies just over it.
    is_near = top - up(one.low) + 4 >= 0 and top - up(one.low) < 18
    at = (min(top, up(one.high)) if is_near or one.n >= one.low else top) - 5
    marks += svg.text(middle, at, numerals.whole(one.n), class_="small strong", anchor="middle")
    return marks + svg.text(middle, _BASE + 15, _label(one), class_="small quiet", anchor="middle")
