"""The rule of a study is printed with the numbers that it is judged by, so no word grows stale."""

from __future__ import annotations

import importlib
import inspect
import re

import pytest

STUDIES = ("attractiveness", "connectivity", "diplomacy", "drivers", "hubs", "order")
NOT_FOR_A_VERDICT = {
    # Numbers of the estimates and of what is shown, not of what is judged.
    "attractiveness": {"MIN_DATED", "MIN_CHOOSERS"},
}


def rule(study: str) -> str:
    """Print the rule of a study as its report has it."""
    method = importlib.import_module(f"sistercities.studies.{study}.limits").method
    given = ["regions"] * len(inspect.signature(method).parameters)
    return str(method(*given).rule)


def thresholds(study: str) -> set[str]:
    """Return the numbers by name that the module of the verdict judges by."""
    verdict = importlib.import_module(f"sistercities.studies.{study}.verdict")
    named = {"MOST_DETECTABLE", "NEGLIGIBLE", "HALF", "EQUAL", "EXCEPTIONS", "MOST_RATIO"}
    return {
        name for name in vars(verdict) if name.startswith("MIN_") or name in named
    } - NOT_FOR_A_VERDICT.get(study, set())


@pytest.mark.parametrize("study", STUDIES)
def test_a_number_of_the_rule_changes_what_is_printed(
    study: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = importlib.import_module(f"sistercities.studies.{study}.limits")
    before = rule(study)
    assert len(thresholds(study)) >= 3
    for name in sorted(thresholds(study)):
        with monkeypatch.context() as change:
            value = getattr(limits, name)
            change.setattr(limits, name, (7.25, 7.5) if isinstance(value, tuple) else 7.25)
            assert rule(study) != before, name
            assert re.search(r"7\.25|725", rule(study)), name


@pytest.mark.parametrize("study", STUDIES)
def test_no_number_of_the_rule_is_typed(study: str) -> None:
    source = inspect.getsource(importlib.import_module(f"sistercities.studies.{study}.limits"))
    typed = re.search(r"rule=say\((.*?)\n        \),", source, re.DOTALL)
    assert typed is not None
    words = "".join(re.findall(r'^ +"(.*)",?$', typed[1], re.MULTILINE))
    numbers = set(re.findall(r"(?<![\w{.])\d+(?:\.\d+)?", re.sub(r"\{[^}]*\}", "", words)))
    # 0 and 1 are no effect; the power and the joint level stand in the inference, not here.
    assert numbers <= {"0", "1", "80", "95"}, numbers
