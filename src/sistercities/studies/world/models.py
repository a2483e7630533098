"""The model of all pairs: ratios of each fact, with an effect of each country.

Nothing here knows a release: simulated worlds give the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.sentences import Sentence, say
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from twolevel.core.array_types import Real
from twolevel.dyads.fit_rows import RowFit, fit_row_parts, row_table
from twolevel.dyads.result import DyadicFit
from twolevel.rates.movers import most_moving


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of pairs in the model.

    Attributes
    ----------
    name, label
        For programs, and for readers.
    of
        Columns from which its value is made.
    per
        For what its ratio stands.
    value
        Makes the term of the columns.
    """

    name: str
    label: Sentence
    of: tuple[str, ...]
    per: Sentence
    value: Callable[..., Any]


def _log2_of_one_more(values: pd.Series[float]) -> Any:
    return np.log2(1 + values.fillna(0.0))


def _unrecorded(values: pd.Series[float]) -> Any:
    return values.isna().astype(float)


def _nearness(values: pd.Series[float]) -> Any:
    return -np.log2(values)


def _as_it_is(values: pd.Series[float]) -> Any:
    return values


HALF, TWICE, YES = say("half the distance"), say("twice as much"), say("yes against no")

FACTS = (
    Fact("distance", say("nearness"), ("distance",), HALF, _nearness),
    Fact("border", say("land border"), ("border",), YES, _as_it_is),
    Fact("trade", say("trade"), ("trade",), TWICE, lambda trade: np.log2(1 + trade)),
    Fact("language", say("common official language"), ("language",), YES, _as_it_is),
    Fact("migrants", say("migrants, both ways"), ("migrants",), TWICE, _log2_of_one_more),
    Fact("no-migrants", say("migrants not recorded"), ("migrants",), YES, _unrecorded),
    Fact("colony", say("colonial tie"), ("colony",), YES, _as_it_is),
    Fact("flights", say("air routes"), ("routes",), TWICE, _log2_of_one_more),
    Fact("rivals", say("rivalry, dispute or conflict"), ("rivals",), YES, _as_it_is),
    Fact("far", say("distance in the votes of the UN"), ("un_distance",), say("one point more"),
         _as_it_is),
)  # fmt: skip
"""Facts in the order of the model. Unrecorded migrants have a mark: unknown is not 0."""

ALL = tuple(fact.name for fact in FACTS)

MOVERS = 4
"""Countries that move a fact up most, and down most, without each of which it is fitted."""

GROUND = ("distance", "border")
"""What stands beside each fact when it is asked alone."""

LASTING_MODEL = ("distance", "border", "language", "colony")
"""The model of lasting facts, which trade, migrants and flights follow."""


@dataclass(frozen=True, slots=True, eq=False)
class WorldFit:
    """The model fitted to a table of pairs.

    Attributes
    ----------
    names
        Facts that vary, in order.
    fit
        Slopes and errors; None where there is no fit, and `note` says why.
    rows
        Pairs of which all facts are known.
    left_out
        Lower and upper ends of the interval of each fact without one country, by its code, shape
        (n_facts, 2): of those countries that move a fact most; empty where not asked for.
    n_unknown
        Pairs of which a fact is not known.
    """

    names: tuple[str, ...]
    fit: DyadicFit | None
    rows: pd.DataFrame
    left_out: dict[str, Real]
    n_unknown: int
    note: str = ""

    def interval(self, name: str) -> Interval:
        """Return the ratio of a fact with its interval, and the ends without any one country."""
        if self.fit is None or name not in self.names:
            return UNKNOWN_INTERVAL
        k, ends = self.names.index(name), self.fit.intervals("dyadic")
        low, value, high = np.exp([ends.low[k], self.fit.slopes[k], ends.high[k]]).tolist()
        if not self.left_out:
            return Interval(value, low, high)
        without = np.array([each[k] for each in self.left_out.values()])
        return Interval(value, low, high, float(without[:, 0].min()), float(without[:, 1].max()))

    def carried_by(self, name: str, line: float = 1.0) -> tuple[str, ...]:
        """Return the countries without any one of which the interval reaches the line."""
        found = self.interval(name)
        if found.low is None or found.high is None or found.low <= line <= found.high:
            return ()
        k, is_above = self.names.index(name), found.low > line
        return tuple(
            code
            for code, ends in self.left_out.items()
            if (ends[k, 0] <= line if is_above else ends[k, 1] >= line)
        )

    def expected(self) -> Real:
        """Return the ties that the model expects of each row, shape (n_rows,)."""
        if self.fit is None:
            return np.full(len(self.rows), np.nan)
        effect = dict(zip(self.fit.first_labels.tolist(), self.fit.first_effects, strict=True))
        a, b = (self.rows[end].map(effect).to_numpy(dtype=float) for end in ("a", "b"))
        expected: Real = np.exp(design(self.rows, self.names) @ self.fit.slopes + a + b)
        # A country without any tie left the fit: none is expected of it.
        return np.where(np.isnan(expected), 0.0, expected)


def design(pairs: pd.DataFrame, names: Sequence[str]) -> Real:
    """Return the terms of some facts, shape (n_pairs, n_names)."""
    by_name = {fact.name: fact for fact in FACTS}
    columns = [by_name[name].value(*(pairs[c] for c in by_name[name].of)) for name in names]
    return np.column_stack([np.asarray(column, dtype=float) for column in columns])


def fit_world(
    pairs: pd.DataFrame,
    names: Sequence[str] = ALL,
    *,
    is_each_left_out: bool = False,
    executor: Executor | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> WorldFit:
    """Regress ties of pairs on facts with an effect of each country, by PPML.

    Parameters
    ----------
    pairs
        `a`, `b`, `ties` and the columns of the facts. Rows of which one is unknown take no part.
    names
        Facts of the model; one that does not vary is left out.
    is_each_left_out
        Whether it is fitted too without each country that moves a fact most.
    executor
        Runs these; here and now if None.
    """
    values = design(pairs, names)
    is_known = ~np.isnan(values).any(axis=1)
    rows: pd.DataFrame = pairs.iloc[np.flatnonzero(is_known)].reset_index(drop=True)
    n_unknown = int((~is_known).sum())
    varies = [k for k in range(len(names)) if len(rows) and np.ptp(values[is_known, k]) > 0]
    kept = tuple(names[k] for k in varies)
    if not kept or not rows["ties"].sum():
        note = say("There is no pair of countries with ties and known facts.")
        return WorldFit(kept, None, rows, {}, n_unknown, note)
    try:
        parts = fit_pairs(rows, kept)
    except NetworkError as reason:
        note = say("There is no fit: {reason}", reason=reason.with_traceback(None))
        return WorldFit(kept, None, rows, {}, n_unknown, note)
    without: dict[str, Real] = {}
    if is_each_left_out:
        without = _without_each(rows, parts, kept, executor, on_progress)
    return WorldFit(kept, parts.fit, rows, without, n_unknown)


def fit_pairs(rows: pd.DataFrame, names: Sequence[str]) -> RowFit:
    """Fit pairs of which all facts are known; the influence of each comes with it.

    Raises
    ------
    NetworkError
        If there is no fit.
    """
    ends = [rows[end].to_numpy(dtype=str) for end in ("a", "b")]
    y = rows["ties"].to_numpy()
    table = row_table(y, design(rows, names), ends, names=list(names), is_undirected=True)
    return fit_row_parts(table, "poisson")


def _without_each(
    rows: pd.DataFrame,
    parts: RowFit,
    names: tuple[str, ...],
    executor: Executor | None,
    on_progress: Callable[[int, int], None] | None,
) -> dict[str, Real]:
    """Fit without each country that moves a fact most."""
    codes = movers(rows, parts)
    run: Callable[..., Iterable[Any]] = map if executor is None else executor.map
    found: dict[str, Real] = {}
    ends = run(partial(_ends_without, rows, names), codes)
    for n, (code, each) in enumerate(zip(codes, ends, strict=True), 1):
        found[code] = each
        if on_progress is not None:
            on_progress(n, len(codes))
    return found


def movers(rows: pd.DataFrame, parts: RowFit, n: int = MOVERS) -> list[str]:
    """Return the countries whose leaving moves a fact most, to first order; n each way and fact."""
    ends = np.concatenate([rows[end].to_numpy(dtype=str) for end in ("a", "b")])
    codes, at = np.unique(ends, return_inverse=True)
    moved = np.zeros((codes.size, parts.influence.shape[0]))
    for side in at.reshape(2, -1)[:, parts.is_kept]:
        np.add.at(moved, side, -parts.influence.T)
    return [str(code) for code in codes[most_moving(moved, n)]]


def _ends_without(rows: pd.DataFrame, names: tuple[str, ...], code: str) -> Real:
    """Return the ends of all intervals without a country; where there is no fit, any ratio."""
    kept = rows[(rows["a"] != code) & (rows["b"] != code)].reset_index(drop=True)
    nothing = np.tile([0.0, np.inf], (len(names), 1))
    x = design(kept, names)
    varies = [k for k in range(len(names)) if np.ptp(x[:, k]) > 0]
    try:
        fit = fit_pairs(kept, [names[k] for k in varies]).fit
    except NetworkError:
        return nothing
    ends = fit.intervals("dyadic")
    nothing[varies] = np.exp(np.column_stack([ends.low, ends.high]))
    return nothing
