"""A page for each claim: its parts in sentences, drawn, and under other rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sistercities.report.chapters.claim_answers import answer_of, facts_of
from sistercities.report.chapters.fragment import Fragment
from sistercities.report.chapters.part_tables import (
    MOST_ROWS,
    REFUSED,
    figure_of_parts,
    short_rows_table,
)
from sistercities.report.figures.frame import Figure
from sistercities.report.figures.parts_figure import number_words
from sistercities.report.tables import ReportTable, changed_notes, verdict_mark
from sistercities.sentences import Sentence, capital, listed, lowered, say
from sistercities.studies.claim_verdicts import leading_part
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, DESCRIBED, VERDICT_WORDS
from sistercities.studies.part_labels import CLAIM_LABELS, label_of
from sistercities.studies.parts import PartFinding
from sistercities.studies.registry import meaning_of
from sistercities.studies.turned_rows import turned_sentence

MANY = 6
"""Parts of a claim beyond which those that cannot be told share a line."""

FEWER_ROWS = 1
"""Rows of other rules on the page of a claim with many parts, so that it fits on a sheet."""

LOW = 31.0
"""Height in millimetres of the drawing of many parts of one claim, for the same reason."""

FRONT = 146.0
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
        What was found, for the first page: the part that answers it, and what stands beside that.
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
            pages.append(_page(claim, parts, judging, data_version, seed))
    return tuple(pages)


def _page(
    claim: str, parts: tuple[PartFinding, ...], judging: tuple[Fragment, ...], data_version: str,
    seed: int,
) -> ClaimPage:  # fmt: skip
    first = _with_table(parts)
    is_long = len(parts) > MANY
    shown = [part for part in parts if not is_long or part.verdict != CANNOT_TELL
             or part is parts[0]]  # fmt: skip
    title = CLAIM_LABELS[claim]
    figure = _figure(claim, shown, len(parts), data_version, seed)
    return ClaimPage(
        claim, title, CLAIMS[claim], answer_of(parts),
        tuple(_line(part, has_table=part is first) for part in shown),
        _untold([part for part in parts if part not in shown]), changed_notes(parts), figure,
        None if first is None else short_rows_table(
            first, FEWER_ROWS if is_long else MOST_ROWS
        ),
        _would_change(shown, parts),
        judging,
    )  # fmt: skip


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
        "" if has_table else _turned(part), meaning, _reason(part),
    )  # fmt: skip


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
    """Draw all parts, each on a line in a few words, below their claims and the answers to them."""
    every = parts_of(fragments)

    def head(claim: str) -> Sentence:
        return _head(claim, [part for part in every if part.claim == claim])

    drawn = figure_of_parts("parts", title, every, data_version, seed, "parts.csv", head, BROAD)
    return replace(drawn, highest=FRONT)


def _head(claim: str, parts: Sequence[PartFinding]) -> Sentence:
    """Name a claim, with the answer of the part whose verdict is that of the claim."""
    lead = leading_part(parts)
    if lead in facts_of(parts):
        return say("{claim}  {label}", claim=claim, label=CLAIM_LABELS[claim])
    if lead.is_count:
        return say(
            "{claim}  {label}: {n:,} such partnerships known",
            claim=claim, label=CLAIM_LABELS[claim], n=lead.n,
        )  # fmt: skip
    answer = lead.answer if lead.verdict != "mixed" else VERDICT_WORDS[lead.verdict]
    return say("{claim}  {label}: {answer}", claim=claim, label=CLAIM_LABELS[claim], answer=answer)


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
