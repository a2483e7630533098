"""Which partnerships of a country enter which study, and why the others do not.

Each study counts by itself and keeps why ties took no part; here its counts stand in a row from the
partnerships known today, so that numbers of several studies can be held beside each other. A row
that is needed for the sum and that no study gives a reason for is told as what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.alive import has_sound_start
from sistercities.network.lift import (
    INSIDE_DUAL,
    LOWER_REASONS,
    NO_FOREIGN_REGION,
    NO_HOME_REGION,
    NO_REGIONS,
    UNLISTED_REGION,
)
from sistercities.network.measures.chosen import Asked, choose_ties
from sistercities.network.rules import MAIN_RULES
from sistercities.sentences import Sentence, say, to_say
from sistercities.studies.connectivity.city_table import NO_CITY_OF_STUDY
from sistercities.studies.connectivity.city_ties import counted_ties
from sistercities.studies.drivers.pairs import NO_FACTS, NO_PLACE, NO_START
from sistercities.studies.study_data import StudyData

OTHERWISE = say("for other reasons")
"""What is left between a sum and the reasons that are told."""


@dataclass(frozen=True, slots=True)
class FlowStep:
    """A step from one number of partnerships to the next.

    Attributes
    ----------
    label
        Which partnerships are left out or come in, and why; of a sum, which are left.
    change
        How many, negative where they are left out; None of a sum.
    left
        How many are left; None of a change.
    """

    label: Sentence
    change: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class StudyCount:
    """What a study counted.

    Attributes
    ----------
    n
        Ties that it took; None where it counted none.
    left_out
        Ties that took no part, by reason.
    """

    n: int | None
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CountedTies:
    """City partnerships known today, and those alive in the year of the studies.

    Attributes
    ----------
    known
        Known today.
    steps
        From these to those alive in the year.
    alive
        Of cities alive in the year, those of places that are region and city at once left out.
    n_dual_abroad
        Of these, with a place abroad that is region and city at once.
    """

    known: int
    steps: tuple[FlowStep, ...]
    alive: int
    n_dual_abroad: int


def count_ties(data: StudyData, country: str, as_of: int) -> CountedTies:
    """Count the city partnerships of a country known today and in a year."""
    tables = data.tables
    at_home = tables.ties_of(country).set_index("tie_id")
    asked = Asked(country, None, None, "city", None, past=False)
    chosen = choose_ties(tables.places, tables.ties, tables.upper_tier, asked)
    is_of_it = chosen.within(chosen.ties) & ~chosen.are_domestic(chosen.ties)
    known = set(np.array(chosen.tie_ids, dtype=object)[is_of_it].tolist())
    counted = counted_ties(tables, tables.ties_of(country), as_of, MAIN_RULES).ties
    alive = set(counted["tie_id"].tolist())
    gone = at_home.loc[sorted(known - alive)]
    steps = [*_lost(gone, frozenset(tables.fields.dual), as_of)]
    back = len(alive - known)
    if back:
        label = say("alive in {year}, and over or no longer listed since", year=str(as_of))
        steps.append(FlowStep(label, back))
    is_dual = counted["foreign"].isin(list(tables.fields.dual))
    return CountedTies(len(known), tuple(steps), len(alive), int(is_dual.sum()))


def _lost(gone: pd.DataFrame, dual: frozenset[str], as_of: int) -> Iterator[FlowStep]:
    """Say of ties known today why they are not among those of the year, by the first reason."""
    is_sound = has_sound_start(gone)
    year = str(as_of)
    reasons = (
        (say("begun after {year}", year=year),
         is_sound & (gone["start_year"] > as_of).fillna(value=False)),
        (say("without a known start, and first seen in a source after {year}", year=year),
         ~is_sound & (gone["known_from"] > as_of)),
        (say("of home places that are region and city at once"), gone["home"].isin(list(dual))),
    )  # fmt: skip
    left = np.ones(len(gone), dtype=np.bool_)
    for label, is_out in reasons:
        here = left & is_out.to_numpy(dtype=np.bool_)
        if here.any():
            yield FlowStep(label, -int(here.sum()))
        left &= ~here
    if left.any():
        yield FlowStep(OTHERWISE, -int(left.sum()))


def tie_flow(counted: CountedTies, studies: Mapping[str, StudyCount], as_of: int
             ) -> tuple[FlowStep, ...]:  # fmt: skip
    """Set the counts of the studies in a row.

    Parameters
    ----------
    counted
        From where they begin.
    studies
        By name of the study; those that are not there have no rows.
    as_of
        Year of the studies.
    """
    steps = [
        FlowStep(say("City partnerships known today"), left=counted.known),
        *counted.steps,
        FlowStep(
            say("Alive in {year}: counted in C7, and where each study begins", year=str(as_of)),
            left=counted.alive,
        ),
    ]
    for name, total in BRANCHES.items():
        study = studies.get(name)
        if study is not None and study.n is not None:
            steps += _branch(name, total, study, counted)
    return tuple(steps)


BRANCHES = {
    "nesting": to_say("Of the {n:,}, compared in C1 to C3"),
    "drivers": to_say("Of the {n:,}, compared in C4"),
    "connectivity": to_say("Of the {n:,}, compared in C5"),
    "diplomacy": to_say("Of the {n:,}, compared in C7 with those of countries alike"),
}
"""Studies that begin with the partnerships alive in the year, and what is left of them."""

DUAL_ABROAD = say("with a place abroad that is region and city at once")
NO_FACTS_OF_COUNTRY = say("with a country of which not all facts are known")

LABELS = {
    str(INSIDE_DUAL): say("of districts of such a place at home"),
    str(NO_HOME_REGION): say("of a home region that is not known"),
    str(UNLISTED_REGION): say("of a home region whose own ties no source lists"),
    str(NO_REGIONS): say("with a country without regions"),
    str(NO_FOREIGN_REGION): say("with a region abroad that is not known"),
}
"""Reasons of networks as they stand here."""

_REASONS: dict[str, tuple[Sentence, ...]] = {
    "nesting": LOWER_REASONS,
    "drivers": (NO_PLACE, NO_START, NO_FACTS),
    "connectivity": (NO_CITY_OF_STUDY,),
    "diplomacy": (),
}


def _branch(name: str, total: str, study: StudyCount, counted: CountedTies) -> list[FlowStep]:
    assert study.n is not None
    known = [(reason, study.left_out.get(str(reason), 0)) for reason in _REASONS[name]]
    if name == "nesting":
        known.insert(0, (DUAL_ABROAD, counted.n_dual_abroad))
    missing = counted.alive - study.n - sum(n for _, n in known)
    known.append((NO_FACTS_OF_COUNTRY if name == "diplomacy" else OTHERWISE, missing))
    return [
        *(FlowStep(LABELS.get(str(reason), reason), -n) for reason, n in known if n),
        FlowStep(say(total, n=counted.alive), left=study.n),
    ]
