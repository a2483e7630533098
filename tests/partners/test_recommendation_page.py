"""The page on recommendation says what the stored evaluation says."""

from __future__ import annotations

import json
import re

from reference.recommendation_page import BLOCK, PAGE, STORED, tables, with_tables
from sistercities.partners.evaluation.evaluate import Settings
from sistercities.partners.evaluation.running import UNDATED
from sistercities.partners.gate.of_pairs import NEIGHBOUR_KM
from sistercities.partners.verdict import STEPS, rule_of_words

TEXT = PAGE.read_text(encoding="utf-8")
FOUND = json.loads(STORED.read_text(encoding="utf-8"))


def test_the_tables_are_those_of_the_stored_evaluation() -> None:
    assert with_tables(TEXT) == TEXT, "run `python tests/reference/recommendation_page.py`"


def test_the_rule_of_the_words_is_printed_from_the_object() -> None:
    (printed,) = (body for head, name, body in _blocks() if name == "words")
    assert printed.splitlines() == [f"- {line}" for line in rule_of_words()]
    for step in STEPS[:-1]:
        assert f"{step.most_percent:g} %" in printed
        assert f"{100 * step.least_chance:g} %" in printed


def test_the_pages_have_the_numbers_that_count() -> None:
    guide = (PAGE.parents[1] / "guide" / "assess.md").read_text(encoding="utf-8")
    assert f"within {NEIGHBOUR_KM} km across a border" in guide


def _blocks() -> list[tuple[str, str, str]]:
    whole = re.compile(r"(<!-- table (\S+) -->\n)(.*?)<!-- end -->", re.DOTALL)
    return [(head, name, body) for head, name, body in whole.findall(TEXT)]


def test_every_table_stands_on_the_page_once() -> None:
    assert sorted(name for _, name, _ in BLOCK.findall(TEXT)) == sorted(tables(FOUND))


def test_it_was_made_with_the_features_and_settings_of_today_and_without_leaks() -> None:
    assert tuple(FOUND["undated"]) == UNDATED
    assert FOUND["settings"] == Settings().as_numbers()
    assert FOUND["left_out"] == {}
    assert all(check["changed"] == [] for check in FOUND["leaks"])
    assert (FOUND["years"][0], FOUND["years"][-1]) == (1990, 2014)
    assert max(FOUND["tuning_years"]) < FOUND["years"][0]
