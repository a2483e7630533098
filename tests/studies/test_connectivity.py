"""The connectivity study on a made-up country: counts by hand, words, bad input."""

from __future__ import annotations

import json
import re
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
from sistercities.studies.connectivity import study
from sistercities.studies.connectivity.city_table import city_table
from sistercities.studies.connectivity.city_ties import counted_ties, roster
from sistercities.studies.connectivity.data import ConnectivityData, read_connectivity_data
from sistercities.studies.connectivity.evidence import gather_evidence
from sistercities.studies.connectivity.models import DESTINATIONS
from sistercities.studies.connectivity.study import study_connectivity
from sistercities.studies.connectivity.verdict import judge
from sistercities.studies.findings import StudyResult
from sistercities.studies.study_tables import StudyTables
from studies.in_words import without_words
from studies.made_up_connectivity import CITIES, made_up_country

CAUSAL = re.compile(
    r"\b(caus\w*|because|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|boost\w*)"
    r"\b", re.IGNORECASE,
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> ConnectivityData:
    return made_up_country()


@pytest.fixture(scope="module")
def result(connectivity_found: StudyResult) -> StudyResult:
    return connectivity_found


@pytest.fixture(scope="module")
def drawn(drawn_tables: StudyTables) -> ConnectivityData:
    return read_connectivity_data(drawn_tables)


@pytest.fixture
def _main_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what changes under other rules, where a test looks at the main run."""
    monkeypatch.setattr(study, "sensitivity_rows", lambda *_: ())


def with_tables(data: ConnectivityData, **changed: pd.DataFrame) -> ConnectivityData:
    names = ("places", "parents", "ties", "upper_tier", "region_coverage", "sources")
    held = {name: getattr(data.study.tables, name) for name in names} | changed
    return replace(data, study=replace(data.study, tables=NetworkTables(**held)))


def with_facts(data: ConnectivityData, **changed: float | None) -> ConnectivityData:
    city = data.city.copy()
    for variable, value in changed.items():
        city.loc[city["variable"] == variable, "value"] = value
    return replace(data, city=city)


def counts(data: ConnectivityData, rules=MAIN_RULES) -> dict[str, int]:
    cities, _ = city_table(data, "CN", 2020, rules)
    return dict(zip(cities["place_id"], cities["ties"], strict=True))


def test_ties_of_the_drawn_world_by_hand(drawn: ConnectivityData) -> None:
    """A tie with a dual place counts, one with a region or of a county does not."""
    found = counts(drawn)
    assert found[world.SHUANGHE] == 3  # Tokiwa, Kawabe, Portclair; Hushi's tie is Hushi's own
    assert found[world.MEIPING] == 2  # Kawabe K, Saint-Orme; Higashino is a region, Tokiwa pending
    assert found[world.NINGWAN] == 5  # Tokiwa, Saint-Orme, Portclair, Altwerder, and Freihafen
    assert found[world.TIANTAI] == 0
    assert found[world.YUNLING] == 1
    assert world.JINGHAI not in found
    assert world.HUSHI not in found


def test_rules_change_the_counts_as_they_say(drawn: ConnectivityData) -> None:
    folded = counts(drawn, replace(MAIN_RULES, counties="folded"))
    assert folded[world.SHUANGHE] == 4
    as_city = counts(drawn, replace(MAIN_RULES, dual="as_city"))
    assert as_city[world.JINGHAI] == 2
    both = counts(drawn, replace(MAIN_RULES, dual="as_city", counties="folded"))
    assert both[world.JINGHAI] == 3
    assert counts(drawn, replace(MAIN_RULES, exchanges="dropped"))[world.NINGWAN] == 4


@pytest.mark.parametrize("country", ["CN", "JP", "DE"])
def test_a_release_without_any_fact_on_cities_cannot_tell(
    drawn: ConnectivityData, country: str
) -> None:
    result = study_connectivity(drawn, country=country)
    assert result.verdicts["C5"].verdict == CANNOT_TELL
    assert "cannot be told" in result.headline


def test_every_tie_is_counted_or_told(drawn: ConnectivityData) -> None:
    tables = drawn.study.tables
    at_home = with_home_end(tables.ties, tables.fields, "CN")
    found = counted_ties(tables, at_home, 2020, MAIN_RULES)
    assert len(found.ties) + sum(found.left_out.values()) == len(at_home)


def test_small_towns_and_unlisted_regions_take_no_part(data: ConnectivityData) -> None:
    """The release holds a town below 15,000 only if it has a tie; without a list 0 is unknown."""
    coverage = data.study.tables.region_coverage
    extra = pd.DataFrame([{"place_id": "gn:3", "level": "lower", "source_id": "lists-2020",
                           "is_covered": True, "ties_listed": 9}])  # fmt: skip
    listed = with_tables(data, region_coverage=pd.concat([coverage, extra]))
    assert "gn:9000" not in set(roster(listed.study, "JP", 2020, MAIN_RULES)["place_id"])
    assert len(roster(listed.study, "JP", 2020, MAIN_RULES)) == 60
    assert len(roster(data.study, "JP", 2020, MAIN_RULES)) == 0
    unlisted = coverage[coverage["place_id"] != "gn:100"]
    part = roster(with_tables(data, region_coverage=unlisted).study, "CN", 2020, MAIN_RULES)
    assert len(part) == 72
    assert "gn:100" not in set(part["region"])


def test_flights_of_2014_are_of_the_last_version_and_0_without_an_airport(
    data: ConnectivityData,
) -> None:
    cities, _ = city_table(data, "CN", 2020, MAIN_RULES)
    of = cities.set_index("place_id")["destinations_2014"]
    last = data.flights_odbl.query("snapshot == '2014-08-06'").set_index("place_id")["value"]
    assert of[CITIES[:50]].tolist() == last[CITIES[:50]].tolist()
    assert of[CITIES[50:]].tolist() == [0.0] * 30


def test_what_is_drawn_is_found(result: StudyResult) -> None:
    verdict = result.verdicts["C5"]
    assert verdict.verdict in ("supported", "mixed")
    found = {finding.name: finding for finding in result.findings}
    ratio = found["ratio_flights_qmle"]
    assert ratio.low < np.exp(0.5) < ratio.high  # what `made_up_country` draws
    assert (verdict.number, verdict.low, verdict.high) == (
        found["correlation_flights"].value, found["correlation_flights"].low,
        found["correlation_flights"].high,
    )  # fmt: skip
    assert result.headline.startswith("The data do not show whether better connected cities")
    assert "Cities of Homeland with more destinations abroad" in result.headline
    assert "size and wealth not held equal" in result.headline
    assert result.headline.endswith("But most of these ties are older than the flights.")


@pytest.mark.usefixtures("_main_run_alone")
def test_ties_of_unknown_age_are_not_called_older(data: ConnectivityData) -> None:
    ties = data.study.tables.ties.assign(start_precision="none")
    undated = study_connectivity(with_tables(data, ties=ties))
    assert "older" not in undated.headline
    assert "cannot be said which is older" in undated.limits[0]


def test_every_finding_says_what_it_rests_on(result: StudyResult) -> None:
    for finding in result.findings:
        assert finding.method
        assert finding.n >= 0
        if finding.low is not None:
            assert finding.low <= finding.value <= finding.high
            assert finding.clusters > 0
        else:
            assert finding.note, finding.name


def test_every_text_has_chinese_words(result: StudyResult) -> None:
    assert without_words(result, "zh") == []


def test_no_sentence_names_a_cause(result: StudyResult) -> None:
    said = [result.headline, result.power, *result.limits, result.verdicts["C5"].sentence,
            *(figure.title for figure in result.figures)]  # fmt: skip
    assert [text for text in said if CAUSAL.search(text)] == []


def test_no_value_of_openflights_is_shown_city_by_city(result: StudyResult) -> None:
    """Decision 0008: joined in memory alone; a row of a city or a mark of it shows none."""
    cities = next(table for table in result.tables if table.name == "cities")
    assert [c.label for c in cities.columns if re.search("2009|2014", c.label)] == []
    points = next(figure for figure in result.figures if figure.kind == "points")
    assert not re.search("2009|2014", points.x_label + points.title + points.subtitle)
    assert "Open Database License" in result.settings["OpenFlights"]


def test_the_executor_changes_no_number(data: ConnectivityData, result: StudyResult) -> None:
    with ThreadPoolExecutor(2) as executor:
        other = study_connectivity(data, executor=executor)
    assert asdict(result) == asdict(other)
    json.dumps(asdict(result))


@pytest.mark.usefixtures("_main_run_alone")
def test_the_order_of_rows_does_not_matter(data: ConnectivityData, result: StudyResult) -> None:
    tables = data.study.tables
    shuffled = with_tables(data, places=tables.places.sample(frac=1, random_state=1),
                           ties=tables.ties.sample(frac=1, random_state=2))  # fmt: skip
    other = study_connectivity(shuffled)
    assert [f.value for f in other.findings] == [f.value for f in result.findings]


@pytest.mark.usefixtures("_main_run_alone")
def test_an_overlay_that_doubles_every_tie_changes_nothing(
    data: ConnectivityData, result: StudyResult
) -> None:
    ties = data.study.tables.ties
    again = ties.assign(tie_id=ties["tie_id"] + "+overlay")
    doubled = study_connectivity(
        with_tables(data, ties=pd.concat([ties, again], ignore_index=True))
    )
    assert [f.value for f in doubled.findings] == [f.value for f in result.findings]
    assert doubled.left_out["the same two places after folding"] == len(ties)


def test_an_answer_that_changes_is_said_first(data: ConnectivityData) -> None:
    """Where flights of 2014 run against those of 2026, the first line warns of it."""
    odbl = data.flights_odbl.copy()
    odbl["value"] = odbl["value"].max() - odbl["value"]
    turned = study_connectivity(replace(data, flights_odbl=odbl))
    assert "C5.flights (1 of" in turned.first_line_warning
    flights = turned.parts[0]
    assert [row.name for row in flights.rows if row.is_turned] == ["flights of 2014"]


@pytest.mark.parametrize("variable", ["gdp", "exports", "is_coastal"])
@pytest.mark.parametrize("value", [1.0, None])
def test_a_constant_or_missing_covariate_is_left_out(
    data: ConnectivityData, variable: str, value: float | None
) -> None:
    cities, _ = city_table(with_facts(data, **{variable: value}), "CN", 2020, MAIN_RULES)
    full = gather_evidence(cities, None, leave_out="if it matters").full
    assert full.ratio(DESTINATIONS) is not None
    assert [term.column for term in full.left_out_terms if term.column == variable] == [variable]


def test_constant_flights_cannot_be_told(data: ConnectivityData) -> None:
    result = study_connectivity(with_facts(data, international_destinations=3.0))
    verdict = result.verdicts["C5"]
    assert verdict.verdict == CANNOT_TELL
    assert "same in every row" in verdict.sentence


@pytest.mark.usefixtures("_main_run_alone")
def test_where_a_fact_is_missing_mixed_is_the_most_and_that_is_said(
    data: ConnectivityData, result: StudyResult
) -> None:
    without = study_connectivity(with_facts(data, exports=None))
    said = [any("can be mixed at most" in limit for limit in each.limits)
            for each in (without, result)]  # fmt: skip
    assert said == [True, False]
    assert without.verdicts["C5"].verdict != "supported"


def test_missing_flights_cannot_be_told(data: ConnectivityData) -> None:
    result = study_connectivity(with_facts(data, international_destinations=None))
    assert result.verdicts["C5"].verdict == CANNOT_TELL
    assert "flights of its cities are not known" in result.headline


@pytest.mark.parametrize("n", [0, 1])
def test_no_tie_or_one_cannot_be_told(data: ConnectivityData, n: int) -> None:
    ties = data.study.tables.ties.copy()
    ties.loc[ties.index[n:], "status"] = "pending"
    result = study_connectivity(with_tables(data, ties=ties))
    assert result.verdicts["C5"].verdict == CANNOT_TELL
    assert f"{n} ties of its cities are known" in result.headline


def test_a_country_without_lists_cannot_be_told(data: ConnectivityData) -> None:
    result = study_connectivity(data, country="JP")
    assert result.verdicts["C5"].verdict == CANNOT_TELL
    assert "no region of it does a source list" in result.headline


def test_separation_is_a_sentence(data: ConnectivityData) -> None:
    """Where all cities on the coast have no tie, no ratio of the coast exists."""
    coastal = data.city.query("variable == 'is_coastal' and value == 1")["place_id"]
    ties = data.study.tables.ties
    dry = ties[~ties["place_a"].isin(coastal) & ~ties["place_b"].isin(coastal)]
    cities, _ = city_table(with_tables(data, ties=dry), "CN", 2020, MAIN_RULES)
    evidence = gather_evidence(cities, None)
    assert evidence.full.ratio(DESTINATIONS) is None
    assert "no estimate exists" in evidence.full.note
    assert "cannot be told: There is no fit" in judge(evidence).sentence


def test_wrong_arguments_are_refused(data: ConnectivityData) -> None:
    with pytest.raises(InvalidArgument, match="country"):
        study_connectivity(data, country="ZZ")
    with pytest.raises(InvalidArgument, match="seed"):
        study_connectivity(data, seed=-1)
    with pytest.raises(InvalidArgument, match="as_of"):
        study_connectivity(data, as_of=1900)
