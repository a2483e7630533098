"""What a report found, one finding a screen: the finding, its number, the figure, ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from sistercities.api.explorer.chapters import PAGE, chapters_of, drawings_of, numbers_of
from sistercities.api.explorer.report_parts import (
    ReportPart,
    claim_label,
    lines_of,
    number_words,
)
from sistercities.api.explorer.reports import StudyReport
from sistercities.api.study_names import WORLD
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.pages.chapters import chapter_path
from sistercities.web.pages.claim_list import (
    ClaimParts,
    changed_words,
    claims_of,
    interval_words,
    label_words,
    mark_of,
    meaning_words,
    numbers_shown,
    verdict_of,
)
from sistercities.web.report_words import said_html, told_of_report
from sistercities.web.told import Told, one_after, parted, told

_UNTOLD = "cannot be told from these data"
_COMPARED = "C4.formal"
"""What the claim on economy, culture and networks compares them with: the formal link."""
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
        What the interval counts: chance alone, or how much countries differ too.
    note
        What its number rests on; may be empty.
    changed
        How its rule was changed after its number was seen; may be empty.
    at_first
        What the first form of the rule would have said, where it is another verdict; may be empty.
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
    changed: Told
    at_first: Told


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
        How many parts the claim has, and of how many the data cannot tell; "" where nothing is to
        be said.
    across
        Numbers of all pairs of countries that lie on the other side of no difference.
    figure, is_long
        Drawings of all parts of the claim, None where the report has none; and whether the parts
        are too many for a drawing beside the words.
    how, table
        Addresses of how it was found and of the numbers; None where the report has none.
    every
        Every part of the claim.
    """

    claim: str
    words: Told
    first: Finding
    second: Finding | None
    parts: str
    across: tuple[str, ...]
    figure: Markup | None
    is_long: bool
    how: str | None
    table: str | None
    every: ClaimParts


def stories_of(asked: Asked, report: StudyReport) -> tuple[Story, ...]:
    """Tell what a report found of each claim; () of a report that has no parts.

    Parameters
    ----------
    asked
        The request.
    report
        The report.
    """
    claims = claims_of(asked, report)
    grouped = groupby(report.parts, key=lambda part: part.claim)
    return tuple(
        _story(asked, report, claim, list(parts))
        for claim, (_, parts) in zip(claims, grouped, strict=True)
    )


def _story(asked: Asked, report: StudyReport, every: ClaimParts, parts: list[ReportPart]) -> Story:
    claim, shown = every.claim, _told_by(parts)
    study = shown[0].study
    has_study = any(one.study == study for one in chapters_of(report))
    table = f"{study}-parts.csv"
    if table not in numbers_of(report):
        table = "parts.csv"
    return Story(
        claim=claim,
        words=every.words,
        first=_finding(asked, shown[0]),
        second=_finding(asked, shown[1]) if len(shown) > 1 else None,
        parts=_parts_words(asked, parts, len(shown)),
        across=tuple(_across(asked, report, parts)),
        figure=_figure(asked, report, claim),
        is_long=len(parts) > _BESIDE,
        how=asked.link(chapter_path(report.name, study)) if has_study else None,
        table=f"/studies/{quote(report.name)}/files/{table}"
        if table in numbers_of(report) else None,
        every=every,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim in a line.

    Attributes
    ----------
    claim, label
        Its number, and what it is about in a few words.
    said
        What was found.
    """

    claim: str
    label: Told
    said: Told


def claim_lines(asked: Asked, report: StudyReport) -> tuple[ClaimLine, ...]:
    """Say what a report found of each claim in a line; () of a report that has no parts."""
    return tuple(
        ClaimLine(claim, told(asked, claim_label(claim)), told(asked, said))
        for claim, said in lines_of(report.parts)
    )


def parts_drawn(asked: Asked, report: StudyReport) -> Markup | None:
    """Draw all parts of a report; None where it has no such drawing."""
    return _drawing(asked, report, "figure-parts")


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


def _finding(asked: Asked, part: ReportPart) -> Finding:
    title, rest = parted(told_of_report(asked, part.sentence))
    number, interval = numbers_shown(asked, part) if _unsaid(part)[0] else ("", "")
    return Finding(
        title=title,
        rest=rest,
        label=label_words(asked, part),
        mark=mark_of(part),
        verdict=verdict_of(asked, part),
        number=number,
        interval=interval,
        meaning=meaning_words(asked, part),
        interval_of=interval_words(asked, part),
        note=_note(asked, part),
        changed=changed_words(asked, part),
        at_first=told_of_report(asked, part.at_first),
    )


def _unsaid(part: ReportPart) -> tuple[str, str]:
    """Write number and interval; "" where the sentence says both, of a share in whole per cent."""
    number, interval = number_words(part)
    said = [number, interval]
    if part.unit.startswith("share") and interval:
        said = [f"{100 * end:.0f}" for end in (part.value, part.low, part.high) if end is not None]
    is_said = all(words in part.sentence for words in said)
    return ("", "") if is_said else (number, interval)


def _note(asked: Asked, part: ReportPart) -> Told:
    """Say what its number rests on, unless the sentence does."""
    is_said = part.note.rstrip(".") in part.sentence
    return Told("") if is_said else _sentence(asked, told_of_report(asked, part.note))


def _sentence(asked: Asked, said: Told) -> Told:
    """Write as a sentence what reports keep as a part of one."""
    words = said.sentence[:1].upper() + said.sentence[1:]
    if not words or words.endswith((".", "。")):
        return Told(words, said.lang)
    return Told(words + ("." if said.lang == SOURCE else asked.words("list.stop")), said.lang)


def _parts_words(asked: Asked, parts: list[ReportPart], shown: int) -> str:
    """Say how many parts the claim has; "" where all of them are shown."""
    if len(parts) == shown:
        return ""
    untold = sum(one.verdict == _UNTOLD for one in parts)
    if untold == len(parts):
        return asked.words("studies.parts_none", n=len(parts))
    said = asked.words("studies.parts_of", n=len(parts))
    return one_after(said, asked.words.count("studies.parts_untold", untold) if untold else "")


def _across(asked: Asked, report: StudyReport, parts: list[ReportPart]) -> Iterator[str]:
    """Set beside parts on one country the number of the world where that lies on the other side."""
    if report.country == WORLD:
        return
    world = next((one for one in asked.site.finished_reports if one.country == WORLD), None)
    held = {} if world is None else {one.id: one for one in world.parts}
    for part in parts:
        other = held.get(ACROSS.get(part.id, ""))
        if other is None or not _is_across(part, other):
            continue
        number, interval = number_words(other)
        yield asked.words(
            "studies.across", label=told(asked, part.label).sentence, number=number,
            interval=told(asked, interval).sentence,
        )  # fmt: skip


def _is_across(part: ReportPart, other: ReportPart) -> bool:
    if part.value is None or other.value is None or part.line is None or other.line is None:
        return False
    return (part.value - part.line) * (other.value - other.line) < 0


ACROSS = {"C7.rivals": "C7.world-rivals", "C7.far": "C7.world-far"}
"""Parts on one country, and those of the world that ask the same of all pairs of countries."""


def _figure(asked: Asked, report: StudyReport, claim: str) -> Markup | None:
    return _drawing(asked, report, f"figure-claim-{claim.lower()}")


def _drawing(asked: Asked, report: StudyReport, figure: str) -> Markup | None:
    in_words = partial(said_html, asked)
    drawn = drawings_of(report, PAGE, figure, in_words) if report.has_page else None
    return None if drawn is None else Markup(drawn)
