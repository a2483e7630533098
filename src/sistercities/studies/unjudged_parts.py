"""Parts of a claim that tell how much there is of something, and that no line divides.

A `DescribedPart` tells a number with its interval, a `CountPart` how many ties of a kind are known;
neither has a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sistercities.sentences import Sentence, say
from sistercities.studies.claims import CANNOT_TELL, DESCRIBED, Verdict
from sistercities.studies.part_rules import (
    NO_VERDICT,
    UNTOLD,
    Interval,
    PartRule,
    Side,
    first_verdict_words,
)
from sistercities.studies.rules import Level

DESCRIPTION = say("a description")
"""The answer of a part that is told and not judged, where nothing more is said."""

HALF = 0.5
"""Share below which some rules first called a number support."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How many ties of a kind are known, and how many of them can be relied on.

    Attributes
    ----------
    n_firm
        Told by two sources that do not copy each other, or by an official page.
    n_known
        Told by any source.
    n_units, n_countries
        Home units and partner countries of those that can be relied on.
    n_strict
        Those that can be relied on where Wikidata and every Wikipedia are one source; None where
        that was not counted.
    n_all
        Ties of any kind among which these were looked for; None where that was not counted.
    """

    n_firm: int
    n_known: int
    n_units: int
    n_countries: int
    n_strict: int | None = None
    n_all: int | None = None

    def is_enough_at_first(self) -> bool:
        """Tell whether the first rule, which judged by a count, would have called it support."""
        ties, units, countries = FIRST_COUNTS
        return self.n_firm >= ties and self.n_units >= units and self.n_countries >= countries


FIRST_COUNTS = (10, 3, 3)
"""Ties that can be relied on, their regions and countries, that once counted as support."""


@dataclass(frozen=True, slots=True)
class UnjudgedPart(PartRule):
    """A part that tells how much there is of something, and judges nothing by it.

    A line that a number cannot reach is no rule: it could not have been missed.

    Attributes
    ----------
    why
        Why no line judges it, as a sentence.
    changed
        How it came to have no verdict, where it had one; else empty.
    first
        `by half` where its first rule called less than a half support, else empty.
    """

    why: Sentence
    changed: Sentence | str = ""
    first: Literal["", "by half"] = ""

    def claims_words(self) -> str:
        """Say that nothing is supported or refused."""
        return NO_VERDICT

    def verdict_of(self, side: Side) -> Verdict:
        """Say that it is a description, or that it cannot be told."""
        return CANNOT_TELL if side == "open" else DESCRIBED

    def answer_of(self, side: Side) -> str:
        """Say that it is told, or cannot be."""
        return UNTOLD if side == "open" else DESCRIPTION

    def history(self) -> str:
        """Say how it came to have no verdict."""
        return self.changed

    def at_first(self, interval: Interval) -> str:
        """Say what its first rule would have said of a number; nothing where it had no line."""
        if not self.first or interval.low is None or interval.high is None:
            return ""
        if interval.high < HALF:
            return first_verdict_words("supported")
        is_above = interval.low > HALF
        return first_verdict_words("not supported" if is_above else CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class DescribedPart(UnjudgedPart):
    """A part that tells a number with its interval.

    Attributes
    ----------
    level
        Of its interval.
    """

    level: Level = Level(0.05)  # noqa: RUF009 - frozen

    def side(self, interval: Interval) -> Side:
        """Tell whether there is a number with an interval."""
        return "open" if interval.low is None or interval.high is None else "described"

    def verdicts(self) -> str:
        """Say what is told, and why it is not judged."""
        return say(
            "{question} The number: {estimand}, with its interval of {level:g} %. {why}",
            question=self.question,
            estimand=self.estimand,
            level=100 * self.level.together,
            why=self.why,
        )


@dataclass(frozen=True, slots=True)
class CountPart(UnjudgedPart):
    """A part that tells how many ties of a kind are known, and how many can be relied on.

    That there are such ties no world like this one could miss, so nothing is judged by it.
    """

    def verdicts(self) -> str:
        """Say what is counted, and why it is not judged."""
        return say(
            "{question} The number: {estimand}. {why}",
            question=self.question,
            estimand=self.estimand,
            why=self.why,
        )

    def parts(self) -> tuple[str, ...]:
        """Say the rule; it needs nothing else."""
        return tuple(filter(None, (self.verdicts(), self.history(), self.claims_words())))
