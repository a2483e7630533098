"""A study on a terminal: the sentence first, the verdicts, then the numbers in columns."""

from __future__ import annotations

from sistercities.report import numerals
from sistercities.report.summary import columns, part_lines, verdict_lines
from sistercities.sentences import capital
from sistercities.studies.findings import Finding, StudyResult

_HEADS = ["", "value", "95 % interval", "p", "n", ""]


def summary_of(result: StudyResult) -> list[str]:
    """Say what the study found in about one screen, without colour or markup."""
    lines = [line for line in (result.headline, result.first_line_warning) if line] + [""]
    lines += part_lines(result.parts) if result.parts else verdict_lines(result.verdicts)
    known = [_finding(row) for row in result.findings if numerals.is_known(row.value)]
    if known:
        lines += ["", *columns([_HEADS, *known], frozenset({1, 2, 3, 4}))]
    if result.power:
        lines += ["", result.power]
    return [*lines, "", _foot(result)]


def _finding(row: Finding) -> list[str]:
    ends = numerals.span(numerals.in_unit(row.low, row.unit), numerals.in_unit(row.high, row.unit))
    value = numerals.in_unit(row.value, row.unit)
    return [row.label, value, ends, numerals.probability(row.p), numerals.whole(row.n), row.n_of]


def _foot(result: StudyResult) -> str:
    return capital(
        f"{result.country_name}, ties alive in {result.as_of}; data {result.data_version}; "
        f"seed {result.seed}"
    )
