"""The chapters of a finished report: their text, their figures, the files beside it.

A report is one page of our own making (`report/templates/whole.html`); a chapter is the section of
a study in it. What is not found as our program writes it is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sistercities.api.explorer.report_store import NAME as SENTENCES
from sistercities.api.explorer.report_store import ReportStore, State, said_page
from sistercities.api.explorer.reports import StudyReport
from sistercities.report.said_html import SaidHtml
from sistercities.studies.registry import NAMES, WORLD_NAMES

PAGE, APPENDIX = "report.html", "appendix.html"
_OPENING = '<section aria-labelledby="study-{study}">'
_FLOW = '<section id="flow"'
_SECTION = re.compile(r"<section\b|</section>")
_HEADING = re.compile(r'\s*<h2 id="study-[a-z_]+">(.*?)</h2>', re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_FIGURE = re.compile(r'<figure id="(figure-[a-z0-9_-]+)">(.*?)</figure>', re.DOTALL)
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_DRAWN = re.compile(r'<div class="(?:wide|narrow)">\s*<svg\b.*?</svg>\s*</div>', re.DOTALL)
_INLINE = re.compile(r' style="[^"]*"')
_FILE = re.compile(r"[a-z0-9_-]{1,80}\.(?:bib|csv|json|ris|tex)")


@dataclass(frozen=True, slots=True)
class StudyChapter:
    """One chapter.

    Attributes
    ----------
    study, title
        Name of the study, and the question that it answers.
    html
        Its text, without the title; headings begin at the third level.
    figures
        Ids of its figures.
    """

    study: str
    title: str
    html: SaidHtml
    figures: tuple[str, ...]


def read_page(report: StudyReport) -> str:
    """Read the page of a report and its appendix; "" where neither can be read.

    The chapters stand in the appendix; those of a report of an earlier version in its page.
    """
    return text_of(report, PAGE) + text_of(report, APPENDIX) if report.has_page else ""


def has_appendix(report: StudyReport) -> bool:
    """Tell whether a report has every study in full beside its page."""
    return report.store.state(APPENDIX) is not None


def text_of(report: StudyReport, name: str) -> str:
    """Read a file of a report as text; "" where it is not there or cannot be read."""
    try:
        return (report.store.read(name) or b"").decode("utf-8")
    except UnicodeError:
        return ""


def chapters_of(report: StudyReport) -> tuple[StudyChapter, ...]:
    """Find the chapters of a report, in the order of the studies."""
    if not report.has_page:
        return ()
    states = tuple(report.store.state(name) for name in (PAGE, APPENDIX, SENTENCES))
    return _chapters_once(report.store, states)


@lru_cache(maxsize=8)
def _chapters_once(
    store: ReportStore, _changed: tuple[State | None, ...]
) -> tuple[StudyChapter, ...]:
    return chapters_in([said_page(store, name) for name in (PAGE, APPENDIX)])


def chapters_in(pages: Sequence[SaidHtml]) -> tuple[StudyChapter, ...]:
    """Find the chapters in the pages of a report, in the order of the studies."""
    found = (_chapter(page, study) for study in (*NAMES, *WORLD_NAMES) for page in pages)
    return tuple(one for one in found if one is not None)


def style_in(page: str) -> str:
    """Give the styles of a report's page."""
    found = _STYLE.search(page)
    return found[1] if found else ""


def figure_in(page: str, figure: str) -> str | None:
    """Give the drawing of a figure, the wide one; None where the report has no such figure."""
    for found in _FIGURE.finditer(page):
        if found[1] == figure:
            drawn = _SVG.search(found[2])
            return None if drawn is None else without_styles(drawn[0])
    return None


def drawings_of(
    report: StudyReport, name: str, figure: str, in_words: Callable[[SaidHtml], str]
) -> str | None:
    """Give the drawings of a figure, for wide and for narrow screens, without its words.

    Parameters
    ----------
    report, name
        The report, and which of its pages.
    figure
        Id of the figure.
    in_words
        Says it in the language of a page.

    Returns
    -------
    str or None
        HTML without styles of its own; None where the report has no such figure.
    """
    page = said_page(report.store, name)
    at = _figures_in(page.text).get(figure)
    if at is None:
        return None
    return without_styles("".join(_DRAWN.findall(in_words(page.cut(*at))))) or None


@lru_cache(maxsize=8)
def _figures_in(page: str) -> dict[str, tuple[int, int]]:
    """Where each figure stands in a page; the first of an id counts."""
    held: dict[str, tuple[int, int]] = {}
    for found in _FIGURE.finditer(page):
        held.setdefault(found[1], found.span(2))
    return held


def without_styles(html: str) -> str:
    """Leave out styles inside tags, which no page of the site may have."""
    return _INLINE.sub("", html)


def file_of(report: StudyReport, name: str) -> bytes | None:
    """Read a file of numbers beside a report, by its name alone; None where there is none."""
    if not report.has_page or _FILE.fullmatch(name) is None:
        return None
    return report.store.read(name)


def numbers_of(report: StudyReport) -> tuple[str, ...]:
    """List the files of numbers beside the page of a report."""
    if not report.has_page:
        return ()
    return tuple(one for one in report.store.names() if _FILE.fullmatch(one))


def flow_of(report: StudyReport) -> SaidHtml | None:
    """Find the table of which partnerships count in which study; None where there is none."""
    if not report.has_page:
        return None
    page = said_page(report.store, PAGE)
    start = page.text.find(_FLOW)
    if start < 0:
        return None
    end = _end_of_section(page.text, start)
    table, files = (
        page.text.find("<div", start, end),
        page.text.find('<p class="files"', start, end),
    )
    return None if table < 0 else page.cut(table, end if files < 0 else files)


def _chapter(page: SaidHtml, study: str) -> StudyChapter | None:
    opening = _OPENING.format(study=study)
    start = page.text.find(opening)
    if start < 0:
        return None
    end = _end_of_section(page.text, start)
    heading = _HEADING.match(page.text, start + len(opening))
    if heading is None:
        return None
    chapter = page.cut(heading.end(), end)
    figures = tuple(one[1] for one in _FIGURE.finditer(chapter.text))
    return StudyChapter(study, page.cut(*heading.span(1)).sentence, chapter, figures)


def _end_of_section(page: str, start: int) -> int:
    depth = 0
    for tag in _SECTION.finditer(page, start):
        depth += 1 if tag[0] != "</section>" else -1
        if depth == 0:
            return tag.start()
    return len(page)
