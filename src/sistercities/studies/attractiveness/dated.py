"""Dated choices among countries: the lists of dated sources that are of the choosers' side.

A dated list of a place abroad dates all its ties alike, whoever the partner is; so the decades of
its choices can be compared. Which place's list a row is from is its first place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sistercities.network.alive import SOUND
from sistercities.sentences import say
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.terms.country_variables import GEODIST_YEAR
from twolevel.core.array_types import Flag, Index, Real

DATED_TERMS = (
    say("population of the country"),
    say("distance"),
    say("GDP per head"),
    say("common official language"),
    say("home country"),
    say("home country, per decade"),
)
"""Covariates of a choice among countries; amounts as log2."""

HOME, TREND = 4, 5


@dataclass(frozen=True, slots=True, eq=False)
class DatedChoices:
    """Choices among countries, each with all that were open, in rows.

    Attributes
    ----------
    choice, x, is_chosen
        As `conditional_logit` takes them; columns of `DATED_TERMS`.
    chooser
        Place that chose, a number, for each row.
    year
        Of each row's choice.
    n_listed_home, n_dated_home, n_listed_other, n_dated_other
        Rows of the lists with the home country and with others, and those of them with a date.
    n_regions
        How many of the choices are of places of the upper tier.
    """

    choice: Index
    x: Real
    is_chosen: Flag
    chooser: Index
    year: Index
    n_listed_home: int
    n_dated_home: int
    n_listed_other: int
    n_dated_other: int
    n_regions: int

    @property
    def n_choices(self) -> int:
        """Number of dated choices."""
        return int(self.is_chosen.sum())

    @property
    def is_home(self) -> Flag:
        """Whether the row is the home country."""
        return self.x[:, HOME] > 0


@dataclass(frozen=True, slots=True, eq=False)
class Countries:
    """Facts on countries: log2 population and GDP per head, (c,); log2 km and language, (c, c)."""

    code: NDArray[np.str_]
    log_people: Real
    log_income: Real
    log_km: Real
    language: Real


def country_facts(data: AttractivenessData) -> Countries:
    """Read the facts on countries of which size and income are known."""
    income = data.gdp_per_head
    code = np.array(sorted(income.index), dtype=str)
    km = data.fact_on_pairs("distance_km")
    # Nearly all dated choices were made before any language changed.
    language = data.fact_on_pairs("common_official_language", GEODIST_YEAR)
    at = {str(one): k for k, one in enumerate(code)}
    matrices = []
    for facts in (km, language):
        matrix = np.full((code.size, code.size), np.nan)
        for (a, b), value in facts.items():
            if a in at and b in at:
                matrix[at[a], at[b]] = value
        matrices.append(matrix)
    return Countries(
        code, np.log2(data.people[code].to_numpy()), np.log2(income[code].to_numpy()),
        np.log2(np.maximum(matrices[0], 1.0)), matrices[1],
    )  # fmt: skip


def dated_rows(data: AttractivenessData, country: str, as_of: int) -> pd.DataFrame:
    """List the rows of dated lists of places abroad: `chooser`, `partner`, `is_home`, `year`.

    `year` is missing where the row has no sound date.
    """
    of = data.study.tables.fields.country
    sources = data.study.sources
    dated = set(sources[sources["is_dated"].astype(bool)]["source_id"])
    rows = data.claims[data.claims["source_id"].isin(dated)]
    rows = rows[rows["place_a"].notna() & rows["place_b"].notna()].copy()
    rows["chooser_country"] = [of.get(place, "") for place in rows["place_a"]]
    rows["partner"] = [of.get(place, "") for place in rows["place_b"]]
    is_abroad = (rows["chooser_country"] != country) & (rows["chooser_country"] != rows["partner"])
    rows = rows[is_abroad].drop_duplicates(["place_a", "place_b"])
    is_sound = rows["precision"].isin(SOUND) & rows["start"].notna()
    year = pd.to_numeric(rows["start"].where(is_sound).str.slice(0, 4), errors="coerce")
    rows = rows.assign(year=year, is_home=rows["partner"] == country)
    return rows[~(rows["year"] > as_of)].sort_values(["place_a", "place_b"]).reset_index(drop=True)


def dated_choices(data: AttractivenessData, country: str, as_of: int) -> DatedChoices:
    """Return the dated choices among countries in lists of the choosers' side."""
    rows = dated_rows(data, country, as_of)
    known = rows[rows["year"].notna()]
    facts = country_facts(data)
    listed, dated = rows["is_home"].value_counts(), known["is_home"].value_counts()
    level = data.study.tables.fields.level
    blocks = laid_out(facts, known, country)
    used = known.iloc[blocks.used]
    return DatedChoices(
        blocks.choice, blocks.x, blocks.is_chosen, blocks.chooser, blocks.year,
        int(listed.get(True, 0)), int(dated.get(True, 0)),
        int(listed.get(False, 0)), int(dated.get(False, 0)),
        sum(str(level.get(place, "")).startswith("region") for place in used["place_a"]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class LaidOut:
    """Rows of choices among countries; the country of each, and which given choices have rows."""

    choice: Index
    x: Real
    is_chosen: Flag
    chooser: Index
    year: Index
    used: Index
    alternative: Index


def laid_out(facts: Countries, rows: pd.DataFrame, country: str) -> LaidOut:
    """Lay all open countries beside each choice.

    Parameters
    ----------
    rows
        `place_a`, `chooser_country`, `partner`, `year`, a row a choice.
    country
        Home country.
    """
    at = {str(one): k for k, one in enumerate(facts.code)}
    is_home = (facts.code == country).astype(np.float64)
    label = np.unique(rows["place_a"].to_numpy(dtype=str), return_inverse=True)[1]
    years = rows["year"].to_numpy(dtype=np.float64)
    centre = float(np.round(years.mean())) if years.size else 0.0
    parts: list[tuple[Index, Real, Flag, Index, Index, Index]] = []
    used = []
    pairs = zip(rows["chooser_country"], rows["partner"], strict=True)
    for k, (own, partner) in enumerate(pairs):
        if own not in at or partner not in at:
            continue
        i = at[own]
        traits = (facts.log_people, facts.log_km[i], facts.log_income, facts.language[i])
        x = np.column_stack((*traits, is_home, is_home * (years[k] - centre) / 10))
        is_open = ~np.isnan(x).any(axis=1) & (np.arange(facts.code.size) != i)
        if not is_open[at[partner]]:
            continue
        n, where = int(is_open.sum()), np.flatnonzero(is_open)
        parts.append((np.full(n, k), x[is_open], where == at[partner], np.full(n, label[k]),
                      np.full(n, int(years[k])), where))  # fmt: skip
        used.append(k)
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        empty = np.zeros((0, len(DATED_TERMS)))
        return LaidOut(none, empty, none.astype(np.bool_), none, none, none, none)
    choice, x, is_chosen, chooser, year, where = (
        np.concatenate(c) for c in zip(*parts, strict=True)
    )
    used_rows = np.array(used, dtype=np.int64)
    return LaidOut(choice, x, is_chosen, chooser, year, used_rows, where)
