"""Ties of a home country by partner country, level and period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.alive import alive_ties, has_sound_start
from sistercities.network.hierarchy import TODAY
from sistercities.network.lift import NetworkTables
from sistercities.network.rules import NetworkRules, Tiers
from sistercities.sentences import say
from sistercities.studies.connectivity.city_ties import counted_ties
from sistercities.studies.study_data import StudyData

PERIOD = 5
"""Years of a period."""

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class CountryTies:
    """Ties of cities and regions of a home country with countries.

    Attributes
    ----------
    ties
        A row a tie: `tie_id`, `level` (city or region), `country`, `start_year` (NaN: unknown),
        `period` (its first year as text, or `undated`).
    n_listed
        Home regions of which a source lists the ties, by level.
    left_out
        Ties left out, by reason.
    """

    ties: pd.DataFrame
    n_listed: dict[str, int]
    left_out: dict[str, int]


def country_ties(
    data: StudyData, ties: pd.DataFrame, country: str, as_of: int, rules: NetworkRules
) -> CountryTies:
    """Count of ties with ends `home` and `foreign` those of listed home places, alive in a year."""
    tables = data.tables
    city, left_out = _city_ties(data, ties, as_of, rules)
    region = _region_ties(data, ties, as_of, rules)
    both = pd.concat([city.assign(level="city"), region.assign(level="region")], ignore_index=True)
    is_sound = has_sound_start(both)
    year = both["start_year"].astype("Float64").astype(float).where(is_sound)
    period = [UNDATED if np.isnan(one) else str(int(one) // PERIOD * PERIOD) for one in year]
    result = both.assign(
        country=both["foreign"].map(tables.fields.country_of), start_year=year,
        period=np.array(period, dtype=object),
    )  # fmt: skip
    n_listed = {
        level: len([p for p in _listed(data, as_of, rules, name)
                    if tables.fields.country.get(p) == country])
        for level, name in (("city", "lower"), ("region", "upper"))
    }  # fmt: skip
    columns = ["tie_id", "level", "country", "start_year", "period"]
    return CountryTies(result[columns], n_listed, left_out)


def _listed(data: StudyData, as_of: int, rules: NetworkRules, level: str) -> frozenset[str]:
    """Regions of whose ties, or of whose cities' ties, a source holds a list, as of a year."""
    sources = data.sources
    is_usable = sources["is_dated"].astype(bool) | (sources["snapshot_year"] <= as_of)
    is_usable &= sources["source_id"] != rules.without_source
    usable = sources[is_usable.fillna(False).astype(bool)]["source_id"]
    rows = data.tables.region_coverage
    is_listed = (rows["level"] == level) & rows["is_covered"].astype(bool)
    return frozenset(rows[is_listed & rows["source_id"].isin(usable)]["place_id"])


def _city_ties(
    data: StudyData, ties: pd.DataFrame, as_of: int, rules: NetworkRules
) -> tuple[pd.DataFrame, dict[str, int]]:
    tables, listed = data.tables, _listed(data, as_of, rules, "lower")
    found = counted_ties(tables, ties, as_of, rules)
    left_out = dict(found.left_out)
    left_out.pop("held by a region", None)  # those of regions are counted as theirs below
    homes = {
        place: tables.hierarchy.container(str(place), "region1", TODAY)
        for place in set(found.ties["home"])
    }
    is_listed = np.array([homes[place] in listed for place in found.ties["home"]], dtype=np.bool_)
    if not is_listed.all():
        reason = say("of cities of regions whose city ties no source lists")
        left_out[reason] = int((~is_listed).sum())
    return found.ties[is_listed], left_out


def _region_ties(
    data: StudyData, ties: pd.DataFrame, as_of: int, rules: NetworkRules
) -> pd.DataFrame:
    """Ties of listed home regions with regions or states, and with places that are both."""
    tables, tiers = data.tables, Tiers(data.tables.upper_tier, rules)
    fields, listed = tables.fields, _listed(data, as_of, rules, "upper")
    kept, _ = alive_ties(_without_countries(tables, ties, rules), as_of, rules)
    is_listed = kept["home"].isin(list(listed))
    if rules.dual != "as_region":
        is_listed &= ~kept["home"].isin(fields.dual)
    is_upper = [
        place in fields.dual
        or tiers.role(fields.level[place], fields.country[place], is_dual=False) == "upper"
        for place in kept["foreign"]
    ]
    chosen = kept[is_listed & np.array(is_upper, dtype=np.bool_)]
    simple = chosen.sort_values("tie_id").drop_duplicates(["home", "foreign"])
    return simple[["tie_id", "home", "foreign", "start_year", "start_precision"]]


def _without_countries(
    tables: NetworkTables, ties: pd.DataFrame, rules: NetworkRules
) -> pd.DataFrame:
    if not rules.without_countries:
        return ties
    return ties[~ties["foreign"].map(tables.fields.country_of).isin(list(rules.without_countries))]
