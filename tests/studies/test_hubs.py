"""The study of hubs on a made-up world: networks by hand, draws, words, bad input."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import world
from reference.study_worlds import CAUSAL
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument
from sistercities.network.lift import NetworkTables
from sistercities.studies.attractiveness.cities import Cities, world_cities
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.findings import StudyResult
from sistercities.studies.hubs.change import beside_like_coverage, measure_change
from sistercities.studies.hubs.data import HubsData, read_hubs_data
from sistercities.studies.hubs.draws import draw_hubs
from sistercities.studies.hubs.evidence import gather_evidence, hub_ratios
from sistercities.studies.hubs.measures import MEASURES, positions
from sistercities.studies.hubs.network import TRAITS
from sistercities.studies.hubs.read_network import (
    ReadNetwork,
    earlier_source,
    read_network,
    two_sources,
    world_rules,
)
from sistercities.studies.hubs.sensitivity import changes, sensitivity_rows
from sistercities.studies.hubs.study import study_hubs
from sistercities.studies.hubs.verdict import judge, states_of, why_not_told
from sistercities.studies.hubs.words import headline
from studies.in_words import without_words
from studies.made_up_attractiveness import LISTS, OLD, UNLISTED
from studies.made_up_hubs import made_up_hubs, with_links

TOP = 0.3
"""Share of hubs in the miniature, of which a hundredth would be four cities."""


@pytest.fixture(scope="module")
def data() -> HubsData:
    return made_up_hubs()


@pytest.fixture(scope="module")
def cities(data: HubsData) -> Cities:
    return world_cities(data.choice)


@pytest.fixture(scope="module")
def read(data: HubsData, cities: Cities) -> ReadNetwork:
    return network_of(data, cities)


@pytest.fixture(scope="module")
def result(data: HubsData) -> StudyResult:
    return study_hubs(data)


def network_of(data: HubsData, cities: Cities, country: str = "CN") -> ReadNetwork:
    rules = world_rules(data, 2026)
    assert rules is not None
    return read_network(data, cities, country, 2026, rules)


def with_tables(data: HubsData, **changed: pd.DataFrame) -> HubsData:
    names = ("places", "parents", "ties", "upper_tier", "region_coverage", "sources")
    held = {name: getattr(data.study.tables, name) for name in names} | changed
    study = replace(data.study, tables=NetworkTables(**held))
    return with_links(replace(data.choice, study=study))


def abroad(data: HubsData) -> list[tuple[str, str]]:
    of = data.study.tables.fields.country
    ties = data.study.tables.ties
    ends = zip(ties["place_a"], ties["place_b"], strict=True)
    return [(a, b) for a, b in ends if of[a] != of[b]]


def test_the_graph_is_that_of_networkx(data: HubsData, read: ReadNetwork) -> None:
    """Ties, cores, betweenness and countries of partners, counted again from the table."""
    graph = nx.Graph(abroad(data))
    of = data.study.tables.fields.country
    network = read.network
    assert len(network.ties) == graph.number_of_edges()
    found = positions(network.n, network.ties, network.country)
    core, between = nx.core_number(graph), nx.betweenness_centrality(graph, normalized=False)
    for k, place in enumerate(read.place_id):
        n = graph.degree(place) if place in graph else 0
        shares = Counter(of[other] for other in graph[place]).values() if n else ()
        entropy = -sum(c / n * np.log(c / n) for c in shares)
        wanted = [n, np.exp(entropy) if n else 0, between.get(place, 0), core.get(place, 0)]
        assert found[:, k] == pytest.approx(wanted)


def test_cities_of_countries_without_a_list_are_not_compared(read: ReadNetwork) -> None:
    compared = set(read.codes[read.network.country[read.network.comparable]])
    assert UNLISTED in set(read.codes)
    assert UNLISTED not in compared
    assert "CN" in compared


def test_every_tie_is_in_the_graph_or_told(data: HubsData, read: ReadNetwork) -> None:
    told = sum(read.left_out.values())
    assert len(read.network.ties) + told == len(data.study.tables.ties)


def test_traits_and_clusters_belong_to_their_city(cities: Cities, read: ReadNetwork) -> None:
    network = read.network
    at = {place: k for k, place in enumerate(cities.place_id)}
    rows = [at[place] for place in read.place_id[network.comparable]]
    assert network.x[:, 0] == pytest.approx(cities.log_size[rows])
    assert network.x[:, 2] == pytest.approx(cities.log_income[rows])
    home = cities.country[rows] == "CN"
    assert (home == network.is_home).all()
    labels = np.where(home, cities.region[rows], cities.country[rows])
    assert len(set(zip(labels, network.cluster, strict=True))) == np.unique(network.cluster).size


def test_what_the_earlier_source_saw(data: HubsData, read: ReadNetwork) -> None:
    """All its ties between two countries stand in the list here; none of them is domestic."""
    ties = data.study.tables.ties
    of = data.study.tables.fields.country
    old = ties[ties["sources"].str.contains(OLD)]
    n = sum(of[a] != of[b] for a, b in zip(old["place_a"], old["place_b"], strict=True))
    assert len(read.network.seen) == n
    assert read.network.is_listed.all()


def test_ties_linked_by_other_ties_say_nothing_of_coverage(data: HubsData, cities: Cities) -> None:
    links = data.links.assign(method_a="alias+known_ties")
    read = network_of(replace(data, links=links), cities)
    assert len(read.network.seen) == 0
    both = two_sources(replace(data, links=links), "CN", world_rules(data, 2026), read.codes)
    assert both is None


def test_common_places_have_a_tie_in_both_sources(data: HubsData, read: ReadNetwork) -> None:
    ties = data.study.tables.ties.set_index("tie_id")["sources"]
    both = two_sources(data, "CN", world_rules(data, 2026), read.codes)
    ends = {source: {p for tie, held in ties.items() if source in held for p in tie.split("~")}
            for source in (LISTS, OLD)}  # fmt: skip
    of = data.study.tables.fields.country
    ends = {s: {p for p in places if any(of[p] != of[q] for t in ties.index for q in t.split("~")
                if p in t.split("~"))} for s, places in ends.items()}  # fmt: skip
    assert both.country.size == len(ends[LISTS] & ends[OLD])
    assert len(both.later) >= len(both.earlier)
    # All home ties of this world began before 2015.
    assert both.n_added_dated > 0
    assert both.n_added_since == 0


def test_draws_keep_sure_ties_and_add_what_is_missing(read: ReadNetwork) -> None:
    """Existence 1 and a list that has all that was seen: nearly nothing goes or comes."""
    full = draw_hubs(read.network, top=TOP, n_draws=4, n_sources=None, seed=1)
    assert full.n_gone == 0
    half = np.arange(len(read.network.seen)) % 2 == 0
    poorer = replace(read.network, is_listed=half, existence=read.network.existence * 0.9)
    drawn = draw_hubs(poorer, top=TOP, n_draws=4, n_sources=None, seed=1)
    n = len(read.network.ties)
    assert drawn.n_gone == pytest.approx(0.1 * n, rel=0.4)
    assert drawn.n_added == pytest.approx(0.9 * n, rel=0.4)  # half are listed: as many are not
    assert full.n_added < 0.1 * n


def test_each_draw_has_as_many_hubs_as_places(read: ReadNetwork) -> None:
    drawn = draw_hubs(read.network, top=TOP, n_draws=3, n_sources=50, seed=2)
    places = round(TOP * read.network.comparable.size)
    assert drawn.membership.sum(axis=2) == pytest.approx(np.full((3, 4), places))
    assert drawn.ranks.min() >= 1
    assert drawn.ranks.max() <= read.network.comparable.size


def test_presence_is_the_share_of_hubs_over_the_share_of_cities(read: ReadNetwork) -> None:
    network = read.network
    drawn = draw_hubs(network, top=TOP, n_draws=3, n_sources=None, seed=2)
    ratio = hub_ratios(network, drawn)["ties"]
    chance = drawn.membership[:, 0].mean(axis=0)
    wanted = chance[network.is_home].mean() / chance[~network.is_home].mean()
    assert ratio.value == pytest.approx(wanted)


def test_more_hubs_and_fewer_are_told_apart() -> None:
    found = {}
    for pull in (1.2, -1.2):
        drawn = made_up_hubs(pull=pull)
        network = network_of(drawn, world_cities(drawn.choice)).network
        found[pull] = gather_evidence(network, None, hub_share=TOP, n_draws=6, n_sources=None)
    more, fewer = found[1.2], found[-1.2]
    assert more.main.interval()[0] > 1 > fewer.main.interval()[1]
    assert all(ratio.value < 1 for ratio in fewer.beyond.values())
    assert all(more.beyond[m].value > fewer.beyond[m].value for m in MEASURES)
    assert states_of(fewer)["change"] == "unknown"
    assert judge(fewer).verdict in ("not supported", CANNOT_TELL)


def test_where_hardly_a_hub_is_abroad_there_is_no_estimate(read: ReadNetwork) -> None:
    evidence = gather_evidence(read.network, None, hub_share=0.01, n_draws=6, n_sources=None)
    assert "too few hubs lie abroad" in why_not_told(evidence)


def test_a_list_that_grows_is_no_change(data: HubsData, read: ReadNetwork) -> None:
    """All ties are as old as before: even if the ranks moved, dates do not bear it out."""
    both = two_sources(data, "CN", world_rules(data, 2026), read.codes)
    change = measure_change(both, read.network.home)
    assert set(change.by_measure) == set(MEASURES)
    assert change.n_added_since == 0
    evidence = gather_evidence(read.network, both, hub_share=TOP, n_draws=2, n_sources=20)
    assert states_of(evidence)["change"] in ("open", "coverage", "contrary")
    like = beside_like_coverage(change, read.network.seen, read.network.is_listed,
                                read.network.home)  # fmt: skip
    # Every tie seen is listed, so all countries are alike and the comparison is the same.
    for measure, one in like.items():
        assert one.among.value == pytest.approx(change.by_measure[measure].among.value)


def test_the_same_source_twice_shows_no_change(data: HubsData, read: ReadNetwork) -> None:
    both = two_sources(data, "CN", world_rules(data, 2026), read.codes)
    change = measure_change(replace(both, earlier=both.later), read.network.home)
    assert [one.among.value for one in change.by_measure.values()] == [0.0] * 4
    assert all(one.before == one.after for one in change.by_measure.values())


def test_the_miniature_has_too_few_hubs_to_tell(result: StudyResult) -> None:
    verdict = result.verdicts["C8"]
    assert verdict.verdict == CANNOT_TELL
    assert "too few hubs lie abroad" in result.headline
    assert {table.name for table in result.tables} == {"ranks", "changes"}
    assert {figure.id for figure in result.figures} == {"ranks", "changes"}
    json.dumps(asdict(result))


def test_every_finding_says_what_it_rests_on(result: StudyResult) -> None:
    for finding in result.findings:
        assert finding.method
        if finding.low is not None:
            assert finding.low <= finding.value <= finding.high
        else:
            assert finding.note, finding.name


def test_every_text_has_chinese_words(result: StudyResult) -> None:
    assert without_words(result, "zh") == []


def test_no_sentence_names_a_cause(result: StudyResult) -> None:
    said = [result.headline, result.power, *result.limits, result.verdicts["C8"].sentence,
            *(figure.title for figure in result.figures)]  # fmt: skip
    assert [text for text in said if CAUSAL.search(text)] == []


def test_neither_the_executor_nor_the_order_of_rows_changes_a_number(
    data: HubsData, result: StudyResult
) -> None:
    tables = data.study.tables
    shuffled = with_tables(data, places=tables.places.sample(frac=1, random_state=1),
                           ties=tables.ties.sample(frac=1, random_state=2))  # fmt: skip
    with ThreadPoolExecutor(2) as executor:
        other = study_hubs(shuffled, executor=executor)
    assert asdict(result) == asdict(other)


def test_progress_is_told_to_the_end(data: HubsData) -> None:
    told: list[tuple[str, int, int]] = []
    study_hubs(data, on_progress=lambda *step: told.append(step))
    last = {what: (done, total) for what, done, total in told}
    assert {"draws", "the world's network"} <= set(last)
    assert all(done == total for done, total in last.values())


def test_changes_of_the_rules_are_told_by_two_measures(data: HubsData, cities: Cities) -> None:
    rules = world_rules(data, 2026)
    evidence = gather_evidence(network_of(data, cities).network, None, hub_share=TOP, n_draws=2)
    todo = changes(data, "CN", rules)
    rows = list(sensitivity_rows(data, cities, "CN", 2026, rules, evidence, 1, None,
                                 lambda *_: None))  # fmt: skip
    assert len(rows) == 2 * len(todo)
    by_name = {row.name: row for row in rows}
    assert by_name[f"{OLD} alone: ties"].n == by_name["no draws: ties"].n
    # A tenth of the names is sure, all ties are called sister: nothing changes.
    assert by_name["no exchanges: ties"].value == by_name["no draws: ties"].value
    assert earlier_source(data, rules) == OLD


def test_an_overlay_that_doubles_every_tie_changes_nothing(data: HubsData, cities: Cities) -> None:
    ties = data.study.tables.ties
    again = ties.assign(tie_id=ties["tie_id"] + "+overlay")
    more = with_tables(data, ties=pd.concat([ties, again]))
    doubled, same = network_of(more, cities), network_of(data, cities)
    assert np.array_equal(doubled.network.ties, same.network.ties)
    assert np.array_equal(doubled.network.seen, same.network.seen)
    both, as_before = (
        two_sources(each, "CN", world_rules(each, 2026), same.codes) for each in (more, data)
    )
    assert (both.later == as_before.later).all()
    assert (both.n_added_dated, both.n_added_since) == (
        as_before.n_added_dated, as_before.n_added_since,
    )  # fmt: skip
    assert doubled.left_out["the same two places after folding"] == len(same.network.ties)


@pytest.mark.parametrize("variable", ["is_coastal", "is_national_capital"])
def test_a_constant_covariate_is_left_out(data: HubsData, variable: str) -> None:
    city = data.choice.city.copy()
    city.loc[city["variable"] == variable, "value"] = 0.0
    changed = replace(data, choice=replace(data.choice, city=city))
    network = network_of(changed, world_cities(changed.choice)).network
    evidence = gather_evidence(network, None, hub_share=TOP, n_draws=2)
    left_out = TRAITS.index({"is_coastal": "coast"}.get(variable, "capital of a state"))
    assert left_out not in evidence.traits
    assert evidence.main.coefficients.size == len(evidence.traits) + 1


def test_missing_covariates_cannot_be_told(data: HubsData) -> None:
    """Without income no city is known to be comparable; nothing is filled in."""
    choice = replace(data.choice, country=data.choice.country.iloc[:0])
    result = study_hubs(replace(data, choice=choice))
    assert result.verdicts["C8"].verdict == CANNOT_TELL
    assert "cannot be told" in result.headline


@pytest.mark.parametrize("n", [0, 1])
def test_no_tie_or_one_cannot_be_told(data: HubsData, n: int) -> None:
    ties = data.study.tables.ties.copy()
    ties.loc[ties.index[n:], "status"] = "pending"
    result = study_hubs(with_tables(data, ties=ties))
    assert result.verdicts["C8"].verdict == CANNOT_TELL
    assert "ties of its cities are known, and it needs 30" in result.headline


def test_a_country_without_ties_cannot_be_told(data: HubsData) -> None:
    of = data.study.tables.fields.country
    ties = data.study.tables.ties
    apart = [("CN" not in (of[a], of[b]))
             for a, b in zip(ties["place_a"], ties["place_b"], strict=True)]  # fmt: skip
    result = study_hubs(with_tables(data, ties=ties[apart]))
    assert "0 ties of its cities are known" in result.headline


def test_a_country_without_a_list_cannot_be_told(data: HubsData) -> None:
    result = study_hubs(data, country=UNLISTED)
    assert result.verdicts["C8"].verdict == CANNOT_TELL


def test_a_country_with_few_regions_cannot_be_told(data: HubsData) -> None:
    parents = data.study.tables.parents.copy()
    parents["parent_id"] = parents["parent_id"].str.replace(r"^x:CN-\d+$", "x:CN-0", regex=True)
    changed = with_tables(data, parents=parents)
    network = network_of(changed, world_cities(changed.choice)).network
    evidence = gather_evidence(network, None, hub_share=TOP, n_draws=2)
    assert "1.0 effective regions" in why_not_told(evidence)


def test_an_early_year_has_no_list(data: HubsData) -> None:
    result = study_hubs(data, as_of=1990)
    assert result.verdicts["C8"].verdict == CANNOT_TELL
    assert "no undated list" in result.headline


@pytest.mark.parametrize("country", ["CN", "JP"])
def test_the_drawn_world_cannot_tell(
    country: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("world")
    drawn = read_hubs_data(open_release(world.write_world(folder)))
    assert study_hubs(drawn, country=country).verdicts["C8"].verdict == CANNOT_TELL


def test_wrong_arguments_are_refused(data: HubsData) -> None:
    with pytest.raises(InvalidArgument, match="country"):
        study_hubs(data, country="ZZ")
    with pytest.raises(InvalidArgument, match="seed"):
        study_hubs(data, seed=-1)
    with pytest.raises(InvalidArgument, match="as_of"):
        study_hubs(data, as_of=1900)


@pytest.mark.parametrize("change", ["found", "contrary", "coverage", "unknown", "open"])
@pytest.mark.parametrize("beyond", ["found", "contrary", "open"])
@pytest.mark.parametrize("presence", ["found", "contrary", "open"])
def test_each_finding_has_a_headline_of_its_own(
    read: ReadNetwork, presence: str, beyond: str, change: str
) -> None:
    evidence = gather_evidence(read.network, None, hub_share=TOP, n_draws=2, n_sources=20)
    states = {"presence": presence, "beyond size": beyond, "change": change}
    said = headline(evidence, states, "", "China")
    assert said.count(";") == 2
    assert said.endswith(".")
    assert len(said) < 260
    assert not CAUSAL.search(said)
    assert ("cannot be told" in said.split(";")[0]) == (presence == "open")
