"""Ties from country to country, by the year in which they began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sistercities.api.explorer.map import DrawnMap, drawn_map
from sistercities.api.explorer.map_points import country_points
from sistercities.api.explorer.store import Explorer
from sistercities.report.maps.caption import Caption

MOST_FLOWS = 150
"""Pairs of countries that a map of flows shows: those with the most ties."""
_FLOWS = """
    SELECT min(here_country, there_country) AS one, max(here_country, there_country) AS other,
        CASE WHEN start_precision IN ('day', 'month', 'year') THEN start_year END AS year,
        count(*) AS n
    FROM tie_ends WHERE here_id < there_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_kept: WeakKeyDictionary[Explorer, Flows] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Flow:
    """The ties between two countries.

    Attributes
    ----------
    one, other
        ISO 3166-1 alpha-2 codes, the first in the alphabet first.
    years
        Years in which ties began, and how many in each, the earliest first.
    n_undated
        Ties whose year is not known, or in doubt.
    """

    one: str
    other: str
    years: tuple[tuple[int, int], ...]
    n_undated: int

    def count(self, until: int | None) -> int:
        """Count the dated ties that began in a year or before it; None counts all, dated or not."""
        if until is None:
            return sum(n for _, n in self.years) + self.n_undated
        return sum(n for year, n in self.years if year <= until)


@dataclass(frozen=True, slots=True)
class Flows:
    """All ties between countries.

    Attributes
    ----------
    flows
        One for each pair of two countries, in the order of their codes.
    n_dated, n_undated
        Ties between two countries whose year is known, and others.
    n_domestic
        Ties within one country, which are no flow.
    first_year, last_year
        Of the dated ties; None where there is none.
    """

    flows: tuple[Flow, ...]
    n_dated: int
    n_undated: int
    n_domestic: int
    first_year: int | None
    last_year: int | None

    def of(self, country: str | None) -> list[Flow]:
        """Give the flows of a country, or all."""
        return [one for one in self.flows if country in (None, one.one, one.other)]


def flows_held(explorer: Explorer) -> Flows:
    """Count the ties between countries by year; worked out once for an explorer."""
    if explorer not in _kept:
        _kept[explorer] = _counted(explorer.index.tuples(_FLOWS))
    return _kept[explorer]


def _counted(rows: Sequence[tuple[str, str, int | None, int]]) -> Flows:
    years: dict[tuple[str, str], list[tuple[int, int]]] = {}
    undated: dict[tuple[str, str], int] = {}
    n_domestic = 0
    for one, other, year, n in rows:
        if one == other:
            n_domestic += n
        elif year is None:
            undated[one, other] = n
        else:
            years.setdefault((one, other), []).append((year, n))
    flows = tuple(
        Flow(*pair, tuple(sorted(years.get(pair, ()))), undated.get(pair, 0))
        for pair in sorted(years.keys() | undated)
    )
    dated = [each for one in flows for each in one.years]
    return Flows(
        flows, sum(n for _, n in dated), sum(one.n_undated for one in flows), n_domestic,
        min((year for year, _ in dated), default=None),
        max((year for year, _ in dated), default=None),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A flow that a map shows: codes of two countries, and the ties that a line stands for."""

    one: str
    other: str
    n: int


def largest_flows(
    explorer: Explorer, until: int | None, country: str | None = None, most: int = MOST_FLOWS
) -> list[FlowLine]:
    """List the flows with the most ties, of countries that have a point.

    Parameters
    ----------
    explorer
        The opened data.
    until
        Ties that began until this year are counted; None counts all, dated or not.
    country
        Code of a country whose flows alone are wanted; None takes all.
    most
        How many are given.
    """
    points = country_points(explorer)
    found = [
        FlowLine(one.one, one.other, one.count(until))
        for one in flows_held(explorer).of(country) if one.one in points and one.other in points
    ]  # fmt: skip
    ranked = sorted(found, key=lambda one: (-one.n, one.one, one.other))
    return [one for one in ranked[:most] if one.n]


def draw_flows(
    explorer: Explorer,
    lines: Sequence[FlowLine],
    names: dict[str, str],
    caption: Caption,
    *,
    most: int,
    middle: float,
) -> DrawnMap:
    """Draw flows as great circles; the width of a line goes with the square root of its ties.

    Parameters
    ----------
    explorer
        The opened data.
    lines
        What is drawn, the largest first.
    names
        Names of countries by code.
    caption
        What the map says of itself.
    most
        Ties of the widest line.
    middle
        Meridian in the middle, degrees.
    """
    from sistercities.report.maps.flow_map import FlowArc, FlowEnd, flow_map

    points = country_points(explorer)
    ends = {code: FlowEnd(names.get(code, code), *points[code]) for code in points}
    arcs = [FlowArc(ends[one.one], ends[one.other], one.n) for one in lines]
    return drawn_map(flow_map(arcs, most, middle, caption))


def flow_width(n: int, most: int) -> float:
    """Width in pixels of the line of so many ties, where the widest stands for `most`."""
    from sistercities.report.maps.flow_map import width_of

    return width_of(n, most)
