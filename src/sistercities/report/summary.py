"""The study on a terminal: the sentence first, then the numbers in columns, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from sistercities.report import nesting_tables, numerals, wording
from sistercities.sentences import capital, listed, say
from sistercities.studies.claims import CLAIMS, VERDICT_WORDS, ClaimVerdict
from sistercities.studies.nesting.result import Estimate, NestingResult
from sistercities.studies.parts import PartFinding

_GAP = "  "


def columns(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows of words as aligned lines; a Chinese character takes two cells.

    Parameters
    ----------
    rows
        Words by row; all rows are equally long.
    right
        Columns that are aligned to the right.
    """
    if not rows:
        return []
    widths = [max(cell_len(row[number]) for row in rows) for number in range(len(rows[0]))]
    lines = []
    for row in rows:
        padded = []
        for number, words in enumerate(row):
            space = " " * (widths[number] - cell_len(words))
            padded.append(space + words if number in right else words + space)
        lines.append(_GAP.join(padded).rstrip())
    return lines


def _estimate(row: Estimate) -> list[str]:
    label = wording.ESTIMAND_WORDS.get(row.name, (row.name, ""))[0]
    ends = (numerals.in_unit(end, row.unit) for end in (row.low, row.high))
    weighted = "" if row.weighted is None else numerals.in_unit(row.weighted, row.unit)
    written = numerals.in_unit(row.value, row.unit)
    return [label, written, numerals.span(*ends), weighted, numerals.whole(row.n), row.n_of]


def part_lines(parts: Sequence[PartFinding]) -> list[str]:
    """Write the parts below the words of their claims: verdict, number, question and answer."""
    written = columns([_part(part) for part in parts])
    lines: list[str] = []
    claim = ""
    for part, line in zip(parts, written, strict=True):
        if part.claim != claim:
            claim = part.claim
            lines.append(say("{claim}  {words}", claim=claim, words=CLAIMS[claim]))
        lines.append(f"  {line}")
    return lines


def _part(part: PartFinding) -> list[str]:
    value = "" if part.value is None else numerals.in_unit(part.value, part.unit)
    ends = (numerals.in_unit(end, part.unit) for end in (part.low, part.high))
    interval = "" if part.low is None else say("({interval})", interval=numerals.span(*ends))
    number = listed([words for words in (value, interval) if words], "space")
    return [part.part, VERDICT_WORDS[part.verdict], number, capital(part.answer)]


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


def verdict_lines(verdicts: dict[str, ClaimVerdict]) -> list[str]:
    """Write claims and verdicts, each with the words of the claim and its sentence below."""
    rows = [row for _, row in sorted(verdicts.items())]
    heads = columns([[row.claim, row.verdict] for row in rows])
    return [
        line
        for head, row in zip(heads, rows, strict=True)
        for line in (head, f"    Claim: {row.claim_text}.", f"    {row.sentence}")
    ]


def summary_lines(result: NestingResult) -> list[str]:
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
    known = [
        row for row in nesting_tables.ordered_estimates(result) if numerals.is_known(row.value)
    ]
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
