"""Each claim in one line, for the first page: what its first part was found to be, and one more.

The first part of a claim answers its words, and leads even where it cannot be told. Where it counts
or describes, one that is judged stands beside it; a claim that lists facts names those that are
told where its first part is not. Numbers stand on the page of the claim, but for a count, a share
and a ratio.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sistercities.report import numerals
from sistercities.report.tables import VERDICT_MARKS
from sistercities.sentences import Sentence, as_clause, capital, listed, lowered, say
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.part_rules import CHANGED_MARK, label_of
from sistercities.studies.parts import ALONE, counts_ties, exist_words
from sistercities.studies.phrases import once_left_out, one_after_another
from sistercities.studies.unjudged_parts import DESCRIPTION

OF_FACTS, OF_CORRELATIONS = "C4", "C5"
"""Claims of which facts are listed: what goes with partnerships, and what goes together."""

RATIOS = ("ratio", "rate ratio")
"""Units of parts that say how many times as many partnerships go with a fact."""

LISTED = {OF_FACTS: RATIOS, OF_CORRELATIONS: ("correlation",)}
"""Units of the parts that a claim lists."""


class ToldPart(Protocol):
    """What a line takes of a part, found now or read from a report."""

    @property
    def id(self) -> str:
        """Claim and part."""

    @property
    def claim(self) -> str:
        """Number of the claim."""

    @property
    def verdict(self) -> str:
        """Whether it bears out the claim."""

    @property
    def answer(self) -> str:
        """In a few words."""

    @property
    def value(self) -> float | None:
        """Its number."""

    @property
    def low(self) -> float | None:
        """Lower end of its interval."""

    @property
    def high(self) -> float | None:
        """Upper end."""

    @property
    def unit(self) -> str:
        """Of its number."""

    @property
    def line(self) -> float | None:
        """Value of no effect."""

    @property
    def n(self) -> int:
        """What it rests on; of a count how many are known."""

    @property
    def changed(self) -> str:
        """How its rule was changed after its number was seen."""

    @property
    def carried_by(self) -> str:
        """What the answer rests on."""


Part = TypeVar("Part", bound=ToldPart)


def facts_of(parts: Sequence[Part]) -> list[Part]:
    """Take the parts of a claim that are told as a list; none where there is only one."""
    units = LISTED.get(parts[0].claim, ())
    found = [part for part in parts if part.unit in units]
    return found if len(found) > 1 else []


def claim_line(parts: Sequence[ToldPart], every: Sequence[ToldPart] = ()) -> str:
    """Say what was found of a claim in one line.

    Parameters
    ----------
    parts
        Of one claim, in the order of their rules.
    every
        The parts of all claims, of which some count the same ties.
    """
    first, facts = parts[0], facts_of(parts)
    if first in facts:
        is_half = first.claim == OF_FACTS and any(map(_is_told, facts))
        return one_after_another([_facts_words(facts), HALF_OF_FACTS if is_half else ""])
    said = [_counted(first, every) if _is_count(first) else _clause(first)]
    if facts:
        is_needed = first.verdict in (CANNOT_TELL, "mixed") and any(map(_is_told, facts))
        said.append(_facts_words(facts) if is_needed else "")
    elif first.line is None:
        beside = next((part for part in parts if part.line is not None), None)
        said.append("" if beside is None else _clause(beside))
    return one_after_another(said)


def _is_count(part: ToldPart) -> bool:
    return counts_ties(part.line, part.verdict, part.unit)


def _is_told(part: ToldPart) -> bool:
    return part.verdict != CANNOT_TELL


NO_COUNTRY, OUTSIDE = "C1.exist", "C2.exist"
"""Counts of which the first is a part of the second: with a country where the region has no
partner, no region is a sister."""


def _counted(part: ToldPart, every: Sequence[ToldPart]) -> Sentence:
    """Say how many ties of a kind there are, and which of them another claim counts too."""
    words, counts = capital(exist_words(part.n)), {one.id: one.n for one in every}
    shared = counts.get(NO_COUNTRY, 0) if OUTSIDE in counts else 0
    if shared and part.id == NO_COUNTRY:
        return say("{words}, counted in C2 too.", words=words)
    if shared and part.id == OUTSIDE:
        return say("{words}, the {n:,} of C1 among them.", words=words, n=shared)
    return say("{words}.", words=words)


def _clause(part: ToldPart) -> str:
    """Say what was found of one part, after what was asked: its mark is of that, not of the answer.

    "○ Fewer than by chance" alone was read as no to what was found.
    """
    mark, label = _mark(part), label_of(part.id)
    if not _is_told(part):
        return _untold(part, mark, label)
    words = _with_number(part)
    if part.line is None:
        number = numerals.in_unit(part.value, part.unit)
        is_plain = part.answer in ("", DESCRIPTION)
        return say("{mark}\u00a0{label}: {number}.", mark=mark, label=label,
                   number=number if is_plain else part.answer)  # fmt: skip
    return say("{mark}\u00a0{label}: {words}.", mark=mark, label=label, words=words)


def _untold(part: ToldPart, mark: str, label: str) -> Sentence:
    """Say that a part cannot be told, with the reason that its rule gave."""
    if part.answer == ALONE:
        return say("{mark}\u00a0{label}: {words}.", mark=mark, label=label,
                   words=ALONE)  # fmt: skip
    if part.carried_by:
        return say("{mark}\u00a0{label}: cannot be told; {left_out}.", mark=mark, label=label,
                   left_out=once_left_out(part.carried_by))  # fmt: skip
    return say("{mark}\u00a0{label}: {words}.", mark=mark, label=label,
               words=as_clause(part.answer))  # fmt: skip


def _with_number(part: ToldPart) -> str:
    """Set a ratio after the answer; not where it depends, as another way gives another number."""
    answer = as_clause(part.answer)
    if part.value is None or part.unit not in RATIOS or part.verdict == "mixed":
        return answer
    return say("{answer} ({number} times)", answer=answer,
               number=numerals.in_unit(part.value, part.unit))  # fmt: skip


def _facts_words(facts: Sequence[ToldPart]) -> str:
    """Name the facts that are told, below their answers."""
    told = [part for part in facts if _is_told(part)]
    answers = dict.fromkeys(part.answer for part in told)
    if not answers:
        return UNTOLD_FACTS
    return one_after_another(
        say("{answer}: {facts}.", answer=capital(answer), facts=listed(
            [_fact(part) for part in told if part.answer == answer], "comma"
        ))
        for answer in answers
    )  # fmt: skip


def _fact(part: ToldPart) -> Sentence:
    return say("{mark}\u00a0{label}", mark=_mark(part), label=lowered(label_of(part.id)))


def _mark(part: ToldPart) -> str:
    """Return the shape of a verdict, with † where the rule was changed after its number."""
    shape = VERDICT_MARKS.get(part.verdict, "")
    return shape + CHANGED_MARK if shape and part.changed else shape


HALF_OF_FACTS = say(
    "That is half of the claim: none of them is set beside the tie of the regions, so whether they "
    "weigh more is not told."
)
"""Beside facts of which none is compared with what the claim compares them with."""

UNTOLD_FACTS = say("The data cannot tell what goes with more partnerships.")
