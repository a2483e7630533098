"""How a study looks that has no look of its own: one chapter for every question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sistercities.report import numerals
from sistercities.report.chapters.chapter import Chapter, chapter_of
from sistercities.report.chapters.files import chapter_csv
from sistercities.report.chapters.page import paper_study, render_study
from sistercities.report.citation import study_citation
from sistercities.report.cited_sources import CitedSource
from sistercities.report.exports import records_csv
from sistercities.report.latex_files import latex_file, parts_latex
from sistercities.report.looks import Look
from sistercities.report.page_environment import page_environment
from sistercities.report.typeset.flow import Blocks, macro_blocks
from sistercities.studies.findings import StudyResult

_MACRO = ("chapter.html", "chapter")
"""Template and macro of a chapter, for page and paper alike."""


def study_look(result: StudyResult) -> Look:
    """Return how a result looks; its figures are drawn once, and only if they are asked for."""
    shown = cache(lambda: chapter_of(result))
    return Look(
        verdicts=lambda: shown().verdicts,
        chapter=lambda: _html(shown()),
        chapter_blocks=lambda: _blocks(shown()),
        chapter_files=lambda: {**chapter_csv(result), **chapter_latex(shown())},
        page=lambda sources, *, is_replicated=False: render_study(
            shown(), sources, is_replicated=is_replicated
        ),
        paper=lambda sources, *, is_replicated=False: paper_study(
            shown(), sources, is_replicated=is_replicated
        ),
        csv=lambda sources: _csv(result, sources),
        latex=lambda: chapter_latex(shown()),
        citation=lambda: study_citation(result),
        method=lambda: result.method,
    )


def _html(shown: Chapter) -> str:
    template, macro = _MACRO
    module = page_environment().get_template(template).module
    return str(getattr(module, macro)(shown, 3, numerals, is_alone=False))


def _blocks(shown: Chapter) -> Blocks:
    return macro_blocks(*_MACRO, shown, 3, numerals, is_alone=False)


def _csv(result: StudyResult, sources: Sequence[CitedSource]) -> dict[str, bytes]:
    return {**chapter_csv(result), "sources.csv": records_csv(CitedSource, sources)}


def chapter_latex(shown: Chapter) -> dict[str, bytes]:
    """Make the tables of any other study; each name begins with that of the study."""
    study = shown.result.study
    made = {
        "verdicts": shown.verdicts,
        "findings": shown.findings,
        "sensitivity": shown.sensitivity,
    }
    named = {f"{study}-{name}": table for name, table in made.items()}
    named |= {name.removesuffix(".csv"): table for table, name in shown.own}
    files = parts_latex(shown.result.parts, f"{study}-")
    for name, table in named.items():
        files |= latex_file(name, table) if table.rows else {}
    return files
