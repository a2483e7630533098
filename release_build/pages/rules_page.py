"""The rules of the verdicts on the pages of the studies, written from the rules themselves.

`python -m release_build.pages.rules_page` writes the part between marks of each page again; the
text around it is written by hand. A test says when a part is out of date, so no rule and its page
can drift apart.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from release_build.pages.made_pages import renewed, write_pages
from sistercities.studies.part_rules import PartRule
from sistercities.studies.registry import part_rules_by_study, rules_by_study
from sistercities.studies.rules import Rule

METHODS = Path("docs") / "methods"
PARTS = METHODS / "parts.md"
"""The rules of the parts of all claims."""


def page_of(study: str) -> Path:
    """Name the page of a study, from the root of the project."""
    return METHODS / f"study-{study}.md"


def page_parts(rule: Rule) -> dict[str, str]:
    """Return the text of the part of a page, by the name of its mark."""
    return {"rule": "\n".join(f"* {part}" for part in rule.parts())}


def table_of_parts(rules: Sequence[PartRule]) -> str:
    """Return the rules of the parts that one study judges, a line each."""
    lines = [f"* **{rule.id}** ({rule.claims_words()}): {rule.printed()}" for rule in rules]
    return "\n".join(lines)


def parts_of_all() -> dict[str, str]:
    """Return the text of the part of the page of parts, by the name of its mark."""
    named = [
        f"### {study.capitalize()}\n\n{table_of_parts(rules)}"
        for study, rules in part_rules_by_study().items()
    ]
    return {"parts": "\n\n".join(named)}


def pages(project: Path) -> Iterator[tuple[Path, str]]:
    """Return the page of each study with the part that it should have."""
    for study, rule in rules_by_study().items():
        yield renewed(project, page_of(study), page_parts(rule))
    yield renewed(project, PARTS, parts_of_all())


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the parts again, of the project given or of this one; return the exit code."""
    return write_pages(pages, arguments)


if __name__ == "__main__":
    sys.exit(main())
