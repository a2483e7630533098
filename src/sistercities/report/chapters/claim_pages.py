"""A page for each claim: its parts in sentences, drawn, and under other rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sistercities.report.chapters.fragment import Fragment
from sistercities.report.chapters.part_tables import figure_of_parts, short_rows_table
from sistercities.report.figures.frame import Figure
from sistercities.report.figures.parts_figure import number_words
from sistercities.report.tables import ReportTable, verdict_words
from sistercities.sentences import Sentence, capital, listed, lowered, say, say_count
from sistercities.studies.claims import CANNOT_TELL, CLAIMS
from sistercities.studies.part_labels import CLAIM_LABELS, label_of
from sistercities.studies.parts import PartFinding
from sistercities.studies.registry import meaning_of

MANY = 6
"""Parts of a claim beyond which those that cannot be told share a line."""

FEW = 2
"""Parts that answer a claim on the first page."""

OF_FACTS = "C4"
"""The claim that lists what goes with partnerships: its answer is a list, too."""

RATIOS = ("ratio", "rate ratio")
"""Units of parts that say how many times as many partnerships go with a fact."""

REFUSED = ("not supported", "mixed")
"""Verdicts beside which stands what would be supported."""

FRONT = 190.0
"""Height in millimetres of the drawing of all parts, below its legend on one sheet."""


@dataclass(frozen=True, slots=True)
class Line:
    """A part as a line of its claim's page.

    Attributes
    ----------
    verdict
        Its shape and words.
    turned
        Whether other rules turn it, in words.
    meaning
        What `supported` means of it, where it is not; else "".
    reason
        Why it has no number, or what a count was taken of, as a sentence; "" where it has another
        or the sentence says so.
    """

    part: PartFinding
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
        What was found, for the first page: the first two parts of which the data tell, or which
        facts go with more partnerships and which with fewer; and how many questions stay open.
    lines
        Its parts, one a line; of many only those that the data tell of.
    untold
        The others of many, in a few words each; empty where each has its line.
    figure
        They are drawn; None where none has a number.
    rows
        The first part that has them under other rules: at most five rows.
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
    drawn = [part for part in parts if part.value is not None]
    title = CLAIM_LABELS[claim]
    figure = (
        figure_of_parts(
            f"claim-{claim.lower()}",
            say("Each part in a number"),
            drawn,
            data_version,
            seed,
            "parts.csv",
        )
        if any(part.line is not None for part in drawn)
        else None
    )
    with_rows = [part for part in parts if part.rows]
    first = next((part for part in with_rows if part.side != "open"), next(iter(with_rows), None))
    shown = [part for part in parts if len(parts) <= MANY or part.side != "open"]
    return ClaimPage(
        claim, title, CLAIMS[claim], _answer(parts),
        tuple(map(_line, shown)),
        _untold([part for part in parts if part not in shown]), figure,
        None if first is None else short_rows_table(first),
        _would_change(shown, parts),
        judging,
    )  # fmt: skip


def _answer(parts: Sequence[PartFinding]) -> str:
    """Answer a claim: by the first two parts that the data tell, since one is half an answer."""
    untold = [part for part in parts if part.verdict == CANNOT_TELL]
    if parts[0].claim == OF_FACTS and len(parts) > FEW:
        listed_facts = _which(parts)
        return listed_facts if len(untold) == len(parts) else _with_open(listed_facts, len(untold))
    shown = [part for part in parts if part not in untold][:FEW] or parts[:1]
    said = listed([part.sentence for part in shown], "space")
    return _with_open(said, sum(part not in shown for part in untold))


def _with_open(said: str, n: int) -> str:
    """Add how many questions stay open."""
    if not n:
        return said
    return say_count(
        "{said} One other question stays open.",
        "{said} {n} other questions stay open.",
        n,
        said=said,
    )


def _which(parts: Sequence[PartFinding]) -> str:
    """Say which facts go with more partnerships, which with fewer, and of how many.

    How many partnerships go with a fact at all is another thing than how many times as many.
    """
    more, fewer = (
        listed(lowered(label_of(part.id)) for part in parts
               if part.side == side and part.unit in RATIOS)
        for side in ("above", "below")
    )  # fmt: skip
    shares = [part.sentence for part in parts if part.unit == "share" and part.side != "open"]
    return listed([_more_and_fewer(more, fewer), *shares[:1]], "space")


def _more_and_fewer(more: str, fewer: str) -> Sentence:
    if more and fewer:
        return say("More partnerships go with: {more}. Fewer go with: {fewer}.", more=more,
                   fewer=fewer)  # fmt: skip
    if more:
        return say("More partnerships go with: {more}.", more=more)
    if fewer:
        return say("Fewer partnerships go with: {fewer}.", fewer=fewer)
    return say("The data cannot tell what goes with more partnerships.")


def _would_change(shown: Sequence[PartFinding], parts: Sequence[PartFinding]) -> tuple[str, ...]:
    """Say what would change each answer, once; of parts on one line once for all."""
    others = [part for part in parts if part not in shown][:1]
    return tuple(
        dict.fromkeys(part.would_change for part in (*shown, *others) if part.would_change)
    )


def _line(part: PartFinding) -> Line:
    meaning = meaning_of(part.id) if part.verdict in REFUSED else ""
    return Line(part, verdict_words(part.verdict), _turned(part), meaning, _reason(part))


def _reason(part: PartFinding) -> str:
    if (part.value is not None and part.line is not None) or not part.aside:
        return ""
    said = capital(part.aside)
    return said if said.endswith(".") else say("{words}.", words=said)


def _untold(parts: Sequence[PartFinding]) -> Sentence | str:
    if not parts:
        return ""
    named = [
        say("{label} ({number})", label=lowered(label_of(part.id)), number=number_words(part))
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
        return say("Without {whom} it would be uncertain.", whom=part.carried_by)
    n = len(part.turned_by)
    if not n or not part.rows:
        return ""
    return say(
        "Counted in other ways, the answer changes in {n} of {of} cases.", n=n, of=len(part.rows)
    )


def front_figure(fragments: Sequence[Fragment], title: str, data_version: str, seed: int) -> Figure:
    """Draw all parts, each on a line in a few words, below their claims."""
    drawn = figure_of_parts(
        "parts", title, parts_of(fragments), data_version, seed, "parts.csv", _head
    )
    return replace(drawn, highest=FRONT)


def _head(claim: str) -> str:
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
