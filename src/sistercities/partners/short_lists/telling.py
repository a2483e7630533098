"""Which arguments are shown for the places of a list: those that set one apart, few and once."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sistercities.partners.ground import Flag
from sistercities.partners.short_lists.arguments import ARGUMENTS, Argument
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.sentences import Sentence

MOST, LEAST = 4, 2
"""Reasons that are shown for one place; with fewer, what many have is said too."""
COMMON, HALF = 1 / 3, 1 / 2
"""A fact that so many of all candidates of the list have sets hardly anybody apart, or nobody."""
LEAST_ALIKE = 3
"""Places of a list for which a fact of them all is said once."""


@dataclass(frozen=True, slots=True)
class ListTelling:
    """What is said.

    Attributes
    ----------
    of_all
        What holds of all places of the list.
    of_each
        Names of the arguments and sentences of each place, the most telling first.
    """

    of_all: tuple[Sentence, ...]
    of_each: tuple[tuple[tuple[str, str], ...], ...]


def telling(facts: CandidateFacts, at: list[int]) -> ListTelling:
    """Choose the arguments for the places of a list.

    Parameters
    ----------
    facts
        All candidates of the list.
    at
        Which of them it names: positions in the pairs, the best first.
    """
    candidates = [(one, flags, _weight(one, flags)) for one, flags in _held(facts)]
    apart = sorted((each for each in candidates if each[2] >= 0), key=lambda each: -each[2])
    shared = [one for one, flags, weight in apart if weight > 0 and _is_of_all(one, flags, at)]
    said_of_country: set[tuple[str, int]] = set()
    of_each = tuple(
        tuple(_of_one(facts, k, [each for each in apart if each[0] not in shared], said_of_country))
        for k in at
    )
    return ListTelling(tuple(one.of_all(facts) for one in shared if one.of_all), of_each)


def _held(facts: CandidateFacts) -> list[tuple[Argument, Flag]]:
    return [(one, np.asarray(one.holds(facts), dtype=np.bool_)) for one in ARGUMENTS]


def _weight(one: Argument, flags: Flag) -> float:
    """Say how telling an argument is: the rarer the more; 0 where many have it, -1 where most."""
    share = float(flags.mean()) if len(flags) else 0.0
    if share == 0.0:
        return -1.0
    if one.names_something:
        return one.weight * max(-math.log(share), 1.0)
    if share < COMMON:
        return one.weight * -math.log(share)
    return 0.0 if share < HALF else -1.0


def _is_of_all(one: Argument, flags: Flag, at: list[int]) -> bool:
    return one.of_all is not None and len(at) >= LEAST_ALIKE and bool(flags[at].all())


def _of_one(
    facts: CandidateFacts, k: int, apart: list[tuple[Argument, Flag, float]],
    said: set[tuple[str, int]],
) -> list[tuple[str, str]]:  # fmt: skip
    found: list[tuple[str, str]] = []
    for one, flags, weight in apart:
        key = one.name, int(facts.pairs.country[k])
        if not flags[k] or (one.is_of_country and key in said):
            continue
        # What many have is said only where little else is.
        if len(found) >= (MOST if weight > 0 else LEAST):
            break
        found.append((one.name, one.sentence(facts, k)))
        if one.is_of_country:
            said.add(key)
    return found
