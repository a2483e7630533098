"""A study on a terminal: its summary, then where the files are."""

from __future__ import annotations

from sistercities import api
from sistercities.cli.screen import Screen, one_screen


def study_lines(
    result: api.NestingResult, report: api.ReportFiles | None, screen: Screen, *, show_all: bool
) -> list[str]:
    """Lay out the summary, and the files or the way to get them."""
    return one_screen(
        api.study_summary(result), ["", *_files(result, report)], screen, show_all=show_all
    )


def _files(result: api.NestingResult, report: api.ReportFiles | None) -> list[str]:
    if report is None:
        again = f"sistercities study nesting --country {result.country}"
        return [f"The full report: {again} --out study-{result.country}"]
    return [
        f"Report: {report.page}",
        f"For programs: {report.study_json} and {len(report.tables)} CSV files beside it",
    ]
