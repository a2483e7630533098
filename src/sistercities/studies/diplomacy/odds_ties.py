"""City ties with countries at odds with the home country, and how many can be relied on."""

from __future__ import annotations

import pandas as pd

from sistercities.network.hierarchy import TODAY
from sistercities.studies.diplomacy.country_ties import UNDATED
from sistercities.studies.diplomacy.relations import Facts, relations
from sistercities.studies.part_rules import Kind
from sistercities.studies.study_data import StudyData


def ties_at_odds(
    data: StudyData, ties: pd.DataFrame, at_home: pd.DataFrame, facts: Facts, as_of: int
) -> Kind:
    """Count city ties with rivals, or states in dispute or armed conflict.

    Parameters
    ----------
    ties
        As of `country_ties`: ties alive in the year.
    at_home
        The ties of the home country, with ends `home` and `foreign`.
    as_of
        A tie counts if they were at odds on the eve of its period, or are on that of this year.
    """
    city = ties[ties["level"] == "city"]
    now = _at_odds(facts, as_of)
    then = {
        str(period): _at_odds(facts, int(period))
        for period in city["period"].unique()
        if period != UNDATED
    }
    is_odd = [
        country in now or country in then.get(str(period), ())
        for country, period in zip(city["country"], city["period"], strict=True)
    ]
    odd = city[pd.Series(is_odd, index=city.index, dtype=bool)]
    firm = odd[data.firm.are_firm(odd["tie_id"])]
    is_strict = data.firm.are_firm(odd["tie_id"], "Wikimedia as one")
    homes = at_home.drop_duplicates("tie_id").set_index("tie_id")["home"]
    hierarchy = data.tables.hierarchy
    units = {hierarchy.container(str(homes[tie]), "region1", TODAY) for tie in firm["tie_id"]}
    return Kind(
        len(firm), len(odd), len(units), int(firm["country"].nunique()), int(is_strict.sum()),
        len(city),
    )  # fmt: skip


def _at_odds(facts: Facts, start: int) -> frozenset[str]:
    known = relations(facts, start)
    return frozenset(str(code) for code in known.index[known["is_quarrel"] == 1])
