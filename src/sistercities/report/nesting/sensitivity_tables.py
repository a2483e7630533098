"""Tables of the nesting study under other rules."""

from __future__ import annotations

from sistercities.report import numerals
from sistercities.report.tables import Cell, Heading, ReportTable, number_cell, ratio_interval
from sistercities.sentences import say
from sistercities.studies.nesting.result import NestingResult


def sensitivity(result: NestingResult) -> ReportTable:
    """List the main numbers under each change of the rules."""
    rows = []
    for row in result.sensitivity:
        why = row.note or say("the ratio is withheld under this rule")
        name = say("{rule} (other side of 1)", rule=row.name) if row.is_sign_changed else row.name
        rows.append(
            (
                Cell(name, small=row.description),
                Cell(numerals.whole(row.n_ties)),
                Cell(numerals.whole(row.n_upper)),
                number_cell(numerals.percent(row.share_inside), why),
                number_cell(numerals.ratio(row.ratio), why),
                number_cell(ratio_interval(row.ratio_low, row.ratio_high), why),
                number_cell(numerals.probability(row.p), why),
            )
        )
    headings = (
        Heading(say("Change"), is_number=False),
        Heading(say("City ties")),
        Heading(say("Upper ties")),
        Heading(say("Inside"), "%"),
        Heading(say("Ratio")),
        Heading(say("Interval"), "95 %"),
        Heading("p", say("two-sided")),
    )
    notes = tuple(
        say("{label}: {value}", label=row.name, value=row.note)
        for row in result.sensitivity
        if row.note and numerals.is_known(row.ratio)
    )
    return ReportTable(
        say("The ratio under each change of the rules"), headings, tuple(rows), notes
    )


def rate_sensitivity(result: NestingResult) -> ReportTable:
    """List both rate ratios under each change of the rules."""
    why = say("not defined under this rule, or too few effective clusters for an interval")
    rows = tuple(
        (
            Cell(row.name, small=row.description),
            number_cell(numerals.ratio(row.rate_ratio), why),
            number_cell(ratio_interval(row.rate_ratio_low, row.rate_ratio_high), why),
            number_cell(numerals.ratio(row.country_rate_ratio), why),
            number_cell(
                ratio_interval(row.country_rate_ratio_low, row.country_rate_ratio_high), why
            ),
        )
        for row in result.sensitivity
    )
    headings = (
        Heading(say("Change"), is_number=False),
        Heading(say("Rate ratio"), say("inside a country")),
        Heading(say("Interval"), "95 %"),
        Heading(say("Country rate ratio"), say("to the country")),
        Heading(say("Interval"), "95 %"),
    )
    return ReportTable(say("Both rate ratios under each change of the rules"), headings, rows)
