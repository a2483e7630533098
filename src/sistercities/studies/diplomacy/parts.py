"""The parts of C7 in numbers: rivals, votes in the UN, and cities beside regions.

Nothing here knows a release: simulated worlds give the same table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sistercities.sentences import Sentence, say
from sistercities.studies.diplomacy.models import (
    CONTROLS,
    HOSTILE,
    Fitted,
    Outcome,
    Ratio,
    fit_ties,
)
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from sistercities.studies.parts import Varied
from twolevel.rates.movers import most_moving

VOTES = "un_range"
"""Distance in the votes of the UN over the range of its quartiles."""

MOVERS = 4
"""Countries that move a ratio up most, and down most, without each of which it is fitted."""
LARGEST = 5
"""Partner countries, those with the most city ties, that are left out one by one."""


@dataclass(frozen=True, slots=True)
class Model:
    """What is fitted for a part.

    Attributes
    ----------
    outcome
        City ties, or the share of city ties among those of both levels.
    term
        Whose ratio is told.
    quarrel
        Column of the quarrels that enter.
    controls
        Columns beside politics.
    """

    outcome: Outcome
    term: str
    quarrel: str = HOSTILE
    controls: tuple[str, ...] = CONTROLS

    @property
    def terms(self) -> tuple[str, ...]:
        """All terms of the regression."""
        return (self.quarrel, VOTES, *self.controls)

    def fit(self, table: pd.DataFrame) -> Fitted:
        """Fit it to a table."""
        return fit_ties(table, self.outcome, self.terms)


MODELS: dict[str, Model] = {
    "rivals": Model("city", HOSTILE),
    "far": Model("city", VOTES),
    "cities": Model("difference", HOSTILE),
}
"""By the name of the part."""


def vote_step(table: pd.DataFrame) -> float:
    """Return from the median to the third quarter of the distances in the UN, as `un_range` is."""
    known = table.drop_duplicates(["country", "period"])[VOTES].dropna()
    return float(np.subtract(*np.quantile(known, [0.75, 0.5]))) if len(known) else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class PartEstimate:
    """The ratio of a part.

    Attributes
    ----------
    interval
        With the ends without the countries that move it most.
    ratio
        As it was fitted, by a whole unit of its term.
    carried_by
        Countries without any one of which the interval reaches 1.
    why
        Why there is none.
    """

    interval: Interval
    ratio: Ratio
    carried_by: tuple[str, ...] = ()
    why: str = ""


def estimate_part(name: str, table: pd.DataFrame) -> PartEstimate:
    """Fit the model of a part, and again without each country that moves it most."""
    model, step = MODELS[name], _step_of(MODELS[name], table)
    fitted = model.fit(table)
    ratio = fitted.ratio(model.term)
    found = interval_of(ratio, step)
    if found.low is None or found.high is None or fitted.jackknife is None:
        return PartEstimate(found, ratio, (), ratio.note)
    left_out = dict.fromkeys([*_movers(fitted, model), *largest_partners(table)])
    ends = {code: interval_of(model.fit(table[table["country"] != code]).ratio(model.term), step)
            for code in left_out}  # fmt: skip
    known = {code: one for code, one in ends.items() if one.low is not None}
    carried = tuple(
        code for code in ends
        if code not in known or _reaches(found, known[code])
    ) if not found.low <= 1 <= found.high else ()  # fmt: skip
    lows = [one.low for one in known.values() if one.low is not None]
    highs = [one.high for one in known.values() if one.high is not None]
    least = min(lows) if len(known) == len(ends) else 0.0
    most = max(highs) if len(known) == len(ends) else np.inf
    return PartEstimate(replace(found, least=least, most=most), ratio, carried)


def _reaches(whole: Interval, without: Interval) -> bool:
    assert whole.low is not None
    assert without.low is not None
    assert without.high is not None
    return without.low <= 1 if whole.low > 1 else without.high >= 1


def _step_of(model: Model, table: pd.DataFrame) -> float:
    return vote_step(table) if model.term == VOTES else 1.0


def interval_of(ratio: Ratio, step: float = 1.0) -> Interval:
    """Return a ratio by a step of its term, with its interval of 95 %."""
    ends = ratio.interval()
    if ratio.value is None or ends is None:
        return UNKNOWN_INTERVAL
    value, low, high = (float(one**step) for one in (ratio.value, *ends))
    return Interval(value, low, high)


def largest_partners(table: pd.DataFrame) -> list[str]:
    """Return codes of the partner countries of most city ties.

    Without one of them a ratio may stay where it is and its interval widen beyond 1.
    """
    city = table.groupby("country")["city"].sum()
    ordered = sorted(city[city > 0].items(), key=lambda one: (-one[1], str(one[0])))
    return [str(code) for code, _ in ordered[:LARGEST]]


def _movers(fitted: Fitted, model: Model) -> list[str]:
    """Return the countries without which the ratio moves most, to first order."""
    held = fitted.jackknife
    assert held is not None
    k = list(fitted.ratios).index(model.term)
    chosen = most_moving(held.left_out[:, [k]], MOVERS)
    return [str(code) for code in held.clusters[chosen]]


def varied(name: str, table: pd.DataFrame, others: Sequence[tuple[str, str, pd.DataFrame]]
           ) -> Iterator[Varied]:  # fmt: skip
    """Fit the model of a part under other rules."""
    for model, key, said in _other_models(name):
        yield _varied(key, said, model, table)
    known: dict[int, Varied] = {}  # changes that leave the ties as they are share a table
    for key, words, other in others:
        if id(other) not in known:
            known[id(other)] = _varied(key, words, MODELS[name], other)
        yield replace(known[id(other)], name=key, description=words)


def _other_models(name: str) -> Iterator[tuple[Model, str, Sentence]]:
    main = MODELS[name]
    for quarrel, words in (
        ("is_quarrel", say("disputes with a display of force counted too (until 2010)")),
        ("rivalry", say("rivalries alone")),
        ("conflict", say("armed conflicts alone")),
    ):
        term = main.term if main.term == VOTES else quarrel
        yield replace(main, quarrel=quarrel, term=term), quarrel, words
    fewer = tuple(one for one in CONTROLS if one != "log_trade")
    words = say("trade, which may follow politics, is not held equal")
    yield replace(main, controls=fewer), "no-trade", words


def _varied(key: str, words: str, model: Model, table: pd.DataFrame) -> Varied:
    ratio = model.fit(table).ratio(model.term)
    return Varied(key, words, interval_of(ratio, _step_of(model, table)), ratio.n_ties, ratio.note)
