"""The rule on the page about standing, written from the rule itself.

`python -m release_build.pages.standing_page` writes the parts between marks of
`docs/methods/standing.md` again; the text around them is written by hand. A test says when the
parts are out of date, so the rule and its page cannot drift apart.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from release_build.pages.wikidata_page import PROJECT, with_parts
from sistercities.dataset.standing import ALIVE, OLD_AFTER_YEARS, RULE
from sistercities.errors import SistercitiesError
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the parts again, of the project given or of this one; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    page = (Path(given[0]) if given else PROJECT) / PAGE
    try:
        parts = page_parts({str(w): m for w, m in RULE.items()}, ALIVE, OLD_AFTER_YEARS)
        page.write_text(with_parts(page.read_text(encoding="utf-8"), parts), encoding="utf-8")
    except SistercitiesError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
