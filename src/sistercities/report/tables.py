"""The tables of the page: at most seven columns, numbers written for readers, reasons for gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sistercities.report import numerals, wording
from sistercities.report.cited_sources import CitedSource
from sistercities.sentences import Sentence, as_clause, capital, listed, say
from sistercities.studies.claims import VERDICT_WORDS, ClaimVerdict
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


def verdict_words(verdict: str) -> str:
    """Show a verdict: its shape and its words."""
    known = {str(key): words for key, words in VERDICT_WORDS.items()}
    words = known.get(verdict, verdict)
    mark = VERDICT_MARKS.get(verdict)
    return say("{mark}\u00a0{verdict}", mark=mark, verdict=words) if mark else words


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
        *_words(say("Claim"), say("Verdict")),
        Heading(say("Number"), say("95 % interval, for shares with the gaps filled")),
        *_words(say("In a sentence"), say("What would change it")),
    )
    return ReportTable(say("The claims and what the data bear out"), headings, rows)


def ordered_estimates(result: NestingResult) -> list[Estimate]:
    """Estimates in the order of the report, unknown names last."""
    order = list(wording.ESTIMAND_WORDS)
    return sorted(
        result.estimates.values(),
        key=lambda row: (order.index(row.name) if row.name in order else len(order), row.name),
    )


def _why_not_completed(result: NestingResult) -> str:
    if any(row.completed_low is not None for row in result.estimates.values()):
        return say("the completion of gaps does not apply to this quantity")
    return result.settings.get("completion", "the gaps of the sources are not completed")


def _estimate_row(result: NestingResult, row: Estimate) -> tuple[Cell, ...]:
    label, meaning = wording.ESTIMAND_WORDS.get(row.name, (row.name, ""))
    completed = numerals.span(
        numerals.in_unit(row.completed_low, row.unit),
        numerals.in_unit(row.completed_high, row.unit),
    )
    why = row.note or say("it cannot be had from these data")
    return (
        Cell(label, small=wording.in_units(meaning, result)),
        _number(completed, _why_not_completed(result)),
        _number(numerals.in_unit(row.value, row.unit), why),
        _number(_estimate_interval(row), why),
        Cell(numerals.whole(row.n), small=row.n_of),
        Cell(row.method, small=say("unit: {unit}", unit=row.unit) if row.unit else ""),
    )


def estimates(result: NestingResult) -> ReportTable:
    """Key numbers: the coverage-completed range first, then the raw value."""
    rows = tuple(_estimate_row(result, row) for row in ordered_estimates(result))
    headings = (
        Heading(say("Quantity"), is_number=False),
        Heading(say("Completed range"), say("gaps of the sources filled")),
        Heading(say("Raw value")),
        Heading(say("95 % interval"), say("of the raw value")),
        Heading("n"),
        Heading(say("How the interval was made"), is_number=False),
    )
    notes = tuple(
        say(
            "{label}: {value}",
            label=wording.ESTIMAND_WORDS.get(row.name, (row.name, ""))[0],
            value=row.note,
        )
        for row in ordered_estimates(result)
        if row.note and numerals.is_known(row.value)
    )
    return ReportTable(
        say("Each quantity with its range, value and interval"), headings, rows, notes
    )


def rate_ratios(result: NestingResult) -> ReportTable:
    """List the rate ratios with the clusters that their intervals rest on."""
    rows = []
    for row in wording.rate_ratios(result):
        why = row.note or say("it cannot be had from these data")
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
                _number(numerals.figures(row.mean), why),
                _number(numerals.ratio(row.ratio), why),
                _number(_interval(row.ratio_low, row.ratio_high), why),
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


def _autonomy_row(row: Autonomy) -> tuple[Cell, ...]:
    why = row.note or say("not known: the upper ties of this place are not listed by a source")
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
        Heading(say("Autonomy"), say("log(expected / observed)")),
        Heading(say("Interval"), "95 %"),
        Heading(say("City ties")),
        Heading(say("Inside"), say("ties")),
        Heading(say("Expected inside"), say("ties")),
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
    caption = say("Every {word}, the most autonomous first", word=word)
    return _autonomy(caption, capital(word), units_in_order(result))


def _written_alike(known: Sequence[Autonomy]) -> bool:
    """Whether all values are the same in the digits shown."""
    return len({numerals.signed(row.autonomy) for row in known}) == 1


def autonomy_cities(result: NestingResult, most: int = 10) -> ReportTable:
    """List the home cities at both ends of the list."""
    known = wording.known_autonomy(result.autonomy_cities)
    if len(known) <= 2 * most:
        return _autonomy(
            say("Every city with a known value, the most autonomous first"), say("City"), known
        )
    by_ties = sorted(known, key=lambda row: (-row.n_ties, row.name))[: 2 * most]
    caption = say("The {n} of {total} cities with most ties", n=2 * most, total=len(known))
    if _written_alike(known):
        same = say("the cities differ no more than chance lets them, so all have the same value")
        return _autonomy(say("{label}: {value}", label=caption, value=same), say("City"), by_ties)
    if _is_shared(known):
        return replace(_autonomy(caption, say("City"), by_ties), notes=(_ONE_CITY_SAYS_LITTLE,))
    caption = say(
        "The {most} most and the {most} least autonomous of {n} cities", most=most, n=len(known)
    )
    return _autonomy(caption, say("City"), [*known[:most], *known[-most:]])


_ONE_CITY_SAYS_LITTLE = say(
    "A single city has too few ties to be told apart from its neighbours, so cities"
    " of one home region share nearly the same value, also a city without any tie "
    "inside. The values rank regions, not cities."
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
        _number(numerals.ratio(row.ratio), say("nothing is expected inside, so there is no ratio")),
    )


def partner_countries(result: NestingResult) -> ReportTable:
    """All partner countries."""
    headings = (
        Heading(say("Country"), is_number=False),
        Heading(say("City ties")),
        Heading(say("Upper ties")),
        Heading(say("Inside"), say("city ties")),
        Heading(say("Expected inside"), say("city ties")),
        Heading(say("Ratio")),
    )
    rows = tuple(_country_row(row) for row in wording.by_ties(result.partner_countries))
    return ReportTable(say("Every partner country, by city ties"), headings, rows, n_printed=25)


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
                _number(numerals.percent(row.share_inside), why),
                _number(numerals.ratio(row.ratio), why),
                _number(_interval(row.ratio_low, row.ratio_high), why),
                _number(numerals.probability(row.p), why),
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
            _number(numerals.ratio(row.rate_ratio), why),
            _number(_interval(row.rate_ratio_low, row.rate_ratio_high), why),
            _number(numerals.ratio(row.country_rate_ratio), why),
            _number(_interval(row.country_rate_ratio_low, row.country_rate_ratio_high), why),
        )
        for row in result.sensitivity
        if row.name != COMPLETED_RUN
    )
    headings = (
        Heading(say("Change"), is_number=False),
        Heading(say("Rate ratio"), say("inside a country")),
        Heading(say("Interval"), "95 %"),
        Heading(say("Country rate ratio"), say("to the country")),
        Heading(say("Interval"), "95 %"),
    )
    return ReportTable(say("Both rate ratios under each change of the rules"), headings, rows)


def years(result: NestingResult) -> ReportTable:
    """Ties by year and class."""
    headings = (
        Heading(say("Year"), is_number=False),
        Heading(say("Upper"), say("ties")),
        Heading(say("City"), say("ties")),
        Heading(say("Cross-level"), say("ties")),
        Heading(say("Dual"), say("ties")),
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
    undated = listed(
        (say("{label} {n:,}", label=name, n=n) for name, n in result.n_undated.items()), "comma"
    )
    notes = (say("Without a usable year: {undated}.", undated=undated),) if undated else ()
    return ReportTable(say("Ties that began in each year"), headings, rows, notes)


def _coverage_row(row: CoverageRow, share_of_it: str) -> tuple[Cell, ...]:
    share = row.ours / row.official if row.official else None
    origin = ", ".join(part for part in (row.official_source, row.official_date) if part)
    ours = numerals.percent(row.ours) if 0 < row.ours < 1 else numerals.whole(row.ours)
    return (
        Cell(row.group, small="" if row.dimension == row.group else row.dimension),
        Cell(wording.coverage_label(replace(row, group=""))),
        Cell(ours, small=share_of_it),
        _number(numerals.whole(row.held), say("the count is of all")),
        _number(numerals.whole(row.official), say("no total is published")),
        _number(numerals.percent(share), say("no total is published")),
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


def _share_of_it(part: CoverageRow) -> Sentence:
    """Say which part of a count is dated, or resolved."""
    share = numerals.percent(part.ours)
    if part.measure == "share_dated":
        return say("{share} dated", share=share)
    if part.measure == "share_resolved":
        return say("{share} resolved", share=share)
    return say("{share} {kind}", share=share, kind=part.measure.removeprefix("share_"))


def coverage(result: NestingResult) -> ReportTable:
    """Ours against published totals, in the order of the figure; then counts without a total."""
    shares = _shares_of_counts(result.coverage)
    compared = wording.with_official(result.coverage)
    aside = {id(row) for row in (*compared, *shares.values())}
    rows = [_coverage_row(row, "") for row in compared]
    for row in result.coverage:
        if id(row) not in aside:
            part = shares.get((row.dimension, row.group))
            rows.append(_coverage_row(row, _share_of_it(part) if part else ""))
    headings = (
        *_words(say("Group"), say("What is counted")),
        Heading(say("Ours, known by then")),
        Heading(say("Held at all")),
        Heading(say("Published")),
        Heading(say("Known by then of published"), "%"),
        Heading(say("Published where and when"), is_number=False),
    )
    caption = say("Coverage card: our data against published totals, then our counts without one")
    n_printed = len(compared) or None
    notes = (wording.HELD_AT_ALL,) if compared else ()
    return ReportTable(caption, headings, tuple(rows), notes, n_printed=n_printed)


def left_out(result: NestingResult) -> ReportTable:
    """Ties that took no part, by reason."""
    rows = tuple(
        (Cell(reason), Cell(numerals.whole(count)))
        for reason, count in sorted(result.left_out.items(), key=lambda item: (-item[1], item[0]))
    )
    headings = (Heading(say("Reason"), is_number=False), Heading(say("Ties")))
    return ReportTable(say("Why they took no part, and how many"), headings, rows)


def settings(rows: Mapping[str, str]) -> ReportTable:
    """List settings, seeds and versions."""
    cells = tuple((Cell(name), Cell(value)) for name, value in rows.items())
    return ReportTable(
        say("Everything needed to run it again"), _words(say("Setting"), say("Value")), cells
    )


def sources(rows: Sequence[CitedSource]) -> ReportTable:
    """List sources with licence and attribution."""
    cells = tuple(
        (
            Cell(row.title, small=f"{row.source_id}; {row.producer}"),
            Cell(
                row.version,
                small=say("shows the state of {snapshot_year}", snapshot_year=row.snapshot_year)
                if row.snapshot_year
                else "",
            ),
            Cell(row.licence),
            Cell(row.attribution),
            Cell(row.covers, small=say("Not in it: {gaps}", gaps=row.gaps) if row.gaps else ""),
        )
        for row in rows
    )
    headings = _words(
        say("Source"), say("Version"), say("Licence"), say("Attribution"), say("What it covers")
    )
    return ReportTable(say("Sources of the data"), headings, cells)
