"""What a finished report says of each part of the claims, as its `study.json` keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sistercities.report import numerals
from sistercities.report.claim_lines import claim_line
from sistercities.report.tables import VERDICT_MARKS
from sistercities.sentence_records import ReadRecord, said_again
from sistercities.sentences import Listed, Sentence, say
from sistercities.studies.claims import CLAIMS, DESCRIBED
from sistercities.studies.part_rules import (
    AMONG_COUNTRIES,
    CHANGED_MARK,
    CLAIM_LABELS,
    at_first_in,
    label_of,
)
from sistercities.studies.parts import are_named, counts_ties, exist_words
from sistercities.studies.phrases import ONE_LIST
from sistercities.studies.registry import meaning_of
from sistercities.studies.turned_rows import turned_sentence

ALL_CLAIMS = tuple(CLAIM_LABELS)
"""Numbers of the claims that reports judge."""

HALF = say("Half of the claim: it is not set beside the tie of the regions.")
"""Of facts between countries: the claim says that they weigh more than that tie."""

_ORDER = {claim: number for number, claim in enumerate(CLAIMS)}


@dataclass(frozen=True, slots=True)
class ReportPart:
    """What one study says of one part of a claim.

    Attributes
    ----------
    study
        The study that judged it.
    claim, part
        Number of the claim, and name of the part.
    question, answer, sentence
        What was asked, the answer in a few words, and in a sentence.
    verdict
        Whether that bears out the claim.
    value, low, high, unit
        Number, interval, unit; None where there is none, and `note` says why.
    line
        Value of no effect; None of a part that counts or describes.
    n, n_of
        What it rests on.
    turned, rows, untold
        Under how many other rules the answer is another, how many were tried, and how many of these
        leave too little to judge.
    carried_by
        What the answer rests on; "" where it rests on no one country or unit.
    changed
        How its rule was changed after its number was seen; "" where it was not.
    as_of
        Year of the ties of its study; None of an older program.
    """

    study: str
    claim: str
    part: str
    question: str
    verdict: str
    answer: str
    sentence: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    line: float | None
    n: int
    n_of: str
    turned: int
    rows: int
    note: str
    carried_by: str
    untold: int = 0
    changed: str = ""
    as_of: int | None = None

    @property
    def id(self) -> str:
        """Claim and part, as in `C3.independent`."""
        return f"{self.claim}.{self.part}"

    @property
    def label(self) -> str:
        """What would bear it out, to stand beside its verdict; drawings name it so too."""
        return label_of(self.id)

    @property
    def at_first(self) -> str:
        """What the first form of its rule would have said, where it was changed; else ""."""
        return at_first_in(self.changed)

    @property
    def half(self) -> str:
        """Which half of its claim it answers, where it answers no more; else ""."""
        return HALF if self.id.startswith("C4.world-") else ""

    @property
    def meaning(self) -> str:
        """What `supported` means of it; "" of a part that no study judges now."""
        return meaning_of(self.id)

    @property
    def exists(self) -> str:
        """That there are partnerships of its kind, of a part that counts them; else ""."""
        is_count = counts_ties(self.line, self.verdict, self.unit)
        return exist_words(self.n) if is_count and self.verdict == DESCRIBED else ""

    @property
    def is_carrier_said(self) -> bool:
        """Whether the sentence names what the answer rests on."""
        return are_named(self.carried_by, self.sentence)

    @property
    def counts_countries(self) -> bool:
        """Whether its interval counts how much countries differ, beside chance."""
        return self.id in AMONG_COUNTRIES

    @property
    def mark(self) -> str:
        """The shape of its verdict, with † where its rule was changed; "" where it has no shape."""
        shape = VERDICT_MARKS.get(self.verdict, "")
        return shape + CHANGED_MARK if shape and self.changed else shape


def parts_in(held: dict[str, Any], told: Mapping[str, ReadRecord]) -> tuple[ReportPart, ...]:
    """Find the parts in the content of a `study.json`, claim by claim.

    Parameters
    ----------
    held
        That content.
    told
        What its sentences were made of, by their English text.

    Raises
    ------
    KeyError, TypeError, AttributeError, ValueError
        If it is something else.
    """
    found = [
        replace(_part(study, one, told), as_of=_year(record))
        for study, record in held.get("studies", {}).items()
        for one in record.get("parts", ())
    ]
    return tuple(sorted(found, key=lambda part: _ORDER.get(part.claim, len(_ORDER))))


def _year(record: Mapping[str, Any]) -> int | None:
    held = record.get("as_of")
    return None if held is None else int(held)


def one_list_of(parts: Sequence[ReportPart]) -> str:
    """Find the sentence that all rests on a single list; "" where no part says so."""
    said = (one for part in parts for one in _sentences_of(part.note))
    return next((one for one in said if one.template == ONE_LIST), "")


def _sentences_of(said: str) -> Iterator[Sentence]:
    if isinstance(said, Listed):
        for one in said.parts:
            yield from _sentences_of(one)
    elif isinstance(said, Sentence):
        yield said


def _part(study: str, held: dict[str, Any], told: Mapping[str, ReadRecord]) -> ReportPart:
    def said(name: str) -> str:
        return said_again(str(held.get(name) or ""), told)  # type: ignore[no-any-return]

    return ReportPart(
        study=study,
        claim=str(held["claim"]),
        part=str(held["part"]),
        question=said("question"),
        verdict=str(held["verdict"]),
        answer=said("answer"),
        sentence=said("sentence"),
        value=_number(held["value"]),
        low=_number(held["low"]),
        high=_number(held["high"]),
        unit=str(held["unit"]),
        line=_number(held["line"]),
        n=int(held["n"]),
        n_of=said("n_of"),
        turned=sum(bool(row["is_turned"]) for row in held["rows"]),
        rows=len(held["rows"]),
        untold=sum(row["verdict"] != DESCRIBED and row["low"] is None for row in held["rows"])
        if held["line"] is not None
        else 0,
        note=said("note"),
        carried_by=said("carried_by"),
        changed=said("changed"),
    )


def _number(held: object) -> float | None:
    return None if held is None else float(held)  # type: ignore[arg-type]


def number_words(part: ReportPart) -> tuple[str, str]:
    """Write the number of a part and its interval; "" where there is none."""
    if counts_ties(part.line, part.verdict, part.unit):
        return numerals.whole(part.n if part.value is None else part.value), ""
    if part.value is None:
        return "", ""
    ends = numerals.span(
        numerals.in_unit(part.low, part.unit), numerals.in_unit(part.high, part.unit)
    )
    return numerals.in_unit(part.value, part.unit), "" if ends == numerals.MISSING else ends


def lines_of(parts: Sequence[ReportPart]) -> tuple[tuple[str, str], ...]:
    """Say what a report found of each claim in one line, each with the number of its claim."""
    claims = dict.fromkeys(part.claim for part in parts)
    return tuple(
        (claim, claim_line([part for part in parts if part.claim == claim], parts))
        for claim in claims
    )


def turned_words(part: ReportPart) -> str:
    """Say how many other rules turn the answer; "" where none does."""
    if part.carried_by:
        return ""
    return turned_sentence(part.turned, part.rows, part.untold)


def claim_label(claim: str) -> str:
    """Give a claim in a few words; "" where it has none."""
    return CLAIM_LABELS.get(claim, "")


def claim_words(claim: str) -> str:
    """Give a claim as it stands; "" where it has none."""
    return CLAIMS.get(claim, "")
