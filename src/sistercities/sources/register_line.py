"""One line of a register: as it is written, and as it is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sistercities.sources.register_cells import Cell, SheetRow, is_blank
from sistercities.sources.register_columns import Layout
from sistercities.sources.register_ends import NOTHING, WrittenEnd
from sistercities.sources.register_mapping import column_letter
from sistercities.sources.register_words import Field
from sistercities.terms.claims import SourceClaim
from sistercities.terms.late_methods import late_expression

SHOWN = 60
"""Letters of a cell that a sentence on it shows."""
_FREE: tuple[Field, ...] = ("id", "note", "source")
"""Fields that take any text."""
_NAMES: tuple[Field, ...] = ("home", "partner")
"""Fields whose cell is judged as a whole: without a name there is no tie."""
_REGIONS: tuple[Field, ...] = ("home_region", "partner_region")
_FORMULA = late_expression(r"[=+@＝＋＠]|[-－−][A-Za-z(=+@]")


class LineNumber(NamedTuple):
    """A row of a register, and which tie of that row, from 1; 0 where the row holds one.

    Examples
    --------
    >>> str(LineNumber(2)), str(LineNumber(2, 1)), str(LineNumber(2, 27))
    ('2', '2a', '2aa')
    """

    row: int
    part: int = 0

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{self.row}{column_letter(self.part - 1).lower() if self.part else ''}"


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line as understood.

    Attributes
    ----------
    number
        Where it stands, from 1.
    part
        Which tie of its row it is, from 1; 0 where the row holds one.
    name_a, name_b
        The two names, as far as there are any.
    claim
        What it says; None where it was refused.
    written_a, written_b
        What the cells of each end say besides.
    told
        Sentences on what was left out or read in a special way.
    next_step
        What to do about it.
    problem
        Why it was refused.
    is_home_implied
        Whether the country of the home place is that of the register, not stated on the line.
    open_status
        Word for the status that is not understood: the line waits until somebody says what it
        means. It is "" where there is none.
    """

    number: int
    part: int = 0
    name_a: str = ""
    name_b: str = ""
    claim: SourceClaim | None = None
    written_a: WrittenEnd = NOTHING
    written_b: WrittenEnd = NOTHING
    told: tuple[str, ...] = ()
    next_step: str = ""
    problem: str = ""
    is_home_implied: bool = False
    open_status: str = ""

    @property
    def at(self) -> LineNumber:
        """Where it stands, as 2, or as 2a and 2b where a row holds several ties."""
        return LineNumber(self.number, self.part)


@dataclass(slots=True)
class WrittenLine:
    """One tie of a row while it is read: what was told so far.

    `group` is the partner of the row, from 0; `given` are cells that stand in place of those of the
    row, where these were taken apart.
    """

    row: SheetRow
    layout: Layout
    group: int = 0
    part: int = 0
    given: Mapping[Field, Cell] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    open_status: str = ""

    def cell(self, name: Field) -> Cell:
        """Return the cell of a field; an empty one where the register has no such column."""
        if name in self.given:
            return self.given[name]
        at = self.layout.position(name, self.group)
        cell = self.row.cells[at] if at is not None and at < len(self.row.cells) else Cell()
        return cell if name in _FREE or not is_blank(cell) else Cell()

    @property
    def says_something(self) -> bool:
        """Whether the columns that its partner has for itself are filled."""
        apart: frozenset[Field] = self.layout.apart | {"partner"}
        return any(bool(self.cell(name).text or self.cell(name).problem) for name in apart)

    @property
    def at(self) -> LineNumber:
        """Where it stands."""
        return LineNumber(self.row.number, self.part)

    def text(self, name: Field) -> str:
        """Return the text of a field, and tell what is odd about its cell."""
        cell = self.cell(name)
        if cell.told:
            self.tell(f"{name}: {cell.told}")
        if cell.problem and name not in _NAMES:  # else it refuses the line
            self.tell(f"{name}: the cell {cell.problem}", "write the value in place of it")
        if _FORMULA.match(cell.text) and name in (*_NAMES, *_REGIONS):  # others say what it is not
            self.tell(f"{name}: {cell.text[:SHOWN]!r} looks like a formula and is kept as text")
        return cell.text

    def tell(self, sentence: str, step: str = "") -> None:
        """Keep a sentence for the account, once."""
        if sentence not in self.told:
            self.told.append(sentence)
        if step and step not in self.steps:
            self.steps.append(step)
