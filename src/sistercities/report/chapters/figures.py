"""The figures of a study's chapter, drawn for a page and for a phone, each with its table."""

from __future__ import annotations

from collections.abc import Callable

from sistercities.report.chapters import intervals, lines, points
from sistercities.report.chapters.axes import finite, marks_of
from sistercities.report.chapters.tables import figure_table
from sistercities.report.figures.frame import Drawing, Figure, drawn, empty_drawing
from sistercities.sentences import as_clause, listed, say
from sistercities.studies.findings import StudyFigure, StudyResult

_KINDS: dict[str, Callable[[StudyFigure, float], Drawing]] = {
    "intervals": intervals.draw,
    "lines": lines.draw,
    "points": points.draw,
}
_NOTHING = say("Nothing of this is known in these data, so there is nothing to draw.")
_MOST_WORDS = 40
"""Marks that the text alternative names; of more it says how many there are."""


def figures_of(result: StudyResult) -> tuple[Figure, ...]:
    """Draw the figures of a study in their order."""
    return tuple(_figure(result, finite(figure)) for figure in result.figures)


def _figure(result: StudyResult, figure: StudyFigure) -> Figure:
    identifier = f"{result.study}-{figure.id}"
    wide, narrow, paper = drawn(identifier, figure.title, _words(figure), _draw(figure))
    return Figure(
        id=identifier,
        title=figure.title,
        subtitle=figure.subtitle,
        foot=say(
            "Source: sistercities data {data_version}; {foot}.",
            data_version=result.data_version,
            foot=as_clause(figure.foot),
        ),
        wide=wide,
        narrow=narrow,
        paper=paper,
        table=figure_table(figure),
        csv_names=(f"{identifier}.csv",),
    )


def _draw(figure: StudyFigure) -> Callable[[float], Drawing]:
    if all(mark.value is None for mark in marks_of(figure)):
        return empty_drawing(_NOTHING)
    return lambda width: _KINDS[figure.kind](figure, width)


def _words(figure: StudyFigure) -> str:
    marks = marks_of(figure)
    if len(marks) > _MOST_WORDS:
        return say(
            "{subtitle}. {n} values, which stand in the table.",
            subtitle=figure.subtitle,
            n=len(marks),
        )
    return listed(
        (intervals.series_words(series, figure.unit) for series in figure.series), "semicolon"
    )
