"""`evaluate` on the drawn world: same numbers on any executor, plain refusals, the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import sistercities as sc
from sistercities.errors import InvalidArgument
from sistercities.partners.evaluation import running
from sistercities.partners.evaluation.evaluate import sentence_of
from sistercities.partners.evaluation.measures import Measured
from sistercities.partners.evaluation.result import Comparison, MethodResult, TaskResult

YEARS = {"first_year": 1994, "last_year": 1997}


@pytest.fixture(scope="module")
def found(release_folder: Path) -> sc.records.Evaluation:
    return sc.validation.evaluate(data=release_folder, **YEARS)


def test_it_finds_the_dated_ties_of_the_next_year(found: sc.records.Evaluation) -> None:
    # Of 1995 to 1998 the drawn world has two dated ties of lower places with places abroad.
    assert found.forecasting is not None
    assert found.forecasting.n_ties + found.forecasting.n_unreachable == 1
    assert found.years == (1994, 1995, 1996, 1997)
    assert found.completion is None  # it needs sources that the drawn world has not
    assert all(check.changed == () for check in found.leaks)
    assert found.left_out == {}


def test_every_method_is_measured_on_the_same_ties_and_compared(
    found: sc.records.Evaluation,
) -> None:
    task = found.forecasting
    assert task is not None
    names = [method.name for method in task.methods]
    assert names[:2] == ["model", "model-dated"]
    assert {"gravity", "sister-region", "implicit-als", "lightgbm"} < set(names)
    assert [one.name for one in task.comparisons] == names[1:]
    assert {one.name for one in task.lists_comparisons} == {*names} - {"short-lists"}
    for method in task.methods:
        for measure, value in method.measures.items():
            assert value.value is not None, (method.name, measure)
            assert value.low <= value.value <= value.high


def test_shares_of_suggestions_are_shares(found: sc.records.Evaluation) -> None:
    fair = found.fairness
    assert fair is not None
    assert {one.name for one in fair.exposures} == {"model", "popularity", "ties on record"}
    for one in fair.exposures:
        assert 0 <= one.gini < 1
        assert sum(one.shares.get(name, 0.0) for name in SIZES) <= 1 + 1e-9
    assert sum(home.n_homes for home in fair.homes if home.kind == "size") == fair.n_homes


SIZES = ("under 50,000", "50,000 to 200,000", "200,000 to 1 million", "1 to 5 million",
         "over 5 million")  # fmt: skip


def test_the_same_numbers_come_from_any_executor(
    found: sc.records.Evaluation, release_folder: Path
) -> None:
    with ThreadPoolExecutor(3) as pool:
        other = sc.validation.evaluate(data=release_folder, executor=pool, **YEARS)
    assert other == found


def test_a_country_without_dated_ties_is_told_so(release_folder: Path) -> None:
    found = sc.validation.evaluate("FR", data=release_folder, first_year=1970, last_year=1971)
    assert found.forecasting is None
    assert found.sentence == "The data hold no ties to find again."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"first_year": 2000, "last_year": 1999}, "last_year=1999"),
        ({"seed": -1}, "seed=-1"),
        ({"workers": 0}, "workers=0"),
        ({"country": "XX"}, "XX"),
        ({"first_year": 3000}, "first_year"),
    ],
)
def test_bad_arguments_are_refused_at_once(
    release_folder: Path, arguments: dict, words: str
) -> None:
    with pytest.raises(InvalidArgument, match=words):
        sc.validation.evaluate(data=release_folder, **arguments)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.2, 0.8, "It ranked them better than the best simple rule did (number of ties)."),
        (0.4, 2.3, "(number of ties) cannot be told from these partnerships."),
        (1.1, 2.3, "The best simple rule (number of ties) ranked them better."),
    ],
)
def test_better_is_said_only_where_the_interval_says_so(
    low: float, high: float, words: str
) -> None:
    ratio = Comparison("popularity", True, {"mean_log_rank": Measured(0.9, low, high)})
    methods = (
        MethodResult("model", "the score", {"country_hit_50": Measured(0.55, 0.2, 0.8)}),
        MethodResult("popularity", "number of ties", {}),
    )
    found = TaskResult(
        name="forecasting", question="Which?", n_ties=11, n_homes=10, n_lists=10, n_unreachable=0,
        n_candidates=900.0, n_in_country=90.0, methods=methods, comparisons=(ratio,),
        lists_comparisons=(), best_simple={"mean_log_rank": "popularity"}, classes=(),
        calibration=(),
    )  # fmt: skip
    said = sentence_of(found, None, ())
    assert said.startswith("We tried the list on 11 later partnerships: 55 % of the partners were ")
    assert said.endswith(words)


def test_the_page_says_what_was_found_and_what_was_left_out(
    typed: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "find_spec", lambda _name: None)
    came = typed("evaluate", "--first-year", "1996", "--last-year", "1997", "--workers", "1")
    assert (came.code, came.err) == (0, "")
    lines = came.out.splitlines()
    assert lines[0].startswith("We tried the list on 1 later partnership: ")
    assert any(line.startswith("Forecasting: ") for line in lines)
    for method in ("model-gated", "short-lists", "popularity"):
        assert any(line.startswith(f"  {method}: ") for line in lines)
    assert any(line.startswith("gravity") for line in lines)
    assert "Looked for leaks at the cut-offs 1996, 1997: none found." in lines
    assert sum("was left out" in line for line in lines) == 2
    assert "lightgbm" in came.out
