"""What a report found of chance: city ties inside sister regions beside random networks.

The numbers are those of the files `nesting-*.csv` of the report, so that a page draws what the
study computed and nothing else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from sistercities.api.explorer.report_store import NAME as SENTENCES
from sistercities.api.explorer.report_store import ReportStore, State, sentences_of
from sistercities.api.explorer.reports import StudyReport
from sistercities.sentence_records import said_again

NULLS, DRAWS, ESTIMATES = "nesting-nulls.csv", "nesting-null_draws.csv", "nesting-estimates.csv"
COUNTRIES = "partner-countries.csv"
STUDY = "nesting"
"""The study that compares with chance."""
FIGURE = "figure-nulls"
"""Its figure in that study."""
_SHARE = "share_inside"


@dataclass(frozen=True, slots=True)
class InsideByChance:
    """City ties inside sister regions, as observed and in random networks.

    Attributes
    ----------
    null
        Name of the null model.
    observed, total
        City ties inside, and all city ties of which it can be told.
    mean
        City ties inside in a random network, on average.
    ratio, low, high
        Observed over that mean, with its 95 % interval.
    draws
        Random networks, by the number of ties inside: number of ties, number of networks.
    n_draws, seed
        How many random networks there are, and the seed of the first.
    keeps
        What the null model keeps, in its own words.
    known
        City ties known today, compared or not; None where the report does not say.
    """

    null: str
    observed: int
    total: int
    mean: float
    ratio: float
    low: float
    high: float
    draws: tuple[tuple[int, int], ...]
    n_draws: int
    seed: int
    keeps: str = ""
    known: int | None = None


def inside_by_chance(report: StudyReport) -> InsideByChance | None:
    """Read what a report found of city ties inside sister regions; None where it has no such study.

    Parameters
    ----------
    report
        A report of one home country.
    """
    store = report.store
    read = (NULLS, DRAWS, ESTIMATES, COUNTRIES, SENTENCES)
    return _read_once(store, tuple(store.state(name) for name in read))


@lru_cache(maxsize=32)
def _read_once(store: ReportStore, _changed: tuple[State | None, ...]) -> InsideByChance | None:
    try:
        null = _rows(store, NULLS)[0]
        share = next(row for row in _rows(store, ESTIMATES) if row["name"] == _SHARE)
        found = _read(null, share, _rows(store, DRAWS))
        keeps = said_again(found.keeps, sentences_of(store)) if found is not None else ""
        return None if found is None else replace(found, known=_known(store), keeps=keeps)
    except (IndexError, KeyError, TypeError, ValueError, StopIteration):
        return None


def _known(store: ReportStore) -> int | None:
    """Add the city ties with each country, which the report draws as a map."""
    rows = _rows(store, COUNTRIES)
    return sum(int(row["ties"]) for row in rows) if rows else None


def _read(
    null: Mapping[str, str], share: Mapping[str, str], draws: list[dict[str, str]]
) -> InsideByChance | None:
    counts = sorted(
        (int(row["ties_inside"]), int(row["draws"])) for row in draws if row["null"] == null["id"]
    )
    found = InsideByChance(
        null=null["id"],
        observed=int(float(null["observed"])),
        total=int(share["n"]),
        mean=float(null["mean"]),
        ratio=float(null["ratio"]),
        low=float(null["ratio_low"]),
        high=float(null["ratio_high"]),
        draws=tuple(counts),
        n_draws=int(null["draws"]),
        seed=int(null["seed"]),
        keeps=null.get("keeps") or "",
    )
    is_whole = counts and found.mean > 0 and 0 < found.low <= found.ratio <= found.high
    return found if is_whole else None


def _rows(store: ReportStore, name: str) -> list[dict[str, str]]:
    text = (store.read(name) or b"").decode("utf-8-sig", "replace")
    return list(csv.DictReader(io.StringIO(text)))
