"""A study on a terminal: its summary, then where the files are."""

from __future__ import annotations

from sistercities import api


def study_lines(result: api.NestingResult, report: api.ReportFiles | None) -> list[str]:
    """Print the summary, and the files or the way to get them."""
    lines = [*api.study_summary(result), ""]
    if report is None:
        again = f"sistercities study nesting --country {result.country}"
        return [*lines, f"The full report: {again} --out study-{result.country}"]
    return [
        *lines,
        f"Report: {report.page}",
        f"For programs: {report.study_json} and {len(report.tables)} CSV files beside it",
    ]
