"""The study of nesting on a terminal: the sentence first, then the numbers in columns."""

from __future__ import annotations

from sistercities.report import numerals
from sistercities.report.nesting import wording
from sistercities.report.summary import columns, part_lines, verdict_lines
from sistercities.studies.nesting.result import Estimate, NestingResult


def _estimate(row: Estimate) -> list[str]:
    label = wording.ESTIMAND_WORDS.get(row.name, (row.name, ""))[0]
    ends = (numerals.in_unit(end, row.unit) for end in (row.low, row.high))
    weighted = "" if row.weighted is None else numerals.in_unit(row.weighted, row.unit)
    written = numerals.in_unit(row.value, row.unit)
    return [label, written, numerals.span(*ends), weighted, numerals.whole(row.n), row.n_of]


def _nulls(result: NestingResult) -> list[list[str]]:
    rows = [["null model", "observed", "expected", "ratio", "95 % interval", "p"]]
    for row in wording.ordered_nulls(result):
        interval = numerals.span(numerals.ratio(row.ratio_low), numerals.ratio(row.ratio_high))
        rows.append(
            [
                row.id,
                numerals.whole(row.observed),
                numerals.figures(row.mean),
                numerals.ratio(row.ratio),
                interval,
                numerals.probability(row.p),
            ]
        )
    return rows


def summary_of(result: NestingResult) -> list[str]:
    """Say what the study found in about one screen.

    Parameters
    ----------
    result
        The study.

    Returns
    -------
    list of str
        Lines without colour or markup: the headline, the warning if there is one, the parts of the
        claims (without parts the verdicts), the key numbers, the null models, and how to run it
        again.
    """
    lines = [line for line in (result.headline, result.first_line_warning) if line] + [""]
    lines += part_lines(result.parts) if result.parts else verdict_lines(result.verdicts)
    heads = ["", "value", "95 % interval", "weighted", "n", ""]
    known = [row for row in wording.ordered_estimates(result) if numerals.is_known(row.value)]
    numbers = [_estimate(row) for row in known]
    if numbers:
        lines += ["", *columns([heads, *numbers], frozenset({1, 2, 3, 4}))]
    if result.nulls:
        lines += ["", *columns(_nulls(result), frozenset({1, 2, 3, 4, 5}))]
    lines += [f"{row.id}: {row.warning}" for row in result.nulls.values() if row.warning]
    lines += [
        "",
        f"{result.country_name}, ties alive in {result.as_of}; data {result.data_version}; "
        f"{result.draws:,} draws, seed {result.seed}",
    ]
    return lines
