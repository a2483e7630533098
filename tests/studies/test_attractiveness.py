"""The attractiveness study on a made-up world: choices by hand, words, bad input."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import world
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument
from sistercities.network.lift import NetworkTables
from sistercities.studies.attractiveness import study
from sistercities.studies.attractiveness.choices import TERMS, drawn_rows, terms
from sistercities.studies.attractiveness.choosing import Chosen, chosen_by, main_scope
from sistercities.studies.attractiveness.cities import Cities, world_cities
from sistercities.studies.attractiveness.data import AttractivenessData, read_attractiveness_data
from sistercities.studies.attractiveness.dated import dated_choices
from sistercities.studies.attractiveness.evidence import gather_evidence
from sistercities.studies.attractiveness.expected import expected_of_countries, home_cities
from sistercities.studies.attractiveness.models import fit_choices
from sistercities.studies.attractiveness.study import study_attractiveness
from sistercities.studies.attractiveness.verdict import why_not_told
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.findings import StudyResult
from studies.in_words import without_words
from studies.made_up_attractiveness import HOME_LISTS, LISTS, UNLISTED, made_up_world

CAUSAL = re.compile(
    r"\b(caus\w*|because of|effects? of|lead\w* to|driv\w*|due to|thanks to|makes?|impact\w*|"
    r"boost\w*)\b", re.IGNORECASE,
)  # fmt: skip
N_SAMPLED = (6, 6, 6)


@pytest.fixture(scope="module")
def data() -> AttractivenessData:
    return made_up_world()


@pytest.fixture(scope="module")
def result(data: AttractivenessData) -> StudyResult:
    return study_attractiveness(data)


def with_tables(data: AttractivenessData, **changed: pd.DataFrame) -> AttractivenessData:
    names = ("places", "parents", "ties", "upper_tier", "region_coverage", "sources")
    held = {name: getattr(data.study.tables, name) for name in names} | changed
    return replace(data, study=replace(data.study, tables=NetworkTables(**held)))


def chosen_of(data: AttractivenessData, country: str = "CN") -> tuple[Cities, Chosen]:
    cities, scope = world_cities(data), main_scope(data, 2026)
    assert scope is not None
    return cities, chosen_by(data, cities, country, 2026, scope)


def test_choices_are_the_ties_of_listed_countries_from_the_side_of_each_foreign_city(
    data: AttractivenessData,
) -> None:
    """Counted again from the table of ties, one by one."""
    cities, chosen = chosen_of(data)
    of = data.study.tables.fields.country
    expected = set()
    for a, b in zip(data.study.tables.ties["place_a"], data.study.tables.ties["place_b"],
                    strict=True):  # fmt: skip
        if UNLISTED in (of[a], of[b]):
            continue
        expected |= {(x, y) for x, y in ((a, b), (b, a)) if of[x] != "CN"}
    found = set(zip(cities.place_id[chosen.choices.chooser],
                    cities.place_id[chosen.choices.chosen], strict=True))  # fmt: skip
    assert found == expected


def test_every_end_of_a_tie_is_a_choice_or_told(data: AttractivenessData) -> None:
    _, chosen = chosen_of(data)
    told = sum(n for reason, n in chosen.left_out.items() if reason.startswith("choices"))
    not_ties = sum(n for reason, n in chosen.left_out.items() if reason.startswith("ties"))
    n_ties = len(data.study.tables.ties) - not_ties
    assert chosen.choices.chooser.size + told == 2 * n_ties


def test_ties_of_the_home_side_alone_are_no_choices(data: AttractivenessData) -> None:
    """The trap: dated lists of the home country's side hold its ties alone."""
    ties = data.study.tables.ties
    extra = ties[ties["sources"].str.contains(HOME_LISTS)].copy()
    of = data.study.tables.fields.country
    home = sorted(p for p, c in of.items() if c == "CN" and p.startswith("gn:"))
    extra["place_a"] = home[0]
    abroad = sorted(p for p, c in of.items() if c == "JP" and p.startswith("gn:"))
    extra["place_b"] = [abroad[k % len(abroad)] for k in range(len(extra))]
    extra = extra.drop_duplicates(["place_a", "place_b"]).assign(sources=HOME_LISTS)
    more = with_tables(data, ties=pd.concat([ties, extra], ignore_index=True))
    before, after = chosen_of(data)[1], chosen_of(more)[1]
    assert np.array_equal(before.choices.chooser, after.choices.chooser)
    assert np.array_equal(before.choices.chosen, after.choices.chosen)


def test_terms_of_a_pair_by_hand(data: AttractivenessData) -> None:
    cities = world_cities(data)
    is_home = cities.country == "CN"
    i, j = int(np.flatnonzero(~is_home)[0]), int(np.flatnonzero(is_home)[0])
    x, km = terms(cities, np.array([i]), np.array([j]), is_home)
    row = dict(zip(TERMS, x[0], strict=True))
    places = data.study.tables.places.set_index("place_id")
    a, b = (places.loc[cities.place_id[k]] for k in (i, j))
    east, north = (
        np.radians([a["longitude"], b["longitude"]]),
        np.radians([a["latitude"], b["latitude"]]),
    )
    hav = np.sin(np.diff(north) / 2) ** 2 + np.prod(np.cos(north)) * np.sin(np.diff(east) / 2) ** 2
    assert km[0] == pytest.approx(2 * 6371.0088 * np.arcsin(np.sqrt(hav[0])), rel=1e-9)
    assert row["home country"] == 1
    assert row["population"] == pytest.approx(np.log2(b["population"]))
    assert row["difference of population"] == pytest.approx(
        abs(np.log2(a["population"] / b["population"]))
    )
    assert row["distance"] == pytest.approx(np.log2(km[0]))
    assert row["distance beyond 4,000 km"] == pytest.approx(max(0, np.log2(km[0] / 4000)))


def test_no_alternative_lies_in_the_own_country_and_each_set_holds_the_chosen(
    data: AttractivenessData,
) -> None:
    cities, chosen = chosen_of(data)
    rows = drawn_rows(cities, chosen.choices, chosen.is_alternative, chosen.is_home,
                      n_sampled=N_SAMPLED, seed=1)  # fmt: skip
    assert (cities.country[rows.chooser] != cities.country[rows.alternative]).all()
    assert rows.is_chosen.sum() == chosen.choices.chooser.size
    assert UNLISTED not in set(cities.country[rows.alternative])


def test_struck_out_alternatives_leave_the_estimate_where_it_is(data: AttractivenessData) -> None:
    """The fit on a sample agrees with that on all open alternatives, within sampling."""
    cities, chosen = chosen_of(data)
    fits = []
    for n in (N_SAMPLED, (500, 500, 500)):
        rows = drawn_rows(cities, chosen.choices, chosen.is_alternative, chosen.is_home,
                          n_sampled=n, seed=2)  # fmt: skip
        fits.append(fit_choices(rows))
    sampled, whole = (np.log(fit.home.value) for fit in fits)
    assert abs(sampled - whole) < 0.25
    assert abs(whole - 1.2) < 0.5  # what `made_up_world` draws


def test_expected_choices_of_all_countries_add_up(data: AttractivenessData) -> None:
    cities, chosen = chosen_of(data)
    rows = drawn_rows(cities, chosen.choices, chosen.is_alternative, chosen.is_home,
                      n_sampled=N_SAMPLED, seed=1)  # fmt: skip
    model = fit_choices(rows)
    found = expected_of_countries(cities, chosen, model, 1)
    assert found.expected.sum() == pytest.approx(found.observed.sum())
    own = cities.countries == "CN"
    assert found.observed[own] > 1.5 * found.expected[own]
    ranking = home_cities(cities, chosen, model)
    assert ranking["expected"].sum() == pytest.approx(ranking["chosen"].sum())
    assert ranking["chosen"].sum() == found.observed[own]
    assert ((ranking["low"] < ranking["ratio"]) & (ranking["ratio"] < ranking["high"])).all()


def test_what_is_drawn_is_found(result: StudyResult) -> None:
    verdict = result.verdicts["C6"]
    found = {finding.name: finding for finding in result.findings}
    assert verdict.verdict == "supported"
    assert (verdict.number, verdict.low, verdict.high) == (
        found["odds_ratio"].value, found["odds_ratio"].low, found["odds_ratio"].high,
    )  # fmt: skip
    assert found["odds_ratio"].low < np.exp(1.2) < found["odds_ratio"].high
    assert found["ratio_per_decade"].low > 1
    assert result.headline.startswith("Foreign cities tie with cities of CN")
    growing = next(part for part in result.parts if part.part == "growing")
    assert ("have grown" in result.headline) == (growing.side == "above")


def test_shares_dated_are_counted(data: AttractivenessData, result: StudyResult) -> None:
    found = {finding.name: finding for finding in result.findings}
    of = data.study.tables.fields.country
    ties = data.study.tables.ties
    ends = zip(ties["place_a"], ties["place_b"], strict=True)
    is_home = np.array(["CN" in (of[a], of[b]) for a, b in ends])
    assert (found["dated_home"].value, found["dated_home"].n) == (1.0, sum(is_home))
    assert found["dated_other"].value == 0.0
    assert any("would show which lists give dates" in limit for limit in result.limits)
    begun = ties[is_home & ~ties["sources"].str.contains("wikidata-2016")]["start_year"]
    assert found["added_begun_before"].value == pytest.approx((begun <= 2016).mean())


def test_without_dates_abroad_change_is_unknown(
    data: AttractivenessData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(study, "sensitivity_rows", lambda *_, **__: ())
    undated = study_attractiveness(replace(data, claims=data.claims.iloc[:0]))
    assert undated.verdicts["C6"].verdict == "mixed"
    assert "cannot be told, because dates are missing abroad" in undated.headline


def test_dated_choices_by_hand(data: AttractivenessData) -> None:
    dated = dated_choices(data, "CN", 2026)
    known = data.claims[data.claims["precision"] == "year"]
    of = data.study.tables.fields.country
    assert dated.n_choices == len(known)
    n_home = sum(of[p] == "CN" for p in known["place_b"])
    assert int((dated.is_home & dated.is_chosen).sum()) == dated.n_dated_home == n_home
    assert dated_choices(data, "CN", 1980).n_choices == (known["start"] <= "1980").sum()


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
    said = [result.headline, result.power, *result.limits, result.verdicts["C6"].sentence,
            *(figure.title for figure in result.figures)]  # fmt: skip
    assert [text for text in said if CAUSAL.search(text)] == []


def test_neither_the_executor_nor_the_order_of_rows_changes_a_number(
    data: AttractivenessData, result: StudyResult
) -> None:
    tables = data.study.tables
    shuffled = with_tables(data, places=tables.places.sample(frac=1, random_state=1),
                           ties=tables.ties.sample(frac=1, random_state=2))  # fmt: skip
    with ThreadPoolExecutor(2) as executor:
        other = study_attractiveness(shuffled, executor=executor)
    assert asdict(result) == asdict(other)
    json.dumps(asdict(result))


def test_an_overlay_that_doubles_every_tie_changes_nothing(data: AttractivenessData) -> None:
    ties = data.study.tables.ties
    again = ties.assign(tie_id=ties["tie_id"] + "+overlay")
    doubled, same = (
        chosen_of(each)[1].choices
        for each in (with_tables(data, ties=pd.concat([ties, again])), data)
    )
    assert np.array_equal(doubled.chooser, same.chooser)
    assert np.array_equal(doubled.chosen, same.chosen)


@pytest.mark.parametrize("variable", ["is_coastal", "is_national_capital"])
def test_a_constant_covariate_is_left_out(data: AttractivenessData, variable: str) -> None:
    city = data.city.copy()
    city.loc[city["variable"] == variable, "value"] = 0.0
    changed = replace(data, city=city)
    cities, chosen = chosen_of(changed)
    rows = drawn_rows(cities, chosen.choices, chosen.is_alternative, chosen.is_home,
                      n_sampled=N_SAMPLED, seed=1)  # fmt: skip
    model = fit_choices(rows)
    assert model.home is not None
    assert model.left_out


def test_a_missing_covariate_cannot_be_told(data: AttractivenessData) -> None:
    """Without income no city has a known counterpart; nothing is filled in."""
    result = study_attractiveness(replace(data, country=data.country.iloc[:0]))
    assert result.verdicts["C6"].verdict == CANNOT_TELL
    assert "cannot be told" in result.headline


@pytest.mark.parametrize("n", [0, 1])
def test_no_tie_or_one_cannot_be_told(data: AttractivenessData, n: int) -> None:
    ties = data.study.tables.ties.copy()
    ties.loc[ties.index[n:], "status"] = "pending"
    result = study_attractiveness(with_tables(data, ties=ties))
    assert result.verdicts["C6"].verdict == CANNOT_TELL


def test_a_country_that_nobody_chooses_cannot_be_told(data: AttractivenessData) -> None:
    ties = data.study.tables.ties
    of = data.study.tables.fields.country
    apart = [("CN" not in (of[a], of[b]))
             for a, b in zip(ties["place_a"], ties["place_b"], strict=True)]  # fmt: skip
    result = study_attractiveness(with_tables(data, ties=ties[apart]))
    assert result.verdicts["C6"].verdict == CANNOT_TELL
    assert "0 choices of its cities are known" in result.headline


def test_a_country_with_few_regions_cannot_be_told(data: AttractivenessData) -> None:
    parents = data.study.tables.parents.copy()
    parents["parent_id"] = parents["parent_id"].str.replace(r"^x:CN-\d+$", "x:CN-0", regex=True)
    cities, chosen = chosen_of(with_tables(data, parents=parents))
    rows = drawn_rows(cities, chosen.choices, chosen.is_alternative, chosen.is_home,
                      n_sampled=N_SAMPLED, seed=1)  # fmt: skip
    assert "1.0 effective regions" in why_not_told(gather_evidence(rows, None))


def test_an_early_year_has_no_list(data: AttractivenessData) -> None:
    result = study_attractiveness(data, as_of=1990)
    assert result.verdicts["C6"].verdict == CANNOT_TELL
    assert "no undated list" in result.headline
    assert LISTS not in result.settings["ties"]


@pytest.mark.parametrize("country", ["CN", "JP", "DE"])
def test_the_drawn_world_cannot_tell(
    country: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("world")
    drawn = read_attractiveness_data(open_release(world.write_world(folder)))
    result = study_attractiveness(drawn, country=country)
    assert result.verdicts["C6"].verdict == CANNOT_TELL


def test_wrong_arguments_are_refused(data: AttractivenessData) -> None:
    with pytest.raises(InvalidArgument, match="country"):
        study_attractiveness(data, country="ZZ")
    with pytest.raises(InvalidArgument, match="seed"):
        study_attractiveness(data, seed=-1)
    with pytest.raises(InvalidArgument, match="as_of"):
        study_attractiveness(data, as_of=1900)
