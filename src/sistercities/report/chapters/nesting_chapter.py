"""The nesting study as a chapter of the whole report; it has sections and figures of its own."""

from __future__ import annotations

from dataclasses import replace

from sistercities.report import nesting_tables
from sistercities.report.chapters.fragment import Fragment, verdict_row
from sistercities.report.csv_files import csv_files
from sistercities.report.figures.frame import Figure
from sistercities.report.latex_files import nesting_latex
from sistercities.report.page_environment import page_environment
from sistercities.report.study_json import study_record
from sistercities.report.study_report import chapter_fields, figures_of
from sistercities.report.typeset.flow import template_blocks
from sistercities.sentence_records import records_of, said_in
from sistercities.sentences import heard
from sistercities.studies.nesting.method import method
from sistercities.studies.nesting.result import NestingResult
from sistercities.studies.registry import title_of

_TEMPLATE = "nesting_chapter.html"
_AT = "nesting-"
"""Before the anchors and files of this study, where others stand on the same page."""

_OF_THE_WHOLE = ("settings.csv", "sources.csv")
"""Files that the whole report has once, for all its studies."""


def nesting_fragment(result: NestingResult) -> Fragment:
    """Set the chapter of the nesting study."""
    csv = csv_files(result, ()).items()
    named = {f"{_AT}{name}": content for name, content in csv if name not in _OF_THE_WHOLE}
    named |= nesting_latex(result, _AT)
    with heard() as said:
        cells = nesting_tables.verdicts(result).rows
        rows = tuple(
            verdict_row(verdict, row[2].words, row[2].small)
            for (_, verdict), row in zip(sorted(result.verdicts.items()), cells, strict=True)
        )
        fields = _fields(result)
        html = page_environment().get_template(_TEMPLATE).render(fields)
    return Fragment(
        study=result.study,
        title=title_of(result.study),
        headline=result.headline,
        html=html,
        blocks=template_blocks(_TEMPLATE, fields),
        files={name: content.decode() for name, content in named.items()},
        record=study_record(result),
        rows=rows,
        as_of=result.as_of,
        sentences=records_of([*said_in(result), *said_in(title_of(result.study)), *said]),
        parts=result.parts,
        method=method(result.parts),
    )


def _fields(result: NestingResult) -> dict[str, object]:
    return {
        **chapter_fields(result),
        "figures": {name: _renamed(figure) for name, figure in figures_of(result).items()},
        "at": _AT,
        "h2": "h3",
        "h3": "h4",
    }


def _renamed(figure: Figure) -> Figure:
    return replace(figure, csv_names=tuple(f"{_AT}{name}" for name in figure.csv_names))
