"""The pages of the studies print the rules: a number that changes leaves its page out of date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from release_build.pages.made_pages import with_parts
from release_build.pages.rules_page import METHODS, main, page_of, page_parts, pages
from sistercities.studies.registry import rules_by_study
from studies.numbers_in_rules import numbers_of, with_number

PROJECT = Path(__file__).parents[2]
RULES = rules_by_study()


def test_every_page_is_that_of_its_rule() -> None:
    held = {page.name: page.read_text(encoding="utf-8") == text for page, text in pages(PROJECT)}
    assert len(held) == len(RULES) + 1
    assert all(held.values()), f"run python -m release_build.pages.rules_page: {held}"


@pytest.mark.parametrize("study", RULES)
def test_every_number_that_changes_is_seen_on_the_page(study: str) -> None:
    page = (PROJECT / page_of(study)).read_text(encoding="utf-8")
    for name, number in numbers_of(RULES[study]).items():
        other = with_number(RULES[study], name, number + 0.01)
        assert page != with_parts(page, page_parts(other), page_of(name)), name


def test_the_pages_are_written_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(PROJECT / METHODS, tmp_path / METHODS)
    page = tmp_path / page_of("hubs")
    due = page.read_text(encoding="utf-8")
    page.write_text(due.replace("30 cities", "3 cities"), encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert page.read_text(encoding="utf-8") == due
    page.write_text("no marks", encoding="utf-8")
    assert main([str(tmp_path)]) != 0
    assert "study-hubs.md" in capsys.readouterr().err
