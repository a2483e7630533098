"""The machine-readable study keeps its promise for full, empty and odd results."""

import json

import pytest

from report.made_up_result import few, many, odd
from sistercities.report.study_json import study_record

PROMISED = {"study", "country", "as_of", "data_version", "estimates", "nulls", "verdicts"}
OF_A_NULL = {
    *("observed", "mean", "sd", "ratio", "ratio_low", "ratio_high"),
    *("p", "p_low", "p_high", "draws", "seed"),
}


@pytest.mark.parametrize("make", [many, few, odd])
def test_promised_names_are_always_there(make):
    held = study_record(make())
    assert held.keys() >= PROMISED | {"sensitivity"}
    assert set(held["estimates"]) == set(make().estimates)
    for row in held["estimates"].values():
        assert row.keys() >= {"value", "low", "high", "n"}
    for row in held["nulls"].values():
        assert row.keys() >= OF_A_NULL
    assert held["verdicts"].keys() == {"C1", "C2", "C3"}
    for row in held["verdicts"].values():
        assert row.keys() >= {"verdict", "sentence"}
    assert isinstance(held["sensitivity"], list)


@pytest.mark.parametrize("make", [many, few, odd])
def test_it_is_json_without_nan_and_survives_the_trip(make):
    held = study_record(make())
    assert json.loads(json.dumps(held, allow_nan=False)) == held


def test_numbers_that_are_not_finite_become_null_and_others_stay():
    row = study_record(odd())["estimates"]["odds_ratio"]
    assert (row["value"], row["low"], row["high"]) == (None, None, None)
    assert study_record(many())["estimates"]["odds_ratio"]["value"] == 1.94


def test_a_null_carries_its_whole_distribution():
    null = study_record(many())["nulls"]["degree"]
    assert sum(null["histogram"].values()) == null["draws"] == 2000


def test_a_thing_without_a_json_form_is_refused():
    import dataclasses

    broken = dataclasses.replace(many(), settings={"when": object()})
    with pytest.raises(TypeError, match="has no place"):
        study_record(broken)
