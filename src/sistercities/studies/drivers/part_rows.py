"""Each part of C4 under other rules: the rows of its table, before they are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sistercities.sentences import say
from sistercities.studies.drivers.benefit import ALL_SIGNS, ShareLeftOut
from sistercities.studies.drivers.carried import FEW_TIES, DriverEstimate, Kind
from sistercities.studies.drivers.evidence import TOGETHER, Evidence
from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.part_numbers import PartNumbers
from sistercities.studies.drivers.part_words import listed_names
from sistercities.studies.drivers.refits import Moved, moved_by
from sistercities.studies.drivers.terms import FACTORS, FEWER, TITLES
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from sistercities.studies.parts import Varied

NOT_TOLD = say("nothing tells it any more")

Names = Mapping[Kind, Mapping[int, str]]
"""Names of countries and regions by their numbers in the table of pairs."""


@dataclass(frozen=True, slots=True)
class Tried:
    """The numbers under one change of the rules."""

    name: str
    description: str
    numbers: PartNumbers
    note: str = ""
    is_other_draws: bool = False


def _of(moved: Moved | None) -> Interval:
    if moved is None or not np.isfinite(moved.error):
        return UNKNOWN_INTERVAL
    return Interval(moved.value, moved.low, moved.high)


def driver_rows(
    estimate: DriverEstimate,
    models: Sequence[PairModel],
    names: Names,
    n_ties: int,
) -> list[Varied]:
    """Return the rows of a driver that stand on the pairs of the main run."""
    if estimate.moved is None:
        return []
    rows = []
    for model in models:
        moved = moved_by(model, estimate.step.moves)
        if moved is not None:
            text = say("{title}; errors by sums of scores", title=model.title)
            rows.append(Varied(model.title, text, _of(moved), model.n_ties))
    kinds: tuple[Kind, ...] = ("country", "region")
    for kind in kinds:
        one = estimate.nearest(kind)
        if one is not None:
            name = names[kind][one.number]
            rows.append(_without_one(name, _of(one.moved), n_ties))
    few = say("without ten ties")
    text = say("the {n} ties that pull the ratio most to its side left out", n=FEW_TIES)
    note = "" if estimate.without_few is not None else NOT_TOLD
    rows.append(Varied(few, text, _of(estimate.without_few), n_ties - FEW_TIES, note))
    return rows


def spoken_row(estimate: DriverEstimate, names: Names, n_ties: int) -> list[Varied]:
    """Return the row of a language that is spoken in both countries, official or not."""
    if estimate.moved is None:
        return []
    carriers = [names[one.kind][one.number] for one in estimate.carriers]
    text = (
        say(
            "a language spoken in both, official or not; {n} ties have it; not without {name}",
            n=estimate.n_yes, name=listed_names(carriers),
        )
        if carriers
        else say("a language spoken in both, official or not; {n} ties have it", n=estimate.n_yes)
    )  # fmt: skip
    return [Varied(say("spoken language"), text, estimate.interval, n_ties)]


def people_row(estimate: DriverEstimate, n_ties: int) -> list[Varied]:
    """Return the row of a higher income where population is equal, and so the economy larger."""
    if estimate.moved is None:
        return []
    text = say("as high an income with an equal population, so that the economy is larger too")
    return [Varied(say("equal population"), text, estimate.interval, n_ties)]


def _without_one(name: str, found: Interval, n_ties: int) -> Varied:
    label = say("without {source}", source=name)
    text = say("{name} left out, which brings the number nearest to no effect", name=name)
    return Varied(label, text, found, n_ties, "" if found.low is not None else NOT_TOLD)


def benefit_rows(
    evidence: Evidence, left_out: Sequence[ShareLeftOut], names: Names, carried: Mapping[str, str]
) -> list[Varied]:
    """Return the rows of the benefit that stand on the pairs of the main run."""
    rows = []
    if FEWER in evidence.groups:
        rows.append(_weighed(
            say("all facts"), say("what goes with fewer ties counted too"), ALL_SIGNS, evidence
        ))  # fmt: skip
    for factor in FACTORS:
        if factor not in evidence.groups:
            continue
        weights = {name: weight for name, weight in TOGETHER.items() if name != factor}
        text = (
            say("{factor} not counted: {name} carries its share",
                factor=TITLES[factor], name=carried[factor])
            if factor in carried
            else say("{factor} not counted", factor=TITLES[factor])
        )  # fmt: skip
        rows.append(
            _weighed(say("without {source}", source=TITLES[factor]), text, weights, evidence)
        )
    return rows + _benefit_without(left_out, names, evidence.n_ties)


def _weighed(name: str, text: str, weights: dict[str, float], evidence: Evidence) -> Varied:
    share = evidence.share(weights)
    found = UNKNOWN_INTERVAL if share is None else Interval(share.value, share.low, share.high)
    return Varied(name, text, found, evidence.n_ties)


def _benefit_without(left_out: Sequence[ShareLeftOut], names: Names, n_ties: int) -> list[Varied]:
    rows = []
    kinds: tuple[Kind, ...] = ("country", "region")
    for kind in kinds:
        found = [one for one in left_out if one.kind == kind and one.share is not None]
        if not found:
            continue
        is_more = sum(one.share.value for one in found if one.share is not None) > 0
        one = (min if is_more else max)(found, key=_low if is_more else _high)
        assert one.share is not None
        interval = Interval(one.share.value, one.share.low, one.share.high)
        rows.append(_without_one(names[kind][one.number], interval, n_ties))
    return rows


def _low(one: ShareLeftOut) -> float:
    return one.share.low if one.share is not None else 0.0


def _high(one: ShareLeftOut) -> float:
    return one.share.high if one.share is not None else 0.0


def tried_rows(part: str, tried: Sequence[Tried]) -> list[Varied]:
    """Return the rows of a part under other rules of the network."""
    rows = []
    for one in tried:
        found = one.numbers.interval(part)
        note = one.note or (NOT_TOLD if found.low is None else "")
        rows.append(Varied(one.name, one.description, found, one.numbers.n_ties, note))
    return rows
