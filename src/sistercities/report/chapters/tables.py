"""The tables of a study's chapter: verdicts, key numbers, other rules, and the study's own."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.report import numerals
from sistercities.report.chapters.axes import unit_across, written
from sistercities.report.chapters.part_tables import number_cell as number_of_part
from sistercities.report.tables import Cell, Heading, ReportTable, verdict_words
from sistercities.sentences import listed, say
from sistercities.studies.claims import ClaimVerdict
from sistercities.studies.findings import (
    Column,
    Finding,
    SensitivityFinding,
    StudyFigure,
    StudyResult,
    StudyTable,
    Value,
)

_PRINTED = 25


def _missing(written_: str, reason: str) -> Cell:
    return Cell(written_, reason if written_ == numerals.MISSING else "")


def _unit_of(result: StudyResult, verdict: ClaimVerdict) -> Finding | None:
    """Find which finding a verdict's number is, if it is one."""
    return next((row for row in result.findings if row.value == verdict.number), None)


def verdict_number(result: StudyResult, verdict: ClaimVerdict) -> Cell:
    """Write the number of a verdict with its interval and its name."""
    part = next((one for one in result.parts if one.id == verdict.part), None)
    if part is not None:
        return number_of_part(part)
    if not numerals.is_known(verdict.number):
        return Cell(numerals.MISSING, say("no number can be had for this claim"))
    found = _unit_of(result, verdict)
    unit, name = (found.unit, found.label) if found else ("", "")
    ends = numerals.span(numerals.in_unit(verdict.low, unit), numerals.in_unit(verdict.high, unit))
    parts = [part for part in (ends, name) if part not in ("", numerals.MISSING)]
    return Cell(numerals.in_unit(verdict.number, unit), small=listed(parts, "semicolon"))


def verdict_cells(verdict: ClaimVerdict, number: Cell) -> tuple[Cell, ...]:
    """Write one row of a table of verdicts."""
    return (
        Cell(verdict.claim, small=verdict.claim_text),
        Cell(verdict_words(verdict.verdict)),
        number,
        Cell(verdict.sentence),
        Cell(verdict.would_change),
    )


def verdict_table(rows: Iterable[tuple[Cell, ...]], caption: str) -> ReportTable:
    """Set rows of verdicts as a table."""
    headings = (
        Heading(say("Claim"), is_number=False),
        Heading(say("Verdict"), is_number=False),
        Heading(say("Number"), say("95 % interval")),
        Heading(say("In a sentence"), is_number=False, is_folded=True),
        Heading(say("What would change it"), is_number=False, is_folded=True),
    )
    return ReportTable(caption, headings, tuple(rows))


def verdicts(result: StudyResult) -> ReportTable:
    """Claims with verdict, number, sentence, and what would change the verdict."""
    rows = [
        verdict_cells(verdict, verdict_number(result, verdict))
        for _, verdict in sorted(result.verdicts.items())
    ]
    return verdict_table(rows, say("The claims and what the data bear out"))


def _finding(row: Finding, above: str) -> tuple[Cell, ...]:
    why = row.note or say("it cannot be had from these data")
    ends = numerals.span(numerals.in_unit(row.low, row.unit), numerals.in_unit(row.high, row.unit))
    clusters = (
        ""
        if row.clusters is None
        else say("{clusters:.1f} effective clusters", clusters=row.clusters)
    )
    return (
        Cell(row.label, small=row.name),
        _missing(numerals.in_unit(row.value, row.unit), why),
        _missing(ends, why),
        _missing(numerals.probability(row.p), say("no test belongs to this number")),
        Cell(numerals.whole(row.n), small=listed(filter(None, (row.n_of, clusters)), "semicolon")),
        Cell(
            say("as above") if row.method == above else row.method,
            small=say("unit: {unit}", unit=unit_said(row.unit)) if row.unit else "",
        ),
    )


def findings(result: StudyResult) -> ReportTable:
    """Key numbers with value, interval, p, n and method."""
    headings = (
        Heading(say("Quantity"), is_number=False),
        Heading(say("Value")),
        Heading(say("95 % interval")),
        Heading("p", say("two-sided")),
        Heading("n"),
        Heading(say("How it was made"), is_number=False),
    )
    notes = _notes((row.label, row.note) for row in result.findings if numerals.is_known(row.value))
    methods = ["", *(row.method for row in result.findings)]
    rows = tuple(_finding(row, above) for row, above in zip(result.findings, methods, strict=False))
    return ReportTable(say("Each quantity with its value and interval"), headings, rows, notes)


def unit_said(unit: str) -> str:
    """Say a unit; one that has no words here stays as it is."""
    known = (
        say("share"), say("ratio"), say("correlation"), say("rate ratio"), say("odds ratio"),
        say("share of city ties"), say("years"), say("log points"), say("nats per tie"),
    )  # fmt: skip
    return next((one for one in known if one == unit), unit)


def _notes(rows: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Write each note once, after the names of all rows that it is about."""
    by_note: dict[str, list[str]] = {}
    for name, note in rows:
        if note:
            by_note.setdefault(note, []).append(name)
    return tuple(
        say("{label}: {value}", label=listed(names, "semicolon"), value=note)
        for note, names in by_note.items()
    )


def _sensitivity(row: SensitivityFinding, unit: str) -> tuple[Cell, ...]:
    why = row.note or say("it cannot be had under this rule")
    name = (
        say("{rule} (other side of no effect)", rule=row.name) if row.is_sign_changed else row.name
    )
    ends = numerals.span(numerals.in_unit(row.low, unit), numerals.in_unit(row.high, unit))
    return (
        Cell(name, small=row.description),
        _missing(numerals.in_unit(row.value, unit), why),
        _missing(ends, why),
        Cell(numerals.whole(row.n)),
    )


def sensitivity(result: StudyResult) -> ReportTable:
    """List the main number under each change of the rules."""
    unit = result.findings[0].unit if result.findings else ""
    headings = (
        Heading(say("Change"), is_number=False),
        Heading(say("Value")),
        Heading(say("95 % interval")),
        Heading("n"),
    )
    rows = tuple(_sensitivity(row, unit) for row in result.sensitivity)
    notes = _notes(
        (row.name, row.note) for row in result.sensitivity if numerals.is_known(row.value)
    )
    return ReportTable(say("The main number under each change of the rules"), headings, rows, notes)


def _is_number(column: int, rows: tuple[tuple[Value, ...], ...]) -> bool:
    kinds = {type(row[column]) for row in rows if row[column] is not None}
    return bool(kinds) and kinds <= {int, float}


def _cell(value: Value, column: Column) -> Cell:
    if value is None:
        return Cell(numerals.MISSING, say("not known"))
    if isinstance(value, bool):
        return Cell(say("yes") if value else say("no"))
    if isinstance(value, str):
        return Cell(value)
    if column.unit == "year":
        return Cell(f"{value:.0f}")
    if column.name == "p":
        return Cell(numerals.probability(value))
    if isinstance(value, int):
        return Cell(numerals.whole(value))
    return Cell(numerals.in_unit(value, column.unit))


def _shown_unit(column: Column) -> str:
    """Leave out a unit that the head says already, or that the numbers show."""
    is_said = column.unit.lower() in column.label.lower()
    is_shown = column.unit.split(" ")[0] in ("share", "year")
    return "" if is_said or is_shown else unit_said(column.unit)


def study_table(table: StudyTable) -> ReportTable:
    """Set a table of a study: at most seven columns, the others stand in its file."""
    columns = table.columns[:7]
    headings = tuple(
        Heading(column.label, _shown_unit(column), is_number=_is_number(number, table.rows))
        for number, column in enumerate(columns)
    )
    rows = tuple(
        tuple(_cell(value, column) for value, column in zip(row, columns, strict=False))
        for row in table.rows
    )
    notes = [table.note] if table.note else []
    if len(table.columns) > len(columns):
        more = listed((column.label for column in table.columns[7:]), "comma")
        notes.append(say("The file has further columns: {more}.", more=more))
    return ReportTable(table.title, headings, rows, tuple(notes), n_printed=_PRINTED)


def figure_table(figure: StudyFigure) -> ReportTable:
    """List the numbers of a figure."""
    has_x = any(mark.x is not None for series in figure.series for mark in series.marks)
    x_unit = unit_across(figure)
    first = say("Series") if len(figure.series) > 1 else ""
    headings = [Heading(say("Name"), is_number=False)]
    headings += [Heading(first, is_number=False)] if first else []
    headings += [Heading(figure.x_label)] if has_x else []
    headings += [Heading(figure.value_label), Heading(say("95 % interval"))]
    rows = []
    for series in figure.series:
        for mark in series.marks:
            name = mark.label or written(mark.x, x_unit)
            cells = [Cell(name)]
            cells += [Cell(series.name)] if first else []
            cells += [Cell(written(mark.x, x_unit))] if has_x else []
            why = mark.note or say("not known")
            ends = numerals.span(written(mark.low, figure.unit), written(mark.high, figure.unit))
            cells.append(_missing(written(mark.value, figure.unit), why))
            cells.append(_missing(ends, why if mark.value is None else say("no interval")))
            rows.append(tuple(cells))
    return ReportTable(figure.title, tuple(headings), tuple(rows), n_printed=_PRINTED)
