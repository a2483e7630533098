"""Tables of all ties alive in a year: pairs of cities with effects of both, and pairs of regions.

What stands here is as of the year, so most of it is later than the ties.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.ground import Ground
from sistercities.studies.drivers.models import PairModel, fit_rows_of
from sistercities.studies.drivers.pairs import flown, log_distance, upper_before
from sistercities.studies.drivers.terms import BY_COLUMN, TERMS
from twolevel.dyads.fit_rows import ppml

BOTH_ENDS = ("upper", "direct_flight", "distance")
"""What varies within the pairs of a home city, and of a city abroad."""

CITY_TITLE = say("all ties of the year, effects of both cities")
COUNTRY_TITLE = say("ties and drawn pairs, an effect of each country")
REGION_TITLE = say("pairs of regions, an effect of each home region")


def both_ends(ground: Ground, as_of: int) -> PairModel:
    """Fit all ties of a year with an effect of each city, on what varies within both.

    Cities without a tie fit exactly whatever the slopes, and are left out.
    """
    ties = ground.ties[(ground.ties["home"] >= 0) & (ground.ties["foreign"] >= 0)]
    if ties.empty:
        return PairModel.missing(say("There is no tie."), CITY_TITLE)
    homes, others = np.unique(ties["home"]), np.unique(ties["foreign"])
    home, foreign = np.repeat(homes, others.size), np.tile(others, homes.size)
    y = np.zeros(home.size)
    at = np.searchsorted(homes, ties["home"]) * others.size + np.searchsorted(
        others, ties["foreign"]
    )
    y[at] = 1.0
    unit = ground.homes["unit"].to_numpy()[home]
    values = {
        "upper": upper_before(ground, unit, foreign, np.full(home.size, as_of + 1)),
        "direct_flight": flown(ground, home, foreign),
        "distance": log_distance(ground, home, foreign),
    }
    names = [name for name in BOTH_ENDS if np.unique(values[name]).size > 1]
    terms = tuple(BY_COLUMN[name] for name in names)
    clusters = [unit, ground.foreign["country"].to_numpy()[foreign]]
    try:
        fit = ppml(y, np.column_stack([values[name] for name in names]), [home, foreign],
                   names=names, clusters=clusters)  # fmt: skip
    except (NetworkError, ValueError) as reason:
        return PairModel.missing(say("There is no fit: {reason}.", reason=reason), CITY_TITLE)
    return PairModel(CITY_TITLE, terms, fit, home.size, int(y.sum()))


def region_pairs(ground: Ground, as_of: int) -> PairModel:
    """Fit the number of ties of all cities of two regions, with an effect of each home region."""
    rows = _region_rows(ground, as_of)
    if rows.empty or rows["y"].sum() == 0:
        return PairModel.missing(say("There is no tie between regions."), REGION_TITLE)
    columns = [c for c in rows.columns if c in BY_COLUMN and rows[c].nunique() > 1]
    terms = tuple(BY_COLUMN[column] for column in columns)
    return fit_rows_of(rows, terms, effects="unit", title=REGION_TITLE)


def within_countries(rows: pd.DataFrame, evidence: Evidence) -> PairModel:
    """Fit ties and drawn pairs with an effect of each country, on what varies within them."""
    if evidence.without_effects.fit is None:
        return PairModel.missing(evidence.note, COUNTRY_TITLE)
    terms = tuple(term for term in evidence.terms if term.varies != "country")
    return fit_rows_of(rows, terms, effects="country", title=COUNTRY_TITLE)


def _region_rows(ground: Ground, as_of: int) -> pd.DataFrame:
    """Lay out each home region with each finest region abroad that has a city of the study."""
    finest = ground.foreign_units[:, 0]
    people = np.exp2(ground.foreign["foreign_population"].to_numpy())
    n_foreign = ground.upper_from.shape[1]
    total = np.bincount(finest, people, n_foreign)
    units = np.flatnonzero(total[:-1] > 0)
    # The most populous city of a region stands for where it is, and for its coarser regions.
    order = np.argsort(people, kind="stable")
    chief = np.zeros(n_foreign, dtype=np.int64)
    chief[finest[order]] = order
    first = ground.homes.sort_values("home_population", kind="stable").groupby("unit").tail(1)
    seat = dict(zip(first["unit"], first.index, strict=True))
    home_units = np.array(sorted(seat))
    unit, other = np.repeat(home_units, units.size), np.tile(units, home_units.size)
    city = chief[other]
    country = ground.foreign["country"].to_numpy()[city]
    year = np.full(unit.size, as_of + 1)
    counts = np.zeros((ground.n_units, n_foreign))
    ties = ground.ties[(ground.ties["unit"] >= 0) & (ground.ties["foreign_unit"] >= 0)]
    np.add.at(counts, (ties["unit"].to_numpy(), ties["foreign_unit"].to_numpy()), 1.0)
    home = np.array([seat[one] for one in unit.tolist()], dtype=np.int64)
    columns = {
        "y": counts[unit, other], "weight": np.ones(unit.size), "unit": unit, "country": country,
        "foreign_population": np.log2(total[other]),
        "upper": upper_before(ground, unit, city, year),
        "distance": log_distance(ground, home, city),
    }  # fmt: skip
    for term in TERMS:
        if term.varies == "country":
            columns[term.column] = ground.facts.at(term.column, country, year - 2)
    rows = pd.DataFrame(columns)
    known = [column for column in rows.columns if rows[column].notna().any()]
    return rows[known].dropna().reset_index(drop=True)
