"""How the study of nesting looks: sections, figures and files of its own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

from sistercities.report.figures.frame import Figure
from sistercities.report.latex_files import latex_file, parts_latex
from sistercities.report.looks import Look
from sistercities.report.nesting import tables
from sistercities.report.nesting.chapter import (
    chapter_fields,
    figures_of,
    nesting_citation,
    paper_report,
    render_page,
)
from sistercities.report.nesting.csv_files import csv_files
from sistercities.report.page_environment import page_environment
from sistercities.report.typeset.flow import template_blocks
from sistercities.studies.nesting.method import method
from sistercities.studies.nesting.result import NestingResult

_TEMPLATE = "nesting_chapter.html"
_AT = "nesting-"
"""Before the anchors and files of this study, where others stand on the same page."""

_OF_THE_WHOLE = ("settings.csv", "sources.csv")
"""Files that the whole report has once, for all its studies."""


def study_look(result: NestingResult) -> Look:
    """Return how a result of the study of nesting looks."""
    fields = cache(lambda: _chapter_fields(result))
    return Look(
        verdicts=lambda: tables.verdicts(result),
        chapter=lambda: page_environment().get_template(_TEMPLATE).render(fields()),
        chapter_blocks=lambda: template_blocks(_TEMPLATE, fields()),
        chapter_files=lambda: _chapter_files(result),
        page=partial(render_page, result),
        paper=partial(paper_report, result),
        csv=partial(csv_files, result),
        latex=lambda: nesting_latex(result),
        citation=lambda: nesting_citation(result),
        method=lambda: method(result.parts),
    )


def _chapter_files(result: NestingResult) -> dict[str, bytes]:
    made = csv_files(result, ()).items()
    named = {f"{_AT}{name}": content for name, content in made if name not in _OF_THE_WHOLE}
    return named | nesting_latex(result, _AT)


def _chapter_fields(result: NestingResult) -> dict[str, object]:
    figures = {name: _renamed(figure) for name, figure in figures_of(result).items()}
    named = {"figures": figures, "at": _AT, "h2": "h3", "h3": "h4"}
    return chapter_fields(result) | named


def _renamed(figure: Figure) -> Figure:
    return replace(figure, csv_names=tuple(f"{_AT}{name}" for name in figure.csv_names))


def nesting_latex(result: NestingResult, before: str = "") -> dict[str, bytes]:
    """Make the tables of the nesting study; `before` stands before their names."""
    return {
        **parts_latex(result.parts, before),
        **latex_file(f"{before}verdicts", tables.verdicts(result)),
        **latex_file(f"{before}estimates", tables.estimates(result)),
    }
