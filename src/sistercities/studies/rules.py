"""A rule of a verdict as data: who judges, who prints it and who simulates it read one object.

A study, or a part of a claim, writes its rule once, in a `rule.py` of its own: a `Rule` with the
numbers that it judges by. `why_not_told` asks its needs, its states ask its sides and levels, the
report prints `rule.printed()`, and the page of methods prints the same. No number of it stands in
prose. What is special to a study may be functions, but these take their numbers from here.

Words are templates that are said when they are needed, so that every language has them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sistercities.sentences import listed, say

State = Literal["found", "contrary", "open"]
"""What an interval says of an effect."""

FIXED = say("Fixed before the numbers were seen.")
"""The history of most rules."""

Counts = Mapping[str, Any]
"""What is known, by name; None where an effect that would be found cannot be computed."""


@dataclass(frozen=True, slots=True)
class Need:
    """At least so many of something, or nothing is judged.

    Attributes
    ----------
    name
        What is counted.
    printed
        Words of the printed rule, with `{n}`: what the number is of.
    unmet
        Words of the reason, with `{need}` and the counts by their names.
    of
        Names of the counts, each of which must reach the number; `name` alone if empty.
    """

    name: str
    at_least: float
    printed: str
    unmet: str
    of: tuple[str, ...] = ()

    def is_asked(self, counts: Counts) -> bool:
        """Whether it is known how many there are."""
        return all(name in counts for name in self.of or (self.name,))

    def is_met(self, counts: Counts) -> bool:
        """Whether there are enough."""
        return all(bool(counts[name] >= self.at_least) for name in self.of or (self.name,))

    def words(self) -> str:
        """Say how many of what, as the printed rule lists it."""
        return say(self.printed, n=self.at_least)

    def why(self, counts: Counts) -> str:
        """Say that there are too few."""
        return say(self.unmet, need=self.at_least, **counts)


@dataclass(frozen=True, slots=True)
class Weakest:
    """The smallest effect that would be found may be so large at most, or nothing is judged.

    Attributes
    ----------
    name
        The smallest effect that would be found with the power wanted.
    printed
        Words of the printed rule, with `{n}`: which effects would be found.
    unmet
        Words of the reason, with `{smallest}` and `{most}`.
    unknown
        Words where no effect would be found; those of `unmet` if empty.
    """

    name: str
    at_most: float
    printed: str
    unmet: str = ""
    unknown: str = ""

    def is_asked(self, counts: Counts) -> bool:
        """Whether it is known what would be found, or that nothing would be."""
        return self.name in counts

    def is_met(self, counts: Counts) -> bool:
        """Whether an effect that matters would be found."""
        smallest = counts[self.name]
        return smallest is not None and bool(smallest <= self.at_most)

    def words(self) -> str:
        """Say which effects would be found, as the printed rule lists them."""
        return say(self.printed, n=self.at_most)

    def why(self, counts: Counts) -> str:
        """Say that smaller effects would stay unseen."""
        smallest = counts[self.name]
        if smallest is None and self.unknown:
            return say(self.unknown)
        return say(self.unmet, most=self.at_most, smallest=smallest)


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be there before anything is judged, in the order in which it is asked."""

    least: tuple[Need, ...]
    effects: tuple[Weakest, ...] = ()

    def unmet(self, **counts: float | None) -> str:
        """Say which of the needs is unmet first; empty where all that are counted are met.

        Needs of which no count is given are not asked; the words of a reason may name other counts.
        """
        first = next(self._unmet(counts), None)
        return "" if first is None else first.why(counts)

    def are_met(self, **counts: float | None) -> bool:
        """Whether all that are counted are met."""
        return next(self._unmet(counts), None) is None

    def _unmet(self, counts: Counts) -> Iterator[Need | Weakest]:
        every: tuple[Need | Weakest, ...] = (*self.least, *self.effects)
        for need in every:
            if need.is_asked(counts) and not need.is_met(counts):
                yield need

    def least_words(self) -> str:
        """List how many of what are needed."""
        return listed([need.words() for need in self.least], "or")

    def words(self) -> str:
        """Say below what, and beyond which effects, nothing is judged."""
        needs = listed([need.words() for need in self.least], "or")
        if not self.effects:
            return say("Else, and below {needs}: cannot be told.", needs=needs)
        return say(
            "Else, and below {needs}, or where only {effects} would be found: cannot be told.",
            needs=needs,
            effects=listed([effect.words() for effect in self.effects], "or"),
        )


@dataclass(frozen=True, slots=True)
class Band:
    """Effects that are none that matters."""

    low: float
    high: float

    def holds(self, low: float, high: float) -> bool:
        """Whether an interval lies within, ends included."""
        return bool(self.low <= low and high <= self.high)


@dataclass(frozen=True, slots=True)
class Sides:
    """No effect, on one side of which an interval must lie, and what is as good as none."""

    no_effect: float
    negligible: Band | None = None

    def is_above(self, low: float) -> bool:
        """Whether all of an interval lies above no effect, by its lower end."""
        return bool(low > self.no_effect)

    def is_below(self, high: float) -> bool:
        """Whether all of an interval lies below no effect, by its upper end."""
        return bool(high < self.no_effect)

    def is_contrary(self, low: float, high: float) -> bool:
        """Whether it lies below no effect, or shows that there is none that matters."""
        band = self.negligible
        return self.is_below(high) or (band is not None and band.holds(low, high))

    def state(self, low: float, high: float) -> State:
        """Tell what an interval says."""
        if self.is_above(low):
            return "found"
        return "contrary" if self.is_contrary(low, high) else "open"


@dataclass(frozen=True, slots=True)
class Level:
    """How often any of several intervals may miss, and so the level of each (Bonferroni)."""

    size: float

    def each(self, n: int) -> float:
        """Level of each of n intervals such that all hold together."""
        return 1 - self.size / max(n, 1)

    @property
    def together(self) -> float:
        """Level at which all hold together; also that of one alone."""
        return self.each(1)


@dataclass(frozen=True, slots=True)
class Rule(ABC):
    """The rule of a verdict: what is needed, and what must be found.

    A study adds the numbers that it judges by as fields: floats, `Level`, `Sides`, `Band`, `Needs`.
    """

    needs: Needs

    @abstractmethod
    def verdicts(self) -> str:
        """Say what must be found for each verdict."""

    def beside(self) -> str:
        """Say what else leaves something untold; empty where nothing does."""
        return ""

    def history(self) -> str:
        """Say when the rule was fixed, and whether it was changed."""
        return FIXED

    def parts(self) -> tuple[str, ...]:
        """Say the rule in parts: verdicts, what is needed, what else is, and its history."""
        said = (self.verdicts(), self.needs.words(), self.beside(), self.history())
        return tuple(filter(None, said))

    def printed(self) -> str:
        """Say the whole rule, as the report prints it; the page of methods prints its parts."""
        return listed(self.parts(), "space")
