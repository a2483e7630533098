"""What a report found, one finding a screen: the finding, its number, the figure, ways on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from sistercities.api.explorer.chapters import PAGE, chapters_of, drawings_in, numbers_of, text_of
from sistercities.api.explorer.report_parts import ReportPart, claim_words, number_words
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.chapter_words import Say, in_words
from sistercities.web.pages.chapters import chapter_path
from sistercities.web.pages.claim_list import interval_words, label_words, meaning_words
from sistercities.web.report_words import page_words_of, report_words, told_of_report
from sistercities.web.told import Told, one_after, parted, told

_UNTOLD = "cannot be told from these data"
_COMPARED = "C4.formal"
"""What the claim on economy, culture and networks compares them with: the formal link."""
_MIXED = {"supported", "not supported"}
_BESIDE = 6
"""Parts of which the drawing is about as high as the words of a claim."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part of a claim.

    Attributes
    ----------
    title, rest
        The finding in one sentence, and what else is said of it; `rest` may be empty.
    label
        What was asked, in the few words by which the drawing names it: without it a verdict on one
        part is taken for that on the claim.
    mark, verdict
        Shape and words of the verdict.
    number, interval
        As they are shown; "" where there is none, or the sentence says both already.
    meaning
        What would be called supported, of a part that is not.
    interval_of
        What the interval is of: the number, or where one more country would lie.
    note
        What its number rests on; may be empty.
    """

    title: Told
    rest: Told
    label: Told
    mark: str
    verdict: str
    number: str
    interval: str
    meaning: Told
    interval_of: str
    note: Told


@dataclass(frozen=True, slots=True)
class Story:
    """What was found of one claim.

    Attributes
    ----------
    claim, words
        Number of the claim that it speaks of, and the claim as it stands.
    first, second
        The findings that it is told by; `second` is None where one part alone can be told.
    parts
        How many parts the claim has, of how many the data cannot tell, and that the study calls
        it mixed where its parts differ; "" where nothing is to be said.
    figure, is_long
        Drawings of all parts of the claim, None where the report has none; and whether the parts
        are too many for a drawing beside the words.
    how, table
        Addresses of how it was found and of the numbers; None where the report has none.
    """

    claim: str
    words: Told
    first: Finding
    second: Finding | None
    parts: str
    figure: Markup | None
    is_long: bool
    how: str | None
    table: str | None


def stories_of(asked: Asked, report: StudyReport) -> tuple[Story, ...]:
    """Tell what a report found of each claim; () of a report that has no parts.

    Parameters
    ----------
    asked
        The request.
    report
        The report.
    """
    page = text_of(report, PAGE) if report.has_page else ""
    return tuple(
        _story(asked, report, claim, list(parts), page)
        for claim, parts in groupby(report.parts, key=lambda part: part.claim)
    )


def _story(
    asked: Asked, report: StudyReport, claim: str, parts: list[ReportPart], page: str
) -> Story:
    shown = _told_by(parts)
    study = shown[0].study
    has_study = any(one.study == study for one in chapters_of(report))
    table = f"{study}-parts.csv"
    if table not in numbers_of(report):
        table = "parts.csv"
    return Story(
        claim=claim,
        words=told(asked, claim_words(claim)),
        first=_finding(asked, report, shown[0]),
        second=_finding(asked, report, shown[1]) if len(shown) > 1 else None,
        parts=one_after(_mixed_words(asked, report, shown), _parts_words(asked, parts, len(shown))),
        figure=_figure(asked, report, claim, page),
        is_long=len(parts) > _BESIDE,
        how=asked.link(chapter_path(report.name, study)) if has_study else None,
        table=f"/studies/{quote(report.name)}/files/{table}"
        if table in numbers_of(report) else None,
    )  # fmt: skip


def _told_by(parts: list[ReportPart]) -> list[ReportPart]:
    """Choose the parts that a claim is told by: the first, and the next one that the data tell.

    The first part of a claim asks what its words say, and leads even where it cannot be told; the
    next says how that stands against chance. A claim that compares is told by what it compares
    with.
    """
    first, *others = parts
    found = [one for one in others if one.verdict != _UNTOLD]
    compared = [one for one in found if one.id == _COMPARED]
    return [first, *(compared or found)[:1]]


def _finding(asked: Asked, report: StudyReport, part: ReportPart) -> Finding:
    say = report_words(asked, report, part.study)
    title, rest = parted(told_of_report(say, part.sentence))
    number, interval = _unsaid(part)
    return Finding(
        title=title,
        rest=rest,
        label=label_words(asked, part),
        mark=part.mark,
        verdict=asked.words.listed("verdict", part.verdict),
        number=number,
        interval=told(asked, interval).sentence,
        meaning=meaning_words(asked, part),
        interval_of=interval_words(asked, part),
        note=_note(asked, say, part),
    )


def _unsaid(part: ReportPart) -> tuple[str, str]:
    """Write number and interval; "" where the sentence says both, of a share in whole per cent."""
    number, interval = number_words(part)
    said = [number, interval]
    if part.unit.startswith("share") and interval:
        said = [f"{100 * end:.0f}" for end in (part.value, part.low, part.high) if end is not None]
    is_said = all(words in part.sentence for words in said)
    return ("", "") if is_said else (number, interval)


def _note(asked: Asked, say: Say, part: ReportPart) -> Told:
    """Say what its number rests on, unless the sentence does."""
    is_said = part.note.rstrip(".") in part.sentence
    return Told("") if is_said else _sentence(asked, told_of_report(say, part.note))


def _sentence(asked: Asked, said: Told) -> Told:
    """Write as a sentence what reports keep as a part of one."""
    words = said.sentence[:1].upper() + said.sentence[1:]
    if not words or words.endswith((".", "。")):
        return Told(words, said.lang)
    return Told(words + ("." if said.lang == SOURCE else asked.words("list.stop")), said.lang)


def _mixed_words(asked: Asked, report: StudyReport, shown: list[ReportPart]) -> str:
    """Say that a study calls a claim mixed whose shown parts differ; else ""."""
    verdict = next((one.verdict for one in report.verdicts if one.claim == shown[0].claim), "")
    is_told = verdict == "mixed" and {one.verdict for one in shown} == _MIXED
    return asked.words("studies.claim_mixed") if is_told else ""


def _parts_words(asked: Asked, parts: list[ReportPart], shown: int) -> str:
    """Say how many parts the claim has; "" where all of them are shown."""
    if len(parts) == shown:
        return ""
    untold = sum(one.verdict == _UNTOLD for one in parts)
    if untold == len(parts):
        return asked.words("studies.parts_none", n=len(parts))
    said = asked.words("studies.parts_of", n=len(parts))
    return one_after(said, asked.words.count("studies.parts_untold", untold) if untold else "")


def _figure(asked: Asked, report: StudyReport, claim: str, page: str) -> Markup | None:
    drawn = drawings_in(page, f"figure-claim-{claim.lower()}")
    if drawn is None:
        return None
    if asked.words.lang != SOURCE:
        drawn = in_words(drawn, page_words_of(asked, report), asked.words.tag)
    return Markup(drawn)
