"""Figure: in which years partnerships began, the years after most sources end shaded."""

from __future__ import annotations

from sistercities.network.measures.overview import TieOverview
from sistercities.report import svg
from sistercities.report.axes import years_below
from sistercities.report.figures.frame import Drawing, Figure, drawn
from sistercities.report.scales import Scale
from sistercities.report.tables import ReportTable
from sistercities.sentences import Sentence, listed, say

LEAST_DATED = 0.3
"""Share of the ties with a known year below which their course is not drawn."""
_TOP, _BASE, _HEIGHT = 26.0, 140.0, 162.0


def is_told(overview: TieOverview) -> bool:
    """Tell whether enough ties have a year to show their course."""
    return overview.n_dated >= LEAST_DATED * overview.n_ties and len(overview.years) > 1


def figure(overview: TieOverview, whose: str, data_version: str) -> Figure:
    """Draw the ties by the years they began.

    Parameters
    ----------
    overview
        The ties; enough of them have a year (`is_told`).
    whose
        Name of the home country as it stands in a sentence.
    data_version
        Of the data.
    """
    title = say(
        "Half of the dated partnerships of cities of {whose} began by {year}",
        whose=whose, year=str(_half_year(overview)),
    )  # fmt: skip
    words = listed(
        (say("{label}: {n:,}", label=str(year), n=n) for year, n in overview.years), "semicolon"
    )
    wide, narrow, _ = drawn("growth", title, words, lambda width: _draw(overview, width))
    return Figure(
        id="growth", title=title, subtitle=_subtitle(overview),
        foot=say(
            "{n:,} city partnerships with another country have a known year; {undated:,} others "
            "have none and are not drawn. Source: sistercities data {data_version}.",
            n=overview.n_dated, undated=overview.n_ties - overview.n_dated,
            data_version=data_version,
        ),
        wide=wide, narrow=narrow, paper=narrow, table=ReportTable(title, (), ()),
        csv_names=("growth.csv",), stays=True, is_half=True,
    )  # fmt: skip


def _half_year(overview: TieOverview) -> int:
    so_far = 0
    for year, n in overview.years:
        so_far += n
        if 2 * so_far >= overview.n_dated:
            return year
    return overview.years[-1][0]


def _subtitle(overview: TieOverview) -> Sentence:
    if not _has_end(overview):
        return say("City partnerships by the year they began; those that are over are left out.")
    return say(
        "City partnerships by the year they began; those that are over are left out. Shaded: the "
        "sources of half of them end by {until}, so few bars there are no decline.",
        until=str(overview.until),
    )


def _has_end(overview: TieOverview) -> bool:
    return overview.until is not None and overview.until < overview.years[-1][0]


def _draw(overview: TieOverview, width: float) -> Drawing:
    first, last = overview.years[0][0], overview.years[-1][0]
    across = Scale(first - 0.5, last + 0.5, 4.0, width - 4.0)
    peak_year, peak = max(overview.years, key=lambda one: one[1])
    up = Scale(0.0, float(peak), _BASE, _TOP)
    step = max((across.end - across.start) / (last - first + 1) - 0.8, 0.8)
    marks = []
    if _has_end(overview) and overview.until is not None:
        start = across(overview.until + 0.5)
        marks.append(svg.rect(start, _TOP - 12, across.end - start, _BASE - _TOP + 12, "shade"))
    marks += [
        svg.rect(across(year - 0.5), up(n), step, _BASE - up(n), "bar-blue")
        for year, n in overview.years
    ]
    marks.append(svg.line(across.start, _BASE, across.end, _BASE, "axis"))
    words = say("{highest} in {year}", highest=peak, year=peak_year)
    half = svg.width_of(words, 10) / 2
    x = min(max(across(peak_year), across.start + half), across.end - half)
    marks.append(svg.text(x, _TOP - 5, words, class_="tiny quiet halo", anchor="middle"))
    marks += years_below(across, first, last, _BASE + 16, width)
    return Drawing(marks, _HEIGHT)
