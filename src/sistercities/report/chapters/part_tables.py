"""The tables of parts: what each was found to be, and the same under other rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sistercities.report import numerals
from sistercities.report.figures.frame import PAPER, Figure, drawn
from sistercities.report.figures.parts_figure import draw_parts
from sistercities.report.tables import (
    Cell,
    Heading,
    ReportTable,
    changed_notes,
    part_verdict_words,
    verdict_words,
)
from sistercities.sentences import Sentence, as_clause, listed, lowered, say
from sistercities.studies.claims import CANNOT_TELL, DESCRIBED
from sistercities.studies.part_rules import AMONG_COUNTRIES, Interval, IntervalPart, label_of
from sistercities.studies.parts import PartFinding, PartRow, by_interval_alone
from sistercities.studies.phrases import once_left_out, one_after_another
from sistercities.studies.registry import meaning_of, part_rule_of
from sistercities.studies.turned_rows import untold_rows

MOST_ROWS = 5
"""Rows of a table of other rules on the page of a claim; the appendix has all."""


PARTS = say("The parts of the claims and what the data say of each")
"""Caption of the table of the parts that a study judges."""

REFUSED = ("not supported", "mixed")
"""Verdicts beside which stands what would be supported."""

COUNT = "count"
"""Unit of a part that counts ties of a kind."""


def part_table(parts: Sequence[PartFinding], caption: str) -> ReportTable:
    """List the parts: question, verdict, number with interval, sentence, what would change it."""
    headings = (
        Heading(say("Question"), is_number=False),
        Heading(say("Verdict"), is_number=False),
        Heading(say("Number"), say("95 % interval")),
        Heading(say("In a sentence"), is_number=False),
        Heading(say("What would change it"), is_number=False),
    )
    return ReportTable(
        caption, headings, tuple(_cells(part) for part in parts), changed_notes(parts)
    )


def number_cell(part: PartFinding) -> Cell:
    """Write the number of a part with its interval below; a count stands alone."""
    if part.is_count:
        return Cell(numerals.whole(part.n if part.value is None else part.value))
    if part.value is None:
        return Cell(numerals.MISSING, as_clause(part.aside))
    ends = numerals.span(
        numerals.in_unit(part.low, part.unit), numerals.in_unit(part.high, part.unit)
    )
    return Cell(
        numerals.in_unit(part.value, part.unit), small="" if ends == numerals.MISSING else ends
    )


def _cells(part: PartFinding) -> tuple[Cell, ...]:
    return (
        Cell(part.question, small=part.id),
        Cell(part_verdict_words(part)),
        number_cell(part),
        Cell(
            _sentence(part),
            small=say("n\u00a0=\u00a0{n} {n_of}", n=numerals.whole(part.n), n_of=part.n_of),
        ),
        Cell(part.would_change),
    )


def _sentence(part: PartFinding) -> str:
    note = part.aside if part.value is not None else ""
    return listed(filter(None, (part.sentence, note)), "space")


def rows_table(part: PartFinding) -> ReportTable | None:
    """List a part under other rules, with the verdict under each; None where there are none."""
    if not part.rows:
        return None
    headings = (
        Heading(say("Counted in other ways"), is_number=False),
        Heading(say("Number"), say("95 % interval")),
        Heading("n"),
        Heading(say("Verdict under this row"), is_number=False),
    )
    main = (
        Cell(say("as in the main run")), number_cell(part), Cell(numerals.whole(part.n)),
        Cell(main_words(part)),
    )  # fmt: skip
    rows = tuple(_row(row, COUNT if part.is_count else part.unit) for row in part.rows)
    return ReportTable(turned_words(part), headings, (main, *rows), _notes(part, part.rows))


def main_words(part: PartFinding) -> str:
    """Say the verdict of the main run as the rows below it are judged, by the interval alone.

    Where one country or home unit carries the answer it is withheld; a row that was compared with
    `cannot be told` and is `cannot be told` itself would be said to differ from itself.
    """
    alone = verdict_alone(part)
    if not part.carried_by or alone == part.verdict:
        return part_verdict_words(part)
    return say("{verdict} by its interval; withheld", verdict=verdict_words(alone))


def verdict_alone(part: PartFinding) -> str:
    """Return the verdict on a part by its interval alone, as its rows are judged."""
    rule = part_rule_of(part.id)
    if part.side != "open" or not isinstance(rule, IntervalPart):
        return part.verdict
    alone = by_interval_alone(Interval(part.value, part.low, part.high))
    return rule.verdict_of(rule.side(alone))


def short_rows_table(part: PartFinding, most: int = MOST_ROWS) -> ReportTable | None:
    """List a part under a few other rules, a line each, those that change the answer first.

    None where there are none; `most` is how many are listed.
    """
    if not part.rows:
        return None
    chosen = _first(part.rows, most)
    unit = COUNT if part.is_count else part.unit
    headings = (
        Heading(say("Counted in other ways"), is_number=False),
        Heading(say("Number and 95 % interval")),
        Heading("n"),
        Heading(say("Verdict under this row"), is_number=False),
    )
    main = (
        Cell(say("as in the main run")), _beside(number_cell(part)), Cell(numerals.whole(part.n)),
        Cell(main_words(part)),
    )  # fmt: skip
    rows = tuple(_short(_row(row, unit)) for row in chosen)
    notes = _notes(part, chosen, is_meaning_said=part.verdict in REFUSED)
    return ReportTable(turned_words(part), headings, (main, *rows), notes)


def _short(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Leave out the name of the rule, and set the interval beside its number."""
    first, number, *others = cells
    return (replace(first, small=""), _beside(number), *others)


def _beside(cell: Cell) -> Cell:
    """Set an interval beside its number."""
    if not cell.small:
        return cell
    return replace(cell, words=numerals.with_interval(cell.words, cell.small), small="")


def _first(rows: Sequence[PartRow], most: int) -> list[PartRow]:
    """Choose rows that turn the answer, then those with a number, in their order."""
    order = sorted(
        range(len(rows)), key=lambda k: (not rows[k].is_turned, rows[k].value is None, k)
    )
    return [rows[k] for k in order[:most]]


def _row(row: PartRow, unit: str) -> tuple[Cell, ...]:
    ends = numerals.span(numerals.in_unit(row.low, unit), numerals.in_unit(row.high, unit))
    reason = as_clause(row.note) if row.note else say("it cannot be had under this rule")
    value = numerals.whole(row.value) if unit == COUNT else numerals.in_unit(row.value, unit)
    verdict = verdict_words(row.verdict)
    return (
        Cell(row.description, small=row.name),
        Cell(value, reason if value == numerals.MISSING else "",
             small="" if ends == numerals.MISSING else ends),
        Cell(numerals.whole(row.n)),
        Cell(say("{verdict} (changed)", verdict=verdict) if row.is_turned else verdict),
    )  # fmt: skip


def _notes(
    part: PartFinding, chosen: Sequence[PartRow], *, is_meaning_said: bool = False
) -> tuple[str, ...]:
    carried = (say(
        "The rows are judged by their intervals alone, and compared with the answer that the main "
        "run would have so; that is withheld, since one country or home unit carries it."
    ),) if part.carried_by else ()  # fmt: skip
    meaning = "" if is_meaning_said else meaning_of(part.id)
    among = (_among_note(part),) if part.id in AMONG_COUNTRIES else ()
    n = len(part.rows) - len(chosen)
    more = (say("{n} more rows stand in the appendix.", n=n),) if n else ()
    return (*filter(None, (meaning,)), *among, *carried, *more)


def turned_words(part: PartFinding) -> str:
    """Name a part in a few words, and say whether any other rule turns the answer."""
    label = label_of(part.id)
    n = len(part.turned_by)
    if part.verdict == DESCRIBED and not n:
        return say("{label}, counted in other ways: a description, with no verdict.", label=label)
    said = (
        say(
            "{label}, counted in other ways: the answer changes in {n} of {of} cases.",
            label=label, n=n, of=len(part.rows),
        )
        if n
        else say("{label}, counted in other ways: the answer stays.", label=label)
    )  # fmt: skip
    return one_after_another([said, untold_rows(part.n_untold)])


ONE_MORE = say("The interval is where one more country would lie.")
BESIDE_OTHERS = say(
    "The interval counts how much countries differ, beside chance: that of 19 in 20 countries "
    "would hold the line of no difference."
)


def _among_note(part: PartFinding) -> Sentence:
    """Say what an interval holds that counts how much countries differ."""
    return ONE_MORE if part.line is not None and part.id == "C3.one-more" else BESIDE_OTHERS


_ALL = say(
    "Each number with its 95 % interval; the upright line is no difference. A diamond: the rule "
    "tells on which side it lies; an open circle: it cannot be told, even clear of the line, where "
    "the rule asks for more. An arrow: the interval goes on. Shares and counts have no line."
)
_BESIDE = say(
    "With 95 % intervals. The upright line is no difference: a ratio of 1, else 0. A diamond: the "
    "rule tells the side; an open circle: it cannot be told."
)


def _untold_beside(parts: Sequence[PartFinding]) -> tuple[Sentence, ...]:
    """Say why parts whose intervals leave out the line are not told all the same."""
    found = [
        say("{label}: {reason}", label=label_of(part.id), reason=reason)
        for part in parts
        if part.verdict == CANNOT_TELL and _is_beside(part) and (reason := _reason(part))
    ]
    if not found:
        return ()
    return (say("? beside the line: {reasons}.", reasons=listed(found, "semicolon")),)


def _is_beside(part: PartFinding) -> bool:
    if part.line is None or part.low is None or part.high is None:
        return False
    return not part.low <= part.line <= part.high


def _reason(part: PartFinding) -> Sentence | str:
    if part.carried_by:
        return once_left_out(part.carried_by)
    return lowered(as_clause(part.note))


def figure_of_parts(
    identifier: str,
    title: str,
    parts: Sequence[PartFinding],
    data_version: str,
    seed: int,
    csv_name: str,
    heads: Callable[[str], str] | None = None,
    on_paper: float = PAPER,
) -> Figure:
    """Draw parts beside the line of no effect; the drawing has no table of its own.

    Parameters
    ----------
    csv_name
        File that holds their numbers.
    heads
        Gives the words above the parts of a claim; None sets no heads.
    on_paper
        Width of the drawing for paper, in pixels.
    """
    words = listed(
        (say("{label}: {value}", label=label_of(part.id), value=part.answer) for part in parts),
        "semicolon",
    )
    wide, narrow, paper = drawn(identifier, title, words, draw_parts(parts, heads), on_paper)
    return Figure(
        id=identifier, title=title,
        subtitle=_BESIDE if heads is None else _ALL,
        foot=say("Source: sistercities data {data_version}; seed {seed}.",
                 data_version=data_version, seed=seed),
        wide=wide, narrow=narrow, paper=paper,
        table=ReportTable(title, (), ()), csv_names=(csv_name,), stays=True,
        notes=_untold_beside(parts) if heads is None else (),
    )  # fmt: skip
