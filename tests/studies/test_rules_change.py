"""No rule can say one thing and do another: raise any number, and print and verdict change both."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator

import pytest

from sistercities.sentences import Listed, Sentence
from sistercities.studies.registry import NAMES, rules_by_study
from studies.edges_of_rules import EDGES, STEP
from studies.numbers_in_rules import numbers_of, with_number

NUMBERS = [(study, name) for study, (rule, _) in EDGES.items() for name in numbers_of(rule)]


def test_every_study_has_its_rule_and_every_number_its_edge() -> None:
    assert rules_by_study() == {study: rule for study, (rule, _) in EDGES.items()}
    for study, (rule, edges) in EDGES.items():
        assert set(edges) == set(numbers_of(rule)), study


@pytest.mark.parametrize(("study", "name"), NUMBERS)
def test_a_number_that_is_raised_is_printed_and_judged(study: str, name: str) -> None:
    rule, edges = EDGES[study]
    raised = with_number(rule, name, numbers_of(rule)[name] + STEP)
    assert raised.printed() != rule.printed()
    assert edges[name](raised) != edges[name](rule)


@pytest.mark.parametrize("study", [name for name in NAMES if name != "nesting"])
def test_the_report_prints_the_rule(study: str) -> None:
    method = importlib.import_module(f"sistercities.studies.{study}.limits").method
    given = ["regions"] if study == "diplomacy" else []
    rule = EDGES[study][0]
    assert method(*given).rule == rule.printed()
    name = next(iter(numbers_of(rule)))
    raised = with_number(rule, name, numbers_of(rule)[name] + STEP)
    assert method(*given, rule=raised).rule == raised.printed() != rule.printed()


def sentences(said: object) -> Iterator[Sentence]:
    """Give the sentences that a text is made of."""
    if isinstance(said, Listed):
        for part in said.parts:
            yield from sentences(part)
    elif isinstance(said, Sentence):
        yield said
        for value in said.values.values():
            yield from sentences(value)


def forms(number: float) -> Iterator[float]:
    """Give a number as a rule may print it: itself, per cent, or a level of up to three facts."""
    yield from (number, 100 * number, 100 * (1 - number))
    for n_facts in (1, 2, 3):
        level = 1 - number / n_facts
        yield from (level, 100 * level)


@pytest.mark.parametrize("study", EDGES)
def test_every_number_that_is_printed_stands_in_the_rule(study: str) -> None:
    rule = EDGES[study][0]
    held = {round(form, 9) for number in numbers_of(rule).values() for form in forms(number)}
    for said in sentences(rule.printed()):
        typed = re.findall(r"(?<![\w.])\d", re.sub(r"\{[^}]*\}", "", said.template))
        assert not typed, said.template
        printed = {round(v, 9) for v in said.values.values() if isinstance(v, int | float)}
        assert printed <= held, said


@pytest.mark.parametrize("study", EDGES)
def test_no_docstring_types_what_the_rule_holds(study: str) -> None:
    """It names the rule, and none of its fractions; whole numbers may mean something else there."""
    module = f"sistercities.studies.{study}"
    words = importlib.import_module(module).__doc__ or ""
    told = words.partition("Verdict rule")[2].partition("Literature")[0]
    assert "rule.RULE" in told
    fractions = set(re.findall(r"\d+\.\d+", EDGES[study][0].printed()))
    assert not fractions & set(re.findall(r"\d+\.\d+", told))
    assert "MIN_" not in told
