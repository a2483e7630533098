"""Each part of C5 under other rules: the rows of its table, before they are judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from sistercities.sentences import say
from sistercities.studies.connectivity.evidence import FULL_TERMS
from sistercities.studies.connectivity.models import (
    DESTINATIONS_2009,
    PLACE,
    POPULATION,
    TIES_BEFORE,
    FittedModel,
    Term,
    fit_model,
)
from sistercities.studies.connectivity.order_in_time import OrderInTime
from sistercities.studies.connectivity.part_numbers import (
    CATCHMENT_TERMS,
    LAG_TERMS,
    PartNumbers,
    correlation_interval,
    ratio_interval,
)
from sistercities.studies.connectivity.part_rules import CATCHMENTS
from sistercities.studies.connectivity.size_estimate import Kind, SizeEstimate
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from sistercities.studies.parts import Varied

Touched = Literal["ties", "flights", "cities"]

UNTOUCHED: dict[str, tuple[Touched, ...]] = {
    "exports": ("flights",), "visitors": ("flights", "cities"), "flights-first": ("flights",),
    "ties-first": ("flights",),
}  # fmt: skip
"""Changes that touch no number of a part."""

SAME = say("the change touches no number of the main run")
NOT_TOLD = say("nothing tells it any more")


@dataclass(frozen=True, slots=True)
class Tried:
    """The numbers under one change of the rules; None where no city is left.

    `touches` says what is changed: the ties, the measure of flights, or which cities take part.
    """

    name: str
    description: str
    numbers: PartNumbers | None
    note: str = ""
    touches: Touched = "ties"


@dataclass(frozen=True, slots=True)
class Names:
    """How countries, by code, and regions, by place id, are called."""

    country: Callable[[str], str]
    region: Callable[[str], str]

    def of(self, kind: Kind, name: str) -> str:
        """Name one of them."""
        return self.country(name) if kind == "country" else self.region(name)


def intervals_of(part: str, numbers: PartNumbers) -> list[Interval]:
    """Return the intervals of a part: one, or one of each catchment."""
    if part == "size":
        return [one.interval for one in numbers.sizes]
    if part in LAG_TERMS:
        which, term = LAG_TERMS[part]
        return [ratio_interval(numbers.lags[which], term)]
    return [correlation_interval(numbers.correlations.get(part))]


def count_of(part: str, numbers: PartNumbers) -> int:
    """Return how many cities or regions a part rests on."""
    if part == "size":
        return min((one.n for one in numbers.sizes), default=0)
    if part in LAG_TERMS:
        return numbers.lags[LAG_TERMS[part][0]].n
    found = numbers.correlations.get(part)
    return 0 if found is None else found.n_rows


def tried_rows(part: str, tried: Sequence[Tried], main: Interval) -> list[Varied]:
    """Return the rows of a part under other rules of the network, or another measure."""
    return [
        _tried_row(part, one, main)
        for one in tried
        if one.touches not in UNTOUCHED.get(part, ()) and not _is_main_measure(part, one, main)
    ]


def _is_main_measure(part: str, one: Tried, main: Interval) -> bool:
    """Whether another measure of flights is one of those that the part asks anyway."""
    if part != "size" or one.touches != "flights" or one.numbers is None:
        return False
    return intervals_of(part, one.numbers)[:1] == [main]


def _tried_row(part: str, one: Tried, main: Interval) -> Varied:
    if one.numbers is None:
        return Varied(one.name, one.description, UNKNOWN_INTERVAL, 0, one.note)
    first, *others = intervals_of(part, one.numbers) or [UNKNOWN_INTERVAL]
    note = NOT_TOLD if first.low is None else (SAME if first == main else "")
    n = count_of(part, one.numbers)
    return Varied(one.name, one.description, first, n, note, tuple(others))


def size_rows(cities: pd.DataFrame, sizes: Sequence[SizeEstimate], names: Names) -> list[Varied]:
    """Return the rows of the ratio at equal size that stand on the cities of the main run."""
    rows = [
        _both(say("NB2"), say("negative binomial in place of Poisson QMLE"), cities,
              FULL_TERMS[1:], "nb2"),
        _both(say("size alone"), say("exports and GDP not held equal"), cities,
              (POPULATION, *PLACE), "qmle"),
    ]  # fmt: skip
    kinds: tuple[Kind, ...] = ("country", "region")
    for kind in kinds:
        nearest = [size.nearest(kind) for size in sizes]
        keys = dict.fromkeys(one.name for one in nearest if one is not None)
        rows += [_without_one(kind, key, sizes, names) for key in keys]
    for size, term, km in zip(sizes, CATCHMENT_TERMS, CATCHMENTS, strict=False):
        text = say("airports within {km:g} km alone", km=km)
        rows.append(Varied(term.label, text, size.interval, size.n))
    return rows


def _without_one(kind: Kind, key: str, sizes: Sequence[SizeEstimate], names: Names) -> Varied:
    first, *others = [
        one.interval
        for size in sizes
        for one in size.left_out
        if (one.kind, one.name) == (kind, key)
    ]
    name = names.of(kind, key)
    text = say("{name} left out, which brings a ratio nearest to no effect", name=name)
    label = say("without {source}", source=name)
    return Varied(label, text, first, sizes[0].n, others=tuple(others))


def _both(name: str, text: str, cities: pd.DataFrame, beside: Sequence[Term], kind: str) -> Varied:
    models = [fit_model("row", "", cities, "ties", (term, *beside)) for term in CATCHMENT_TERMS]
    found = [
        ratio_interval(model, term, kind)
        for model, term in zip(models, CATCHMENT_TERMS, strict=True)
    ]
    return Varied(name, text, found[0], models[0].n, others=tuple(found[1:]))


def lag_rows(part: str, order: OrderInTime) -> list[Varied]:
    """Return the rows of a direction that stand on the cities of the main run."""
    other: tuple[FittedModel, Term] = (
        (order.forward_earlier, DESTINATIONS_2009)
        if part == "flights-first"
        else (order.backward, TIES_BEFORE)
    )
    main = order.forward if part == "flights-first" else order.backward_earlier
    model, term = other
    rows = [Varied(model.title, model.title, ratio_interval(model, term), model.n, model.note)]
    found = ratio_interval(main, LAG_TERMS[part][1], "nb2")
    text = say("negative binomial in place of Poisson QMLE")
    return [*rows, Varied(say("NB2"), text, found, main.n, main.note)]
