"""Signs of the facts: a share says how much a fact foretells, not whether of more ties or of fewer.

So the facts of the factors that go with fewer ties stand in a group of their own, and no share is
added across signs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sistercities.sentences import say
from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.terms import ELSE, FACTORS, FEWER, FORMAL, GROUPS, Term

Split = Literal["by subject", "by sign", "by sign, others together"]
"""How facts are grouped: by what they are about; also by sign; and in fewer groups, to be quick."""

SIGN_WORDS = {
    "more": say("more ties"), "fewer": say("fewer ties"), "both": say("more and fewer ties"),
    "open": say("cannot be told"),
}  # fmt: skip


def groups_of(terms: Sequence[Term], model: PairModel, split: Split) -> dict[str, tuple[Term, ...]]:
    """Group the facts; a group without a fact is left out.

    By sign, facts of the three factors whose ratio lies below 1, interval and all, are the group
    `FEWER`. With others together, all groups that the claim does not name are one.
    """
    fewer = set() if split == "by subject" else {t for t in terms if _is_fewer(t, model)}
    named = (FORMAL, *FACTORS)
    found: dict[str, tuple[Term, ...]] = {}
    for group in (*GROUPS[: len(named)], FEWER, *GROUPS[len(named) :]):
        facts = fewer if group == FEWER else {t for t in terms if t.group == group} - fewer
        is_merged = split == "by sign, others together" and group not in (*named, FEWER)
        name = ELSE if is_merged else group
        held = found.get(name, ()) + tuple(t for t in terms if t in facts)
        if held:
            found[name] = held
    return found


def sign_of(facts: Sequence[Term], model: PairModel) -> str:
    """Tell whether facts go with `more` ties, with `fewer`, with `both`; `open` if not known."""
    ratios = [model.ratio(term.column) for term in facts]
    more = any(ratio is not None and ratio.low > 1 for ratio in ratios)
    fewer = any(ratio is not None and ratio.high < 1 for ratio in ratios)
    if more and fewer:
        return "both"
    return "more" if more else "fewer" if fewer else "open"


def _is_fewer(term: Term, model: PairModel) -> bool:
    if term.group not in FACTORS:
        return False
    ratio = model.ratio(term.column)
    return ratio is not None and ratio.high < 1
