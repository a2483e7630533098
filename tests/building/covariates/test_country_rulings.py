"""Our rulings on languages and land borders: what they change, and what they leave."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from release_build.covariates.country_rulings import (
    changed_languages,
    read_land_borders,
    require_needed,
    ruled_borders,
    shared_languages,
    with_rulings,
)
from release_build.covariates.official_languages import LanguageRulings, read_official_languages
from release_build.covariates.pair_values import PairFacts, as_rows
from sistercities.errors import BuildError, SourceError

CODES = ("QA", "QB", "QC")
LANGUAGE_HEAD = "country,language_1,language_2,language_3,since,reason,date\n"
BORDER_HEAD = "country_a,country_b,is_border,reason,date\n"


def facts(variable: str, values: tuple[float, float, float]) -> PairFacts:
    """QA with QB, QA with QC, QB with QC."""
    a, b = np.array([0, 0, 1]), np.array([1, 2, 2])
    return PairFacts(variable, a, b, np.full(3, 2005), np.array(values))


def test_languages_are_read_and_a_country_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "official_languages.csv"
    path.write_text(f"{LANGUAGE_HEAD}QA,Norse,Latin,,,so,2026-01-02\nQB,,,,2024,so,2026-01-02\n")
    read = read_official_languages(path, CODES)
    assert read == LanguageRulings({"QA": ("Norse", "Latin")}, {2024: {"QB": ()}})
    assert read.all_languages == {"QA": ("Norse", "Latin"), "QB": ()}
    path.write_text(f"{LANGUAGE_HEAD}QA,Norse,,,,so,2026-01-02\nQA,Latin,,,,so,2026-01-02\n")
    with pytest.raises(SourceError, match="keep one"):
        read_official_languages(path, CODES)
    for cells, problem in (
        ("Norse,,,,", "reason"),
        (",,,,so", "language_1"),
        ("Norse,,,2005,so", "since"),
    ):
        path.write_text(f"{LANGUAGE_HEAD}QA,{cells},2026-01-02\n")
        with pytest.raises(SourceError, match=problem):
            read_official_languages(path, CODES)


def test_borders_are_read_with_their_codes_in_order(tmp_path: Path) -> None:
    path = tmp_path / "land_borders.csv"
    path.write_text(f"{BORDER_HEAD}QA,QB,1,so,2026-01-02\nQA,QC,0,so,2026-01-02\n")
    assert read_land_borders(path, CODES) == {("QA", "QB"): 1.0, ("QA", "QC"): 0.0}
    path.write_text(f"{BORDER_HEAD}QB,QA,1,so,2026-01-02\n")
    with pytest.raises(SourceError, match="codes in order"):
        read_land_borders(path, CODES)


def test_a_ruling_on_languages_that_changes_nothing_is_refused() -> None:
    require_needed({"QA": ("Norse",)}, {"QA": ("Latin",), "QB": ("Norse",)})
    with pytest.raises(BuildError, match="says the same of QA"):
        require_needed({"QA": ("Norse",)}, {"QA": ("Norse",)})


def test_what_a_ruling_changes_stands_under_our_name_and_the_rest_stays() -> None:
    given = {"QA": ("Latin",), "QB": ("Norse",), "QC": ("Latin", "Norse")}
    shared = shared_languages({"QA": ("Norse",)}, given)
    assert shared == {("QA", "QB"): 1.0, ("QA", "QC"): 1.0}
    # QA and QB now share Norse; QA and QC shared Latin and share Norse.
    kept, ours = with_rulings(facts("common_official_language", (0.0, 1.0, 1.0)), CODES, shared)
    rows = [
        (row["country_a"], row["country_b"], row["value"], row["source_id"])
        for row in as_rows([kept, ours], CODES)
    ]
    assert sorted(rows) == [
        ("QA", "QB", 1.0, "decisions"),
        ("QA", "QC", 1.0, "cepii-geodist"),
        ("QB", "QC", 1.0, "cepii-geodist"),
    ]


def test_a_change_of_languages_has_its_year_and_only_where_it_tells() -> None:
    given = {"QA": ("Latin",), "QB": ("Latin",), "QC": ("Latin", "Norse")}
    rulings = LanguageRulings({}, {2023: {"QA": ("Norse",)}, 2024: {"QB": ()}})
    listed = facts("common_official_language", (1.0, 1.0, 1.0))
    found = changed_languages([listed], CODES, given, rulings)
    rows = zip(found.a.tolist(), found.b.tolist(), found.year.tolist(), found.value, strict=True)
    # QA leaves Latin and still shares Norse with QC; QB and QA share nothing before QB leaves.
    assert list(rows) == [(0, 1, 2023, 0.0), (1, 2, 2024, 0.0)]
    assert found.source_id == "decisions"
    none = changed_languages([listed], CODES, given, LanguageRulings({}, {}))
    assert not len(none.a)


def test_a_ruling_on_a_border_must_differ_from_the_list() -> None:
    listed = facts("land_border", (1.0, 0.0, 0.0))
    kept, ours = ruled_borders(listed, CODES, {("QA", "QB"): 0.0})
    assert (kept.value.tolist(), ours.value.tolist()) == ([0.0, 0.0], [0.0])
    with pytest.raises(BuildError, match="the same of QB and QC"):
        ruled_borders(listed, CODES, {("QB", "QC"): 0.0})
