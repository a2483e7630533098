"""The diplomacy study on the release in the package: what must hold of any version of it."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.network.lift import with_home_end
from sistercities.network.rules import MAIN_RULES
from sistercities.studies.diplomacy.country_ties import country_ties
from sistercities.studies.diplomacy.data import DiplomacyData, read_diplomacy_data
from sistercities.studies.diplomacy.evidence import gather_evidence
from sistercities.studies.diplomacy.models import COMPLEX, CONTROLS
from sistercities.studies.diplomacy.relations import facts_of, relations
from sistercities.studies.diplomacy.study import study_diplomacy
from sistercities.studies.diplomacy.table import country_table
from sistercities.studies.diplomacy.verdict import why_not_told
from sistercities.studies.study_tables import StudyTables

YEAR = 2020


@pytest.fixture(scope="module")
def data(release_tables: StudyTables) -> DiplomacyData:
    return read_diplomacy_data(release_tables)


def test_china_has_what_the_study_asks_for(data: DiplomacyData) -> None:
    tables = data.study.tables
    at_home = with_home_end(tables.ties, tables.fields, "CN")
    found = country_ties(data.study, at_home, "CN", YEAR, MAIN_RULES)
    table = country_table(found.ties, facts_of(data, "CN"), YEAR)
    evidence = gather_evidence(table, found.n_listed)
    assert why_not_told(evidence) == ""
    assert evidence.city.left_out_terms == evidence.difference.left_out_terms == {}
    known = table[[COMPLEX, *CONTROLS]].notna().all(axis=1)
    n = table["city"] + table["region"]
    assert n.sum() == len(found.ties)
    assert n[known].sum() > 0.9 * n.sum()
    assert (found.ties["period"] != "undated").mean() > 0.6
    assert evidence.n_countries > 100


def test_rivals_of_china_are_those_of_the_lists(data: DiplomacyData) -> None:
    """On the eve of 1990: India, Russia until 1989, Taiwan and Vietnam; of 2010 others."""
    facts = facts_of(data, "CN")
    known = relations(facts, 1990)
    assert set(known.index[known["rivalry"] == 1]) == {"IN", "RU", "TW", "VN"}
    later = relations(facts, 2010)
    assert set(later.index[later["rivalry"] == 1]) == {"IN", "JP", "TW", "US"}
    assert np.isnan(later.loc["TW", "un_distance"])
    assert later.loc["TW", COMPLEX] == 1


def test_distance_in_the_un_is_that_of_the_other_reader(data: DiplomacyData) -> None:
    """The mean over the eve of what `country_pairs` gives year by year."""
    import sistercities as sc

    found = relations(facts_of(data, "CN"), 2015)["un_distance"]
    years = [sc.country_pairs("ideal_point_distance", year, countries=["CN", "US", "FR"])
             for year in range(2010, 2015)]  # fmt: skip
    for other in ("US", "FR"):
        rows = [frame[(frame["country_a"] == "CN") & (frame["country_b"] == other)]
                for frame in years]  # fmt: skip
        by_year = [float(row["ideal_point_distance"].iloc[0]) for row in rows]
        assert found[other] == pytest.approx(np.mean(by_year))


@pytest.mark.parametrize("country", ["IS", "KP"])
def test_other_countries_give_a_verdict_or_a_reason(data: DiplomacyData, country: str) -> None:
    verdict = study_diplomacy(data, country=country).verdicts["C7"]
    assert verdict.verdict == "cannot be told from these data"
    assert "cannot be told" in verdict.sentence
