"""Which countries have whole lists, and how many city ties each pair of them has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.alive import alive_ties
from sistercities.network.rules import MAIN_RULES
from sistercities.sentences import say
from sistercities.studies.study_data import StudyData

NEARLY_ALL = 0.9
"""Share of the regions of a country whose lists must have been read."""


@dataclass(frozen=True, slots=True, eq=False)
class PairTies:
    """City ties between countries whose lists were read.

    Attributes
    ----------
    sources
        The sources whose lists say which countries take part, and whose ties count.
    countries
        Codes of the countries whose lists they read, sorted.
    counts
        City ties by pair of codes, the first before the second.
    left_out
        Ties that took no part, by reason.
    """

    sources: tuple[str, ...]
    countries: tuple[str, ...]
    counts: pd.Series[int]
    left_out: dict[str, int]


def whole_sources(study: StudyData) -> tuple[str, ...]:
    """Return the sources that read the lists of several countries, one by one, newest first."""
    rows = study.source_lists
    if rows.empty:
        return ()
    rows = rows[_are_read(rows) & (rows["country"] != "*")]
    n = rows.groupby("source_id")["country"].nunique()
    named = zip(study.sources["source_id"], study.sources["snapshot_year"], strict=True)
    years = {str(source): year for source, year in named}
    many = [str(one) for one, count in n.items() if count > 1]
    return tuple(sorted(many, key=lambda one: (-years[one], one)))


def _are_read(rows: pd.DataFrame) -> pd.Series[bool]:
    return (rows["mode"] == "list") & rows["is_read"].astype(bool)


def listed_countries(study: StudyData, sources: Sequence[str]) -> tuple[str, ...]:
    """Return the countries whose lists some sources together read, sorted.

    A country that is read region by region takes part if `NEARLY_ALL` of its regions were read: the
    effect of the country takes up what the others lack.
    """
    rows = study.source_lists
    rows = rows[rows["source_id"].isin(sources) & (rows["mode"] == "list")]
    own = rows[rows["country"] != "*"]
    return tuple(sorted(str(code) for code, each in own.groupby("country") if _is_read(each)))


def _is_read(rows: pd.DataFrame) -> bool:
    is_read = (
        rows.assign(is_read=rows["is_read"].astype(bool)).groupby("region_iso")["is_read"].any()
    )
    return bool(is_read.get("*", False)) or bool(
        is_read.drop("*", errors="ignore").mean() >= NEARLY_ALL
    )


def pair_ties(
    study: StudyData,
    as_of: int,
    sources: Sequence[str],
    *,
    are_all_sources: bool = False,
    countries: tuple[str, ...] | None = None,
) -> PairTies:
    """Count the city ties alive in a year between countries whose lists were read.

    Parameters
    ----------
    as_of
        Year.
    sources
        Sources whose lists say which countries take part; their ties count.
    are_all_sources
        Whether ties that other sources alone tell count too.
    countries
        Codes in place of those that the source read.
    """
    chosen = listed_countries(study, sources) if countries is None else countries
    ties = study.tables.ties
    if not are_all_sources:
        ties = told_by(ties, sources)
    alive, left_out = alive_ties(ties[ties["tie_class"] == "lower"], as_of, MAIN_RULES)
    of = study.tables.fields.country
    ends = np.array(
        [sorted((of[a], of[b])) for a, b in zip(alive["place_a"], alive["place_b"], strict=True)]
    ).reshape(-1, 2)
    is_abroad = ends[:, 0] != ends[:, 1]
    is_listed = np.isin(ends, list(chosen)).all(axis=1)
    left_out = dict(left_out)
    left_out[say("within one country")] = int((~is_abroad).sum())
    left_out[say("with a country whose list was not read")] = int((is_abroad & ~is_listed).sum())
    kept = pd.DataFrame(ends[is_abroad & is_listed], columns=["a", "b"])
    counts = kept.groupby(["a", "b"]).size()
    return PairTies(tuple(sources), chosen, counts, {why: n for why, n in left_out.items() if n})


def told_by(ties: pd.DataFrame, sources: Sequence[str]) -> pd.DataFrame:
    """Return the ties that one of some sources tells."""
    told = ties["sources"].str.split()
    return ties[told.map(lambda by: not set(sources).isdisjoint(by)).astype(bool)]


def with_counts(facts: pd.DataFrame, ties: PairTies) -> pd.DataFrame:
    """Put the city ties of each pair beside its facts, in `ties`."""
    index = pd.MultiIndex.from_frame(facts[["a", "b"]])
    return facts.assign(ties=ties.counts.reindex(index).fillna(0).to_numpy(dtype=np.int64))
