"""The page on standing prints the rule: a rule that changes leaves the page out of date."""

from __future__ import annotations

from pathlib import Path

from release_build.pages.made_pages import with_parts
from release_build.pages.standing_page import PAGE, main, page_parts
from sistercities.dataset.standing import ALIVE, OLD_AFTER_YEARS, RULE

PROJECT = Path(__file__).parents[2]
WORDS = {str(word): meaning for word, meaning in RULE.items()}


def _page() -> str:
    return (PROJECT / PAGE).read_text(encoding="utf-8")


def test_the_page_is_that_of_the_rule() -> None:
    parts = page_parts(WORDS, ALIVE, OLD_AFTER_YEARS)
    assert _page() == with_parts(_page(), parts, PAGE), (
        "run python -m release_build.pages.standing_page"
    )


def test_a_rule_that_changes_is_seen() -> None:
    other = WORDS | {"ended": "somebody says so"}
    assert _page() != with_parts(_page(), page_parts(other, ALIVE, OLD_AFTER_YEARS), PAGE)
    assert _page() != with_parts(_page(), page_parts(WORDS, ALIVE[:1], OLD_AFTER_YEARS), PAGE)
    assert _page() != with_parts(_page(), page_parts(WORDS, ALIVE, OLD_AFTER_YEARS + 1), PAGE)


def test_the_page_is_written_again(tmp_path: Path) -> None:
    page = tmp_path / PAGE
    page.parent.mkdir(parents=True)
    emptied = _page().replace(RULE["ended"], "an old rule")
    page.write_text(emptied, encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert page.read_text(encoding="utf-8") == _page()
    page.write_text("no marks", encoding="utf-8")
    assert main([str(tmp_path)]) != 0
