"""The number of ties of each city, by the rules of a run.

Counted are ties with places abroad below the upper tier, and with places that are region and city
at once. A home place that is both takes part only where the rules read it as a city. Ties of
counties and districts count for themselves, or fold into what holds them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.alive import alive_ties
from sistercities.network.hierarchy import TODAY
from sistercities.network.lift import NetworkTables
from sistercities.network.rules import NetworkRules, Tiers
from sistercities.sentences import say
from sistercities.studies.study_data import StudyData

MIN_POPULATION = 15_000
"""Persons from which the release holds a city whether or not it has a tie."""


@dataclass(frozen=True, slots=True)
class CityTies:
    """Ties of the cities of a country, one row each.

    Attributes
    ----------
    ties
        Columns `tie_id`, `home`, `foreign`, `start_year`, `start_precision`.
    left_out
        Ties left out, by reason.
    """

    ties: pd.DataFrame
    left_out: dict[str, int]


def counted_ties(
    tables: NetworkTables, ties: pd.DataFrame, as_of: int, rules: NetworkRules
) -> CityTies:
    """Keep of ties with ends `home` and `foreign` those that count, alive in a year."""
    if not tables.are_ties_of_a_country(ties):
        return _counted(tables, ties, as_of, rules)
    # The frame lives as long as the tables, so its number is its own.
    key = "counted ties", id(ties), as_of, rules
    found = tables.once(key, lambda: _counted(tables, ties, as_of, rules))
    return CityTies(found.ties, dict(found.left_out))


def _counted(
    tables: NetworkTables, ties: pd.DataFrame, as_of: int, rules: NetworkRules
) -> CityTies:
    fields, tiers = tables.fields, Tiers(tables.upper_tier, rules)
    is_apart = [fields.country[place] in rules.without_countries for place in ties["foreign"]]
    ties = ties[~np.array(is_apart, dtype=np.bool_)]
    ties, left_out = alive_ties(ties, as_of, rules)
    roles = {
        place: tiers.role(fields.level[place], fields.country[place], is_dual=False)
        for place in set(ties["home"]) | set(ties["foreign"])
    }
    is_dual_home, is_dual = ties["home"].isin(fields.dual), ties["foreign"].isin(fields.dual)
    is_city_home = (ties["home"].map(roles) == "lower") | (is_dual_home & (rules.dual == "as_city"))
    is_city = (ties["foreign"].map(roles) == "lower") | is_dual
    reasons = (
        (say("home place that is region and city at once"), is_dual_home & ~is_city_home),
        (say("held by a region"), ~is_city_home & ~is_dual_home),
        (say("with a region or a state abroad"), is_city_home & ~is_city),
    )
    for reason, is_out in reasons:
        if is_out.any():
            left_out[reason] = left_out.get(reason, 0) + int(is_out.sum())
    kept = ties[is_city_home & is_city]
    # A city that has been replaced hands its ties to the one that took over.
    kept = kept.assign(home=[tables.hierarchy.today(place) for place in kept["home"]])
    if rules.counties == "folded":
        kept = kept.assign(home=_folded(tables, tiers, kept["home"]))
    simple = kept.sort_values("tie_id").drop_duplicates(["home", "foreign"])
    if len(kept) > len(simple):
        left_out[say("the same two places after folding")] = len(kept) - len(simple)
    columns = ["tie_id", "home", "foreign", "start_year", "start_precision"]
    return CityTies(simple[columns].reset_index(drop=True), left_out)


def _folded(tables: NetworkTables, tiers: Tiers, homes: pd.Series) -> list[str]:
    """Replace counties, districts and county-level cities by the city or prefecture above."""
    hierarchy, fields = tables.hierarchy, tables.fields

    def above(place: str) -> str:
        holders = ["city"]
        is_small = fields.level[place] in ("county", "district")
        if is_small and "region2" not in tiers.levels(fields.country[place]):
            holders.append("region2")
        found = (a for a in hierarchy.ancestors(place, TODAY) if a != place)
        holder = next((a for a in found if fields.level.get(a) in holders), None)
        region = hierarchy.container(place, "region1", TODAY)
        if holder is None and region in fields.dual:
            return str(region)
        return place if holder is None else holder

    by_place = {place: above(place) for place in set(homes)}
    return [by_place[place] for place in homes]


def roster(data: StudyData, country: str | None, as_of: int, rules: NetworkRules) -> pd.DataFrame:
    """List the cities that could hold a tie, where a source lists the ties of their region.

    China: its prefecture-level units. Elsewhere: cities of 15,000 persons and more.

    Parameters
    ----------
    country
        Home country; None takes all.

    Returns
    -------
    DataFrame
        Columns `place_id`, `name`, `country`, `region` (place id of the first-level region), and
        `population`, sorted by `place_id`.
    """
    key = "roster", country, as_of, rules.dual, rules.without_source
    return data.tables.once(key, lambda: _roster(data, country, as_of, rules))


def _roster(data: StudyData, country: str | None, as_of: int, rules: NetworkRules) -> pd.DataFrame:
    tables = data.tables
    places = tables.places[tables.places["valid_to"].isna()]
    if country is not None:
        places = places[places["country"] == country]
    is_dual = places["is_dual"].astype(bool)
    is_prefecture = places["gbt2260"].fillna("").str.fullmatch(r"\d{4}00|\d{4}")
    is_china = places["country"] == "CN"
    is_large = (places["level"] == "city") & (places["population"] >= MIN_POPULATION).fillna(False)
    is_head = (is_large & ~is_china) | (is_prefecture & is_china)
    is_head = (is_head & ~is_dual) | (is_dual & (rules.dual == "as_city"))
    chosen = places[is_head.astype(bool)]
    region = [tables.hierarchy.container(place, "region1", TODAY) for place in chosen["place_id"]]
    chosen = chosen.assign(region=pd.Series(region, index=chosen.index, dtype=object))
    chosen = chosen[["place_id", "name", "country", "region", "population"]]
    listed = listed_regions(data, as_of, rules)
    kept = chosen[chosen["region"].isin(list(listed))]
    return kept.sort_values("place_id").reset_index(drop=True)


def listed_regions(
    data: StudyData, as_of: int, rules: NetworkRules, level: str = "lower"
) -> frozenset[str]:
    """Regions of the ties of whose cities (level `upper`: of themselves) a source holds a list."""
    sources = data.sources
    is_usable = sources["is_dated"].astype(bool) | (sources["snapshot_year"] <= as_of)
    is_usable &= sources["source_id"] != rules.without_source
    rows = data.tables.region_coverage
    is_listed = (rows["level"] == level) & rows["is_covered"].astype(bool)
    usable = rows["source_id"].isin(sources[is_usable.fillna(False)]["source_id"])
    return frozenset(rows[is_listed & usable]["place_id"])
