"""A finished chapter as plain text and JSON, so that it can be kept and set into the whole report.

A study takes its time; its chapter is kept when it is done, and a run that was interrupted goes on
with the next one.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from sistercities.report import numerals
from sistercities.report.looks import look_of
from sistercities.report.study_json import study_record
from sistercities.sentence_records import ReadRecord, Record, records_of, said_again, said_in
from sistercities.sentences import say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict
from sistercities.studies.findings import Method, Studied
from sistercities.studies.parts import PartFinding, PartRow
from sistercities.studies.registry import title_of
from sistercities.terms.json_records import Json, RecordTuple


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One claim as the table of all verdicts shows it.

    Attributes
    ----------
    number_words, number_small
        The number in its unit, and its interval and name; a dash where it is not known.
    part
        The part whose verdict it is; "" where there is none.
    """

    claim: str
    claim_text: str
    verdict: str
    sentence: str
    would_change: str
    number: float | None
    low: float | None
    high: float | None
    number_words: str
    number_small: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A chapter that is done.

    Attributes
    ----------
    study, title, headline
        Name, question and finding.
    html
        The chapter without its heading; escaped, with the marks of its sentences.
    blocks
        The same for paper.
    files
        CSV files and tables for LaTeX by name.
    record
        The study's JSON.
    rows
        Its verdicts.
    as_of
        Year of its ties; None where it did not come so far.
    sentences
        What its sentences were made of, by their text.
    problem
        Why it could not be run; empty where it was.
    parts
        Its parts of the claims.
    method
        How it was made; None where it could not be run.
    """

    study: str
    title: str
    headline: str
    html: str
    blocks: list[Json]
    files: dict[str, str]
    record: Json
    rows: tuple[VerdictRow, ...]
    as_of: int | None
    sentences: dict[str, Record]
    problem: str = ""
    parts: tuple[PartFinding, ...] = ()
    method: Method | None = None


def fragment_of(result: Studied) -> Fragment:
    """Set the chapter of a study."""
    title, look = title_of(result.study), look_of(result)
    rows = tuple(
        verdict_row(verdict, cells[2].words, cells[2].small)
        for (_, verdict), cells in zip(
            sorted(result.verdicts.items()), look.verdicts().rows, strict=True
        )
    )
    method = look.method()
    return Fragment(
        study=result.study,
        title=title,
        headline=result.headline,
        html=look.chapter(),
        blocks=look.chapter_blocks(),
        files={name: content.decode() for name, content in look.chapter_files().items()},
        record=study_record(result),
        rows=rows,
        as_of=result.as_of,
        sentences=records_of(said_in([result, title, rows, method])),
        parts=result.parts,
        method=method,
    )


def verdict_row(verdict: ClaimVerdict, words: str, small: str) -> VerdictRow:
    """Join a verdict with its number in words."""
    return VerdictRow(
        verdict.claim,
        verdict.claim_text,
        verdict.verdict,
        verdict.sentence,
        verdict.would_change,
        verdict.number,
        verdict.low,
        verdict.high,
        words,
        small,
        verdict.part,
    )


def failed(study: str, title: str, claims: tuple[str, ...], problem: str) -> Fragment:
    """Stand in for a study that could not be run; its claims cannot be told."""
    why = say("The study could not be run: {problem}", problem=problem)
    change = say("Data with which the study runs.")
    headline = say("This study could not be run on these data.")
    rows = tuple(
        verdict_row(
            ClaimVerdict(claim, CLAIMS[claim], CANNOT_TELL, why, None, None, None, change),
            numerals.MISSING,
            "",
        )
        for claim in claims
    )
    record: Json = {"study": study, "problem": problem}
    sentences = records_of(said_in([title, headline, rows]))
    return Fragment(study, title, headline, "", [], {}, record, rows, None, sentences, problem)


def as_json(fragment: Fragment) -> Json:
    """Turn a chapter into JSON; `from_json` takes it back."""
    return dataclasses.asdict(fragment)


def from_json(held: Json) -> Fragment:
    """Take back what `as_json` made, its sentences with what they were made of.

    Raises
    ------
    KeyError, TypeError
        If it is something else.
    """
    records: dict[str, ReadRecord] = held["sentences"]  # type: ignore[assignment]
    said = {name: said_again(held[name], records) for name in _SAID}
    fields: dict[str, object] = {**held, **said}
    rows: list[dict[str, object]] = said["rows"]
    fields["rows"] = tuple(VerdictRow(**row) for row in rows)  # type: ignore[arg-type]
    fields["parts"] = tuple(_part(one) for one in said["parts"])
    method: dict[str, object] | None = said["method"]
    fields["method"] = None if method is None else _method(method)
    return Fragment(**fields)  # type: ignore[arg-type]


_SAID = ("title", "headline", "problem", "rows", "parts", "method")
"""What the page of the report makes sentences of its own from."""


def _part(held: Json) -> PartFinding:
    rows: list[Json] = held["rows"]  # type: ignore[assignment]
    made = {**held, "rows": RecordTuple(PartRow(**row) for row in rows)}  # type: ignore[arg-type]
    return PartFinding(**made)  # type: ignore[arg-type]


def _method(held: Json) -> Method:
    literature: list[str] = held["literature"]  # type: ignore[assignment]
    return Method(**{**held, "literature": tuple(literature)})  # type: ignore[arg-type]
