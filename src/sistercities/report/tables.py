"""The tables of the page: at most seven columns, numbers written for readers, reasons for gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sistercities.report import numerals, wording
from sistercities.report.cited_sources import CitedSource
from sistercities.sentences import Sentence, as_clause, listed, say
from sistercities.studies.claims import ClaimVerdict
from sistercities.studies.nesting_result import (
    Autonomy,
    CountryRow,
    CoverageRow,
    Estimate,
    NestingResult,
)

VERDICT_MARKS = {
    "supported": "●",
    "not supported": "○",
    "mixed": "◐",
    "cannot be told from these data": "?",
}
"""A shape for each verdict, so that it is told by more than its words."""


COMPLETED_RUN = "gaps completed"
"""Name of the row on completed networks, on which no rate ratio is computed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a cell; `reason` says why they are missing, `local` stands beside them.

    It is the name in the local script, or a code; `small` stands below.
    """

    words: str
    reason: str = ""
    local: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """Head of a column: words, unit, and whether numbers stand under it.

    Of a folded column the page shows the first sentence, and the others on a touch and in print.
    """

    words: str
    unit: str = ""
    is_number: bool = True
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table of the page.

    Attributes
    ----------
    caption
        What the rows are, and their order.
    headings
        At most seven; the first column names the row.
    rows
        Cells in the order of the headings.
    notes
        What must be known when reading it.
    n_printed
        Rows that go on paper where the table is long; None prints all.
    """

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    n_printed: int | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why cells are missing, each reason once, in order of appearance."""
        found = (as_clause(cell.reason) for row in self.rows for cell in row if cell.reason)
        return tuple(dict.fromkeys(found))

    @property
    def reasons_words(self) -> Sentence:
        """Why cells are missing, in a sentence."""
        return say("– means missing: {reasons}.", reasons=listed(self.reasons, "semicolon"))


def _words(*words: str) -> tuple[Heading, ...]:
    return tuple(Heading(each, is_number=False) for each in words)


def _number(written: str, reason: str) -> Cell:
    return Cell(written, reason if numerals.MISSING in written.split(" to ") else "")


def _interval(low: float | None, high: float | None) -> str:
    return numerals.span(numerals.ratio(low), numerals.ratio(high))


def _estimate_interval(row: Estimate) -> str:
    return numerals.span(numerals.in_unit(row.low, row.unit), numerals.in_unit(row.high, row.unit))


def _verdict_number(result: NestingResult, row: ClaimVerdict) -> Cell:
    """Write the number of a claim, in the unit of the estimate that it is, if it is one."""
    if not numerals.is_known(row.number):
        return Cell(numerals.MISSING, "no number can be had for this claim")
    name, unit = wording.name_of_number(result, row.number)
    low, high = numerals.in_unit(row.low, unit), numerals.in_unit(row.high, unit)
    interval = numerals.span(low, high)
    parts = [part for part in (interval, name) if part not in ("", numerals.MISSING)]
    return Cell(numerals.in_unit(row.number, unit), small="; ".join(parts))


def verdicts(result: NestingResult) -> ReportTable:
    """Claims with verdict, number, sentence, and what would change the verdict."""
    rows = tuple(
        (
            Cell(row.claim, small=row.claim_text),
            Cell(f"{VERDICT_MARKS.get(row.verdict, '')}\u00a0{row.verdict}".strip()),
            _verdict_number(result, row),
            Cell(row.sentence),
            Cell(row.would_change),
        )
        for _, row in sorted(result.verdicts.items())
    )
    headings = (
        *_words("Claim", "Verdict"),
        Heading("Number", "95 % interval, for shares with the gaps filled"),
        *_words("In a sentence", "What would change it"),
    )
    return ReportTable("The claims and what the data bear out", headings, rows)


def ordered_estimates(result: NestingResult) -> list[Estimate]:
    """Estimates in the order of the report, unknown names last."""
    order = list(wording.ESTIMAND_WORDS)
    return sorted(
        result.estimates.values(),
        key=lambda row: (order.index(row.name) if row.name in order else len(order), row.name),
    )


def _why_not_completed(result: NestingResult) -> str:
    if any(row.completed_low is not None for row in result.estimates.values()):
        return "the completion of gaps does not apply to this quantity"
    return result.settings.get("completion", "the gaps of the sources are not completed")


def _estimate_row(result: NestingResult, row: Estimate) -> tuple[Cell, ...]:
    label, meaning = wording.ESTIMAND_WORDS.get(row.name, (row.name, ""))
    completed = numerals.span(
        numerals.in_unit(row.completed_low, row.unit),
        numerals.in_unit(row.completed_high, row.unit),
    )
    why = row.note or "it cannot be had from these data"
    return (
        Cell(label, small=wording.in_units(meaning, result)),
        _number(completed, _why_not_completed(result)),
        _number(numerals.in_unit(row.value, row.unit), why),
        _number(_estimate_interval(row), why),
        Cell(numerals.whole(row.n), small=row.n_of),
        Cell(row.method, small=f"unit: {row.unit}" if row.unit else ""),
    )


def estimates(result: NestingResult) -> ReportTable:
    """Key numbers: the coverage-completed range first, then the raw value."""
    rows = tuple(_estimate_row(result, row) for row in ordered_estimates(result))
    headings = (
        Heading("Quantity", is_number=False),
        Heading("Completed range", "gaps of the sources filled"),
        Heading("Raw value"),
        Heading("95 % interval", "of the raw value"),
        Heading("n"),
        Heading("How the interval was made", is_number=False),
    )
    notes = tuple(
        f"{wording.ESTIMAND_WORDS.get(row.name, (row.name, ''))[0]}: {row.note}"
        for row in ordered_estimates(result)
        if row.note and numerals.is_known(row.value)
    )
    return ReportTable("Each quantity with its range, value and interval", headings, rows, notes)


def rate_ratios(result: NestingResult) -> ReportTable:
    """List the rate ratios with the clusters that their intervals rest on."""
    rows = []
    for row in wording.rate_ratios(result):
        why = row.note or "it cannot be had from these data"
        asked, compared = wording.rate_ratio_label(row.name, result)
        units = (row.effective_home_units, row.effective_countries)
        rows.append(
            (
                Cell(asked, small=compared),
                _number(numerals.ratio(row.value), why),
                _number(_interval(row.low, row.high), why),
                Cell(numerals.whole(row.n)),
                *(_number(numerals.figures(each), why) for each in units),
            )
        )
    headings = (
        Heading("Question", is_number=False),
        Heading("Times as many"),
        Heading("Interval", "95 %"),
        Heading("City ties"),
        Heading(f"Effective home {wording.unit_word(result)}s"),
        Heading("Effective countries"),
    )
    return ReportTable("The two rate ratios, each for a question of its own", headings, tuple(rows))


def nulls(result: NestingResult) -> ReportTable:
    """List the null models, one a row."""
    rows = []
    for row in wording.ordered_nulls(result):
        why = row.warning or "it cannot be had from these data"
        rows.append(
            (
                Cell(wording.null_label(row.id, result), small=row.id),
                Cell(numerals.whole(row.observed)),
                _number(numerals.figures(row.mean), why),
                _number(numerals.ratio(row.ratio), why),
                _number(_interval(row.ratio_low, row.ratio_high), why),
                Cell(
                    numerals.probability(row.p),
                    small=numerals.span(
                        numerals.probability(row.p_mc_low), numerals.probability(row.p_mc_high)
                    ),
                ),
                Cell(numerals.whole(row.draws), small=f"seed {row.seed}"),
            )
        )
    headings = (
        Heading("Null model", is_number=False),
        Heading("Observed inside", "ties"),
        Heading("Expected inside", "ties"),
        Heading("Ratio"),
        Heading("Interval", "95 %"),
        Heading("p", "two-sided, Monte Carlo interval"),
        Heading("Draws"),
    )
    caption = "Observed against each null model"
    return ReportTable(caption, headings, tuple(rows))


def _autonomy_row(row: Autonomy) -> tuple[Cell, ...]:
    why = row.note or "not known: the upper ties of this place are not listed by a source"
    interval = numerals.span(numerals.signed(row.low), numerals.signed(row.high))
    return (
        Cell(row.name, local=row.name_local),
        _number(numerals.signed(row.autonomy), why),
        _number(interval, why),
        Cell(numerals.whole(row.n_ties)),
        _number(numerals.whole(row.n_inside), why),
        _number(numerals.figures(row.expected), why),
    )


def _autonomy(caption: str, first: str, rows: Iterable[Autonomy]) -> ReportTable:
    headings = (
        Heading(first, is_number=False),
        Heading("Autonomy", "log(expected / observed)"),
        Heading("Interval", "95 %"),
        Heading("City ties"),
        Heading("Inside", "ties"),
        Heading("Expected inside", "ties"),
    )
    return ReportTable(caption, headings, tuple(_autonomy_row(row) for row in rows))


def units_in_order(result: NestingResult) -> list[Autonomy]:
    """Units with known autonomy, the highest first, then those not known, by name."""
    known = wording.known_autonomy(result.autonomy_units)
    rest = [row for row in result.autonomy_units if not numerals.is_known(row.autonomy)]
    return known + sorted(rest, key=lambda row: row.name)


def autonomy_units(result: NestingResult) -> ReportTable:
    """All home units."""
    word = wording.home_unit(result)
    caption = f"Every {word}, the most autonomous first"
    return _autonomy(caption, word.capitalize(), units_in_order(result))


def _written_alike(known: Sequence[Autonomy]) -> bool:
    """Whether all values are the same in the digits shown."""
    return len({numerals.signed(row.autonomy) for row in known}) == 1


def autonomy_cities(result: NestingResult, most: int = 10) -> ReportTable:
    """List the home cities at both ends of the list."""
    known = wording.known_autonomy(result.autonomy_cities)
    if len(known) <= 2 * most:
        return _autonomy("Every city with a known value, the most autonomous first", "City", known)
    by_ties = sorted(known, key=lambda row: (-row.n_ties, row.name))[: 2 * most]
    caption = f"The {2 * most} of {len(known)} cities with most ties"
    if _written_alike(known):
        same = "the cities differ no more than chance lets them, so all have the same value"
        return _autonomy(f"{caption}: {same}", "City", by_ties)
    if _is_shared(known):
        return replace(_autonomy(caption, "City", by_ties), notes=(_ONE_CITY_SAYS_LITTLE,))
    caption = f"The {most} most and the {most} least autonomous of {len(known)} cities"
    return _autonomy(caption, "City", [*known[:most], *known[-most:]])


_ONE_CITY_SAYS_LITTLE = (
    "A single city has too few ties to be told apart from its neighbours, so cities of one home "
    "region share nearly the same value, also a city without any tie inside. The values rank "
    "regions, not cities."
)


def _is_shared(known: Sequence[Autonomy]) -> bool:
    """Whether cities of one unit have the same value in the digits shown, in half the cases."""
    written = {(row.unit_id, numerals.signed(row.autonomy)) for row in known}
    return 2 * len(written) < len(known)


def _country_row(row: CountryRow) -> tuple[Cell, ...]:
    return (
        Cell(row.country_name, local=row.country),
        Cell(numerals.whole(row.n_ties)),
        Cell(numerals.whole(row.n_upper)),
        Cell(numerals.whole(row.n_inside)),
        Cell(numerals.figures(row.expected)),
        _number(numerals.ratio(row.ratio), "nothing is expected inside, so there is no ratio"),
    )


def partner_countries(result: NestingResult) -> ReportTable:
    """All partner countries."""
    headings = (
        Heading("Country", is_number=False),
        Heading("City ties"),
        Heading("Upper ties"),
        Heading("Inside", "city ties"),
        Heading("Expected inside", "city ties"),
        Heading("Ratio"),
    )
    rows = tuple(_country_row(row) for row in wording.by_ties(result.partner_countries))
    return ReportTable("Every partner country, by city ties", headings, rows, n_printed=25)


def sensitivity(result: NestingResult) -> ReportTable:
    """List the main numbers under each change of the rules."""
    rows = []
    for row in result.sensitivity:
        why = row.note or "the ratio is withheld under this rule"
        turned = " (other side of 1)" if row.is_sign_changed else ""
        rows.append(
            (
                Cell(row.name + turned, small=row.description),
                Cell(numerals.whole(row.n_ties)),
                Cell(numerals.whole(row.n_upper)),
                _number(numerals.percent(row.share_inside), why),
                _number(numerals.ratio(row.ratio), why),
                _number(_interval(row.ratio_low, row.ratio_high), why),
                _number(numerals.probability(row.p), why),
            )
        )
    headings = (
        Heading("Change", is_number=False),
        Heading("City ties"),
        Heading("Upper ties"),
        Heading("Inside", "%"),
        Heading("Ratio"),
        Heading("Interval", "95 %"),
        Heading("p", "two-sided"),
    )
    notes = tuple(
        f"{row.name}: {row.note}"
        for row in result.sensitivity
        if row.note and numerals.is_known(row.ratio)
    )
    return ReportTable("The ratio under each change of the rules", headings, tuple(rows), notes)


def rate_sensitivity(result: NestingResult) -> ReportTable:
    """List both rate ratios under each change of the rules."""
    why = "not defined under this rule, or too few effective clusters for an interval"
    rows = tuple(
        (
            Cell(row.name, small=row.description),
            _number(numerals.ratio(row.rate_ratio), why),
            _number(_interval(row.rate_ratio_low, row.rate_ratio_high), why),
            _number(numerals.ratio(row.country_rate_ratio), why),
            _number(_interval(row.country_rate_ratio_low, row.country_rate_ratio_high), why),
        )
        for row in result.sensitivity
        if row.name != COMPLETED_RUN
    )
    headings = (
        Heading("Change", is_number=False),
        Heading("Rate ratio", "inside a country"),
        Heading("Interval", "95 %"),
        Heading("Country rate ratio", "to the country"),
        Heading("Interval", "95 %"),
    )
    return ReportTable("Both rate ratios under each change of the rules", headings, rows)


def years(result: NestingResult) -> ReportTable:
    """Ties by year and class."""
    headings = (
        Heading("Year", is_number=False),
        Heading("Upper", "ties"),
        Heading("City", "ties"),
        Heading("Cross-level", "ties"),
        Heading("Dual", "ties"),
    )
    rows = tuple(
        (
            Cell(str(row.year)),
            Cell(numerals.whole(row.upper)),
            Cell(numerals.whole(row.lower)),
            Cell(numerals.whole(row.cross)),
            Cell(numerals.whole(row.dual)),
        )
        for row in sorted(result.years, key=lambda row: row.year)
    )
    undated = ", ".join(f"{name} {n:,}" for name, n in result.n_undated.items())
    notes = (f"Without a usable year: {undated}.",) if undated else ()
    return ReportTable("Ties that began in each year", headings, rows, notes)


def _coverage_row(row: CoverageRow, share_of_it: str) -> tuple[Cell, ...]:
    share = row.ours / row.official if row.official else None
    origin = ", ".join(part for part in (row.official_source, row.official_date) if part)
    ours = numerals.percent(row.ours) if 0 < row.ours < 1 else numerals.whole(row.ours)
    return (
        Cell(row.group, small="" if row.dimension == row.group else row.dimension),
        Cell(wording.coverage_label(replace(row, group=""))),
        Cell(ours, small=share_of_it),
        _number(numerals.whole(row.held), "the count is of all"),
        _number(numerals.whole(row.official), "no total is published"),
        _number(numerals.percent(share), "no total is published"),
        Cell(origin, small=row.note) if origin or row.note else _number("–", "none"),
    )


def _shares_of_counts(rows: Sequence[CoverageRow]) -> dict[tuple[str, str], CoverageRow]:
    """Rows that say which part of a group's count is dated or resolved, by group."""
    counted = {(row.dimension, row.group) for row in rows if row.measure in ("ties", "claims")}
    return {
        (row.dimension, row.group): row
        for row in rows
        if row.measure.startswith("share_") and (row.dimension, row.group) in counted
    }


def coverage(result: NestingResult) -> ReportTable:
    """Ours against published totals, in the order of the figure; then counts without a total."""
    shares = _shares_of_counts(result.coverage)
    compared = wording.with_official(result.coverage)
    aside = {id(row) for row in (*compared, *shares.values())}
    rows = [_coverage_row(row, "") for row in compared]
    for row in result.coverage:
        if id(row) not in aside:
            part = shares.get((row.dimension, row.group))
            of_it = part.measure.removeprefix("share_") if part else ""
            rows.append(
                _coverage_row(row, f"{numerals.percent(part.ours)} {of_it}" if part else "")
            )
    headings = (
        *_words("Group", "What is counted"),
        Heading("Ours, known by then"),
        Heading("Held at all"),
        Heading("Published"),
        Heading("Known by then of published", "%"),
        Heading("Published where and when", is_number=False),
    )
    caption = "Coverage card: our data against published totals, then our counts without one"
    n_printed = len(compared) or None
    notes = (wording.HELD_AT_ALL,) if compared else ()
    return ReportTable(caption, headings, tuple(rows), notes, n_printed=n_printed)


def left_out(result: NestingResult) -> ReportTable:
    """Ties that took no part, by reason."""
    rows = tuple(
        (Cell(reason), Cell(numerals.whole(count)))
        for reason, count in sorted(result.left_out.items(), key=lambda item: (-item[1], item[0]))
    )
    headings = (Heading("Reason", is_number=False), Heading("Ties"))
    return ReportTable("Why they took no part, and how many", headings, rows)


def settings(rows: Mapping[str, str]) -> ReportTable:
    """List settings, seeds and versions."""
    cells = tuple((Cell(name), Cell(value)) for name, value in rows.items())
    return ReportTable("Everything needed to run it again", _words("Setting", "Value"), cells)


def sources(rows: Sequence[CitedSource]) -> ReportTable:
    """List sources with licence and attribution."""
    cells = tuple(
        (
            Cell(row.title, small=f"{row.source_id}; {row.producer}"),
            Cell(
                row.version,
                small=f"shows the state of {row.snapshot_year}" if row.snapshot_year else "",
            ),
            Cell(row.licence),
            Cell(row.attribution),
            Cell(row.covers, small=f"Not in it: {row.gaps}" if row.gaps else ""),
        )
        for row in rows
    )
    headings = _words("Source", "Version", "Licence", "Attribution", "What it covers")
    return ReportTable("Sources of the data", headings, cells)
