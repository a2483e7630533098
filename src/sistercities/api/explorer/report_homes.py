"""What the report of the world found of single countries: whether cities follow their regions.

Read from the files of that report, so that the page of a country says what a study computed, and
no study runs when somebody asks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sistercities.api.explorer.report_store import NAME as SENTENCES
from sistercities.api.explorer.report_store import ReportStore, State, sentences_of
from sistercities.api.explorer.reports import StudyReport
from sistercities.sentence_records import said_again

HOMES, AMONG_ALL = "homes-homes.csv", "world-countries.csv"
LINE = 1.0
"""Observed over expected where cities go their own way."""


@dataclass(frozen=True, slots=True)
class HomeNumbers:
    """City ties of one country inside sister regions, beside chance.

    Attributes
    ----------
    country
        Its English name.
    as_of
        Year of its ties.
    n_units, n_ties
        Regions of which a source lists the own ties and cities have some, and the ties of these.
    inside, expected
        Share of the city ties inside sister regions, and how many chance would put there; None
        where no tie is known.
    ratio, low, high
        Observed over expected with its 95 % interval; None where it cannot be had.
    answer
        By itself, in a few words.
    why
        Why it is not judged; "" where it is.
    no_upper
        Share of the city ties with countries where the region has no tie; None where not known.
    n_regions
        Regions of the country that are no city at once; None of an older program.
    """

    country: str
    as_of: int
    n_units: int
    n_ties: int
    inside: float | None
    expected: float | None
    ratio: float | None
    low: float | None
    high: float | None
    answer: str
    why: str
    no_upper: float | None = None
    n_regions: int | None = None


@dataclass(frozen=True, slots=True)
class AmongAll:
    """With how many countries a country has clearly more or fewer ties than pairs alike to them.

    `most` and `least` name the first of each, in English, those farthest from what is expected;
    `most_times` and `least_times` are their ties over those expected, none of an older program.
    """

    more: int
    fewer: int
    most: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    most_times: tuple[str, ...] = ()
    least_times: tuple[str, ...] = ()


def homes_in(report: StudyReport) -> Mapping[str, HomeNumbers]:
    """Read the numbers of each country by its English name; none where the report has none.

    Parameters
    ----------
    report
        The report of the world.
    """
    store = report.store
    return _homes(store, (store.state(HOMES), store.state(SENTENCES)))


def among_all(report: StudyReport) -> Mapping[str, AmongAll]:
    """Read how each country lies among all pairs, by its English name."""
    store = report.store
    return _among_all(store, store.state(AMONG_ALL))


@lru_cache(maxsize=8)
def _homes(store: ReportStore, _changed: tuple[State | None, ...]) -> Mapping[str, HomeNumbers]:
    told = sentences_of(store)
    try:
        found = [
            HomeNumbers(
                row["country"], int(row["as_of"]), int(row["n_units"]), int(row["n_ties"]),
                _number(row["inside"]), _number(row["expected"]), _number(row["ratio"]),
                _number(row["low"]), _number(row["high"]), said_again(row["answer"], told),
                said_again(row["why"], told), _number(row.get("no_upper") or ""),
                int(row["n_regions"]) if row.get("n_regions") else None,
            )
            for row in _rows(store, HOMES)
        ]  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return {}
    return {one.country: one for one in found}


@lru_cache(maxsize=8)
def _among_all(store: ReportStore, _changed: State | None) -> Mapping[str, AmongAll]:
    try:
        return {
            row["country"]: AmongAll(
                int(row["n_more"]),
                int(row["n_fewer"]),
                _names(row["more"]),
                _names(row["fewer"]),
                _names(row.get("more_ratios") or ""),
                _names(row.get("fewer_ratios") or ""),
            )
            for row in _rows(store, AMONG_ALL)
        }
    except (KeyError, TypeError, ValueError):
        return {}


def _names(listed: str) -> tuple[str, ...]:
    return tuple(filter(None, listed.split(", ")))


def _rows(store: ReportStore, name: str) -> list[dict[str, str]]:
    held = store.read(name)
    return [] if held is None else list(csv.DictReader(io.StringIO(held.decode("utf-8-sig"))))


def _number(text: str) -> float | None:
    return float(text) if text else None
