"""The tables of parts: what each was found to be, and the same under other rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sistercities.report import numerals
from sistercities.report.figures.frame import Figure, drawn
from sistercities.report.figures.parts_figure import draw_parts
from sistercities.report.tables import Cell, Heading, ReportTable, verdict_words
from sistercities.sentences import Sentence, as_clause, listed, say
from sistercities.studies.claims import DESCRIBED
from sistercities.studies.part_labels import AMONG_COUNTRIES, label_of
from sistercities.studies.parts import PartFinding, PartRow
from sistercities.studies.phrases import one_after_another
from sistercities.studies.registry import meaning_of
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
    return ReportTable(caption, headings, tuple(_cells(part) for part in parts))


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
        Cell(verdict_words(part.verdict)),
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
        Cell(verdict_words(part.verdict)),
    )  # fmt: skip
    rows = tuple(_row(row, COUNT if part.is_count else part.unit) for row in part.rows)
    return ReportTable(turned_words(part), headings, (main, *rows), _notes(part, part.rows))


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
        Cell(verdict_words(part.verdict)),
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
    chosen = sorted(range(len(rows)), key=lambda k: (not rows[k].is_turned, k))[:most]
    return [rows[k] for k in sorted(chosen)]


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
    among = (ONE_MORE,) if part.id in AMONG_COUNTRIES else ()
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


def _among_words(parts: Sequence[PartFinding]) -> Sentence | str:
    """Say of which claims the intervals hold how much countries differ; nothing where of none."""
    others = {part.claim for part in parts if part.id not in AMONG_COUNTRIES}
    claims = dict.fromkeys(part.claim for part in parts if part.claim not in others)
    if not claims:
        return ""
    return say(
        "Of {claims} the interval is where one more country would lie.",
        claims=listed(list(claims), "and"),
    )


ONE_MORE = say(
    "The interval is where one more country would lie: it counts how much countries differ, beside "
    "chance."
)

_BESIDE = say("With 95 % intervals. The upright line is no difference: a ratio of 1, else 0.")


def figure_of_parts(
    identifier: str,
    title: str,
    parts: Sequence[PartFinding],
    data_version: str,
    seed: int,
    csv_name: str,
    heads: Callable[[str], str] | None = None,
) -> Figure:
    """Draw parts beside the line of no effect; the drawing has no table of its own.

    Parameters
    ----------
    csv_name
        File that holds their numbers.
    heads
        Gives the words above the parts of a claim; None sets no heads.
    """
    words = listed(
        (say("{label}: {value}", label=label_of(part.id), value=part.answer) for part in parts),
        "semicolon",
    )
    wide, narrow, paper = drawn(identifier, title, words, draw_parts(parts, heads))
    return Figure(
        id=identifier, title=title,
        subtitle=_BESIDE if heads is None else say(
            "Each number with its 95 % interval. The upright line is no difference: a ratio of 1, "
            "on a scale of halves and doubles, a correlation or a difference of 0. A diamond: the "
            "rule tells on which side it lies; a circle: it cannot be told. An arrow: the interval "
            "goes on. Counts and shares have no line. {among}",
            among=_among_words(parts),
        ),
        foot=say("Source: sistercities data {data_version}; seed {seed}.",
                 data_version=data_version, seed=seed),
        wide=wide, narrow=narrow, paper=paper,
        table=ReportTable(title, (), ()), csv_names=(csv_name,), stays=True,
    )  # fmt: skip
