"""The pair-years in which an upper tie can begin, without those that no slope could change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import LARGEST_NUMBER, instance, plain_array
from twolevel.core.array_types import Flag, Index, Real
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.timing.panel import PairPanel

EffectSet = Literal["home", "foreign", "year"]
FLAT_SHARE = 1e-12
"""Spread of a term over its mean below which it is one number."""
EFFECT_SETS: tuple[EffectSet, ...] = ("home", "foreign", "year")


@dataclass(frozen=True, slots=True, eq=False)
class RiskSet:
    """Pairs with their years at risk; years without information are cut out.

    Attributes
    ----------
    pair
        Position in the panel of each pair that stays, shape (n_pairs,).
    labels
        Number of the effect of each pair or year in its set: home (n_pairs,), foreign (n_pairs,),
        year (n_years,); all 0 where a set is not in use.
    sizes
        Number of effects of the three sets; 0 where not in use.
    kept
        Labels of the effects that stay, of each set in use: units, units, years.
    separated
        Labels that left: no pair-year of theirs has an event, or all have.
    start, stop
        First and last year at risk, as positions among the kept years, shape (n_pairs,).
    is_event
        Whether the upper tie begins in the last one, shape (n_pairs,).
    x
        Terms over their spread, shape (n_pairs, n_years, n_terms); those far from 0 less a centre.
    spread
        What each term was divided by, shape (n_terms,).
    names
        Of the terms.
    n_at_risk, n_events
        Pair-years and events before any left.
    """

    pair: Index
    labels: tuple[Index, Index, Index]
    sizes: tuple[int, int, int]
    kept: tuple[Index, Index, Index]
    separated: tuple[Index, Index, Index]
    start: Index
    stop: Index
    is_event: Flag
    x: Real
    spread: Real
    names: tuple[str, ...]
    n_at_risk: int
    n_events: int

    @property
    def n_rows(self) -> int:
        """Pair-years that stay."""
        return int((self.stop - self.start + 1).sum())


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """What stays while labels leave: pairs and years as flags, and who is at risk when."""

    pairs: Flag
    years: Flag
    entry: Index
    leave: Index
    is_event: Flag


def risk_set(
    panel: PairPanel, covariates: Mapping[str, ArrayLike], effects: Sequence[EffectSet]
) -> RiskSet:
    """Return the pair-years at risk; labels without events leave, with all their pair-years.

    A pair is at risk from its entry to the year of its event, or to the last year. The effect of a
    label none of whose pair-years has an event runs to minus infinity whatever the slopes, so these
    rows are fitted exactly and say nothing of the slopes; the same where all rows are events.

    Raises
    ------
    NetworkError
        If there is no event, or none is left.
    InvalidArgument
        If a set of effects is not known, or comes twice.
    """
    _check_effects(effects)
    instance("panel", panel, PairPanel, "pair_panel")
    names, x = _terms(panel, covariates)
    if not panel.has_event.any():
        raise NetworkError(
            "event_year",
            f"holds no event of an admitted pair from {panel.first_year} to {panel.last_year}",
            "give a period in which upper ties begin; without any, no hazard can be told",
        )
    whole = _whole(panel)
    cut = _without_separated(panel, whole, effects)
    if not cut.is_event.any():
        raise NetworkError(
            "event_year",
            f"holds {int(whole.is_event.sum())} events, and effects of {', '.join(effects)} fit "
            "every one of them exactly, so none is left to tell of slopes",
            "leave effects out, or join labels",
        )
    return _laid_out(panel, whole, cut, effects, names, x)


def _check_effects(effects: Sequence[EffectSet]) -> None:
    is_list = isinstance(effects, list | tuple)
    known = [one for one in EFFECT_SETS if is_list and one in effects]
    if not is_list or len(known) != len(effects):
        raise InvalidArgument(
            "effects",
            effects,
            f"give a list of {', '.join(EFFECT_SETS)}, each once; pairs have no effects, since a "
            "pair has one event at most",
        )


def _terms(panel: PairPanel, covariates: Mapping[str, ArrayLike]) -> tuple[tuple[str, ...], Real]:
    if not isinstance(covariates, Mapping) or not covariates:
        raise InvalidArgument(
            "covariates",
            type(covariates).__name__ if covariates else covariates,
            "give at least one by name, such as {'lower ties before': values}",
        )
    shape = (panel.n_pairs, panel.n_years)
    x = np.empty((*shape, len(covariates)))
    for k, (name, values) in enumerate(covariates.items()):
        x[..., k] = _term(str(name), values, panel)
    return tuple(str(name) for name in covariates), x


def _term(name: str, values: ArrayLike, panel: PairPanel) -> Real:
    array = plain_array(name, values, "numbers")
    if array.dtype.kind not in "biuf":
        raise NetworkError(name, f"holds {array.dtype} values", "give numbers")
    shape = (panel.n_pairs, panel.n_years)
    if array.shape not in (shape, shape[:1]):
        raise NetworkError(
            name,
            f"has shape {array.shape}",
            f"give one value for each pair, {shape[:1]}, or for each pair and year, {shape}",
        )
    given: Real = array.astype(np.float64)
    table: Real = given if given.ndim == len(shape) else np.repeat(given[:, None], shape[1], axis=1)
    broken = np.argwhere(~np.isfinite(table) & _is_seen(panel))
    if broken.size:
        pair, year = (int(one) for one in broken[0])
        raise NetworkError(
            name,
            f"holds {table[pair, year]} for pair {pair} in {panel.first_year + year}",
            "fill it, or leave the pair out",
        )
    largest = float(np.abs(table[_is_seen(panel)]).max(initial=0.0))
    if largest > LARGEST_NUMBER or 0 < largest < 1 / LARGEST_NUMBER:
        raise NetworkError(name, f"goes up to {largest:g}", "give it in another unit")
    # What a pair is not at risk in may be anything.
    return np.where(np.abs(table) <= LARGEST_NUMBER, table, 0.0)


def _is_seen(panel: PairPanel) -> Flag:
    """Return the years in which an admitted pair is at risk, shape (n_pairs, n_years)."""
    years = panel.first_year + np.arange(panel.n_years)
    is_at_risk = (years >= panel.entry_year[:, None]) & (years <= panel.event_year[:, None])
    return np.asarray(is_at_risk & panel.is_admitted[:, None])


def _whole(panel: PairPanel) -> _Cut:
    leave = np.minimum(panel.event_year, panel.last_year) - panel.first_year
    return _Cut(
        panel.is_admitted, np.ones(panel.n_years, dtype=np.bool_),
        panel.entry_year - panel.first_year, leave, panel.has_event,
    )  # fmt: skip


def _without_separated(panel: PairPanel, cut: _Cut, effects: Sequence[EffectSet]) -> _Cut:
    while True:
        pairs, years = cut.pairs, cut.years
        start, stop = _positions(cut)
        n_rows = np.where(pairs, stop - start + 1, 0)
        events = cut.is_event.astype(np.int64)
        for name, label in (("home", panel.home), ("foreign", panel.foreign)):
            if name in effects:
                pairs = (
                    pairs & _stays(np.bincount(label, events), np.bincount(label, n_rows))[label]
                )
        if "year" in effects:
            years = years & _stays(*_by_year(cut, start, stop, n_rows > 0))
        is_event = cut.is_event & pairs & years[np.minimum(cut.leave, years.size - 1)]
        if (pairs == cut.pairs).all() and (years == cut.years).all():
            return cut
        cut = _Cut(pairs, years, cut.entry, cut.leave, is_event)


def _positions(cut: _Cut) -> tuple[Index, Index]:
    """Return first and last year at risk as positions among the years that stay."""
    kept = np.flatnonzero(cut.years)
    return np.searchsorted(kept, cut.entry), np.searchsorted(kept, cut.leave, side="right") - 1


def _by_year(cut: _Cut, start: Index, stop: Index, is_held: Flag) -> tuple[Real, Real]:
    """Return events and pair-years of each year; 0 for years that left."""
    n = int(cut.years.sum())
    change = np.bincount(start[is_held], minlength=n + 1).astype(np.float64)
    change -= np.bincount(stop[is_held] + 1, minlength=n + 1)
    events, rows = np.zeros(cut.years.size), np.zeros(cut.years.size)
    rows[cut.years] = np.cumsum(change)[:n]
    at = cut.leave[cut.is_event]
    events += np.bincount(at, minlength=events.size)
    return events, rows


def _stays(events: Any, rows: Any) -> Flag:
    return np.asarray((events > 0) & (events < rows))


def _laid_out(
    panel: PairPanel,
    whole: _Cut,
    cut: _Cut,
    effects: Sequence[EffectSet],
    names: tuple[str, ...],
    x: Real,
) -> RiskSet:
    start, stop = _positions(cut)
    pair = np.flatnonzero(cut.pairs & (stop >= start))
    years = panel.first_year + np.arange(panel.n_years)
    seen = np.flatnonzero(panel.is_admitted)
    whole_labels = (panel.home[seen], panel.foreign[seen], years)
    values = (panel.home[pair], panel.foreign[pair], years[cut.years])
    labels, kept, separated = [], [], []
    for name, everyone, left in zip(EFFECT_SETS, whole_labels, values, strict=True):
        is_used = name in effects
        unique, code = np.unique(left, return_inverse=True)
        labels.append(code if is_used else np.zeros_like(left))
        kept.append(unique if is_used else unique[:0])
        separated.append(np.setdiff1d(everyone, left) if is_used else unique[:0])
    n_rows = np.where(whole.pairs, whole.leave - whole.entry + 1, 0)
    terms, spread = _scaled(x[pair][:, cut.years])
    return RiskSet(
        pair=pair, labels=(labels[0], labels[1], labels[2]),
        sizes=(kept[0].size, kept[1].size, kept[2].size), kept=(kept[0], kept[1], kept[2]),
        separated=(separated[0], separated[1], separated[2]),
        start=start[pair], stop=stop[pair], is_event=cut.is_event[pair],
        x=terms, spread=spread, names=names,
        n_at_risk=int(n_rows.sum()), n_events=int(whole.is_event.sum()),
    )  # fmt: skip


def _scaled(x: Real) -> tuple[Real, Real]:
    """Return terms over their spread, so that the information is well conditioned.

    Terms with a mean beyond their spread are centred; others keep their zeros, which cost nothing.
    """
    mean, spread = x.mean(axis=(0, 1)), x.std(axis=(0, 1))
    spread = np.where(spread > FLAT_SHARE * np.abs(mean), spread, np.abs(mean))
    spread = np.where(spread > 0, spread, 1.0)
    centre = np.where(np.abs(mean) > spread, mean, 0.0)
    return np.ascontiguousarray((x - centre) / spread), spread
