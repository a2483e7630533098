"""What goes with partnerships between countries, and what is held alike where it is asked."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.report import numerals
from sistercities.report.claim_lines import UNTOLD_FACTS, facts_of
from sistercities.report.tables import verdict_mark
from sistercities.sentences import Sentence, listed, lowered, say
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.part_labels import label_of
from sistercities.studies.parts import PartFinding
from sistercities.studies.phrases import one_after_another
from sistercities.studies.world.part_rules import LASTING
from sistercities.studies.world.row_names import ALL_FACTS


def held_alike(parts: Sequence[PartFinding]) -> str:
    """List the facts of pairs of countries by what is held alike; empty of a claim without them.

    Parameters
    ----------
    parts
        Of one claim, in the order of their rules.
    """
    facts = facts_of(parts)
    if not facts or not all(part.part.startswith(OF_PAIRS) for part in facts):
        return ""
    return _between_countries(facts)


def _between_countries(facts: Sequence[PartFinding]) -> str:
    """List the facts of pairs of countries by what is held alike, and say what is not among them.

    Lasting facts are asked without trade and what else follows from them; how many of these may be
    chance with all held alike stands in the row that holds it so.
    """
    if all(part.verdict == CANNOT_TELL for part in facts):
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


def _named(part: PartFinding) -> Sentence:
    return say(
        "{mark}\u00a0{label} ({number} times)",
        mark=verdict_mark(part), label=lowered(label_of(part.id)),
        number=numerals.in_unit(part.value, part.unit),
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

LASTING_HELD = say("Distance, border, language and colonial tie held alike")
ALL_HELD = say("All of these held alike")
NO_FORMAL = say(
    "The tie of the regions is not among these facts, so nothing here says which weighs more: "
    "between regions C3 tells it."
)
