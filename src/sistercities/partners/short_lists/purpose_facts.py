"""What makes a place one for a purpose: facts of the two, of which one line of a table holds.

A place of like size in a known country is none for culture by that, so those alone are named of
whom a line holds. The table says which facts serve which purpose, some of them together, and up to
which distance.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sistercities.partners.short_lists.argument_sentences import CALLED_NEAR_KM
from sistercities.partners.short_lists.arguments import ARGUMENTS, Argument
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.partners.short_lists.grounds import are_rivals
from sistercities.partners.short_lists.purpose_arguments import (
    OF_THE_PLACE,
    OF_TWO_FOR_PURPOSE,
    UNIVERSITY_SIZE,
    arguments_for,
)
from sistercities.partners.short_lists.weighing import Purpose
from sistercities.sentences import Listed, Sentence, listed, say
from twolevel.core.array_types import Flag

_TABLE = "purpose_facts.csv"
OF_GUESTS = frozenset(("tourism", "youth"))
"""Purposes for which people travel: nobody is sent to where there is fighting."""


class PurposeFacts(NamedTuple):
    """One line of the table.

    Attributes
    ----------
    names
        Names of arguments that all hold, in the order in which they are said.
    up_to_km
        Most km between the two; None for any distance.
    reason
        Why that serves the purpose, in a few words.
    """

    names: tuple[str, ...]
    up_to_km: float | None
    reason: str

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """What is said where it holds."""
        return tuple(_by_name()[name] for name in self.names)

    def holds(self, facts: CandidateFacts) -> Flag:
        """Say of which candidates it holds."""
        held = [facts.holding(one.name, one.holds) for one in self.arguments]
        if self.up_to_km is not None:
            held.append(np.asarray(facts.pairs.distance_km <= self.up_to_km))
        return np.asarray(np.all(held, axis=0), dtype=np.bool_)

    @property
    def words(self) -> Listed:
        """What it asks for, in a few words."""
        said = [_WORDS[name] for name in self.names if name in _WORDS]
        if self.up_to_km is not None:
            said.append(say("at most {km:,.0f} km apart", km=self.up_to_km))
        return listed(said)


_WORDS: dict[str, Sentence] = {
    "trade": say("a country that trades most with yours"),
    "port_of_both": say("a listed seaport of both"),
    "route": say("a listed flight between the two"),
    "heritage_of_both": say("World Heritage near both"),
    "heritage_there": say("World Heritage near the place, which lies beside no far larger city"),
    "language": say("the one official language of both countries"),
    "language_among": say("an official language of both countries, of several"),
    "past": say("the one country has governed the other"),
    "shared_partners": say("a partner in common"),
    "country_of_partner": say("a partner of yours in that country"),
    "sister_region": say("sister regions"),
    "island": say("both on islands"),
    "seat_of_both": say("both the capital of their region"),
    "seat_there": say("the capital of its region"),
    "centres": say("both the centre of their surroundings"),
    "large": say("a large city"),
    "populous": say("a place of {n:,} people or more", n=UNIVERSITY_SIZE),
    "large_of_both": say("both large cities"),
    "coast": say("both by the sea"),
    "sea_alike": say("both by the sea or both inland"),
    "mountains": say("both among or beside mountains"),
    "mountains_there": say("a place among or beside mountains"),
    "climate": say("the same climate"),
    "dry": say("a dry climate of both"),
}
"""What each fact is called where a purpose says what it asks for; distances are said by km."""


@cache
def _by_name() -> dict[str, Argument]:
    return {one.name: one for one in (*ARGUMENTS, *OF_THE_PLACE, *OF_TWO_FOR_PURPOSE)}


@cache
def facts_of_each() -> dict[str, tuple[PurposeFacts, ...]]:
    """Read the table: lines by purpose, in the order in which they are looked at.

    Raises
    ------
    ValueError
        If a line names a fact that is not known.
    """
    path = Path(__file__).with_name(_TABLE)
    found: dict[str, list[PurposeFacts]] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        names = tuple(row["facts"].split())
        for name in names:
            if name not in _by_name():
                raise ValueError(f"{_TABLE} asks for {name}, which is no fact that can be said")
        km = float(row["up_to_km"]) if row["up_to_km"] else None
        found.setdefault(row["purpose"], []).append(PurposeFacts(names, km, row["reason"]))
    return {name: tuple(lines) for name, lines in found.items()}


def facts_for(purpose: Purpose | None) -> tuple[PurposeFacts, ...]:
    """Return the lines of a purpose; nothing without one."""
    return () if purpose is None else facts_of_each()[purpose.name]


def serves(facts: CandidateFacts, purpose: Purpose | None) -> Flag | None:
    """Say which candidates serve a purpose; None without one.

    One line of the table holds of each.
    """
    if purpose is None:
        return None
    held = np.any([line.holds(facts) for line in facts_for(purpose)], axis=0)
    return np.asarray(held & _may_be_gone_to(facts, purpose), dtype=np.bool_)


def _may_be_gone_to(facts: CandidateFacts, purpose: Purpose) -> Flag:
    """Between states that researchers list as rivals neighbours alone may be named for a purpose.

    And where people travel for it no fighting is on record there.
    """
    from sistercities.partners.short_lists.unsafe_places import are_unsafe

    may = ~are_rivals(facts) | (facts.pairs.distance_km <= CALLED_NEAR_KM)
    return np.asarray(may & ~are_unsafe(facts) if purpose.name in OF_GUESTS else may)


def wanted_for(purpose: Purpose | None) -> tuple[Argument, ...]:
    """Return what may be said for a purpose: what serves it, and what it weighs; each once."""
    said = [one for line in facts_for(purpose) for one in line.arguments]
    return tuple({one.name: one for one in (*said, *arguments_for(purpose))}.values())


def held_lines(
    facts: CandidateFacts, purpose: Purpose | None
) -> tuple[tuple[tuple[Argument, ...], Flag], ...]:
    """Give what each line says, and of which candidates it holds."""
    return tuple((line.arguments, line.holds(facts)) for line in facts_for(purpose))


def say_what_serves(purpose: Purpose) -> Sentence:
    """Say which facts make a place one for a purpose."""
    from sistercities.partners.short_lists.purpose_sentences import say_who_is_named

    alone = [line.up_to_km for line in facts_for(purpose) if line.names == ("apart",)]
    return say_who_is_named(purpose.name, max(filter(None, alone), default=None))
