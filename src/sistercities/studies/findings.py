"""What a study returns, whatever its question: verdicts, estimates, sensitivity, tables, figures.

A study says what was found, in words and numbers; the report says how it looks. So a figure here is
the numbers to be drawn with the sentence that they bear out, and names no colour and no size.
"""

from __future__ import annotations

from dataclasses import Field, dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Protocol

from sistercities.studies.claims import ClaimNumber, ClaimVerdict
from sistercities.studies.parts import PartFinding
from sistercities.terms.json_records import (
    ByField,
    Count,
    CountryCode,
    RecordTuple,
    Unwritten,
    frame_of_records,
    one_of,
    written,
)

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | bool | None
"""What a cell of a table holds; None is not known, never 0."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One estimand with its interval.

    Attributes
    ----------
    name, label
        For programs, and for readers.
    value, low, high
        Value and 95 % interval, in `unit`; None where they cannot be had, and `note` says why.
    unit
        `ratio`, `share`, `correlation`, `log points`, ...
    n, n_of
        What it rests on: how many, and of what.
    clusters
        Effective clusters of the interval; None where it is not clustered.
    method
        Estimator and how the interval was made.
    p
        Two-sided p-value against H0 as `method` states it; None where there is none.
    note
        Why something is missing, or what must be known when reading it.
    """

    name: Annotated[str, Unwritten()]
    label: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    n: Count
    n_of: str
    method: str
    clusters: float | None = None
    p: float | None = None
    note: str = ""


def unknown_finding(
    name: str, label: str, unit: str, n: Count, n_of: str, method: str, note: str
) -> Finding:
    """Return what is told in the place of a number that cannot be had; `note` says why."""
    return Finding(name, label, None, None, None, unit, n, n_of, method, note=note)


@dataclass(frozen=True, slots=True)
class SensitivityFinding:
    """The main number under one change of the rules.

    `is_sign_changed` is true where it lies on the other side of no effect than in the main run.
    """

    name: str
    description: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    is_sign_changed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a study's table: its name for programs, its head for readers, its unit."""

    name: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StudyTable:
    """A table: rows of values in the order of its columns, the first column names the row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""

    @property
    def records(self) -> list[dict[str, Value]]:
        """Its rows, each by the names of the columns."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_frame(self) -> pd.DataFrame:
        """Return its rows as a frame, by the names of the columns.

        Raises
        ------
        MissingExtra
            If pandas is not installed; it says what to type.
        """
        return frame_of_records(self.records, [column.name for column in self.columns])


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of a figure, with its interval where there is one.

    Attributes
    ----------
    label
        Name of the row or point; empty where it needs none.
    x
        Where it stands on the axis across: a year, a covariate; None in a figure by rows.
    is_main
        True of what the reader should see first.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    x: float | None = None
    is_main: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Marks that belong together, with the name that stands beside them."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class StudyFigure:
    """Numbers to be drawn, and the sentence that they bear out.

    Attributes
    ----------
    id
        Unique among the figures of the study.
    kind
        `intervals` (rows with a value and an interval), `lines` (series over `x`, each with a band
        where intervals are known) or `points` (one mark for each unit, `x` against value).
    title, subtitle
        What it finds; what is drawn and in what unit.
    foot
        n, estimator or null, seed.
    value_label, x_label
        Words at the axes, with units.
    reference
        Value of no effect, drawn as a line; None where there is none.
    is_log, is_x_log
        Whether the axis of values, or the one across, is logarithmic.
    unit
        Unit of the values, as in `Finding`.
    """

    id: Annotated[str, Unwritten()]
    kind: Annotated[str, one_of(("intervals", "lines", "points"))]
    title: str
    subtitle: str
    foot: str
    series: tuple[Series, ...]
    value_label: str
    x_label: str = ""
    reference: float | None = None
    is_log: bool = False
    is_x_log: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """How a study was made, for those who know statistics: one short paragraph each."""

    question: str
    outcome: str
    estimator: str
    null: str
    assumptions: str
    rule: str
    literature: tuple[str, ...]


class Studied(Protocol):
    """What every study returns, whatever else its record holds; a frozen record.

    What runs studies, keeps them and writes their reports asks no more of them; how a study looks
    (`report.looks`) knows the rest.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def study(self) -> str:
        """Its name in the registry."""

    @property
    def country(self) -> str:
        """Home country, ISO 3166-1 alpha-2, or WORLD."""

    @property
    def country_name(self) -> str:
        """Name of the home country."""

    @property
    def as_of(self) -> int:
        """Year of the ties."""

    @property
    def data_version(self) -> str:
        """Version of the data."""

    @property
    def headline(self) -> str:
        """The finding in one sentence."""

    @property
    def first_line_warning(self) -> str:
        """What a reader must know first; or empty."""

    @property
    def verdicts(self) -> dict[str, ClaimVerdict]:
        """By claim."""

    @property
    def left_out(self) -> dict[str, int]:
        """Ties or units that took no part, by reason."""

    @property
    def seed(self) -> int:
        """Seed of all draws."""

    @property
    def settings(self) -> dict[str, str]:
        """What a reader needs to run it again, the seed apart."""

    @property
    def parts(self) -> tuple[PartFinding, ...]:
        """What was found of each part of the claims."""


@dataclass(frozen=True, slots=True)
class StudyResult:
    """One study of one home country.

    Attributes
    ----------
    study, country, country_name, as_of, data_version
        What was run, on what.
    headline
        The finding in one sentence that a mayor can repeat.
    first_line_warning
        What a reader must know first, such as a sign that changes with the rules; or empty.
    verdicts
        By claim.
    findings
        The key numbers, the most important first.
    sensitivity
        The main number under other rules.
    tables, figures
        In the order to be shown.
    power
        What the data could have shown: the smallest effect that would be found, in a sentence.
    limits
        What the data cannot tell, a sentence each.
    left_out
        Ties or units that took no part, by reason.
    settings
        What a reader needs to run it again, the seed apart.
    parts
        What was found of each part of the claims, in the order of their rules.
    """

    study: str
    country: CountryCode
    country_name: str
    as_of: int
    data_version: str
    headline: str
    first_line_warning: str
    verdicts: dict[ClaimNumber, ClaimVerdict]
    findings: Annotated[RecordTuple[Finding], ByField("name")]
    sensitivity: RecordTuple[SensitivityFinding]
    tables: Annotated[RecordTuple[StudyTable], Unwritten()]
    figures: Annotated[RecordTuple[StudyFigure], ByField("id")]
    power: str
    limits: tuple[str, ...]
    left_out: dict[str, int]
    method: Method
    seed: int
    settings: dict[str, str] = field(default_factory=dict)
    parts: RecordTuple[PartFinding] = field(default_factory=RecordTuple)

    @property
    @written(after="tables", key="tables")
    def rows_of_tables(self) -> dict[str, list[dict[str, Value]]]:
        """By the name of each table its rows, each by the names of its columns."""
        return {table.name: table.records for table in self.tables}
