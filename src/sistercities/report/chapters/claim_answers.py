"""The answer to each claim on the first page: the part that its words ask for, and what it needs.

The first part of a claim answers its words, and leads even where it cannot be told. Beside it
stands one more, or the facts of a list one after the other; the others are counted.
"""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.report import numerals
from sistercities.report.tables import verdict_mark
from sistercities.sentences import Sentence, listed, lowered, say, say_count
from sistercities.studies.claims import CANNOT_TELL, DESCRIBED
from sistercities.studies.part_labels import label_of
from sistercities.studies.parts import PartFinding
from sistercities.studies.phrases import one_after_another
from sistercities.studies.world.part_rules import LASTING
from sistercities.studies.world.row_names import ALL_FACTS

RATIOS = ("ratio", "rate ratio")
"""Units of parts that say how many times as many partnerships go with a fact."""

OF_FACTS, OF_CORRELATIONS = "C4", "C5"
"""Claims of which facts are listed: what goes with partnerships, and what goes together."""

LISTED = {OF_FACTS: RATIOS, OF_CORRELATIONS: ("correlation",)}
"""Units of the parts that a claim lists."""


def answer_of(parts: Sequence[PartFinding]) -> str:
    """Answer a claim.

    Parameters
    ----------
    parts
        Of one claim, in the order of their rules.
    """
    first, facts = parts[0], facts_of(parts)
    lead = [] if first in facts else [first]
    others = [part for part in parts if part not in (first, *facts)]
    beside = _described(others) if facts else _beside(first, others)
    said = [*map(_marked, lead), _listed(facts) if facts else "", *map(_marked, beside)]
    shown = [*lead, *beside, *(facts if _none_told(facts) else ())]
    n_open = sum(part.verdict == CANNOT_TELL and part not in shown for part in parts)
    return _with_open(one_after_another(said), n_open)


MOST_BESIDE = 2
"""Parts that stand beside the first of a claim."""


def _described(parts: Sequence[PartFinding]) -> list[PartFinding]:
    return [part for part in parts if part.verdict == DESCRIBED]


def _beside(first: PartFinding, others: Sequence[PartFinding]) -> list[PartFinding]:
    """Choose what stands beside the first part: those that the data tell of.

    Where the first counts or describes, one that is judged must stand beside it, told or not.
    """
    told = [part for part in others if part.verdict != CANNOT_TELL][:MOST_BESIDE]
    if told or first.line is not None:
        return told
    return [part for part in others if part.line is not None][:1]


def _marked(part: PartFinding) -> Sentence:
    """Set the shape of its verdict before the sentence of a part."""
    return say("{mark}\u00a0{sentence}", mark=verdict_mark(part), sentence=part.sentence)


def facts_of(parts: Sequence[PartFinding]) -> list[PartFinding]:
    """Take the parts of a claim that are told as a list; none where there is only one."""
    units = LISTED.get(parts[0].claim, ())
    found = [part for part in parts if part.unit in units]
    return found if len(found) > 1 else []


def _none_told(parts: Sequence[PartFinding]) -> bool:
    return all(part.verdict == CANNOT_TELL for part in parts)


def _listed(facts: Sequence[PartFinding]) -> str:
    if all(part.part.startswith(OF_PAIRS) for part in facts):
        return _between_countries(facts)
    words = _together if facts[0].claim == OF_CORRELATIONS else _more_and_fewer
    more, fewer = (
        listed(_named(part) for part in facts if part.side == side) for side in ("above", "below")
    )
    return words(more, fewer)


def _named(part: PartFinding) -> Sentence:
    label, number = lowered(label_of(part.id)), numerals.in_unit(part.value, part.unit)
    mark = verdict_mark(part)
    if part.unit in RATIOS:
        return say("{mark}\u00a0{label} ({number} times)", mark=mark, label=label, number=number)
    return say("{mark}\u00a0{label} ({number})", mark=mark, label=label, number=number)


def _more_and_fewer(more: str, fewer: str) -> Sentence:
    if more and fewer:
        return say(
            "All else equal, more partnerships go with: {more}; fewer with: {fewer}.",
            more=more, fewer=fewer,
        )  # fmt: skip
    if more:
        return say("All else equal, more partnerships go with: {more}.", more=more)
    if fewer:
        return say("All else equal, fewer partnerships go with: {fewer}.", fewer=fewer)
    return UNTOLD_FACTS


UNTOLD_FACTS = say("The data cannot tell what goes with more partnerships.")


def _between_countries(facts: Sequence[PartFinding]) -> str:
    """List the facts of pairs of countries by what is held alike, and say what is not among them.

    Lasting facts are asked without trade and what else follows from them; how many of these may be
    chance with all held alike stands in the row that holds it so.
    """
    if _none_told(facts):
        return one_after_another([UNTOLD_FACTS, NO_FORMAL])
    lasting = [part for part in facts if part.part.removeprefix(OF_PAIRS) in LASTING]
    others = [part for part in facts if part not in lasting]
    lost = [row for part in lasting for row in part.rows if row.name == ALL_FACTS and row.is_turned]
    n_told = sum(part.side != "open" for part in lasting)
    said = [
        _held_alike(lasting, LASTING_HELD),
        _lost_words(len(lost), n_told),
        _held_alike(others, ALL_HELD),
        NO_FORMAL,
    ]  # fmt: skip
    return one_after_another(said)


def _lost_words(n: int, of: int) -> Sentence | str:
    """Say how many lasting facts may be chance once all others are held alike."""
    if not n:
        return ""
    if n == of:
        return say(
            "With trade, migrants, air routes and politics held alike too, each of these may be "
            "chance."
        )
    return say(
        "With trade, migrants, air routes and politics held alike too, {n} of these {of} may be "
        "chance.",
        n=n, of=of,
    )  # fmt: skip


def _held_alike(facts: Sequence[PartFinding], held: Sentence) -> Sentence | str:
    more, fewer = (
        listed(_named(part) for part in facts if part.side == side) for side in ("above", "below")
    )
    if more and fewer:
        return say("{held}, more partnerships go with: {more}; fewer with: {fewer}.",
                   held=held, more=more, fewer=fewer)  # fmt: skip
    if more:
        return say("{held}, more partnerships go with: {more}.", held=held, more=more)
    if fewer:
        return say("{held}, fewer partnerships go with: {fewer}.", held=held, fewer=fewer)
    return ""


OF_PAIRS = "world-"
"""With what the names of parts begin that pairs of countries answer."""

LASTING_HELD = say("Distance, border, language and colonial past held alike")
ALL_HELD = say("All of these held alike")
NO_FORMAL = say(
    "The tie of the regions is not among these facts, so nothing here says which weighs more: "
    "between regions C3 tells it."
)


def _together(more: str, fewer: str) -> Sentence:
    if more and fewer:
        return say(
            "Size and wealth not held equal, these rise together (rank correlation): {more}; of "
            "these one falls where the other rises: {fewer}.",
            more=more, fewer=fewer,
        )  # fmt: skip
    if more:
        return say(
            "Size and wealth not held equal, these rise together (rank correlation): {more}.",
            more=more,
        )  # fmt: skip
    if fewer:
        return say(
            "Size and wealth not held equal, of these one falls where the other rises (rank "
            "correlation): {fewer}.",
            fewer=fewer,
        )  # fmt: skip
    return say("Size and wealth not held equal, the data cannot tell what rises together.")


def _with_open(said: str, n: int) -> str:
    """Add how many questions stay open."""
    if not n:
        return said
    return say_count(
        "{said} One other stays open.",
        "{said} {n} others stay open.",
        n,
        said=said,
    )
