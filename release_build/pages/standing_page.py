"""The rule on the page about standing, written from the rule itself.

`python -m release_build.pages.standing_page` writes the parts between marks of
`docs/methods/standing.md` again; the text around them is written by hand. A test says when the
parts are out of date, so the rule and its page cannot drift apart.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from release_build.pages.made_pages import renewed, write_pages
from sistercities.dataset.standing import ALIVE, OLD_AFTER_YEARS, RULE
from sistercities.terms.standing_rule import SILENCE_COUNTS, SILENCE_SAYS_NOTHING
from sistercities.terms.standing_words import standing_word

PAGE = Path("docs") / "methods" / "standing.md"


def page_parts(rule: Mapping[str, str], alive: Sequence[str], old_after: int) -> dict[str, str]:
    """Return the text of each part of the page, by the name of its mark.

    Parameters
    ----------
    rule
        What each standing means, in the order in which the rule asks.
    alive
        Standings of a tie that is taken to be alive.
    old_after
        Years after which a list is no word on today.
    """
    lines = [f"| `{word}` | {standing_word(word)} | {meaning} |" for word, meaning in rule.items()]
    named = ", ".join(f"`{word}`" for word in alive)
    return {
        "rule": "\n".join(["| standing | in words | when |", "|---|---|---|", *lines]),
        "alive": f"Taken to be alive: {named}.",
        "old": f"A list is old when it is {old_after} years or more older than the newest one.",
        "silence": _listed(SILENCE_COUNTS),
        "no silence": _listed(SILENCE_SAYS_NOTHING),
    }


def _listed(cases: Mapping[str, str]) -> str:
    return "\n".join(f"- *{case}*: {meaning}." for case, meaning in cases.items())


def texts(project: Path) -> list[tuple[Path, str]]:
    """Return the page with the parts that it should have."""
    parts = page_parts({str(w): m for w, m in RULE.items()}, ALIVE, OLD_AFTER_YEARS)
    return [renewed(project, PAGE, parts)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the parts again, of the project given or of this one; return the exit code."""
    return write_pages(texts, arguments)


if __name__ == "__main__":
    sys.exit(main())
