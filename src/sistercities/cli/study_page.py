"""A study on a terminal: its summary, then where the files are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sistercities import records, reports
from sistercities.cli.screen import Screen, one_screen

if TYPE_CHECKING:
    AnyResult = records.NestingResult | records.StudyResult | records.WholeReport


def study_lines(
    result: AnyResult, report: records.ReportFiles | None, screen: Screen, *, show_all: bool
) -> list[str]:
    """Lay out the summary, and the files or the way to get them."""
    return one_screen(
        reports.study_summary(result), ["", *_files(result, report)], screen, show_all=show_all
    )


def _files(result: AnyResult, report: records.ReportFiles | None) -> list[str]:
    if report is None:
        name = "all" if isinstance(result, records.WholeReport) else result.study
        again = f"sistercities study {name} --country {result.country}"
        return [f"The full report: {again} --out study-{result.country}"]
    pdf = [f"As PDF: {report.pdf}"] if report.pdf not in (None, report.page) else []
    return [
        f"Report: {report.page}",
        *pdf,
        f"For programs: {report.study_json} and {len(report.tables)} CSV files beside it",
    ]
