"""Which arguments are shown for the places of a list: those of the list, few and once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from sistercities.partners.short_lists.arguments import ARGUMENTS, Argument
from sistercities.partners.short_lists.candidate_facts import CandidateFacts
from sistercities.sentences import Sentence
from twolevel.core.array_types import Flag

MOST, LEAST = 4, 2
"""Reasons that are shown for one place; with fewer, what many have is said too."""
OWN = 2
"""Of these, the first say why the place stands on the list."""
COMMON, HALF = 1 / 3, 1 / 2
"""A fact that so many of all candidates of the list have sets hardly anybody apart, or nobody."""
LEAST_ALIKE = 3
"""Places of a list for which a fact of them all is said once."""


_OF_COUNTRIES = frozenset(one.name for one in ARGUMENTS if one.is_of_country)


Serving: TypeAlias = tuple[Sequence[Argument], Flag]
"""What is said of a place that serves a purpose, one after the other, and of which candidates."""


class ListTelling(NamedTuple):
    """What is said.

    Attributes
    ----------
    of_all
        What holds of all places of the list.
    of_each
        Names of the arguments and sentences of each place: one that says why it stands on the
        list, then the most telling ones.
    """

    of_all: tuple[Sentence, ...]
    of_each: tuple[tuple[tuple[str, str], ...], ...]


class _Weighed(NamedTuple):
    """An argument, of whom it holds, and how telling it is: 0 where many have it, -1 where most."""

    argument: Argument
    flags: Flag
    weight: float

    @property
    def name(self) -> str:
        """Name of the argument."""
        return self.argument.name


def choose_reasons(
    facts: CandidateFacts, at: Sequence[int], own: Sequence[str] = (),
    wanted: Sequence[Argument] = (), themes: Sequence[Sequence[Argument]] = (),
    serving: Sequence[Serving] = (),
) -> ListTelling:  # fmt: skip
    """Choose the arguments for the places of a list.

    Parameters
    ----------
    facts
        All candidates of the list.
    at
        Which of them it names: positions in the pairs, the best first.
    own
        Names of the arguments that say why a place stands on the list: one of them is said of
        each place that has one, however many have it.
    wanted
        What may be said for the purpose: one of these is said of each place that has one.
    themes
        What may be said for each theme that was asked for: of each the first that a place has.
    serving
        What makes a place one for the purpose: what each line says, and of which candidates it
        holds. The first that holds of a place is said before all else.
    """
    of_themes = [one for each in themes for one in each]
    asked = dict.fromkeys((*ARGUMENTS, *wanted))
    weighed = sorted((_weigh(one, facts) for one in asked), key=lambda one: -one.weight)
    telling = [one for one in weighed if one.weight >= 0]
    serves = {one.name for line, _ in serving for one in line}
    shared = [
        one for one in telling
        if one.weight > 0 and one.name not in serves and _is_of_all(one, at)
    ]  # fmt: skip
    left = [one for one in weighed if one not in shared]
    # What is said above for all of them is said last of each, where nothing else is left to say.
    reasons = _Reasons(
        facts,
        [one for one in (*left, *shared) if one.name in own],
        [one for one in left if one.weight >= 0],
        [one for one in (*left, *shared) if one.argument in wanted],
        [[_weigh(one, facts) for one in each] for each in themes],
        [([_weigh(one, facts) for one in line], flags) for line, flags in serving],
        frozenset(one.name for one in shared),
        {one.name: one.said_by for one in (*asked, *of_themes)},
        set(),
    )
    of_each = tuple(reasons.of_place(k) for k in at)
    of_all = (one.argument.of_all for one in shared)
    return ListTelling(tuple(say_it(facts) for say_it in of_all if say_it), of_each)


def has_one_of(facts: CandidateFacts, arguments: Sequence[Argument]) -> Flag:
    """Say of which candidates one of some arguments holds."""
    held = [facts.holding(one.name, one.holds) for one in arguments]
    return np.asarray(np.any(held, axis=0), dtype=np.bool_)


def arguments_called(names: Sequence[str]) -> tuple[Argument, ...]:
    """Return the arguments of some names."""
    return tuple(one for one in ARGUMENTS if one.name in names)


def _weigh(one: Argument, facts: CandidateFacts) -> _Weighed:
    flags = facts.holding(one.name, one.holds)
    return _Weighed(one, flags, _weight(one, flags))


def _weight(one: Argument, flags: Flag) -> float:
    share = np.count_nonzero(flags) / max(len(flags), 1)
    if share == 0.0:
        return -1.0
    if one.names_something:
        return one.weight * max(-math.log(share), 1.0)
    if share < COMMON:
        return one.weight * -math.log(share)
    return 0.0 if share < HALF else -1.0


def _is_of_all(one: _Weighed, at: Sequence[int]) -> bool:
    if one.argument.of_all is None or len(at) < LEAST_ALIKE:
        return False
    return bool(one.flags[list(at)].all())


class _Reasons(NamedTuple):
    """Chooses the reasons of one place after the other.

    Attributes
    ----------
    facts
        All candidates of the list.
    own, telling
        Arguments of the list, and those that set a place apart; the most telling first.
    wanted
        Arguments for the purpose, in the same order.
    themes
        Arguments for each theme that was asked for.
    serving
        What serves the purpose: what each line says, and of which candidates it holds.
    said_of_all
        Names of arguments that are said once for all places.
    said_by
        By the name of an argument: that which says it too.
    said
        What was said of a country: the argument's name and the country.
    """

    facts: CandidateFacts
    own: list[_Weighed]
    telling: list[_Weighed]
    wanted: list[_Weighed]
    themes: list[list[_Weighed]]
    serving: list[tuple[list[_Weighed], Flag]]
    said_of_all: frozenset[str]
    said_by: Mapping[str, str | None]
    said: set[tuple[str, int]]

    def of_place(self, k: int) -> tuple[tuple[str, str], ...]:
        """Choose the reasons of the candidate at a position in the pairs."""
        found: dict[str, str] = {}
        self._add_what_serves(found, k)
        own = [one for one in self.own if one.flags[k]]
        own_names = {one.name for one in own}
        # A place may not be left without a reason of its list, so of a country that is said again.
        for one in sorted(own, key=lambda one: self._is_said(one, k))[:OWN]:
            # What serves a purpose may be three reasons: then one of the list is enough.
            is_new = len(found) < MOST and not self._is_said(one, k)
            if not found.keys() & own_names or is_new:
                self._add(found, one, k)
        self._add_for_purpose(found, k)
        self._add_for_themes(found, k)
        for one in self.telling:
            # What many have is said only where little else is.
            if len(found) >= (MOST if one.weight > 0 else LEAST):
                break
            # Of the country one thing is enough: it holds of each of its towns.
            if one.argument.is_of_country and any(name in _OF_COUNTRIES for name in found):
                continue
            if one.flags[k] and not self._is_said(one, k):
                self._add(found, one, k)
        return tuple(found.items())

    def _add_what_serves(self, found: dict[str, str], k: int) -> None:
        """Say what makes it a place for the purpose: the first line that holds, all of it.

        What a line counts and yet speaks for nobody, as one partner in the country, is not said.
        """
        held = (line for line, flags in self.serving if flags[k])
        for one in next(held, ()):
            if one.flags[k]:
                self._add(found, one, k)

    def _add_for_purpose(self, found: dict[str, str], k: int) -> None:
        """Say something for the purpose, unless it is said already; repeated if need be."""
        wanted = sorted(
            (one for one in self.wanted if one.flags[k]), key=lambda one: self._is_said(one, k)
        )
        for one in wanted:
            if any(each.name in found for each in wanted):
                return
            # Where another argument has said the same already, it is said for the purpose too.
            if one.argument.sentence(self.facts, k) in found.values():
                return
            self._add(found, one, k)

    def _add_for_themes(self, found: dict[str, str], k: int) -> None:
        """Say of each theme that was asked for that the place has it, unless it is said already."""
        for each in self.themes:
            names = {one.name for one in each}
            if names & (found.keys() | self.said_of_all):
                continue
            for one in each:
                if len(found) < MOST and one.flags[k] and not names & found.keys():
                    self._add(found, one, k)

    def _is_said(self, one: _Weighed, k: int) -> bool:
        if one.name in self.said_of_all:
            return True
        return one.argument.is_of_country and self._key(one, k) in self.said

    def _add(self, found: dict[str, str], one: _Weighed, k: int) -> None:
        if one.name in found or one.argument.said_by in found:
            return
        sentence = one.argument.sentence(self.facts, k)
        # Two arguments may have the same to say, as that a place is near.
        if sentence and sentence not in found.values():
            self._put(found, one.name, sentence)
            if one.argument.is_of_country:
                self.said.add(self._key(one, k))

    def _put(self, found: dict[str, str], name: str, sentence: str) -> None:
        """Put a reason last, or where one stands that says less of the same and is left out."""
        said = list(found.items())
        plainer = [at for at, (each, _) in enumerate(said) if self.said_by.get(each) == name]
        said.insert(min(plainer, default=len(said)), (name, sentence))
        found.clear()
        found.update(each for each in said if self.said_by.get(each[0]) != name)

    def _key(self, one: _Weighed, k: int) -> tuple[str, int]:
        return one.name, int(self.facts.pairs.country[k])
