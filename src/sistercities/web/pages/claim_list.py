"""What a report says of each claim, part by part; never a count of verdicts."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import groupby

from sistercities.api.explorer.chapters import chapters_of
from sistercities.api.explorer.report_parts import (
    ReportPart,
    claim_label,
    claim_words,
    number_words,
    turned_words,
)
from sistercities.api.explorer.reports import StudyReport
from sistercities.sentences import say
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.frame import Way
from sistercities.web.pages.chapters import chapter_path
from sistercities.web.report_words import told_of_report
from sistercities.web.told import Told, told

PART_KEYS = (
    "id", "claim", "part", "study", "question", "verdict", "answer", "sentence", "value", "low",
    "high", "unit", "n", "n_of", "turned", "rows", "carried_by", "note", "changed",
)  # fmt: skip


_REFUSED = ("not supported", "mixed")
"""Verdicts beside which stands what would be supported."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a claim.

    Attributes
    ----------
    id
        Claim and part.
    label
        What was asked, in the few words by which drawings name it.
    mark, verdict
        Shape and words of its verdict.
    sentence
        The answer, and what is left untold.
    number, interval
        As they are shown; "" where there is none.
    interval_of
        What the interval counts: chance alone, or how much countries differ too.
    meaning
        What would be called supported, of a part that is not.
    rests_on
        What the answer rests on, or under how many rules it is another; "" where neither.
    changed
        How its rule was changed after its number was seen; "" where it was not.
    """

    id: str
    label: Told
    mark: str
    verdict: str
    sentence: tuple[Told, ...]
    number: str
    interval: str
    interval_of: str
    meaning: Told
    rests_on: Told
    changed: Told


@dataclass(frozen=True, slots=True)
class ClaimParts:
    """A claim with its parts.

    Attributes
    ----------
    claim, label, words
        Number of the claim, in a few words, and as it stands.
    parts
        In the order of the report.
    chapters
        The studies that judge it.
    """

    claim: str
    label: Told
    words: Told
    parts: tuple[PartLine, ...]
    chapters: tuple[Way, ...]


def claims_of(asked: Asked, report: StudyReport) -> tuple[ClaimParts, ...]:
    """Set the parts of a report below their claims; () of a report that has none."""
    held = {one.study for one in chapters_of(report)}
    return tuple(
        _claim(asked, report, claim, list(parts), held)
        for claim, parts in groupby(report.parts, key=lambda part: part.claim)
    )


def _claim(
    asked: Asked, report: StudyReport, claim: str, parts: list[ReportPart],
    held: set[str],
) -> ClaimParts:  # fmt: skip
    judging = dict.fromkeys(part.study for part in parts)
    return ClaimParts(
        claim, told(asked, claim_label(claim)), told(asked, claim_words(claim)),
        tuple(_line(asked, part) for part in parts),
        tuple(
            Way(asked.link(chapter_path(report.name, study)), asked.words(f"study.{study}"))
            for study in judging if study in held
        ),
    )  # fmt: skip


def _line(asked: Asked, part: ReportPart) -> PartLine:
    number, interval = numbers_shown(asked, part)
    said = told_of_report(asked, part.sentence)
    is_said = part.note.rstrip(".") in part.sentence
    untold = () if is_said or part.value is not None else (_untold(asked, part),)
    return PartLine(
        part.id, label_words(asked, part), mark_of(part),
        verdict_of(asked, part), (said, *untold), "" if part.exists else number,
        interval, interval_words(asked, part), meaning_words(asked, part),
        _rests_on(asked, part), changed_words(asked, part),
    )  # fmt: skip


def numbers_shown(asked: Asked, part: ReportPart) -> tuple[str, str]:
    """Write the number of a part and its interval as the language of the page writes them."""
    number, interval = number_words(part)
    if asked.words.lang != SOURCE:
        number = number.replace("\N{NO-BREAK SPACE}%", "%").replace(" %", "%")
    return number, told(asked, interval).sentence


def mark_of(part: ReportPart) -> str:
    """Show the shape of a verdict; none beside the words that there are such partnerships."""
    return "" if part.exists else part.mark


def verdict_of(asked: Asked, part: ReportPart) -> str:
    """Say the verdict on a part; of one that counts, in words that there are such partnerships."""
    if part.exists:
        return told(asked, part.exists).sentence
    return asked.words.listed("verdict", part.verdict)


def label_words(asked: Asked, part: ReportPart) -> Told:
    """Name a part in a few words; its id, which is of no language, where it has none."""
    return Told(part.id) if part.label == part.id else told(asked, part.label)


def meaning_words(asked: Asked, part: ReportPart) -> Told:
    """Say what would be called supported, of a part that is not; of half of a claim, which half."""
    if part.half:
        return told(asked, part.half)
    return told(asked, part.meaning) if part.verdict in _REFUSED else Told("")


def changed_words(asked: Asked, part: ReportPart) -> Told:
    """Say how the rule of a part was changed after its number was seen; else nothing."""
    return told_of_report(asked, part.changed)


def interval_words(asked: Asked, part: ReportPart) -> str:
    """Say what the interval of a part is of."""
    key = "studies.interval_among" if part.counts_countries else "studies.interval"
    return asked.words(key)


def _untold(asked: Asked, part: ReportPart) -> Told:
    """Say why there is no number, as a sentence."""
    said = told_of_report(asked, part.note)
    if said.sentence.endswith((".", "。")):
        return said
    if said.lang is None:
        return Told(said.sentence + asked.words("list.stop"))
    return Told(f"{said.sentence[:1].upper()}{said.sentence[1:]}.", said.lang)


def _rests_on(asked: Asked, part: ReportPart) -> Told:
    if not part.carried_by:
        return told(asked, turned_words(part))
    if part.is_carrier_said:
        return Told("")
    whom = told_of_report(asked, part.carried_by)
    if whom.lang is None:
        return Told(asked.words("studies.rests_on", whom=whom.sentence))
    return Told(str(say("Without {whom} it would be uncertain.", whom=part.carried_by)), whom.lang)


def part_records(report: StudyReport) -> list[dict[str, object]]:
    """Give the parts as data."""
    rows = [asdict(part) | {"id": part.id} for part in report.parts]
    return [{key: row[key] for key in PART_KEYS} for row in rows]
