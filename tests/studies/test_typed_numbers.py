"""A number that stands as prose in a sentence of a study is the one by which the study counts.

Rules print their numbers themselves (`test_rules_change`). Other sentences say whom a study counts,
as in "cities of 15,000 persons and more". Each number typed there has its line below: change the
constant, and the sentence is found.
"""

from __future__ import annotations

import ast
import inspect
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import sistercities.studies
from sistercities.studies.attractiveness import choices
from sistercities.studies.connectivity import city_table, city_ties
from sistercities.studies.connectivity.part_rules import CATCHMENTS
from sistercities.studies.drivers import ground
from sistercities.studies.hubs.evidence import HUB_SHARE
from twolevel.nulls.power import minimal_detectable_ratio
from twolevel.nulls.start_years import WINDOW
from twolevel.timing.event_bins import DEFAULT_BINS, DEFAULT_REFERENCE

ROOT = Path(sistercities.studies.__file__).parent
NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d")
STANDS_FOR_ITSELF = {"0", "1", "95"}
"""No effect of a difference and of a ratio, and the level of every interval that is shown."""
OF_POWER = {
    "80": 100 * inspect.signature(minimal_detectable_ratio).parameters["power"].default,
    "5": 100 * inspect.signature(minimal_detectable_ratio).parameters["size"].default,
}
HELD = {
    "attractiveness": {
        "1,000": choices.BENDS_KM[0], "4,000": choices.BENDS_KM[1], "3,000": choices.FAR_KM,
        "100,000": choices.LARGE,
    },
    "connectivity": {
        "15,000": city_ties.MIN_POPULATION, "60": CATCHMENTS[1],
        "2009": city_table.EARLIER_FLIGHTS, "2012": city_table.PANEL_YEAR,
        "2014": city_table.FLIGHTS_YEAR, "2023": city_table.YEARBOOK_YEAR,
    },
    "drivers": {"15,000": ground.MIN_POPULATION, "2023": city_table.YEARBOOK_YEAR},
    "hubs": {"1": 100 * HUB_SHARE},
    "order": {"5": WINDOW, "10": DEFAULT_BINS[-1][1], "6": DEFAULT_BINS[-1][0]},
}  # fmt: skip
"""By study: what is typed, and the number by which the study counts."""
OF_SOURCES = {
    "connectivity": {"2026": "the list of routes"}, "diplomacy": {"2010": "the last dispute"},
    "coverage_words": {"2019": "a list ends", "2020": "a list ends"},
}  # fmt: skip
"""Years of sources, by which nothing is counted here."""
WORDS = {
    "connectivity": {"10": "above which an inflation is large"},
    "diplomacy": {"3166": "ISO 3166-2", "2": "ISO 3166-2", "2.7": "e"},
    "homes": {"9": "9 of 10 cases", "10": "9 of 10 cases"},
    "nesting": {}, "order": {"0.8": "power"}, "phrases": {"100": "of 100"}, "world": {},
}  # fmt: skip
"""What is typed and counts nothing."""


class Typed(NamedTuple):
    """A number in a sentence."""

    study: str
    number: str
    template: str
    constants: frozenset[float]


def _typed() -> Iterator[Typed]:
    """Give the numbers typed in the sentences of studies, each with the numbers beside it."""
    for path in sorted(ROOT.rglob("*.py")):
        study = path.relative_to(ROOT).parts[0].removesuffix(".py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        beside = {
            sentence: _constants(call)
            for call in _calls(tree, "Change")
            for sentence in _calls(call, "say")
        }
        for call in (*_calls(tree, "say"), *_calls(tree, "to_say")):
            if call.args and isinstance(call.args[0], ast.Constant):
                template = str(call.args[0].value)
                plain = re.sub(r"\{[^}]*\}", "", template)
                for number in NUMBER.findall(plain):
                    yield Typed(study, number, template, beside.get(call, frozenset()))


def _calls(tree: ast.AST, name: str) -> list[ast.Call]:
    return [
        node for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]  # fmt: skip


def _constants(call: ast.Call) -> frozenset[float]:
    return frozenset(
        float(node.value) for node in ast.walk(call)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
    )  # fmt: skip


def _value(one: Typed) -> float:
    plain = float(one.number.replace(",", ""))
    return plain / 100 if f"{one.number} %" in one.template else plain


@pytest.mark.parametrize("study", sorted({one.study for one in _typed()}))
def test_each_number_in_a_sentence_is_of_a_constant_or_counts_nothing(study: str) -> None:
    free = STANDS_FOR_ITSELF | set(OF_POWER) | set(OF_SOURCES.get(study, ()))
    free |= set(HELD.get(study, ())) | set(WORDS.get(study, ()))
    for one in _typed():
        if one.study == study and not any(
            math.isclose(_value(one), each) for each in one.constants
        ):
            assert one.number in free, one


@pytest.mark.parametrize(
    ("study", "number"), [(study, number) for study, held in HELD.items() for number in held]
)
def test_a_constant_is_the_number_that_is_said(study: str, number: str) -> None:
    assert HELD[study][number] == pytest.approx(float(number.replace(",", "")))
    assert number in {one.number for one in _typed() if one.study == study}


def test_power_is_that_of_the_functions_that_find_it() -> None:
    assert {number: pytest.approx(float(number)) for number in OF_POWER} == OF_POWER


def test_the_years_around_a_tie_of_regions_are_those_of_the_null_and_of_its_kernel() -> None:
    from twolevel.kernels import start_years as kernel

    before, after = DEFAULT_REFERENCE, DEFAULT_BINS[3]
    assert kernel.WINDOW == WINDOW
    assert (before, after) == ((-WINDOW, -1), (1, WINDOW))
