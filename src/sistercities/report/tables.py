"""Tables of a report: at most seven columns, numbers for readers, reasons for gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sistercities.report import numerals
from sistercities.report.cited_sources import CitedSource, said_again
from sistercities.sentences import Listed, Sentence, as_clause, listed, lowered, say, say_count
from sistercities.studies.claims import VERDICT_WORDS
from sistercities.studies.part_rules import CHANGED_MARK, label_of
from sistercities.studies.parts import PartFinding

VERDICT_MARKS = {
    "supported": "●",
    "not supported": "○",
    "mixed": "◐",
    "cannot be told from these data": "?",
    "described": "–",
}
"""A shape for each verdict, so that it is told by more than its words."""

NAMED = 4
"""So many parts that one change is about are named, where it is about all that are left."""


def marks_words(parts: Sequence[PartFinding]) -> Sentence:
    """Say what the marks beside parts mean, and how many bear a †."""
    marks = say(
        "● yes to what the claim says, ○ no, ◐ in part, ? the data cannot tell; – a description, "
        "no verdict. Confirmed: on an official page, or in two lists not copied from each other."
    )
    changed = sum(bool(part.changed) for part in parts)
    if not changed:
        return marks
    return say_count(
        "{marks} † The rule of {n} part was changed after its number was seen; the page of its "
        "claim says how.",
        "{marks} † The rules of {n} parts were changed after their numbers were seen; the page of "
        "each claim says how.",
        changed, marks=marks,
    )  # fmt: skip


def verdict_mark(part: PartFinding) -> str:
    """Show a verdict by its shape alone, and whether its rule was changed afterwards."""
    return VERDICT_MARKS[part.verdict] + (CHANGED_MARK if part.changed else "")


def part_verdict_words(part: PartFinding) -> str:
    """Show the verdict of a part, and whether its rule was changed after its number was seen."""
    words = verdict_words(part.verdict)
    if not part.changed:
        return words
    return say("{verdict}\u00a0{mark}", verdict=words, mark=CHANGED_MARK)


def changed_notes(parts: Sequence[PartFinding]) -> tuple[Sentence, ...]:
    """Say of each part whose rule was changed afterwards how, as its rule says it; each once."""
    by_change: dict[str, list[str]] = {}
    for part in parts:
        for change in _changes(part.changed):
            by_change.setdefault(change, []).append(part.id)
    notes, named = [], set[str]()
    for changed, ids in by_change.items():
        others = [part.id for part in parts if part.id not in named]
        of: str = listed([label_of(one) for one in ids], "semicolon")
        if named and ids == others and len(ids) > NAMED:
            of = say("All other parts")
        notes.append(say("{mark} {parts}: {changed}", mark=CHANGED_MARK, parts=of,
                         changed=lowered(changed)))  # fmt: skip
        named.update(ids)
    return tuple(notes)


def _changes(changed: str) -> tuple[str, ...]:
    """Take apart what was changed more than once."""
    if isinstance(changed, Listed) and changed.bond == "space":
        return changed.parts
    return (changed,) if changed else ()


def verdict_words(verdict: str) -> str:
    """Show a verdict: its shape and its words."""
    known = {str(key): words for key, words in VERDICT_WORDS.items()}
    words = known.get(verdict, verdict)
    mark = VERDICT_MARKS.get(verdict)
    return say("{mark}\u00a0{verdict}", mark=mark, verdict=words) if mark else words


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


def word_headings(*words: str) -> tuple[Heading, ...]:
    """Head columns of words."""
    return tuple(Heading(each, is_number=False) for each in words)


def number_cell(written: str, reason: str) -> Cell:
    """Write a number, or why it is missing."""
    return Cell(written, reason if numerals.MISSING in written.split(" to ") else "")


def ratio_interval(low: float | None, high: float | None) -> str:
    """Write the interval of a ratio."""
    return numerals.span(numerals.ratio(low), numerals.ratio(high))


def settings(rows: Mapping[str, str]) -> ReportTable:
    """List settings, seeds and versions."""
    cells = tuple((Cell(name), Cell(value)) for name, value in rows.items())
    return ReportTable(
        say("Everything needed to run it again"), word_headings(say("Setting"), say("Value")), cells
    )


def sources(rows: Sequence[CitedSource]) -> ReportTable:
    """List sources with licence and attribution."""
    cells = tuple(
        (
            Cell(said_again(row.title), small=f"{row.source_id}; {row.producer}"),
            Cell(
                row.version,
                small=say("shows the state of {snapshot_year}", snapshot_year=row.snapshot_year)
                if row.snapshot_year
                else "",
            ),
            Cell(row.licence),
            Cell(row.attribution),
            Cell(
                said_again(row.covers),
                small=say("Not in it: {gaps}", gaps=said_again(row.gaps)) if row.gaps else "",
            ),
        )
        for row in rows
    )
    headings = word_headings(
        say("Source"), say("Version"), say("Licence"), say("Attribution"), say("What it covers")
    )
    return ReportTable(say("Sources of the data"), headings, cells)
