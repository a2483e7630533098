"""A page for each claim: its parts in sentences, drawn, and under other rules.

What goes with partnerships between countries, and what is held alike where it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sistercities.report import numerals
from sistercities.report.chapters.fragment import Fragment
from sistercities.report.chapters.part_tables import (
    MOST_ROWS,
    REFUSED,
    figure_of_parts,
    short_rows_table,
)
from sistercities.report.claim_lines import UNTOLD_FACTS, claim_line, facts_of
from sistercities.report.figures.frame import Figure
from sistercities.report.figures.parts_figure import number_words
from sistercities.report.tables import ReportTable, changed_notes, verdict_mark
from sistercities.sentences import Sentence, capital, listed, lowered, say
from sistercities.studies.claim_verdicts import leading_part
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, DESCRIBED, VERDICT_WORDS
from sistercities.studies.part_rules import CHANGED_MARK, CLAIM_LABELS, Interval, label_of
from sistercities.studies.parts import ALONE, PartFinding, exist_words
from sistercities.studies.phrases import one_after_another
from sistercities.studies.registry import meaning_of
from sistercities.studies.turned_rows import turned_sentence
from sistercities.studies.world.part_rules import LASTING
from sistercities.studies.world.row_names import ALL_FACTS

MANY = 6
"""Parts of a claim beyond which those that cannot be told share a line."""

FEWER_ROWS = 1
"""Rows of other rules on the page of a claim with many parts, so that it fits on a sheet."""

LOW = 25.0
"""Height in millimetres of the drawing of many parts of one claim, for the same reason."""

FRONT = 121.0
"""Height in millimetres of the drawing of all parts, on the first sheet below the headline."""


BROAD = 820.0
"""Width in pixels of that drawing, of which the height is what a sheet allows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A part as a line of its claim's page.

    What was asked stands in a few words, the verdict beside it, and the answer once, in a sentence.

    Attributes
    ----------
    label
        What was asked, in the few words by which the drawing names it.
    mark, verdict
        Shape of its verdict, and its words.
    head
        Both with the label; of a count that there are such partnerships, in words.
    turned
        Whether other rules turn it, in words; "" where the sentence or the table below says so.
    meaning
        What `supported` means of it, where it is not; else "".
    reason
        Why it has no number, or what a count was taken of, as a sentence; "" where it has another
        or the sentence says so.
    """

    part: PartFinding
    label: str
    mark: str
    verdict: str
    head: Sentence
    turned: str
    meaning: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """What the report says of one claim.

    Attributes
    ----------
    claim, label, words
        Number of the claim, in a few words, and as it stands.
    answer
        What was found, in one line for the first page.
    alone
        Why one country alone cannot answer it; empty where it can, or nothing else is known.
    held
        What is held alike where facts of pairs of countries are asked; empty where none are.
    lines
        Its parts, one a line; of many the first and those that the data tell of.
    untold
        The others of many, in a few words each; empty where each has its line.
    changed
        How rules were changed after their numbers were seen, each change once, with its parts.
    figure
        They are drawn; None where none has a number.
    rows
        The first part that is judged, or else that has them, under other rules: at most five rows.
    would_change
        What would change each answer, said once.
    studies
        Studies that judge it, which stand in the appendix.
    """

    claim: str
    label: str
    words: str
    answer: str
    alone: str
    held: str
    lines: tuple[Line, ...]
    untold: str
    changed: tuple[Sentence, ...]
    figure: Figure | None
    rows: ReportTable | None
    would_change: tuple[str, ...]
    studies: tuple[Fragment, ...]


def parts_of(fragments: Sequence[Fragment]) -> tuple[PartFinding, ...]:
    """Return the parts of all studies, claim by claim."""
    order = list(CLAIMS)
    every = [part for fragment in fragments for part in fragment.parts]
    return tuple(sorted(every, key=lambda part: order.index(part.claim)))


def claim_pages(
    fragments: Sequence[Fragment], data_version: str, seed: int
) -> tuple[ClaimPage, ...]:
    """Make the page of each claim of which a study judges a part."""
    every = parts_of(fragments)
    pages = []
    for claim in CLAIMS:
        parts = tuple(part for part in every if part.claim == claim)
        if parts:
            judging = tuple(one for one in fragments if any(p.claim == claim for p in one.parts))
            pages.append(_page(claim, parts, every, judging, data_version, seed))
    return tuple(pages)


def _page(
    claim: str, parts: tuple[PartFinding, ...], every: tuple[PartFinding, ...],
    judging: tuple[Fragment, ...], data_version: str, seed: int,
) -> ClaimPage:  # fmt: skip
    first = _with_table(parts)
    is_long = len(parts) > MANY
    shown = [part for part in parts if not is_long or part.verdict != CANNOT_TELL
             or part is parts[0]]  # fmt: skip
    title = CLAIM_LABELS[claim]
    figure = _figure(claim, shown, len(parts), data_version, seed)
    return ClaimPage(
        claim, title, CLAIMS[claim], claim_line(parts, every), _alone(parts),
        held_alike(parts),
        tuple(_line(part, has_table=part is first) for part in shown),
        _untold([part for part in parts if part not in shown]), changed_notes(parts), figure,
        None if first is None else short_rows_table(
            first, max(FEWER_ROWS, min(len(first.turned_by), MOST_ROWS)) if is_long else MOST_ROWS
        ),
        _would_change(shown, parts),
        judging,
    )  # fmt: skip


ONE_CANNOT = say(
    "One country alone cannot answer this: countries differ so much from one another that even one "
    "without anything special often lies as far from the middle, and fuller lists of its partners "
    "would not change that."
)


def _alone(parts: Sequence[PartFinding]) -> Sentence | str:
    """Say why nothing is told, where that is since one country is asked what countries differ in.

    Where a part is told, or is not for another reason, its own sentence says so.
    """
    with_number = [part for part in parts if part.low is not None]
    is_one = with_number and all(part.answer == ALONE for part in with_number)
    return ONE_CANNOT if is_one and all(part.side == "open" for part in parts) else ""


def interval_of(part: PartFinding) -> Interval:
    """Return the number of a part with its interval."""
    return Interval(part.value, part.low, part.high)


def _figure(
    claim: str, shown: Sequence[PartFinding], parts: int, data_version: str, seed: int
) -> Figure | None:
    """Draw the parts that are told one by one; of many parts the others share a line."""
    drawn = [part for part in shown if part.value is not None]
    if all(part.line is None for part in drawn):
        return None
    headline = say("Each part in a number")
    if len(shown) < parts:
        headline = say("Each part that can be told, in a number")
    figure = figure_of_parts(
        f"claim-{claim.lower()}", headline, drawn, data_version, seed, "parts.csv"
    )
    return replace(figure, highest=LOW) if parts > MANY else figure


def _with_table(parts: Sequence[PartFinding]) -> PartFinding | None:
    """Choose the part whose rows stand on the page: the first that is judged, else that has any."""
    held = [part for part in parts if part.rows]
    judged = (part for part in held if part.line is not None)
    return next(judged, held[0] if held else None)


def _would_change(shown: Sequence[PartFinding], parts: Sequence[PartFinding]) -> tuple[str, ...]:
    """Say what would change each answer, once; of parts on one line once for all."""
    others = [part for part in parts if part not in shown][:1]
    answered = [part for part in (*shown, *others) if part.verdict != DESCRIBED]
    return tuple(dict.fromkeys(part.would_change for part in answered if part.would_change))


def _line(part: PartFinding, *, has_table: bool) -> Line:
    meaning = meaning_of(part.id) if part.verdict in REFUSED else ""
    return Line(
        part, label_of(part.id), verdict_mark(part), VERDICT_WORDS[part.verdict],
        _line_head(part),
        "" if has_table else _turned(part), meaning, _reason(part),
    )  # fmt: skip


def _line_head(part: PartFinding) -> Sentence:
    mark, label = verdict_mark(part), label_of(part.id)
    if part.is_count:
        said = say("{label}. {words}.", label=label, words=capital(exist_words(part.n)))
        changed = CHANGED_MARK if part.changed else ""
        return say("{words} {mark}", words=said, mark=changed) if changed else said
    return say("{mark} {label}: {verdict}.", mark=mark, label=label,
               verdict=VERDICT_WORDS[part.verdict])  # fmt: skip


def _reason(part: PartFinding) -> str:
    if (part.value is not None and not part.is_count) or not part.aside:
        return ""
    said = capital(part.aside)
    return said if said.endswith(".") else say("{words}.", words=said)


def _untold(parts: Sequence[PartFinding]) -> Sentence | str:
    if not parts:
        return ""
    named = [
        say("{label} {number}", label=lowered(label_of(part.id)), number=number_words(part))
        if part.value is not None
        else lowered(label_of(part.id))
        for part in parts
    ]
    return say(
        "The data cannot tell whether there are more or fewer with: {parts}.",
        parts=listed(named, "semicolon"),
    )


def _turned(part: PartFinding) -> Sentence | str:
    if part.carried_by:
        if part.is_carrier_said:
            return ""
        return say("Without {whom} it would be uncertain.", whom=part.carried_by)
    return turned_sentence(len(part.turned_by), len(part.rows), part.n_untold)


def front_figure(fragments: Sequence[Fragment], title: str, data_version: str, seed: int) -> Figure:
    """Draw all parts, each on a line in a few words, below their claims."""
    every = parts_of(fragments)

    def head(claim: str) -> Sentence:
        return _head(claim, [part for part in every if part.claim == claim])

    drawn = figure_of_parts("parts", title, every, data_version, seed, "parts.csv", head, BROAD)
    return replace(drawn, highest=FRONT, stays=True)


def _head(claim: str, parts: Sequence[PartFinding]) -> Sentence:
    """Name a claim; that there are partnerships of its kind stands in words, as none judges it."""
    lead = leading_part(parts)
    if lead.is_count:
        return say("{claim}  {label}: {answer}", claim=claim, label=CLAIM_LABELS[claim],
                   answer=exist_words(lead.n))  # fmt: skip
    return say("{claim}  {label}", claim=claim, label=CLAIM_LABELS[claim])


def literature_of(fragments: Sequence[Fragment]) -> tuple[str, ...]:
    """Return what the studies cite, each once, in the order of the alphabet."""
    cited = {work for one in fragments if one.method for work in one.method.literature}
    return tuple(sorted(cited))


def method_table(fragments: Sequence[Fragment]) -> tuple[tuple[Fragment, str], ...]:
    """Return each study with how its numbers were made, in a paragraph."""
    return tuple(
        (one, listed((one.method.outcome, one.method.estimator, one.method.null), "space"))
        for one in fragments
        if one.method is not None
    )


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
