"""Tables of the nesting study: verdicts, key numbers, rate ratios, null models."""

from __future__ import annotations

from sistercities.report import numerals
from sistercities.report.nesting import rate_words, wording
from sistercities.report.tables import (
    Cell,
    Heading,
    ReportTable,
    number_cell,
    ratio_interval,
    verdict_words,
    word_headings,
)
from sistercities.sentences import listed, say
from sistercities.studies.claims import ClaimVerdict
from sistercities.studies.nesting.result import Estimate, NestingResult


def _estimate_interval(row: Estimate) -> str:
    return numerals.span(numerals.in_unit(row.low, row.unit), numerals.in_unit(row.high, row.unit))


def _verdict_number(result: NestingResult, row: ClaimVerdict) -> Cell:
    """Write the number of a claim, in the unit of the estimate that it is, if it is one."""
    if not numerals.is_known(row.number):
        return Cell(numerals.MISSING, say("no number can be had for this claim"))
    name, unit = wording.name_of_number(result, row.number)
    low, high = numerals.in_unit(row.low, unit), numerals.in_unit(row.high, unit)
    interval = numerals.span(low, high)
    parts = [part for part in (interval, name) if part not in ("", numerals.MISSING)]
    return Cell(numerals.in_unit(row.number, unit), small=listed(parts, "semicolon"))


def verdicts(result: NestingResult) -> ReportTable:
    """Claims with verdict, number, sentence, and what would change the verdict."""
    rows = tuple(
        (
            Cell(row.claim, small=row.claim_text),
            Cell(verdict_words(row.verdict)),
            _verdict_number(result, row),
            Cell(row.sentence),
            Cell(row.would_change),
        )
        for _, row in sorted(result.verdicts.items())
    )
    headings = (
        *word_headings(say("Claim"), say("Verdict")),
        Heading(say("Number"), say("95 % interval, for shares with that of the weighted share")),
        *word_headings(say("In a sentence"), say("What would change it")),
    )
    return ReportTable(say("The claims and what the data bear out"), headings, rows)


def _weighted(result: NestingResult, row: Estimate) -> Cell:
    """Write a share as weighted by what the lists hold, with its interval."""
    if row.weighted is None:
        why = (
            say("weights are for shares alone")
            if any(one.weighted is not None for one in result.estimates.values())
            else result.settings.get("weights", say("no total of a region is published"))
        )
        return Cell(numerals.MISSING, why)
    ends = (numerals.in_unit(end, row.unit) for end in (row.weighted_low, row.weighted_high))
    return Cell(numerals.in_unit(row.weighted, row.unit), small=numerals.span(*ends))


def _estimate_row(result: NestingResult, row: Estimate) -> tuple[Cell, ...]:
    label, meaning = wording.ESTIMAND_WORDS.get(row.name, (row.name, ""))
    why = row.note or say("it cannot be had from these data")
    return (
        Cell(label, small=wording.in_units(meaning, result)),
        number_cell(numerals.in_unit(row.value, row.unit), why),
        number_cell(_estimate_interval(row), why),
        _weighted(result, row),
        Cell(numerals.whole(row.n), small=row.n_of),
        Cell(row.method, small=say("unit: {unit}", unit=row.unit) if row.unit else ""),
    )


def estimates(result: NestingResult) -> ReportTable:
    """Key numbers: the value of the known ties, its interval, and shares as weighted."""
    rows = tuple(_estimate_row(result, row) for row in wording.ordered_estimates(result))
    headings = (
        Heading(say("Quantity"), is_number=False),
        Heading(say("Value"), say("of the known ties")),
        Heading(say("95 % interval")),
        Heading(say("Weighted"), say("by how much of each list is known")),
        Heading("n"),
        Heading(say("How the interval was made"), is_number=False),
    )
    notes = tuple(
        say(
            "{label}: {value}",
            label=wording.ESTIMAND_WORDS.get(row.name, (row.name, ""))[0],
            value=row.note,
        )
        for row in wording.ordered_estimates(result)
        if row.note and numerals.is_known(row.value)
    )
    return ReportTable(say("Each quantity with its value and interval"), headings, rows, notes)


def rate_ratios(result: NestingResult) -> ReportTable:
    """List the rate ratios with the clusters that their intervals rest on."""
    rows = []
    for row in rate_words.rate_ratios(result):
        why = row.note or say("it cannot be had from these data")
        asked, compared = rate_words.rate_ratio_label(row.name, result)
        units = (row.effective_home_units, row.effective_countries)
        rows.append(
            (
                Cell(asked, small=compared),
                number_cell(numerals.ratio(row.value), why),
                number_cell(ratio_interval(row.low, row.high), why),
                Cell(numerals.whole(row.n)),
                *(number_cell(numerals.figures(each), why) for each in units),
            )
        )
    headings = (
        Heading(say("Question"), is_number=False),
        Heading(say("Times as many")),
        Heading(say("Interval"), "95 %"),
        Heading(say("City ties")),
        Heading(say("Effective home {unit}s", unit=wording.unit_word(result))),
        Heading(say("Effective countries")),
    )
    return ReportTable(
        say("The two rate ratios, each for a question of its own"), headings, tuple(rows)
    )


def nulls(result: NestingResult) -> ReportTable:
    """List the null models, one a row."""
    rows = []
    for row in wording.ordered_nulls(result):
        why = row.warning or say("it cannot be had from these data")
        rows.append(
            (
                Cell(wording.null_label(row.id, result), small=row.id),
                Cell(numerals.whole(row.observed)),
                number_cell(numerals.figures(row.mean), why),
                number_cell(numerals.ratio(row.ratio), why),
                number_cell(ratio_interval(row.ratio_low, row.ratio_high), why),
                Cell(
                    numerals.probability(row.p),
                    small=numerals.span(
                        numerals.probability(row.p_mc_low), numerals.probability(row.p_mc_high)
                    ),
                ),
                Cell(numerals.whole(row.draws), small=say("seed {seed}", seed=row.seed)),
            )
        )
    headings = (
        Heading(say("Null model"), is_number=False),
        Heading(say("Observed inside"), say("ties")),
        Heading(say("Expected inside"), say("ties")),
        Heading(say("Ratio")),
        Heading(say("Interval"), "95 %"),
        Heading("p", say("two-sided, Monte Carlo interval")),
        Heading(say("Draws")),
    )
    caption = say("Observed against each null model")
    return ReportTable(caption, headings, tuple(rows))
