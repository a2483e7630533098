"""Rules of the parts of a claim: each has a question, an estimand, a line of no effect, answers.

A claim such as C4 asks several things at once, and one verdict on all of them says little. So a
claim is judged in parts, each by itself: a `PartRule` is written before its number is computed,
judges it, and prints itself. An `IntervalPart` judges: it asks on which side of a line an interval
lies. Parts that no line divides are in `unjudged_parts`.

Within a claim the same verdict means the same: `supported` is yes to what the claim says, whichever
side of its line a part must lie on for that. A part of which neither side says yes or no to the
claim tells its side and has no verdict.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sistercities.sentences import Listed, Sentence, listed, say, to_say
from sistercities.studies.claims import CANNOT_TELL, DESCRIBED, VERDICT_WORDS, Verdict
from sistercities.studies.rules import Level, Needs, Rule, Sides

Side = Literal["above", "below", "same", "open", "described"]
"""Where a number lies: on one side of the line, so near to it that it is the same, or not known; of
a part that no line divides, that it is told."""

Carried = Literal["by all", "by any"]
"""Whether a side must hold without any one country and home unit too, or may rest on one."""

NO_NEEDS = Needs(())
"""Of a part that asks for no number of anything."""

NO_VERDICT = say("A description, with no verdict.")
"""What is said of a described part where the others say what is supported."""

UNTOLD = say("cannot be told")
"""The answer of a part of which the data do not tell."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is said of each side, as a clause that ends a sentence; empty where it cannot be."""

    above: Sentence
    below: Sentence
    same: Sentence | str = ""

    def of(self, side: Side) -> str:
        """Return the answer of a side."""
        return {
            "open": UNTOLD, "above": self.above, "below": self.below, "same": self.same,
        }[side]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartRule(Rule):
    """The rule of one part of a claim.

    Attributes
    ----------
    claim
        Number of the claim.
    name
        The part, unique in its claim, as programs call it.
    question
        What is asked, as a reader would ask it.
    estimand
        The number that answers it.
    """

    claim: str
    name: str
    question: Sentence
    estimand: Sentence

    @property
    def id(self) -> str:
        """Claim and part, as in `C3.independent`."""
        return f"{self.claim}.{self.name}"

    @abstractmethod
    def claims_words(self) -> str:
        """Say which answer the part states, and so what `supported` means of it."""

    @abstractmethod
    def verdict_of(self, side: Side) -> Verdict:
        """Say whether what was found bears out the claim."""

    @abstractmethod
    def answer_of(self, side: Side) -> str:
        """Say the answer in a few words."""

    def history(self) -> str:
        """Say nothing: the page of all parts says it once."""
        return ""

    def at_first(self, interval: Interval) -> str:  # noqa: ARG002 - others ask it
        """Say what its first rule would have said of a number; nothing where it is the same."""
        return ""

    def parts(self) -> tuple[str, ...]:
        """Say the rule in parts; the last is what `supported` means of this part."""
        said = (self.verdicts(), self.needs.words(), self.beside(), self.history())
        return (*filter(None, said), self.claims_words())


@dataclass(frozen=True, slots=True)
class JudgedPart(PartRule):
    """A part whose number a line divides, so that it bears out the claim or does not.

    Attributes
    ----------
    answers
        What is said of each side.
    supports
        The sides that bear out what the claim says; none where the claim states neither, and then
        the side is told without a verdict.
    """

    answers: Answers
    supports: tuple[Side, ...]

    def claims_words(self) -> str:
        """Say which answer the part states, and so what `supported` means of it."""
        if not self.supports:
            return NO_VERDICT
        return say("Supported means here: “{answer}”.", answer=self.stated)

    @property
    def stated(self) -> str:
        """The answers that bear out the claim; empty where none does."""
        return listed([self.answers.of(side) for side in self.supports], "or")

    def verdict_of(self, side: Side) -> Verdict:
        """Say whether what was found bears out the claim."""
        if side == "open":
            return CANNOT_TELL
        if not self.supports:
            return DESCRIBED
        return "supported" if side in self.supports else "not supported"

    def answer_of(self, side: Side) -> str:
        """Say the answer in a few words."""
        return self.answers.of(side)


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate as a part judges it.

    Attributes
    ----------
    value, low, high
        With the ends of its interval at the level of the rule; None where they are not known.
    least, most
        The lowest lower end and the highest upper end when any one country, or any one home unit,
        is left out; None where that was not tried.
    """

    value: float | None
    low: float | None
    high: float | None
    least: float | None = None
    most: float | None = None


UNKNOWN_INTERVAL = Interval(None, None, None)
"""Of what cannot be told."""


@dataclass(frozen=True, slots=True)
class IntervalPart(JudgedPart):
    """A part that asks on which side of a line an interval lies.

    Attributes
    ----------
    line
        No effect, and what is as good as none.
    level
        Of the interval.
    carried
        Whether a side must hold without any one country or home unit too.
    changed
        How the rule was changed after its number was seen; empty where it was not.
    why
        Why neither side bears out the claim, where none does; else empty.
    ways
        How many ways to measure the number it asks, as words; empty where there is one.
    beyond
        What it asks beyond the words of its claim, as a sentence; empty where it asks no more.
    first_supports, first_carried
        What the first form of the rule had in their place; None where it had the same.
    """

    line: Sides
    level: Level = Level(0.05)  # noqa: RUF009 - frozen
    carried: Carried = "by any"
    changed: Sentence | str = ""
    why: Sentence | str = ""
    ways: Sentence | str = ""
    beyond: Sentence | str = ""
    first_supports: tuple[Side, ...] | None = None
    first_carried: Carried | None = None

    def claims_words(self) -> str:
        """Say what `supported` means of it, and what it asks beyond its claim."""
        said = JudgedPart.claims_words(self)
        return listed((said, self.beyond), "space") if self.beyond else said

    def history(self) -> str:
        """Say how the rule was changed."""
        return self.changed

    def at_first(self, interval: Interval) -> str:
        """Say what its first rule would have said of a number; nothing where it had the same."""
        if self.first_supports is None and self.first_carried is None:
            return ""
        first = replace(
            self,
            supports=self.supports if self.first_supports is None else self.first_supports,
            carried=self.first_carried or self.carried,
        )
        return first_verdict_words(first.verdict_of(first.side(interval)))

    def side(self, interval: Interval) -> Side:
        """Tell on which side of the line an interval lies."""
        if interval.low is None or interval.high is None:
            return "open"
        if self.line.is_above(interval.low) and self._holds("above", interval):
            return "above"
        if self.line.is_below(interval.high) and self._holds("below", interval):
            return "below"
        band = self.line.negligible
        return "same" if band is not None and band.holds(interval.low, interval.high) else "open"

    def _holds(self, side: Side, interval: Interval) -> bool:
        if self.carried == "by any":
            return True
        end = interval.least if side == "above" else interval.most
        if end is None:
            return False
        return self.line.is_above(end) if side == "above" else self.line.is_below(end)

    def side_of_all(self, intervals: Sequence[Interval]) -> Side:
        """Tell the side on which all of several intervals lie; open where they differ."""
        sides = {self.side(one) for one in intervals}
        return sides.pop() if len(sides) == 1 else "open"

    def verdict_of_all(self, intervals: Sequence[Interval]) -> Verdict:
        """Judge several ways to measure the same: mixed where some find it and others do not."""
        sides = [self.side(one) for one in intervals]
        side = self.side_of_all(intervals)
        is_found = any(one in self.supports for one in sides)
        return "mixed" if side == "open" and is_found else self.verdict_of(side)

    def verdicts(self) -> str:
        """Say what must be found for each answer."""
        template = (
            to_say(
                "{question} The number: {estimand}. By its interval of {level:g} %, and without "
                "any one country or home unit too. Above {line:g}: {above}. Below: {below}."
            )
            if self.carried == "by all"
            else to_say(
                "{question} The number: {estimand}. By its interval of {level:g} %. Above "
                "{line:g}: {above}. Below: {below}."
            )
        )
        return say(
            template,
            question=self.question,
            estimand=self.estimand,
            level=100 * self.level.together,
            line=self.line.no_effect,
            above=self.answers.above,
            below=self.answers.below,
        )

    def beside(self) -> str:
        """Say what is as good as no effect, and why neither side bears out the claim."""
        return listed(filter(None, (self._near(), self._several(), self.why)), "space")

    def _several(self) -> str:
        if not self.ways:
            return ""
        return say(
            "Measured in {ways} ways, all must lie on one side; where some bear out the claim and "
            "others do not: mixed.",
            ways=self.ways,
        )

    def _near(self) -> str:
        band = self.line.negligible
        if band is None:
            return ""
        return say(
            "On neither side, and within {low:g} to {high:g}: {same}.",
            low=band.low,
            high=band.high,
            same=self.answers.same,
        )


def first_verdict_words(verdict: Verdict) -> Sentence:
    """Say what the first form of a rule would have said, where it was changed later."""
    return say(_AT_FIRST, verdict=VERDICT_WORDS[verdict])


_AT_FIRST = to_say("By the first rule: {verdict}.")


def at_first_in(changed: str) -> str:
    """Find in the words on a changed rule what its first form would have said; else nothing."""
    told = changed.parts if isinstance(changed, Listed) else (changed,)
    said = (one for one in told if isinstance(one, Sentence) and one.template == _AT_FIRST)
    return next(said, "")


def find_rule(rules: Iterable[PartRule], part: str) -> PartRule:
    """Return the rule of a part by its id, as in `C3.independent`.

    Raises
    ------
    KeyError
        If no rule has that id.
    """
    by_id = {rule.id: rule for rule in rules}
    return by_id[part]


CHANGED_MARK = "†"
"""Beside the verdict of a part whose rule was changed after its number was seen."""

LABELS: dict[str, Sentence] = {
    "C1.exist": say("Partners where the region has none"),
    "C1.chance": say("More than if chance chose the countries"),
    "C2.exist": say("Partners outside sister regions"),
    "C3.predicted": say("Share of partners in sister regions"),
    "C3.independent": say("Just as by chance within a country"),
    "C3.first": say("Neither level comes first"),
    "C3.close": say("No closer in time than by chance"),
    "C3.homes": say("Just as by chance, mean of countries"),
    "C3.one-more": say("Just as by chance, in another country"),
    "C3.world-sisters": say("No more than in other regions"),
    "C4.trade": say("Much trade"),
    "C4.income": say("High income, economy alike"),
    "C4.distance": say("Short distance"),
    "C4.language": say("Language in common"),
    "C4.migrants": say("Many migrants"),
    "C4.flights": say("Direct flight"),
    "C4.own": say("Earlier tie with the country"),
    "C4.neighbours": say("Earlier ties of cities nearby"),
    "C4.formal": say("Regions that are sisters"),
    "C4.formal-share": say("Share that goes with sister regions"),
    "C4.benefit": say("Benefit over the formal link"),
    "C4.world-distance": say("Nearness"),
    "C4.world-trade": say("Trade"),
    "C4.world-language": say("Language in common"),
    "C4.world-migrants": say("Migrants"),
    "C4.world-colony": say("Colonial tie in the past"),
    "C5.flights": say("Flights and partners"),
    "C5.exports": say("Exports and partners"),
    "C5.visitors": say("Visitors and partners"),
    "C5.size": say("Flights at equal size and wealth"),
    "C5.flights-first": say("Partners follow flights"),
    "C5.ties-first": say("Flights follow partners"),
    "C5.world-flights": say("Air routes"),
    "C6.chosen": say("Chosen more than other countries"),
    "C6.may-sign": say("Chosen more, cities that may sign"),
    "C6.growing": say("Chosen more per decade"),
    "C7.exist": say("Number of partners in rival countries"),
    "C7.rivals": say("No fewer in rival countries"),
    "C7.far": say("No fewer far in UN votes"),
    "C7.cities": say("Rivals: cities mind less"),
    "C7.world-rivals": say("No fewer between rivals"),
    "C7.world-far": say("No fewer far in UN votes"),
    "C8.share": say("More hubs than its share of cities"),
    "C8.alike": say("More hubs than cities as large"),
    "C8.coming": say("Hubs coming forward"),
}
"""By the id of the part. One that is judged is named by what would bear it out, wherever it stands
beside its mark: `○ Sister regions, against chance` reads as if these held no more than chance."""

AMONG_COUNTRIES = frozenset(
    {"C3.one-more", "C6.chosen", "C6.may-sign", "C6.growing", "C8.share", "C8.alike", "C8.coming"}
)
"""Parts whose interval counts how much countries differ: it asks whether one is unlike others."""

OF_ONE_COUNTRY = AMONG_COUNTRIES - {"C3.one-more"}
"""Those of them that ask it of the home country."""

CLAIM_LABELS: dict[str, Sentence] = {
    "C1": say("Where the region has no partner"),
    "C2": say("Outside sister regions"),
    "C3": say("A logic of their own"),
    "C4": say("What goes with partnerships"),
    "C5": say("Connected cities"),
    "C6": say("Attractive to others"),
    "C7": say("In spite of politics"),
    "C8": say("Hubs of the world"),
}
"""The claims in a few words."""


def label_of(part: str) -> str:
    """Return a part in a few words; its id where it has none."""
    return LABELS.get(part, part)
