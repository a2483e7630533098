"""The diplomacy study on a made-up country: counts and facts by hand, words, bad input."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import numpy as np
import pandas as pd
import pytest

import world
from sistercities.errors import InvalidArgument
from sistercities.network.lift import NetworkTables, with_home_end
from sistercities.network.rules import MAIN_RULES
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.diplomacy import study
from sistercities.studies.diplomacy.country_ties import CountryTies, country_ties
from sistercities.studies.diplomacy.data import DiplomacyData, read_diplomacy_data
from sistercities.studies.diplomacy.evidence import gather_evidence
from sistercities.studies.diplomacy.in_spite import countries_at_odds
from sistercities.studies.diplomacy.models import COMPLEX, Ratio
from sistercities.studies.diplomacy.relations import Facts, facts_of, relations
from sistercities.studies.diplomacy.shocks import shocks
from sistercities.studies.diplomacy.study import study_diplomacy
from sistercities.studies.diplomacy.table import country_table
from sistercities.studies.diplomacy.verdict import judge, state_of
from sistercities.studies.findings import StudyResult
from sistercities.studies.study_tables import StudyTables
from studies.in_words import without_words
from studies.made_up_diplomacy import (
    ALLIED,
    APART,
    DISPUTED,
    FAR,
    PARTNERS,
    RIVALS,
    coverage,
    made_up_diplomacy,
)

CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip


class _CutOnce:
    """Facts are cut, and relations found, once for each pair of tables that tests ask about."""

    def __init__(self) -> None:
        self._held: dict[tuple[int, int, str], tuple[DiplomacyData, Facts]] = {}

    def __call__(self, data: DiplomacyData, home: str) -> Facts:
        key = id(data.single), id(data.pairs), home
        if key not in self._held:  # which holds the data, so that no other has their ids
            self._held[key] = data, facts_of(data, home)
        return self._held[key][1]


facts_once = _CutOnce()


@pytest.fixture(scope="module", autouse=True)
def _facts_once() -> Iterator[None]:
    """Share the facts among the studies of this module, which change ties and places alone."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(study, "facts_of", facts_once)
        yield


@pytest.fixture(scope="module")
def data() -> DiplomacyData:
    return made_up_diplomacy()


@pytest.fixture(scope="module")
def result(diplomacy_found: StudyResult) -> StudyResult:
    return diplomacy_found


@pytest.fixture(scope="module")
def drawn(drawn_tables: StudyTables) -> DiplomacyData:
    return read_diplomacy_data(drawn_tables)


@pytest.fixture
def _main_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what changes under other rules, where a test looks at the main run."""
    monkeypatch.setattr(study, "sensitivity_rows", lambda *_: ())


def with_tables(data: DiplomacyData, **changed: pd.DataFrame) -> DiplomacyData:
    names = ("places", "parents", "ties", "upper_tier", "region_coverage", "sources")
    held = {name: getattr(data.study.tables, name) for name in names} | changed
    return replace(data, study=replace(data.study, tables=NetworkTables(**held)))


def without(data: DiplomacyData, *variables: str) -> DiplomacyData:
    return replace(
        data,
        single=data.single[~data.single["variable"].isin(variables)],
        pairs=data.pairs[~data.pairs["variable"].isin(variables)],
    )


def held(data: DiplomacyData, country: str = "CN", year: int = 2020, rules=MAIN_RULES):
    tables = data.study.tables
    at_home = with_home_end(tables.ties, tables.fields, country)
    return country_ties(data.study, at_home, country, year, rules)


def by_level(found: CountryTies) -> dict[tuple[str, str], int]:
    return found.ties.groupby(["level", "country"]).size().to_dict()


def table_of(data: DiplomacyData) -> pd.DataFrame:
    return country_table(held(data).ties, facts_once(data, "CN"), 2020)


def test_ties_of_the_drawn_world_by_hand(drawn: DiplomacyData) -> None:
    """Cities with cities, regions with regions; a dual place abroad counts at either level."""
    tables = drawn.study.tables
    found = by_level(held(drawn))
    at_home = with_home_end(tables.ties, tables.fields, "CN")
    alive = at_home[at_home["status"].isin(["active", "unknown"])]
    level = tables.fields.level
    dual = tables.fields.dual
    japan = alive[alive["foreign"].map(tables.fields.country) == "JP"]
    regions = {(t.home, t.foreign) for t in japan.itertuples()
               if level[t.home] == "region1" and level[t.foreign] == "region1"
               and t.home not in dual and t.home != world.WUTING}  # fmt: skip
    assert found.get(("region", "JP"), 0) == len(regions) > 0
    as_region = by_level(held(drawn, rules=replace(MAIN_RULES, dual="as_region")))
    assert sum(n for (lv, _), n in as_region.items() if lv == "region") >= sum(
        n for (lv, _), n in found.items() if lv == "region"
    )


@pytest.mark.parametrize("country", ["CN", "JP", "DE", "FR"])
def test_a_release_without_facts_on_countries_cannot_tell(
    drawn: DiplomacyData, country: str
) -> None:
    result = study_diplomacy(drawn, country=country)
    assert result.verdicts["C7"].verdict == CANNOT_TELL
    assert "cannot be told" in result.headline
    json.dumps(asdict(result))


def test_facts_are_those_of_the_five_years_before(data: DiplomacyData) -> None:
    """Of a record that ends earlier its last five years; disputes are those of 1983-84, 1993-94."""
    facts = facts_of(data, "CN")
    for start, is_in_time in ((1985, True), (1990, False), (1995, True), (2000, False)):
        found = relations(facts, start)
        assert set(found.index[found["dispute"] == 1]) == (set(DISPUTED) if is_in_time else set())
        assert set(found.index[found["rivalry"] == 1]) == set(RIVALS)
        assert set(found.index[found["alliance"] == 1]) == set(ALLIED)
        assert set(found.index[found["is_far"] == 1]) == set(FAR)
        expected = {*RIVALS, *FAR, *(DISPUTED if is_in_time else ())}
        assert set(found.index[found[COMPLEX] == 1]) == expected
    late = relations(facts, 2035)
    assert late["un_distance"].notna().sum() == len(PARTNERS)
    one = data.single.query("country == 'AE' and variable == 'un_ideal_point'")["value"].iloc[0]
    assert late.loc["AE", "un_distance"] == pytest.approx(one)
    way = data.pairs.query("variable == 'trade_million_usd' and country_b == 'AE'")["value"].iloc[0]
    assert late.loc["AE", "trade"] == pytest.approx(2 * way)


def test_unknown_is_not_none(data: DiplomacyData) -> None:
    """Without a record of disputes a country is complex by what is known, else unknown."""
    single = data.single
    silent = replace(data, single=single[~((single["variable"] == "in_dispute_data")
                                           & (single["country"] == "MY"))])  # fmt: skip
    found = relations(facts_of(silent, "CN"), 2000)
    assert np.isnan(found.loc["MY", "dispute"])
    assert np.isnan(found.loc["MY", COMPLEX])
    assert found.loc["MX", COMPLEX] == 0
    assert relations(facts_of(data, "CN"), 2000).loc["MY", COMPLEX] == 0


def test_every_tie_is_in_one_cell(data: DiplomacyData) -> None:
    table, found = table_of(data), held(data)
    assert (table["city"].sum(), table["region"].sum()) == (
        (found.ties["level"] == "city").sum(), (found.ties["level"] == "region").sum()
    )  # fmt: skip
    assert not table.duplicated(["country", "period"]).any()
    assert set(table["period"]) == {str(year) for year in range(1980, 2020, 5)}


def test_what_is_drawn_is_found(result: StudyResult) -> None:
    verdict = result.verdicts["C7"]
    found = {finding.name: finding for finding in result.findings}
    apart, city = found["complex_difference"], found["complex_city"]
    assert apart.low < APART < apart.high
    assert city.low < 1 < city.high
    assert verdict.verdict == "supported"
    assert (verdict.number, verdict.low, verdict.high) == (city.value, city.low, city.high)
    assert "react less" in result.headline


def test_every_finding_says_what_it_rests_on(result: StudyResult) -> None:
    for finding in result.findings:
        assert finding.method
        if finding.low is not None:
            assert finding.low <= finding.value <= finding.high
            assert finding.clusters > 0
        else:
            assert finding.note, finding.name


def test_every_text_has_chinese_words(result: StudyResult) -> None:
    assert without_words(result, "zh") == []


def test_no_sentence_names_a_cause(result: StudyResult) -> None:
    said = [result.headline, result.power, *result.limits, result.verdicts["C7"].sentence,
            *(figure.title for figure in result.figures)]  # fmt: skip
    assert [text for text in said if CAUSAL.search(text)] == []


def test_a_country_that_gets_more_city_ties_than_like_ones_is_listed(data: DiplomacyData) -> None:
    """Ten times the city ties with one rival: it is listed, and its expectation does not move."""
    table = table_of(data)
    before = {one.country: one for one in countries_at_odds(table)}
    raised = table.assign(city=table["city"] * np.where(table["country"] == "AE", 10, 1))
    after = {one.country: one for one in countries_at_odds(raised)}
    assert after["AE"].is_in_spite
    assert after["AE"].expected == pytest.approx(before["AE"].expected, rel=1e-9)
    assert "rivalry" in after["AE"].reasons
    assert set(before) == {*RIVALS, *DISPUTED, *FAR}


def test_ties_around_disputes(data: DiplomacyData) -> None:
    """Cities that sign nothing in the years of a dispute and the two after show it."""
    found = held(data)
    is_time = found.ties["country"].isin(DISPUTED) & (found.ties["start_year"] % 10).isin(
        [3, 4, 5, 6]
    )
    ties = found.ties[~is_time | (found.ties.index % 10 == 0)]
    first, second = shocks(ties, facts_of(data, "CN"), 2020)
    assert (first.level, first.n_shocked) == ("city", len(DISPUTED))
    assert first.high < 1
    assert second.value is None or second.low < second.value < second.high
    none = shocks(ties, facts_of(without(data, "in_dispute_data"), "CN"), 2020)
    assert none[0].value is None
    assert "No record" in none[0].note


def test_the_executor_changes_no_number(data: DiplomacyData, result: StudyResult) -> None:
    with ThreadPoolExecutor(2) as executor:
        other = study_diplomacy(data, executor=executor)
    assert asdict(result) == asdict(other)
    json.dumps(asdict(result))


@pytest.mark.usefixtures("_main_run_alone")
def test_the_order_of_rows_does_not_matter(data: DiplomacyData, result: StudyResult) -> None:
    ties = data.study.tables.ties.sample(frac=1, random_state=2)
    pairs = data.pairs.sample(frac=1, random_state=3)
    other = study_diplomacy(replace(with_tables(data, ties=ties), pairs=pairs))
    for one, two in zip(result.findings, other.findings, strict=True):
        assert (two.value is None) == (one.value is None)
        if one.value is not None:
            assert two.value == pytest.approx(one.value, rel=1e-9)


@pytest.mark.usefixtures("_main_run_alone")
def test_an_overlay_that_doubles_every_tie_changes_nothing(
    data: DiplomacyData, result: StudyResult
) -> None:
    ties = data.study.tables.ties
    again = ties.assign(tie_id=ties["tie_id"] + "+overlay")
    both = pd.concat([ties, again], ignore_index=True)
    doubled = study_diplomacy(with_tables(data, ties=both))
    assert [f.value for f in doubled.findings] == [f.value for f in result.findings]


def test_a_sign_that_changes_is_said_first(data: DiplomacyData) -> None:
    """Where ties typed once run against the others, the first line warns of it."""
    ties = data.study.tables.ties
    country = data.study.tables.fields.country
    far = [country[b] if country[a] == "CN" else country[a]
           for a, b in zip(ties["place_a"], ties["place_b"], strict=True)]  # fmt: skip
    odds = np.isin(far, [*RIVALS, *DISPUTED, *FAR])
    single = odds & (np.arange(len(ties)) % 10 > 0)
    turned = study_diplomacy(with_tables(data, ties=ties.assign(is_double_entry=~single)))
    assert "double entry only" in turned.first_line_warning


@pytest.mark.parametrize("variable", ["distance_km", "trade_million_usd", "gdp_usd"])
def test_a_missing_control_is_left_out_and_named(data: DiplomacyData, variable: str) -> None:
    evidence = gather_evidence(table_of(without(data, variable)))
    verdict = judge(evidence)
    named = evidence.city.left_out_terms
    assert verdict.verdict == CANNOT_TELL or set(named.values()) == {
        "It is not known of any country."
    }


def test_a_constant_control_is_left_out_and_named(data: DiplomacyData) -> None:
    table = table_of(data).assign(log_distance=8.0)
    evidence = gather_evidence(table)
    assert evidence.city.left_out_terms == {"log_distance": "It is the same of every country."}
    assert evidence.ratio.value is not None


def test_without_politics_it_cannot_be_told(data: DiplomacyData) -> None:
    verdict = study_diplomacy(
        without(data, "un_ideal_point", "in_dispute_data", "dispute_level")
    ).verdicts["C7"]
    assert verdict.verdict == CANNOT_TELL


def test_a_country_at_peace_with_all_cannot_be_told(data: DiplomacyData) -> None:
    """Complex relations that hold of nobody have no ratio."""
    table = table_of(data).assign(is_complex=0.0)
    verdict = judge(gather_evidence(table))
    assert verdict.verdict == CANNOT_TELL
    assert (
        "it needs 5 partner countries with complex relations, and there are 0" in verdict.sentence
    )


@pytest.mark.parametrize(("level", "whose"), [("lower", "regions"), ("upper", "cities")])
def test_a_country_without_lists_cannot_be_told(
    data: DiplomacyData, level: str, whose: str
) -> None:
    one = study_diplomacy(with_tables(data, region_coverage=coverage((level,))))
    assert one.verdicts["C7"].verdict == CANNOT_TELL
    assert f"does a source list the ties of its {whose}" in one.headline


@pytest.mark.parametrize("n", [0, 1])
def test_no_tie_or_one_cannot_be_told(data: DiplomacyData, n: int) -> None:
    ties = data.study.tables.ties.copy()
    ties.loc[ties.index[n:], "status"] = "pending"
    one = study_diplomacy(with_tables(data, ties=ties))
    assert one.verdicts["C7"].verdict == CANNOT_TELL
    assert "it needs 50 city ties" in one.headline


def test_separation_is_a_sentence(data: DiplomacyData) -> None:
    """Where no country at odds has a region tie, D has no end."""
    table = table_of(data)
    none = table.assign(region=table["region"].where(table[COMPLEX] == 0, 0))
    verdict = judge(gather_evidence(none))
    assert verdict.verdict == CANNOT_TELL
    assert "there is no fit" in verdict.sentence


def test_a_ratio_that_hangs_on_one_country_is_open() -> None:
    ratio = Ratio(1.0, 0.2, 60.0, 1.5, 3.0, 100, 100, 61, 20.0)
    assert state_of(ratio) == "found"
    assert state_of(replace(ratio, left_out_low=0.9)) == "open"
    assert state_of(replace(ratio, log=-1.0, left_out_high=0.5)) == "contrary"
    assert state_of(replace(ratio, log=3.0, standard_error=0.6)) == "open"  # little power


def test_wrong_arguments_are_refused(data: DiplomacyData) -> None:
    with pytest.raises(InvalidArgument, match="country"):
        study_diplomacy(data, country="ZZ")
    with pytest.raises(InvalidArgument, match="seed"):
        study_diplomacy(data, seed=-1)
    with pytest.raises(InvalidArgument, match="as_of"):
        study_diplomacy(data, as_of=1900)
